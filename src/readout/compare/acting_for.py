"""For whom somebody acts: a minister for the state that the title names, a ministry for its state."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from readout.languages import words
from readout.types import Story

_SHORTEST_STEM = 4


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
    types: dict[str, str] = {}
    hints: dict[str, list[str]] = {}
    for reading in sorted(story.readings, key=lambda r: r.id):
        for entity in reading.entities:
            shared = entity_of.get((reading.id, entity.id))
            if shared is None:
                continue
            types.setdefault(shared, entity.type)
            names.setdefault(shared, []).append(entity.name.casefold())
            hints.setdefault(shared, []).extend(role.value.casefold() for role in entity.roles)
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
            if state is not None and state != shared:
                found[shared] = state
                break
        else:
            if types[shared] == "person":
                body = next((b for b in bodies if any(names[b][0] in text for text in texts)), None)
                found[shared] = found.get(body, body) if body is not None else shared
    return found


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
