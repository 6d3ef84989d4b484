"""For whom somebody acts: a minister for the state that the title names, a ministry for its state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from readout.compare.kinds_of_bodies import Kinds
from readout.languages import table, words
from readout.types import Reading, Story

_SHORTEST_STEM = 4
_LONGEST_ASIDE = 60
"""Characters between a person and the body that "who leads the" comes before."""


@cache
def _forms() -> Mapping[str, str]:
    """From each name and adjective of a state, case folded, to its first name."""
    found: dict[str, str] = {}
    for line in words("shared", "countries"):
        fields = [field.strip() for field in line.split("|")]
        for field in fields[:3]:
            for form in field.split(";"):
                plain = form.strip().lstrip("~").strip().casefold()
                if plain:
                    found.setdefault(plain, fields[0].casefold())
    return found


def is_country(name: str) -> bool:
    """Whether a name is one of a listed state or territory.

    >>> is_country("the Netherlands"), is_country("Ardovia")
    (True, False)
    """
    return name.casefold() in _forms()


def acts_for(story: Story, entity_of: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """From readout entity to the state or body it acts for, itself where nothing else is known.

    A person's titles and a body's name decide: the first state they name, by a listed form ("Dutch") or by the
    beginning that an adjective shares with the name of a place of the story ("Ardovian"). A person whose titles
    name no state acts for the body that they name.
    """
    names: dict[str, list[str]] = {}
    told_as: dict[str, Counter[str]] = {}
    hints: dict[str, list[str]] = {}
    leads: dict[str, set[str]] = {}
    kinds = Kinds(story, entity_of)
    for reading in sorted(story.readings, key=lambda r: r.id):
        for entity in reading.entities:
            shared = entity_of.get((reading.id, entity.id))
            if shared is None:
                continue
            told_as.setdefault(shared, Counter())[entity.type] += 1
            names.setdefault(shared, []).append(entity.name.casefold())
            roles = [role.value.casefold() for role in entity.roles if not _past_office(role.value)]
            hints.setdefault(shared, []).extend(roles)
            leads.setdefault(shared, set()).update(_bodies_of_kind(reading.id, roles, kinds))
    types = {
        shared: min(held, key=lambda kind: (-held[kind], kind != "place", kind)) for shared, held in told_as.items()
    }
    states = {shared: names[shared][0] for shared in sorted(names) if types[shared] == "place"}
    by_name = {_forms().get(name, name): shared for shared, name in sorted(states.items(), reverse=True)}
    bodies = [
        shared
        for shared in sorted(names)
        if types[shared] in ("organisation", "group")
        and (" " in names[shared][0] or len(names[shared][0]) > _SHORTEST_STEM)
    ]
    found: dict[str, str] = {}
    for shared in sorted(names):
        found[shared] = shared
        if types[shared] not in ("person", "organisation", "group"):
            continue
        texts = hints[shared] if types[shared] == "person" else [*names[shared], *hints[shared]]
        for text in texts:
            state = _state_in(text, by_name)
            if state is not None and types[shared] == "person" and _inside_a_body(text, names[state][0], names, bodies):
                continue
            if state is not None and types[shared] != "person" and not _of_the_state(text):
                continue
            if state is not None and state != shared:
                found[shared] = state
                break
        else:
            if types[shared] == "person":
                named = [b for b in bodies if any(names[b][0] in text for text in texts)]
                led = leads[shared]
                body = min(named or led, key=lambda b: (-len(names[b][0]), b)) if named or len(led) == 1 else None
                found[shared] = found.get(body, body) if body is not None else shared
    persons = [shared for shared in sorted(names) if types[shared] == "person"]
    _through_a_person(found, persons, names, hints, types)
    return found


def _inside_a_body(role: str, state: str, names: Mapping[str, Sequence[str]], bodies: Sequence[str]) -> bool:
    """Whether a role names the place only as the beginning of a body's name: "head of Ardovia Rail"."""
    return any(names[body][0].startswith(f"{state} ") and names[body][0] in role for body in bodies)


