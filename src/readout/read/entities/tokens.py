"""Tokens of a sentence: words, numbers, possessive endings and marks, with their places in the text."""

from __future__ import annotations

import re
from typing import NamedTuple

from readout.types import Span

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?"  # U.S., e.g., U.S
    r"|\d+(?:[.,]\d+)*[^\W_]*"
    r"|[^\W_](?:[^\W_]|[\u0300-\u036f\u200c\u200d])*(?:['’&](?!s\b)(?:[^\W_]|[\u0300-\u036f])+)*"
    r"|['’]s\b"
    r"|\S"
)
_STOPPED = frozenset(
    [
        "gen",
        "sen",
        "rep",
        "gov",
        "lt",
        "col",
        "maj",
        "capt",
        "cpt",
        "cmdr",
        "adm",
        "sgt",
        "brig",
        "st",
        "dr",
        "mr",
        "mrs",
        "ms",
        "mx",
        "prof",
        "rev",
        "jr",
        "sr",
        "hon",
        "pres",
        "sec",
        "mt",
        "ft",
    ]
)  # short forms whose full stop belongs to the name; the full list for sentence ends is language data


class Token(NamedTuple):
    """A word or mark at ``[start, end)``; ``low`` is the word in lower case, ``glued`` says that no space precedes."""

    start: int
    end: int
    text: str
    low: str
    cap: bool
    glued: bool


def tokens(text: str, span: Span) -> list[Token]:
    """The tokens of ``text`` in ``span``. A possessive ending is a token; a hyphen is one, too.

    >>> [token.text for token in tokens("Gen. O’Shea’s US-led team", (0, 25))]
    ['Gen.', 'O’Shea', '’s', 'US', '-', 'led', 'team']
    """
    found: list[Token] = []
    last = -1
    at = span[0]
    while match := _TOKEN.search(text, at, span[1]):
        start, end = match.span()
        word = match.group()
        low = word.lower()
        cap = word[0].isupper()
        if end < span[1] and text[end] == "." and cap and (len(word) == 1 or low in _STOPPED):
            end += 1
            word, low = word + ".", low + "."
        found.append(Token(start, end, word, low, cap, start == last))
        last = at = end
    return found
