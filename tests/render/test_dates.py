from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.render.dates import extent, human


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2031-05-04", "4 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("203X", "the 2030s"),
        ("2031-22", "summer 2031"),
        ("2031-05-XX", "May 2031"),
        ("2031-34", "the second quarter of 2031"),
        ("2031-05-04~", "about 4 May 2031"),
        ("2031?", "2031, uncertain"),
        ("2031-05-04T11:00", "4 May 2031, 11:00"),
        ("2031-05-04T11", "4 May 2031, 11:00"),
        ("2031-05-04T11:00Z", "4 May 2031, 11:00 UTC"),
        ("2031-05-04T11:00+05:30", "4 May 2031, 11:00 UTC+5:30"),
        ("2031-05-04T11:00-03:00", "4 May 2031, 11:00 UTC-3"),
        ("2031-05-04T11:00-00:30", "4 May 2031, 11:00 UTC-0:30"),
        ("2031-05-04T11:00+00:00", "4 May 2031, 11:00 UTC"),
        ("../2031-05-04", "by 4 May 2031"),
        ("2031-05-04/..", "from 4 May 2031"),
        ("2031-05-09/2031-05-15", "9–15 May 2031"),
        ("2031-04-30/2031-05-02", "30 April – 2 May 2031"),
        ("2031-12-30/2032-01-02", "30 December 2031 – 2 January 2032"),
        ("2031-05-04T09:00/2031-05-04T12:30", "4 May 2031, 09:00–12:30"),
        ("2031-04/2031-06", "April – June 2031"),
        ("XXXX-05-27", "27 May, no year"),
        ("XXXX", "XXXX"),
        ("2031-13", "2031-13"),
        ("nonsense", "nonsense"),
        ("", ""),
    ],
)
def test_dates_in_words(edtf: str, words: str) -> None:
    assert human(edtf) == words


def test_the_year_is_left_out_where_it_goes_without_saying() -> None:
    assert human("2031-05-04", 2031) == "4 May"
    assert human("2030-05-04", 2031) == "4 May 2030"
    assert human("2031", 2031) == "2031"
    assert human("2031-05-09/2031-05-15", 2031) == "9–15 May"


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2031-05-04", datetime(2031, 5, 4), datetime(2031, 5, 5)),
        ("2031-12", datetime(2031, 12, 1), datetime(2032, 1, 1)),
        ("203X", datetime(2030, 1, 1), datetime(2040, 1, 1)),
        ("2031-24", datetime(2031, 12, 1), datetime(2032, 3, 1)),
        ("2031-05-04T11:00+01:00", datetime(2031, 5, 4, 11), datetime(2031, 5, 4, 11, 1)),
        ("../2031-05-04", datetime(2031, 5, 4), datetime(2031, 5, 5)),
        ("2031-05-09/2031-05-15", datetime(2031, 5, 9), datetime(2031, 5, 16)),
    ],
)
def test_the_stretch_of_a_date(edtf: str, start: datetime, end: datetime) -> None:
    assert extent(edtf) == (start, end)


@pytest.mark.parametrize("edtf", ["", "..", "../..", "2031-02-30", "9999", "2031-05-15/2031-05-09", "soon", "0000"])
def test_no_stretch_is_made_up(edtf: str) -> None:
    assert extent(edtf) is None


@given(st.one_of(st.text(max_size=30), st.from_regex(r"[0-9X]{4}(-[0-9X]{2}){0,2}(T[0-9:+Z-]{0,9})?[~?%/.]{0,3}")))
def test_any_text_is_survived(text: str) -> None:
    assert isinstance(human(text), str)
    found = extent(text)
    assert found is None or found[0] < found[1]
