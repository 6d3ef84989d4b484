"""What is marked in an article: names, attributions and times, and the spans of word ranges."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from readout.read.events.clauses import Clauses
from readout.read.events.grammar import Range, grammar
from readout.spans import inside
from readout.types import Attribution, Mention, Span, Timex


class Marks(NamedTuple):
    """The text of an article, what is marked in one of its sentences, and all attributions, which are known by index.

    ``near`` are the indices of the attributions whose content reaches into the sentence, ``author`` the entity that
    writes the article, where one is named and is told of in it: who says "I" outside of quotations.
    """

    text: str
    mentions: tuple[Mention, ...]
    times: tuple[Timex, ...]
    attributions: tuple[Attribution, ...]
    near: tuple[int, ...]
    author: str | None = None


def by_sentence(
    text: str,
    sentences: Sequence[Span],
    *,
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    times: Sequence[Timex],
    author: str | None = None,
) -> Iterator[Marks]:
    """The marks of each sentence, in text order; of mentions at one place the longest first."""
    starts = [start for start, _ in sentences]
    everyone = tuple(attributions)
    held: list[tuple[list[Mention], list[Timex], list[int]]] = [([], [], []) for _ in sentences]
    for mention in sorted(mentions, key=lambda m: (m.span[0], -m.span[1])):
        if (at := bisect_right(starts, mention.span[0]) - 1) >= 0:
            held[at][0].append(mention)
    for timex in sorted(times, key=lambda t: t.span):
        if (at := bisect_right(starts, timex.span[0]) - 1) >= 0:
            held[at][1].append(timex)
    for index, attribution in enumerate(everyone):
        for start, end in attribution.content:
            at = max(0, bisect_right(starts, start) - 1)
            while at < len(starts) and starts[at] < end:
                if index not in held[at][2][-1:]:
                    held[at][2].append(index)
                at += 1
    for names, points, near in held:
        yield Marks(text, tuple(names), tuple(points), everyone, tuple(near), author)


def times_in(marks: Marks, span: Span) -> list[Timex]:
    """Points in time inside ``span``."""
    return [
        t
        for t in marks.times
        if inside(t.span, span) and t.type in ("DATE", "TIME") and not (t.value or "").endswith("_REF")
    ]


def points_back(marks: Marks, timex: Timex) -> bool:
    """Whether a time is told by another one: "the same evening", "a day later"."""
    words = marks.text[timex.span[0] : timex.span[1]].casefold().split()
    return any(word in grammar().points_back for word in words)


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
    for index in marks.near:
        attribution = marks.attributions[index]
        for start, end in attribution.content:
            if start <= at < end and (best is None or end - start < best[0]):
                best = (end - start, index)
    return best[1] if best is not None else None
