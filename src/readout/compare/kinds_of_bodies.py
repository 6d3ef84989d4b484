"""Bodies and persons told by their kind alone: "the union", "the judge", where the story has one of that kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from readout.languages import table
from readout.types import Reading, Story

_OF, _THE = "of", "the"
_LONGEST = 3
"""Words of "the union", "its electoral commission"."""


def kinds_of(name: str) -> tuple[str, ...]:
    """The kinds of body that a name of several words ends with: at its end, and before "of" where it has one.

    >>> kinds_of("Ardovian Dockers’ Union"), kinds_of("Council of Coastal States"), kinds_of("Interpol")
    (('union',), ('council', 'states'), ())
    """
    words = name.casefold().split()
    heads = [words[words.index(_OF) - 1], words[-1]] if _OF in words[1:] else words[-1:]
    return tuple(head for head in heads if len(words) > 1 and head.isalpha())


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

    def named_by(self, names: Collection[str]) -> str | None:
        """The one body of the story whose kind alone is all that ``names`` say: "Council", "the Council"."""
        plain = {name.casefold().removeprefix(f"{_THE} ") for name in names}
        ids = {found for kind in plain for found in self._every.get(kind, ())} if len(plain) == 1 else set()
        return min(ids) if len(ids) == 1 else None

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
        if shared is not None and entity.type in ("organisation", "group"):
            for kind in kinds_of(entity.name):
                found.setdefault(kind, set()).add(shared)
        if shared is not None and entity.type == "person":
            for role in entity.roles:
                office = role.value.split(" of ")[0].casefold().split()
                if office:
                    found.setdefault(office[-1], set()).add(shared)
    return found
