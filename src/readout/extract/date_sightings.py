"""Where a page shows or states a day that could be its publication date, and how much that place says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from readout.extract.date_places import Geometry, Place, place
from readout.languages.calendar import Written, number_order, written_dates, zone_offset
from readout.types import Block, Span

WEIGHT: dict[Place, float] = {
    "metadata": 9.0,
    "url": 6.0,
    "own-url": 5.0,
    "published-label": 9.0,
    "beside-headline": 7.0,
    "dateline": 6.0,
    "above-headline": 4.5,
    "page-top": 4.5,
    "alone-above": 4.0,
    "in-story": 4.0,
    "banner": 1.0,
    "below-story": 2.0,
    "updated": 0.5,
    "aside": 0.0,
}
"""How much a place says, on a scale on which five is enough to believe it alone (``dates.ENOUGH``)."""

_MOST_DATES = 600
UPDATED_WITH_CLOCK = 5.2
"""News that shows only when it was updated, to the minute, was published that day in 19 of 20 pages."""

_STAMP = re.compile(
    r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[T\s]+(\d\d):?(\d\d)(?::?\d\d(?:[.,]\d{1,9})?)?\s*(Z|[A-Z]{3}|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_.-](\d{1,2})[/_.-](\d{1,2})(?!\d)|(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)"
)
_URL_NAMED_DAY = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?!\d)", re.IGNORECASE)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/?(\d\d)(?=[/_-])")
_AMERICAN_ZONE = re.compile(r"\b[ECMP][SD]?T\b")
_LATE_CLOCK = re.compile(r"\b(?:1[3-9]|2[0-3]):[0-5]\d")  # who counts to 24 hours writes the day first
_WORDS = re.compile(r"[^\W\d_]+")
_PROSE = frozenset({"body", "subhead", "caption", "standfirst"})
_PUBLISHED_NAMES = ("publi", "issued", "pubdate", "posted")  # what was made or uploaded may be older than the page
_UPDATED_NAMES = ("modif", "updat", "revis")
_NO_PAGE_DATE = (
    "expir",
    "event",
    "build",
    "unpublish",
    "valid",
    "duration",
    "timezone",
    "birth",
    "death",
    "start",
    "end",
)


class Sighting(NamedTuple):
    """One place where a day is told. ``value`` is its EDTF; ``spans`` are empty for metadata and address."""

    day: date
    value: str
    place: Place
    weight: float
    spans: tuple[Span, ...] = ()
    source: str = ""


class Yearless(NamedTuple):
    """A month and day without a year in a place where page dates stand."""

    written: Written
    place: Place


def stamp(value: str) -> str | None:
    """The EDTF of a machine-written or written-out date in ``value``; ``None`` where it holds none.

    >>> stamp("2031-05-04T09:00:00.000+0200"), stamp("20310504"), stamp("Sun, 04 May 2031 10:00:00 GMT")
    ('2031-05-04T09:00+02:00', '2031-05-04', '2031-05-04T10:00+00:00')
    """
    value = value[:80].strip()
    found = _STAMP.match(value)
    if found is None:
        written = [w for w in written_dates(value, "en") if w.date is not None]
        return written[0].edtf if len(written) == 1 and not written[0].ambiguous else None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None
    if found[4] is None or int(found[4]) > 23 or int(found[5]) > 59:
        return day
    return f"{day}T{found[4]}:{found[5]}{zone_offset(found[6]) or ''}"


def _day(year: str | int, month: str | int, number: str | int) -> date | None:
    try:
        found = date(int(year), int(month), int(number))
    except ValueError:
        return None
    return found if found.year >= 1990 else None


def metadata_sightings(metadata: Sequence[tuple[str, str]]) -> list[Sighting]:
    """What the page's metadata states, in its order: published, updated, or a time element."""
    found = []
    times = 0
    for name, value in metadata:
        edtf = stamp(value)
        day = _day(edtf[:4], edtf[5:7], edtf[8:10]) if edtf else None
        if edtf is None or day is None:
            continue
        low = name.lower().replace("_", "").replace("-", "")
        if any(part in low for part in _UPDATED_NAMES):
            found.append(Sighting(day, edtf, "updated", WEIGHT["updated"], (), name))
        elif any(part in low for part in _NO_PAGE_DATE):
            continue
        elif low.startswith("time"):
            # the first times of a page are its own more often than those of its teasers
            times += 1
            found.append(Sighting(day, edtf, "metadata", 3.5 if times == 1 else 0.5, (), name))
        else:
            weight = WEIGHT["metadata"] if any(part in low for part in _PUBLISHED_NAMES) else 6.0
            found.append(Sighting(day, edtf, "metadata", weight, (), name))
    return found


def url_day(url: str) -> date | None:
    """The one day in an address: ``/2031/05/04/``, ``2031-05-04``, ``20310504``, ``/2031/may/04``."""
    days = set()
    for found in _URL_DAY.finditer(url[:2000]):
        day = _day(found[1] or found[4], found[2] or found[5], found[3] or found[6])
        if day:
            days.add(day)
    for found in _URL_NAMED_DAY.finditer(url[:2000]):
        for written in written_dates(f"{found[3]} {found[2]} {found[1]}", "en"):
            if written.date:
                days.add(written.date)
    return days.pop() if len(days) == 1 else None


