"""What each segment of a page shows of itself and of its place: a row of numbers, the same columns for every page.

The columns of bare text know lines only; HTML has these and more (:mod:`readout.extract.dom`). None depends on a
language but for two: the phrases of boilerplate, and the words that outlets share (:mod:`readout.models.words`),
which say nothing on a page of whose words they know few.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np

from readout.extract.columns import Column, Numbers, around, shifted
from readout.extract.dom import DOM, dom_columns
from readout.extract.lines import KINDS, MEASURES, Line
from readout.extract.phrases import line_key
from readout.extract.segments import Layout
from readout.models.words import Words

_WORD = re.compile(r"\w+")
_NEAR = (2, 4, 8, 16, 40)
_SIDES = ("-", "+")
_GAP = 4
_NEVER = -1000
_COVERED = 0.55
_LONG = 8

PLACE = (
    "prose", "known", "titled", "again", "described", "twins", "twin", "line", "line-share", "line-back",
    "passed", "prose-passed", "prose-before", "prose-after", "prose-total", "prose-share", "lines", "since-title",
    "since-last-title", "titles", "gap", "gap-after", "gaps",
)  # fmt: skip
STRETCH = ("rank", "mass", "share", "topic", "from-start", "to-end", "from-best", "past-best")
WINDOWS = (
    *(f"prose{side}{k}" for k in _NEAR for side in _SIDES), *(f"size-near{side}{k}" for k in (3, 8) for side in _SIDES),
    *(f"said{side}{k}" for k in (3, 8) for side in _SIDES), *(f"stop{side}{k}" for k in (4, 12) for side in _SIDES),
    *(f"known-near{side}{k}" for k in (3, 8) for side in _SIDES),
)  # fmt: skip
NEIGHBOURS = (
    *(f"{name}{offset:+}" for offset in (-1, 1, -2, 2, -3, 3) for name in ("size", "stop", "known")),
    *(f"{name}{offset:+}" for offset in (-1, 1, -2, 2) for name in ("says", "lower-start", "upper")),
)
WORDS = (
    "words-say", "words-known", "words-say-more", *(f"words-say{offset:+}" for offset in (-1, 1, -2, 2)),
    *(f"words-say{side}{k}" for k in (4, 12) for side in _SIDES), "words-covered",
)  # fmt: skip
TEXT = (*MEASURES, *PLACE, *STRETCH, *WINDOWS, *NEIGHBOURS, *WORDS)
"""The names of the columns of bare text."""
HTML = (*TEXT, *DOM)
"""The names of the columns of HTML."""


def measured(layout: Layout) -> list[Line]:
    """The measures of each segment of ``layout``, in order."""
    return [Line(layout.text[s.start : s.end]) for s in layout.segments]


def features(layout: Layout, lines: Sequence[Line], words: Words) -> Column:
    """A row for each segment of ``layout``, with the columns :data:`HTML` for mark-up, else :data:`TEXT`."""
    segments = layout.segments
    count = len(lines)
    measures = np.array([line.measures for line in lines], dtype=np.float32)
    size = np.array([line.size for line in lines], dtype=np.float32)
    prose = np.array([line.prose for line in lines], dtype=np.float32)
    if layout.marked_up:
        prose *= np.array([s.link < 0.5 for s in segments], dtype=np.float32)
    mass = prose * size
    known = _known(lines, prose)
    columns: list[Numbers] = [
        *_place(layout, lines, prose, known),
        *_stretches(layout, lines, mass),
        *_windows(lines, size, mass, known),
        *_neighbours(lines, measures, known),
        *word_columns(lines, size, words),
    ]
    if layout.marked_up:
        columns += dom_columns(layout, lines, size, mass)
    return np.column_stack([measures, np.array(columns, dtype=np.float32).reshape(len(columns), count).T])


def _known(lines: Sequence[Line], prose: Column) -> Column:
    """What share of each line's longer words other lines of prose use too; -1 for a line without."""
    lexicon = Counter(
        chain.from_iterable(set(line.long_words) for line, is_prose in zip(lines, prose, strict=True) if is_prose)
    )
    found = []
    for line, is_prose in zip(lines, prose, strict=True):
        least = 2 if is_prose else 1
        words = line.long_words
        found.append(len([w for w in words if lexicon[w] >= least]) / len(words) if words else -1.0)
    return np.array(found, dtype=np.float32)


