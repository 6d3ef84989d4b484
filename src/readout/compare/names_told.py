"""What the accounts of a story call its parties: full names, kinds alone, pronouns, places."""

from __future__ import annotations

from collections.abc import Mapping

from readout.compare.kinds_of_bodies import Kinds
from readout.languages import table
from readout.types import Story


def plain(words: str) -> str:
    """A name in lower case without its article and line breaks."""
    folded = " ".join(words.casefold().split())
    return folded.removeprefix("the ")


def by_name(story: Story, entity_of: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Readout entities by the names that any account gives them, where a name is of one entity only."""
    found: dict[str, set[str]] = {}
    for reading in story.readings:
        for entity in reading.entities:
            shared = entity_of.get((reading.id, entity.id))
            if shared is not None:
                for name in (entity.name, *(source.value for source in entity.names)):
                    found.setdefault(plain(name), set()).add(shared)
    return {name: min(ids) for name, ids in found.items() if len(ids) == 1}


def fuller(story: Story, entity_of: Mapping[tuple[str, str], str], kinds: Kinds) -> dict[str, str]:
    """From bodies that are named by their kind alone to the one of that kind: "the Council" is one named in full."""
    names: dict[str, set[str]] = {}
    for reading in story.readings:
        for entity in reading.entities:
            shared = entity_of.get((reading.id, entity.id))
            if shared is not None and entity.type in ("organisation", "group"):
                names.setdefault(shared, set()).update((entity.name, *(source.value for source in entity.names)))
    found = {shared: kinds.named_by(held) for shared, held in names.items()}
    return {shared: other for shared, other in found.items() if other is not None and other != shared}


def called(story: Story, entity_of: Mapping[tuple[str, str], str]) -> dict[str, frozenset[str]]:
    """Pronouns and titles by which accounts call each person."""
    forms = frozenset(word for held in table("en", "move_lines")["sexes"].values() for word in held.split())
    found: dict[str, set[str]] = {}
    for reading in story.readings:
        for mention in reading.mentions:
            shared = entity_of.get((reading.id, mention.entity)) if mention.entity is not None else None
            if shared is None:
                continue
            first = reading.text[max(0, mention.span[0] - 5) : mention.span[1]].casefold().replace(".", " ").split()
            found.setdefault(shared, set()).update(word for word in first[:3] if word in forms)
    return {shared: frozenset(words) for shared, words in found.items()}


def states(story: Story, entity_of: Mapping[tuple[str, str], str]) -> frozenset[str]:
    """Readout entities that some account has as a place: the states among the parties."""
    return frozenset(
        entity_of[reading.id, entity.id]
        for reading in story.readings
        for entity in reading.entities
        if entity.type == "place" and (reading.id, entity.id) in entity_of
    )


def full_names(story: Story, entity_of: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The fullest name that an account gives each readout entity."""
    found: dict[str, set[str]] = {}
    for reading in story.readings:
        for entity in reading.entities:
            shared = entity_of.get((reading.id, entity.id))
            if shared is not None:
                found.setdefault(shared, set()).add(entity.name)
    return {shared: min(names, key=lambda n: (-len(n), n)) for shared, names in found.items()}
