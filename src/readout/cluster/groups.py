"""Stories from scored pairs: connected components, each cut by average link where its parts are not alike on average.

Average link (Sokal and Michener, 1958) on learned probabilities: two groups join while the mean over the pairs between
them is high, so that a chain of half-similar topics does not become one blob. Pairs that nobody asked about count as
unlike, but not without bound: of a story of hundreds each account was compared with a few dozen.
"""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

from readout.cluster.candidates import Pairs
from readout.cluster.columns import Rows

SAME_STORY = 0.4
"""Mean probability from which two groups are one story."""
LINKED = 0.2
"""Probability from which a pair makes one component; what is not linked by such pairs is never compared as groups."""
ASKED = 6
"""So many pairs for each account of the smaller group are expected to have been scored; fewer count as unlike ones."""


def groups(size: int, pairs: Pairs, scores: NDArray[np.float32]) -> Rows:
    """For each of ``size`` rows the smallest row of its story. Pairs: first below second, each once."""
    labels = components(size, pairs[scores >= LINKED])
    inside = labels[pairs[:, 0]] == labels[pairs[:, 1]]
    pairs, scores = pairs[inside], scores[inside]
    owner = labels[pairs[:, 0]]
    order = np.lexsort((pairs[:, 1], pairs[:, 0], owner))
    pairs, scores, owner = pairs[order], scores[order], owner[order]
    edges = np.flatnonzero(np.concatenate([[True], owner[1:] != owner[:-1], [True]]))
    found = np.arange(size, dtype=np.int64)
    if not len(owner):
        return found
    for start, stop in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
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


def _average_link(pairs: Pairs, scores: NDArray[np.float32]) -> dict[int, list[int]]:
    """Members by smallest row, merged best pair first while the mean across is ``SAME_STORY`` or more.

    A mean can only fall while its groups grow by others, so an entry of the queue that has grown stale is put back with
    its present mean, and only what gained a link is computed anew.
    """
    links: dict[int, dict[int, tuple[float, int]]] = {}
    queue = []
    for (a, b), score in zip(pairs.tolist(), scores.tolist(), strict=True):
        links.setdefault(a, {})[b] = links.setdefault(b, {})[a] = (score, 1)
        if score >= SAME_STORY:
            queue.append((-score, a, b))
    members = {row: [row] for row in links}
    heapq.heapify(queue)
    while queue:
        known, a, b = heapq.heappop(queue)
        if a not in members or b not in members or b not in links[a]:
            continue
        mean = _mean(links[a][b], len(members[a]), len(members[b]))
        if -known != mean:
            if mean >= SAME_STORY:
                heapq.heappush(queue, (-mean, a, b))
            continue
        kept, gone = (a, b) if (len(links[a]), -a) >= (len(links[b]), -b) else (b, a)
        members[kept] += members.pop(gone)
        del links[kept][gone]
        for other, (total, count) in links.pop(gone).items():
            if other == kept:
                continue
            del links[other][gone]
            before = links[kept].get(other, (0.0, 0))
            now = (before[0] + total, before[1] + count)
            links[kept][other] = links[other][kept] = now
            mean = _mean(now, len(members[kept]), len(members[other]))
            if mean >= SAME_STORY:
                heapq.heappush(queue, (-mean, min(kept, other), max(kept, other)))
    return {min(rows): sorted(rows) for rows in members.values()}


def _mean(link: tuple[float, int], one: int, two: int) -> float:
    total, count = link
    return round(total / max(count, min(one * two, ASKED * min(one, two))), 6)
