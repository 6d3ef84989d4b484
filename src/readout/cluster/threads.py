"""Threads: which story another follows. An affair of months is a chain of stories with links, not one big story."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median_low

import numpy as np
from numpy.typing import NDArray

from readout.cluster.candidates import Pairs
from readout.cluster.columns import UNDATED, Columns, Rows
from readout.types import Value

FOLLOWS = 0.25
"""First-look score of the best pair between two stories from which the later one follows the earlier."""
PREDECESSORS = 2
"""Links kept for a story: the best ones to what came before it."""


class Link(Value, frozen=True, kw_only=True):
    """The story ``later`` takes up ``earlier``, ``days`` after it; stories are named by the labels given.

    The reason: ``pairs`` pairs of their accounts are alike, most of all ``reason``, (earlier, later), with ``score``.
    """

    earlier: int
    later: int
    days: int
    score: float
    pairs: int
    reason: tuple[str, str]


def threads(columns: Columns, labels: Rows, pairs: Pairs, scores: NDArray[np.float32]) -> tuple[Link, ...]:
    """The links between the stories that ``labels`` makes of the rows, by pairs and first-look scores, in order.

    A story's day is the median of its dated accounts; stories without a day, or of one day, follow none.
    """
    days = _days(columns, labels)
    found: dict[tuple[int, int], list[tuple[float, int, int]]] = {}
    alike = np.flatnonzero((scores >= FOLLOWS) & (labels[pairs[:, 0]] != labels[pairs[:, 1]]))
    for number in alike.tolist():
        a, b = (int(row) for row in pairs[number])
        one, two = int(labels[a]), int(labels[b])
        if one not in days or two not in days or days[one] == days[two]:
            continue
        if days[one] > days[two]:
            a, b, one, two = b, a, two, one
        found.setdefault((two, one), []).append((-float(scores[number]), a, b))
    links: dict[int, list[Link]] = {}
    for (later, earlier), between in sorted(found.items()):
        score, a, b = min(between)
        link = Link(
            earlier=earlier, later=later, days=days[later] - days[earlier], score=round(-score, 3), pairs=len(between),
            reason=(str(columns.ids[a]), str(columns.ids[b])),
        )  # fmt: skip
        links.setdefault(later, []).append(link)
    return tuple(link for later in sorted(links) for link in _best(links[later]))


def _best(links: Sequence[Link]) -> Sequence[Link]:
    return sorted(links, key=lambda link: (-link.score, link.days, link.earlier))[:PREDECESSORS]


def _days(columns: Columns, labels: Rows) -> dict[int, int]:
    told: dict[int, list[int]] = {}
    for label, day in zip(labels.tolist(), columns.days.tolist(), strict=True):
        if day != UNDATED:
            told.setdefault(label, []).append(day)
    return {label: median_low(days) for label, days in told.items()}
