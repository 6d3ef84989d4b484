"""Publication days that only the company of the other accounts tells.

An account without a date is placed by the day of the happening that dated accounts tell of, by the weekdays in its own
words and by its place before, during or after the happening. Each rule decides or abstains; a day that contradicts
what the account tells as past is never given. The latest weekday told as past is the day of publication or the day
before: of 300 public articles whose date was hidden, it alone was right in two of three, and with company of that day
in more than four of five.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

import msgspec
from msgspec import Struct

from readout import languages
from readout.compare.phases import happening_in, phase, telling
from readout.compare.propositions import ahead, clauses
from readout.compare.thresholds import CORE_LEAD, WEEK_AFTER, WEEK_BEFORE
from readout.edtf import day
from readout.languages import table
from readout.spans import evidence, inside, overlap
from readout.types import Evidence, Published, Reading, Span, Story, Timex

WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T.*)?")
_MONTH_DAY = re.compile(r"XXXX-([0-9]{2})-([0-9]{2})(?:T.*)?")
FAR = 60
_FEW = 12
"""Characters before a day from which the verb it goes with has been named: what follows may be another's."""
_MOST_EVIDENCE = 4
WEEK = 6
_FEW_SIGHTS = 3


class Core(Struct, frozen=True):
    """The day of the happening that the story is about, and the words of dated accounts that tell it."""

    day: date
    evidence: tuple[Evidence, ...]


class Named(Struct, frozen=True):
    """A day that an undated account names: by weekday or by month and day, resolved near the happening."""

    day: date
    span: Span
    ahead: bool
    starts: bool
    weekday: bool


def settle_dates(story: Story) -> Story:
    """The story with a publication day for each undated account that the others can date; the rest as it was."""
    core = _core(story)
    kin = siblings(story)
    readings = tuple(
        reading if reading.published.value else _by_company(reading, core, kin.get(reading.id, {}), story)
        for reading in story.readings
    )
    return msgspec.structs.replace(story, readings=readings)


def siblings(story: Story) -> dict[str, dict[str, date]]:
    """For each account the dated accounts that it shares text with, and their days."""
    days = {r.id: found for r in story.readings if r.published.value and (found := day(r.published.value))}
    shared: dict[str, dict[str, date]] = defaultdict(dict)
    for lineage in story.lineages:
        for relation in lineage.relations:
            for one, other in ((relation.a, relation.b), (relation.b, relation.a)):
                if other in days:
                    shared[one][other] = days[other]
    return shared


def lead(reading: Reading) -> list[Span]:
    """The sentences that say what an account is about: headline, standfirst and the first of the text."""
    return list(reading.sentences[:CORE_LEAD])


def _core(story: Story) -> Core | None:
    """The day that most dated accounts give for the happening in their first sentences, if one has the most."""
    votes: dict[date, list[Evidence]] = defaultdict(list)
    for reading in story.readings:
        if not reading.published.value or reading.language not in languages.KNOWN:
            continue
        own: dict[date, Evidence] = {}
        opening = lead(reading)
        for timex in reading.times:
            when = day(timex.edtf) if timex.edtf and timex.type in ("DATE", "TIME") else None
            sentence = next((s for s in opening if inside(timex.span, s)), None)
            if when is not None and sentence is not None and happening_in(reading.text, sentence):
                own.setdefault(when, evidence(reading.id, reading.text, timex.span))
        published = day(reading.published.value)
        if published and phase(reading) == "during":
            words = telling(reading, "during")
            if words:
                own.setdefault(published, evidence(reading.id, reading.text, words))
        near = {d: e for d, e in own.items() if published and abs((d - published).days) <= WEEK_BEFORE}
        for when, item in sorted(near.items()):
            votes[when].append(item)
    if not votes:
        return None
    ranked = sorted(votes.items(), key=lambda entry: (-len({e.account for e in entry[1]}), entry[0]))
    if len(ranked) > 1 and len(ranked[0][1]) == len(ranked[1][1]):
        return None
    return Core(ranked[0][0], tuple(ranked[0][1][:2]))


