"""From what a time expression means to its TIMEX3 value and its EDTF date, given when the text was written."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from readout import edtf
from readout.languages import table
from readout.read.times.holidays import holiday
from readout.read.times.meaning import Meaning
from readout.read.times.tense import Direction
from readout.read.times.tokens import SAME_YEAR
from readout.read.times.units import duration

_UNKNOWN = (None, None)
_SURELY_NEAR = 21
"""Days within which a month and day are of this year whatever the tense seems to be."""
_FAR_AHEAD = 75
"""Days ahead beyond which a month and day without a verb are rather of the year before."""


class Context(NamedTuple):
    """What an expression is resolved against.

    ``anchor`` is the day of writing, ``direction`` that of its clause, ``last`` the date mentioned before it and
    ``last_day`` the day, both as EDTF without open ends; ``scene`` is the day that is being told of. ``history``: the
    text tells of a time long before its writing, so that dates without a year belong to the year mentioned last.
    """

    anchor: date | None
    direction: Direction | None = None
    last: str | None = None
    last_day: date | None = None
    scene: date | None = None
    history: bool = False


Resolved = tuple[str | None, str | None]
"""TIMEX3 value and EDTF, each ``None`` where it is not known."""


def resolve(meaning: Meaning, context: Context) -> Resolved:
    """The value and the date of ``meaning``.

    A value that lacks an anchor keeps what the words say (``XXXX-WXX-5``). The date is ``None`` for durations, sets
    and vague expressions, and wherever the day of writing would be needed and is not known.
    """
    match meaning.kind:
        case "date":
            value, day = _date(meaning, context)
        case "weekday":
            value, day = _weekday(meaning, context)
        case "day":
            value, day = _day(meaning, context)
        case "unit":
            value, day = _unit(meaning, context)
        case "ago":
            value, day = _ago(meaning, context)
        case "discourse":
            value, day = _discourse(meaning, context)
        case "decade":
            value = day = f"{meaning.number}X"
        case "century":
            value = day = f"{(meaning.number or 1) - 1:02d}XX"
        case "holiday":
            value, day = _holiday(meaning, context)
        case "season":
            value, day = _season(meaning, context)
        case "quarter":
            value, day = _quarter(meaning, context)
        case "clock":
            value, day = _clock(meaning, context)
        case "part":
            value, day = f"XXXX-XX-XXT{meaning.part}", None
        case _:
            value, day = meaning.value, None
    return value, _finished(day, meaning)


def _finished(day: str | None, meaning: Meaning) -> str | None:
    """``day`` with its open side and its "about"; ``None`` for what is no EDTF date."""
    if day is None or edtf.parse(day) is None:
        return None
    if meaning.bound is None:
        return day + "~" if meaning.about and "/" not in day and day[-1] not in "~X" else day
    if "/" in day:
        first, last = day.split("/", 1)
        return f"{first}/.." if meaning.bound == "from" else f"../{last}"
    return f"{day}/.." if meaning.bound == "from" else f"../{day}"


def _iso(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date(meaning: Meaning, context: Context) -> Resolved:
    year, month = meaning.year, meaning.month
    if month is None:
        if year is None:
            return _UNKNOWN
        return f"{year:04d}", f"{year:04d}"
    if year is None:
        year = _year_for(meaning, month, context)
    if year is None:
        value = f"XXXX-{month:02d}" + (f"-{meaning.day:02d}" if meaning.day else "")
        return value + (f"T{meaning.clock}" if meaning.clock else ""), None
    if meaning.day is None:
        return f"{year:04d}-{month:02d}", f"{year:04d}-{month:02d}"
    start = _iso(year, month, meaning.day)
    if start is None:
        return _UNKNOWN
    if meaning.last_day is not None:
        end_month = meaning.last_month or month
        end = _iso(year + (end_month < month), end_month, meaning.last_day)
        if end is None or end <= start:
            return start.isoformat(), start.isoformat()
        return f"{start}/{end}", f"{start}/{end}"
    return _with_clock(start, meaning)


def _with_clock(day: date, meaning: Meaning) -> Resolved:
    if meaning.clock:
        moment = f"{day}T{meaning.clock}"
        return moment, moment + (meaning.zone or "")
    return (f"{day}T{meaning.part}" if meaning.part else day.isoformat()), day.isoformat()


def _year_for(meaning: Meaning, month: int, context: Context) -> int | None:
    """The year of a month, or of a month and day, told without one."""
    if meaning.shift == SAME_YEAR:
        return int(context.last[:4]) if context.last and context.last[:4].isdigit() else None
    if meaning.unit == "Y" and meaning.shift is not None:
        return context.anchor.year + meaning.shift if context.anchor else None
    if context.history:
        return _year_in_history(month, context.last)
    anchor = context.anchor
    if anchor is None:
        return None
    here = (anchor.month, anchor.day) if meaning.day else (anchor.month, 0)
    there = (month, meaning.day or 0)
    if meaning.follows and context.last and edtf.parse(context.last):
        year, last_month = int(context.last[:4]), int(context.last[5:7] or month)
        return year + (month < last_month)
    if meaning.number is not None and meaning.day:
        fitting = (y for y in (anchor.year, anchor.year - 1, anchor.year + 1) if _falls_on(y, month, meaning))
        return min(fitting, key=lambda y: _distance(y, month, meaning.day, anchor), default=None)
    if meaning.shift == -1:
        return anchor.year if there < here else anchor.year - 1
    if meaning.shift == 1:
        return anchor.year if there > here else anchor.year + 1
    if meaning.shift == 0:
        return anchor.year
    nearest = min(
        (anchor.year - 1, anchor.year, anchor.year + 1), key=lambda y: _distance(y, month, meaning.day, anchor)
    )
    if meaning.day and _distance(nearest, month, meaning.day, anchor)[0] <= _SURELY_NEAR:
        return nearest
    if context.direction == "past":
        return anchor.year if there <= here else anchor.year - 1
    if context.direction == "future":
        return anchor.year if there >= here else anchor.year + 1
    if meaning.day and _distance(nearest, month, meaning.day, anchor)[1] > _FAR_AHEAD:
        return nearest - 1
    return nearest


def _year_in_history(month: int, last: str | None) -> int | None:
    """The year that brings ``month`` nearest to the date mentioned before; of two as near the later."""
    if last is None or not last[:4].isdigit():
        return None
    year = int(last[:4])
    if len(last) < 7 or not last[5:7].isdigit() or int(last[5:7]) > 12:
        return year
    before = year * 12 + int(last[5:7])
    return min((year + 1, year, year - 1), key=lambda y: abs(y * 12 + month - before))


def _falls_on(year: int, month: int, meaning: Meaning) -> bool:
    day = _iso(year, month, meaning.day or 1)
    return day is not None and day.weekday() == meaning.number


def _distance(year: int, month: int, day: int | None, anchor: date) -> tuple[int, int]:
    """Days from ``anchor`` to the middle of a month or to a day; of two as near, the past one."""
    last = monthrange(year, month)[1]
    days = (date(year, month, min(day or 15, last)) - anchor).days
    return abs(days), days


def _weekday(meaning: Meaning, context: Context) -> Resolved:
    number, anchor = meaning.number or 0, context.anchor
    if context.history and context.last_day is None:
        anchor = None
    elif context.history:
        anchor = context.last_day
    if anchor is None:
        return f"XXXX-WXX-{number + 1}" + (
            f"T{meaning.part or meaning.clock}" if meaning.part or meaning.clock else ""
        ), None
    if meaning.unit == "W":  # "Friday of next week"
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=meaning.shift or 0)
        return _with_clock(monday + timedelta(days=number), meaning)
    back = (anchor.weekday() - number) % 7
    ahead = (number - anchor.weekday()) % 7
    if meaning.shift == -1:
        days = -(back or 7)
    elif meaning.shift == 1:
        days = ahead or 7
    elif back == 0:
        days = 0
    elif meaning.shift == 0 or context.direction in ("future", "present"):
        days = ahead
    else:
        days = -back
    value, day = _with_clock(anchor + timedelta(days=days), meaning)
    tomorrow = meaning.shift is None and days == -6  # a page changed later, or a day to come: hardly ever last week's
    return value, None if tomorrow or _either_week(meaning, anchor, days) else day


def _either_week(meaning: Meaning, anchor: date, days: int) -> bool:
    """Whether "next Friday" said on a Wednesday, or "last Monday" on a Friday, may be of this week or the other."""
    return meaning.shift in (-1, 1) and (anchor + timedelta(days=days)).isocalendar()[:2] == anchor.isocalendar()[:2]


def _day(meaning: Meaning, context: Context) -> Resolved:
    if context.anchor is None:
        return ("XXXX-XX-XX" + (f"T{meaning.part or meaning.clock}" if meaning.part or meaning.clock else "")), None
    return _with_clock(context.anchor + timedelta(days=meaning.shift or 0), meaning)


def week(day: date) -> tuple[str, str]:
    """The ISO week of ``day`` as a TIMEX3 value and as an interval of days.

    >>> week(date(2031, 5, 4))
    ('2031-W18', '2031-04-28/2031-05-04')
    """
    year, number, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return f"{year}-W{number:02d}", edtf.interval(monday, monday + timedelta(days=6))


def _unit(meaning: Meaning, context: Context) -> Resolved:
    """last week, this year, earlier this month: a calendar unit counted from that of the day of writing."""
    anchor, shift = context.anchor, meaning.shift or 0
    if context.history and shift == 0:
        first = edtf.earliest(context.last) if context.last else None
        anchor = first.date() if first else None
    if anchor is None:
        whole = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "E": "XXXX-WXX-WE"}
        return whole.get(meaning.unit), None
    value, day = _calendar_unit(meaning, anchor, shift, context)
    if meaning.edge and day and shift == 0:
        first, last = edtf.earliest(day), edtf.latest(day)
        if first and last:
            early = meaning.edge == "early"
            day = edtf.interval(first.date() if early else anchor, anchor if early else last.date())
    return value, day


def _calendar_unit(meaning: Meaning, anchor: date, shift: int, context: Context) -> Resolved:
    match meaning.unit:
        case "D":
            day = (anchor + timedelta(days=shift)).isoformat()
            return day, day
        case "W":
            return week(anchor + timedelta(weeks=shift))
        case "E":
            if meaning.shift is None or (shift == 0 and context.direction == "past"):
                shift = 0 if context.direction == "future" or anchor.weekday() > 4 else -1
            value, _ = week(anchor + timedelta(weeks=shift))
            saturday = anchor + timedelta(weeks=shift, days=5 - anchor.weekday())
            return f"{value}-WE", edtf.interval(saturday, saturday + timedelta(days=1))
        case "M":
            month = _months(anchor, shift)
            return month, month
        case "Y":
            return f"{anchor.year + shift:04d}", f"{anchor.year + shift:04d}"
        case "T":
            return f"{anchor.year // 10 + shift}X", f"{anchor.year // 10 + shift}X"
        case "C":
            return f"{anchor.year // 100 + shift:02d}XX", f"{anchor.year // 100 + shift:02d}XX"
        case "Q":
            index = anchor.year * 4 + (anchor.month - 1) // 3 + shift
            return f"{index // 4}-Q{index % 4 + 1}", f"{index // 4}-{33 + index % 4}"
        case _:
            return _UNKNOWN


def _months(day: date, shift: int) -> str:
    index = day.year * 12 + day.month - 1 + shift
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def _ago(meaning: Meaning, context: Context) -> Resolved:
    """two years ago, in three days: counted from the day of writing, as exactly as the unit is."""
    if meaning.value == "in" and context.direction != "future":
        return duration(meaning.amount, meaning.unit), None
    if meaning.amount == "X":
        return ("PAST_REF" if meaning.shift == -1 else "FUTURE_REF"), None
    if context.anchor is None:
        return None, None
    value, day = _counted(context.anchor, meaning)
    return value, day


def _counted(start: date, meaning: Meaning) -> Resolved:
    number = float(meaning.amount)
    shift = int(number) * (meaning.shift or 1)
    if number != int(number) or abs(shift) > 9000:
        return _UNKNOWN
    try:
        match meaning.unit:
            case "D":
                day = (start + timedelta(days=shift)).isoformat()
                return day, day
            case "W" | "F":
                return week(start + timedelta(weeks=shift * (2 if meaning.unit == "F" else 1)))
            case "M":
                month = _months(start, shift)
                return month, f"{month}~"
            case "Y" | "T" | "C":
                year = start.year + shift * {"Y": 1, "T": 10, "C": 100}[meaning.unit]
                return (f"{year:04d}", f"{year:04d}~") if 1 <= year <= 9999 else _UNKNOWN
            case _:
                return _UNKNOWN
    except OverflowError:
        return _UNKNOWN


def _discourse(meaning: Meaning, context: Context) -> Resolved:
    """the same day, the next month, two days later: counted from what was mentioned before."""
    if meaning.amount == "X" or meaning.unit in ("h", "m", "s"):
        return ("FUTURE_REF" if (meaning.shift or 0) > 0 else "PAST_REF" if meaning.shift else None), None
    day = context.last_day
    if meaning.unit in ("D", "W", "F") and day is not None and context.last and len(context.last) >= 10:
        if meaning.shift == 0:
            return _with_clock(day, meaning) if meaning.unit == "D" else week(day)
        if meaning.part:
            return _with_clock(day + timedelta(days=meaning.shift or 0), meaning)
        return _counted(day, meaning)
    if meaning.unit in ("M", "Y", "T") and context.last and edtf.earliest(context.last):
        first = edtf.earliest(context.last)
        if first is None or (meaning.unit == "M" and len(context.last) < 7):
            return _UNKNOWN
        value, told = _counted(first.date(), meaning._replace(amount=meaning.amount if meaning.shift else "0"))
        if meaning.unit == "T" and value:
            return f"{value[:3]}X", f"{value[:3]}X"
        return value, told.rstrip("~") if told and meaning.shift == 0 else told
    if meaning.unit == "D" and meaning.part:
        return f"XXXX-XX-XXT{meaning.part}", None
    return _UNKNOWN


def _holiday(meaning: Meaning, context: Context) -> Resolved:
    rule, anchor = meaning.value or "01-01", context.anchor
    if meaning.year is not None:
        day = holiday(rule, meaning.year)
        return day.isoformat(), day.isoformat()
    if anchor is None:
        return (f"XXXX-{rule}" if len(rule) == 5 else None), None
    near = [holiday(rule, anchor.year + n) for n in (-1, 0, 1)]
    if meaning.shift == -1 or (meaning.shift is None and context.direction == "past"):
        day = max(d for d in near if d <= anchor)
    elif meaning.shift == 1 or context.direction == "future":
        day = min(d for d in near if d >= anchor)
    elif meaning.shift == 0:
        day = near[1]
    else:
        day = min(near, key=lambda d: abs((d - anchor).days))
    return day.isoformat(), day.isoformat()


def _season(meaning: Meaning, context: Context) -> Resolved:
    letters, year = meaning.value or "SP", meaning.year
    code = table("en", "times")["season_codes"][letters]
    anchor = context.anchor
    same_year = context.history or meaning.shift == SAME_YEAR
    if year is None and same_year and context.last and context.last[:4].isdigit():
        year = int(context.last[:4])
    elif year is None and anchor is not None and meaning.shift != SAME_YEAR:
        first_month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[letters]
        year = anchor.year
        if meaning.unit == "Y":
            year += meaning.shift or 0
        elif meaning.shift == -1 or (meaning.shift is None and context.direction == "past"):
            year -= anchor.month < first_month
        elif meaning.shift == 1 or context.direction == "future":
            year += anchor.month > first_month + 2
    if year is None:
        return f"XXXX-{letters}", None
    return f"{year:04d}-{letters}", f"{year:04d}-{code}"


def _quarter(meaning: Meaning, context: Context) -> Resolved:
    year, number = meaning.year, meaning.number or 1
    if year is None and meaning.shift == SAME_YEAR:
        year = int(context.last[:4]) if context.last and context.last[:4].isdigit() else None
    elif year is None and context.anchor:
        year = context.anchor.year + (meaning.shift or 0)
        if meaning.shift is None and meaning.value == "Q" and context.direction != "future":
            year -= (number - 1) * 3 + 1 > context.anchor.month
    if year is None:
        return f"XXXX-{meaning.value}{number}", None
    code = (32 if meaning.value == "Q" else 39) + number
    return f"{year:04d}-{meaning.value}{number}", f"{year:04d}-{code}"


def _clock(meaning: Meaning, context: Context) -> Resolved:
    """A clock time alone is of the day that is told of, else of the day of writing; a midnight to come ends the day."""
    day = context.scene or context.anchor
    if day is None:
        return f"XXXX-XX-XXT{meaning.clock}", None
    coming = context.direction == "future" and day == context.anchor and meaning.clock == "00:00"
    return _with_clock(day + timedelta(days=1) if coming else day, meaning)
