"""Arithmetic on dates as EDTF strings (ISO 8601-2), in the forms that a readout writes.

``2031-05-04``, ``2031-05-04T11:00+01:00``, ``2031-05``, ``2031``, ``2031-21`` (spring), ``2031-33`` (first
quarter), ``203X``, ``2031-05-04~`` (about), ``../2031-05-04`` (on or before), ``2031-05-04/..`` and
``2031-05-09/2031-05-15`` (some time within). A string in another form is no date: every function gives ``None``
or ``False`` for it.

Moments are naive: the clock at the place that the text speaks of. A zone is used only to compare two dates that
both state one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from readout.types import Precision

_SIMPLE = re.compile(
    r"(?P<year>[0-9]{1,4}X{0,3})(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?:T(?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?)?"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?(?P<about>[~?%])?"
)
_DURATION = re.compile(
    r"P(?:(?P<Y>[0-9]+)Y)?(?:(?P<M>[0-9]+)M)?(?:(?P<W>[0-9]+)W)?(?:(?P<D>[0-9]+)D)?"
    r"(?:T(?:(?P<h>[0-9]+)H)?(?:(?P<m>[0-9]+)M)?(?:(?P<s>[0-9]+)S)?)?"
)
_SEASONS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)}
_SEASONS |= {40: (1, 6), 41: (7, 6)}
"""Code -> first month and number of months. Winter is told by the year in which it begins."""
_SECOND = timedelta(seconds=1)
_LONGEST = 96
_ABOUT: dict[Precision, timedelta] = {
    "minute": timedelta(minutes=30),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "month": timedelta(days=31),
    "season": timedelta(days=92),
    "year": timedelta(days=366),
    "decade": timedelta(days=3653),
}
"""How far "about" reaches to either side: one unit of what is said."""


class Edtf(NamedTuple):
    """A date taken apart: the first and last second it can mean (``None``: open), its precision and zone."""

    first: datetime | None
    last: datetime | None
    precision: Precision
    offset: timedelta | None = None
    about: bool = False


def _months_on(year: int, month: int, months: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def _month_end(year: int, month: int) -> datetime:
    return datetime(year, month, monthrange(year, month)[1], 23, 59, 59)


def _zone(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text == "Z":
        return timedelta(0)
    hours, minutes = int(text[1:3]), int(text[-2:])
    size = timedelta(hours=hours, minutes=minutes)
    if hours > 15 or minutes > 59:
        raise ValueError(text)
    return -size if text[0] == "-" else size


def _simple(text: str) -> Edtf | None:
    found = _SIMPLE.fullmatch(text)
    if found is None or len(found["year"]) != 4:
        return None
    year, month, day, hour = found["year"], found["month"], found["day"], found["hour"]
    about = found["about"] is not None
    known = year.rstrip("X")
    if len(known) < 4:
        if month or hour:
            return None
        low = int(known.ljust(4, "0")) or 1
        high = int(known.ljust(4, "9"))
        kind: Precision = "decade" if len(known) == 3 else "interval"
        return Edtf(datetime(low, 1, 1), datetime(high, 12, 31, 23, 59, 59), kind, None, about)
    number = int(year)
    if month in (None, "XX"):
        if hour or (day not in (None, "XX")):
            return None
        return Edtf(datetime(number, 1, 1), datetime(number, 12, 31, 23, 59, 59), "year", None, about)
    part = int(month)
    if part > 12:
        if part not in _SEASONS or day or hour:
            return None
        first, length = _SEASONS[part]
        return Edtf(
            datetime(number, first, 1), _month_end(*_months_on(number, first, length - 1)), "season", None, about
        )
    if day in (None, "XX"):
        return None if hour else Edtf(datetime(number, part, 1), _month_end(number, part), "month", None, about)
    start = datetime(number, part, int(day))
    if hour is None:
        return Edtf(start, start.replace(hour=23, minute=59, second=59), "day", None, about)
    offset = _zone(found["zone"])
    start = start.replace(hour=int(hour), minute=int(found["minute"] or 0), second=int(found["second"] or 0))
    if found["minute"] is None:
        return Edtf(start, start + timedelta(minutes=59, seconds=59), "hour", offset, about)
    end = start if found["second"] else start + timedelta(seconds=59)
    return Edtf(start, end, "minute", offset, about)


@lru_cache(maxsize=4096)
def parse(edtf: str) -> Edtf | None:
    """``edtf`` taken apart; ``None`` for what is no date, or an interval that ends before it begins.

    >>> parse("2031-05").last
    datetime.datetime(2031, 5, 31, 23, 59, 59)
    >>> parse("2031-02-30") is None
    True
    """
    if len(edtf) > _LONGEST:
        return None
    try:
        if "/" not in edtf:
            return _simple(edtf)
        left, right = edtf.split("/", 1)
        begin = None if left == ".." else _simple(left)
        end = None if right == ".." else _simple(right)
    except (ValueError, OverflowError):
        return None
    if (begin is None and left != "..") or (end is None and right != "..") or begin is end is None:
        return None
    first = begin.first if begin else None
    last = end.last if end else None
    if first and last and last < first:
        return None
    offsets = {part.offset for part in (begin, end) if part}
    about = any(part.about for part in (begin, end) if part)
    return Edtf(first, last, _span_precision(begin, end), offsets.pop() if len(offsets) == 1 else None, about)


def _span_precision(begin: Edtf | None, end: Edtf | None) -> Precision:
    if begin is None or end is None or begin.first is None or end.last is None:
        return "interval"
    if begin.first.date() == end.last.date():
        return "day-part" if "minute" in (begin.precision, end.precision) else "day"
    days = (end.last.date() - begin.first.date()).days
    return "week" if days == 6 and begin.precision == end.precision == "day" else "interval"


def earliest(edtf: str) -> datetime | None:
    """The first second ``edtf`` can mean; ``None`` where that is open.

    >>> earliest("2031-05"), earliest("../2031-05-04")
    (datetime.datetime(2031, 5, 1, 0, 0), None)
    """
    found = parse(edtf)
    return found.first if found else None


def latest(edtf: str) -> datetime | None:
    """The last second ``edtf`` can mean; ``None`` where that is open."""
    found = parse(edtf)
    return found.last if found else None


def precision(edtf: str) -> Precision | None:
    """How exactly ``edtf`` tells its time; ``None`` for what is no date.

    >>> [precision(e) for e in ("2031-05-04", "203X", "2031-05-09/2031-05-15", "../2031")]
    ['day', 'decade', 'week', 'interval']
    """
    found = parse(edtf)
    return found.precision if found else None


def day(edtf: str) -> date | None:
    """The one calendar day in which ``edtf`` lies; ``None`` where it is wider than a day, or "about".

    >>> day("2031-05-04T11:00+01:00"), day("2031-05")
    (datetime.date(2031, 5, 4), None)
    """
    found = parse(edtf)
    if found is None or found.about or found.first is None or found.last is None:
        return None
    return found.first.date() if found.first.date() == found.last.date() else None


def _reach(found: Edtf) -> tuple[datetime, datetime]:
    first, last = found.first or datetime.min, found.last or datetime.max
    if not found.about:
        return first, last
    margin = _ABOUT.get(found.precision, timedelta(days=1))
    return (
        first - margin if first - datetime.min > margin else datetime.min,
        last + margin if datetime.max - last > margin else datetime.max,
    )


def compatible(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` can be the same time. Two clock times with zones are compared at one clock.

    >>> compatible("2031-05-04T11:00+01:00", "2031-05-04T10:00Z"), compatible("2031-05", "2031-06-01")
    (True, False)
    """
    one, two = parse(a), parse(b)
    if one is None or two is None:
        return False
    (first, last), (start, end) = _reach(one), _reach(two)
    if one.offset is not None and two.offset is not None:
        turn = two.offset - one.offset
        if start > datetime.min + abs(turn) and end < datetime.max - abs(turn):
            start, end = start - turn, end - turn
    return first <= end and start <= last


