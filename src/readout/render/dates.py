"""EDTF dates (ISO 8601-2) as a person reads them, and the stretch of the calendar that each one covers."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from readout.edtf import parse

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_SEASONS = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "the first quarter of", 34: "the second quarter of",
    35: "the third quarter of", 36: "the fourth quarter of", 40: "the first half of", 41: "the second half of",
}  # fmt: skip
_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?"
    r"(?P<mark>[~?%]?)"
)

_SECOND = timedelta(seconds=1)

Extent = tuple[datetime, datetime]
"""Half-open stretch of local clock time."""


def _zone(offset: str | None) -> str:
    if not offset:
        return ""
    hours, minutes = offset[1:3].lstrip("0"), offset[3:].lstrip(":").strip("0")
    if offset == "Z" or not (hours or minutes):
        return " UTC"
    return f" UTC{offset[0]}{hours or '0'}" + (f":{offset[-2:]}" if minutes else "")


def _single(edtf: str, year: int | None) -> str | None:
    """One date without a slash in words; ``year`` is left out where it is the date's own."""
    found = _DATE.fullmatch(edtf)
    if found is None:
        return None
    own = found["year"]
    shown_year = f"the {own[:3]}0s" if own.endswith("X") and own[2] != "X" else own
    tail = "" if year is not None and own == f"{year:04d}" else f" {shown_year}"
    if own == "XXXX":  # a day that stands on a page without its year
        if found["month"] in (None, "XX"):
            return None
        tail = ", no year"
    month, day = found["month"], found["day"]
    if month is None or month == "XX":
        words = shown_year
    elif int(month) in _SEASONS:
        words = f"{_SEASONS[int(month)]}{tail if int(month) < 33 else f' {shown_year}'}"
    elif not 1 <= int(month) <= 12:
        return None
    elif day is None or day == "XX":
        words = f"{MONTHS[int(month) - 1]}{tail}"
    else:
        words = f"{int(day)} {MONTHS[int(month) - 1]}{tail}"
    if found["hour"]:
        words += f", {found['hour']}:{found['minute'] or '00'}{_zone(found['zone'])}"
    return {"~": f"about {words}", "?": f"{words}, uncertain", "%": f"about {words}, uncertain"}.get(
        found["mark"], words
    )


def _range(start: str, end: str, year: int | None) -> str | None:
    """``start/end`` with what both have in common said once."""
    a, b = _DATE.fullmatch(start), _DATE.fullmatch(end)
    last = _single(end, year)
    if a is None or b is None or last is None:
        return None
    if a["hour"] and b["hour"] and start[:10] == end[:10]:
        day = _single(start[:10], year)
        return f"{day}, {a['hour']}:{a['minute'] or '00'}–{b['hour']}:{b['minute'] or '00'}{_zone(b['zone'])}"
    if not (a["hour"] or b["hour"] or a["mark"] or b["mark"]) and a["year"] == b["year"] and a["year"].isdigit():
        if a["month"] == b["month"] and a["day"] and b["day"] and "X" not in a["day"] + b["day"]:
            return f"{int(a['day'])}–{last}"
        first = _single(start, int(a["year"]))
    else:
        first = _single(start, year)
    return f"{first} – {last}" if first else None


def human(edtf: str, year: int | None = None) -> str:
    """``edtf`` in English words; an expression that is not known comes back as it is.

    >>> human("2031-05-04"), human("2031-05-09/2031-05-15"), human("../2031-05-04")
    ('4 May 2031', '9–15 May 2031', 'by 4 May 2031')
    >>> human("2031-05-04T11:00+01:00"), human("203X"), human("2031-05~")
    ('4 May 2031, 11:00 UTC+1', 'the 2030s', 'about May 2031')
    >>> human("2031-05-04", year=2031)
    '4 May'
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        words = _single(edtf, year)
    elif start in ("", ".."):
        words = _single(end, year)
        words = words and f"by {words}"
    elif end in ("", ".."):
        words = _single(start, year)
        words = words and f"from {words}"
    else:
        words = _range(start, end, year)
    return words or edtf


def extent(edtf: str) -> Extent | None:
    """The stretch that ``edtf`` covers, in the clock time it is written in; ``None`` where it is open or unknown.

    A date that is open on one side ("on or before") covers its closed day.

    >>> extent("2031-05")
    (datetime.datetime(2031, 5, 1, 0, 0), datetime.datetime(2031, 6, 1, 0, 0))
    """
    found = parse(edtf)
    start = (found.first or found.last) if found else None
    if found is None or start is None:
        return None
    if found.first is None:
        start = start.replace(hour=0, minute=0, second=0)
    end = found.last or start.replace(hour=23, minute=59, second=59)
    return (start, end + _SECOND) if end < datetime.max - _SECOND else None
