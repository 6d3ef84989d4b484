"""Capitals and seats of government: whether the name means the place or those who govern from it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from readout import languages
from readout.read.entities.lexicon import words
from readout.read.entities.names import Name
from readout.read.entities.rows import Row, known_at


class _Facts(NamedTuple):
    place_before: frozenset[str]
    government_before: frozenset[str]
    to_government: frozenset[str]
    from_government: frozenset[str]
    government_verbs: frozenset[str]
    spoken_to: frozenset[str]
    city_nouns: frozenset[str]
    auxiliaries: frozenset[str]
    transparent: frozenset[str]


@cache
def _facts(language: str) -> _Facts:
    data = languages.table(language, "metonyms")
    return _Facts(*(frozenset(str(data[field]).split()) for field in _Facts._fields))


def stands_for_government(row: Row, name: Name) -> bool:
    """Whether the name of a capital or a seat means the state (or the union) that is governed from it.

    It does as the subject of a verb of speaking or acting, as the owner of anything but a city's own things, and after
    words such as "accused", "with" or "against"; it is a place after "in", "from" or "to".
    """
    facts = _facts(row.language)
    seat = name.known is not None and name.known.kind == "seat"
    at = _governor(row, name.first)
    before = row.tokens[at].low if at >= 0 else ""
    if _prefixed(row, name.first) or _owned(row, name.last, facts):
        return True
    if at > 0 and before in {"to", "from"}:
        nouns = facts.to_government if before == "to" else facts.from_government
        if row.tokens[at - 1].low in nouns:
            return True
    if before in facts.place_before:
        return False
    if _acts(row, name.last, facts):
        return True
    if before in facts.government_before or before in facts.spoken_to:
        return not _city_follows(row, name.last, facts)
    return seat


def _governor(row: Row, at: int) -> int:
    """The token before the name, or before the list it ends ("Washington, Brussels and"); -1 for none."""
    steps = 0
    while at > 0 and steps < 12:
        token = row.tokens[at - 1]
        if token.low in {"the", "both"} or token.text in '"“‘':
            at -= 1
        elif token.low in {"and", "or", ","} and at >= 2 and row.tokens[at - 2].cap:
            start = _known_ending(row, at - 1)
            if start is None:
                return at - 1
            at = start
        else:
            return at - 1
        steps += 1
    return -1


def _known_ending(row: Row, end: int) -> int | None:
    for start in range(max(0, end - 4), end):
        known = known_at(row, start)
        if known and known[0] == end:
            return start
    return None


def _prefixed(row: Row, at: int) -> bool:
    """ "pro-Moscow", "anti-Kyiv"."""
    if at < 2 or row.tokens[at - 1].text != "-" or not row.tokens[at - 1].glued:
        return False
    return row.tokens[at - 2].low in {"pro", "anti"}


def _owned(row: Row, at: int, facts: _Facts) -> bool:
    """Whether the name, or the list it begins, owns what is not a city's: "Washington and Moscow's envoys"."""
    tokens = row.tokens
    for _ in range(6):
        known = known_at(row, at + 1) if at + 1 < len(tokens) and tokens[at].low in {"and", ","} else None
        if known is None:
            break
        at = known[0]
    if at >= len(tokens) or tokens[at].text not in {"'s", "’s", "'", "’"}:
        return False
    return not _city_follows(row, at + 1, facts)


def _city_follows(row: Row, at: int, facts: _Facts) -> bool:
    """Whether what follows within three words is a thing that cities have, or a name of its own."""
    for token in row.tokens[at : at + 3]:
        if token.low in facts.city_nouns:
            return True
        if not token.text[0].isalpha() or token.low in facts.place_before:
            return False
    return at < len(row.tokens) and row.tokens[at].cap and row.tokens[at].low not in words(row.language).common


def _acts(row: Row, at: int, facts: _Facts) -> bool:
    """Whether the verb of speaking or acting follows, over the rest of a list and helping verbs."""
    steps = 0
    while at < len(row.tokens) and steps < 14:
        token = row.tokens[at]
        if token.low in facts.government_verbs:
            return True
        known = known_at(row, at)
        if known:
            at = known[0]
        elif (
            token.low in facts.auxiliaries
            or token.low in facts.transparent
            or token.text == ","
            or token.low.endswith("ly")
        ):
            at += 1
        else:
            return False
        steps += 1
    return False
