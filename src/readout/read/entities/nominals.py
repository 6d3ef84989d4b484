"""Nominals: offices without a name that take up a person of the account: "Ardovia's top diplomat", "the minister"."""

from __future__ import annotations

from typing import NamedTuple

from readout.read.entities.clusters import Cluster
from readout.read.entities.lexicon import match_office, titles
from readout.read.entities.roles import grammar, whose
from readout.read.entities.rows import Row, known_at

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_HYPHENS = frozenset("-‐‑–")


class Nominal(NamedTuple):
    """An office at tokens ``[first, last)``: its words, and for whom it is held where that is said.

    ``of_whom`` says that the words tell for whom, though it may be nobody with a name ("the chair of the board").
    """

    first: int
    last: int
    office: str
    of: str | None
    definite: bool
    of_whom: bool = False


def nominal_at(row: Row, at: int) -> Nominal | None:
    """The nominal that begins at ``at``; ``None`` where none does, or where the name of its bearer follows."""
    tokens = row.tokens
    determined = tokens[at].low == "the"
    start = at + 1 if determined else at
    known = known_at(row, start) if start < len(tokens) else None
    owned = known is not None and known[0] < len(tokens) and tokens[known[0]].text in _POSSESSIVES
    if not (determined or known):
        return None
    place = start
    office: int | None = None
    first_office = start
    while place < len(tokens) and place - start < 9:
        office = match_office(tokens, place, row.language)
        if office is not None and not _goes_on(row, office):
            first_office = place
            break
        office = None
        inner = known_at(row, place)
        if inner is not None:
            place = inner[0]
        elif tokens[place].low in titles(row.language).modifiers or tokens[place].text in _HYPHENS | _POSSESSIVES:
            place += 1
        else:
            return None
    if office is None:
        return None
    end = office
    while True:
        further = match_office(tokens, end, row.language) if end < len(tokens) else None
        if further is None:
            break
        end = further
    if end < len(tokens) and tokens[end].text not in _POSSESSIVES and _name_follows(row, end):
        return None
    of = whose(row, start, first_office)
    words_of = [t.low for t in tokens[first_office:end]]
    before = first_office
    while before > start and tokens[before - 1].low in titles(row.language).modifiers:
        before -= 1
        words_of.insert(0, tokens[before].low)
    last = end
    if end + 1 < len(tokens) and tokens[end].low == "of":
        after = end + 2 if tokens[end + 1].low == "the" and end + 2 < len(tokens) else end + 1
        named = known_at(row, after) or known_at(row, end + 1)
        if named is not None:
            of, last = named[1].stands_for or named[1].name, named[0]
            if last < len(tokens) and tokens[last].low == "diplomacy":
                words_of, last = ["head", "of", "diplomacy"], last + 1
    beyond = last + 1 < len(tokens) and tokens[last].low == "of" and tokens[last + 1].low in {"the", "its", "their"}
    return Nominal(at, last, " ".join(words_of), of, determined or owned, of is not None or beyond)


def _goes_on(row: Row, at: int) -> bool:
    """Whether the office is part of a longer word: "minister-level"."""
    return at < len(row.tokens) and row.tokens[at].text in _HYPHENS


def _name_follows(row: Row, at: int) -> bool:
    token = row.tokens[at]
    if token.cap:
        return True
    if token.text == "," and at + 1 < len(row.tokens) and row.tokens[at + 1].cap:
        return known_at(row, at + 1) is None
    return False


def agrees(nominal: Nominal, person: Cluster, language: str) -> bool:
    """Whether the gender that the office tells, if any, may be the person's."""
    gender = titles(language).gendered.get(nominal.office.split()[-1])
    return gender is None or person.gender in {None, "b", gender}


def takes_up(nominal: Nominal, person: Cluster, language: str) -> bool:
    """Whether the person holds an office that the nominal can mean, for the same state or body."""
    if not agrees(nominal, person, language):
        return False
    equal = grammar(language).equal
    meant = {nominal.office, *equal.get(nominal.office, ())}
    for prefix in ("top ", "chief ", "senior "):
        bare = nominal.office.removeprefix(prefix)
        meant |= set(equal.get(bare, ())) if bare != nominal.office and bare not in {"diplomat"} else set()
    for role in person.roles:
        if nominal.of is not None and role.of is not None and role.of != nominal.of:
            continue
        if nominal.of is not None and role.of is None and len(person.roles) > 1:
            continue
        if ("former" in nominal.office.split()) != role.former:
            continue
        if role.office in meant or any(_ends(role.office, office) for office in meant):
            return True
    return False


def _ends(office: str, nominal: str) -> bool:
    """Whether an office is the nominal with more words before it ("foreign minister" for "minister")."""
    return office.endswith(" " + nominal) and not office.startswith(("deputy ", "vice ", "assistant "))
