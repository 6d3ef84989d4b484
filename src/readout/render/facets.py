"""What the report can be filtered by: speakers, parties, days and kinds; and what each line says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from readout.render.dates import extent, human
from readout.render.names import entity_names, squeeze
from readout.types import Readout

_LONGEST = 62  # days; what is told less exactly than this stands on no single day of a filter
_MOST_DAYS = 60
_SHORTEST = 3  # letters of a name that is looked for in a line


class Choice(Struct, frozen=True, kw_only=True):
    """One value of a filter: what the lines carry, what a person reads, and how many lines it leaves."""

    value: str
    name: str
    lines: int


class Facets(Struct, frozen=True, kw_only=True):
    """The filters with their values; a kind's group is the section that it belongs to."""

    speakers: tuple[Choice, ...]
    parties: tuple[Choice, ...]
    days: tuple[Choice, ...]
    kinds: tuple[tuple[str, tuple[Choice, ...]], ...]
    numbers: dict[str, int]
    named: tuple[tuple[str, str], ...]

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The entities whose names stand in ``text`` as whole words."""
        return tuple(dict.fromkeys(one for name, one in self.named if name in text and _whole(name, text)))

    def of(
        self,
        kinds: Iterable[str],
        who: Iterable[str] = (),
        speakers: Iterable[str] = (),
        dates: Iterable[str | None] = (),
    ) -> Markup:
        """The attributes of a line of ``kinds`` that concerns ``who``, said or done by ``speakers`` on ``dates``."""
        spoken = list(dict.fromkeys(speakers))
        values = {
            "kind": dict.fromkeys(kinds),
            "who": dict.fromkeys(str(self.numbers[one]) for one in (*who, *spoken) if one in self.numbers),
            "say": dict.fromkeys(str(self.numbers[one]) for one in spoken if one in self.numbers),
            "day": dict.fromkeys(found for date in dates if (found := _days(date))),
        }
        return Markup(" ").join(
            Markup('data-{}="{}"').format(name, " ".join(found)) for name, found in values.items() if found
        )


def _whole(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _days(date: str | None) -> str:
    """The day that ``date`` covers, or its first and last with a slash; "" for what is vague or long."""
    found = extent(date) if date else None
    if found is None or found[1] - found[0] > timedelta(days=_LONGEST):
        return ""
    first, last = found[0].date().isoformat(), (found[1] - timedelta(seconds=1)).date().isoformat()
    return first if first == last else f"{first}/{last}"


def _people(readout: Readout) -> tuple[Counter[str], Counter[str]]:
    """How many lines each speaker and each party (what is no person) has a part in."""
    speakers: Counter[str] = Counter()
    parties: Counter[str] = Counter()
    persons = {entity.id for entity in readout.entities if entity.type == "person"}
    by_id = {statement.id: statement for statement in readout.statements}
    for utterance in readout.utterances:
        said = by_id.get(utterance.preferred)
        speakers.update(dict.fromkeys(said.speakers if said else (), 1))
        parties.update(dict.fromkeys(said.speakers if said else (), 1))
    for move in readout.moves:
        speakers.update(dict.fromkeys(move.actors, 1))
        parties.update(dict.fromkeys((*move.actors, *move.targets), 1))
    for entry in readout.timeline:
        parties.update(dict.fromkeys(entry.participants, 1))
    for person in persons:
        del parties[person]
    return speakers, parties


def facets(readout: Readout, year: int | None = None) -> Facets:
    """The filters of a readout: of days those that a line names by itself, without the year where it is ``year``."""
    names = entity_names(readout)
    speakers, parties = _people(readout)
    numbers = {entity.id: place for place, entity in enumerate(readout.entities)}

    def choices(counted: Counter[str]) -> tuple[Choice, ...]:
        found = [
            Choice(value=str(numbers[one]), name=names[one], lines=many)
            for one, many in counted.items()
            if one in numbers
        ]
        return tuple(sorted(found, key=lambda choice: (choice.name.casefold(), int(choice.value))))

    dates = [entry.date for entry in readout.timeline] + [move.date for move in readout.moves]
    dates += [statement.said for statement in readout.statements]
    counted = Counter(found for date in dates if (found := _days(date)) and "/" not in found)
    busiest = sorted(counted, key=lambda day: (-counted[day], day))[:_MOST_DAYS]
    groups: list[tuple[str, Counter[Any]]] = [
        ("Moves", Counter(move.kind for move in readout.moves)),
        ("Timeline", Counter(entry.status for entry in readout.timeline)),
        ("Statements", Counter(statement.type for statement in readout.statements)),
        ("Disputed", Counter(item.relation for item in readout.discrepancies)),
        ("Agreed", Counter("fact" for _ in readout.facts)),
        ("Left out", Counter(item.kind for item in readout.omissions)),
    ]
    return Facets(
        speakers=choices(speakers),
        parties=choices(parties),
        days=tuple(Choice(value=day, name=human(day, year), lines=counted[day]) for day in sorted(busiest)),
        kinds=tuple(
            (group, tuple(Choice(value=kind, name=kind.replace("-", " "), lines=found[kind]) for kind in sorted(found)))
            for group, found in groups
            if found
        ),
        numbers=numbers,
        named=tuple(
            (name, entity.id)
            for entity in readout.entities
            for name in dict.fromkeys([squeeze(entity.name), *(squeeze(variant.value) for variant in entity.names)])
            if len(name) >= _SHORTEST and name[:1].isupper()
        ),
    )
