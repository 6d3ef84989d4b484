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
MOST = 50
"""Pairs kept for an account, those found under most keys; a pair stays if either of the two keeps it."""

_BLOCK = 20_000
_LOW = 0xFFFFFFFF

Pairs = NDArray[np.int64]


def candidates(columns: Columns) -> Pairs:
    """The pairs of rows to compare, as an (n, 2) array: first below second, in order, each once."""
    order = np.lexsort((np.arange(columns.size), columns.days))
    keys, rows = _held_by_two(columns.keys, columns.key_starts, order)
    places = np.argsort(rows, kind="stable")
    starts = np.searchsorted(rows[places], np.arange(columns.size + 1))
    found = [np.zeros(0, np.int64)]
    for first in range(0, columns.size, _BLOCK):
        last = min(first + _BLOCK, columns.size)
        found.append(_of_rows(keys, rows, places[starts[first] : starts[last]]))
    whole = np.unique(np.concatenate(found))
    return np.stack([whole >> 32, whole & _LOW], axis=1)


def _held_by_two(keys: NDArray[np.int64], starts: Rows, order: Rows) -> tuple[NDArray[np.int64], Rows]:
    """The keys that more than one row holds, sorted, and their rows: those of one key in the order given."""
    sizes = np.diff(starts)[order]
    ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    keys = keys[np.repeat(starts[:-1][order] - ends[:-1], sizes) + np.arange(ends[-1])]
    by_key = np.argsort(keys, kind="stable")
    keys, rows = keys[by_key], np.repeat(order, sizes)[by_key]
    same = keys[1:] == keys[:-1]
    held = np.concatenate([same, [False]]) | np.concatenate([[False], same]) if len(keys) else same
    return keys[held], rows[held]


def _of_rows(keys: NDArray[np.int64], rows: Rows, places: Rows) -> Rows:
    """What the rows at ``places`` of the sorted table keep of their pairs, each packed into one number."""
    met = []
    for step in range(1, NEIGHBOURS + 1):
        for other in (places + step, places - step):
            inside = (other >= 0) & (other < len(keys))
            one, two = places[inside], other[inside]
            same = keys[one] == keys[two]
            met.append((rows[one[same]] << 32) | rows[two[same]])
    packed, shared = np.unique(np.concatenate(met), return_counts=True)
    own, other = packed >> 32, packed & _LOW
    distinct = own != other
    own, other, shared = own[distinct], other[distinct], shared[distinct]
    kept = _first_of_each(own, np.lexsort((other, -shared, own)))
    low, high = np.minimum(own[kept], other[kept]), np.maximum(own[kept], other[kept])
    found: Rows = (low << 32) | high
    return found


def _first_of_each(owners: Rows, order: Rows) -> Rows:
    """Of ``order``, which lists the rows of one owner after the other, the first ``MOST`` of each."""
    own = owners[order]
    at = np.arange(len(own))
    opens = np.concatenate([[True], own[1:] != own[:-1]]) if len(own) else np.zeros(0, bool)
    rank = at - np.maximum.accumulate(np.where(opens, at, 0)) if len(own) else at
    return order[rank < MOST]


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
    own, other = np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]])
    kept = _first_of_each(own, np.lexsort((other, -np.concatenate([shared, shared]), own)))
    found: Pairs = pairs[np.unique(kept % max(1, len(pairs)))]
    return found


def strongest_of(own: Rows, other: Rows, shared: NDArray[np.int32]) -> Pairs:
    """What each of the rows ``own`` keeps of its pairs with ``other``, as :func:`strongest`, which is what all keep.

    The table must hold all pairs of each of its own rows, and each pair once for either of its rows as own; partitions
    by own row can be done apart. A pair may come more than once, with what it shares in different partitions of keys.
    """
    if not len(own):
        return np.zeros((0, 2), np.int64)
    packed, places = np.unique((own << 32) | other, return_inverse=True)
    sums = np.bincount(places, weights=shared).astype(np.int64)
    own, other = packed >> 32, packed & _LOW
    kept = _first_of_each(own, np.lexsort((other, -sums, own)))
    found: Pairs = np.unique(
        np.stack([np.minimum(own[kept], other[kept]), np.maximum(own[kept], other[kept])], 1), axis=0
    )
    return found


def _summed(pairs: Pairs, shared: NDArray[np.int32]) -> tuple[Pairs, NDArray[np.int32]]:
    """Each pair once, in order, with the sum of what it shares."""
    if not len(pairs):
        return np.zeros((0, 2), np.int64), np.zeros(0, np.int32)
    whole = (pairs[:, 0] << 32) | pairs[:, 1]
    order = np.argsort(whole, kind="stable")
    whole, shared = whole[order], shared[order]
    first = np.flatnonzero(np.concatenate([[True], whole[1:] != whole[:-1]]))
    whole = whole[first]
    return np.stack([whole >> 32, whole & _LOW], axis=1), np.add.reduceat(shared, first).astype(np.int32)
