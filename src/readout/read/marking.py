"""The reader's marks of one article: made in one pass, and not again when only its date is found to be another."""

from __future__ import annotations

import re
from functools import lru_cache

from readout import languages
from readout.models import reader
from readout.models.reader import Layer, Marks
from readout.types import Article, Spans

MOST_MARKED = 200_000
"""Code points of prose that the reader looks at, some seven seconds' worth; what follows is left to the rules."""

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no text to be encoded may hold
_NEEDS: dict[str, tuple[Layer, ...]] = {
    "mentions": ("mentions",),
    "attributions": ("mentions", "attributions"),
    "events": ("mentions", "attributions", "events"),
}


def marks(article: Article, sentences: Spans, layers: frozenset[str]) -> Marks:
    """What the reader marks for the ``layers`` of a reading; nothing in languages that it was not trained on."""
    needed = frozenset(need for layer in layers for need in _NEEDS.get(layer, ()))
    if not needed or article.language not in languages.KNOWN:
        return Marks()
    seen = tuple(span for span in sentences if span[1] <= MOST_MARKED)
    return _marks(_SURROGATE.sub("\ufffd", article.text), seen, needed)


@lru_cache(maxsize=64)
def _marks(text: str, sentences: Spans, layers: frozenset[Layer]) -> Marks:
    return reader.mark(text, sentences, layers=layers)
