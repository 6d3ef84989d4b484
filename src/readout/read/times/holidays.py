"""The day of a holiday in a year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def holiday(rule: str, year: int) -> date:
    """The day of a holiday by its rule in ``times.toml``.

    >>> [holiday(rule, 2031).isoformat() for rule in ("12-25", "11-4-4", "05-1--1", "easter-2")]
    ['2031-12-25', '2031-11-27', '2031-05-26', '2031-04-11']
    """
    if rule.startswith("easter"):
        return _easter(year) + timedelta(days=int(rule[6:]))
    month, number, *nth = rule.split("-", 2)
    if not nth:
        return date(year, int(month), int(number))
    first = date(year, int(month), 1)
    days = [first + timedelta(days=n) for n in range(monthrange(year, int(month))[1])]
    return [day for day in days if day.isoweekday() == int(number)][int(nth[0]) - (int(nth[0]) > 0)]
