"""Where accounts differ: every kind of discrepancy, in the order in which a reader wants them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from readout.compare.careers import career_discrepancies
from readout.compare.copied_numbers import copied_number_discrepancies
from readout.compare.days import day_discrepancies
from readout.compare.denials import denial_discrepancies
from readout.compare.headlines import headline_discrepancies
from readout.compare.material import Material
from readout.compare.numbers import number_discrepancies
from readout.compare.outcomes import outcome_discrepancies
from readout.compare.reversals import moved_day_discrepancies, reversal_discrepancies
from readout.compare.sides import rank
from readout.compare.spellings import spelling_discrepancies
from readout.compare.titles import title_discrepancies
from readout.compare.voices import voice_discrepancies
from readout.compare.wordings import wording_discrepancies
from readout.spans import overlap
from readout.types import Discrepancy, Evidence


def discrepancies(material: Material) -> tuple[Discrepancy, ...]:
    """The discrepancies of a story, ``d1`` first: what cannot both be true before what is only spelled differently."""
    found = [
        *number_discrepancies(material),
        *outcome_discrepancies(material),
        *denial_discrepancies(material),
        *reversal_discrepancies(material),
        *day_discrepancies(material),
        *moved_day_discrepancies(material),
        *headline_discrepancies(material),
        *voice_discrepancies(material),
        *title_discrepancies(material.entities),
        *career_discrepancies(material),
        *wording_discrepancies(material.texts, material.entities, material.statements, material.utterances),
        *spelling_discrepancies(material.entities),
    ]
    found += [item for item in copied_number_discrepancies(material) if not _told(item, found)]
    ordered = sorted((item for item in found if all(side.evidence for side in item.sides)), key=rank)
    return tuple(msgspec.structs.replace(item, id=f"d{at}") for at, item in enumerate(ordered, start=1))


def _told(item: Discrepancy, others: Sequence[Discrepancy]) -> bool:
    """Whether a discrepancy of the same kind rests on the same passages already."""

    def held(passage: Evidence, other: Discrepancy) -> bool:
        return any(
            found.account == passage.account and overlap((found.start, found.end), (passage.start, passage.end)) > 0
            for side in other.sides
            for found in side.evidence
        )

    passages = [side.evidence[0] for side in item.sides]
    return any(other.about == item.about and all(held(one, other) for one in passages) for other in others)
