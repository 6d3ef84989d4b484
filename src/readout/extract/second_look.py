"""What a segment shows of itself once a first look has said where the body seems to be.

The first look (:mod:`readout.extract.features`) knows a page's prose, not which of it is the article. Here the margin
by which it took each segment for body is a feature itself, and so are the distance to what it took, the words shared
with that, and the elements that hold most of it: stacking, after Wolpert (1992).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import accumulate

from readout.extract.features import Line
from readout.extract.segments import Layout

_MARGINS = (-8, -5, -3, -2, -1, 0, 1, 2, 3, 5, 8)
_ROUGH = (-3, -1, 0, 1, 3)
_SIZES = (300, 800, 1500, 3000, 6000)
_SHARES = (0.001, 0.2, 0.35, 0.5, 0.7, 0.9)
_PARTS = (0.05, 0.15, 0.3, 0.5, 0.8)
_KIN = (0.001, 0.1, 0.3, 0.6)
_LINES = (1, 2, 3, 5, 9, 20)
_GAP = 3


def second_features(layout: Layout, lines: list[Line], margins: list[float]) -> list[list[str]]:
    """The features of each segment, given by how much the first look took it for body (more than 0) or for the rest."""
    segments = layout.segments
    taken = [margin > 0 for margin in margins]
    sums = list(accumulate((line.size if flag else 0 for line, flag in zip(lines, taken, strict=True)), initial=0))
    total = max(1, sums[-1])
    lexicon: Counter[str] = Counter()
    parents: Counter[int] = Counter()
    tags: Counter[str] = Counter()
    for line, segment, flag in zip(lines, segments, taken, strict=True):
        if flag:
            lexicon.update(set(line.words))
            parents[segment.parent] += line.size
            tags[segment.tag] += line.size
    size = bisect_right(_SIZES, sums[-1])
    before, after = _distances(taken), _distances(taken[::-1])[::-1]
    stretches = _stretches(taken, sums, total)
    rough = ["e", "e", *(str(bisect_right(_ROUGH, margin)) for margin in margins), "e", "e"]
    found = []
    for index, line in enumerate(lines):
        here = int(taken[index])
        margin = bisect_right(_MARGINS, margins[index])
        own = [f"~m={margin}", f"~mt={margin}/{size}", f"~tb={size}"]
        if line.words:
            least = 1 + here
            share = sum([lexicon[word] >= least for word in line.words]) / len(line.words)
            known = bisect_right(_SHARES, share)
            own += (f"~bk={known}{min(3, len(line.words) // 3)}", f"~bk={known}m{margin}")
        gaps = f"~g={before[index]}{after[index]}"
        own += (gaps, f"{gaps}{here}", stretches[index], f"~done={here}{10 * sums[index] // total}")
        own += (f"~-2m{rough[index]}", f"~-1m{rough[index + 1]}", f"~1m{rough[index + 3]}", f"~2m{rough[index + 4]}")
        if layout.marked_up:
            segment = segments[index]
            own.append(f"~kin={bisect_right(_KIN, parents[segment.parent] / total)}{here}")
            own.append(f"~kt={bisect_right(_KIN, tags[segment.tag] / total)}{segment.tag}")
        found.append(own)
    return found


def _distances(taken: list[bool]) -> list[int]:
    """For each line how far back the last one before it is that was taken, in steps; 9 where there is none."""
    found, last = [], -1
    for index, flag in enumerate(taken):
        found.append(9 if last < 0 else bisect_right(_LINES, index - last))
        if flag:
            last = index
    return found


def _stretches(taken: list[bool], sums: list[int], total: int) -> list[str]:
    """For each line which stretch of taken lines it is in: the longest, one before or after it, or none."""
    spans: list[list[int]] = []
    for index, flag in enumerate(taken):
        if flag and spans and index - spans[-1][1] <= _GAP:
            spans[-1][1] = index
        elif flag:
            spans.append([index, index])
    found = ["~run=out"] * len(taken)
    if not spans:
        return found
    masses = [sums[end + 1] - sums[start] for start, end in spans]
    best = masses.index(max(masses))
    for number, (start, end) in enumerate(spans):
        place = "best" if number == best else "before" if number < best else "after"
        name = f"~run={place}{bisect_right(_PARTS, masses[number] / total)}"
        found[start : end + 1] = [name] * (end + 1 - start)
    return found
