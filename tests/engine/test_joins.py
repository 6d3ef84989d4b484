"""The joins of a bulk run done apart give what they give in one memory."""

from __future__ import annotations

import numpy as np
import pytest

from readout.cluster.candidates import neighbours, strongest, strongest_of


@pytest.mark.parametrize("parts", [1, 3, 8])
def test_candidates_joined_by_parts_of_keys_and_of_articles_are_those_of_the_whole(parts: int) -> None:
    made = np.random.default_rng(7)
    rows = np.sort(made.integers(0, 300, 9_000))
    keys = made.integers(0, 120, 9_000)
    days = made.integers(0, 5, 300).astype(np.int32)[rows]
    whole = strongest(*neighbours(keys, days, rows))
    met = [
        neighbours(keys[keys % parts == at], days[keys % parts == at], rows[keys % parts == at]) for at in range(parts)
    ]
    pairs, shared = np.concatenate([pair for pair, _ in met]), np.concatenate([count for _, count in met])
    own = np.concatenate([pairs[:, 0], pairs[:, 1]])
    other = np.concatenate([pairs[:, 1], pairs[:, 0]])
    twice = np.concatenate([shared, shared])
    kept = [
        strongest_of(own[own % parts == at], other[own % parts == at], twice[own % parts == at]) for at in range(parts)
    ]
    assert len(whole) > 1_000
    assert np.array_equal(np.unique(np.concatenate(kept), axis=0), whole)
