"""When a page was published, by the weight of everything that tells it, and which dates it shows are not that day.

What the record states is taken as stated. Otherwise each day told by metadata, by the address and by the page's own
words collects the weight of the places that tell it (:mod:`readout.extract.date_sightings`); the best day is taken
where the weight is enough and no other day comes near. Else the date is unknown: a date at the top of the page, apart
from headline and byline, is too often that of the crawl.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from readout.extract.date_places import MOST_TEXT, is_dateline
from readout.extract.date_sightings import (
    WEIGHT,
    Sighting,
    Yearless,
    metadata_sightings,
    stamp,
    text_sightings,
    url_day,
    url_month,
)  # fmt: skip
from readout.languages.calendar import Written, month_names, weekdays
from readout.spans import evidence
from readout.types import Block, Page, Published, PublishedBasis, RejectedDate

ENOUGH = 5.0
"""The least weight that is believed."""
MARGIN = 1.5
"""How far the next day, other than a neighbouring one, must stay behind."""
_ON_THE_PAGE = frozenset(
    {
        "published-label",
        "beside-headline",
        "dateline",
        "above-headline",
        "page-top",
        "alone-above",
        "in-story",
        "below-story",
    }
)
_ABOVE = frozenset({"banner", "page-top", "above-headline"})
_TEXT_PLACES = _ON_THE_PAGE | {"banner", "updated", "aside"}
_MOST_REJECTED = 12
_LEAD = 1200
"""Characters of the story in which the weekday of its news stands."""
_YEAR = re.compile(r"(?<![\w$€£.,-])(?:19|20)\d\d(?![\w%]|[.,]\d)")
_CAPITAL = re.compile(r"[^\W\d_a-z][^\W\d_]{2,}")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class _Told(NamedTuple):
    """What the story itself tells of time: years, months in dates with their year if said, all months it names."""

    years: tuple[int, ...]
    months: tuple[tuple[int | None, int], ...]
    names: tuple[int, ...]


class _Seen(NamedTuple):
    """Everything on a page that bears on its date."""

    known: Sequence[Sighting]
    address: Sequence[Sighting]
    shown: Sequence[Sighting]
    yearless: Sequence[Yearless]
    told: _Told
    month: tuple[int, int] | None
    fetched: date | None


def date_evidence(
    page: Page,
    text: str,
    blocks: tuple[Block, ...],
    metadata: tuple[tuple[str, str], ...],
    language: str | None,
) -> tuple[Published, tuple[RejectedDate, ...]]:
    """The publication date of ``page`` with how it is known, and the dates it shows that are not that.

    ``metadata`` are (name, value) pairs in the order in which they deserve trust: ``jsonld:datePublished``,
    ``og:article:published_time``, ``time[datetime]``. Evidence points at the page's own words; a date known from
    metadata, record or address alone has none.
    """
    stated = stamp(page.published) if page.published else None
    known = metadata_sightings(metadata)
    address = _address_sightings(page, text, blocks)
    hints = frozenset(s.day for s in (*known, *address)) | ({date.fromisoformat(stated[:10])} if stated else set())
    shown, yearless, prose = text_sightings(text, blocks, language, hints)
    fetched = stamp(page.fetched_at) if page.fetched_at else None
    fetched_day = date.fromisoformat(fetched[:10]) if fetched else None
    month = url_month(page.url) if page.url else None
    shown += _with_year(yearless, (*known, *address), month, fetched_day)
    seen = _Seen(known, address, shown, yearless, _told(text, blocks, prose, language), month, fetched_day)
    if stated is None:
        best = _best(_scores(seen))
        if best is None:
            return _inferred(page, text, blocks, prose, seen), _rejected(page, text, None, seen)
        stated = _value(best, seen)
    day = date.fromisoformat(stated[:10])
    return _published(page, text, stated, seen), _rejected(page, text, day, seen)


def _inferred(page: Page, text: str, blocks: Sequence[Block], prose: Sequence[Written], seen: _Seen) -> Published:
    """The day of the dateline ("TARN, Jan 21 (Agency) -"), where the first weekday the story names settles its year.

    The year is the last that the story names or the one after it; the first weekday named is the dateline's day or
    the day before it. Where both years fit or none does, the date stays unknown.
    """
    start = next((b.start for b in blocks if b.role == "body"), None)
    dateline = next((w for w in prose if is_dateline(text, w)), None)
    if start is None or dateline is None or dateline.day is None or not seen.told.years:
        return Published()
    named = weekdays(text, "en", start, min(len(text), start + _LEAD))
    if not named or not start - 60 <= dateline.span[0] <= start + 60:
        return Published()
    last = max(seen.told.years)
    days = [d for year in (last, last + 1) if (d := _day(year, dateline.month, dateline.day))]
    fitting = [d for d in days if (d.weekday() - named[0][1]) % 7 in (0, 1)]
    if len(fitting) != 1 or (seen.fetched and fitting[0] > seen.fetched):
        return Published()
    spans = (dateline.span, named[0][0])
    return Published(
        value=fitting[0].isoformat(), basis="inferred", evidence=tuple(evidence(page.id, text, span) for span in spans)
    )


def _address_sightings(page: Page, text: str, blocks: Sequence[Block]) -> list[Sighting]:
    """Days in the page's address, and in an address that the page gives as its source."""
    found = []
    day = url_day(page.url) if page.url else None
    if day:
        found.append(Sighting(day, day.isoformat(), "url", WEIGHT["url"], (), "url"))
    for block in blocks:
        if block.role != "source-url":
            continue
        shown = text[block.start : block.end]
        day = url_day(shown)
        at = shown.find("http")
        if day and at >= 0:
            end = block.start + len(shown.rstrip())
            span = (block.start + at, end)
            found.append(Sighting(day, day.isoformat(), "own-url", WEIGHT["own-url"], (span,), "text"))
    return found


