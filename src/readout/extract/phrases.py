"""Lines that say themselves what they are: "Leave a Reply", "Share on ...", "Also read ..."."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from readout.languages import table

_LONGEST = 300
_EDGES = " \t\n\u00a0:;,.!|•·-–—*[](){}<>»«›‹→←▶►▼▲…\"'“”"
_SPACE = re.compile(r"\s+")

Kind = str


@cache
def _whole() -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for kind, forms in table("shared", "boilerplate").items():
        for phrase in forms["is"]:
            found.setdefault(phrase.strip(_EDGES) or phrase, kind)
    return found


@cache
def _starts() -> tuple[tuple[Kind, tuple[str, ...]], ...]:
    return tuple((kind, tuple(forms["starts"])) for kind, forms in table("shared", "boilerplate").items())


@cache
def _has() -> tuple[tuple[Kind, tuple[str, ...]], ...]:
    return tuple((kind, tuple(forms["has"])) for kind, forms in table("shared", "boilerplate").items())


def line_key(line: str) -> str:
    """A line as lines are compared: case folded, white space collapsed, no punctuation at its ends.

    >>> line_key("  READ\u00a0more: »")
    'read more'
    """
    return _SPACE.sub(" ", line).strip(_EDGES).casefold()


@lru_cache(maxsize=8192)
def phrase(line: str) -> tuple[Kind, str] | None:
    """The kind of boilerplate that ``line`` is by its words, and how that shows: ``is``, ``starts`` or ``has``."""
    if len(line) > 2 * _LONGEST:
        return None
    key = line_key(line)
    if key in _whole():
        return _whole()[key], "is"
    if len(line) > _LONGEST:
        return None
    start = _SPACE.sub(" ", line).lstrip(" *[•·-–—►▶>»\"“'|(").casefold()
    raw = _SPACE.sub(" ", line).strip().casefold()
    for kind, entries in _starts():
        if start.startswith(entries) or raw.startswith(entries):
            return kind, "starts"
    for kind, entries in _has():
        for entry in entries:
            if entry in raw:
                return kind, "has"
    return None
