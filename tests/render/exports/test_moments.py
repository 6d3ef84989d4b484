from __future__ import annotations

from datetime import date, datetime

import pytest

from readout.render.exports.moments import Days, day, days, iso, local, moment, utc

DATES = [
    # value, iso, day, first and last day
    ("2031", "2031", None, (date(2031, 1, 1), date(2031, 12, 31))),
    ("2031-05", "2031-05", None, (date(2031, 5, 1), date(2031, 5, 31))),
    ("2031-05-04", "2031-05-04", "2031-05-04", (date(2031, 5, 4), date(2031, 5, 4))),
    ("2031-05-04~", None, None, (date(2031, 5, 4), date(2031, 5, 4))),
    ("2031-02-30", None, None, (None, None)),
    ("2031-13", None, None, (None, None)),
    ("2031-21", None, None, (date(2031, 3, 1), date(2031, 5, 31))),
    ("203X", None, None, (date(2030, 1, 1), date(2039, 12, 31))),
    ("../2031-05-04", None, None, (None, date(2031, 5, 4))),
    ("2031-05-04/..", None, None, (date(2031, 5, 4), None)),
    ("2031-05-09/2031-05-15", None, None, (date(2031, 5, 9), date(2031, 5, 15))),
    ("2031-05-04T11:00", "2031-05-04T11:00", "2031-05-04", (date(2031, 5, 4), date(2031, 5, 4))),
    ("2031-05-04T11", None, "2031-05-04", (date(2031, 5, 4), date(2031, 5, 4))),
    ("XXXX-05-04", None, None, (None, None)),
    ("next week", None, None, (None, None)),
    (None, None, None, (None, None)),
]


@pytest.mark.parametrize(("value", "plain", "one", "meant"), DATES)
def test_no_day_is_made_up(
    value: str | None, plain: str | None, one: str | None, meant: tuple[date | None, ...]
) -> None:
    assert iso(value) == plain
    assert day(value) == one
    assert days(value) == Days(*meant)


@pytest.mark.parametrize(
    ("value", "stated", "in_utc", "at_place"),
    [
        ("2031-05-04T11:00+01:00", "2031-05-04T11:00:00+01:00", datetime(2031, 5, 4, 10), None),
        ("2031-05-04T11:00:30Z", "2031-05-04T11:00:30Z", datetime(2031, 5, 4, 11, 0, 30), None),
        ("2031-05-04T11:00", None, None, datetime(2031, 5, 4, 11)),
        ("2031-05-04T11:00~", None, None, None),
        ("2031-05-04T11:00Z/2031-05-04T12:00Z", None, None, None),
        ("2031-05-04", None, None, None),
        ("0001-01-01T00:30+01:00", "0001-01-01T00:30:00+01:00", None, None),
    ],
)
def test_a_moment_needs_a_minute_and_a_zone(
    value: str, stated: str | None, in_utc: datetime | None, at_place: datetime | None
) -> None:
    assert (moment(value), utc(value), local(value)) == (stated, in_utc, at_place)