def _told(text: str, blocks: Sequence[Block], prose: Sequence[Written], language: str | None) -> _Told:
    named = {w.year for w in prose if w.year is not None}
    for block in blocks:
        if block.role == "body" and block.start < MOST_TEXT:
            named.update(int(found.group()) for found in _YEAR.finditer(text, block.start, min(block.end, MOST_TEXT)))
    months = dict.fromkeys((w.year, w.month) for w in prose)
    names = dict.fromkeys([month for _, month in months] + _bare_months(text, blocks, language))
    return _Told(tuple(sorted(named)), tuple(months), tuple(sorted(names)))


def _bare_months(text: str, blocks: Sequence[Block], language: str | None) -> list[int]:
    """Months that the story names with a capital, in text order."""
    names = month_names(language)
    found = []
    for block in blocks:
        if block.role == "body" and block.start < MOST_TEXT:
            for match in _CAPITAL.finditer(text, block.start, min(block.end, MOST_TEXT)):
                number = names.get(match.group().lower())
                if number is not None:
                    found.append(number)
    return list(dict.fromkeys(found))


def _with_year(
    yearless: Sequence[Yearless],
    dated: Sequence[Sighting],
    month: tuple[int, int] | None,
    fetched: date | None,
) -> list[Sighting]:
    """Dates without a year, dated by the day that metadata or address tell, or by the day the page was fetched."""
    found = []
    days = [s.day for s in dated if s.place != "updated"]
    for written, place in yearless:
        day = next((d for d in days if (d.month, d.day) == (written.month, written.day)), None)
        if day is None and month and month[1] == written.month and written.day:
            day = _day(month[0], written.month, written.day)
        if day is None and fetched and written.day:
            years = (fetched.year, fetched.year - 1)
            near = [d for y in years if (d := _day(y, written.month, written.day)) and d <= fetched]
            day = near[0] if near else None
        if day is None or (written.weekday is not None and day.weekday() != written.weekday):
            continue
        clock = f"T{written.clock}{written.zone or ''}" if written.clock else ""
        found.append(Sighting(day, day.isoformat() + clock, place, WEIGHT[place], (written.span,), "text"))
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _scores(seen: _Seen) -> dict[date, float]:
    """Weight by day: the heaviest sighting of each kind of witness (metadata, address, page), added up."""
    witnesses: dict[date, list[float]] = {}
    for index, group in enumerate((seen.known, seen.address, seen.shown)):
        for sighting in group:
            weights = witnesses.setdefault(sighting.day, [0.0, 0.0, 0.0])
            weight = sighting.weight
            if sighting.place in _ABOVE and _strange(sighting.day, seen.told):
                weight = 0.0
            elif sighting.place == "updated" and any(s.day < sighting.day and "T" in s.value for s in seen.shown):
                weight = WEIGHT["updated"]
            elif sighting.place in _ABOVE - {"banner"} and ("T" in sighting.value or _fits(sighting.day, seen.told)):
                weight += 1.0
            weights[index] = max(weights[index], weight)
    _credit_a_lone_day(seen.shown, witnesses)
    latest = [s.day for s in seen.known if s.place == "updated"]
    scores = {}
    for day, weights in witnesses.items():
        score = sum(weights)
        if seen.month:
            score += 2.0 if (day.year, day.month) == seen.month else -1.0
        if seen.fetched and day > seen.fetched + timedelta(days=1):
            continue
        if latest and day > max(latest) + timedelta(days=1):
            score -= 3.0
        scores[day] = score
    return scores


def _credit_a_lone_day(shown: Sequence[Sighting], witnesses: dict[date, list[float]]) -> None:
    """One more for a day without a rival on the page, where it stands below the page's top."""
    days = {s.day for s in shown if s.place not in ("banner", "page-top", "aside")}
    if len(days) == 1 and any(s.place in ("above-headline", "alone-above", "in-story", "below-story") for s in shown):
        (day,) = days
        if witnesses[day][2] >= 2.0:
            witnesses[day][2] += 1.0


