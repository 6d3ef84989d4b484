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
from readout.types import Published, Reading, RejectedDate, Story

_OWN_DAY = re.compile(r"XXXX-XX-XX.*|XXXX-WXX.*|XXXX-XX|XXXX")
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
    own = [t.span for t in before.times if t.value and _OWN_DAY.fullmatch(t.value) and not WEEKDAY.fullmatch(t.value)]
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
