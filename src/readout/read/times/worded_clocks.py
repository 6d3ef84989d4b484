"""Clock times in words: "ten past seven in the evening", "five o'clock on Sunday morning", and "18.52 o'clock".

A time of the twelve-hour clock says nothing of the half of the day: it is taken only beside a word that tells it.
"""

from __future__ import annotations

import re
from functools import cache

from readout.languages import table
from readout.read.times.meaning import Found, Meaning

_REACH = 40
"""Characters before and after within which the part of the day stands."""
_FULL = re.compile(r"(?<![\w.,:-])([01]?\d|2[0-3])(?:[.:]([0-5]\d)\so['’]clock|h([0-5]\d))\b", re.IGNORECASE)
_BREAK = re.compile(r"[.;:!?“”\"]|,\s")


@cache
def _hours() -> dict[str, int]:
    numbers = table("en", "times")["numbers"]
    return {word: int(numbers[word]) for word in table("en", "times")["clock_words"]["hours"].split()}


@cache
def _pattern() -> re.Pattern[str]:
    data = table("en", "times")["clock_words"]
    hours = "|".join(_hours())
    minutes = "|".join(sorted(data["minutes"], key=lambda word: (-len(word), word)))
    before, follows = "|".join(data["before"].split()), "|".join(data["follows"].split())
    return re.compile(
        rf"\b(?:(?P<minutes>{minutes})(?:\sminutes)?\s(?P<side>past|to)\s(?P<told>{hours}|noon|midnight)"
        rf"|(?P<whole>{hours})\so['’]clock"
        rf"|(?:{before})\s(?P<bare>{hours})(?=\s(?:{follows})\b))\b",
        re.IGNORECASE,
    )


@cache
def _parts() -> re.Pattern[str]:
    data = table("en", "times")["clock_words"]
    return re.compile(
        rf"\b(?:(?P<early>{'|'.join(data['forenoon'].split())})|(?P<late>{'|'.join(data['later'].split())})"
        rf"|(?P<night>{'|'.join(data['night'].split())}))\b",
        re.IGNORECASE,
    )


def worded_clocks(text: str, start: int, end: int) -> list[Found]:
    """The clock times in words of ``text[start:end]`` whose half of the day is told."""
    found = []
    for match in _FULL.finditer(text, start, end):
        clock = f"{int(match[1]):02d}:{match[2] or match[3]}"
        found.append(Found(match.span(), "TIME", Meaning("clock", clock=clock)))
    for match in _pattern().finditer(text, start, end):
        if (match["side"] or "").lower() == "to" and not _after_preposition(
            text, max(start, match.start() - _REACH), match
        ):
            continue  # "voted ten to seven"
        minutes = _minutes(match)
        group = "told" if match["told"] else "whole" if match["whole"] else "bare"
        hour = match[group].lower()
        if hour in ("noon", "midnight"):
            at: int | None = 12 if hour == "noon" else 24
        else:
            at = _of_day(_hours()[hour], text, start, end, match)
        if at is None:
            continue
        total = (at * 60 + minutes) % (24 * 60)
        span = (match.start("minutes") if group == "told" else match.start(group), match.end())
        found.append(Found(span, "TIME", Meaning("clock", clock=f"{total // 60:02d}:{total % 60:02d}")))
    return found


def _after_preposition(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether what stands before makes "ten to seven" a time: "at ten to seven", "it was ten to seven"."""
    words = text[start : match.start()].lower().split()
    known = {*table("en", "times")["clock_words"]["before"].split(), "was", "is"}
    return (bool(words) and words[-1] in known) or match["minutes"].lower() in ("quarter", "a quarter")


def _minutes(match: re.Match[str]) -> int:
    """Minutes after the full hour, below zero for those before it."""
    if not match["minutes"]:
        return 0
    number = int(table("en", "times")["clock_words"]["minutes"][match["minutes"].lower()])
    return number if match["side"].lower() == "past" else -number


def _of_day(hour: int, text: str, start: int, end: int, match: re.Match[str]) -> int | None:
    """The hour of the day, by the nearest part of the day that is told with it; ``None`` where none is."""
    after = text[match.end() : min(end, match.end() + _REACH)]
    stop = _BREAK.search(after)
    before = text[max(start, match.start() - _REACH) : match.start()]
    stops = [m.end() for m in _BREAK.finditer(before)]
    part = _parts().search(after[: stop.start()] if stop else after)
    if part is None:
        earlier = list(_parts().finditer(before[stops[-1] :] if stops else before))
        part = earlier[-1] if earlier else None
    if part is None:
        return None
    if part["early"]:
        return hour if hour < 12 else None
    if part["late"]:
        return hour + 12 if hour < 12 else None
    return hour + 12 if 6 <= hour < 12 else None  # a night's one o'clock may be of the next day
