"""Written dates, weekday names and clock times in text of any language whose calendar is known.

Names come from ``shared/calendar.toml``. A date is found from its month name outwards, or from its digits, within a
line; the work grows with the length of the text.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from readout.languages import table
from readout.types import Span

# letters, and the vowel signs of Indic scripts, which are no letters to \w
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0dff][^\W\d_]*)*")
_JOIN = r"(?:(?:of|de|del|di|da|d['’])[^\S\n]?)?"
_LEFT_DAY = re.compile(
    r"(?:(?<!\d)(?<!\d[.,])|(?<=\D(?:19|20)\d\d))(\d{1,2})(?:st|nd|rd|th|er|re|e|º|ª|°)?\.?[^\S\n]{0,2}[-/.,]?[^\S\n]?"
    + _JOIN
    + r"$",
    re.IGNORECASE,
)
_LEFT_YEAR = re.compile(r"(?<!\d)((?:1\d|20)\d\d)\.?[^\S\n-]?-?(?:m\.?[^\S\n])?$")
_RIGHT_YEAR = re.compile(
    r"\.?[^\S\n]?[,./-]?[^\S\n]{0,2}" + _JOIN + r"((?:1\d|20)\d\d)(?!\d{3}|[.,]\d|%)(?=\D|\d{1,2}[^\S\n]|$)",
    re.IGNORECASE,
)
_RIGHT_SHORT_YEAR = re.compile(r"(?:-|[^\S\n]?['’])(\d\d)(?![\d:%])")
_RIGHT_DAY = re.compile(
    r"\.?[^\S\n]{0,2}-?(\d{1,2})(?:st|nd|rd|th)?(?!\d|:\d|[.,]\d|%|[^\W\d_])"
    r"(?:\.?,?[^\S\n]{0,2}(?:-|(?:de|of)[^\S\n])?((?:1\d|20)\d\d)(?!\d(?!\d?[:\s])|[.,]\d|%))?",
    re.IGNORECASE,
)
_LEFT_WEEKDAY = re.compile(
    r"([^\W\d_]{2,16})(?:['’][^\W\d_]+)?\.?,?[^\S\n]{1,2}(?:(?:the|le|den|dem|il|o|am|,)[^\S\n])?$"
)
_ISO = re.compile(
    r"(?<![\d/.-])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/.]\d)"
    r"(?:(?:T|[^\S\n])(\d\d):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)?[^\S\n]?(Z\b|[+-]\d\d:?\d\d)?)?"
)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])[^\S\n]?(\d{1,2})\2[^\S\n]?((?:19|20)\d\d|\d\d)(?!\d|[./-]\d|%)")
_CJK = re.compile(r"(\d{4})[^\S\n]?[年년][^\S\n]?(\d{1,2})[^\S\n]?[月월][^\S\n]?(\d{1,2})[^\S\n]?[日일]")
_VIETNAMESE = re.compile(
    r"(?<!\d)(\d{1,2})[^\S\n]tháng[^\S\n](\d{1,2})(?:,|[^\S\n]năm)?[^\S\n]((?:19|20)\d\d)", re.IGNORECASE
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::\d{2})?(?!\d)[^\S\n]?(?P<half>[ap]\.?m\b\.?)?"
    r"|[^\S\n]?(?P<half2>[ap]\.?m\b\.?))"
    r"[^\S\n]?\(?(?P<zone>(?:GMT|UTC)[^\S\n]?[+-]\d{1,2}(?::?\d{2})?(?!\d)|\+\d{2}:?\d{2}(?!\d)|[A-Z]{1,4}\b)?"
)
_CLOCK_AFTER = re.compile(
    r"[^\S\n]{0,3}[-–—|•·,@.]?[^\S\n]{0,3}(?:(?:at|um|à|a las|alle|kl|klo|om|às|at about)\.?[^\S\n])?" + _CLOCK,
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(
    r"(?<![\d:.])" + _CLOCK + r"\)?[^\S\n]{0,2}[,|–—•·-]?[^\S\n]{0,2}(?:on[^\S\n])?$", re.IGNORECASE
)
_CLOCK_ALONE = re.compile(r"(?<![\d:.,$€£/])" + _CLOCK, re.IGNORECASE)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_OTHER_DIGITS = re.compile(r"[^\D0-9]")
_REACH = 40


class Written(NamedTuple):
    """A date as written: what it says and nothing more. ``weekday`` counts from Monday = 0.

    ``ambiguous``: day and month may be the other way round (04/05/2031 in English).
    ``clock`` is ``HH:MM``, ``zone`` its offset ``+HH:MM`` where one is said.
    """

    span: Span
    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    clock: str | None = None
    zone: str | None = None
    ambiguous: bool = False

    @property
    def edtf(self) -> str | None:
        """The date with its clock time; ``None`` where the year is not said."""
        if self.year is None:
            return None
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" + (
            f"T{self.clock}{self.zone or ''}" if self.clock else ""
        )

    @property
    def date(self) -> date | None:
        """The calendar day; ``None`` where year or day is not said."""
        return None if self.year is None or self.day is None else date(self.year, self.month, self.day)


class Clock(NamedTuple):
    """A clock time as written."""

    span: Span
    clock: str
    zone: str | None


def _languages(language: str | None) -> tuple[str, ...]:
    known = [code for code in table("shared", "calendar") if code != "zones"]
    if language is None:
        return tuple(known)
    code = language.split("-", 1)[0].lower()
    code = {"nb": "no", "nn": "no", "bs": "hr", "fil": "en"}.get(code, code)
    return (code, "en") if code in known and code != "en" else ("en",)


@cache
def month_names(language: str | None) -> dict[str, int]:
    """Name -> month number, for a language and English, or for all; a name with two meanings is left out."""
    return _names(language, "months", 1)


@cache
def weekday_names(language: str | None) -> dict[str, int]:
    """Name -> weekday number from Monday = 0."""
    return _names(language, "weekdays", 0)


def _names(language: str | None, kind: str, first: int) -> dict[str, int]:
    found: dict[str, int] = {}
    doubtful = set()
    for code in _languages(language):
        for number, names in enumerate(table("shared", "calendar")[code][kind], first):
            for name in names:
                # in a text of unknown language a short form may be anybody's word
                if language is None and code != "en" and name.isascii() and len(name) < 4:
                    continue
                if found.setdefault(name, number) != number and language is None:
                    doubtful.add(name)
    return {name: number for name, number in found.items() if name not in doubtful}


@cache
def number_order(language: str | None) -> str:
    """The order of numbers in 04.05.2031: ``dmy``, ``mdy``, or ``""`` where both are written or it is not known."""
    code = _languages(language)[0] if language else "en"
    return str(table("shared", "calendar")[code]["order"])


def zone_offset(name: str | None) -> str | None:
    """``+HH:MM`` for a zone's name or a written offset; ``None`` for an unknown one.

    >>> zone_offset("CET"), zone_offset("GMT+11"), zone_offset("+0530"), zone_offset("ET")
    ('+01:00', '+11:00', '+05:30', None)
    """
    if not name:
        return None
    known = table("shared", "calendar")["zones"].get(name.strip().upper())
    if known is not None:
        return str(known)
    found = _OFFSET.fullmatch(name.strip())
    if found is None or int(found[2]) > 14:
        return None
    return f"{found[1]}{int(found[2]):02d}:{found[3] or '00'}"


def _clock(found: re.Match[str] | None) -> tuple[str, str | None] | None:
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or found["half2"] or "").lower()
    if half and not 1 <= hour <= 12 and not (hour < 24 and found["minute"]):
        return None
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02d}:{minute:02d}", zone_offset(found["zone"])


def clocks(text: str) -> tuple[Clock, ...]:
    """Clock times: digits with a colon, or with "am" and "pm". ``9.30`` alone is a number.

    >>> [c.clock for c in clocks("from 9:30 to 5 p.m.; 9.30 points")]
    ['09:30', '17:00']
    """
    found = []
    for match in _CLOCK_ALONE.finditer(text):
        told = _clock(match)
        if told is None or (text[match.end("hour")] in ".h" and match["half"] is None and match["minute"]):
            continue
        end = match.end("zone") if told[1] else max(match.end(part) for part in ("hour", "minute", "half", "half2"))
        found.append(Clock((match.start(), end), *told))
    return tuple(found)


def _real(year: int | None, month: int, day: int | None) -> bool:
    try:
        date(year or 2000, month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def _short_year(digits: str) -> int:
    """A year in two digits is one of 1970-2069, as in POSIX."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (1900 if number >= 70 else 2000)


