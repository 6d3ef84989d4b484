"""Signatures as columns of numbers: values and offsets, as Arrow lays out lists; a batch of them is a few arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from readout.cluster.signatures import Signature

UNDATED = -(2**31)
"""The day of an account whose publication is not known to the day."""

Rows = NDArray[np.int64]


class Columns(NamedTuple):
    """``n`` signatures. ``terms[starts[i]:starts[i + 1]]`` are the terms of row ``i``, ascending; keys likewise."""

    ids: NDArray[np.object_]
    days: NDArray[np.int32]
    outlets: NDArray[np.uint32]
    starts: Rows
    terms: NDArray[np.uint32]
    weights: NDArray[np.uint16]
    kinds: NDArray[np.uint8]
    key_starts: Rows
    keys: NDArray[np.int64]
    weekdays: NDArray[np.int8]
    """The first weekday that the text names, Monday = 0; -1 where it names none."""

    @property
    def size(self) -> int:
        """How many signatures there are."""
        return len(self.ids)

    def take(self, rows: Rows) -> Columns:
        """The signatures at ``rows``, in that order; a row may be asked for more than once."""
        rows = np.asarray(rows, np.int64)
        starts, inside = _ranges(self.starts, rows)
        key_starts, key_inside = _ranges(self.key_starts, rows)
        return Columns(
            self.ids[rows], self.days[rows], self.outlets[rows], starts, self.terms[inside], self.weights[inside],
            self.kinds[inside], key_starts, self.keys[key_inside], self.weekdays[rows],
        )  # fmt: skip


def columns(signatures: Iterable[Signature]) -> Columns:
    """The signatures as columns, in the order given."""
    ids: list[str] = []
    days: list[int] = []
    outlets: list[int] = []
    weekdays: list[int] = []
    sizes: list[int] = [0]
    key_sizes: list[int] = [0]
    terms: list[NDArray[np.uint32]] = [np.zeros(0, np.uint32)]
    weights: list[NDArray[np.uint16]] = [np.zeros(0, np.uint16)]
    kinds: list[NDArray[np.uint8]] = [np.zeros(0, np.uint8)]
    keys: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    for item in signatures:
        ids.append(item.id)
        days.append(UNDATED if item.day is None else item.day)
        outlets.append(crc32(item.outlet.encode("utf-8", "surrogatepass")) if item.outlet else 0)
        weekdays.append(-1 if item.weekday is None else item.weekday)
        sizes.append(len(item.terms))
        key_sizes.append(len(item.keys))
        terms.append(np.array(item.terms, np.uint32))
        weights.append(np.array(item.weights, np.uint16))
        kinds.append(np.array(item.kinds, np.uint8))
        keys.append(np.array(item.keys, np.int64))
    names = np.empty(len(ids), object)
    names[:] = ids
    return Columns(
        names, np.array(days, np.int32), np.array(outlets, np.uint32), np.cumsum(sizes, dtype=np.int64),
        np.concatenate(terms), np.concatenate(weights), np.concatenate(kinds), np.cumsum(key_sizes, dtype=np.int64),
        np.concatenate(keys), np.array(weekdays, np.int8),
    )  # fmt: skip


def from_arrow(table: Any) -> Columns:
    """The signatures of an Arrow table with a column for each field of theirs, in its order."""
    table = table.combine_chunks()
    lists = {name: table.column(name).combine_chunks() for name in ("terms", "weights", "kinds", "keys")}
    flat = {name: held.flatten().to_numpy(zero_copy_only=False) for name, held in lists.items()}
    starts = {name: _from_zero(lists[name].offsets.to_numpy()) for name in ("terms", "keys")}
    names = np.empty(table.num_rows, object)
    names[:] = table.column("id").to_pylist()
    outlets = [crc32(one.encode("utf-8", "surrogatepass")) if one else 0 for one in table.column("outlet").to_pylist()]
    return Columns(
        names, table.column("day").fill_null(UNDATED).to_numpy().astype(np.int32), np.array(outlets, np.uint32),
        starts["terms"], flat["terms"].astype(np.uint32), flat["weights"].astype(np.uint16),
        flat["kinds"].astype(np.uint8), starts["keys"], flat["keys"].astype(np.int64),
        table.column("weekday").fill_null(-1).to_numpy().astype(np.int8),
    )  # fmt: skip


def _from_zero(offsets: NDArray[np.int32]) -> Rows:
    return offsets.astype(np.int64) - int(offsets[0])


def joined(parts: Sequence[Columns]) -> Columns:
    """The columns one below the other."""
    if not parts:
        return columns(())
    return Columns(
        np.concatenate([part.ids for part in parts]),
        np.concatenate([part.days for part in parts]),
        np.concatenate([part.outlets for part in parts]),
        _shifted([part.starts for part in parts]),
        np.concatenate([part.terms for part in parts]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([part.kinds for part in parts]),
        _shifted([part.key_starts for part in parts]),
        np.concatenate([part.keys for part in parts]),
        np.concatenate([part.weekdays for part in parts]),
    )


def meet(starts: Rows, values: NDArray[Any], left: Rows, right: Rows) -> tuple[Rows, Rows, Rows]:
    """Where the lists of two rows share a value: the number of the pair, the value's place in the one and the other.

    ``values[starts[i]:starts[i + 1]]`` is the list of row ``i``, ascending without repeats and below 2**32.
    """
    lengths = starts[left + 1] - starts[left]
    ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    pair = np.repeat(np.arange(len(left)), lengths)
    mine = np.repeat(starts[left] - ends[:-1], lengths) + np.arange(ends[-1])
    held, place = np.unique(right, return_inverse=True)  # only the lists asked for, however many there are
    bounds, there = _ranges(starts, held)
    if not len(there):
        return there, there, there
    whole = np.repeat(np.arange(len(held)) << 32, np.diff(bounds)) | values[there].astype(np.int64)
    wanted = (place[pair] << 32) | values[mine].astype(np.int64)
    other = np.minimum(np.searchsorted(whole, wanted), len(whole) - 1)
    hit = np.flatnonzero(whole[other] == wanted)
    return pair[hit], mine[hit], there[other[hit]]


def _shifted(starts: Sequence[Rows]) -> Rows:
    sizes = np.concatenate([np.diff(part) for part in starts])
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])


def _ranges(starts: Rows, rows: Rows) -> tuple[Rows, Rows]:
    """The offsets of the lists at ``rows`` laid end to end, and where each of their values stands now."""
    sizes = starts[rows + 1] - starts[rows]
    fresh = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    inside = np.repeat(starts[rows] - fresh[:-1], sizes) + np.arange(fresh[-1])
    return fresh, inside
