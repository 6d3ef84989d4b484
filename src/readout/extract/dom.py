"""What mark-up shows of each segment: its element, the elements around it, and how much of the page's prose they hold.

An article's paragraphs share an element, a tag and a class; what is thrown in between them does not. The masses of
prose by element, and by tag and class, say so on any page without knowing what its classes mean.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from readout.extract.columns import Column, Numbers, around, shifted
from readout.extract.lines import Line
from readout.extract.phrases import line_key
from readout.extract.segments import HINTS, Layout, Segment

TAGS = (
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "blockquote",
    "figcaption",
    "section",
    "article",
    "button",
    "dd",
)
_SAME = {"h5": "h4", "h6": "h4", "th": "td", "dt": "dd"}
_UP = (1, 2, 3, 4)
_MOST = 0.6
_NEVER = -1000
DOM = (
    *(f"in:{name}" for name in HINTS), "link", "strong", *(f"tag:{name}" for name in TAGS),
    *(f"tag{offset:+}" for offset in (-1, 1, -2, 2)), *(f"link{offset:+}" for offset in (-1, 1, -2, 2)),
    *(f"link-near{side}{k}" for k in (2, 5, 12) for side in ("-", "+")), "depth", "deeper", "deeper-next",
    *(f"up{k}:{name}" for k in _UP for name in ("mass", "links", "count", "prose")), "parent-mass", "in-most",
    "above-most", "below-most", "in-main", "below-main", *(f"made:{name}" for name in ("mass", "count", "size",
    "prose")),
    *(f"kin:{name}" for name in ("mass", "count", "size", "prose")), "made-as-before", "made-as-next",
    "told", "since-h1",
)  # fmt: skip
"""The names of the columns that only HTML has."""


def dom_columns(layout: Layout, lines: Sequence[Line], size: Column, mass: Column) -> list[Numbers]:
    """The columns :data:`DOM` for the segments of ``layout``; ``size`` and ``mass`` are their characters and those of
    them that are prose."""
    segments = layout.segments
    link = np.array([s.link for s in segments], dtype=np.float32)
    numbers = {name: i for i, name in enumerate(TAGS)}
    tags = np.array([numbers.get(_SAME.get(s.tag, s.tag), len(TAGS)) for s in segments], dtype=np.float32)
    hints = np.array([s.hints for s in segments], dtype=np.int64)
    depth = np.array([len(s.path) for s in segments], dtype=np.float32)
    return [
        *((hints >> bit & 1).astype(np.float32) for bit in range(len(HINTS))),
        link,
        [s.strong for s in segments],
        *((tags == number).astype(np.float32) for number in range(len(TAGS))),
        *(shifted(tags, offset, -1) for offset in (-1, 1, -2, 2)),
        *(shifted(link, offset, -1) for offset in (-1, 1, -2, 2)),
        *(side for near in (2, 5, 12) for side in around(link * size, size, near)),
        depth,
        depth - shifted(depth, -1, 0),
        depth - shifted(depth, 1, 0),
        *_ancestors(segments, size, mass, link),
        *_made(layout, size, mass),
        _told(lines, layout.metadata.body),
        _since_heading(segments),
    ]


def _ancestors(segments: Sequence[Segment], size: Column, mass: Column, link: Column) -> list[Numbers]:
    """How much the elements around hold, level by level, and the place relative to two elements: the one with the most
    prose in blocks of its own, and the smallest that holds most of the page's prose."""
    prose: Counter[int] = Counter()
    sizes: Counter[int] = Counter()
    linked: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    direct: Counter[int] = Counter()
    for segment, own, its_mass, share in zip(segments, size.tolist(), mass.tolist(), link.tolist(), strict=True):
        for number in segment.path:
            sizes[number] += own
            counts[number] += 1
            if its_mass:
                prose[number] += its_mass
            if share:
                linked[number] += own * share
        direct[segment.parent] += its_mass
    total = max(1.0, float(mass.sum()))
    columns: list[Numbers] = []
    for up in _UP:
        held = [s.path[-1 - up] if len(s.path) > up else 0 for s in segments]
        columns += [
            [prose[n] / total for n in held],
            [linked[n] / max(1, sizes[n]) for n in held],
            [counts[n] for n in held],
            [prose[n] / max(1, sizes[n]) for n in held],
        ]
    most = max(direct, key=lambda number: (direct[number], -number))
    path = next(s.path[:-1] for s in segments if s.parent == most)
    main = max((number for number, held in prose.items() if held >= _MOST * total), default=0)
    shared = [_shared(s.path, path) for s in segments]
    columns += [
        [direct[s.parent] / total for s in segments],
        [s.parent == most for s in segments],
        [len(path) - steps for steps in shared],
        [len(s.path) - steps for s, steps in zip(segments, shared, strict=True)],
        [main in s.path for s in segments],
        [len(s.path) - 1 - s.path.index(main) if main in s.path else -1 for s in segments],
    ]
    return columns


def _shared(path: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How many elements two paths begin with in common."""
    steps = 0
    for a, b in zip(path, other, strict=False):
        if a != b:
            break
        steps += 1
    return steps


def _made(layout: Layout, size: Column, mass: Column) -> list[Numbers]:
    """How much is made as each segment is: of the same tag and classes, and in an element of the same."""
    elements = layout.elements
    own = [elements[s.path[-1]] for s in layout.segments]
    kin = [(elements[s.parent], made) for s, made in zip(layout.segments, own, strict=True)]
    total = max(1.0, float(mass.sum()))
    columns: list[Numbers] = []
    for keys in (own, kin):
        prose: Counter[object] = Counter()
        sizes: Counter[object] = Counter()
        counts: Counter[object] = Counter(keys)
        for key, its_size, its_mass in zip(keys, size.tolist(), mass.tolist(), strict=True):
            prose[key] += its_mass
            sizes[key] += its_size
        columns += [
            [prose[key] / total for key in keys],
            [counts[key] for key in keys],
            [sizes[key] / counts[key] for key in keys],
            [prose[key] / max(1, sizes[key]) for key in keys],
        ]
    same = [a == b for a, b in pairwise(own)]
    return [*columns, [False, *same], [*same, False]]


def _told(lines: Sequence[Line], body: str | None) -> list[float]:
    """Whether the article's text in the page's metadata has each line; -1 where there is none."""
    if not body:
        return [-1.0] * len(lines)
    told = line_key(body)
    return [float(len(line.key) > 5 and line.key[:150] in told) for line in lines]


def _since_heading(segments: Sequence[Segment]) -> list[float]:
    heads = [i for i, segment in enumerate(segments) if segment.tag == "h1"]
    if not heads:
        return [_NEVER] * len(segments)
    return [i - heads[max(0, bisect_right(heads, i) - 1)] for i in range(len(segments))]