def _around_month(text: str, start: int, end: int, month: int) -> Written | None:
    left = text[max(0, start - _REACH) : start]
    before = _LEFT_DAY.search(left)
    if before:
        at = start - (len(left) - before.start())
        year = _RIGHT_YEAR.match(text, end, end + _REACH) or _RIGHT_SHORT_YEAR.match(text, end, end + _REACH)
        after = None if year else _RIGHT_DAY.match(text, end, end + _REACH)
        if not (after and after[2]):
            return Written(
                (at, year.end(1) if year else end), _short_year(year[1]) if year else None, month, int(before[1])
            )
    after = _RIGHT_DAY.match(text, end, end + _REACH)
    if after and _real(None, month, int(after[1])) and int(after[1]) > 0:
        stop = after.end(2) if after[2] else after.end(1)
        if text[after.end(1) : after.end(1) + 2].lower() in ("st", "nd", "rd", "th") and not after[2]:
            stop += 2
        first = None if after[2] else _LEFT_YEAR.search(left)
        if first:
            return Written((start - (len(left) - first.start()), stop), int(first[1]), month, int(after[1]))
        return Written((start, stop), int(after[2]) if after[2] else None, month, int(after[1]))
    year = _RIGHT_YEAR.match(text, end, end + _REACH)
    return Written((start, year.end(1)), int(year[1]), month, None) if year else None


