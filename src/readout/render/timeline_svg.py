"""The timeline as a picture drawn to scale: width is precision, dashes are planned, a diamond is derived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from markupsafe import Markup
from msgspec import Struct

from readout.render.dates import MONTHS, Extent, extent
from readout.render.names import Label, lineages_of, squeeze
from readout.types import Evidence, Readout, TimelineEntry

WIDTH = 860
_MARGIN = 14
_LANE = 27
_BAR = 15
_LETTER = 6.1  # width of a letter of the labels, measured on the sans faces that systems bring; errs on the wide side
_LABEL = 46
_MAX_LANES = 18
_MOST = 26
_MAX_STRIPES = 4
_LEAST_BAR = 5.0
_SIDE = timedelta(days=21)  # how far from the story's days an entry may lie and still be drawn to their scale
_VAGUE = timedelta(days=5)
_WIDE = timedelta(days=14)  # what is told less exactly does not widen the picture
_LONG_AGO = timedelta(days=90)
_TO_COME = frozenset({"planned", "promised", "conditional"})
_UNSURE = frozenset({"alleged", "claimed", "denied"})


class Mark(Struct, frozen=True, kw_only=True):
    """One entry as it is drawn: its number in the list, its stretch, and the colours of its lineages."""

    number: int
    entry: TimelineEntry
    stretch: Extent
    colours: tuple[int, ...]


class Picture(Struct, frozen=True, kw_only=True):
    """The drawing, and how many entries lie outside it on either side or have no place on a calendar."""

    svg: Markup
    shown: int
    outside: int


def marks(readout: Readout, known: dict[str, Label]) -> tuple[Mark, ...]:
    """Every entry of the timeline that has a place on the calendar, by its start."""
    colour = {label.lineage: label.colour for label in known.values()}
    found = []
    for number, entry in enumerate(readout.timeline, start=1):
        stretch = extent(entry.date)
        if stretch is not None:
            colours = tuple(colour[name] for name in lineages_of(entry.evidence, known))
            found.append(Mark(number=number, entry=entry, stretch=stretch, colours=colours or (0,)))
    return tuple(sorted(found, key=lambda mark: (mark.stretch, mark.number)))


def _core(readout: Readout, drawn: Sequence[Mark]) -> Extent:
    """The days the story itself spans, or the day that most entries start on."""
    days = [extent(day) for day in (readout.story.start, readout.story.end) if day]
    whole = [day for day in days if day is not None]
    if whole:
        return min(day[0] for day in whole), max(day[1] for day in whole)
    counted = Counter(mark.stretch[0].date() for mark in drawn)
    busiest = min(counted, key=lambda day: (-counted[day], day))
    start = datetime(busiest.year, busiest.month, busiest.day)
    return start, start + timedelta(days=1)


def background(readout: Readout, known: dict[str, Label]) -> int:
    """How many entries at the head of the timeline are history: over long before the story's days."""
    every = marks(readout, known)
    if not every:
        return 0
    start = _core(readout, every)[0]
    old = {mark.number for mark in every if mark.stretch[1] <= start - min(_LONG_AGO, start - datetime.min)}
    return next((at for at in range(len(readout.timeline)) if at + 1 not in old), len(readout.timeline))


def _near(core: Extent, drawn: Sequence[Mark]) -> list[Mark]:
    """The marks close enough to the story's days to be drawn on one scale with them."""
    side = max(_SIDE, core[1] - core[0])
    try:
        low, high = core[0] - side, core[1] + side
    except OverflowError:
        return list(drawn)
    return [
        mark
        for mark in drawn
        if mark.stretch[1] > low and mark.stretch[0] < high and mark.stretch[1] - mark.stretch[0] <= 3 * side
    ]


def _foremost(drawn: list[Mark]) -> list[Mark]:
    """As many marks as one picture bears: those that most independent texts tell, in the order given."""
    ranked = sorted(drawn, key=lambda mark: (-len(mark.colours), mark.number))[:_MOST]
    kept = {mark.number for mark in ranked}
    return [mark for mark in drawn if mark.number in kept]


