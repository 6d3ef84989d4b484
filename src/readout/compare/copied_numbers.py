"""Amounts that a copy gives otherwise than its original: one sentence in two accounts, and in it another number."""

from __future__ import annotations

from readout import languages
from readout.compare.corrections import differing_amounts
from readout.compare.material import Material
from readout.compare.numbers import relation
from readout.compare.sides import discrepancy, side
from readout.spans import evidence
from readout.types import Discrepancy, DiscrepancyRelation, Evidence, Relation

_MOST = 12
"""Discrepancies of this kind in one story; more come from tables."""


def copied_number_discrepancies(material: Material) -> list[Discrepancy]:
    """Of sentences that two accounts of one text have in common those in which one amount differs.

    Where the one account is a later version of the other, its amount replaces the earlier one.
    """
    known = {r.id for r in material.story.readings if r.language in languages.KNOWN}
    made: list[Discrepancy] = []
    told: set[tuple[str, str]] = set()
    for lineage in material.story.lineages:
        for kin in lineage.relations:
            if kin.a not in known or kin.b not in known:
                continue
            for pair in kin.pairs:
                found = _differing(pair.a, pair.b, kin, material)
                mark = tuple(sorted(side_.value.casefold() for side_ in found.sides)) if found else ()
                if found and len(mark) == 2 and mark not in told and len(made) < _MOST:
                    told.add((mark[0], mark[1]))
                    made.append(found)
    return made


def _differing(a: Evidence, b: Evidence, kin: Relation, material: Material) -> Discrepancy | None:
    texts = material.texts
    amounts = differing_amounts(texts[a.account], (a.start, a.end), texts[b.account], (b.start, b.end))
    if amounts is None:
        return None
    one, other = amounts
    how = relation(one, other)
    if how is None:
        return None
    told: DiscrepancyRelation = "supersedes" if kin.kind == "update" and how == "contradicts" else how
    sides = [
        side(
            texts[item.account][slice(*amount.whole)],
            [evidence(item.account, texts[item.account], (item.start, item.end))],
        )
        for item, amount in ((a, one), (b, other))
    ]
    line = " ".join(a.quote.split())
    told_as = f"One sentence has two amounts, “{sides[0].value}” and “{sides[1].value}”: “{line}”."
    return discrepancy("number", told, told_as, sides)
