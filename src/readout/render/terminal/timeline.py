"""The timeline: day by day, drawn to scale where there is room, with what is not certain marked."""

from __future__ import annotations

from datetime import datetime

from rich.text import Text

from readout.edtf import day
from readout.render.dates import Extent, extent, human
from readout.render.terminal.layout import Screen, heading, keys, put, quoted, row, safe
from readout.types import Readout, TimelineEntry

_MARKS = {
    "happened": "●", "under-way": "●", "planned": "○", "promised": "○", "conditional": "◌", "alleged": "?",
    "claimed": "?", "denied": "×",
}  # fmt: skip
_ASCII = {"●": "*", "○": "o", "◌": "o", "×": "x", "◆": "+", "━": "=", "┄": "-", "·": "."}
_SCALE = 26
_CLOCK = 11
"""Columns for an hour at most: 09:00–13:00; a longer one wraps."""
_AROUND = 0.5
"""How much of the story's own length is drawn before and after it."""


def timeline(on: Screen, readout: Readout) -> None:
    """Every dated happening, one day after the other; to scale on a wide screen, over the story's days."""
    heading(on, "Timeline", "● happened  ○ to come  ◌ conditional  ? claimed  × denied  ◆ follows from two passages")
    if not readout.timeline:
        put(on, Text("No account gives a date that could be settled."))
        return
    window = _window(readout) if on.wide else None
    longest = max(len(_when(entry.date)[1]) for entry in readout.timeline)
    shown = ""
    for entry in readout.timeline:
        when, clock = _when(entry.date)
        if when != shown:
            shown = when
            put(on, Text(when, style="bold"))
        mark = "◆" if entry.derived else _MARKS[entry.status]
        line = safe(entry.text)
        notes = [entry.status.replace("-", " ")] if entry.status != "happened" else []
        notes += ["derived from two passages"] if entry.derived else []
        if entry.place and entry.place not in entry.text:
            line.append("  ").append_text(safe(entry.place, style="dim"))
        if notes:
            line.append(f"  ({', '.join(notes)})", style="dim")
        before = [(min(longest, _CLOCK), Text(clock, style="dim")), (1, _text(on, mark))]
        if window:
            before.append((_SCALE, _text(on, _bar(entry, window))))
        row(on, before, line, keys(entry.evidence, on))
        quoted(on, entry.evidence, min(longest, _CLOCK) + 5)


def _text(on: Screen, drawn: str) -> Text:
    """Signs of ours, in ASCII where the terminal has no others."""
    if on.console.options.ascii_only:
        drawn = "".join(_ASCII.get(c, c) for c in drawn)
    return Text(drawn, style="cyan")


def _when(date: str) -> tuple[str, str]:
    """The day as a heading, with its weekday, and the hour; what is no single day is a heading as it is."""
    one = day(date)
    if one is None:
        return human(date), ""
    words = human(date)
    head = human(one.isoformat())
    clock = words.removeprefix(head).lstrip(", ") if words.startswith(head) else ""
    if words not in (head, f"{head}, {clock}"):
        return words, ""
    return f"{one:%A} {head}", clock


def _window(readout: Readout) -> Extent | None:
    """The stretch that is drawn: the story's days and half as much on either side."""
    days = [found for text in (readout.story.start, readout.story.end) if text and (found := extent(text))]
    if not days:
        return None
    start, end = min(d[0] for d in days), max(d[1] for d in days)
    more = (end - start) * _AROUND
    try:
        return start - more, end + more
    except OverflowError:
        return start, end


def _bar(entry: TimelineEntry, window: Extent) -> str:
    """The entry's stretch in cells of the window; an empty line for what lies wholly outside."""
    found = extent(entry.date)
    if found is None or found[1] <= window[0] or found[0] >= window[1]:
        return "·" * _SCALE
    first, last = _cell(found[0], window), max(_cell(found[0], window), _cell(found[1], window) - 1)
    sure = entry.status in ("happened", "under-way")
    inside = "━" if sure else "┄"
    bar = [inside if first <= at <= last else "·" for at in range(_SCALE)]
    if first == last:
        bar[first] = _MARKS[entry.status]
    return "".join(bar)


def _cell(moment: datetime, window: Extent) -> int:
    share = (moment - window[0]) / (window[1] - window[0])
    return min(_SCALE - 1, max(0, int(share * _SCALE)))
