"""What the parts of comparison work on, made once per story."""

from __future__ import annotations

from msgspec import Struct

from readout.compare.alignment import Lexicon, Shared, lexicon, shared
from readout.compare.entities import merge_entities
from readout.compare.propositions import Proposition, propositions
from readout.types import Entity, Story


class Material(Struct, frozen=True):
    """A story with its entities and clauses. ``names`` and ``texts`` are by entity and by account id.

    ``groups`` partition the clauses, by index: those of one group tell the same.
    """

    story: Story
    entities: tuple[Entity, ...]
    entity_of: dict[tuple[str, str], str]
    names: dict[str, str]
    texts: dict[str, str]
    clauses: tuple[Proposition, ...]
    known: Lexicon
    groups: tuple[Shared, ...]


def material(story: Story) -> Material:
    """Entities merged, clauses cut, weighed and grouped."""
    entities, entity_of = merge_entities(story)
    texts = {reading.id: reading.text for reading in story.readings}
    clauses = propositions(story, entity_of)
    known = lexicon(clauses)
    return Material(
        story=story,
        entities=entities,
        entity_of=entity_of,
        names={entity.id: entity.name for entity in entities},
        texts=texts,
        clauses=clauses,
        known=known,
        groups=shared(clauses, texts, known),
    )