def _place(layout: Layout, lines: Sequence[Line], prose: Column, known: Column) -> list[Numbers]:
    size = np.array([line.size for line in lines], dtype=np.float32)
    mass = prose * size
    count = len(lines)
    twins = Counter(line.key for line in lines)
    seen: Counter[str] = Counter()
    twin: list[float] = []
    for line in lines:
        twin.append(seen[line.key])
        seen[line.key] += 1
    here = np.arange(count, dtype=np.float32)
    passed, prose_passed = np.cumsum(size), np.cumsum(mass)
    total = max(1.0, float(prose_passed[-1]))
    heads = [i for i, flag in enumerate(_titled(layout, lines)) if flag and (layout.marked_up or i)]
    titled = np.zeros(count, dtype=np.float32)
    titled[heads] = 1
    gap = np.array([s.gap for s in layout.segments], dtype=np.float32)
    return [
        prose, known, titled, _again(lines), _described(layout, lines),
        [twins[line.key] for line in lines], twin, here, here / count, count - 1 - here,
        (passed / passed[-1]).astype(np.float32), (prose_passed / total).astype(np.float32),
        np.log1p(prose_passed - mass), np.log1p(prose_passed[-1] - prose_passed), np.full(count, np.log1p(total)),
        np.full(count, total / passed[-1]), np.full(count, count), _since(heads, count),
        here - heads[-1] if heads else np.full(count, _NEVER), np.full(count, len(heads)),
        gap, shifted(gap, 1, 0), np.full(count, (gap > 0).mean()),
    ]  # fmt: skip


def _titled(layout: Layout, lines: Sequence[Line]) -> list[bool]:
    """Which lines tell the page's title, which bare text begins with."""
    told = [line_key(t[:300]) for t in _titles(layout)] or [lines[0].key]
    return [
        len(line.key) >= 12 and any(t.startswith(line.key) or (len(t) > 12 and line.key.startswith(t)) for t in told)
        for line in lines
    ]


def _titles(layout: Layout) -> list[str]:
    return [title for title in (*layout.metadata.titles[:2], layout.metadata.page_title) if title]


def _since(heads: list[int], count: int) -> list[float]:
    """How many lines ago the title was told; less than nothing before that."""
    if not heads:
        return [_NEVER] * count
    return [i - heads[max(0, bisect_right(heads, i) - 1)] for i in range(count)]


def _again(lines: Sequence[Line]) -> list[float]:
    """What share of a line's three-word sequences another line holds too; -1 for a line without any."""
    sequences = [set(zip(line.words, line.words[1:], line.words[2:], strict=False)) for line in lines]
    counts = Counter(chain.from_iterable(sequences))
    return [len([s for s in own if counts[s] > 1]) / len(own) if own else -1.0 for own in sequences]


def _described(layout: Layout, lines: Sequence[Line]) -> list[float]:
    """What share of a line's words the page's description of itself holds; -1 where there is none."""
    said = layout.metadata.description
    if not said:
        return [-1.0] * len(lines)
    words = set(_WORD.findall(said[:600].lower()))
    return [len([w for w in line.words if w in words]) / len(line.words) if line.words else -1.0 for line in lines]