def within(inner: str, outer: str) -> bool:
    """Whether every time ``inner`` can mean is one that ``outer`` can mean: ``outer`` is the coarser telling.

    >>> within("2031-05-04", "2031-05"), within("2031-05", "2031-05-04")
    (True, False)
    """
    one, two = parse(inner), parse(outer)
    if one is None or two is None:
        return False
    (first, last), (start, end) = _reach(one), _reach(two)
    return start <= first and last <= end


def before(a: str, b: str) -> bool:
    """Whether ``a`` surely ends before ``b`` begins."""
    one, two = parse(a), parse(b)
    return one is not None and two is not None and _reach(one)[1] < _reach(two)[0]


def order_key(edtf: str) -> tuple[datetime, datetime, str]:
    """A key that sorts dates by their beginning (an open one by its end), the wider first; no date sorts last.

    >>> sorted(["2031-05-04", "2031-05", "2031-04-30"], key=order_key)
    ['2031-04-30', '2031-05', '2031-05-04']
    """
    found = parse(edtf)
    if found is None:
        return (datetime.max, datetime.max, edtf)
    first = found.first or found.last or datetime.max
    width = (found.last or datetime.max) - first
    return (first, datetime.max - width, edtf)


def shift(edtf: str, duration: str) -> str | None:
    """``edtf`` moved by an ISO 8601 duration (``-P11D`` moves back), told as exactly as both allow.

    A clock time is moved by hours and minutes only where ``edtf`` states one; else the answer is ``None``.

    >>> shift("2031-05-04", "-P11D"), shift("2031-05-04T09:00+01:00", "-PT20M"), shift("2031-05-31", "P1M")
    ('2031-04-23', '2031-05-04T08:40+01:00', '2031-06')
    """
    found = parse(edtf)
    back = duration.startswith("-")
    sizes = _DURATION.fullmatch(duration.removeprefix("-"))
    if found is None or sizes is None or "/" in edtf or found.first is None:
        return None
    size = {unit: int(text) for unit, text in sizes.groupdict().items() if text}
    sign = -1 if back else 1
    try:
        return _shifted(edtf, found, {unit: sign * number for unit, number in size.items()})
    except (ValueError, OverflowError):
        return None


