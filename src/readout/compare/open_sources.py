"""Sources that their own account leaves open, settled by what the other accounts of the story tell of offices.

"The foreign minister" of a page that names no minister is the one person on it whom another page calls one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from readout.compare.entity_groups import fold
from readout.compare.short_names import heads
from readout.languages import table
from readout.types import Reading, Story

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_POSSESSIVE = re.compile(r"^(?P<owner>.*?)['’]s?\s+(?P<rest>\S.*)$", re.DOTALL)
_LONGEST = 60  # code points of a source that is an office and nothing else


class Offices(Struct, frozen=True):
    """The persons of a story by account, and the words of their offices over all accounts, their last word last.

    ``bodies`` are the organisations of the story by what they can be called for short, each with the words of its name.
    """

    present: Mapping[str, frozenset[str]]
    held: Mapping[str, frozenset[tuple[str, ...]]]
    bodies: Mapping[str, Mapping[str, frozenset[str]]]

    def holder(self, reading: Reading, source: str) -> str | None:
        """The one person of an account whom a source without a name can mean; ``None`` where it says something else.

        The office must be told with as many words, or with fewer on one side: "the minister", "foreign minister".
        """
        office = _office(source)
        if not office:
            return self._body(source)
        people = self.present.get(reading.id, frozenset())
        fits = [who for who in sorted(people) if any(_same(office, role) for role in self.held.get(who, ()))]
        return fits[0] if len(fits) == 1 else None

    def _body(self, source: str) -> str | None:
        """The one organisation of the story that "their union", "the reference laboratory in Elmstad" can mean."""
        words = [word for word in _WORD.findall(source.split(",", maxsplit=1)[0]) if len(source) <= _LONGEST]
        if not words or words[0].casefold() not in _definite():
            return None
        link = next((at for at, word in enumerate(words) if word in ("of", "in", "at", "for")), len(words))
        plain = words[1:link]
        if not plain or any(word != word.casefold() for word in plain):
            return None
        named = {word.casefold() for word in words[1:] if word not in _definite()} - {"of", "in", "at", "for"}
        fits = self.bodies.get(plain[-1], {})
        chosen = [who for who in sorted(fits) if named <= fits[who]]
        return chosen[0] if len(fits) == 1 and chosen else None


def offices(story: Story, entity_of: Mapping[tuple[str, str], str]) -> Offices:
    """Who is on which account, and which offices all accounts give them."""
    present: dict[str, set[str]] = defaultdict(set)
    held: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    bodies: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for reading in story.readings:
        for entity in reading.entities:
            who = entity_of.get((reading.id, entity.id))
            if who is None:
                continue
            if entity.type == "organisation":
                for name in entity.names:
                    words_of = fold(name.value)
                    for head in heads(words_of) if len(words_of) > 1 else ():
                        bodies[head].setdefault(who, set()).update(words_of)
            if entity.type != "person":
                continue
            present[reading.id].add(who)
            held[who].update(words for role in entity.roles if (words := _office(role.value, told=True)))
    return Offices(
        present={account: frozenset(people) for account, people in present.items()},
        held={who: frozenset(roles) for who, roles in held.items()},
        bodies={head: {who: frozenset(words) for who, words in by.items()} for head, by in bodies.items()},
    )


@cache
def _heads() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in table("en", "titles")["offices"])


@cache
def _ranks() -> frozenset[str]:
    return frozenset(table("en", "conversations")["ranks"])


def _office(words: str, *, told: bool = False) -> tuple[str, ...]:
    """The words of an office without whose it is: "Quillon’s foreign minister", "the minister"; of nothing else none.

    ``told`` takes any words of a role; else they must begin with an article or an owner, and end in an office.
    """
    if len(words) > _LONGEST:
        return ()
    plain = re.split(r",|\s(?:of|for|who|in|at|from|on)\s", words.strip())[0]
    owned = _POSSESSIVE.match(plain)
    rest = owned["rest"] if owned else plain
    found = [word.casefold() for word in _WORD.findall(rest)]
    article = bool(found) and found[0] in _articles()
    if article:
        found = found[1:]
    if told:
        return tuple(found)
    determined = article or owned is not None
    return tuple(found) if determined and found and found[-1] in _heads() and rest.split()[-1].islower() else ()


@cache
def _definite() -> frozenset[str]:
    return _articles() - {"a", "an", "that", "our"}


@cache
def _articles() -> frozenset[str]:
    return frozenset(table("en", "conversations")["articles"])


def _same(office: tuple[str, ...], role: tuple[str, ...]) -> bool:
    """Whether an office can be the role, told with more words or with fewer, of the same rank."""
    if office[-1] != role[-1] or _ranks().intersection(office) != _ranks().intersection(role):
        return False
    return set(office) <= set(role) or set(role) <= set(office)
