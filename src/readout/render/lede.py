"""The first line of every rendering: who, where and when, each part with its evidence, and no verb of ours."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from readout.render.dates import human
from readout.render.names import Label, lineages_of, role_of
from readout.types import Entity, Evidence, Readout, TimelineEntry


class Part(Struct, frozen=True, kw_only=True):
    """A piece of the line, the words that support it, and an apposition (a role), where one is known."""

    text: str
    role: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Lede(Struct, frozen=True, kw_only=True):
    """Who, where and when; an empty tuple or ``None`` for what no account supports."""

    who: tuple[Part, ...]
    where: Part | None
    when: Part | None


def _meeting(readout: Readout, labels: dict[str, Label], persons: dict[str, Entity]) -> TimelineEntry | None:
    """The dated happening inside the story's days that brings two or more persons together, best attested first."""
    start, end = readout.story.start, readout.story.end
    together = [
        entry
        for entry in readout.timeline
        if sum(name in persons for name in entry.participants) >= 2
        and entry.status in ("happened", "under-way", "planned")
        and (start is None or entry.date[:10] >= start[:10])
        and (end is None or entry.date[:10] <= end[:10])
    ]
    return max(together, key=lambda entry: len(lineages_of(entry.evidence, labels)), default=None)


def _most_heard(readout: Readout, labels: dict[str, Label], persons: dict[str, Entity]) -> list[str]:
    """The persons by the number of independent texts in which they speak, then by how often."""
    heard: dict[str, set[str]] = {}
    often: Counter[str] = Counter()
    for statement in readout.statements:
        label = labels.get(statement.content.account)
        for speaker in statement.speakers:
            if speaker in persons and label:
                heard.setdefault(speaker, set()).add(label.lineage)
                often[speaker] += 1
    return sorted(heard, key=lambda name: (-len(heard[name]), -often[name], name))


def _person(entity: Entity) -> Part:
    evidence = tuple(item for name in entity.names for item in name.evidence)
    return Part(text=entity.name, role=role_of(entity), evidence=evidence)


def lede(readout: Readout, labels: dict[str, Label]) -> Lede:
    """Who met, or else who is heard in most texts; the story's place and days."""
    persons = {entity.id: entity for entity in readout.entities if entity.type == "person"}
    meeting = _meeting(readout, labels, persons)
    if meeting:
        names = [name for name in meeting.participants if name in persons][:3]
    else:
        names = _most_heard(readout, labels, persons)[:2]
    place = readout.story.place
    return Lede(
        who=tuple(_person(persons[name]) for name in names),
        where=Part(text=place.value, evidence=place.evidence) if place else None,
        when=_when(readout, meeting),
    )


def _when(readout: Readout, meeting: TimelineEntry | None) -> Part | None:
    start, end = readout.story.start, readout.story.end
    days = f"{start}/{end}" if start and end and start != end else start or end
    if meeting:
        return Part(text=human(meeting.date), evidence=meeting.evidence)
    if days is None:
        return None
    shown = {start, end}
    return Part(
        text=human(days), evidence=tuple(e for entry in readout.timeline if entry.date in shown for e in entry.evidence)
    )
