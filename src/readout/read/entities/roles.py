"""Roles: the words before or after a person's name that say which office they hold, for whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from readout import languages
from readout.read.entities.lexicon import match_office, titles, words
from readout.read.entities.names import Name
from readout.read.entities.rows import Row, known_at
from readout.read.entities.tokens import Token
from readout.types import Span


class Role(NamedTuple):
    """An office with those it is held for: ``office`` in lower case ("foreign minister"), ``of`` the state or body.

    ``told`` is false where the words themselves name no office ("his Corvian counterpart").
    """

    span: Span
    office: str
    of: str | None
    former: bool
    told: bool = True


class Grammar(NamedTuple):
    """Closed classes of words, and what the offices of a language are also called."""

    determiners: frozenset[str]
    prepositions: frozenset[str]
    adverbs: frozenset[str]
    helping: frozenset[str]
    being: frozenset[str]
    saying: frozenset[str]
    equal: dict[str, tuple[str, ...]]


@cache
def grammar(language: str) -> Grammar:
    """The closed classes of a language."""
    data = languages.table(language, "offices")
    (determiners, prepositions, adverbs, helping, being, saying) = (
        frozenset(str(data["pronouns"][name]).split()) for name in Grammar._fields[:-1]
    )
    equal = {name: tuple(others) for name, others in data["equal"].items()}
    return Grammar(determiners, prepositions, adverbs, helping, being, saying, equal)


_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_HYPHENS = frozenset("-‐‑–")
_CLOSING = frozenset(',;.():—“”"')
_FORMER = frozenset({"former", "ex", "late", "then"})


def role_before(row: Row, name: Name) -> Role | None:
    """The role right before a name, or before its comma: "Foreign Minister Ilse Marn", "her deputy, Ole Tid"."""
    at = name.first
    comma = at > 0 and row.tokens[at - 1].text == ","
    end = at - 1 if comma else at
    start = _office_ending(row, end)
    while start is None and end > 0 and row.tokens[end - 1].low in titles(row.language).address:
        end -= 1  # "Foreign Minister Dr. Ilse Marn"
        start = _office_ending(row, end)
    if start is None:
        return _long_role(row, end) if comma else None
    first = _leftwards(row, start, name.first)
    if comma and not _opens_phrase(row, first):
        return _long_role(row, end)
    return _role(row, first, end)


def _office_ending(row: Row, end: int) -> int | None:
    """Where the longest office that ends at ``end`` begins."""
    for start in range(max(0, end - 5), end):
        for phrase in titles(row.language).offices.get(row.tokens[start].low, ()):
            if start + len(phrase) == end and all(row.tokens[start + i].low == w for i, w in enumerate(phrase)):
                return start
    return None


def _leftwards(row: Row, start: int, limit: int) -> int:
    """Back from an office over modifiers, names, possessives and hyphens to where its phrase begins."""
    at = start
    while at > 0 and limit - at < 14:
        token = row.tokens[at - 1]
        if token.text in _POSSESSIVES and at > 1:
            named = _known_ending(row, at - 1)
            if named is None and not row.tokens[at - 2].cap:
                break
            at = named if named is not None else at - 2
        elif token.text in _HYPHENS and at > 1 and token.glued:
            at -= 2
        else:
            named = _known_ending(row, at)
            if named is not None:
                at = named
            elif _modifies(row, at - 1):
                at -= 1
            else:
                break
    return at


def _known_ending(row: Row, end: int) -> int | None:
    for start in range(max(0, end - 7), end):
        known = known_at(row, start)
        if known and known[0] == end:
            return start if row.tokens[start].low != "the" else start + 1
    return None


def _modifies(row: Row, at: int) -> bool:
    token = row.tokens[at]
    facts = words(row.language)
    if token.low in titles(row.language).modifiers:
        return True
    if token.low in facts.openers or not token.text[0].isalpha() or at in row.barred:
        return False
    return token.cap and at > 0


def _opens_phrase(row: Row, first: int) -> bool:
    """Whether the phrase may stand in apposition: after a determiner or a mark, or with an owner in it."""
    determined = first > 0 and row.tokens[first - 1].low in grammar(row.language).determiners
    inside = row.tokens[first:]
    return determined or any(t.text in _POSSESSIVES for t in inside[:6])


def _long_role(row: Row, end: int) -> Role | None:
    """A phrase with its own complement before a comma: "the envoy to the talks in Aldan, Ole Tid"."""
    speech = words(row.language).speech
    for start in range(end - 1, max(-1, end - 16), -1):
        token = row.tokens[start]
        if token.text in {",", ";", ":", "."} or token.low in speech:
            return None
        if token.low in {"the", "a", "an", "his", "her", "its", "their"}:
            office = _head_office(row, start + 1, end)
            if office is not None:
                return _role(row, start + 1, end)
    return None


def _head_office(row: Row, first: int, last: int) -> tuple[int, int] | None:
    """The office that heads the phrase: it stands before the first preposition that is no part of an office."""
    facts = grammar(row.language)
    best: tuple[int, int] | None = None
    at = first
    while at < last:
        office = match_office(row.tokens, at, row.language)
        if office and office <= last:
            best = (at, office)
            at = office
            continue
        token = row.tokens[at]
        if token.low in facts.prepositions or token.low in {"and", "who", "that", "which"}:
            return best
        if token.text in {",", ";", ":", ".", "(", ")", "!", "?"} or token.low in words(row.language).speech:
            return best
        best = None  # the office described what stands here: "the president's plan"
        at += 1
        if at - first > 7:
            return None
    return best


def paired_roles(row: Row, people: Sequence[Name]) -> list[tuple[Name, Role]]:
    """Roles told of two people in one phrase: "Ilse Marn and Ole Tid, the foreign ministers of Ardovia and Corvia"."""
    found: list[tuple[Name, Role]] = []
    tokens = row.tokens
    for a, b in pairwise(people):
        if b.first != a.last + 1 or tokens[a.last].low != "and" or b.last + 2 >= len(tokens):
            continue
        at = b.last + 1
        if tokens[b.last].text != "," or tokens[at].low != "the":
            continue
        link = next((i for i in range(at + 1, min(at + 7, len(tokens))) if tokens[i].low in {"of", "from"}), None)
        first = known_at(row, link + 1) if link is not None and link + 1 < len(tokens) else None
        if link is None or first is None or first[0] + 1 >= len(tokens) or tokens[first[0]].low != "and":
            continue
        second = known_at(row, first[0] + 1)
        office = " ".join(token.low for token in tokens[at + 1 : link])
        if second is None or not office.endswith("s"):
            continue
        for name, (end, known) in ((a, first), (b, second)):
            span = (tokens[at + 1].start, tokens[end - 1].end)
            found.append((name, Role(span, office[:-1], known.stands_for or known.name, former=False, told=False)))
    return found


def role_after(row: Row, name: Name) -> Role | None:
    """The role in apposition after a name: "Ilse Marn, the Ardovian foreign minister, said"."""
    at = name.last
    tokens = row.tokens
    if at + 1 >= len(tokens) or tokens[at].text != ",":
        return None
    at += 1
    if at + 1 < len(tokens) and tokens[at].text.isdigit() and tokens[at + 1].text == ",":
        at += 2
    facts = grammar(row.language)
    if at >= len(tokens):
        return None
    determined = tokens[at].low in {"the", "a", "an", "his", "her", "its", "their"}
    start = at + 1 if determined else at
    end = start
    while end < len(tokens) and end - start < 14 and tokens[end].text not in _CLOSING:
        if tokens[end].low in {"who", "and", "which", "that", "said", "says", "told", "while", "but"}:
            break
        end += 1
    office = _head_office(row, start, end)
    if office is None or (not determined and tokens[start].low in facts.prepositions):
        return None
    if not determined and _known_or_modifier(row, start) is False and office[0] != start:
        return None
    following = tokens[end] if end < len(tokens) else None
    if office[1] < end and tokens[office[1]].low not in facts.prepositions:
        return None
    if following is not None and end < len(tokens) and following.low == "and" and not determined:
        return None  # a list of names and offices
    if _name_follows(tokens, office[1], end):
        return None
    return _role(row, start, end)


def _known_or_modifier(row: Row, at: int) -> bool:
    token = row.tokens[at]
    return token.cap or token.low in titles(row.language).modifiers or known_at(row, at) is not None


def _name_follows(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "Marn, President Ole Tid and ...": the office is the next person's."""
    return at < end and tokens[at].cap


def _role(row: Row, first: int, end: int) -> Role | None:
    if first >= end:
        return None
    head = _head_office(row, first, end) or _last_office(row, first, end)
    if head is None:
        return None
    office_first, office_end = head
    modifiers = titles(row.language).modifiers
    start = office_first
    while start > first and row.tokens[start - 1].low in modifiers - _FORMER:
        start -= 1
    office = " ".join(token.low for token in row.tokens[start:office_end]).replace(" - ", "-")
    of = whose(row, first, end)
    former = any(token.low in _FORMER for token in row.tokens[first:office_first])
    return Role((row.tokens[first].start, row.tokens[end - 1].end), office, of, former)


def _last_office(row: Row, first: int, end: int) -> tuple[int, int] | None:
    start = _office_ending(row, end)
    return (start, end) if start is not None and start >= first else None


def whose(row: Row, first: int, end: int) -> str | None:
    """The state or body that a phrase names as the one it belongs to: by adjective, owner, or after "of"."""
    for at in range(first, end):
        known = known_at(row, at)
        if known and known[0] <= end and (known[1].stands_for or known[1].kind == "international"):
            return known[1].stands_for or known[1].name
    return None