def _shifted(edtf: str, found: Edtf, size: dict[str, int]) -> str | None:
    moment = found.first
    if moment is None or not size:
        return None
    mark = "~" if found.about else ""
    months = size.get("Y", 0) * 12 + size.get("M", 0)
    days = size.get("W", 0) * 7 + size.get("D", 0)
    clock = {"h", "m", "s"} & size.keys()
    if found.precision in ("minute", "hour") and not months:
        moved = moment + timedelta(days, hours=size.get("h", 0), minutes=size.get("m", 0), seconds=size.get("s", 0))
        zone = _SIMPLE.fullmatch(edtf)
        return f"{moved:%Y-%m-%dT%H:%M}" + ((zone["zone"] or "") if zone else "") + mark
    if clock:
        return None
    if found.precision in ("day", "minute", "hour") and not months:
        return (moment + timedelta(days=days)).date().isoformat() + mark
    if days or found.precision not in ("day", "minute", "hour", "month", "year"):
        return None
    year, month = _months_on(moment.year, moment.month, months)
    if "M" not in size:
        return f"{year:04d}{mark}" if found.precision == "year" else f"{datetime(year, month, 1):%Y-%m}{mark}"
    return None if found.precision == "year" else f"{datetime(year, month, 1):%Y-%m}{mark}"


def interval(first: date | None, last: date | None) -> str:
    """Some time between two days, both included; ``None`` for an open side.

    >>> interval(date(2031, 5, 9), date(2031, 5, 15)), interval(None, date(2031, 5, 4))
    ('2031-05-09/2031-05-15', '../2031-05-04')
    """
    if first is not None and first == last:
        return first.isoformat()
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
