"""A pair in its neighbourhood: what the scores of the pairs around it say of it, and a second and third look by them.

Whether two accounts tell one story shows in the two alone only in part: two halves of one affair may be as alike as two
reports of one event elsewhere. What tells them apart is the company each keeps: whether each is the other's best match,
and whether a third account is near to both (stacked learning on a graph: Kou and Cohen, "Stacked graphical models for
efficient inference", SDM 2007). Each look is a model of its own (``models/pairs.md``).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from readout.cluster.candidates import Pairs
from readout.cluster.columns import meet
from readout.cluster.pair_columns import gap, ratio
from readout.models.trees import shipped_trees

FLOOR = 0.05
"""Pairs that score less are no neighbours, are not looked at again, and come out as 0."""
SURE = 0.8
"""What the first look scores so high no later look takes away: those learned from stories of a few accounts, and of 271
pages on one summit they left a group of 14 where there are 95. AllSides loses .001 of B3 by it, .005 of pairwise F1."""
LOOKS = ("pairs-second", "pairs-third")
CONTEXT = ("score", "low", "high", "alike", "common", "third", "thirds", "weight_low", "weight_high", "gap")
"""In the order of the models' columns: the pair's own score; its share of the best score that either account has; the
cosine and the weighted Jaccard coefficient of the two accounts' neighbours; the best and the sum of what a third
account has with both; the sums of each account's scores; days between the two."""
_BATCH = 50_000


def settled(size: int, pairs: Pairs, scores: NDArray[np.float32], days: NDArray[np.int32]) -> NDArray[np.float32]:
    """The scores after both looks; ``days`` as in ``Columns.days``, for each of the ``size`` rows."""
    near = np.flatnonzero(scores >= FLOOR)
    found = np.zeros(len(pairs), np.float32)
    if not len(near):
        return found
    pairs, now = pairs[near], scores[near]
    for name in LOOKS:
        now = probabilities(name, context(size, pairs, now, days))
    found[near] = np.where(scores[near] >= SURE, np.maximum(scores[near], now), now)
    return found


def probabilities(model: str, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the model ``model`` says of each row, as a probability to three places."""
    trees = shipped_trees(model)
    parts = [trees.scores(rows[start : start + _BATCH])[:, 0] for start in range(0, len(rows), _BATCH)]
    odds = np.concatenate([*parts, np.zeros(0, np.float32)]).astype(np.float64)
    return np.round(1 / (1 + np.exp(-odds)), 3).astype(np.float32)


def context(size: int, pairs: Pairs, scores: NDArray[np.float32], days: NDArray[np.int32]) -> NDArray[np.float32]:
    """One row of :data:`CONTEXT` for each pair; the same whichever of its two accounts comes first.

    Neighbours are those of the pairs given that score ``FLOOR`` or more; an account is its own neighbour with score 1.
    """
    count = len(pairs)
    near = scores >= FLOOR
    one, two, score = pairs[near, 0], pairs[near, 1], scores[near].astype(np.float64)
    own = np.arange(size, dtype=np.int64)
    rows, others = np.concatenate([one, two, own]), np.concatenate([two, one, own])
    values = np.concatenate([score, score, np.ones(size)])
    order = np.lexsort((others, rows))
    rows, others, values = rows[order], others[order], values[order]
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(rows, minlength=size))])
    weight = np.bincount(rows, values, size).astype(np.float64)
    length = np.sqrt(np.bincount(rows, values * values, size).astype(np.float64))
    best = np.zeros(size)
    np.maximum.at(best, one, score)
    np.maximum.at(best, two, score)
    found = np.zeros((count, len(CONTEXT)), np.float32)
    for begin in range(0, count, _BATCH):
        part = slice(begin, begin + _BATCH)
        a, b, mine = pairs[part, 0], pairs[part, 1], scores[part].astype(np.float64)
        at, left, right = meet(starts, others, a, b)
        low = np.minimum(values[left], values[right])
        total = np.bincount(at, low, len(a)).astype(np.float64)
        is_third = (others[left] != a[at]) & (others[left] != b[at])
        third = np.zeros(len(a))
        np.maximum.at(third, at[is_third], low[is_third])
        shares = ratio(mine, best[a]), ratio(mine, best[b])
        weights = weight[a] - 1, weight[b] - 1
        made = [
            mine, np.minimum(*shares), np.maximum(*shares),
            ratio(np.bincount(at, values[left] * values[right], len(a)).astype(np.float64), length[a] * length[b]),
            ratio(total, weight[a] + weight[b] - total), third, np.bincount(at[is_third], low[is_third], len(a)),
            np.minimum(*weights), np.maximum(*weights), gap(days[a], days[b]),
        ]  # fmt: skip
        found[part] = np.stack(made, axis=1)
    return found
