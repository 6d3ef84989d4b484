"""Time expressions of an article, resolved against its publication date.

The rules are those of rule-based temporal taggers (Strötgen and Gertz, "HeidelTime", 2010; Chang and Manning,
"SUTime", 2012): words decide what an expression means, the tense of its clause whether it lies before or after the
day of writing, and what was mentioned before fills what it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from readout import edtf
from readout.languages import KNOWN
from readout.languages.calendar import Clock, Written, clocks, month_names, written_dates
from readout.read.tense import Direction, direction
from readout.read.timex_find import SAME_YEAR, Token, cores, listed, tokenize
from readout.read.timex_meaning import Found, Meaning
from readout.read.timex_resolve import Context, local_zone, resolve
from readout.types import Article, Span, Spans, Timex, TimexOffset

_RANGE_AFTER = re.compile(
    r"\s?(?:-|–|—|to|and|through|until)\s?(\d{1,2})(?:st|nd|rd|th)?(?![\w:%]|[.,-]?\d|\s(?:[a-z]+s\b))"
)
_RANGE_BEFORE = re.compile(r"(?<![\w.,:/-])(\d{1,2})(?:st|nd|rd|th)?\s?(?:-|–|—|to|and|until)\s?$")
_LIST_AFTER = re.compile(
    r"(?:,? and|,| or)\s(\d{1,2})(?:st|nd|rd|th)?(?=[.,;)]|\s(?:and|in|at|with|for|to|on|by|from|or|was|were|had)\b|$)"
)
_LOCAL = re.compile(r"\s?(?:local|hours|hrs|\(|gmt|utc|on [a-z]|[ecmp][sd]?t\b)")
_OF_YEAR = re.compile(r",? (?:of )?(that|the same|last|this|next) year\b")
_CLOCK_GAP = re.compile(r"\s?,?\s?(?:on|at)?\s?(?:the\s)?")
_LIST_GAP = re.compile(r"(?:,|,? and|,? or| to|-|–| through) ?(?:on |in )?")
_FOUR_DIGIT_CLOCK = re.compile(r"(?<![\w.,:-])([01]\d|2[0-3])([0-5]\d)(?:\shours)?\s(GMT|UTC)\b")
_LEAST_HISTORY = 4
_LONGEST_SENTENCE = 5000


def times(article: Article, sentences: Spans) -> tuple[Timex, ...]:
    """The time expressions in ``sentences``, in text order, none overlapping.

    In a language whose rules are not known only written calendar dates are given.
    """
    text = article.text
    if article.language not in KNOWN:
        return tuple(_foreign(text, article.language, sentences))
    anchor = _anchor(article.published.value)
    found = [(sentence, one) for sentence in sentences for one in _found(text, sentence)]
    history = _is_history([one.meaning for _, one in found], anchor)
    made: list[Timex] = []
    context = Context(anchor, history=history)
    for sentence, one in found:
        timex, context = _resolved(text, sentence, one, context)
        made.append(timex)
    return tuple(made)


def _anchor(published: str | None) -> date | None:
    return edtf.day(published) if published else None


def _foreign(text: str, language: str | None, sentences: Spans) -> list[Timex]:
    found = []
    for start, end in sentences:
        for written in written_dates(text, language, start, min(end, start + _LONGEST_SENTENCE)):
            if written.edtf and not written.ambiguous:
                kind = "TIME" if written.clock else "DATE"
                value = written._replace(zone=None).edtf
                found.append(Timex(span=written.span, type=kind, value=value, edtf=written.edtf))  # type: ignore[arg-type]
    return found


def _is_history(meanings: Sequence[Meaning], anchor: date | None) -> bool:
    """Whether most of the years the text names lie more than a year before its writing, and there are several."""
    years = [m.year for m in meanings if m.kind == "date" and m.year is not None and m.month is not None]
    if anchor is None or len(years) < _LEAST_HISTORY:
        return False
    return sum(year < anchor.year - 1 for year in years) > 0.7 * len(years)


def _found(text: str, sentence: Span) -> list[Found]:
    """The expressions of one sentence in order; of two that overlap the longer, then the calendar date."""
    start, end = sentence[0], min(sentence[1], sentence[0] + _LONGEST_SENTENCE)
    tokens = tokenize(text, start, end)
    candidates = [*_calendar(text, start, end), *_clocks(text, start, end)]
    for core in cores(tokens):
        span = (tokens[core.first].start, tokens[core.last - 1].end)
        candidates.append(Found(span, core.type, core.meaning, core.event, core.direction))
    order = sorted(enumerate(candidates), key=lambda item: (item[1].span[0] - item[1].span[1], item[0]))
    kept: list[Found] = []
    for _, one in order:
        if all(one.span[1] <= other.span[0] or other.span[1] <= one.span[0] for other in kept):
            kept.append(one)
    kept.sort()
    return _with_neighbours(text, tokens, _joined(text, kept))


def _calendar(text: str, start: int, end: int) -> list[Found]:
    found = []
    for written in written_dates(text, "en", start, end):
        if written.ambiguous or not _capital_month(text, written):
            continue
        found += _from_written(text, written, start, end)
    return found


def _capital_month(text: str, written: Written) -> bool:
    words = re.findall(r"[^\W\d_]+", text[written.span[0] : written.span[1]])
    names = month_names("en")
    return all(word[0].isupper() for word in words if word.lower() in names)


def _from_written(text: str, written: Written, start: int, end: int) -> list[Found]:
    meaning = Meaning(
        "date",
        year=written.year,
        month=written.month,
        day=written.day,
        clock=written.clock or "",
        zone=written.zone,
        number=written.weekday,
    )
    span = written.span
    if written.day is None or written.clock:
        return [Found(span, "TIME" if written.clock else "DATE", meaning)]
    ahead = _RANGE_BEFORE.search(text, max(start, span[0] - 12), span[0])
    if ahead and text[span[0]].isdigit() and int(ahead[1]) < written.day:
        return [Found((ahead.start(), span[1]), "DATE", meaning._replace(day=int(ahead[1]), last_day=written.day))]
    if text[span[1] - 1].isdigit() and not written.year:
        behind = _RANGE_AFTER.match(text, span[1], min(end, span[1] + 16))
        if behind and written.day < int(behind[1]) <= 31 and "and" not in behind.group():
            year = re.compile(r",?\s((?:19|20)\d\d)\b").match(text, behind.end(), min(end, behind.end() + 8))
            stop = year.end() if year else behind.end()
            told = meaning._replace(last_day=int(behind[1]), year=int(year[1]) if year else None)
            return [Found((span[0], stop), "DATE", told)]
    year_told = _OF_YEAR.match(text, span[1], min(end, span[1] + 20)) if not written.year else None
    if year_told:
        shift = {"that": SAME_YEAR, "the same": SAME_YEAR, "last": -1, "this": 0, "next": 1}[year_told[1]]
        return [Found((span[0], year_told.end()), "DATE", meaning._replace(shift=shift, unit="Y"))]
    made = [Found(span, "DATE", meaning)]
    at = span[1]
    while at < end and text[at - 1].isdigit() and not written.year:
        more = _LIST_AFTER.match(text, at, min(end, at + 24))
        if more is None or not 1 <= int(more[1]) <= 31:
            break
        made.append(Found(more.span(1), "DATE", meaning._replace(day=int(more[1]))))
        at = more.end(1)
    return made


def _clocks(text: str, start: int, end: int) -> list[Found]:
    passage = text[start:end]
    found = [
        Found((start + c.span[0], start + c.span[1]), "TIME", _clock_meaning(c))
        for c in clocks(passage)
        if _is_time_of_day(passage, c)
    ]
    for match in _FOUR_DIGIT_CLOCK.finditer(passage):
        meaning = Meaning("clock", clock=f"{match[1]}:{match[2]}", zone="+00:00")
        found.append(Found((start + match.start(), start + match.end()), "TIME", meaning))
    for match in re.finditer(r"\b(midnight|o['’]clock)\b", passage, re.IGNORECASE):
        if match.group().lower() == "midnight":
            found.append(Found((start + match.start(), start + match.end()), "TIME", Meaning("clock", clock="00:00")))
    return found


def _is_time_of_day(passage: str, clock: Clock) -> bool:
    """Whether bare ``HH:MM`` stands where times stand, and not where scores and lengths of films do."""
    words = passage[clock.span[0] : clock.span[1]]
    if clock.zone or not words[-1].isdigit():
        return True
    before = re.findall(r"[^\W\d_]+|[^\w\s]", passage[max(0, clock.span[0] - 20) : clock.span[0]])
    after = passage[clock.span[1] : clock.span[1] + 14].lower()
    return (bool(before) and before[-1].lower() in listed("clock_before")) or bool(_LOCAL.match(after))


def _clock_meaning(clock: Clock) -> Meaning:
    return Meaning("clock", clock=clock.clock, zone=clock.zone)


def _joined(text: str, found: list[Found]) -> list[Found]:
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
            if whole and not day.meaning.clock and not day.meaning.part:
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


def _with_neighbours(text: str, tokens: list[Token], found: list[Found]) -> list[Found]:
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
    if word == "-" and index > 1 and tokens[index - 2].low in ("mid", "early", "late"):
        first = index - 2
    elif word in ("early", "late", "mid", "earlier", "later") and meaning.kind != "clock":
        first = index - 1
        if word in ("earlier", "later") and meaning.kind == "unit":
            meaning = meaning._replace(edge="early" if word == "earlier" else "late")
    before = tokens[first - 1].low if first else ""
    if before == "the" and first > 1:
        before = tokens[first - 2].low if meaning.kind in ("decade", "century", "season") else before
    loose = before in listed("about") and before != "some" and meaning.kind != "ago"
    if before == "about" and meaning.year and not meaning.month and first > 1:
        loose = tokens[first - 2].low in ("in", "from", "until", "since", "by", "of")
    if loose:
        meaning = meaning._replace(about=True)
        before = tokens[first - 2].low if first > 1 else ""
    if meaning.kind != "discourse" and before in ("since", "until", "till", "by", "before", "after"):
        negated = before == "until" and first > 1 and tokens[first - 2].low == "not"
        possessive = text[one.span[1] : one.span[1] + 2] in ("'s", "’s")
        if not negated and not possessive:
            meaning = meaning._replace(bound="from" if before in ("since", "after") else "until")
    return one._replace(span=(tokens[first].start, one.span[1]), meaning=meaning)


def _resolved(text: str, sentence: Span, one: Found, context: Context) -> tuple[Timex, Context]:
    meaning = one.meaning
    told = _pointing(text, sentence, one)
    value, day = resolve(meaning, context._replace(direction=told))
    kind = one.type
    if value is not None and value.startswith("P") and value[1:2] in "T0123456789X." and kind == "DATE":
        kind = "DURATION"
    elif meaning.kind == "ago" and kind == "DURATION" and not (value or "P").startswith("P"):
        kind = "DATE"
    offset = None
    if one.event and meaning.value:
        offset = TimexOffset(duration=meaning.value, direction=one.direction, event=one.event)
    timex = Timex(span=one.span, type=kind, value=value, edtf=day, offset=offset)
    return timex, _moved(context, meaning, day)


def _pointing(text: str, sentence: Span, one: Found) -> Direction | None:
    """Where the expression points: by what it belongs to ("ahead of the vote on"), else by its clause."""
    meaning = one.meaning
    if meaning.kind not in ("date", "weekday", "ago", "season", "quarter", "unit", "holiday"):
        return None
    before, after = text[max(sentence[0], one.span[0] - 14) : one.span[0]], text[one.span[1] : one.span[1] + 3]
    if re.search(r"\b(?:ahead of|in advance of) (?:the )?$", before):
        return "future"
    if meaning.kind in ("weekday", "date") and meaning.year is None:
        attribute = before.lower().endswith("the ") and re.match(r"\s[a-z]", after)
        if attribute or after[:2] in ("'s", "’s"):
            return None
        if meaning.bound == "until" and meaning.kind == "date" and meaning.day:
            return None
        if meaning.bound == "until" and meaning.kind == "weekday" and one.span[0] - sentence[0] > 12:
            return "future"
    return direction(text, sentence, one.span)


def _moved(context: Context, meaning: Meaning, day: str | None) -> Context:
    """The context after this mention."""
    if day is None or meaning.kind in ("decade", "century", "clock") or meaning.bound == "from":
        return context
    if context.history and meaning.kind not in ("date", "discourse", "season"):
        return context
    plain = day.rstrip("~").removeprefix("../").split("/", 1)[0]
    return context._replace(last=plain, last_day=edtf.day(plain))
