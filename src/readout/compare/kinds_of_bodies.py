"""Bodies and persons told by their kind alone: "the union", "the judge", where the story has one of that kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from readout.languages import table
from readout.types import Reading, Story

_LONGEST = 3
"""Words of "the union", "its electoral commission"."""


def kind_of(name: str) -> str | None:
    """The kind of body that a name of several words ends with.

    >>> kind_of("Ardovian Dockers’ Union"), kind_of("Interpol")
    ('union', None)
    """
    words = name.casefold().split()
    return words[-1] if len(words) > 1 and words[-1].isalpha() else None


def told_by_kind(words: str) -> str | None:
    """The kind of body in a phrase that names nothing else.

    >>> told_by_kind("The union"), told_by_kind("The Dockers’ Union"), told_by_kind("a union")
    ('union', None, None)
    """
    parts = words.split()
    if not 1 < len(parts) <= _LONGEST or parts[0].casefold() not in _before():
        return None
    return parts[-1] if all(part.isalpha() and part.islower() for part in parts[1:]) else None


@cache
def _before() -> frozenset[str]:
    return frozenset(table("en", "move_lines")["pointing"]["of_a_body"].split())


class Kinds:
    """The one body or holder of an office of each kind: in an account, else in the whole story."""

    def __init__(self, story: Story, entity_of: Mapping[tuple[str, str], str]) -> None:
        own = {reading.id: _by_kind(reading, entity_of) for reading in story.readings}
        every: dict[str, set[str]] = {}
        for held in own.values():
            for kind, ids in held.items():
                every.setdefault(kind, set()).update(ids)
        self._own = own
        self._every = every

    def of(self, account: str, kind: str | None) -> str | None:
        """The body that the account means by its kind; ``None`` where it has several, or nobody has one."""
        if kind is None:
            return None
        ids = self._own.get(account, {}).get(kind) or self._every.get(kind, set())
        return min(ids) if len(ids) == 1 else None


def _by_kind(reading: Reading, entity_of: Mapping[tuple[str, str], str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entity in reading.entities:
        shared = entity_of.get((reading.id, entity.id))
        kind = kind_of(entity.name) if entity.type in ("organisation", "group") else None
        if shared is not None and kind is not None:
            found.setdefault(kind, set()).add(shared)
        if shared is not None and entity.type == "person":
            for role in entity.roles:
                office = role.value.split(" of ")[0].casefold().split()
                if office:
                    found.setdefault(office[-1], set()).add(shared)
    return found
