"""The forms of English verbs from their lemmas: regular rules, and a data file for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from readout.languages import table

Form = Literal["base", "s", "past", "participle", "ing"]
_VOWELS = "aeiou"


@cache
def _facts(language: str) -> tuple[Mapping[str, tuple[str, str]], frozenset[str], frozenset[str]]:
    data = table(language, "inflections")
    irregular = {lemma: (forms.split()[0], forms.split()[1]) for lemma, forms in data["irregular"].items()}
    return irregular, frozenset(data["doubling"].split()), frozenset(data["single"].split())


def _doubles(lemma: str, doubling: frozenset[str], single: frozenset[str]) -> bool:
    """Whether the final consonant doubles: one short syllable, or listed."""
    if lemma in doubling:
        return True
    if lemma in single or len(lemma) < 3 or lemma[-1] in _VOWELS + "wxy":
        return False
    vowels = sum(1 for c in lemma if c in _VOWELS)
    return vowels == 1 and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS


def inflect(lemma: str, language: str = "en") -> dict[Form, str]:
    """All five forms of ``lemma``.

    >>> inflect("ban")
    {'base': 'ban', 's': 'bans', 'past': 'banned', 'participle': 'banned', 'ing': 'banning'}
    >>> inflect("deny")["past"], inflect("accuse")["ing"], inflect("withdraw")["participle"]
    ('denied', 'accusing', 'withdrawn')
    """
    irregular, doubling, single = _facts(language)
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2:-1] not in tuple(_VOWELS):
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    if _doubles(lemma, doubling, single):
        stem = lemma + lemma[-1]
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        stem = lemma[:-1]
    else:
        stem = lemma
    past = lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2:-1] not in tuple(_VOWELS) else stem + "ed"
    if lemma.endswith("ee"):
        past = lemma + "d"
    past, participle = irregular.get(lemma, (past, past))
    return {"base": lemma, "s": third, "past": past, "participle": participle, "ing": stem + "ing"}


def forms(lemmas: Iterable[str], language: str = "en") -> Mapping[str, tuple[tuple[str, Form], ...]]:
    """From each form of ``lemmas`` to the lemmas and forms that it can be."""
    found: dict[str, list[tuple[str, Form]]] = {}
    for lemma in dict.fromkeys(lemmas):
        for form, word in inflect(lemma, language).items():
            found.setdefault(word, []).append((lemma, form))
    for lemma in table(language, "inflections")["both"].split():  # "canceled", "cancelled"
        for spelt in (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"):
            kinds: list[tuple[str, Form]] = (
                [(lemma, "ing")] if spelt.endswith("ing") else [(lemma, "past"), (lemma, "participle")]
            )
            if lemma in found:
                found.setdefault(spelt, kinds)
    return MappingProxyType({word: tuple(kinds) for word, kinds in found.items()})
