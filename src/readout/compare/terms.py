"""The words of a clause as comparison sees them: stems, whatever the spelling or the synonym, each with a weight."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from math import log
from typing import NamedTuple

from readout.compare.thresholds import LIGHTEST_TERM, RAREST_SHARE
from readout.languages import table
from readout.languages.stems import common_stems, stem
from readout.types import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’.\-‐‑][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_KINDS_OF_QUOTE = str.maketrans("‐‑", "--")


class Term(NamedTuple):
    """A word: its key, equal for words that count as the same, and where it stands."""

    key: str
    span: Span


@cache
def _synonyms() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Whole words, and beginnings of words (longest first), each with the first entry of its list as key."""
    whole: dict[str, str] = {}
    begins: list[tuple[str, str]] = []
    for group in table("en", "synonyms")["same"]:
        key = "=" + group[0].rstrip("*")
        for entry in group:
            if entry.endswith("*"):
                begins.append((entry[:-1], key))
            else:
                whole[entry] = key
    return whole, tuple(sorted(begins, key=lambda item: (-len(item[0]), item[0])))


def _level(word: str) -> str:
    """British and American spelling made one, roughly: ``defence/defense``, ``colour/color``, ``-ise/-ize``."""
    word = word.replace("z", "s").replace("our", "or").replace("oe", "e").replace("ae", "e").replace("ll", "l")
    word = word.replace("enc", "ens")
    return re.sub(r"tre(s?)\b", r"ter\1", word)


@cache
def key(word: str) -> str:
    """What ``word`` counts as.

    >>> key("Wounded") == key("injuries"), key("manoeuvres") == key("drills"), key("defence") == key("Defense")
    (True, True, True)
    """
    plain = _POSSESSIVE.sub("", word.translate(_KINDS_OF_QUOTE).casefold())
    whole, begins = _synonyms()
    if plain in whole:
        return whole[plain]
    for begin, meaning in begins:
        if plain.startswith(begin):
            return meaning
    return stem(_level(plain.replace("-", "")))


@cache
def _weights() -> dict[str, float]:
    """Minus the logarithm of the share of articles that hold a key; of synonyms the mean over their words."""
    known = common_stems("en")
    found: dict[str, list[float]] = defaultdict(list)
    for name, share in known.items():
        form = stem(_level(name)) if len(name) >= 6 else key(name)
        if not form.startswith("="):
            found[form].append(-log(max(share, RAREST_SHARE)))
    whole, begins = _synonyms()
    for word, meaning in (*whole.items(), *begins):
        found[meaning].append(-log(max(known.get(stem(word), RAREST_SHARE), RAREST_SHARE)))
    return {name: min(values) if name[0] != "=" else sum(values) / len(values) for name, values in found.items()}


@cache
def weight(name: str) -> float:
    """How much a key tells: 0 for the commonest words, 5.5 for words on no list."""
    value = _weights().get(name, -log(RAREST_SHARE))
    return value if value >= LIGHTEST_TERM else 0.0


def total(names: Iterable[str]) -> float:
    """Sum of the weights, in an order that does not depend on the set's."""
    return sum(weight(name) for name in sorted(names))


def terms(text: str, span: Span) -> tuple[Term, ...]:
    """The words in ``span``, numbers left out, in text order."""
    return tuple(Term(key(match.group()), match.span()) for match in _WORD.finditer(text, *span))