@cache
def _starts() -> re.Pattern[str]:
    entries = "|".join(map(re.escape, table("en", "phases")["starts"]))
    return re.compile(rf"\b(?:{entries})\s+(?:on\s+|this\s+)?$", re.IGNORECASE)


def _ahead_then(text: str, clause: Span, span: Span) -> bool:
    """Whether what is told of the day lies ahead, by the words before it since the last comma, if there are any."""
    start = max(clause[0], text.rfind(",", clause[0], span[0]) + 1)
    if _limit().search(text, start, span[1]):
        return True
    near = (start, span[1]) if span[0] - start > _FEW else clause
    return ahead(text, near) or _bound().search(text, *near) is not None


@cache
def _limit() -> re.Pattern[str]:
    """Words that make a day the end of what goes on, or the day to which it was moved: "until noon on Thursday"."""
    data = table("en", "phases")["limits"]
    return re.compile(
        rf"\b(?:{'|'.join(data)})\s(?:(?:noon|midnight|midday|late|early)\s)?(?:on\s)?\w+$", re.IGNORECASE
    )


@cache
def _bound() -> re.Pattern[str]:
    """Words that oblige somebody to what is yet to come: "must be renewed on Thursday"."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, table('en', 'phases')['obliged']))})\b", re.IGNORECASE)


def _begins_then(text: str, clause: Span, span: Span) -> bool:
    """Whether the clause says that something begins on the day."""
    return _starts().search(text, max(clause[0], span[0] - 24), span[0]) is not None


def _named(reading: Reading, core: Core) -> list[Named]:
    """The days that the account names outside quotations, each resolved to the one nearest the happening."""
    found = []
    for timex, clause in _told_days(reading):
        when, weekday = _resolved(timex.value or "", core.day)
        if when is None:
            continue
        begins = _begins_then(reading.text, clause, timex.span)
        found.append(Named(when, timex.span, _ahead_then(reading.text, clause, timex.span), begins, weekday))
    return found


def _resolved(value: str, near: date) -> tuple[date | None, bool]:
    """The day a weekday or a date without a year means beside the happening."""
    if found := WEEKDAY.fullmatch(value):
        for distance in (0, -1, 1, -2, 2, -3, -4, 3, -5):
            if -WEEK_BEFORE <= distance <= WEEK_AFTER:
                when = near + timedelta(days=distance)
                if when.isoweekday() == int(found[1]):
                    return when, True
        return None, True
    if found := _MONTH_DAY.fullmatch(value):
        for year in (near.year, near.year - 1, near.year + 1):
            try:
                when = date(year, int(found[1]), int(found[2]))
            except ValueError:
                return None, False
            if abs((when - near).days) <= FAR:
                return when, False
    return None, False


def _by_company(reading: Reading, core: Core | None, siblings: dict[str, date], story: Story) -> Reading:
    """The account dated by the happening, else by the week that the dated accounts leave its weekdays."""
    if reading.language not in languages.KNOWN:
        return reading
    found = _settled(reading, core, siblings, story) if core else reading
    return found if found.published.value else _by_week(found, siblings, story)


def _by_week(reading: Reading, siblings: dict[str, date], story: Story) -> Reading:
    """The latest weekday that the account tells as past, where the dated accounts leave only one day for it.

    It must stand in the first sentences, be told of someone who spoke or acted then, and an account of that day, or of
    the day before or after, must be among the others.
    """
    days = sorted(d for r in story.readings if r.published.value and (d := day(r.published.value)))
    if not days or (days[-1] - days[0]).days > WEEK or phase(reading) == "before":
        return reading
    latest = latest_weekday(reading, days)
    if latest is None:
        return reading
    when, spans = latest
    opening = lead(reading)
    shown = any(inside(span, sentence) for span in spans for sentence in opening)
    if (not shown and set(days) != {when}) or len(spans) + len(opening) < _FEW_SIGHTS:
        return reading
    near = [r for r in story.readings if r.published.value and day(r.published.value) == when]
    if not near or _late(reading, spans) or not _in_company(when, days, siblings):
        return reading
    others = [item for r in near[:1] for item in r.published.evidence[:1]]
    return _dated(reading, when, (*_words(reading, spans), *others))


def _in_company(when: date, days: Sequence[date], siblings: Mapping[str, date]) -> bool:
    """Whether the accounts with the same text are of that day, or else two thirds of all dated ones, and two at least.

    A weekday told as past is the day of publication or the one before: the company decides which.
    """
    if siblings:
        return when in siblings.values()
    same = sum(1 for d in days if d == when)
    return same >= 2 and 3 * same >= 2 * len(days)


def _late(reading: Reading, spans: Sequence[Span]) -> bool:
    """Whether the day is named for its evening or night: what happened then is told the day after as often."""
    words = {w.casefold().strip(",.") for s, e in spans for w in reading.text[s:e].split()}
    return bool(words & set(table("en", "phases")["late"]))


def latest_weekday(reading: Reading, days: Sequence[date]) -> tuple[date, list[Span]] | None:
    """The last of the weekdays told as past, as the one day it can be between the dated accounts, and its places."""
    width = (days[-1] - days[0]).days
    margin = 1 if width < WEEK - 1 else 0
    window = [days[0] + timedelta(days=n) for n in range(-margin, width + margin + 1)]
    found: dict[date, list[Span]] = defaultdict(list)
    for timex, clause in _told_days(reading):
        weekday = WEEKDAY.fullmatch(timex.value or "")
        fits = [d for d in window if weekday and d.isoweekday() == int(weekday[1])]
        if not weekday or not fits or _lies_ahead(reading.text, clause, timex.span):
            continue
        if len(fits) > 1:
            return None
        found[fits[0]].append(timex.span)
    return (max(found), found[max(found)]) if found else None


def _lies_ahead(text: str, clause: Span, span: Span) -> bool:
    return _ahead_then(text, clause, span) or _begins_then(text, clause, span)


def _told_days(reading: Reading) -> Iterator[tuple[Timex, Span]]:
    """The time expressions outside direct quotations, each with its clause."""
    starts = [s for s, _ in reading.sentences]
    quoted = [piece for item in reading.attributions if item.type == "direct" for piece in item.content]
    for timex in reading.times:
        at = bisect_right(starts, timex.span[0]) - 1
        if timex.type not in ("DATE", "TIME") or at < 0 or any(overlap(timex.span, piece) for piece in quoted):
            continue
        if reading.text[slice(*timex.span)].casefold().startswith(("last ", "next ")):
            continue  # of another week, or perhaps of this
        sentence = reading.sentences[at]
        if inside(timex.span, sentence):
            yield timex, next((c for c in clauses(reading.text, sentence) if inside(timex.span, c)), sentence)


def _settled(reading: Reading, core: Core, siblings: dict[str, date], story: Story) -> Reading:
    """The account with its day where a rule finds one that its own words allow."""
    named = _named(reading, core)
    past = [n for n in named if not n.ahead and not n.starts and (n.weekday or n.day <= core.day)]
    past_limit = max((n.day for n in past), default=None)
    for rule in (_shown, _begins, _during, _told_as_past, _copied):
        found = rule(reading, core, named, siblings)
        if found is None:
            continue
        when, words = found
        if past_limit is not None and when < past_limit:
            continue
        proof = (*words, *core.evidence)
        if not words or (rule is _told_as_past and not _borne_out(reading, when, core, siblings, story)):
            continue
        return _dated(reading, when, proof[:_MOST_EVIDENCE])
    return reading


def _borne_out(reading: Reading, when: date, core: Core, siblings: dict[str, date], story: Story) -> bool:
    """Whether the company of the day is that of the account's latest weekday."""
    days = [d for r in story.readings if r.published.value and (d := day(r.published.value))]
    spans = [n.span for n in _named(reading, core) if n.weekday and n.day == when]
    agreed = _in_company(when, days, siblings) or set(days) == {when} or (when > core.day and len(spans) > 1)
    return agreed and not _late(reading, spans)


