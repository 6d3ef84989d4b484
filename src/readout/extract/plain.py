"""Plain text -> layout: the text is the input itself, a segment is a line or a hard-wrapped paragraph."""

from __future__ import annotations

from itertools import pairwise

from readout.extract.segments import Layout, Segment
from readout.spans import lines, trim
from readout.types import Span

_WRAPPED_LINES = 12
_LONGEST_WRAPPED = 100
_SHORTEST_WRAPPED = 45
_STOPS = frozenset(".!?:;…。！？؟।\"'”’»)")


def plain_layout(text: str) -> Layout:
    """The layout of ``text``; its lines, or its paragraphs where lines were broken to a fixed width."""
    found: list[tuple[Span, int]] = []
    gap = 0
    for line in lines(text):
        span = trim(text, line)
        if span is None:
            gap += 1
        else:
            found.append((span, gap))
            gap = 0
    if _hard_wrapped(text, found):
        found = _paragraphs(found)
    return Layout(text=text, segments=tuple(Segment(start=s, end=e, gap=gap) for (s, e), gap in found))


def _hard_wrapped(text: str, found: list[tuple[Span, int]]) -> bool:
    """Whether lines end where a column ends: most lines that another follows without a gap are of like length
    and do not end a sentence."""
    followed = [span for (span, _), (_, gap) in pairwise(found) if gap == 0]
    if len(followed) < _WRAPPED_LINES or any(end - start > _LONGEST_WRAPPED for start, end in followed):
        return False
    broken = sum(1 for s, e in followed if e - s >= _SHORTEST_WRAPPED and text[e - 1] not in _STOPS)
    return broken > len(followed) * 0.7


def _paragraphs(found: list[tuple[Span, int]]) -> list[tuple[Span, int]]:
    joined: list[tuple[Span, int]] = []
    for span, gap in found:
        if joined and gap == 0 and joined[-1][0][1] - joined[-1][0][0] >= _SHORTEST_WRAPPED:
            joined[-1] = ((joined[-1][0][0], span[1]), joined[-1][1])
        else:
            joined.append((span, gap))
    return joined
