"""How likely two accounts tell one story: trees over what their signatures show (``models/pairs.md``)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from readout.cluster.candidates import Pairs
from readout.cluster.columns import Columns, joined
from readout.cluster.looks import probabilities
from readout.cluster.pair_columns import norms, pair_columns

MODEL = "pairs"
_BATCH = 20_000


def scores(columns: Columns, pairs: Pairs) -> NDArray[np.float32]:
    """For each pair of row numbers the probability that the two tell one story, to three places.

    It depends on nothing but the two signatures, and not on which of them comes first.
    """
    if not len(pairs):
        return np.zeros(0, np.float32)
    known = norms(columns)
    parts = [
        probabilities(MODEL, pair_columns(columns, known, pairs[start : start + _BATCH]))
        for start in range(0, len(pairs), _BATCH)
    ]
    return np.concatenate(parts)


def pair_scores(left: Columns, right: Columns) -> NDArray[np.float32]:
    """:func:`scores` of row ``k`` of the one with row ``k`` of the other, for every ``k``."""
    numbers = np.arange(left.size, dtype=np.int64)
    return scores(joined([left, right]), np.stack([numbers, numbers + left.size], axis=1))
