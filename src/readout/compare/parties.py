"""Which country a person or an organisation speaks for, as far as roles and names say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from readout.compare.entities import fold
from readout.types import Entity

_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W\d_]{2,}")
_STEM = 4


def parties(entities: Iterable[Entity]) -> dict[str, str]:
    """Entity id -> id of the one place whose name its roles or its own name carry ("Ardovian Foreign Minister").

    Only places named in one word are looked for, and only where exactly one fits. A person whose roles name no place
    speaks for the one body that they name ("the union's leader").
    """
    known = tuple(entities)
    places = {
        fold(name.value)[0]: e.id for e in known if e.type == "place" for name in e.names if len(fold(name.value)) == 1
    }
    written = [
        (re.compile(rf"(?<!\w){re.escape(name.value)}(?!\w)"), e.id)
        for e in known
        if e.type == "place"
        for name in e.names
        if len(name.value) < _STEM + 2
    ]
    by_stem: dict[str, set[str]] = {}
    for name in sorted(places):
        if len(name) >= _STEM:
            by_stem.setdefault(name[:_STEM], set()).add(name)
    bodies: dict[str, set[str]] = {}
    for entity in known:
        if entity.type in ("organisation", "group"):
            for shape in entity.names:
                words = fold(shape.value)
                if words and len(words[-1]) >= _STEM:
                    bodies.setdefault(words[-1], set()).add(entity.id)
    found: dict[str, str] = {}
    for entity in sorted(known, key=lambda e: e.type == "person"):
        if entity.type not in ("person", "organisation", "group"):
            continue
        shown = [role.value for role in entity.roles]
        if entity.type != "person":
            shown.append(entity.name)
        named = {places[name] for text in shown for name in _places(text, by_stem)}
        named |= {place for pattern, place in written for text in shown if pattern.search(text)}
        if not named and entity.type == "person":
            held = {
                body for text in shown for word in fold(text) for body in bodies.get(word, ()) if len(bodies[word]) == 1
            }
            named = {found.get(body, body) for body in held}
        if len(named) == 1:
            found[entity.id] = named.pop()
    return found


def _places(text: str, by_stem: Mapping[str, set[str]]) -> set[str]:
    """Names of places that a capitalised word of the text is, or is derived from."""
    found = set()
    for match in _CAPITALISED.finditer(text):
        words = fold(match.group())
        if not words:
            continue
        for name in by_stem.get(words[0][:_STEM], ()):
            base = name.rstrip("aeiouy") if len(name) > _STEM else name
            if len(base) >= _STEM and words[0].startswith(base) and len(words[0]) - len(base) <= 4:
                found.add(name)
    return found


def side_of(ids: Sequence[str], party_of: Mapping[str, str]) -> frozenset[str]:
    """The countries that the entities speak for; an entity without one stands for itself."""
    return frozenset(party_of.get(name, name) for name in ids)
