"""EDTF dates in formats that know less: what each can say truly, and nothing else.

No function here makes up a day, an hour or a zone. What a format cannot say stays an EDTF string beside it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from msgspec import Struct

from readout import edtf

_PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?")


def iso(value: str | None) -> str | None:
    """``value`` where it is an ISO 8601 year, month, day or minute as it stands; ``None`` for all that EDTF adds.

    >>> [iso(v) for v in ("2031", "2031-05", "2031-05-04T11:00+01:00", "2031-05~", "2031-21", "../2031-05-04")]
    ['2031', '2031-05', '2031-05-04T11:00+01:00', None, None, None]
    """
    if value is None or not _PLAIN.fullmatch(value) or edtf.parse(value) is None:
        return None
    return value


def moment(value: str | None) -> str | None:
    """An RFC 3339 moment, to the second, for a date that states its minute and its zone; else ``None``.

    >>> moment("2031-05-04T11:00+01:00"), moment("2031-05-04T11:00"), moment("2031-05-04")
    ('2031-05-04T11:00:00+01:00', None, None)
    """
    known = iso(value)
    if known is None or "T" not in known:
        return None
    clock, zone = known[:16], known[16:]
    seconds = zone[:3] if zone.startswith(":") else ":00"
    zone = zone.removeprefix(seconds)
    return clock + seconds + zone if zone else None


def day(value: str | None) -> str | None:
    """The one calendar day, ``YYYY-MM-DD``; ``None`` where it is wider, "about" or unknown."""
    found = edtf.day(value) if value is not None else None
    return found.isoformat() if found else None


class Days(Struct, frozen=True):
    """First and last day that a date can mean; ``None`` where that side is open."""

    first: date | None
    last: date | None


def days(value: str | None) -> Days:
    """The days that ``value`` spans. "About" is not widened: the format has to say it in words.

    >>> days("2031-05"), days("../2031-05-04").first is None
    (Days(first=datetime.date(2031, 5, 1), last=datetime.date(2031, 5, 31)), True)
    """
    found = edtf.parse(value) if value is not None else None
    if found is None:
        return Days(None, None)
    return Days(found.first.date() if found.first else None, found.last.date() if found.last else None)


def utc(value: str) -> datetime | None:
    """The moment in UTC, naive, of a date that states its minute and zone; ``None`` for every other."""
    found = edtf.parse(value)
    if found is None or found.precision != "minute" or found.offset is None or found.first is None or found.about:
        return None
    if "/" in value:
        return None
    try:
        return found.first - found.offset
    except OverflowError:
        return None


def local(value: str) -> datetime | None:
    """The clock time, naive, of a date that states its minute and no zone."""
    found = edtf.parse(value)
    if found is None or found.precision != "minute" or found.offset is not None or found.about or "/" in value:
        return None
    return found.first


def after(last: date) -> date | None:
    """The day after ``last``; ``None`` at the end of the calendar."""
    return last + timedelta(days=1) if last < date.max else None
