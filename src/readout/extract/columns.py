"""Columns of numbers, one for each line of a page, and what is read from the lines beside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float32]
Numbers = Column | list[float] | list[int] | list[bool]
"""A column as it is first made, a number a line."""


def shifted(values: Column, by: int, edge: float) -> Column:
    """``values`` of the line ``by`` lines on, ``edge`` where there is none."""
    found = np.full_like(values, edge)
    if abs(by) < len(values):
        if by > 0:
            found[:-by] = values[by:]
        else:
            found[-by:] = values[:by]
    return found


def around(values: Column, weights: Column, near: int) -> tuple[Column, Column]:
    """The sum of ``values`` through the sum of ``weights`` over the ``near`` lines before, and after, each line."""
    count = len(values)
    sums, totals = np.zeros(count + 1), np.zeros(count + 1)
    np.cumsum(values, out=sums[1:])
    np.cumsum(weights, out=totals[1:])
    here = np.arange(count)
    low, high = np.maximum(0, here - near), np.minimum(count, here + 1 + near)
    before = (sums[here] - sums[low]) / np.maximum(1, totals[here] - totals[low])
    after = (sums[high] - sums[here + 1]) / np.maximum(1, totals[high] - totals[here + 1])
    return before.astype(np.float32), after.astype(np.float32)