def url_month(url: str) -> tuple[int, int] | None:
    """Year and month in an address that has no day."""
    found = _URL_MONTH.search(url[:2000])
    return (int(found[1]), int(found[2])) if found and 1 <= int(found[2]) <= 12 else None


def _alone(page: Geometry, written: Sequence[Written]) -> dict[int, int]:
    """For each line that holds dates, by its start: how many letters it has beside them."""
    left: dict[int, int] = {}
    for one in written:
        start, end = page.line_span(one.span[0])
        if start not in left:
            left[start] = sum(len(word) for word in _WORDS.findall(page.text[start : min(end, start + 2000)]))
        left[start] -= sum(len(word) for word in _WORDS.findall(page.text[one.span[0] : one.span[1]]))
    return left


def text_sightings(
    text: str, blocks: Sequence[Block], language: str | None, hints: frozenset[date]
) -> tuple[list[Sighting], list[Yearless], list[Written]]:
    """Days shown in page-date positions; month and day without a year there; and the dates in the story's prose.

    ``hints`` are days known from elsewhere: they decide whether 04/05/2031 is in April or in May.
    """
    page = Geometry(text, blocks)
    written = list(written_dates(page.text, language))
    if len(written) > _MOST_DATES:
        written = written[: _MOST_DATES // 2] + written[-_MOST_DATES // 2 :]
    alone = _alone(page, written)
    crowd = Counter(page.line(one.span[0]) // 12 for one in written if page.role(one.span[0]) not in _PROSE)
    order = _numeric_order(page.text, written, language, hints)
    sightings: list[Sighting] = []
    yearless: list[Yearless] = []
    prose: list[Written] = []
    for one in (_in_order(w, order) for w in written):
        role = page.role(one.span[0])
        letters = alone[page.line_span(one.span[0])[0]]
        if one.day is None:
            if role in _PROSE:
                prose.append(one)
            continue
        stands = place(page, one, letters, crowd[page.line(one.span[0]) // 12] > 6)
        if stands == "alone-above" and crowd[page.line(one.span[0]) // 12] > 2:
            stands = "banner"
        if stands is None:
            if role in _PROSE:
                prose.append(one)
            continue
        if one.date is None:
            yearless.append(Yearless(one, stands))
            continue
        if one.weekday is not None and one.date.weekday() != one.weekday:
            stands = "aside"
        doubtful = one.ambiguous and order is None and not one.span[1] - one.span[0] < 6
        if one.date.year >= 1990 and one.edtf:
            weight = _weight(page, one, stands) * (0.4 if doubtful else 1.0)
            sightings.append(Sighting(one.date, one.edtf, stands, weight, (one.span,), "text"))
    return sightings, yearless, prose


def _weight(page: Geometry, one: Written, stands: Place) -> float:
    """The weight of the place, more with a clock time and beside a byline."""
    if stands == "updated" and one.clock:
        return UPDATED_WITH_CLOCK
    if stands not in ("beside-headline", "in-story", "alone-above"):
        return WEIGHT[stands]
    line = page.line(one.span[0])
    return WEIGHT[stands] + (one.clock is not None) + (page.near_byline(line) or page.near_title(line))


def _numeric_order(
    text: str, written: Sequence[Written], language: str | None, hints: frozenset[date]
) -> Literal["dmy", "mdy"] | None:
    """How the page writes 04/05/2031: by its language, a date that can be read in one way only, or a known day."""
    if number_order(language) == "dmy":
        return "dmy"
    votes: Counter[Literal["dmy", "mdy"]] = Counter()
    for one in written:
        if one.day is None or one.year is None or not text[one.span[0]].isdigit():
            continue
        if one.ambiguous:
            turned = _day(one.year, one.day, one.month)
            votes["dmy"] += 2 * (one.date in hints)
            votes["mdy"] += 2 * (turned in hints)
            beside = text[one.span[0] : one.span[1] + 8]
            votes["mdy"] += _AMERICAN_ZONE.search(beside) is not None
            votes["dmy"] += _LATE_CLOCK.search(beside) is not None
        else:
            shown = re.match(r"(\d{1,2})/(\d{1,2})/\d", text[one.span[0] : one.span[1]])
            if shown and int(shown[1]) > 12:
                votes["dmy"] += 1
            elif shown and int(shown[2]) > 12:
                votes["mdy"] += 1
    if votes["dmy"] == votes["mdy"]:
        return None
    return "dmy" if votes["dmy"] > votes["mdy"] else "mdy"


def _in_order(one: Written, order: Literal["dmy", "mdy"] | None) -> Written:
    if not one.ambiguous or order is None or one.day is None:
        return one
    if order == "mdy":
        one = one._replace(month=one.day, day=one.month)
    return one._replace(ambiguous=False)
