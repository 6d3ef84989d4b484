"""The timeline to scale: each entry's own strip of one common scale, its width the precision, its shape the status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from markupsafe import Markup
from msgspec import Struct

from readout.render.dates import MONTHS, Extent, extent
from readout.render.names import Label, lineages_of
from readout.types import Readout, TimelineEntry

_SIDE = timedelta(days=21)  # how far from the story's days an entry may lie and still be drawn to their scale
_WIDE = timedelta(days=14)  # what is told less exactly does not widen the scale
_VAGUE = timedelta(days=5)
_LONG_AGO = timedelta(days=90)
_LEAST_WINDOW = timedelta(days=3)
_MOST_TICKS = 7
_LAST_WORDS = 88  # per cent; a tick's words beyond it would run over the edge
_LEAST_WIDTH = 1.6  # per cent of the scale; a minute is drawn no thinner
_HIGH, _TOP, _BAR = 24, 6, 12  # pixels: a strip, the bar's top edge, the bar
_TO_COME = frozenset({"planned", "promised"})
_UNSURE = frozenset({"alleged", "claimed", "denied"})


class Scale(Struct, frozen=True, kw_only=True):
    """A stretch of time laid on 0 to 100 per cent, its ticks, and the story's own days on it, where they stand out."""

    name: str
    window: Extent
    ticks: tuple[tuple[float, str], ...]
    core: tuple[float, float] | None = None

    def at(self, moment: datetime) -> float:
        """Where ``moment`` lies, in per cent; what lies outside is put at the edge."""
        share = (moment - self.window[0]) / (self.window[1] - self.window[0])
        return 100 * min(1.0, max(0.0, share))


def _dated(readout: Readout) -> list[tuple[TimelineEntry, Extent]]:
    return [(entry, found) for entry in readout.timeline if (found := extent(entry.date)) is not None]


def _core(readout: Readout, dated: Sequence[tuple[TimelineEntry, Extent]]) -> Extent:
    """The days the story itself spans, or the day that most entries start on."""
    days = [found for day in (readout.story.start, readout.story.end) if day and (found := extent(day)) is not None]
    if days:
        return min(day[0] for day in days), max(day[1] for day in days)
    counted = Counter(found[0].date() for _, found in dated)
    busiest = min(counted, key=lambda day: (-counted[day], day))
    start = datetime(busiest.year, busiest.month, busiest.day)
    return start, start + timedelta(days=1)


def background(readout: Readout) -> int:
    """How many entries at the head of the timeline are history: over long before the story's days."""
    dated = _dated(readout)
    if not dated:
        return 0
    start = _core(readout, dated)[0]
    old = {entry.id for entry, found in dated if found[1] <= start - min(_LONG_AGO, start - datetime.min)}
    return next((at for at, one in enumerate(readout.timeline) if one.id not in old), len(readout.timeline))


def _near(core: Extent, dated: Sequence[tuple[TimelineEntry, Extent]]) -> list[Extent]:
    """The stretches close enough to the story's days to be drawn on one scale with them."""
    side = max(_SIDE, core[1] - core[0])
    try:
        low, high = core[0] - side, core[1] + side
    except OverflowError:
        return [found for _, found in dated]
    return [
        found
        for _, found in dated
        if found[1] > low and found[0] < high and found[1] - found[0] <= min(3 * side, 3 * _SIDE)
    ]


