"""iCalendar (RFC 5545): what the accounts say is still to come, for a newsroom's or an analyst's calendar.

A day is an all-day event; a week or a month is one event over all its days, said to lie "within" them; a deadline
stands on its last day as "by". A minute with a zone is given in UTC, one without floats. What has no day at all (a
decade, "in future") has no place there and is named in the calendar's description: a calendar cannot hold it truly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256

from readout import edtf
from readout.render.dates import human
from readout.render.exports.formats import Answer, Format
from readout.render.exports.moments import after, days, local, utc
from readout.render.names import Label, entity_names, joined, labels, lineages_of, squeeze
from readout.types import Evidence, Readout, TimelineEntry

_PLANNED = {"planned": "planned", "promised": "promised", "conditional": "on a condition"}
"""Which entries are still to come, and the word for each."""
_WIDEST = 92  # days; a season. A bar over a whole year says nothing in a calendar.
_FOLD = 75  # octets of a line, RFC 5545 section 3.1
_TEXT = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNQUOTABLE = re.compile(r'["\x00-\x1f\x7f]')


def text(value: str) -> str:
    r"""``value`` as an iCalendar TEXT: line breaks as ``\n``, other controls gone.

    >>> text("a, b; c\\d\r\ne")
    'a\\, b\\; c\\\\d\\ne'
    """
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _CONTROLS.sub("", lines).translate(_TEXT)


def fold(line: str) -> bytes:
    r"""A content line in UTF-8, folded at 75 octets between characters, with its ``\r\n``."""
    folded, room, out = b"", _FOLD, []
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(octets) > room:
            out.append(folded)
            folded, room = b" ", _FOLD - 1
        folded += octets
        room -= len(octets)
    return b"\r\n".join([*out, folded]) + b"\r\n"


def upcoming(readout: Readout) -> tuple[TimelineEntry, ...]:
    """The entries that are planned, promised or conditional, and were not over when the last account came out."""
    newest = _newest(readout)
    return tuple(
        entry
        for entry in readout.timeline
        if entry.status in _PLANNED and not (newest and edtf.before(entry.date, newest.isoformat()))
    )


def _newest(readout: Readout) -> date | None:
    """The last day on which an account was published; of the story where no account says."""
    known = [day for account in readout.accounts if (day := days(account.published.value).last)]
    return max(known, default=days(readout.story.end).last)


def when(value: str) -> tuple[tuple[str, ...], str] | None:
    """The lines that place ``value`` in a calendar and a word before the summary; ``None`` where it has no place there.

    >>> when("../2031-04-01")
    (('DTSTART;VALUE=DATE:20310401', 'DTEND;VALUE=DATE:20310402'), 'by 1 April 2031')
    """
    about = edtf.parse(value)
    if about is None:
        return None
    if (moment := utc(value)) is not None:
        return (f"DTSTART:{_clock(moment)}Z",), ""
    if (clock := local(value)) is not None:
        return (f"DTSTART:{_clock(clock)}",), ""
    meant = days(value)
    first, last = meant.first or meant.last, meant.last or meant.first
    if about.about or meant.first is None or meant.last is None:
        word = human(value)
    else:
        word = "" if about.precision == "day" else f"within {human(value)}"
    if first is None or last is None or (last - first).days > _WIDEST:
        return None
    end = after(last)
    if end is None:
        return None
    return (f"DTSTART;VALUE=DATE:{_date(first)}", f"DTEND;VALUE=DATE:{_date(end)}"), word


def _date(value: date) -> str:
    return value.isoformat().replace("-", "")


def _clock(value: datetime) -> str:
    return f"{value.year:04d}{value:%m%dT%H%M%S}"


def _stamp(readout: Readout) -> str:
    """The day of the newest account: when what the calendar says was last revised. No clock is asked."""
    return f"{_date(_newest(readout) or date(1970, 1, 1))}T000000Z"


def _uid(readout: Readout, entry: TimelineEntry) -> str:
    """The same for the same words on the same day in the same text, so that a new export updates the old events."""
    hashes = {account.id: account.text_sha256 for account in readout.accounts}
    first = entry.evidence[0] if entry.evidence else None
    place = f"{hashes.get(first.account, '')}:{first.start}:{first.end}" if first else entry.text
    return sha256(f"{place}:{entry.date}:{entry.status}".encode("utf-8", "replace")).hexdigest()[:32] + "@readout"


def _proof(item: Evidence) -> str:
    """The exact words with their offsets, as a property of our own (RFC 5545, section 3.8.8.2)."""
    account = _UNQUOTABLE.sub(" ", item.account)
    return (
        f'X-READOUT-EVIDENCE;VALUE=TEXT;X-ACCOUNT="{account}";X-START={item.start};X-END={item.end}:{text(item.quote)}'
    )


def _description(entry: TimelineEntry, names: dict[str, str], known: dict[str, Label]) -> str:
    texts = len(lineages_of(entry.evidence, known))
    count = f"{texts} independent text{'s' if texts != 1 else ''}"
    lines = [f"{_PLANNED[entry.status].capitalize()}: {human(entry.date)} ({count})."]
    if entry.participants:
        lines.append("With: " + joined(names.get(name, name) for name in entry.participants))
    for item in entry.evidence:
        outlet = known[item.account].name if item.account in known else item.account
        lines.append(f"“{squeeze(item.quote)}” — {outlet} [{item.account} {item.start}–{item.end}]")
    return "\n".join(lines)


def _event(readout: Readout, entry: TimelineEntry) -> Iterator[str]:
    placed = when(entry.date)
    if placed is None:
        return
    lines, word = placed
    known, names = labels(readout), entity_names(readout)
    found = edtf.parse(entry.date)
    loose = entry.status != "planned" or (found is not None and found.about)
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(readout, entry)}"
    yield f"DTSTAMP:{_stamp(readout)}"
    yield from lines
    yield f"SUMMARY:{text((f'{word}: ' if word else '') + squeeze(entry.text))}"
    yield f"DESCRIPTION:{text(_description(entry, names, known))}"
    if entry.place:
        yield f"LOCATION:{text(squeeze(entry.place))}"
    yield f"CATEGORIES:{text(entry.status)}"
    if loose:
        yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"
    yield f"X-READOUT-EDTF:{text(entry.date)}"
    yield from (_proof(item) for item in entry.evidence)
    yield "END:VEVENT"


def _title(answers: Sequence[Answer]) -> str:
    titles = [squeeze(one.readout.story.title.value) for one in answers if one.readout.story.title]
    return titles[0] if len(answers) == 1 and titles else f"What is next in {len(answers)} stories"


def write(answers: Sequence[Answer], base: str) -> bytes:
    """One calendar with every entry that is still to come, in the order of the timelines."""
    entries = [(one.readout, entry) for one in answers for entry in upcoming(one.readout)]
    outside = [entry for _, entry in entries if when(entry.date) is None]
    said = f"What accounts of {'this event' if len(answers) == 1 else 'these events'} say is still to come."
    if outside:
        said += " Without a place in a calendar: " + "; ".join(f"{human(e.date)}: {squeeze(e.text)}" for e in outside)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Readout//readout export//EN",
        f"NAME:{text(_title(answers))}",
        f"DESCRIPTION:{text(said)}",
        f"X-WR-CALNAME:{text(_title(answers))}",
    ]
    seen: set[str] = set()
    for readout, entry in entries:
        uid = _uid(readout, entry)
        if uid not in seen:
            seen.add(uid)
            lines += _event(readout, entry)
    return b"".join(fold(line) for line in (*lines, "END:VCALENDAR"))


FORMAT = Format(
    name="icalendar",
    title="Calendar of what is planned (iCalendar)",
    suffix=".ics",
    readers="planning desks: opens in any calendar, and again after the next run without doubles",
    holds="timeline entries that are planned, promised or conditional, with their words",
    write=write,
)