def _of_the_state(name: str) -> bool:
    """Whether a body acts for the state it is called after: a ministry or an army, and no firm, club or union."""
    held = frozenset(table("en", "acts")["actors"]["bodies"].split())
    held |= frozenset(table("en", "move_lines")["of_the_state"]["bodies"].split())
    return any(word in held for word in name.replace("’s", "").replace("'s", "").split())


def _past_office(role: str) -> bool:
    return role.casefold().startswith(tuple(table("en", "move_lines")["past_office"]["begins"]))


def _bodies_of_kind(account: str, roles: Sequence[str], kinds: Kinds) -> set[str]:
    """Bodies of the account that "the union's leader" or "leader of the union" leads."""
    parts = [role.replace("’s", "").replace("'s", "").split() for role in roles]
    kinds_named = [word for role in parts for lead, word in pairwise(["the", *role]) if lead == "the"]
    return {body for word in kinds_named if (body := kinds.of(account, word)) is not None}


def sides_with(story: Story, entity_of: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """From persons to the one body or state that an account says they lead or speak for: on its side they stand."""
    found: dict[str, set[str]] = {}
    for reading in story.readings:
        for person, body in _who_leads(reading):
            leader, led = entity_of.get((reading.id, person)), entity_of.get((reading.id, body))
            if leader is not None and led is not None:
                found.setdefault(leader, set()).add(led)
    return {leader: min(held) for leader, held in sorted(found.items()) if len(held) == 1}


def _who_leads(reading: Reading) -> Iterator[tuple[str, str]]:
    """Persons and what they lead or speak for: "Rey, who leads the Dockers’ Union"."""
    verbs = table("en", "move_lines")["leading"]["verbs"]
    mentions = sorted(reading.mentions, key=lambda m: m.span)
    for first, second in pairwise(mentions):
        if first.type != "person" or first.entity is None or second.entity is None or second.type == "person":
            continue
        if second.span[0] - first.span[1] > _LONGEST_ASIDE:
            continue
        between = reading.text[first.span[1] : second.span[0]].casefold().split()
        if between[:1] == [","]:
            between = between[1:]
        words = " ".join(between).removeprefix(", ")
        if any(words.startswith(f"{verb} ") or words == verb for verb in verbs):
            yield first.entity, second.entity


def _through_a_person(
    found: dict[str, str],
    persons: Sequence[str],
    names: Mapping[str, Sequence[str]],
    hints: Mapping[str, Sequence[str]],
    types: Mapping[str, str],
) -> None:
    """Who speaks for a person, and the administration called after one, act for whom that person acts for."""
    surnames: dict[str, set[str]] = {}
    for person in persons:
        for name in names[person]:
            surnames.setdefault(name.split()[-1], set()).add(person)
    data = table("en", "move_lines")["through_a_person"]
    speaking, bodies = frozenset(data["speaking"].split()), frozenset(data["bodies"].split())
    for shared in sorted(found):
        if found[shared] != shared:
            continue
        if types[shared] == "person":
            texts = [hint for hint in hints[shared] if speaking & set(hint.replace("’s", "").split())]
        else:
            texts = [name for name in names[shared][:1] if name.split()[-1] in bodies]
        known = {
            person
            for text in texts
            for word in text.replace("’s", "").replace("'s", "").split()
            for person in surnames.get(word, ())
            if person != shared
        }
        if len(known) == 1:
            (person,) = known
            found[shared] = found[person]


def _state_in(text: str, by_name: Mapping[str, str]) -> str | None:
    tokens = text.replace("’s", "").replace("'s", "").replace(",", " ").split()
    for at, token in enumerate(tokens):
        for form in (" ".join(tokens[at : at + 2]), token):
            name = _forms().get(form, form)
            if name in by_name:
                return by_name[name]
        for name, shared in by_name.items():
            stem = name.rstrip("aeiouy")
            if len(stem) >= _SHORTEST_STEM and " " not in name and token.startswith(stem) and token != name:
                return shared
    return None
