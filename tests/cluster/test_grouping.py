from itertools import permutations

from readout.cluster import cluster
from tests.cluster.readings import OTHER, OWN, PAD, RETRANSLATED, WIRE, reading


def groups(*readings):
    return sorted(tuple(item.id for item in story.readings) for story in cluster(readings))


def test_accounts_of_one_event_come_together_and_others_stay_apart():
    readings = [reading(name, text) for name, text in zip("abcd", (WIRE, OTHER, RETRANSLATED, OWN), strict=True)]
    assert groups(*readings) == [("a", "c", "d"), ("b",)]


def test_the_order_of_the_readings_changes_nothing():
    readings = [reading(name, text) for name, text in zip("abcd", (WIRE, OTHER, RETRANSLATED, OWN), strict=True)]
    assert len({cluster(order) for order in permutations(readings)}) == 1


def test_the_same_words_years_apart_are_two_stories():
    assert groups(reading("a", WIRE, published="2030-03-01"), reading("b", OWN, published="2034-03-01")) == [
        ("a",),
        ("b",),
    ]


def test_nothing_in_nothing_out():
    assert cluster([]) == ()
    assert groups(reading("a", ""), reading("b", "")) == [("a",), ("b",)]


def test_lines_that_have_nothing_to_do_with_one_another_stay_apart():
    unrelated = [WIRE, OTHER, *PAD.splitlines()]
    assert len(groups(*(reading(f"a{n}", text) for n, text in enumerate(unrelated)))) == len(unrelated)
