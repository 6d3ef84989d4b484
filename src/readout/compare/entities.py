"""Entities that the accounts of a story share: one person, place or organisation under all its names.

Two accounts' entities are one where their folded names agree, letter for letter or up to the spelling of a
transliterated name. A bare surname joins a full name only if the whole story knows one bearer of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

from readout.compare.entity_groups import SMALL_WORDS, Groups, Local, fold
from readout.compare.short_names import join_acronyms, join_peoples, join_short_bodies, of_place
from readout.compare.thresholds import SAME_GIVEN_NAME
from readout.languages import table
from readout.types import Entity, EntityType, Evidence, Reading, Sourced, Story

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SKELETON = (
    ("sch", "sh"), ("tch", "ch"), ("ck", "k"), ("ph", "f"), ("iy", "i"), ("ii", "i"), ("yy", "i"), ("ij", "i"),
    ("ey", "ei"), ("ay", "ai"), ("oy", "oi"), ("ye", "e"), ("ie", "e"), ("y", "i"), ("j", "i"), ("w", "v"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("kh", "h"), ("q", "k"),
)  # fmt: skip
"""Letters that transliterations into English write now one way, now another."""


@cache
def _given_names() -> dict[str, str]:
    return {form: group[0] for group in table("en", "name_variants")["given"] for form in group}


@cache
def _address() -> frozenset[str]:
    """Forms of address that may stand before a full name: "Dom", "Mister"."""
    titles = table("en", "titles")
    return frozenset(word.rstrip(".") for kind in ("address", "address_m", "address_f") for word in titles[kind])


@cache
def _whole_names() -> dict[tuple[str, ...], tuple[str, ...]]:
    data = table("en", "name_variants")
    return {
        fold(form): fold(group[0]) for kind in ("places", "organisations") for group in data[kind] for form in group
    }


def same_place_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two folded names are listed as spellings of one place or organisation."""
    return a in _whole_names() and _whole_names()[a] == _whole_names().get(b)


@cache
def skeleton(word: str) -> str:
    """A folded name's letters with the choices of transliteration and doubled letters levelled.

    >>> skeleton("zelenskyy") == skeleton("zelensky") == skeleton("zelenskiy")
    True
    """
    for written, levelled in _SKELETON:
        word = word.replace(written, levelled)
    return re.sub(r"(.)\1+", r"\1", word)


def _given(word: str) -> str:
    return skeleton(_given_names().get(word, word))


def _surname(words: Sequence[str]) -> str:
    return " ".join(skeleton(word) for word in words[-2 if words[-1] in _GENERATIONS else -1 :])


def _locals(readings: Sequence[Reading]) -> list[Local]:
    found = []
    for reading in readings:
        for entity in reading.entities:
            words = fold(entity.name)
            if entity.type != "person":
                words = _whole_names().get(words, words)
            elif len(words) > 2 and words[0] in _address():
                words = words[1:]
            found.append(Local(reading.id, entity, words))
    return found


def _join_same_name(items: Sequence[Local], groups: Groups) -> None:
    """One name, one entity. A person's bare name waits for :func:`_join_surnames`."""
    first: dict[tuple[str, ...], int] = {}
    for index, item in enumerate(items):
        if not item.words or (item.entity.type == "person" and len(item.words) == 1):
            continue
        words = item.words
        if item.entity.type != "person":
            words = _regardless_of_order(words)  # "Defence Ministry", "Ministry of Defence"
        groups.join(first.setdefault(words, index), index)