def _day_ticks(window: Extent) -> list[tuple[datetime, str]]:
    days = (window[1] - window[0]).days
    step = next((step for step in (1, 2, 7, 14, 28) if days / step <= 12), max(28, days // 10))
    at = datetime(window[0].year, window[0].month, window[0].day)
    ticks = []
    while at <= window[1]:
        if at >= window[0]:
            ticks.append((at, f"{at.day} {MONTHS[at.month - 1][:3]}"))
        at += timedelta(days=step)
    return ticks


def _hour_ticks(window: Extent) -> list[tuple[datetime, str]]:
    hours = (window[1] - window[0]).total_seconds() / 3600
    step = next(step for step in (1, 2, 3, 6, 24) if hours / step <= 12 or step == 24)
    at = window[0].replace(minute=0)
    ticks = []
    while at <= window[1]:
        if at >= window[0] and at.hour % step == 0:
            ticks.append((at, f"{at:%H:%M}"))
        at += timedelta(hours=1)
    return ticks


def _pale(mark: Mark) -> bool:
    """Whether the mark is drawn without a full colour: not certain, not yet, or known to within weeks only."""
    return mark.entry.status in _TO_COME | _UNSURE or mark.stretch[1] - mark.stretch[0] > _VAGUE


def _bar(mark: Mark, x: float, width: float, y: float) -> Markup:
    """The mark itself: stripes in the colours of its lineages, an outline for what is to come, or a diamond."""
    middle = y + _BAR / 2
    if mark.entry.derived:
        at = x + min(width, _LEAST_BAR) / 2
        points = (
            f"{at:.1f},{middle - 8:.1f} {at + 8:.1f},{middle:.1f} {at:.1f},{middle + 8:.1f} {at - 8:.1f},{middle:.1f}"
        )
        return Markup('<polygon class="solid k{}" points="{}"/>').format(mark.colours[0], points)
    if mark.entry.status in _TO_COME:
        return Markup('<rect class="plan k{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="2"/>').format(
            mark.colours[0], x, y, width, _BAR
        )
    kind = "unsure" if mark.entry.status in _UNSURE else "vague" if _pale(mark) else "solid"
    stripes = mark.colours[:_MAX_STRIPES]
    high = _BAR / len(stripes)
    return Markup("").join(
        Markup('<rect class="{} k{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.2f}"/>').format(
            kind, colour, x, y + place * high, width, high
        )
        for place, colour in enumerate(stripes)
    )


class _Place(Struct, frozen=True, kw_only=True):
    """The words of a mark, the attributes that put them in their place, and the stretch that mark and words take."""

    words: str
    attributes: Markup
    room: tuple[float, float]


def _places(mark: Mark, x: float, width: float) -> tuple[_Place, ...]:
    """Where the words of a mark may go, best first: right of it, left, inside; else its number; else nothing."""
    label = f"{mark.number}  {squeeze(mark.entry.text, _LABEL)}"
    long, right = len(label) * _LETTER, x + width + (10 if mark.entry.derived else 7)
    end = Markup(' x="{:.1f}" text-anchor="end"').format(x - 7)
    found = []
    if right + long <= WIDTH:
        found.append(_Place(words=label, attributes=Markup(' x="{:.1f}"').format(right), room=(x, right + long)))
    if x - 7 - long >= 0:
        found.append(_Place(words=label, attributes=end, room=(x - 7 - long, x + width)))
    if width > long + 12 and not mark.entry.derived:
        inside = Markup(' class="{}" x="{:.1f}"').format("over" if _pale(mark) else "in", x + 7)
        found.append(_Place(words=label, attributes=inside, room=(x, x + width)))
    number = str(mark.number)
    if right + 14 <= WIDTH:
        found.append(_Place(words=number, attributes=Markup(' x="{:.1f}"').format(right), room=(x, right + 14)))
    elif x >= 24:
        found.append(_Place(words=number, attributes=end, room=(x - 24, x + width)))
    return (*found, _Place(words="", attributes=Markup(""), room=(x, x + width)))


def _lane(places: Sequence[_Place], lanes: list[float]) -> tuple[int, _Place]:
    """The lane nearest to the top with room for the words, a new one while there may be more; else the emptiest."""
    for place in places:
        for lane, taken in enumerate(lanes):
            if taken <= place.room[0]:
                return lane, place
        if len(lanes) < _MAX_LANES:
            lanes.append(0.0)
            return len(lanes) - 1, place
    return min(range(len(lanes)), key=lambda lane: lanes[lane]), places[-1]


def _draw(
    drawn: Sequence[Mark],
    window: Extent,
    ticks: Sequence[tuple[datetime, str]],
    link: Callable[[Sequence[Evidence]], Markup],
    *,
    title: str,
    core: Extent | None = None,
) -> Markup:
    span = (window[1] - window[0]).total_seconds()

    def at(moment: datetime) -> float:
        share = (moment - window[0]).total_seconds() / span
        return _MARGIN + min(1.0, max(0.0, share)) * (WIDTH - 2 * _MARGIN)

    lanes: list[float] = []  # how far to the right each lane is taken
    shapes = []
    for mark in drawn:
        x = at(mark.stretch[0])
        width = max(_LEAST_BAR, at(mark.stretch[1]) - x)
        if mark.entry.derived:  # a point, not a stretch: what follows from two passages is no more exact than they are
            x, width = x + (width - _LEAST_BAR) / 2, _LEAST_BAR
        lane, place = _lane(_places(mark, x, width), lanes)
        lanes[lane] = max(lanes[lane], place.room[1] + 10)
        y = 8 + lane * _LANE
        text = Markup('<text{} y="{:.1f}">{}</text>').format(place.attributes, y + _BAR - 3.5, place.words)
        shapes.append(
            Markup("<a {}><title>{}</title>{}{}</a>").format(
                link(mark.entry.evidence), squeeze(mark.entry.text), _bar(mark, x, width, y), text
            )
        )
    base = 8 + len(lanes) * _LANE + 4
    axis = []
    if core is not None and core[1] - core[0] < 0.6 * (window[1] - window[0]):  # else it would set nothing apart
        left, right = at(core[0]), at(core[1])
        axis.append(
            Markup('<rect class="core" x="{:.1f}" y="0" width="{:.1f}" height="{}"/>').format(left, right - left, base)
        )
    axis += [Markup('<line class="axis" x1="0" x2="{}" y1="{}" y2="{}"/>').format(WIDTH, base, base)]
    for moment, words in ticks:
        x = at(moment)
        axis.append(Markup('<line class="tick" x1="{:.1f}" x2="{:.1f}" y1="0" y2="{}"/>').format(x, x, base))
        if x + len(words) * _LETTER <= WIDTH:
            axis.append(Markup('<text class="soft" x="{:.1f}" y="{}">{}</text>').format(x + 3, base + 15, words))
    return Markup('<svg viewBox="0 0 {} {}" width="{}" height="{}" role="group" aria-label="{}">{}{}</svg>').format(
        WIDTH, base + 22, WIDTH, base + 22, title, Markup("").join(axis), Markup("").join(shapes)
    )


def calendar(readout: Readout, known: dict[str, Label], link: Callable[[Sequence[Evidence]], Markup]) -> Picture | None:
    """The entries around the story's days on one scale; ``None`` where none has a place on the calendar.

    ``link`` gives the attributes of an anchor that opens the evidence.
    """
    every = marks(readout, known)
    if not every:
        return None
    core = _core(readout, every)
    near = _near(core, every) or list(every)
    exact = [mark for mark in near if mark.stretch[1] - mark.stretch[0] <= _WIDE] or near
    start = min(mark.stretch[0] for mark in exact)
    end = max(mark.stretch[1] for mark in exact)
    near = _foremost([mark for mark in near if mark.stretch[0] < end and mark.stretch[1] > start])
    start = datetime(start.year, start.month, start.day)
    if end - start < timedelta(days=3):
        end = start + timedelta(days=3)
    window = (start, end)
    svg = _draw(near, window, _day_ticks(window), link, title="Timeline by day", core=core)
    return Picture(svg=svg, shown=len(near), outside=len(readout.timeline) - len(near))


def clock(
    readout: Readout, known: dict[str, Label], link: Callable[[Sequence[Evidence]], Markup]
) -> tuple[str, Picture] | None:
    """The busiest day hour by hour, with its EDTF date; ``None`` where no day has two entries with a time."""
    timed = [mark for mark in marks(readout, known) if mark.stretch[1] - mark.stretch[0] < timedelta(hours=23)]
    counted = Counter(mark.stretch[0].date() for mark in timed)
    busy = [day for day, number in counted.items() if number >= 2]
    if not busy:
        return None
    day = min(busy, key=lambda one: (-counted[one], one))
    shown = [mark for mark in timed if mark.stretch[0].date() == day]
    start = min(mark.stretch[0] for mark in shown).replace(minute=0)
    end = max(mark.stretch[1] for mark in shown) + timedelta(hours=1)
    window = (start, max(end, start + timedelta(hours=3)))
    svg = _draw(shown, window, _hour_ticks(window), link, title=f"Timeline of {day.isoformat()} by hour")
    return day.isoformat(), Picture(svg=svg, shown=len(shown), outside=0)
