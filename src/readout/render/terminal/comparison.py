"""What the accounts agree on, where they differ, and what they leave out."""

from __future__ import annotations

from rich.text import Text

from readout.render import disputes
from readout.render.terminal.layout import Screen, columns, heading, key_list, keys, more, put, quoted, row, safe
from readout.types import Discrepancy, Omission, Readout

RELATION_WORDS = {
    "contradicts": "contradicts", "supersedes": "overtaken", "refines": "finer", "rewords": "reworded",
    "respells": "respelled",
}  # fmt: skip
_FACTS = 10
_SHORT = 150


def facts(on: Screen, readout: Readout) -> None:
    """What at least two independent texts tell, the best attested first."""
    heading(on, "Agreed", "how many independent texts say so")
    found = [fact for fact in readout.facts if fact.independent > 1]
    if not found:
        put(on, Text("No fact was found in more than one independent text."))
        return
    found.sort(key=lambda fact: (-fact.independent, -len(fact.accounts)))
    shown = found[: _FACTS if on.brief else len(found)]
    for fact in shown:
        number = Text(f"{fact.independent} texts", style="bold")
        row(on, [(8, number)], safe(fact.text, _SHORT if on.brief else 0), keys(fact.evidence, on))
        quoted(on, fact.evidence, 10)
    if len(found) > len(shown):
        more(on, f"{len(found) - len(shown)} more", "facts")


def discrepancies(on: Screen, readout: Readout) -> None:
    """Where the accounts differ, what cannot both be true first, each side in its own words."""
    heading(on, "Disputed", "where the accounts differ, and how")
    if not readout.discrepancies:
        put(on, Text("The accounts do not differ on anything that could be compared."))
        return
    for item in readout.discrepancies:
        _discrepancy(on, item)


def _discrepancy(on: Screen, item: Discrepancy) -> None:
    every = [one for side in item.sides for one in side.evidence]
    kind = "claim" if item.about == "attribution" else RELATION_WORDS[item.relation]
    head = Text(kind, style="bold red" if item.relation == "contradicts" else "bold")
    if item.relation == "respells":
        row(on, [(11, head)], safe(item.text), keys(every, on))
    else:
        row(on, [(11, head)], safe(disputes.heading(item)))
        sides = [
            safe(side.value, _SHORT if on.brief else 0).append("  ").append_text(keys(side.evidence, on))
            for side in item.sides
        ]
        columns(on, sides, 13 if not on.narrow else 4)
    quoted(on, every, 13)


def omissions(on: Screen, readout: Readout) -> None:
    """What one lineage alone reports, and what an account lacks that most others carry."""
    heading(on, "Left out", "what one text alone reports, and what an account lacks")
    if not readout.omissions:
        put(on, Text("No omission was found."))
        return
    told: dict[tuple[bool, str], list[Omission]] = {}
    for item in readout.omissions:
        told.setdefault((item.kind == "only-in", item.text), []).append(item)
    for (only, text), items in told.items():
        evidence = [one for item in items for one in item.evidence]
        named = [one.account for one in evidence] if only else [item.account or "" for item in items]
        head = Text("only in " if only else "not in ", style="dim").append_text(
            key_list(list(dict.fromkeys(named)), on)
        )
        row(on, [(14, head)], safe(text), keys(evidence, on) if not only else None)
        quoted(on, evidence, 16)
