"""What is marked in an article: names, attributions and times, and the spans of word ranges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from readout.read.clauses import Clauses
from readout.read.grammar import Range
from readout.spans import inside
from readout.types import Attribution, Mention, Span, Timex


class Marks(NamedTuple):
    """The text of one article with its mentions and times in text order, and its attributions."""

    text: str
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    times: tuple[Timex, ...]


def marks_of(
    text: str, mentions: Sequence[Mention], attributions: Sequence[Attribution], times: Sequence[Timex]
) -> Marks:
    """The marks of an article, in text order; of mentions at one place the longest first."""
    return Marks(
        text,
        tuple(sorted(mentions, key=lambda m: (m.span[0], -m.span[1]))),
        tuple(attributions),
        tuple(sorted(times, key=lambda t: t.span)),
    )


def times_in(marks: Marks, span: Span) -> list[Timex]:
    """Points in time inside ``span``."""
    return [
        t
        for t in marks.times
        if inside(t.span, span) and t.type in ("DATE", "TIME") and not (t.value or "").endswith("_REF")
    ]


def span_of(marks: Marks, clauses: Clauses, words: Range | None) -> Span | None:
    """The text span of a word range, without marks at its ends."""
    if words is None:
        return None
    start, end = words
    while end > start and (
        clauses.low(end - 1) in (",", ".", ";", ":", '"', "“", "”", "-", "–", "—", "'", "’", "!", "?")
    ):
        end -= 1
    while start < end and clauses.low(start) in (",", ".", ";", ":", '"', "“", "”", "-", "–", "—", "'", "’", "*"):
        start += 1
    if end <= start:
        return None
    opened = sum(clauses.low(i) in ("“", '"') for i in range(start, end))
    closed = sum(clauses.low(i) == "”" for i in range(start, end))
    if end < words[1] and clauses.low(end) in ("”", '"') and ((opened - closed) % 2 or opened > closed):
        end += 1
    if (
        start > words[0]
        and clauses.low(start - 1) in ("“", '"')
        and (
            closed > opened
            or (clauses.low(start - 1) == '"' and sum(clauses.low(i) == '"' for i in range(start, end)) % 2)
        )
    ):
        start -= 1
    return (clauses.words[start].start, clauses.words[end - 1].end)


def inner_attribution(marks: Marks, at: int) -> int | None:
    """The innermost attribution in whose content the character ``at`` stands."""
    best: tuple[int, int] | None = None
    for index, attribution in enumerate(marks.attributions):
        for start, end in attribution.content:
            if start <= at < end and (best is None or end - start < best[0]):
                best = (end - start, index)
    return best[1] if best is not None else None
