"""Discrepancies as the report prints them: what differs in a few words, and the sides with the difference marked."""

from __future__ import annotations

import re

from readout.render.dates import human
from readout.render.names import squeeze
from readout.render.page import count
from readout.render.wording import Piece, apart
from readout.types import Discrepancy, Readout

RELATION_WORDS = {
    "contradicts": "contradicts", "supersedes": "overtaken by", "refines": "differs in precision from",
    "rewords": "reworded as", "respells": "spelled as",
}  # fmt: skip
SIGNS = {"contradicts": "≠", "supersedes": "→", "refines": "≈", "rewords": "≈", "respells": "/"}
_FACT_OR_CLAIM = "fact or claim"
_DAY = re.compile(r"\b[12]\d{3}-\d\d-\d\d\b")


def relation(item: Discrepancy) -> str:
    """How the sides stand to each other, in words."""
    return _FACT_OR_CLAIM if item.about == "attribution" else RELATION_WORDS[item.relation]


def heading(item: Discrepancy, year: int | None = None) -> str:
    """The line's text without the sides' words, which stand below it, and with days as a person reads them."""
    text = squeeze(item.text)
    head, colon, rest = text.partition(": ")
    if colon and any(squeeze(side.value)[:40] in rest for side in item.sides):
        text = head
    return _DAY.sub(lambda found: human(found[0], year), text)


def sides(item: Discrepancy) -> list[tuple[Piece, ...]]:
    """The sides of a rewording with what differs marked; the values as they are for any other discrepancy."""
    values = [squeeze(side.value) for side in item.sides]
    if item.relation != "rewords" or len(values) != 2:
        return [(Piece(text=value, differs=False),) for value in values]
    return list(apart(values[0], values[1]))


def ordered(readout: Readout) -> list[Discrepancy]:
    """The discrepancies that are more than a spelling, contradictions first."""
    return [item for kind in RELATION_WORDS for item in readout.discrepancies if item.relation == kind != "respells"]


def tally(readout: Readout) -> str:
    """How many differences there are of each kind, in words."""
    kinds = [item.relation for item in readout.discrepancies if item.about != "attribution"]
    claimed = sum(item.about == "attribution" for item in readout.discrepancies)
    found = [
        count(kinds.count("contradicts"), "contradiction"),
        f"{kinds.count('supersedes')} overtaken",
        count(kinds.count("refines"), "difference") + " of precision",
        f"{claimed} told as fact here and as a claim there",
        f"{kinds.count('rewords')} reworded",
        f"{kinds.count('respells')} spelled otherwise",
    ]
    return " · ".join(words for place, words in enumerate(found) if place == 0 or not words.startswith("0 "))
