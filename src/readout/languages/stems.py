"""Words and stems, for comparing texts in any language that writes spaces between words."""

from __future__ import annotations

import re
from functools import cache

from readout.languages import table
from readout.types import Span

_WORD = re.compile(r"\w+(?:[.'’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the words and numbers in ``text[start:end]``; "U.S" and "100,000" are one and two words.

    >>> [("Kyiv's 2 men")[s:e] for s, e in tokens("Kyiv's 2 men")]
    ["Kyiv's", '2', 'men']
    """
    return [match.span() for match in _WORD.finditer(text, start, len(text) if end is None else end)]


def stem(word: str) -> str:
    """The word's first six letters, folded: truncation does about as well as suffix rules and knows no language
    (McNamee, Nicholas and Mayfield, "Addressing morphological variation in alphabetic languages", SIGIR 2009).

    >>> stem("Ukrainian") == stem("Ukraine’s")
    True
    """
    return _POSSESSIVE.sub("", word.casefold())[:6]


@cache
def common_stems(language: str) -> dict[str, float]:
    """Share of news articles that hold each of the language's common stems; stems not listed are rare."""
    return {str(key): float(value) for key, value in table(language, "frequencies").items()}
