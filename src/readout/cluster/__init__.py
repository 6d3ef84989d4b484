"""Readings -> Stories: which accounts tell one event, and which of them are one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from readout.cluster.grouping import group
from readout.cluster.lineage import lineages, relations
from readout.types import Reading, Story

__all__ = ["cluster", "relations", "story", "story_id"]


def cluster(readings: Iterable[Reading]) -> tuple[Story, ...]:
    """The stories that the readings tell, in the order of their ids; every reading is in exactly one.

    The result does not depend on the order of the readings. Grouping and lineage are word-based today: accounts in
    different languages are not brought together.
    """
    return tuple(sorted((story(members) for members in group(tuple(readings))), key=lambda item: item.id))


def story(readings: Sequence[Reading]) -> Story:
    """The readings as one story, without asking whether they are one. The id follows from the accounts' ids."""
    ordered = tuple(sorted(readings, key=lambda reading: reading.id))
    name = story_id([reading.id for reading in ordered])
    return Story(id=name, readings=ordered, lineages=lineages(ordered, relations(ordered)))


def story_id(accounts: Sequence[str]) -> str:
    """The id of the story that these accounts, in the order of their ids, tell."""
    return sha256("\n".join(accounts).encode()).hexdigest()[:12]