def _day_ticks(window: Extent) -> list[tuple[datetime, str]]:
    days = (window[1] - window[0]).days
    step = next((step for step in (1, 2, 7, 14, 28) if days / step <= _MOST_TICKS), max(28, -(-days // _MOST_TICKS)))
    at, ticks = window[0], []
    while at < window[1]:
        ticks.append((at, f"{at.day} {MONTHS[at.month - 1][:3]}"))
        at += timedelta(days=step)
    return ticks


def _hour_ticks(window: Extent) -> list[tuple[datetime, str]]:
    hours = (window[1] - window[0]).total_seconds() / 3600
    step = next(step for step in (1, 2, 3, 6, 24) if hours / step <= _MOST_TICKS or step == 24)
    at, ticks = window[0].replace(minute=0), []
    while at < window[1]:
        if at.hour % step == 0:
            ticks.append((at, f"{at:%H:%M}"))
        at += timedelta(hours=1)
    return ticks


def _scale(name: str, window: Extent, ticks: list[tuple[datetime, str]], core: Extent | None = None) -> Scale:
    bare = Scale(name=name, window=window, ticks=())
    days = (bare.at(core[0]), bare.at(core[1])) if core else None
    if days and days[1] - days[0] > 60:  # it would set nothing apart
        days = None
    return Scale(name=name, window=window, ticks=tuple((bare.at(at), words) for at, words in ticks), core=days)


def calendar(readout: Readout) -> Scale | None:
    """The scale of days around the story's own; ``None`` where no entry has a place on the calendar."""
    dated = _dated(readout)
    if not dated:
        return None
    core = _core(readout, dated)
    near = _near(core, dated) or [found for _, found in dated]
    exact = [found for found in near if found[1] - found[0] <= _WIDE] or near
    start = min(found[0] for found in exact)
    start = datetime(start.year, start.month, start.day)
    end = max(*(found[1] for found in exact), start + min(_LEAST_WINDOW, datetime.max - start))
    return _scale("days", (start, end), _day_ticks((start, end)), core)


def clock(readout: Readout) -> tuple[str, Scale, tuple[TimelineEntry, ...]] | None:
    """The busiest day, its scale of hours and its entries; ``None`` where no day has two entries with a time."""
    timed = [(entry, found) for entry, found in _dated(readout) if found[1] - found[0] < timedelta(hours=23)]
    counted = Counter(found[0].date() for _, found in timed)
    busy = [day for day, number in counted.items() if number >= 2]
    if not busy:
        return None
    day = min(busy, key=lambda one: (-counted[one], one))
    shown = [(entry, found) for entry, found in timed if found[0].date() == day]
    start = min(found[0] for _, found in shown).replace(minute=0, second=0)
    end = max(max(found[1] for _, found in shown) + timedelta(minutes=30), start + timedelta(hours=3))
    scale = _scale("hours", (start, end), _hour_ticks((start, end)))
    return day.isoformat(), scale, tuple(entry for entry, _ in shown)


def axis(scale: Scale) -> Markup:
    """The scale's head: its ticks with their words, and the lines that every strip of the scale repeats."""
    lines = [
        Markup('<line class="tick" x1="{0:.2f}%" x2="{0:.2f}%" y1="0" y2="100%"/>').format(at) for at, _ in scale.ticks
    ]
    if scale.core:
        left, right = scale.core
        lines.insert(
            0,
            Markup('<rect class="core" x="{:.2f}%" width="{:.2f}%" y="0" height="100%"/>').format(left, right - left),
        )
    words = [
        Markup('<text class="{}" x="{:.2f}%" y="13">{}</text>').format("odd" if place % 2 else "even", at, text)
        for place, (at, text) in enumerate(scale.ticks)
        if at <= _LAST_WORDS
    ]
    return Markup(
        '<svg class="axis" width="100%" height="{}" aria-hidden="true"><defs><g id="grid-{}">{}</g></defs>{}</svg>'
    ).format(18, scale.name, Markup("").join(lines), Markup("").join(words))


def _at(x: float, shape: Markup) -> Markup:
    """A shape in pixels whose origin lies at ``x`` per cent."""
    return Markup('<svg x="{:.2f}%" overflow="visible">{}</svg>').format(x, shape)


_MIDDLE = _TOP + _BAR / 2
_DIAMOND = Markup('<path d="M0 {} L7 {} L0 {} L-7 {} Z"/>').format(_MIDDLE - 7, _MIDDLE, _MIDDLE + 7, _MIDDLE)
_EARLIER = Markup('<path class="beyond" d="M9 {} L1 {} L9 {}"/>').format(_MIDDLE - 5, _MIDDLE, _MIDDLE + 5)
_LATER = Markup('<path class="beyond" d="M-9 {} L-1 {} L-9 {}"/>').format(_MIDDLE - 5, _MIDDLE, _MIDDLE + 5)


def kind(entry: TimelineEntry) -> str:
    """How an entry is drawn: ``derived``, ``plan``, ``if``, ``unsure``, ``vague`` (not to the week) or ``solid``."""
    found = extent(entry.date)
    if entry.derived:
        return "derived"
    if entry.status in _TO_COME:
        return "plan"
    if entry.status == "conditional":
        return "if"
    if entry.status in _UNSURE:
        return "unsure"
    return "vague" if found and found[1] - found[0] > _VAGUE else "solid"


def track(entry: TimelineEntry, scale: Scale, known: dict[str, Label]) -> Markup:
    """The entry's strip: a bar where it lies on the scale, an arrow where it lies before or after it; else nothing.

    The bar wears its lineage's colour, or ink where several independent texts tell it.
    """
    found = extent(entry.date)
    told = lineages_of(entry.evidence, known)
    colours = {label.lineage: label.colour for label in known.values()}
    colour = Markup(" k{}").format(colours[told[0]]) if len(told) == 1 else Markup("")
    shape, far = Markup(""), found is None
    if found is not None:
        if found[1] <= scale.window[0]:
            shape, far = _EARLIER, True
        elif found[0] >= scale.window[1]:
            shape, far = _at(100, _LATER), True
        elif entry.derived:
            shape = _at((scale.at(found[0]) + scale.at(found[1])) / 2, _DIAMOND)
        else:
            left = min(scale.at(found[0]), 100 - _LEAST_WIDTH)
            width = max(_LEAST_WIDTH, scale.at(found[1]) - left)
            shape = Markup('<rect x="{:.2f}%" width="{:.2f}%" y="{}" height="{}" rx="2"/>').format(
                left, width, _TOP, _BAR
            )
    return Markup(
        '<svg class="track {}{}" width="100%" height="{}" aria-hidden="true"><use href="#grid-{}"/>{}</svg>'
    ).format(kind(entry) + (" far" if far else ""), colour, _HIGH, scale.name, shape)
