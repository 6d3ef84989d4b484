"""The facts about names that reading needs, in the form in which it asks for them: loaded once, never changed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, NamedTuple

from readout import languages
from readout.read.entities.tokens import Token, tokens
from readout.types import EntityType

Kind = Literal["state", "capital", "seat", "demonym", "international", "region", "community"]


class Known(NamedTuple):
    """A known name: what it names (``name``), of which kind, and the state or body that it may stand for."""

    name: str
    kind: Kind
    type: EntityType
    stands_for: str | None
    weak: bool = False


Phrases = dict[str, tuple[tuple[tuple[str, ...], Known], ...]]


@cache
def slug(name: str) -> str:
    """A name as an id.

    >>> slug("Élysée Palace")
    'elysee-palace'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return "-".join(re.findall(r"[^\W_]+", plain)) or "x"


def _words(phrase: str) -> tuple[str, ...]:
    if phrase.replace(" ", "").isalpha():
        return tuple(phrase.split())
    return tuple(token.text for token in tokens(phrase, (0, len(phrase))))


def _entries(line: str) -> list[str]:
    return [entry.strip() for entry in line.split(";") if entry.strip()]


@cache
def gazetteer() -> Phrases:
    """Known names by their first word, longest first."""
    found: dict[tuple[str, ...], Known] = {}

    def add(phrase: str, known: Known) -> None:
        weak = phrase.startswith("~")
        found.setdefault(_words(phrase.lstrip("~")), known._replace(weak=weak))

    for line in languages.words("shared", "countries"):
        name, aliases, demonyms, capitals, seats = [part.strip() for part in (line + " ").split("|")]
        for alias in (name, *_entries(aliases)):
            add(alias, Known(name, "state", "place", name))
        for demonym in _entries(demonyms):
            add(demonym, Known(demonym, "demonym", "group", name))
        spelled = _entries(capitals)
        for capital in spelled:
            add(capital, Known(spelled[0].lstrip("~"), "capital", "place", name))
        for seat in _entries(seats):
            add(seat, Known(seat, "seat", "place", name))
    for line in languages.words("shared", "international"):
        name, aliases, kind, seats = [part.strip() for part in (line + " ").split("|")]
        type_: EntityType = "group" if kind == "group" else "agreement" if kind == "agreement" else "organisation"
        for alias in (name, *_entries(aliases)):
            add(alias, Known(name, "international", type_, name))
        for seat in _entries(seats):
            add(seat, Known(seat, "seat" if seat != "Brussels" else "capital", "place", name))
    for line in languages.words("shared", "places"):
        names, _, adjectives = line.partition("/")
        for name in _entries(names):
            add(name, Known(name, "region", "place", None))
        for adjective in _entries(adjectives):
            add(adjective, Known(adjective, "demonym", "group", _entries(names)[-1]))
    for line in languages.words("shared", "communities"):
        forms = _entries(line)
        for form in forms:
            add(form, Known(forms[0], "community", "group", None))
    bare = {phrase: known for phrase, known in found.items() if phrase[0] != "the" or found.get(phrase[1:]) is None}
    by_first: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for phrase, known in bare.items():
        by_first.setdefault(phrase[0], []).append((phrase, known))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in by_first.items()}


@cache
def _adjectives() -> dict[str, str]:
    lines = (line.split("|") for line in languages.words("shared", "countries"))
    return {line[0].strip(): (_entries(line[2]) or [line[0].strip()])[0] for line in lines}


def adjective(state: str) -> str:
    """The adjective of a state, or its name where it has none.

    >>> adjective("Romania")
    'Romanian'
    """
    return _adjectives().get(state, state)


def match_known(row: list[Token], at: int) -> tuple[int, Known] | None:
    """The longest known name that begins at ``row[at]``: where it ends, and what it is."""
    return match_in(gazetteer(), row, at)


def match_in(phrases: Phrases, row: list[Token], at: int) -> tuple[int, Known] | None:
    """The first of ``phrases`` that begins at ``row[at]``: where it ends, and what it is."""
    for phrase, known in phrases.get(row[at].text, ()):
        end = at + len(phrase)
        if end <= len(row) and all(row[at + i].text == word for i, word in enumerate(phrase)):
            return end, known
    return None


