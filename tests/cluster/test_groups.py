from itertools import combinations

import numpy as np

from readout.cluster.columns import UNDATED
from readout.cluster.groups import components, grouped, groups
from readout.cluster.looks import CONTEXT, context


def by(size, scored):
    pairs = np.array(sorted(scored), np.int64).reshape(-1, 2)
    return grouped(size, pairs, np.array([scored[a, b] for a, b in sorted(scored)], np.float32)).tolist()


def clique(rows, score):
    return dict.fromkeys(combinations(rows, 2), score)


def test_a_chain_does_not_become_one_blob():
    assert by(6, {(k, k + 1): 0.6 for k in range(5)}) == [0, 0, 2, 2, 4, 4]


def test_a_story_of_which_few_pairs_were_asked_holds_together():
    near = {(a, b): 0.9 for a in range(40) for b in range(a + 1, min(40, a + 7))}
    assert by(40, near) == [0] * 40


def test_two_like_events_that_each_hold_together_stay_two():
    between = {(a, b): 0.5 for a in range(5) for b in range(5, 10)}
    assert by(10, clique(range(5), 0.95) | clique(range(5, 10), 0.95) | between) == [0] * 5 + [5] * 5
    assert by(10, clique(range(5), 0.6) | clique(range(5, 10), 0.6) | between) == [0] * 10


def test_groups_are_named_by_their_first_row_and_nothing_is_lost():
    assert by(4, {(1, 3): 0.9}) == [0, 1, 2, 1]
    assert by(3, {}) == [0, 1, 2]
    assert components(5, np.array([[3, 4], [0, 3]])).tolist() == [0, 1, 2, 0, 0]
    days = np.full(0, UNDATED, np.int32)
    assert groups(0, np.zeros((0, 2), np.int64), np.zeros(0, np.float32), days).tolist() == []


def test_the_company_that_two_keep():
    pairs, days = np.array([[0, 1], [0, 2], [1, 2], [2, 3]]), np.array([10, 11, UNDATED, 40], np.int32)
    shown = context(4, pairs, np.array([0.8, 0.4, 0.6, 0.2], np.float32), days)
    first = dict(zip(CONTEXT, shown[0].tolist(), strict=True))
    assert (first["low"], first["high"], first["gap"]) == (1.0, 1.0, 1.0)
    assert round(first["third"], 3) == round(first["thirds"], 3) == 0.4
    last = dict(zip(CONTEXT, shown[3].tolist(), strict=True))
    assert (round(last["low"], 3), last["high"], last["third"]) == (0.333, 1.0, 0.0)
    assert [round(value, 3) for value in (last["weight_low"], last["weight_high"])] == [0.2, 1.2]


def test_the_company_is_the_same_when_its_parts_are_looked_at_apart():
    one = np.array([[0, 1], [0, 2], [1, 2]]), np.array([0.8, 0.4, 0.6], np.float32)
    days = np.zeros(6, np.int32)
    whole = context(6, np.concatenate([one[0], one[0] + 3]), np.concatenate([one[1], one[1]]), days)
    assert np.array_equal(whole[3:], context(3, *one, days[:3]))
