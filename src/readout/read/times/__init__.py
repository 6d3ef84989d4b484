"""Time expressions of an article, resolved against its publication date.

The rules are those of rule-based temporal taggers (Strötgen and Gertz, "HeidelTime", 2010; Chang and Manning,
"SUTime", 2012): words decide what an expression means, the tense of its clause whether it lies before or after the
day of writing, and what was mentioned before fills what it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from readout import edtf
from readout.languages import KNOWN, table
from readout.languages.calendar import Clock, Written, clocks, month_names, written_dates
from readout.read.times.find import cores
from readout.read.times.meaning import Found, Meaning
from readout.read.times.neighbours import joined, with_neighbours
from readout.read.times.resolve import Context, resolve
from readout.read.times.tense import Direction, direction
from readout.read.times.tokens import SAME_YEAR, listed, tokenize, words_of
from readout.read.times.worded_clocks import worded_clocks
from readout.spans import Placed
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
_FOUR_DIGIT_CLOCK = re.compile(r"(?<![\w.,:-])([01]\d|2[0-3])([0-5]\d)(?:\shours)?\s(GMT|UTC)\b")
_LEAST_HISTORY = 4
_FIRST_YEAR, _LAST_YEAR = 1400, 9000
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
    apart = Placed(((b.start, b.end), b.role) for b in article.blocks if b.role in ("headline", "caption"))
    for sentence, one in found:
        role = next(iter(apart.overlapping(sentence)), None)
        timex, moved = _resolved(text, sentence, one, context, caption=role == "caption")
        if role != "headline" or history:
            earlier = _BEFORE_THAT.search(text, max(sentence[0], one.span[0] - 60), one.span[0])
            context = moved._replace(scene=context.scene) if earlier and not history else moved
        made.append(timex)
    return tuple(made)


def _anchor(published: str | None) -> date | None:
    """The day of writing; a year without room before and after it for what a text may tell is none."""
    day = edtf.day(published) if published else None
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


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
    candidates = [*_calendar(text, start, end), *_clocks(text, start, end), *worded_clocks(text, start, end)]
    for core in cores(tokens):
        span = (tokens[core.first].start, tokens[core.last - 1].end)
        candidates.append(Found(span, core.type, core.meaning, core.event, core.direction))
    order = sorted(enumerate(candidates), key=lambda item: (item[1].span[0] - item[1].span[1], item[0]))
    kept: list[Found] = []
    for _, one in order:
        if all(one.span[1] <= other.span[0] or other.span[1] <= one.span[0] for other in kept):
            kept.append(one)
    kept.sort()
    return with_neighbours(text, tokens, joined(text, kept))


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
    known = _known_year(text, written, end)
    if known:
        return [Found(span, "DATE", meaning._replace(year=known))]
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


def _known_year(text: str, written: Written, end: int) -> int | None:
    """The year of a day that everyone knows by month and day: "the Sept. 11 attacks"."""
    if written.year is not None or written.day is None:
        return None
    year, *words = str(words_of("known_days").get(f"{written.month:02d}-{written.day:02d}", "0")).split()
    after = re.match(r"[,\s]{1,2}([^\W\d_]+)", text[written.span[1] : min(end, written.span[1] + 24)])
    return int(year) if after and after[1].lower() in words else None


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


def _resolved(
    text: str, sentence: Span, one: Found, context: Context, *, caption: bool = False
) -> tuple[Timex, Context]:
    """The expression with its value and date; in a caption the present tense tells what the picture shows."""
    meaning = one.meaning
    told = _pointing(text, sentence, one)
    if caption and told == "present":
        told = "past"
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
    if meaning.kind not in ("date", "weekday", "ago", "season", "quarter", "unit", "holiday", "clock"):
        return None
    before, after = text[max(sentence[0], one.span[0] - 14) : one.span[0]], text[one.span[1] : one.span[1] + 3]
    if re.search(r"\b(?:ahead of|in advance of|as early as|as soon as) (?:the )?$", before):
        return "future"
    if meaning.kind == "weekday" and before.lower().endswith("since "):
        return "past"
    if meaning.kind == "date" and _LIMIT.search(text, max(sentence[0], one.span[0] - 30), one.span[0]):
        return None  # "suspended it until the end of June": the verb's tense is not the limit's
    if _moved_to().search(text, max(sentence[0], one.span[0] - 60), one.span[0]):
        return "future"
    if meaning.kind == "weekday" and re.search(r"\b(?:is|are) on $", before):
        return "future"  # "the next meeting is on Tuesday"
    if meaning.bound == "until" and (meaning.kind == "holiday" or (meaning.kind == "date" and meaning.day)):
        return None
    if meaning.kind in ("weekday", "date") and meaning.year is None:
        attribute = before.lower().endswith("the ") and re.match(r"\s[a-z]", after)
        if attribute or after[:2] in ("'s", "’s"):
            return None
        if meaning.bound == "until" and meaning.kind == "weekday" and one.span[0] - sentence[0] > 12:
            return "future"
    return direction(text, sentence, one.span)


@cache
def _moved_to() -> re.Pattern[str]:
    """ "Put off by a week, to", "delayed until": what stands before the day that something is moved to."""
    verbs = table("en", "times")["direction"]["moved"]
    return re.compile(rf"\b(?:{verbs})\b[^.;:()]{{0,40}}?\b(?:to|until|till)\s$", re.IGNORECASE)


_LIMIT = re.compile(r"\b(?:until|till|by|before|through)\s(?:the\s)?(?:very\s)?(?:end|middle|start|beginning)\sof\s$")
_BEFORE_THAT = re.compile(r"\b(?:had|['’]d)\s(?:[^\W\d_]+\s){0,6}(?:on\s|late\s|early\s|only\s)*$")
"""A verb of the past perfect before a day: it lies before what is being told, which goes on where it was."""


def _moved(context: Context, meaning: Meaning, day: str | None) -> Context:
    """The context after this mention."""
    if day is None or meaning.kind in ("decade", "century", "clock") or meaning.bound == "from":
        return context
    if context.history and meaning.kind not in ("date", "discourse", "season"):
        return context
    plain = day.rstrip("~").removeprefix("../").split("/", 1)[0]
    day_ = edtf.day(plain) if "/" not in day else None
    return context._replace(last=plain, last_day=day_, scene=day_)
