from __future__ import annotations

from math import inf

import pytest

from readout.compare.quantities import agree, quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("some 100,000 troops", [(85_000, 115_000, "about", "soldier")]),
        ("tens of thousands of soldiers", [(20_000, 99_999, "vague", "soldier")]),
        ("more than 13,000 people", [(13_000, inf, "least", "people")]),
        ("up to 40 victims", [(0, 40, "most", "people")]),
        ("nearly 2,000 persons", [(1_800, 2_000, "about", "people")]),
        ("between 10 and 20 people", [(10, 20, "range", "people")]),
        ("20 to 30 people", [(20, 30, "range", "people")]),
        ("a two-hour meeting", [(2, 2, "exact", "=hour")]),
        ("$3.5bn in aid", [(3.5e9, 3.5e9, "exact", "dollar")]),
        ("a rise of 3.2 per cent", [(3.2, 3.2, "exact", "percent")]),
        ("turnout was 61 per cent.", [(61, 61, "exact", "percent")]),
        ("at least two dozen children", [(24, inf, "least", "child")]),
        ("two hundred and fifty workers", [(250, 250, "exact", "worker")]),
        ("nine Ardovian soldiers", [(9, 9, "exact", "soldier")]),
        ("the 15 wounded", [(15, 15, "exact", "=injure")]),
    ],
)
def test_amounts_with_their_bounds_and_what_is_counted(text, expected):
    assert [(q.low, q.high, q.kind, q.unit) for q in quantities(text, (0, len(text)))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "on June 16, 2021", "at 11:00 (10:00 GMT)", "after 1997", "in 2019", "Article 5 of the treaty", "aged 45",
        "one of them", "on 4 May", "at 4 pm", "the G7", "Flight 17", "a 2-1 win", "",
    ],
)  # fmt: skip
def test_dates_times_ages_and_names_are_no_amounts(text):
    assert quantities(text, (0, len(text))) == ()


def test_so_much_a_day_and_so_much_in_all_are_two_amounts():
    a, b = "12 million crowns a day", "12 million crowns in all"
    (one,), (two,) = quantities(a, (0, len(a))), quantities(b, (0, len(b)))
    assert (one.rate, two.rate) == ("day", "all")
    assert not agree(one, two)


@pytest.mark.parametrize("text", ["1," * 50_000, "9" * 100_000, "some " * 20_000, "between 1 and " * 10_000])
def test_long_text_does_not_hang(text):
    assert isinstance(quantities(text, (0, len(text))), tuple)