def _month_words(text: str, language: str | None, start: int, end: int) -> list[Written]:
    names = month_names(language)
    found = []
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        at = match.start()
        number = names.get(word.lower())
        if number is None and len(word) > 5 and not (word[1:].islower() or word.isupper()):
            # two elements of a page without a space between them: "The AgencyMay 4, 2031"
            cut = max(i for i, letter in enumerate(word) if i == 0 or letter.isupper())
            at += cut
            number = names.get(word[cut:].lower())
        if number is None:
            continue
        written = _around_month(text, at, match.end(), number)
        if written and _real(written.year, written.month, written.day):
            found.append(written)
    return found


def _digits(text: str, language: str | None, start: int, end: int) -> list[Written]:
    found = []
    for match in _ISO.finditer(text, start, end):
        clock = f"{match[5]}:{match[6]}" if match[5] and int(match[5]) < 24 and int(match[6]) < 60 else None
        zone = "+00:00" if match[7] == "Z" else zone_offset(match[7])
        found.append(
            Written(match.span(), int(match[1]), int(match[3]), int(match[4]), None, clock, zone if clock else None)
        )
    order = number_order(language)
    for match in _NUMERIC.finditer(text, start, end):
        one, two, year = int(match[1]), int(match[3]), _short_year(match[4])
        if len(match[4]) == 2 and match[2] != "/" and order != "dmy":
            continue
        if order == "mdy" or (two > 12 and one <= 12):
            one, two = two, one
        ambiguous = order == "" and one <= 12 and two <= 12 and one != two and match[2] != "."
        found.append(Written(match.span(), year, two, one, ambiguous=ambiguous))
    for match in _CJK.finditer(text, start, end):
        found.append(Written(match.span(), int(match[1]), int(match[2]), int(match[3])))
    if text.find("tháng", start, end) >= 0:
        for match in _VIETNAMESE.finditer(text, start, end):
            found.append(Written(match.span(), int(match[3]), int(match[2]), int(match[1])))
    return [written for written in found if written.day and _real(written.year, written.month, written.day)]


def _with_company(text: str, written: Written, language: str | None) -> Written:
    """``written`` with the weekday before it and the clock time beside it."""
    start, end = written.span
    left = text[max(0, start - _REACH) : start]
    if written.day is None:
        return written
    before = _LEFT_WEEKDAY.search(left)
    weekday = weekday_names(language).get(before[1].lower()) if before else None
    if before and weekday is not None:
        start -= len(left) - before.start()
        left = text[max(0, start - _REACH) : start]
    if written.clock is None:
        after = _CLOCK_AFTER.match(text, end, end + _REACH)
        told = _clock(after)
        if after and told:
            end = after.end("zone") if told[1] else max(after.end(part) for part in ("hour", "minute", "half", "half2"))
        else:
            ahead = _CLOCK_BEFORE.search(left)
            told = _clock(ahead)
            if ahead and told:
                start -= len(left) - ahead.start()
        if told:
            return written._replace(span=(start, end), weekday=weekday, clock=told[0], zone=told[1])
    return written._replace(span=(start, end), weekday=weekday)


def _plain_digits(text: str, start: int, stop: int) -> str:
    """``text`` with the decimal digits of every script as 0-9, at the same offsets, if that stretch has others."""
    if _OTHER_DIGITS.search(text, start, stop) is None:
        return text
    low, high = max(0, start - _REACH), stop + _REACH
    return text[:low] + _OTHER_DIGITS.sub(lambda digit: str(int(digit.group())), text[low:high]) + text[high:]


def written_dates(
    text: str, language: str | None = None, start: int = 0, end: int | None = None
) -> tuple[Written, ...]:
    """Dates written in ``text[start:end]``, in text order, none overlapping: with month and day, or month and year.

    >>> [d.edtf for d in written_dates("Sat, 4 May 2031 at 11:00 CET; May 4, 2031; 2031-05-04; May 2031", "en")]
    ['2031-05-04T11:00+01:00', '2031-05-04', '2031-05-04', '2031-05']
    """
    stop = len(text) if end is None else end
    text = _plain_digits(text, start, stop)
    found = _month_words(text, language, start, stop) + _digits(text, language, start, stop)
    kept: list[Written] = []
    for written in sorted(found, key=lambda w: (w.span[0], -w.span[1])):
        whole = _with_company(text, written, language)
        if whole.span[0] < start or whole.span[1] > stop:
            whole = written
        if not kept or whole.span[0] >= kept[-1].span[1]:
            kept.append(whole)
        elif written.span[0] >= kept[-1].span[1]:
            kept.append(written)
    return tuple(kept)


def weekdays(
    text: str, language: str | None = None, start: int = 0, end: int | None = None
) -> tuple[tuple[Span, int], ...]:
    """Full weekday names in ``text[start:end]`` with their number from Monday = 0; abbreviations are not taken.

    >>> weekdays("On Friday and Sunday", "en")
    (((3, 9), 4), ((14, 20), 6))
    """
    names = weekday_names(language)
    stop = len(text) if end is None else end
    found = []
    for match in _WORD.finditer(text, start, stop):
        number = names.get(match.group().lower()) if len(match.group()) > 4 else None
        if number is not None:
            found.append((match.span(), number))
    return tuple(found)
