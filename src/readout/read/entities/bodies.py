"""Bodies of a state: "the Foreign Ministry" of the right country, "the Ardovian government" for the state itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from readout import languages
from readout.read.entities.rows import Row, known_at
from readout.read.entities.salience import Seen


class Body(NamedTuple):
    """A body at tokens ``[first, last)``: its name without the country, the country where the words give it.

    ``government`` says that the words mean the state itself; ``wide`` that they are common enough to be left alone
    where no country is given ("the army").
    """

    first: int
    last: int
    name: str
    country: str | None
    government: bool
    wide: bool


_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_SPECIFIC = ("ministry", "office", "chancellery", "chancellory", "presidency")


@cache
def _phrases(language: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in languages.table(language, "offices")["bodies"].items():
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append((parts, name))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for first, rows in found.items()}


@cache
def listed_body(name: str, language: str) -> bool:
    """Whether every state may have a body of this name."""
    return name in languages.table(language, "offices")["bodies"].values()


@cache
def _governments(language: str) -> frozenset[str]:
    return frozenset(languages.table(language, "offices")["governments"]["words"].split())


def body_at(row: Row, at: int) -> Body | None:
    """The body whose own words begin at ``at`` ("foreign ministry", "government"), with the country around it."""
    tokens = row.tokens
    low = tokens[at].low
    if low in _governments(row.language):
        country, first = _country_before(row, at)
        last = at + 1
        if country is None:
            country, last = _country_after(row, at + 1)
        return Body(first, last, low, country, True, True) if country else None
    for phrase, name in _phrases(row.language).get(low, ()):
        end = at + len(phrase)
        if end <= len(tokens) and all(tokens[at + i].low == word for i, word in enumerate(phrase)):
            country, first = _country_before(row, at)
            last = end
            if country is None:
                country, last = _country_after(row, end)
            wide = not any(word.startswith(_SPECIFIC) for word in phrase)
            return Body(first, last, name, country, False, wide)
    return None


def described_body(row: Row, at: int, country: str, *, first: int) -> Body | None:
    """The body that is described after a state's name, from ``at`` on: "Ardovia's military intelligence service"."""
    data = languages.table(row.language, "offices")["described"]
    heads, alone = frozenset(str(data["heads"]).split()), frozenset(str(data["alone"]).split())
    for end in range(at, min(at + 4, len(row.tokens))):
        token = row.tokens[end]
        if not token.text.isalpha() or token.cap:
            return None
        if token.low in heads and (end > at or token.low in alone):
            if end + 1 < len(row.tokens) and row.tokens[end + 1].low in heads:
                continue
            name = " ".join(t.text.capitalize() for t in row.tokens[at : end + 1])
            return Body(first, end + 1, name, country, government=False, wide=True)
    return None


def _country_before(row: Row, at: int) -> tuple[str | None, int]:
    """The state named by an adjective or an owner right before, and where the phrase then begins."""
    end = at
    if end and row.tokens[end - 1].text in _POSSESSIVES:
        end -= 1
    for start in range(max(0, end - 5), end):
        known = known_at(row, start)
        if known and known[0] == end and known[1].stands_for and known[1].type != "organisation":
            return known[1].stands_for, start if end == at else at
    return None, at


def _country_after(row: Row, at: int) -> tuple[str | None, int]:
    """The state named by "of Ardovia" or "in Aldan" right after."""
    tokens = row.tokens
    if at + 1 < len(tokens) and tokens[at].low in {"of", "in"}:
        start = at + 2 if tokens[at + 1].low == "the" and at + 2 < len(tokens) else at + 1
        known = known_at(row, start) or known_at(row, at + 1)
        if known and known[1].kind in {"state", "capital"} and known[1].stands_for:
            return known[1].stands_for, known[0] if tokens[at].low == "of" else at
    return None, at


def state_in_context(history: Sequence[Seen], sentence: int, paragraph: int) -> str | None:
    """The state that the text speaks of where it names a body without one.

    The subject of the same sentence so far, else of the sentence before, else the nearest subject in this paragraph
    and the one before; a person counts for the state that they hold an office of. ``None`` where there is none.
    """
    places: list[Seen] = [
        p for p in history[-60:] if paragraph - p.paragraph <= 1 and sentence - p.sentence <= 4 and not p.quoted
    ]
    by_nearness = (
        [p for p in places if p.sentence == sentence and (p.subject or p.owner)],
        [p for p in places if p.sentence == sentence - 1 and p.subject],
        [p for p in places if p.paragraph == paragraph and p.subject],
        [p for p in places if p.subject],
    )
    for near in by_nearness:
        for place in reversed(near):
            state = _state_of(place)
            if state is not None:
                return state
    inside = {_state_of(p) for p in places if p.paragraph == paragraph} - {None}
    return next(iter(inside)) if len(inside) == 1 else None


def _state_of(place: Seen) -> str | None:
    cluster = place.cluster
    if cluster.state:
        return cluster.name
    if cluster.of is not None:
        return cluster.of
    held = [role.of for role in cluster.roles if role.of and not role.former]
    return held[0] if held else None
