"""Lines that say themselves what they are: "Leave a Reply", "Share on ...", "Also read ..."."""

from __future__ import annotations

from functools import cache, lru_cache

from readout.languages import table

_LONGEST = 300
_EDGES = " \t\n\u00a0:;,.!|•·-–—*[](){}<>»«›‹→←▶►▼▲…\"'“”"
_MARKS = " *[•·-–—►▶>»\"“'|("
_FIRST = 3

Kind = str


@cache
def _whole() -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for kind, forms in table("shared", "boilerplate").items():
        for phrase in forms["is"]:
            found.setdefault(phrase.strip(_EDGES) or phrase, kind)
    return found


@cache
def _starts() -> dict[str, tuple[tuple[str, int], ...]]:
    """What boilerplate lines begin with, each with the place of its kind, by the first characters."""
    found: dict[str, list[tuple[str, int]]] = {}
    for place, forms in enumerate(table("shared", "boilerplate").values()):
        for entry in forms["starts"]:
            found.setdefault(entry[:_FIRST], []).append((entry, place))
    return {first: tuple(entries) for first, entries in found.items()}


@cache
def _has() -> tuple[tuple[str, Kind], ...]:
    return tuple((entry, kind) for kind, forms in table("shared", "boilerplate").items() for entry in forms["has"])


@cache
def _kinds() -> tuple[Kind, ...]:
    return tuple(table("shared", "boilerplate"))


def line_key(line: str) -> str:
    """A line as lines are compared: case folded, white space collapsed, no punctuation at its ends.

    >>> line_key("  READ\u00a0more: »")
    'read more'
    """
    return _key(line) if len(line) <= _LONGEST else _folded(line).strip(_EDGES)


@lru_cache(maxsize=8192)
def _key(line: str) -> str:
    return _folded(line).strip(_EDGES)


def _folded(line: str) -> str:
    return " ".join(line.split()).casefold()


@lru_cache(maxsize=8192)
def phrase(line: str) -> tuple[Kind, str] | None:
    """The kind of boilerplate that ``line`` is by its words, and how that shows: ``is``, ``starts`` or ``has``."""
    if len(line) > 2 * _LONGEST:
        return None
    raw = _folded(line)
    kind = _whole().get(raw.strip(_EDGES))
    if kind is not None:
        return kind, "is"
    if len(line) > _LONGEST:
        return None
    begun = [place for text in {raw, raw.lstrip(_MARKS)} for place in _begun(text)]
    if begun:
        return _kinds()[min(begun)], "starts"
    for entry, kind in _has():
        if entry in raw:
            return kind, "has"
    return None


def spoken(line: str) -> bool:
    """Whether ``line`` is a turn in a written-down talk: who speaks in capitals, a colon, and words.

    >>> spoken("PRESENTER: And what do they ask for?"), spoken("ROLNEK: Talks begin")
    (True, False)
    """
    who, colon, words = line.partition(": ")
    return bool(colon) and len(who) <= 30 and who.isupper() and words[-1:] in (".", "?", "!", "…", "”", '"')


def _begun(text: str) -> list[int]:
    """The places of the kinds of boilerplate that begin as ``text`` does."""
    return [
        place
        for length in range(1, _FIRST + 1)
        for entry, place in _starts().get(text[:length], ())
        if text.startswith(entry)
    ]
