"""The best well-formed sequence of tags, against trying all of them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from readout.models.reader_tags import best, count, spans, tags_of


def well_formed(tags: tuple[int, ...]) -> bool:
    return tags_of(len(tags), spans(tags)) == list(tags)


@pytest.mark.parametrize("seed", range(12))
def test_best_is_the_best_of_all_sequences(seed: int) -> None:
    table = np.random.default_rng(seed).normal(size=(2, 4, count(1))).astype(np.float32)
    for scores, found in zip(table, best(table), strict=True):
        ways = [tags for tags in product(range(count(1)), repeat=4) if well_formed(tags)]
        top = max(ways, key=lambda tags: sum(scores[at, tag] for at, tag in enumerate(tags)))
        assert tuple(found.tolist()) == top


def test_two_labels_do_not_mix() -> None:
    scores = np.full((1, 2, count(2)), -9.0, np.float32)
    scores[0, 0, 1] = 1.0  # begins the first label
    scores[0, 1, 7] = 1.0  # ends the second
    assert well_formed(tuple(best(scores)[0].tolist()))


def test_no_words() -> None:
    assert best(np.zeros((3, 0, 5), np.float32)).shape == (3, 0)


def test_spans_come_back() -> None:
    marked = [(0, 1, 1), (2, 5, 0), (5, 6, 0)]
    assert spans(tags_of(7, marked)) == marked
