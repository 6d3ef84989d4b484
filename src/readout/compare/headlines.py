"""Headlines that say more than the text below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from readout import languages
from readout.compare.material import Material
from readout.compare.phases import phases_of
from readout.compare.sides import discrepancy, side
from readout.compare.terms import key, terms, weight
from readout.compare.thresholds import HEADLINE_SHARED
from readout.languages import table
from readout.spans import evidence, overlap
from readout.types import Discrepancy, Reading, Span

_READ = 8


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    def any_of(entries: list[str]) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, entries))})\b", re.IGNORECASE)

    return tuple((any_of(pair["headline"]), any_of(pair["text"])) for pair in table("en", "headlines")["stronger"])


def headline_discrepancies(material: Material) -> list[Discrepancy]:
    """Of each account at most one: its headline against the first sentence of its own text that tells less."""
    found = []
    for reading in material.story.readings:
        if reading.language not in languages.KNOWN or reading.title is None or not reading.title.evidence:
            continue
        shown = reading.title.evidence[0]
        head = (shown.start, shown.end)
        for sentence in _body(reading, head):
            told = _tells_less(reading.text, head, sentence)
            if told:
                sides = [
                    side(shown.quote, [shown]),
                    side(reading.text[sentence[0] : sentence[1]], [evidence(reading.id, reading.text, sentence)]),
                ]
                text = f"The headline says more than its own text: “{shown.quote}” against “{told}”."
                found.append(discrepancy("headline", "contradicts", text, sides))
                break
    return found


def _body(reading: Reading, head: Span) -> Iterator[Span]:
    heads = [(b.start, b.end) for b in reading.blocks if b.role in ("headline", "caption", "subhead")]
    body = [s for s in reading.sentences if s[0] >= head[1] and not any(overlap(s, other) for other in heads)]
    yield from body[:_READ]


def _tells_less(text: str, head: Span, sentence: Span) -> str | None:
    """The words of the sentence that take back what the headline says of the same matter."""
    for strong, weak in _pairs():
        said, told = strong.search(text, *head), weak.search(text, *sentence)
        if said is None or told is None or strong.search(text, *sentence):
            continue
        ours = {t.key for t in terms(text, head)} - {key(said.group())}
        shared = ours & {t.key for t in terms(text, sentence)}
        if sum(weight(name) for name in sorted(shared)) < HEADLINE_SHARED:
            continue
        if "after" in phases_of(text[sentence[0] : sentence[1]]) and said.group().casefold() in ("ended", "ends"):
            continue
        return " ".join(told.group().split())
    return None