def _regardless_of_order(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words, the same for "Group of the North" and "Northern Group", "House of Arts" and "Arts House"."""
    if not SMALL_WORDS.isdisjoint(words):
        words = tuple(word for word in words if word not in SMALL_WORDS)
    compass = table("en", "name_variants")["compass"]
    return ("*", *sorted(str(compass.get(word, word)) for word in words)) if len(words) > 1 else words


def _join_full_names(items: Sequence[Local], groups: Groups) -> None:
    """Persons of one surname (up to transliteration) and one given name (up to its variants and initials)."""
    by_surname: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        if item.entity.type == "person" and len(item.words) > 1:
            by_surname[_surname(item.words)].append(index)
    for bearers in by_surname.values():
        by_given: dict[str, int] = {}
        roles: dict[str, set[str]] = defaultdict(set)
        for index in bearers:
            given = items[index].words[0]
            if len(given) > 1:
                groups.join(by_given.setdefault(_given(given), index), index)
                roles[_given(given)].update(" ".join(fold(role.value)) for role in items[index].entity.roles)
        _join_given_spellings(by_given, roles, groups)
        for index in bearers:
            given = items[index].words[0]
            fits = {first for first in by_given.values() if items[first].words[0][0] == given}
            if len(given) == 1 and len(fits) == 1:
                groups.join(fits.pop(), index)


def _join_given_spellings(by_given: Mapping[str, int], roles: Mapping[str, set[str]], groups: Groups) -> None:
    """Given names of one surname a letter apart inside ("Daud", "Dawud").

    At the end ("Mario", "Maria") only for bearers of one role: two persons of one name seldom hold one office.
    """
    names = sorted(by_given)
    for at, one in enumerate(names):
        for two in names[at + 1 :]:
            ends = one[-1] == two[-1] or bool(roles[one] & roles[two])
            if one[0] == two[0] and ends and min(len(one), len(two)) > 3:
                likeness = SequenceMatcher(None, one, two, autojunk=False).ratio()
                if likeness > SAME_GIVEN_NAME:
                    groups.join(by_given[one], by_given[two])


def _join_surnames(items: Sequence[Local], groups: Groups) -> None:
    """A bare name goes to the one full name of the story that ends in it, or else holds it; of several, to the one that
    holds its office, or to the one who is not called somebody's relative.

    Not where its own account knows that full name too and keeps the two apart.
    """
    offices: dict[int, set[str]] = defaultdict(set)
    bearers: dict[str, set[int]] = defaultdict(set)
    holders: dict[str, set[int]] = defaultdict(set)
    bare: dict[str, list[int]] = defaultdict(list)
    accounts: dict[int, set[str]] = defaultdict(set)
    for index, item in enumerate(items):
        if item.entity.type != "person" or not item.words:
            continue
        if len(item.words) == 1:
            bare[skeleton(item.words[0])].append(index)
            continue
        root = groups.root(index)
        accounts[root].add(item.account)
        offices[root] |= _offices(item)
        bearers[_surname(item.words)].add(root)
        for word in item.words:
            holders[skeleton(word)].add(root)
    for name, indices in bare.items():
        fits = bearers.get(name) or holders.get(name) or set()
        for index in indices:
            held = fits
            if len(fits) > 1:
                own = _offices(items[index])
                held = {root for root in fits if (offices[root] & own if own else not offices[root] & _kin())}
            if len(fits) > 1 and len(held) != 1:
                continue
            full = min(held, default=indices[0])
            if items[index].account not in accounts.get(full, ()):
                groups.join(full, index)


@cache
def _kin() -> frozenset[str]:
    return frozenset(table("en", "titles")["nominals"]["kin"])


def _offices(item: Local) -> set[str]:
    """The last words of the roles that an account gives a person: "U.S. President" and "President" are one office."""
    folded = (fold(role.value) for role in item.entity.roles)
    return {words[-1] for words in folded if words}


def _join_mistaken(items: Sequence[Local], groups: Groups) -> None:
    """One word that is a person here and a place there, and nobody’s surname, is what most accounts take it for.

    Two entities of one word are rarer in one story than a mistaken type.
    """
    surnames = {_surname(item.words) for item in items if item.entity.type == "person" and len(item.words) > 1}
    first: dict[tuple[str, ...], int] = {}
    for index, item in enumerate(items):
        if len(item.words) == 1 and skeleton(item.words[0]) not in surnames:
            groups.join(first.setdefault(item.words, index), index)


@cache
def _listed_bodies() -> frozenset[tuple[str, ...]]:
    return frozenset(fold(name) for name in table("en", "offices")["bodies"].values())


def _join_bodies_of_states(items: Sequence[Local], groups: Groups) -> None:
    """A body with a place of the story before its name, as noun or adjective, is the body without it.

    "Ardovia Interior Ministry" and "Ardovian Interior Ministry" are one. Without any state it is the same body only
    if not every state has one of that name, and the story knows no other.
    """
    places = {item.words[0] for item in items if item.entity.type == "place" and len(item.words) == 1}
    owners: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    bare: dict[tuple[str, ...], int] = {}
    for index, item in enumerate(items):
        if item.entity.type != "organisation" or len(item.words) < 2:
            continue
        bare.setdefault(item.words, index)
        owner = next((place for place in sorted(places) if of_place(item.words[0], place)), None)
        if owner is not None:
            first = owners[item.words[1:]].setdefault(owner, index)
            groups.join(first, index)
    for rest, bodies in sorted(owners.items()):
        if len(bodies) == 1 and len(rest) > 1 and rest in bare and rest not in _listed_bodies():
            groups.join(bare[rest], next(iter(bodies.values())))


def _members(size: int, groups: Groups) -> list[list[int]]:
    """The groups, each as its members' indices, in order of their first member."""
    members: dict[int, list[int]] = defaultdict(list)
    for index in range(size):
        members[groups.root(index)].append(index)
    return [members[root] for root in sorted(members)]


def _collected(sources: Iterable[Sourced]) -> tuple[Sourced, ...]:
    """One entry per value as written; of each account the first place that shows it."""
    places: dict[str, dict[str, Evidence]] = {}
    for source in sources:
        value = " ".join(source.value.split())
        if not value:
            continue
        seen = places.setdefault(value, {})
        for item in source.evidence:
            seen.setdefault(item.account, item)
    ordered = sorted(places.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return tuple(Sourced(value=value, evidence=tuple(seen.values())) for value, seen in ordered)


def _name(members: Sequence[Local]) -> str:
    """The name that most accounts use, the longest of several; a person's or a body's of one word only for want."""
    counts: Counter[str] = Counter(" ".join(member.entity.name.split()) for member in members)
    person = any(member.entity.type == "person" for member in members)
    body = any(member.entity.type in ("organisation", "agreement") for member in members)

    def rank(name: str) -> tuple[bool, int, int, str]:
        words = [w for w in fold(name) if len(w) > 1]
        short = len(words) < 2 and not name.isupper()
        return (short if person or body else False, -counts[name], -len(words), name)

    return min(counts, key=rank)


def _slug(name: str, taken: Mapping[str, object]) -> str:
    base = "-".join(fold(name)) or "unnamed"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def merge_entities(story: Story) -> tuple[tuple[Entity, ...], dict[tuple[str, str], str]]:
    """The story's entities, by id, and for each (account, local entity id) the id it became.

    Names and roles are those of all accounts, each with one place per account that shows it.
    """
    items = _locals(story.readings)
    groups = Groups(len(items))
    rules = (
        _join_same_name,
        _join_full_names,
        _join_surnames,
        _join_mistaken,
        join_acronyms,
        _join_bodies_of_states,
        join_short_bodies,
        join_peoples,
    )
    for rule in rules:
        rule(items, groups)
    entities: dict[str, Entity] = {}
    entity_of: dict[tuple[str, str], str] = {}
    clusters = [[items[index] for index in indices] for indices in _members(len(items), groups)]
    named = sorted(((_name(members), members) for members in clusters), key=_order)
    for name, members in named:
        slug = _slug(name, entities)
        types: Counter[EntityType] = Counter(member.entity.type for member in members)
        wikidata = sorted({member.entity.wikidata for member in members if member.entity.wikidata})
        entities[slug] = Entity(
            id=slug,
            name=name,
            type=_type(types, name),
            roles=_collected(role for member in members for role in member.entity.roles),
            names=_collected(written for member in members for written in member.entity.names),
            wikidata=wikidata[0] if len(wikidata) == 1 else None,
        )
        for member in members:
            entity_of[member.account, member.entity.id] = slug
    return tuple(entities[slug] for slug in sorted(entities)), entity_of


def _type(types: Counter[EntityType], name: str) -> EntityType:
    """What most accounts take an entity for; of as many, a name of one word is a place before it is anything else."""
    single = len(fold(name)) == 1 and not name.isupper()

    def rank(kind: EntityType) -> tuple[int, bool, str]:
        return (-types[kind], not (single and kind == "place"), kind)

    return min(types, key=rank)


def _order(entry: tuple[str, list[Local]]) -> tuple[int, str, str, str]:
    name, members = entry
    return (-len(members), name, members[0].account, members[0].entity.id)
