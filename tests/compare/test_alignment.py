"""Which clauses tell the same: what forbids it, and what makes it likely."""

from __future__ import annotations

import pytest

from readout.compare.alignment import forbidden, tell_the_same
from readout.compare.material import material


def likelihood(story, reading, one, two):
    made = material(story(reading("a1", one), reading("a2", two)))
    first, second = made.clauses
    return forbidden(first, second, made.texts), tell_the_same(first, second, made.texts, made.known)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The port of Lenz stays closed to trawlers.", "The port of Lenz does not stay closed to trawlers."),
        ("The flood displaced 13,000 villagers.", "The flood displaced 26,000 villagers."),
        ("The union accepted the arbitration.", "The union turned the arbitration down."),
        ("The flood displaced the villagers.", "Had the flood displaced the villagers?"),
    ],
)
def test_what_clashes_is_never_the_same(story, reading, one, two):
    never, likely = likelihood(story, reading, one, two)
    assert never
    assert likely == 0.0


def test_other_words_for_one_thing_are_likelier_than_other_things(story, reading):
    base = "The union turned down the offer of the railway on pensions."
    _, same = likelihood(story, reading, base, "The union has rejected the railway’s offer on pensions.")
    _, other = likelihood(story, reading, base, "The railway painted its offer office in a cheerful yellow.")
    assert same > 0.7 > other


def test_without_a_word_in_common_nothing_is_the_same(story, reading):
    assert likelihood(story, reading, "The dam broke.", "Parliament adjourned.") == (False, 0.0)
