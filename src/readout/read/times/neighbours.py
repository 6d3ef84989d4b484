"""Expressions that belong together, and the words before them that change what they mean."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise

from readout.read.times.meaning import Found
from readout.read.times.tokens import Token, listed

_CLOCK_GAP = re.compile(r"\s?,?\s?(?:on|at)?\s?(?:the\s)?")
_LIST_GAP = re.compile(r"(?:,|,? and|,? or| to|-|–| through) ?(?:on |in )?")


def joined(text: str, found: list[Found]) -> list[Found]:
    """A clock time and the day beside it as one; the zone of a local time from the Greenwich time in brackets."""
    joined: list[Found] = []
    for one in found:
        previous = joined[-1] if joined else None
        if previous is None:
            joined.append(one)
            continue
        gap = text[previous.span[1] : one.span[0]]
        if previous.meaning.kind == "part" and gap == " of " and one.meaning.day and not one.meaning.clock:
            joined[-1] = Found(
                (previous.span[0], one.span[1]), "TIME", one.meaning._replace(part=previous.meaning.part)
            )
            continue
        pair = {previous.meaning.kind, one.meaning.kind}
        clock, day = (previous, one) if previous.meaning.kind == "clock" else (one, previous)
        if pair in ({"clock", "weekday"}, {"clock", "day"}, {"clock", "date"}) and _CLOCK_GAP.fullmatch(gap):
            whole = day.meaning.day is not None or day.meaning.kind != "date"
            if whole and not day.meaning.clock and _in_part(clock.meaning.clock, day.meaning.part):
                meaning = day.meaning._replace(clock=clock.meaning.clock, zone=clock.meaning.zone)
                joined[-1] = Found((previous.span[0], one.span[1]), "TIME", meaning)
                continue
        if one.meaning.kind == "clock" and one.meaning.zone and previous.meaning.clock and gap.strip() in ("(", "/"):
            zone = previous.meaning.zone or local_zone(previous.meaning.clock, one.meaning.clock, one.meaning.zone)
            joined[-1] = previous._replace(meaning=previous.meaning._replace(zone=zone))
        if one.meaning.month and one.meaning.year is None and _LIST_GAP.fullmatch(gap):
            follows = previous.meaning.kind == "date" and previous.meaning.month is not None
            joined.append(one._replace(meaning=one.meaning._replace(follows=follows)))
            continue
        joined.append(one)
    return joined


def _in_part(clock: str, part: str) -> bool:
    """Whether a clock time is of a part of the day, or none is told: "at 6 a.m. on Saturday morning"."""
    if part == "MO":
        return clock < "12:00"
    if part == "NI":
        return clock >= "18:00"
    return not part or clock >= "12:00"


def with_neighbours(text: str, tokens: list[Token], found: list[Found]) -> list[Found]:
    """Each expression with what stands before it: early, about, since, until."""
    at = {token.start: index for index, token in enumerate(tokens)}
    done = []
    for one in found:
        index = at.get(one.span[0])
        done.append(one if index is None else _with_words_before(tokens, index, one, text))
    for one, other in pairwise(done):
        if one.span[1] > other.span[0]:
            return found
    return done


def _with_words_before(tokens: list[Token], index: int, one: Found, text: str) -> Found:
    meaning, first = one.meaning, index
    if meaning.kind in ("duration", "set", "reference"):
        return one
    word = tokens[index - 1].low if index else ""
    if word == "-" and index > 1 and tokens[index - 2].low in listed("edges"):
        first = index - 2
    elif word in listed("edges") | {"earlier", "later"} and meaning.kind != "clock":
        first = index - 1
        if word in ("earlier", "later") and meaning.kind == "unit":
            meaning = meaning._replace(edge="early" if word == "earlier" else "late")
    before = tokens[first - 1].low if first else ""
    if before == "the" and first > 1:
        before = tokens[first - 2].low if meaning.kind in ("decade", "century", "season") else before
    loose = before in listed("about") and before != "some" and meaning.kind != "ago"
    if before == "about" and meaning.year and not meaning.month and first > 1:
        loose = tokens[first - 2].low in listed("about_year_before")
    if loose:
        meaning = meaning._replace(about=True)
        before = tokens[first - 2].low if first > 1 else ""
    if meaning.kind != "discourse" and before in listed("since") | listed("until"):
        negated = before == "until" and first > 1 and tokens[first - 2].low == "not"
        possessive = text[one.span[1] : one.span[1] + 2] in ("'s", "’s")
        if not negated and not possessive:
            meaning = meaning._replace(bound="from" if before in listed("since") else "until")
    if meaning.kind == "date" and meaning.bound is None and before == "of" and _ends_then(tokens, first):
        meaning = meaning._replace(bound="until")
    return one._replace(span=(tokens[first].start, one.span[1]), meaning=meaning)


def _ends_then(tokens: list[Token], first: int) -> bool:
    """Whether a month or year is that by whose end something is to be done: "until the end of 2037"."""
    words = [token.low for token in tokens[max(0, first - 4) : first]]
    return words[1:] == ["the", "end", "of"] and words[0] in listed("until")


def local_zone(local: str, other: str, offset: str) -> str | None:
    """The zone of a clock that shows ``local`` when the clock at ``offset`` shows ``other``.

    >>> local_zone("11:00", "10:00", "+00:00"), local_zone("09:00", "14:00", "+00:00"), local_zone("9:00", "9:07", "Z")
    ('+01:00', '-05:00', None)
    """
    base = datetime(2000, 1, 2)
    try:
        here = timedelta(hours=int(local[:-3]), minutes=int(local[-2:]))
        there = timedelta(hours=int(other[:-3]), minutes=int(other[-2:]))
        away = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6]))
    except ValueError:
        return None
    away = -away if offset[0] == "-" else away
    minutes = int((base + here - there + away - base).total_seconds() // 60)
    minutes = (minutes + 720) % 1440 - 720
    if minutes % 15:
        return None
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
