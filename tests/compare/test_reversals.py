"""Plans that were called off and days that were moved; and where nothing is to be said."""

from __future__ import annotations

import pytest

from readout.compare.material import material
from readout.compare.reversals import moved_day_discrepancies, reversal_discrepancies
from tests.compare.stories import story, told

EARLY, LATE = "2031-05-07", "2031-05-09"


def compared(one: str, two: str, days: tuple[str, str] = (EARLY, LATE)):
    return material(story(told("a", one, published=days[0]), told("b", two, published=days[1])))


@pytest.mark.parametrize(
    ("one", "two", "days", "found"),
    [
        (
            "Tessel congratulated Oyelu.",
            "Tessel withdrew the congratulations.",
            (EARLY, LATE),
            1,
        ),
        (
            "Tessel congratulated Oyelu.",
            "Tessel withdrew the congratulations.",
            (LATE, EARLY),
            0,
        ),
        ("Tessel congratulated Oyelu.", "Tessel withdrew its ambassador on Friday.", (EARLY, LATE), 0),
        ("Tessel called off the excursion on Wednesday.", "Tessel called off the excursion.", (EARLY, LATE), 0),
        ("Tessel plans an excursion to Lenz.", "Tessel will not have called off the excursion.", (EARLY, LATE), 0),
    ],
)
def test_what_is_undone_supersedes_what_stood(one, two, days, found):
    made = reversal_discrepancies(compared(one, two, days))
    assert [(item.about, item.relation) for item in made] == [("outcome", "supersedes")] * found


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        (
            "The swearing-in is planned for 3 November.",
            "The swearing-in was put off by a week, to 10 November.",
            1,
        ),
        ("The swearing-in is planned for 10 November.", "The swearing-in has been put off to 10 November.", 0),
        ("The tariff will follow on 15 June.", "Brevia has suspended the tariff until the end of June.", 1),
        ("The tariff was set on 15 April.", "Brevia has suspended the tariff until the end of June.", 0),
        ("The vote is planned for 15 June.", "Brevia has suspended the tariff until the end of June.", 0),
    ],
)
def test_a_day_that_was_put_off_supersedes_the_first_one(one, two, found):
    made = moved_day_discrepancies(compared(one, two))
    assert [(item.about, item.relation) for item in made] == [("date", "supersedes")] * found
