"""Which accounts tell the same story: signatures, candidates by their keys, scored pairs, groups."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from readout.cluster.candidates import candidates
from readout.cluster.columns import Columns, Rows, columns
from readout.cluster.groups import groups
from readout.cluster.pair_scores import scores
from readout.cluster.signatures import signature
from readout.types import Reading

MANY = 100
"""Accounts from which nothing is presumed of a batch: the models' base rate is that of thousands."""
RAISED = 8.0
"""How far the odds of a pair are raised at most in a smaller batch: who brings a handful of pages brings one event as a
rule. In batches of 2 to 50 accounts from one, two, four or ten stories B3 went from .93-.96 to .96-.98 (AllSides) and
from .93-.97 to .94-1.00 (ECB+); of as many unrelated articles of the same days, precision fell from .93-.97 to .87-.95.
With 16 the same words years apart became one story."""


def group(readings: Sequence[Reading]) -> tuple[tuple[Reading, ...], ...]:
    """The readings in stories; each group and the groups themselves are in the order of account ids."""
    ordered = sorted(readings, key=lambda reading: reading.id)
    members: dict[int, list[Reading]] = {}
    for reading, label in zip(ordered, labels(columns(map(signature, ordered))).tolist(), strict=True):
        members.setdefault(label, []).append(reading)
    return tuple(tuple(members[label]) for label in sorted(members))


def labels(signatures: Columns) -> Rows:
    """For each signature the smallest row of its story. The rows must be in the order of their ids."""
    pairs = candidates(signatures)
    return groups(signatures.size, pairs, presumed(scores(signatures, pairs), signatures.size), signatures.days)


def presumed(scores: NDArray[np.float32], accounts: int) -> NDArray[np.float32]:
    """The scores of a batch of so many accounts, with the odds raised where it is small.

    >>> presumed(np.array([0.2, 0.004], np.float32), 5).tolist() == [np.float32(0.667), np.float32(0.031)]
    True
    """
    odds = scores / np.maximum(1 - scores, 0.0005) * max(1.0, min(RAISED, MANY / max(accounts, 1)))
    return np.round(odds / (1 + odds), 3).astype(np.float32)
