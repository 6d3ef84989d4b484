"""Which times date the clause they stand in."""

from __future__ import annotations

import pytest

from readout.compare.time_places import dates_clause, is_stamp, subjectless


@pytest.mark.parametrize(
    ("text", "time", "dates"),
    [
        ("Envoys met in 2016 in Lund", "2016", True),
        ("Envoys met on Friday", "Friday", True),
        ("Orlan looked into meddling in the 2016 election", "2016", False),
        ("The 2016 election was close", "2016", True),
        ("Thursday’s vote took place in Lund", "Thursday", True),
        ("He spoke of this week’s vote", "this week", False),
        ("Deaths were up by half from 2015", "2015", False),
        ("They acted under the Trade Act of 1974", "1974", False),
        ("The 2019-XY fever spread", "2019", False),
        ("Since the 1983 treaty the two have traded", "1983", False),
        ("She signed an August 2017 law", "August 2017", False),
        ("The road has been closed since Friday", "Friday", True),
        ("He spoke of an “Independence Day” to come", "Independence Day", False),
        ("Updated at 4:30 on Thursday", "Thursday", False),
        ("She told the Friday that was dark", "Friday", True),
    ],
)
def test_dates_clause(text: str, time: str, dates: bool) -> None:
    at = text.index(time)
    assert dates_clause(text, (0, len(text)), (at, at + len(time))) is dates


@pytest.mark.parametrize(
    ("text", "stamp"),
    [("Updated at 4:30", True), ("Published 4 May", True), ("updated the law", False), ("Updated rules came", False)],
)
def test_stamps_of_pages(text: str, stamp: bool) -> None:
    assert is_stamp(text, (0, len(text))) is stamp


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("met envoys on Sunday", True),
        ("arrived late", True),
        ("will leave on Saturday", True),
        ("Met envoys", False),
        ("the envoys met", False),
        ("red flags", False),
        ("made a board, and in 2019 a quarrel was settled", False),
    ],
)
def test_stretches_without_their_subject(text: str, expected: bool) -> None:
    assert subjectless(text, (0, len(text))) is expected
