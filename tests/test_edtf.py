from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout import edtf


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2031-05-04", datetime(2031, 5, 4), datetime(2031, 5, 4, 23, 59, 59), "day"),
        ("2031-05-04T11:00+01:00", datetime(2031, 5, 4, 11), datetime(2031, 5, 4, 11, 0, 59), "minute"),
        ("2031-05-04T11", datetime(2031, 5, 4, 11), datetime(2031, 5, 4, 11, 59, 59), "hour"),
        ("2031-05-04T11:00:05Z", datetime(2031, 5, 4, 11, 0, 5), datetime(2031, 5, 4, 11, 0, 5), "minute"),
        ("2032-02", datetime(2032, 2, 1), datetime(2032, 2, 29, 23, 59, 59), "month"),
        ("2031-02-14~", datetime(2031, 2, 14), datetime(2031, 2, 14, 23, 59, 59), "day"),
        ("2031", datetime(2031, 1, 1), datetime(2031, 12, 31, 23, 59, 59), "year"),
        ("203X", datetime(2030, 1, 1), datetime(2039, 12, 31, 23, 59, 59), "decade"),
        ("20XX", datetime(2000, 1, 1), datetime(2099, 12, 31, 23, 59, 59), "interval"),
        ("2031-21", datetime(2031, 3, 1), datetime(2031, 5, 31, 23, 59, 59), "season"),
        ("2031-24", datetime(2031, 12, 1), datetime(2032, 2, 29, 23, 59, 59), "season"),
        ("2031-34", datetime(2031, 4, 1), datetime(2031, 6, 30, 23, 59, 59), "season"),
        ("../2031-05-04", None, datetime(2031, 5, 4, 23, 59, 59), "interval"),
        ("2031-05-04/..", datetime(2031, 5, 4), None, "interval"),
        ("2031-05-09/2031-05-15", datetime(2031, 5, 9), datetime(2031, 5, 15, 23, 59, 59), "week"),
        ("2031-05-09/2031-05-11", datetime(2031, 5, 9), datetime(2031, 5, 11, 23, 59, 59), "interval"),
        ("2031-05-09T18:00/2031-05-09T23:59", datetime(2031, 5, 9, 18), datetime(2031, 5, 9, 23, 59, 59), "day-part"),
    ],
)
def test_bounds(text: str, first: datetime | None, last: datetime | None, precision: str) -> None:
    assert (edtf.earliest(text), edtf.latest(text), edtf.precision(text)) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    ["", "x", "2031-13", "2031-02-30", "31", "../..", "2031-05-04/2031-05-03", "2031-05T11:00", "a/b",
     "2031-05-04T25:00", "0000", "203X-05", "2031/", "9" * 5000, "2031-05-04T11:00+99:00", "２０３１-05-04"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert edtf.parse(text) is None
    assert not edtf.compatible(text, "2031")
    assert edtf.shift(text, "P1D") is None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2031-05-04", "2031-05", True),
        ("2031-05-04", "2031-05-05", False),
        ("2031-05-04~", "2031-05-05", True),
        ("2031-05-04~", "2031-05-06", False),
        ("../2031-05-04", "2029", True),
        ("2031-05-05/..", "2031-05-04", False),
        ("2031-05-04T11:00+01:00", "2031-05-04T10:00Z", True),
        ("2031-05-04T11:00+01:00", "2031-05-04T11:00Z", False),
        ("2031-05-04T11:00", "2031-05-04T11:00Z", True),
        ("203X", "2031-21", True),
    ],
)
def test_compatible(a: str, b: str, expected: bool) -> None:
    assert edtf.compatible(a, b) is expected
    assert edtf.compatible(b, a) is expected


@pytest.mark.parametrize(
    ("text", "duration", "expected"),
    [
        ("2031-05-04", "P1W", "2031-05-11"),
        ("2031-05-04", "-P11D", "2031-04-23"),
        ("2031-05-04~", "P1D", "2031-05-05~"),
        ("2031-05-04T09:00+01:00", "-PT20M", "2031-05-04T08:40+01:00"),
        ("2031-05-04T00:10", "-PT20M", "2031-05-03T23:50"),
        ("2031-05-04", "PT20M", None),
        ("2031-05-04", "-P2Y", "2029-05"),
        ("2031", "-P2Y", "2029"),
        ("2031-01", "-P1M", "2030-12"),
        ("2031", "P1M", None),
        ("2031-05-04/..", "P1D", None),
        ("2031-05-04", "P", None),
        ("9999-12-31", "P1D", None),
        ("2031-05-04", "soon", None),
    ],
)
def test_shift(text: str, duration: str, expected: str | None) -> None:
    assert edtf.shift(text, duration) == expected


def test_order_before_and_day() -> None:
    mixed = ["no date", "2031-05-04", "../2031-05-02", "2031-05", "2031-05-04T09:00"]
    expected = ["2031-05", "../2031-05-02", "2031-05-04", "2031-05-04T09:00", "no date"]
    assert sorted(mixed, key=edtf.order_key) == expected
    assert edtf.before("2031-04", "2031-05-01")
    assert not edtf.before("2031-05-01", "2031-05")
    assert edtf.day("2031-05-04T09:00/2031-05-04T10:00") == date(2031, 5, 4)
    assert edtf.day("2031-05-04~") is None


@given(st.dates(), st.dates())
def test_days_are_compatible_only_with_themselves(a: date, b: date) -> None:
    assert edtf.compatible(a.isoformat(), b.isoformat()) is (a == b)
    assert edtf.compatible(edtf.interval(min(a, b), max(a, b)), a.isoformat())


@given(st.text(alphabet="0123456789-/.~TXZ:+", max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = edtf.parse(text)
    if found is not None and found.first and found.last:
        assert found.first <= found.last
        assert edtf.within(text, text)
