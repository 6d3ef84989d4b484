"""Sequences of tags and the spans they mean: begin, inside, end, single for each label, and outside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

OUTSIDE = 0
BEGIN, INSIDE, END, SINGLE = range(4)
_NEVER = -1e9


def tag(label: int, place: int) -> int:
    """The number of the tag for a ``place`` (begin, inside, end, single) in a span with the ``label``-th label."""
    return 1 + 4 * label + place


def count(labels: int) -> int:
    """How many tags there are for so many labels."""
    return 1 + 4 * labels


def _follows(before: int, after: int) -> bool:
    """Whether one tag may follow another."""
    opened = before != OUTSIDE and (before - 1) % 4 in (BEGIN, INSIDE)
    goes_on = after != OUTSIDE and (after - 1) % 4 in (INSIDE, END)
    if opened or goes_on:
        return opened and goes_on and (before - 1) // 4 == (after - 1) // 4
    return True


@cache
def _rules(tags: int) -> tuple[Any, Any, Any]:
    """What may follow, begin and end a sequence, as numbers to add."""
    import numpy as np

    change = np.array([[0.0 if _follows(a, b) else _NEVER for b in range(tags)] for a in range(tags)], np.float32)
    first = np.array([0.0 if _follows(OUTSIDE, b) else _NEVER for b in range(tags)], np.float32)
    last = np.array([0.0 if _follows(a, OUTSIDE) else _NEVER for a in range(tags)], np.float32)
    return change, first, last


def best(scores: Any) -> Any:
    """The best well-formed tag sequence for each of n tables of scores (n, words, tags), as integers (n, words)."""
    import numpy as np

    _, words, tags = scores.shape
    change, first, last = _rules(tags)
    plain = scores.argmax(-1)
    if words == 0:
        return plain
    fits = (
        (change[plain[:, :-1], plain[:, 1:]] == 0).all(1) & (first[plain[:, 0]] == 0) & (last[plain[:, -1]] == 0)
    )  # then no search is needed
    rows = np.flatnonzero(~fits)
    if not len(rows):
        return plain
    table = scores[rows]
    reached = table[:, 0] + first
    back = np.zeros((len(rows), words, tags), np.int64)
    for at in range(1, words):
        ways = reached[:, :, None] + change[None]
        back[:, at] = ways.argmax(1)
        reached = ways.max(1) + table[:, at]
    found = np.zeros((len(rows), words), np.int64)
    found[:, -1] = (reached + last).argmax(-1)
    each = np.arange(len(rows))
    for at in range(words - 1, 0, -1):
        found[:, at - 1] = back[each, at, found[:, at]]
    plain[rows] = found
    return plain


def spans(tags: Sequence[int]) -> list[tuple[int, int, int]]:
    """The spans of a well-formed sequence of tags: first word, word after the last, label.

    >>> spans([0, 1, 2, 3, 0, 8])
    [(1, 4, 0), (5, 6, 1)]
    """
    found: list[tuple[int, int, int]] = []
    start = 0
    for at, number in enumerate(tags):
        if number == OUTSIDE:
            continue
        label, place = divmod(number - 1, 4)
        if place in (BEGIN, SINGLE):
            start = at
        if place in (END, SINGLE):
            found.append((start, at + 1, label))
    return found


def tags_of(words: int, marked: Sequence[tuple[int, int, int]]) -> list[int]:
    """The sequence of tags that means the spans ``marked``; of two that overlap, the first.

    >>> tags_of(6, [(1, 4, 0), (5, 6, 1), (3, 5, 1)])
    [0, 1, 2, 3, 0, 8]
    """
    found = [OUTSIDE] * words
    for start, end, label in marked:
        if any(found[start:end]) or start >= end:
            continue
        if end - start == 1:
            found[start] = tag(label, SINGLE)
            continue
        for at in range(start, end):
            found[at] = tag(label, BEGIN if at == start else END if at == end - 1 else INSIDE)
    return found