_Found = tuple[date, tuple[Evidence, ...]] | None


def _words(reading: Reading, spans: Sequence[Span]) -> tuple[Evidence, ...]:
    return tuple(evidence(reading.id, reading.text, span) for span in dict.fromkeys(spans))[:2]


def _shown(reading: Reading, core: Core, named: Sequence[Named], siblings: dict[str, date]) -> _Found:
    """A date that the page shows and that nothing on the page supported: the happening's day supports it."""
    for rejected in reading.rejected_dates:
        when = day(rejected.value)
        if when is not None and rejected.evidence and 0 <= (when - core.day).days <= 1:
            return when, rejected.evidence
    return None


def _begins(reading: Reading, core: Core, named: Sequence[Named], siblings: dict[str, date]) -> _Found:
    """ "Begins on Friday", where Friday is the happening's day: written that day, before it.

    Only if the day before is told as past by its name or an account with the same text is of that day; a preview of
    two days earlier says "begins on Friday" too.
    """
    tied = [n.span for n in named if n.starts and n.weekday and n.day == core.day]
    eve = [
        n.span for n in named if not n.ahead and not n.starts and n.weekday and n.day == core.day - timedelta(days=1)
    ]
    if not tied or phase(reading) not in ("before", "during"):
        return None
    if core.day in siblings.values() and eve:
        return core.day, _words(reading, [*tied, *eve])
    return None