def _stretches(layout: Layout, lines: Sequence[Line], mass: Column) -> list[Column]:
    """Of the stretch of prose that each line lies in: its rank and size among the page's, how much of the title it
    holds, and the place in it; and the place relative to the largest.

    A stretch may hold a few lines that are no prose, one after the other; on HTML paragraphs of one parent are one
    stretch, whatever stands between them.
    """
    segments, count = layout.segments, len(lines)
    spans: list[list[int]] = []
    for index in np.flatnonzero(mass).tolist():
        kin = layout.marked_up and bool(spans) and segments[spans[-1][1]].parent == segments[index].parent
        if spans and (index - spans[-1][1] <= _GAP or kin):
            spans[-1][1] = index
        else:
            spans.append([index, index])
    masses = [float(mass[start : end + 1].sum()) for start, end in spans]
    total = max(1.0, sum(masses))
    title = {w for t in _titles(layout)[:1] for w in _WORD.findall(t[:300].lower()) if len(w) > 3} or set(
        lines[0].long_words
    )
    here = np.arange(count, dtype=np.float32)
    found = np.zeros((len(STRETCH), count), dtype=np.float32)
    found[0], found[3:6] = 9, -1
    order = sorted(range(len(spans)), key=lambda i: (-masses[i], i))
    for rank, number in enumerate(order):
        start, end = spans[number]
        words = {w for i in range(start, end + 1) if mass[i] for w in lines[i].long_words}
        stretch = slice(start, end + 1)
        found[0, stretch] = min(rank, 8)
        found[1, stretch] = np.log1p(masses[number])
        found[2, stretch] = masses[number] / total
        found[3, stretch] = len([w for w in title if w in words]) / len(title) if title else -1
        found[4, stretch] = here[stretch] - start
        found[5, stretch] = end - here[stretch]
    best = spans[order[0]] if spans else [0, 0]
    found[6], found[7] = here - best[0], here - best[1]
    return list(found)


def _windows(lines: Sequence[Line], size: Column, mass: Column, known: Column) -> list[Column]:
    each = np.ones(len(lines), dtype=np.float32)
    said = np.array([line.said is not None for line in lines], dtype=np.float32)
    stop = np.array([line.stop for line in lines], dtype=np.float32)
    return [
        *(side for near in _NEAR for side in around(mass, size, near)),
        *(side for near in (3, 8) for side in around(size, each, near)),
        *(side for near in (3, 8) for side in around(said, each, near)),
        *(side for near in (4, 12) for side in around(stop, each, near)),
        *(side for near in (3, 8) for side in around(np.maximum(known, 0) * size, size, near)),
    ]


def _neighbours(lines: Sequence[Line], measures: Column, known: Column) -> list[Column]:
    size = measures[:, 0]
    stop = measures[:, MEASURES.index("stop")] * 2 + measures[:, MEASURES.index("quote-end")]
    lower, upper = measures[:, MEASURES.index("lower-start")], measures[:, MEASURES.index("upper")]
    says = np.array(
        [KINDS.index(line.said[0]) + 1 if line.said and line.said[0] in KINDS else 0 for line in lines],
        dtype=np.float32,
    )
    return [
        *(shifted(v, k, edge) for k in (-1, 1, -2, 2, -3, 3) for v, edge in ((size, 0), (stop, -1), (known, -2))),
        *(shifted(v, k, -1) for k in (-1, 1, -2, 2) for v in (says, lower, upper)),
    ]


def word_columns(lines: Sequence[Line], size: Column, words: Words) -> list[Column]:
    """What the words of each line and of those around it say; nothing but zeros on a page whose words are unknown."""
    count = len(lines)
    told = [words.say(line.words) for line in lines]
    long = [(len(line.words), known) for line, (_, known) in zip(lines, told, strict=True) if len(line.words) >= _LONG]
    covered = sum(known * n for n, known in long) >= _COVERED * sum(n for n, _ in long)
    if not covered:
        return [np.zeros(count, dtype=np.float32)] * len(WORDS)
    say = np.array([value for value, _ in told], dtype=np.float32)
    known = np.array([value for _, value in told], dtype=np.float32)
    weights = np.minimum(size, 300)
    return [
        say,
        known,
        say - np.float32(np.average(say, weights=weights)),
        *(shifted(say, offset, -9) for offset in (-1, 1, -2, 2)),
        *(side for near in (4, 12) for side in around(say * weights, weights, near)),
        np.ones(count, dtype=np.float32),
    ]