class Words(NamedTuple):
    """Sets of words that tell one kind of name from another."""

    organisation_heads: frozenset[str]
    organisation_openers: frozenset[str]
    organisation_firsts: frozenset[str]
    organisation_alone: frozenset[str]
    owners: frozenset[str]
    owner_endings: tuple[str, ...]
    agreement_heads: frozenset[str]
    place_heads: frozenset[str]
    place_openers: frozenset[str]
    compass: frozenset[str]
    other_heads: frozenset[str]
    other_openers: frozenset[str]
    particles: frozenset[str]
    glued: frozenset[str]
    syllables: frozenset[str]
    suffixes: frozenset[str]
    no_names: frozenset[str]
    codes: frozenset[str]
    place_before: frozenset[str]
    speech: frozenset[str]
    after_person: frozenset[str]
    abstract: tuple[str, ...]
    common: frozenset[str]
    openers: frozenset[str]
    first_names: dict[str, str]


@cache
def words(language: str) -> Words:
    """The word sets of a language."""
    data = languages.table(language, "name_words")

    def entries(part: str, name: str) -> frozenset[str]:
        return frozenset(str(data[part][name]).split())

    given: dict[str, str] = {}
    for line in languages.words(language, "first_names"):
        gender, *names = line.split()
        for name in names:
            given[name] = gender if given.get(name, gender) == gender else "b"
    return Words(
        organisation_heads=entries("organisation", "heads"),
        organisation_openers=entries("organisation", "openers"),
        organisation_firsts=entries("organisation", "firsts"),
        organisation_alone=entries("organisation", "alone"),
        owners=entries("organisation", "owners"),
        owner_endings=tuple(sorted(entries("organisation", "owner_endings"))),
        agreement_heads=entries("agreement", "heads"),
        place_heads=entries("place", "heads"),
        place_openers=entries("place", "openers"),
        compass=entries("place", "compass"),
        other_heads=entries("other", "heads"),
        other_openers=entries("other", "openers"),
        particles=entries("person", "particles"),
        glued=entries("person", "glued"),
        syllables=entries("person", "syllables"),
        suffixes=entries("person", "suffixes"),
        no_names=entries("capitals", "words"),
        codes=entries("capitals", "none"),
        place_before=entries("context", "place_before"),
        speech=entries("context", "speech"),
        after_person=entries("context", "after_person"),
        abstract=tuple(sorted(entries("context", "abstract"))),
        common=frozenset(languages.words(language, "lowercase_words")),
        openers=frozenset(languages.table(language, "abbreviations")["openers"].split()),
        first_names=given,
    )


class Titles(NamedTuple):
    """Forms of address with the gender they tell, offices by their first word, and words that go before an office."""

    address: dict[str, str]
    offices: dict[str, tuple[tuple[str, ...], ...]]
    modifiers: frozenset[str]
    gendered: dict[str, str]


@cache
def titles(language: str) -> Titles:
    """The titles of a language."""
    data = languages.table(language, "titles")
    address = dict.fromkeys(data["address"], "b")
    address |= dict.fromkeys(data["address_m"], "m") | dict.fromkeys(data["address_f"], "f")
    offices: dict[str, set[tuple[str, ...]]] = {}
    for office in data["offices"]:
        phrase = tuple(word.lower() for word in office.replace("-", " - ").split())
        offices.setdefault(phrase[0], set()).add(phrase)
    gendered = {word: gender for gender in ("m", "f") for word in data["nominals"][gender]}
    return Titles(
        address,
        {first: tuple(sorted(rows, key=lambda row: (-len(row), row))) for first, rows in offices.items()},
        frozenset(data["modifiers"]),
        gendered,
    )


def match_office(row: list[Token], at: int, language: str) -> int | None:
    """Where the longest office that begins at ``row[at]`` ends; ``None`` where none begins."""
    for phrase in titles(language).offices.get(row[at].low, ()):
        if len(row) >= at + len(phrase) and all(row[at + i].low == word for i, word in enumerate(phrase)):
            return at + len(phrase)
    return None
