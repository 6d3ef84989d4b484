"""Entries of the timeline while they are gathered, and those that tell one happening in other words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

from readout import edtf
from readout.compare.happenings import Happening
from readout.compare.same_happening import places_agree, share
from readout.models.reader import vectors

_LIKE = 0.62
"""Cosine of two lines of one day from which they tell one happening: of 143 pairs of lines of one day in 45 public
stories the 9 above it did, of the next 20 below it 7."""
_LIKE_WORDS = 0.2
"""Share of the shorter line's words that they must have in common besides."""
_LIKE_FAR = 0.3
"""The same for a day well before or after the news: two accounts that name it name it for one thing."""
_LIKE_WIDE = 0.45
"""The same for a month or year to come."""
_FAR = timedelta(days=4)
_MOST_LINES = 240
"""Lines looked at; more than the days of any one story hold, and half a second."""


class Entry:
    """The tellings of one happening while they are gathered; ``anchors`` are passages its derived time rests on."""

    def __init__(self, first: Happening, derived: str | None = None, anchors: Sequence[Happening] = ()) -> None:
        self.told = [first]
        self.derived = derived
        self.anchors = list(anchors)

    @property
    def stated(self) -> list[str]:
        """The dates that accounts state."""
        return [h.date for h in self.told if h.date is not None]

    @property
    def date(self) -> str:
        """The most precise date that is supported; of equals the one that most accounts give."""
        dates = self.stated
        if not dates:
            assert self.derived is not None
            return self.derived
        counts = Counter(dates)
        return min(dates, key=lambda d: (width(d), -counts[d], d))


def width(date: str) -> float:
    """Seconds that a date spans; endless for an open one."""
    found = edtf.parse(date)
    if found is None or found.first is None or found.last is None:
        return float("inf")
    return (found.last - found.first).total_seconds()


def joined_by_meaning(entries: Sequence[Entry], written: Sequence[date]) -> list[Entry]:
    """The entries with those made one that tell the same of the same day; ``written`` are the days of publication."""
    days: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        day = _named_day(entry)
        if day is not None or _lies_ahead(entry, written):
            days[day.isoformat() if day else entry.date.removeprefix("../")].append(entry)
    pairs = [
        (one, other)
        for named in sorted(days)
        for one, other in combinations(days[named], 2)
        if {h.account for h in one.told} != {h.account for h in other.told} and _may_be_one(one, other)
    ]
    lines = list(dict.fromkeys(entry.told[0].line for pair in pairs for entry in pair))[:_MOST_LINES]
    if not lines:
        return list(entries)
    found = dict(zip(lines, vectors(lines), strict=True))
    scored = []
    for number, (one, other) in enumerate(pairs):
        a, b = found.get(one.told[0].line), found.get(other.told[0].line)
        if a is None or b is None:
            continue
        like = round(float(a @ b), 4)
        words = max(share(x, y) for x in one.told[:4] for y in other.told[:4])
        day = _named_day(one)
        far = bool(written) and day is not None and (min(written) - day > _FAR or day - max(written) > _FAR)
        wide = day is None and like >= _LIKE_WIDE
        if (like >= _LIKE and words >= _LIKE_WORDS) or (far and like >= _LIKE_FAR) or wide:
            scored.append((-like, number))
    gone: dict[int, Entry] = {}
    for _, number in sorted(scored):
        one, other = (_home(entry, gone) for entry in pairs[number])
        if one is not other and _may_be_one(one, other):
            one.told.extend(other.told)
            one.anchors.extend(other.anchors)
            gone[id(other)] = one
    return [entry for entry in entries if id(entry) not in gone]


def _named_day(entry: Entry) -> date | None:
    """The day of an entry, or that by which it is to happen."""
    return edtf.day(entry.date.removeprefix("../"))


def _lies_ahead(entry: Entry, written: Sequence[date]) -> bool:
    """Whether the month or year of an entry begins after all accounts were written."""
    first = edtf.earliest(entry.date.removeprefix("../"))
    return bool(written) and first is not None and first.date() > max(written)


def _home(entry: Entry, gone: dict[int, Entry]) -> Entry:
    """The entry into which an entry has gone."""
    while id(entry) in gone:
        entry = gone[id(entry)]
    return entry


def _may_be_one(one: Entry, other: Entry) -> bool:
    """Whether the times and places of all tellings go together, and no account tells both in clauses of its own."""
    if not edtf.compatible(one.date, other.date):
        return False
    if {h.account for h in one.told} & {h.account for h in other.told}:
        return False
    return all(places_agree(a, b) for a in one.told[:4] for b in other.told[:4])
