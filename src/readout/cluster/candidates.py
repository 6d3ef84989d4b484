"""Which accounts are worth comparing: a join on the keys of their signatures, bounded however common a key is.

Within a key the accounts are sorted by day and each meets the few that follow it (the sorted neighbourhood of Hernández
and Stolfo, "The merge/purge problem for large databases", SIGMOD 1995): no key is so common that it must be thrown
away, and an account costs at most ``keys x NEIGHBOURS`` pairs on either side. The pairs that most keys found are kept.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from readout.cluster.columns import Columns, Rows

NEIGHBOURS = 16
"""How many of the accounts that follow it under a key an account meets."""
MOST = 20
"""Pairs kept for an account, those found under most keys; a pair stays if either of the two keeps it."""

Pairs = NDArray[np.int64]


def candidates(columns: Columns) -> Pairs:
    """The pairs of rows to compare, as an (n, 2) array: first below second, in order, each once."""
    sizes = np.diff(columns.key_starts)
    rows = np.repeat(np.arange(columns.size, dtype=np.int64), sizes)
    return strongest(*neighbours(columns.keys, columns.days[rows], rows))


def neighbours(keys: NDArray[np.int64], days: NDArray[np.int32], rows: Rows) -> tuple[Pairs, NDArray[np.int32]]:
    """The pairs that a table of (key, day, row) gives, and under how many of its keys each was found.

    The table must hold all rows of each of its keys; partitions by key can be done apart, and their answers laid one
    below the other for :func:`strongest`.
    """
    order = np.lexsort((rows, days, keys))
    keys, rows = keys[order], rows[order]
    found = []
    for step in range(1, NEIGHBOURS + 1):
        same = np.flatnonzero(keys[step:] == keys[:-step])
        one, other = rows[same], rows[same + step]
        distinct = one != other
        found.append(np.stack([np.minimum(one, other)[distinct], np.maximum(one, other)[distinct]], axis=1))
    pairs = np.concatenate(found) if found else np.zeros((0, 2), np.int64)
    return _summed(pairs, np.ones(len(pairs), np.int32))


def strongest(pairs: Pairs, shared: NDArray[np.int32]) -> Pairs:
    """The pairs that one of their two accounts has among its ``MOST`` most often found, in order, each once."""
    pairs, shared = _summed(pairs, shared)
    kept = np.zeros(len(pairs), bool)
    for side in (0, 1):
        kept |= _among_most(pairs, shared, side)
    return pairs[kept]


def _among_most(pairs: Pairs, shared: NDArray[np.int32], side: int) -> NDArray[np.bool_]:
    order = np.lexsort((pairs[:, 1 - side], -shared, pairs[:, side]))
    own = pairs[order, side]
    first = np.concatenate([[True], own[1:] != own[:-1]]) if len(own) else np.zeros(0, bool)
    at = np.arange(len(own))
    rank = at - np.maximum.accumulate(np.where(first, at, 0)) if len(own) else at
    kept = np.zeros(len(pairs), bool)
    kept[order[rank < MOST]] = True
    return kept


def _summed(pairs: Pairs, shared: NDArray[np.int32]) -> tuple[Pairs, NDArray[np.int32]]:
    """Each pair once, in order, with the sum of what it shares."""
    if not len(pairs):
        return np.zeros((0, 2), np.int64), np.zeros(0, np.int32)
    whole = (pairs[:, 0] << 32) | pairs[:, 1]
    order = np.argsort(whole, kind="stable")
    whole, shared = whole[order], shared[order]
    first = np.flatnonzero(np.concatenate([[True], whole[1:] != whole[:-1]]))
    whole = whole[first]
    return np.stack([whole >> 32, whole & 0xFFFFFFFF], axis=1), np.add.reduceat(shared, first).astype(np.int32)
