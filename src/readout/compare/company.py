"""What the company of dated accounts tells of others: a day that is only a crawl's, the week that weekdays are of."""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

from readout import languages
from readout.compare.dating import FAR, WEEK, WEEKDAY, latest_weekday, lead, siblings
from readout.edtf import day
from readout.languages import table
from readout.spans import inside
from readout.types import Published, Reading, RejectedDate, Story, Timex

_OWN_DAY = re.compile(r"XXXX-XX-XX.*|XXXX-WXX.*|XXXX-XX|XXXX")
_LABEL_REACH = 40
"""Characters before a date in which the words stand that say what it is."""
_FEWEST_OTHERS = 2
"""Dated accounts that a day must lie apart from: of two copies with two days nobody can tell which is a crawl's."""
_FEW_DATED = 3
"""Accounts that must agree on the week before the day of one without their text is called that of a crawl."""


def without_crawl_days(story: Story) -> Story:
    """The story without days that pages show and that lie far from those of all accounts with the same text.

    What is copied months later is hardly ever dated so in earnest: the page shows the day on which it was fetched.
    The accounts that lose their day are to be read again before :func:`settle_dates`.
    """
    kin = siblings(story)
    readings = []
    for reading in story.readings:
        own = day(reading.published.value) if reading.published.value else None
        near = [d for _, d in sorted(kin.get(reading.id, {}).items())]
        others = [d for r in story.readings if r is not reading and r.published.value and (d := day(r.published.value))]
        known = near or (others if len(others) >= _FEW_DATED and _reports_the_week(reading) else [])
        agreed = len(others) >= _FEWEST_OTHERS and known and max(known) - min(known) <= timedelta(days=WEEK)
        alone = own is not None and all(abs(own - d) > timedelta(days=FAR) for d in others)
        if own is not None and agreed and alone and reading.published.evidence:
            reason = "lies far from the days of the accounts that tell the same"
            shown = RejectedDate(value=own.isoformat(), reason=reason, evidence=reading.published.evidence)
            rejected = (*reading.rejected_dates, shown)
            readings.append(msgspec.structs.replace(reading, published=Published(), rejected_dates=rejected))
        else:
            readings.append(reading)
    return msgspec.structs.replace(story, readings=tuple(readings))


def _reports_the_week(reading: Reading) -> bool:
    """Whether the account opens with a weekday, as news of the last days do."""
    known = table("shared", "calendar").get(reading.language or "", {}).get("weekdays", ())
    names = {name for forms in known for name in forms}
    opening = lead(reading)
    return any(
        names & set(reading.text[slice(*timex.span)].casefold().split()) and any(inside(timex.span, s) for s in opening)
        for timex in reading.times
    )


def reading_days(story: Story) -> dict[str, date]:
    """For accounts that stay undated the day from which their weekdays are to be read.

    "Friday" is the same Friday whether the account is of that day or of the next: its weekdays can be dated where its
    own day cannot. It is the last weekday told as past, where the dated accounts leave only one day for it.
    """
    days = sorted(d for r in story.readings if r.published.value and (d := day(r.published.value)))
    if not days or (days[-1] - days[0]).days > WEEK:
        return {}
    found = {}
    for reading in story.readings:
        if not reading.published.value and reading.language in languages.KNOWN:
            latest = latest_weekday(reading, days)
            if latest is not None:
                found[reading.id] = latest[0]
    return found


def without_own_day(reading: Reading, before: Reading) -> Reading:
    """A reading made from such a day, without what only the account's own day could tell ("today", "last week")."""
    was = {timex.span: timex for timex in before.times}
    own = [t.span for t in before.times if _from_own_day(before, t)]
    times = tuple(was[timex.span] if timex.span in was and timex.span in own else timex for timex in reading.times)
    events = tuple(
        msgspec.structs.replace(event, date=None)
        if event.date and any(inside(span, event.clause) for span in own)
        else event
        for event in reading.events
    )
    return msgspec.structs.replace(
        reading, published=before.published, rejected_dates=before.rejected_dates, times=times, events=events
    )


def _from_own_day(reading: Reading, timex: Timex) -> bool:
    """Whether a time counts from the day of writing itself: "today", "this month", "five days ago"."""
    if timex.value and _OWN_DAY.fullmatch(timex.value):
        return not WEEKDAY.fullmatch(timex.value)
    last = reading.text[slice(*timex.span)].casefold().split()[-1:]
    return timex.edtf is None and last != [] and last[0] in table("en", "phases")["from_own_day"]


def of_later_versions(story: Story) -> Story:
    """The story with a page that was changed later dated by the change, where the page as it was is there too.

    "First published 8 March, last updated 17 March" beside the page of 8 March: what it tells anew, and "today", is of
    the 17th. Both show the first day, so that the change alone tells them apart.
    """
    days = {r.id: own for r in story.readings if r.published.value and (own := day(r.published.value))}
    versions = {
        (one, other)
        for lineage in story.lineages
        for relation in lineage.relations
        if relation.kind == "update"
        for one, other in ((relation.a, relation.b), (relation.b, relation.a))
        if one in days and days[one] == days.get(other)
    }
    known = {r.id: _changed(r) for r in story.readings}
    readings = []
    for reading in story.readings:
        changed = known[reading.id]
        older = [other for one, other in versions if one == reading.id and known[other] is None]
        if changed is None or not older or (when := day(changed.value)) is None or when <= days[reading.id]:
            readings.append(reading)
            continue
        rest = tuple(item for item in reading.rejected_dates if item is not changed)
        dated = Published(value=changed.value, basis="inferred", evidence=changed.evidence)
        readings.append(msgspec.structs.replace(reading, published=dated, rejected_dates=rest))
    return msgspec.structs.replace(story, readings=tuple(readings))


def _changed(reading: Reading) -> RejectedDate | None:
    """The last day on which the page says that it was changed, by the words before the date."""
    labels = table("shared", "date_labels")["updated"]
    found = []
    for item in reading.rejected_dates:
        for shown in item.evidence:
            before = reading.text[max(0, shown.start - _LABEL_REACH) : shown.start].casefold().rstrip(" :–—-").split()
            words = [" ".join(before[-n:]) for n in (1, 2, 3)] + [" ".join(before[-n - 1 : -1]) for n in (1, 2)]
            if day(item.value) is not None and any(word in labels for word in words):
                found.append(item)
    return max(found, key=lambda item: item.value, default=None)
