"""The tokens that time expressions are made of, and what the rules that find them share."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from readout.languages import table
from readout.read.times.meaning import Meaning
from readout.types import Span

_TOKEN = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)\b|\d{2,4}s\b|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]", re.IGNORECASE
)
SAME_YEAR = 99
"""In the place of a shift: the year mentioned before."""


class Token(NamedTuple):
    """A word, number or mark; ``low`` is in lower case with straight apostrophes and without ``'s``."""

    start: int
    end: int
    low: str
    raw: str


class Core(NamedTuple):
    """Tokens ``[first, last)`` of a time expression, with what they mean."""

    first: int
    last: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    meaning: Meaning
    event: Span | None = None
    direction: Literal["before", "after"] = "after"


@cache
def listed(name: str) -> frozenset[str]:
    """A closed list of ``times.toml``."""
    return frozenset(str(table("en", "times")["words"][name]).split())


def words_of(name: str) -> dict[str, str]:
    """A table of ``times.toml``."""
    found: dict[str, str] = table("en", "times")[name]
    return found


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of ``text[start:end]``."""
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        raw = match.group()
        low = raw.lower().replace("’", "'")
        stop = match.end()
        if low.endswith("'s"):
            low, stop = low[:-2], stop - 2
        tokens.append(Token(match.start(), stop, low, raw))
    return tokens


def low_at(tokens: list[Token], index: int) -> str:
    """The token at ``index`` in lower case; empty outside the sentence."""
    return tokens[index].low if 0 <= index < len(tokens) else ""


def shift_of(word: str) -> int | None:
    """-1 for "last", 0 for "this", 1 for "next" and their like."""
    if word in listed("last"):
        return -1
    if word in listed("next"):
        return 1
    return 0 if word in ("this", "current") else None


def year_after(tokens: list[Token], i: int) -> tuple[int | None, int]:
    """``(shift, end)`` for "(of) last year", "next year", or ``SAME_YEAR`` for "of that year", at token ``i``."""
    at = i + 1 if low_at(tokens, i) == "of" else i
    if low_at(tokens, at + 1) == "year" and low_at(tokens, at) == "that":
        return SAME_YEAR, at + 2
    if low_at(tokens, at + 2) == "year" and low_at(tokens, at) == "the" and low_at(tokens, at + 1) == "same":
        return SAME_YEAR, at + 3
    if low_at(tokens, at + 1) == "year" and low_at(tokens, at) in ("last", "this", "next"):
        return shift_of(low_at(tokens, at)), at + 2
    return None, i
