import numpy as np

from readout.cluster.columns import UNDATED, columns, joined, meet
from readout.cluster.signatures import signature
from tests.cluster.readings import OTHER, OWN, WIRE, reading

SIGNED = [signature(reading(name, text)) for name, text in (("a", WIRE), ("b", OWN), ("c", ""), ("d", OTHER))]


def same(one, two):
    return all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))


def test_columns_hold_the_signatures_in_the_order_given():
    told = columns(SIGNED)
    assert told.size == 4
    assert list(told.ids) == ["a", "b", "c", "d"]
    assert tuple(told.terms[told.starts[1] : told.starts[2]].tolist()) == SIGNED[1].terms
    assert told.days.tolist() == [UNDATED] * 4
    assert columns(()).size == 0


def test_rows_can_be_taken_and_put_together():
    whole = columns(SIGNED)
    assert same(whole.take(np.array([3, 0, 3])), columns([SIGNED[3], SIGNED[0], SIGNED[3]]))
    assert same(joined([columns(SIGNED[:1]), columns(()), columns(SIGNED[1:])]), whole)
    assert joined([]).size == 0


def test_lists_meet_where_they_share_a_value():
    starts, values = np.array([0, 3, 5, 5]), np.array([2, 4, 9, 4, 9])
    pair, left, right = meet(starts, values, np.array([0, 1, 2]), np.array([1, 0, 0]))
    assert pair.tolist() == [0, 0, 1, 1]
    assert values[left].tolist() == values[right].tolist() == [4, 9, 4, 9]
    assert right.tolist() == [3, 4, 1, 2]
