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
    return stem(_level(_uninflected(plain.replace("-", ""))))


_SHORTEST_BASE = 3
_VOWEL = re.compile(r"[aeiouy]")


def _uninflected(word: str) -> str:
    """A short word without the ending of a plural or of a tense: the first six letters do not make "sign" of "signed".

    >>> [_uninflected(word) for word in ("signed", "signing", "halted", "denies", "stopped", "class", "ships")]
    ['sign', 'sign', 'halt', 'deny', 'stop', 'class', 'ship']
    """
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            base = word[: -len(ending)] + instead
            if len(base) < _SHORTEST_BASE or not _VOWEL.search(base[:-1] or base):
                return word
            if ending in ("ed", "ing") and len(base) > _SHORTEST_BASE and base[-1] == base[-2] and base[-1] not in "ls":
                base = base[:-1]
            word = base
            break
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_BASE else word


_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("ing", ""), ("ed", ""),
    ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""),
)  # fmt: skip


@cache
def _weights() -> dict[str, float]:
    """Minus the logarithm of the share of articles that hold a key; of synonyms the mean over their words."""
    known = common_stems("en")
    found: dict[str, list[float]] = defaultdict(list)
    for name, share in known.items():
        for form in {key(name), stem(_level(name))}:  # what is six letters long may be a word or the beginning of one
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
    """The words in ``span``, numbers left out, in text order; a verb with its particle has the meaning of both.

    >>> [term.key for term in terms("turned it down", (0, 14))] == [key("rejected"), key("it"), key("down")]
    True
    """
    found = [Term(key(match.group()), match.span()) for match in _WORD.finditer(text, *span)]
    for at, term in enumerate(found[1:], start=1):
        verbs = _particles().get(text[slice(*term.span)])
        for before in (at - 1, at - 2, at - 3) if verbs else ():
            if before >= 0 and (meaning := _meaning(verbs or (), text[slice(*found[before].span)])):
                found[before] = Term(meaning, found[before].span)
                break
    return tuple(found)


@cache
def _particles() -> dict[str, tuple[tuple[str, str], ...]]:
    """For each particle the verbs, or beginnings of verbs ("*"), that it changes, and what they mean with it."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for verb, particle, meaning in table("en", "synonyms")["particles"]:
        found[particle].append((verb, "=" + meaning.rstrip("*")))
    return {particle: tuple(verbs) for particle, verbs in found.items()}


def _meaning(verbs: Iterable[tuple[str, str]], word: str) -> str | None:
    plain = word.casefold()
    for verb, meaning in verbs:
        if plain == verb or (verb.endswith("*") and plain.startswith(verb[:-1])):
            return meaning
    return None
