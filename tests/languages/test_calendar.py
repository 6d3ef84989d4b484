import pytest

from readout.languages import table
from readout.languages.calendar import clocks, month_names, weekdays, written_dates, zone_offset


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("4 May, 2031 09:59", "en", ["2031-05-04T09:59"]),
        ("Monday, December 24th 2029", "en", ["2029-12-24"]),
        ("The AgencyMay 4, 2031 GMT", "en", ["2031-05-04"]),
        ("6 May 20316 May 2031 A. Writer", "en", ["2031-05-06", "2031-05-06"]),
        ("10:30 AM EST, Fri January 3, 2031", "en", ["2031-01-03T10:30-05:00"]),
        ("December 20, 2030 11:47 pm CET", "en", ["2030-12-20T23:47+01:00"]),
        ("2031-05-04T11:18:34Z", None, ["2031-05-04T11:18+00:00"]),
        ("2031-05-04T11:18:34.123+0200", None, ["2031-05-04T11:18+02:00"]),
        ("3-May-31", "en", ["2031-05-03"]),
        ("Sonntag, 04.05.2031, 19:25", "de", ["2031-05-04T19:25"]),
        ("13/01/2031 10:22 Actualizado a 13/01/2031 15:43", "es", ["2031-01-13T10:22", "2031-01-13T15:43"]),
        ("4 de mayo de 2031", "es", ["2031-05-04"]),
        ("2031. május 4. 10:15", "hu", ["2031-05-04T10:15"]),
        ("2031 m. gegužės 4 d.", "lt", ["2031-05-04"]),
        ("4 мая 2031, 10:15", "ru", ["2031-05-04T10:15"]),
        ("2031年5月4日", "zh", ["2031-05-04"]),
        ("2031년 5월 4일", None, ["2031-05-04"]),
        ("4 tháng 5, 2031", "vi", ["2031-05-04"]),
        ("৪ জানুয়ারি ২০৩১", "bn", ["2031-01-04"]),
        ("March 2031", "en", ["2031-03"]),
        ("4 May", "en", [None]),
        ("31 February 2031; 12.5 May be; may 300; page 1/2/3; 99/99/2031", "en", []),
        ("The league has 2031 members and 12 march on", "en", [None]),
        ("", "en", []),
    ],
)
def test_written_dates(text: str, language: str | None, expected: list[str | None]) -> None:
    assert [written.edtf for written in written_dates(text, language)] == expected


def test_ambiguous_order_is_said() -> None:
    assert written_dates("04/05/2031", "en")[0].ambiguous
    assert not written_dates("04/05/2031", "fr")[0].ambiguous
    assert not written_dates("04/25/2031", "en")[0].ambiguous


def test_weekday_is_kept() -> None:
    (written,) = written_dates("on Sunday, May 4", "en")
    assert (written.weekday, written.year, written.span) == (6, None, (3, 16))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("began at 11:00 (10:00 GMT)", [("11:00", None), ("10:00", "+00:00")]),
        ("at 5pm and 12 a.m.", [("17:00", None), ("00:00", None)]),
        ("12:30-14:00", [("12:30", None), ("14:00", None)]),
        ("9.30 points, 25:00, 3:2", []),
        ("2030 GMT", []),
    ],
)
def test_clocks(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(clock.clock, clock.zone) for clock in clocks(text)] == expected


def test_weekdays_and_zones() -> None:
    assert [number for _, number in weekdays("Am Montag und Freitag, sun and Sunday", "de")] == [0, 4, 6]
    assert zone_offset("IST") is None
    assert zone_offset("UTC+3") == "+03:00"


def test_every_language_has_twelve_months_and_seven_weekdays() -> None:
    for code, facts in table("shared", "calendar").items():
        if code != "zones":
            assert (len(facts["months"]), len(facts["weekdays"])) == (12, 7), code
            assert all(month_names(code).values())


@pytest.mark.parametrize(
    "text", ["4 May " * 20000, "1" * 100000, "May" * 30000, "12:" * 50000, "4/5/" * 30000, " " * 90000]
)
def test_long_lines_take_linear_time(text: str) -> None:
    assert len(written_dates(text, None)) <= len(text)
    assert len(clocks(text)) <= len(text)
