import numpy as np

from readout.cluster.columns import columns
from readout.cluster.signatures import Signature
from readout.cluster.threads import threads


def test_a_story_follows_the_earlier_one_that_it_is_most_like():
    told = columns(Signature(id=name, day=day) for name, day in zip("abcdef", (10, 10, 14, 15, 30, None), strict=True))
    labels = np.array([0, 0, 2, 2, 4, 5])
    pairs = np.array([[0, 1], [0, 2], [1, 3], [2, 4], [0, 4], [3, 5]])
    scores = np.array([0.9, 0.3, 0.5, 0.4, 0.1, 0.9], np.float32)
    first, second = threads(told, labels, pairs, scores)
    assert (first.earlier, first.later, first.days, first.score, first.pairs) == (0, 2, 4, 0.5, 2)
    assert first.reason == ("b", "d")
    assert (second.earlier, second.later, second.reason) == (2, 4, ("c", "e"))


def test_nothing_follows_in_nothing():
    assert threads(columns(()), np.zeros(0, np.int64), np.zeros((0, 2), np.int64), np.zeros(0, np.float32)) == ()