def _fits(day: date, told: _Told) -> bool:
    """Whether the story tells of the month of ``day`` or the one before it, with the year or without."""
    for back in (0, 1):
        index = day.year * 12 + day.month - 1 - back
        if any(month == index % 12 + 1 and year in (None, index // 12) for year, month in told.months):
            return True
    return False


def _strange(day: date, told: _Told) -> bool:
    """Whether the story tells of dated happenings and of none within a year of ``day``."""
    dated = [year for year, _ in told.months if year is not None]
    return bool(dated) and day.year - 1 > max(told.years)


def _best(scores: dict[date, float]) -> date | None:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < ENOUGH:
        return None
    day, score = ranked[0]
    for other, weight in ranked[1:]:
        if abs((other - day).days) > 1 and score - weight < MARGIN:
            return None
    return day


def _value(day: date, seen: _Seen) -> str:
    """The most exact telling of ``day``: a clock time with its zone before one without, before the bare day."""
    on_page = (s for s in seen.shown if s.place in _ON_THE_PAGE)
    values = [s.value for s in (*on_page, *seen.known) if s.day == day and s.place != "updated" and s.weight > 1]
    return min(values, key=lambda value: (-len(value), values.index(value)), default=day.isoformat())


def _published(page: Page, text: str, value: str, seen: _Seen) -> Published:
    day = date.fromisoformat(value[:10])
    places = _ON_THE_PAGE if any(s.day == day and s.place in _ON_THE_PAGE for s in seen.shown) else _TEXT_PLACES
    told = [s for s in (*seen.address, *seen.shown) if s.day == day and s.place in places | {"own-url"}]
    spans = sorted({span for sighting in told for span in sighting.spans})
    only_updated = all(s.place == "updated" for s in (*seen.known, *told) if s.day == day) and not page.published
    basis: PublishedBasis = "inferred" if only_updated and told else "stated"
    return Published(value=value, basis=basis, evidence=tuple(evidence(page.id, text, span) for span in spans[:4]))


def _rejected(page: Page, text: str, chosen: date | None, seen: _Seen) -> tuple[RejectedDate, ...]:
    """Every other day the page shows where page dates stand, in text order, each once with all its places."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    dated = {span for sighting in seen.shown for span in sighting.spans}
    for sighting in seen.shown:
        if sighting.day != chosen:
            reason = _reason(sighting, chosen, seen)
            found.setdefault((sighting.day.isoformat(), reason), []).extend(sighting.spans)
    for written, place in seen.yearless:
        if written.span in dated or (chosen and (chosen.month, chosen.day) == (written.month, written.day)):
            continue
        value = f"XXXX-{written.month:02d}-{written.day:02d}"
        found.setdefault((value, _yearless_reason(written, place, seen.told)), []).append(written.span)
    rejected = [
        RejectedDate(value=value, reason=reason, evidence=tuple(evidence(page.id, text, s) for s in sorted(spans)[:4]))
        for (value, reason), spans in found.items()
    ]
    return tuple(sorted(rejected, key=lambda r: (r.evidence[0].start if r.evidence else -1, r.value))[:_MOST_REJECTED])


def _reason(sighting: Sighting, chosen: date | None, seen: _Seen) -> str:
    day, told, fetched = sighting.day, seen.told, seen.fetched
    if sighting.place == "updated":
        return "the day the page was updated, not the day it was first published"
    if fetched and day > fetched + timedelta(days=1):
        return f"later than {fetched.isoformat()}, when the page was fetched"
    if sighting.place in _ABOVE and day == fetched:
        return "the day the page was fetched, at the top of the page"
    if sighting.place in _ABOVE:
        if _strange(day, told):
            return (
                f"crawl or print date at the top of the page: the text tells of {_years(told)} and never of {day.year}"
            )
        if chosen:
            return f"crawl or print date at the top of the page, apart from the story: the page's own date is {chosen}"
        return "a date at the top of the page, apart from headline and byline, that nothing else on the page supports"
    if sighting.place == "aside":
        return "the words around it say that it is no publication date, or its weekday does not fit"
    if chosen:
        return f"better evidence on the page says {chosen.isoformat()}"
    if sighting.place == "below-story":
        return "stands below the story, where dates of other stories stand too"
    return "the page shows several dates in such places and does not say which is its own"


def _yearless_reason(written: Written, place: str, told: _Told) -> str:
    where = "at the top of the page" if place in _ABOVE else "on the page"
    reason = f"a date without a year {where}"
    if told.names and written.month not in told.names:
        names = " and ".join(_MONTHS[month - 1] for month in told.names[:2])
        return f"{reason}: the text tells of {names}, never of {_MONTHS[written.month - 1]}"
    return f"{reason}, which nothing else supplies"


def _years(told: _Told) -> str:
    last = told.years[-2:]
    return " and ".join(str(year) for year in last)