def _during(reading: Reading, core: Core, named: Sequence[Named], siblings: dict[str, date]) -> _Found:
    """Told as going on, or as not over where the headline says it is: written on the happening's day."""
    now = phase(reading)
    words = telling(reading, "during")
    if words is None or now not in ("during", "mixed"):
        return None
    later = [n for n in named if not n.ahead and n.weekday and n.day > core.day]
    if later:
        return None
    tied = [n.span for n in named if n.day == core.day]
    return core.day, _words(reading, [words, *tied])


def _told_as_past(reading: Reading, core: Core, named: Sequence[Named], siblings: dict[str, date]) -> _Found:
    """Written after it: the latest weekday told as past, if that is the happening's day or a later one."""
    if phase(reading) != "after":
        return None
    past = [n for n in named if not n.ahead and n.weekday]
    latest = max((n.day for n in past), default=None)
    if latest is None or latest < core.day or not any(n.day == core.day for n in past):
        return None
    opening = lead(reading)
    spans = [n.span for n in past if n.day == latest]
    if latest == core.day and not any(inside(span, s) for span in spans for s in opening):
        return None
    return latest, _words(reading, spans)


def _copied(reading: Reading, core: Core, named: Sequence[Named], siblings: dict[str, date]) -> _Found:
    """The same text as dated accounts that are all of one day, and the same latest day told as past."""
    days = set(siblings.values())
    past = [n for n in named if not n.ahead and n.weekday]
    if len(days) != 1 or not past or phase(reading) == "before":
        return None
    latest = max(n.day for n in past)
    when = days.pop()
    return (when, _words(reading, [n.span for n in past if n.day == latest])) if latest == when else None


def _dated(reading: Reading, when: date, proof: tuple[Evidence, ...]) -> Reading:
    """The account with an inferred day; a date that the page shows and that this day bears out is not rejected."""
    return msgspec.structs.replace(
        reading,
        published=Published(value=when.isoformat(), basis="inferred", evidence=proof),
        rejected_dates=tuple(item for item in reading.rejected_dates if day(item.value) != when),
    )
