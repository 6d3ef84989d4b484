"""The first line of every rendering: who, where and when, each part with its evidence, and no verb of ours."""

from __future__ import annotations

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


def _foremost(readout: Readout, labels: dict[str, Label], persons: dict[str, Entity]) -> list[str]:
    """The speakers by the independent texts that name them in a headline, that name them at all, that quote them.

    Those who are given a role come first: they are persons beyond doubt, and the reader learns who they are.
    """
    headlines = {
        (account.id, block.start, block.end)
        for account in readout.accounts
        for block in account.blocks
        if block.role == "headline"
    }
    headed: dict[str, set[str]] = {name: set() for name in persons}
    named: dict[str, set[str]] = {name: set() for name in persons}
    heard: dict[str, set[str]] = {name: set() for name in persons}
    for name, entity in persons.items():
        for item in (item for variant in entity.names for item in variant.evidence if item.account in labels):
            named[name].add(labels[item.account].lineage)
            if any(item.account == at and start <= item.start < end for at, start, end in headlines):
                headed[name].add(labels[item.account].lineage)
    for statement in readout.statements:
        for speaker in set(statement.speakers) & persons.keys():
            if statement.content.account in labels:
                heard[speaker].add(labels[statement.content.account].lineage)
    spoken = [name for name in persons if heard[name]]
    return sorted(
        spoken,
        key=lambda name: (not persons[name].roles, -len(headed[name]), -len(named[name]), -len(heard[name]), name),
    )


def _person(entity: Entity) -> Part:
    evidence = tuple(item for name in entity.names for item in name.evidence)
    return Part(text=entity.name, role=role_of(entity), evidence=evidence)


def lede(readout: Readout, labels: dict[str, Label]) -> Lede:
    """Who met, or else who speaks and is named foremost; the story's place and days."""
    persons = {entity.id: entity for entity in readout.entities if entity.type == "person"}
    meeting = _meeting(readout, labels, persons)
    if meeting:
        names = [name for name in meeting.participants if name in persons]
        names = sorted(names, key=lambda name: not persons[name].roles)[:3]
    else:
        names = _foremost(readout, labels, persons)[:2]
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
