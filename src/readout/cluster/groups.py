"""Stories from scored pairs: connected components, each cut by average link where its parts are not alike on average.

Average link (Sokal and Michener, 1958) on learned probabilities: two groups join while the mean over the pairs between
them is high, so that a chain of half-similar topics does not become one blob. Pairs that nobody asked about count as
unlike, but not without bound: of a story of hundreds each account was compared with a few dozen.
"""

from __future__ import annotations

import heapq
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from readout.cluster.candidates import Pairs
from readout.cluster.columns import Rows
from readout.cluster.looks import FLOOR, settled

SAME_STORY = 0.35
"""Mean probability from which two groups are one story: from .25 to .5 B3 of unseen stories moves by .015 at most."""
ASKED = 6
"""So many pairs for each account of the smaller group are expected to have been scored; fewer count as unlike ones."""
COHESION, OF_SIZE = 0.7, 4
"""Two groups of at least ``OF_SIZE`` that both hold together do not join where the mean between them is less than this
share of the mean within the looser one: two like events stay two (relative closeness, after Karypis, Han and Kumar,
"Chameleon", Computer 1999)."""


def groups(size: int, pairs: Pairs, scores: NDArray[np.float32], days: NDArray[np.int32]) -> Rows:
    """For each of ``size`` rows the smallest row of its story. Pairs: first below second, each once.

    ``scores`` are those of :func:`readout.cluster.pair_scores.scores`; ``days`` as in ``Columns.days``.
    """
    return grouped(size, pairs, settled(size, pairs, scores, days))


def grouped(size: int, pairs: Pairs, scores: NDArray[np.float32]) -> Rows:
    """:func:`groups` by scores that are final."""
    linked = scores >= FLOOR
    pairs, scores = pairs[linked], scores[linked]
    labels = components(size, pairs[scores >= SAME_STORY])
    inside = labels[pairs[:, 0]] == labels[pairs[:, 1]]
    pairs, scores = pairs[inside], scores[inside]
    owner = labels[pairs[:, 0]]
    order = np.lexsort((pairs[:, 1], pairs[:, 0], owner))
    pairs, scores, owner = pairs[order], scores[order], owner[order]
    found = np.arange(size, dtype=np.int64)
    if not len(owner):
        return found
    edges = np.flatnonzero(np.concatenate([[True], owner[1:] != owner[:-1], [True]])).tolist()
    for start, stop in pairwise(edges):
        if stop - start == 1:
            if scores[start] >= SAME_STORY:
                found[pairs[start, 1]] = pairs[start, 0]
            continue
        for label, members in _average_link(pairs[start:stop], scores[start:stop]).items():
            found[members] = label
    return found


def components(size: int, pairs: Pairs) -> Rows:
    """For each row the smallest row that a path of pairs leads to."""
    parent = list(range(size))
    for one, two in pairs.tolist():
        a, b = one, two
        while parent[a] != a:
            parent[a] = a = parent[parent[a]]
        while parent[b] != b:
            parent[b] = b = parent[parent[b]]
        if a != b:
            parent[max(a, b)] = min(a, b)
    found = np.array(parent, np.int64)
    while size and (found != found[found]).any():
        found = found[found]
    return found


class _Parts:
    """Groups of rows that grow together, with the sum and number of the scored pairs within and between them."""

    def __init__(self, pairs: Pairs, scores: NDArray[np.float32]) -> None:
        self.links: dict[int, dict[int, tuple[float, int]]] = {}
        for (a, b), score in zip(pairs.tolist(), scores.tolist(), strict=True):
            self.links.setdefault(a, {})[b] = self.links.setdefault(b, {})[a] = (score, 1)
        self.members = {row: [row] for row in self.links}
        self.within = dict.fromkeys(self.links, (0.0, 0))

    def mean(self, a: int, b: int) -> float:
        """Of the pairs between two groups, those never asked about as unlike up to a bound."""
        total, count = self.links[a][b]
        one, two = len(self.members[a]), len(self.members[b])
        return round(total / max(count, min(one * two, ASKED * min(one, two))), 6)

    def apart(self, a: int, b: int, mean: float) -> bool:
        """Whether both hold together so much better than with one another that they are two."""
        return mean < COHESION * min(self._cohesion(a), self._cohesion(b))

    def _cohesion(self, group: int) -> float:
        total, count = self.within[group]
        return total / count if len(self.members[group]) >= OF_SIZE else 0.0

    def join(self, a: int, b: int) -> tuple[int, list[int]]:
        """Make the two one: which of them it goes on as, and the groups whose link with it has changed."""
        kept, gone = (a, b) if (len(self.links[a]), -a) >= (len(self.links[b]), -b) else (b, a)
        total, count = self.links[kept].pop(gone)
        one, two = self.within[kept], self.within.pop(gone)
        self.within[kept] = (one[0] + two[0] + total, one[1] + two[1] + count)
        self.members[kept] += self.members.pop(gone)
        changed = []
        for other, (total, count) in self.links.pop(gone).items():
            if other == kept:
                continue
            del self.links[other][gone]
            before = self.links[kept].get(other, (0.0, 0))
            self.links[kept][other] = self.links[other][kept] = (before[0] + total, before[1] + count)
            changed.append(other)
        return kept, changed


def _average_link(pairs: Pairs, scores: NDArray[np.float32]) -> dict[int, list[int]]:
    """Members by smallest row, merged best pair first while the mean across is ``SAME_STORY`` or more.

    A mean can only fall while its groups grow by others, so an entry of the queue that has grown stale is put back with
    its present mean, and only what gained a link is computed anew.
    """
    parts = _Parts(pairs, scores)
    queue = [
        (-score, a, b) for (a, b), score in zip(pairs.tolist(), scores.tolist(), strict=True) if score >= SAME_STORY
    ]
    heapq.heapify(queue)
    while queue:
        known, a, b = heapq.heappop(queue)
        if b not in parts.links.get(a, ()):
            continue
        mean = parts.mean(a, b)
        if mean != round(-known, 6):
            if mean >= SAME_STORY:
                heapq.heappush(queue, (-mean, a, b))
            continue
        if parts.apart(a, b, mean):
            continue
        kept, changed = parts.join(a, b)
        for other in changed:
            mean = parts.mean(kept, other)
            if mean >= SAME_STORY:
                heapq.heappush(queue, (-mean, min(kept, other), max(kept, other)))
    return {min(rows): sorted(rows) for rows in parts.members.values()}
