"""What two signatures show of whether they tell one story: the columns that the pair model looks at."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from readout.cluster.columns import UNDATED, Columns, Rows, meet
from readout.cluster.signatures import HEADLINE, LEAD, NAME, NUMBER

Numbers = NDArray[np.floating[Any]]

COLUMNS = (
    "cosine", "names", "plain", "headlines", "leads", "numbers", "headline_low", "headline_high", "lead_low",
    "lead_high", "held_low", "held_high", "top", "top_three", "shared", "names_low", "names_high", "size_low",
    "size_high", "gap", "weekday",
)  # fmt: skip
"""In the order of the model's columns; ``training/pairs.py`` explains them by their weight."""


_ROWS = 20_000


class Norms(NamedTuple):
    """For each signature the sums of squared weights by kind of word."""

    whole: Numbers
    names: Numbers
    headline: Numbers
    lead: Numbers
    numbers: Numbers
    total: Numbers


def norms(columns: Columns) -> Norms:
    """The sums that a pair's columns are divided by; counted once for a batch. A row's depend on no other row."""
    found = [_norms(columns, at, min(at + _ROWS, columns.size)) for at in range(0, columns.size, _ROWS)]
    return Norms(*(np.concatenate(part) for part in zip(*found, strict=True))) if found else Norms(*[np.zeros(0)] * 6)


def _norms(columns: Columns, first: int, last: int) -> Norms:
    terms = slice(columns.starts[first], columns.starts[last])
    weights = columns.weights[terms].astype(np.float64) / 100
    squares = weights * weights
    kinds = columns.kinds[terms]
    row = np.repeat(np.arange(last - first), np.diff(columns.starts[first : last + 1]))

    def sums(values: Numbers) -> Numbers:
        return np.bincount(row, values, last - first).astype(np.float32)

    return Norms(
        sums(squares), sums(squares * ((kinds & NAME) > 0)), sums(squares * ((kinds & HEADLINE) > 0)),
        sums(squares * ((kinds & LEAD) > 0)), sums(squares * ((kinds & NUMBER) > 0)), sums(weights),
    )  # fmt: skip


def pair_columns(columns: Columns, known: Norms, pairs: Rows) -> NDArray[np.float32]:
    """One row of :data:`COLUMNS` for each pair of row numbers; the same whichever of the two comes first."""
    count = len(pairs)
    left, right = pairs[:, 0], pairs[:, 1]
    at, mine, other = meet(columns.starts, columns.terms, left, right)
    a, b = (columns.weights[side].astype(np.float32) / 100 for side in (mine, other))
    kind_a, kind_b = columns.kinds[mine], columns.kinds[other]
    both, either = kind_a & kind_b, kind_a | kind_b
    product = a * b
    strength = np.sqrt(product)

    def total(values: Numbers) -> Numbers:
        return np.bincount(at, values, count).astype(np.float32)

    def cosine(values: Numbers, norm: Numbers) -> Numbers:
        return ratio(total(values), np.sqrt(norm[left] * norm[right]))

    def held(values_a: Numbers, values_b: Numbers, norm: Numbers) -> tuple[Numbers, Numbers]:
        one, two = ratio(total(values_a), norm[left]), ratio(total(values_b), norm[right])
        return np.minimum(one, two), np.maximum(one, two)

    whole = total(product)
    names = product * ((both & NAME) > 0)
    rest = np.maximum(known.whole - known.names, 0)
    in_head = held(a * a * ((kind_a & HEADLINE) > 0), b * b * ((kind_b & HEADLINE) > 0), known.headline)
    in_lead = held(a * a * ((kind_a & LEAD) > 0), b * b * ((kind_b & LEAD) > 0), known.lead)
    in_whole = held(a, b, known.total)
    in_names = held(a * a * ((kind_a & NAME) > 0), b * b * ((kind_b & NAME) > 0), known.names)
    top, top_three = _strongest_shared(at, strength, count)
    sizes = np.log1p(np.diff(columns.starts).astype(np.float32))
    made = [
        ratio(whole, np.sqrt(known.whole[left] * known.whole[right])),
        cosine(names, known.names),
        cosine(product * ((either & NAME) == 0), rest),
        cosine(product * ((both & HEADLINE) > 0), known.headline),
        cosine(product * ((both & LEAD) > 0), known.lead),
        cosine(product * ((both & NUMBER) > 0), known.numbers),
        *in_head, *in_lead, *in_whole, top, top_three,
        np.log1p(np.bincount(at, minlength=count).astype(np.float32)), *in_names,
        np.minimum(sizes[left], sizes[right]), np.maximum(sizes[left], sizes[right]),
        gap(columns.days[left], columns.days[right]),
        _same_weekday(columns.weekdays[left], columns.weekdays[right]),
    ]  # fmt: skip
    return np.stack([np.asarray(column, np.float32) for column in made], axis=1)


def _strongest_shared(at: Rows, strength: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """The weight of the heaviest shared term, and of the third heaviest."""
    order = np.lexsort((-strength, at))
    pair, value = at[order], strength[order]
    top, third = np.zeros(count, np.float32), np.zeros(count, np.float32)
    if len(pair):
        first = np.flatnonzero(np.concatenate([[True], pair[1:] != pair[:-1]]))
        top[pair[first]] = value[first]
        later = first + 2
        fits = later < len(pair)
        later, owner = later[fits], pair[first][fits]
        same = pair[later] == owner
        third[owner[same]] = value[later[same]]
    return top, third


UNKNOWN_GAP = 1.5
"""Days that are taken where one of two is not known: that speaks for one story less than a day does, more than two."""


def gap(one: NDArray[np.int32], two: NDArray[np.int32]) -> Numbers:
    """Days between the two."""
    apart = np.abs(one.astype(np.int64) - two.astype(np.int64))
    return np.where((one == UNDATED) | (two == UNDATED), UNKNOWN_GAP, apart).astype(np.float32)


def _same_weekday(one: NDArray[np.int8], two: NDArray[np.int8]) -> Numbers:
    """1 where both texts name the same weekday first, 0 where another, -1 where one names none."""
    return np.where((one < 0) | (two < 0), -1, one == two).astype(np.float32)


def ratio(above: Numbers, below: Numbers) -> Numbers:
    """The quotient, 0 where there is nothing to divide by."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)
