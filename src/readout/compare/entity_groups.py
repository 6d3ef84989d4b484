"""Entities of single accounts while it is found which of them are one: with folded names, in disjoint sets."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from readout.types import Entity

_WORD = re.compile(r"[^\W_]+")
_DROPPED = frozenset({"the"})
SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "le", "du", "des", "del"})
"""Words of a name that its initials leave out."""


class Local(Struct, frozen=True):
    """An entity of one account with its folded name."""

    account: str
    entity: Entity
    words: tuple[str, ...]


def fold(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, possessive and article.

    >>> fold("the Côte d'Ivoire’s")
    ('cote', 'd', 'ivoire')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"['’]s?$", "", plain.strip())
    words = tuple(_WORD.findall(plain))
    return words[1:] if len(words) > 1 and words[0] in _DROPPED else words


class Groups:
    """Disjoint sets of locals, by index (union-find)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, at: int) -> int:
        """The lowest index of the set that holds ``at``."""
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, a: int, b: int) -> None:
        """Make the sets of two indices one."""
        one, two = sorted((self.root(a), self.root(b)))
        self._parent[two] = one
