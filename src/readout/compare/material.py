"""What the parts of comparison work on, made once per story."""

from __future__ import annotations

from msgspec import Struct

from readout.compare.alignment import Lexicon, Shared, lexicon, shared
from readout.compare.entities import merge_entities
from readout.compare.parties import parties
from readout.compare.propositions import Proposition, propositions
from readout.types import Entity, Story


class Material(Struct, frozen=True):
    """A story with its entities and clauses; ``party_of`` is the country that an entity speaks for.

    ``names`` and ``texts`` are by entity and by account id.

    ``groups`` partition the clauses, by index: those of one group tell the same.
    """

    story: Story
    entities: tuple[Entity, ...]
    entity_of: dict[tuple[str, str], str]
    party_of: dict[str, str]
    names: dict[str, str]
    texts: dict[str, str]
    clauses: tuple[Proposition, ...]
    known: Lexicon
    groups: tuple[Shared, ...]


def material(story: Story) -> Material:
    """Entities merged, clauses cut, weighed and grouped."""
    entities, entity_of = merge_entities(story)
    texts = {reading.id: reading.text for reading in story.readings}
    party_of = parties(entities)
    clauses = propositions(story, entity_of, party_of)
    known = lexicon(clauses)
    return Material(
        story=story,
        entities=entities,
        entity_of=entity_of,
        party_of=party_of,
        names={entity.id: entity.name for entity in entities},
        texts=texts,
        clauses=clauses,
        known=known,
        groups=shared(clauses, texts, known, party_of),
    )
