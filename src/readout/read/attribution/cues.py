"""The lexicon of cues: which forms of which verbs introduce what someone said, and in which frames."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from readout.languages import table

Form = Literal["base", "third", "past", "participle", "ing"]
Kind = Literal["said", "acted", "thought"]
_VOWELS = frozenset("aeiou")


class Cue(NamedTuple):
    """One reading of a word as a cue verb: its lemma, its possible forms, and the frames it takes, by kind.

    ``particles`` are the words that must follow ("point **out**").
    """

    lemma: str
    particles: tuple[str, ...]
    forms: frozenset[Form]
    frames: dict[Kind, frozenset[str]]


class Lexicon(NamedTuple):
    """The cue verbs of a language by their inflected forms, and the word classes that go with them."""

    verbs: dict[str, tuple[Cue, ...]]
    ambiguous: frozenset[str]
    closing: frozenset[str]
    nouns: frozenset[str]
    source_after: tuple[tuple[str, ...], ...]
    said_in: tuple[tuple[str, ...], ...]
    raising: tuple[tuple[str, ...], ...]
    speaking_for: tuple[str, ...]
    bodies: frozenset[str]


def inflections(verb: str, irregular: dict[str, list[str]], doubling: frozenset[str]) -> dict[Form, str]:
    """The forms of an English verb's first word.

    >>> inflections("deny", {}, frozenset())["past"], inflections("admit", {}, frozenset({"admit"}))["ing"]
    ('denied', 'admitting')
    """
    if verb in irregular:
        third, past, participle, ing = irregular[verb]
        return {"base": verb, "third": third, "past": past, "participle": participle, "ing": ing}
    if verb.endswith("e"):
        past, ing = verb + "d", verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        past, ing = verb[:-1] + "ied", verb + "ing"
    elif verb in doubling:
        past, ing = verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    else:
        past, ing = verb + "ed", verb + "ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        third = verb[:-1] + "ies"
    else:
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return {"base": verb, "third": third, "past": past, "participle": past, "ing": ing}


@cache
def lexicon(language: str) -> Lexicon:
    """The cues of a language, from its data file ``cues``."""
    data = table(language, "cues")
    doubling = frozenset(data["doubling"])
    frames: dict[str, dict[Kind, set[str]]] = {}
    for group in data["group"]:
        for verb in group["verbs"]:
            frames.setdefault(verb, {}).setdefault(group["kind"], set()).update(group["frames"])
    verbs: dict[str, list[Cue]] = {}
    for verb, by_kind in frames.items():
        taken = {kind: frozenset(names) for kind, names in by_kind.items()}
        head, *particles = verb.split()
        by_word: dict[str, set[Form]] = {}
        for form, word in inflections(head, data["irregular"], doubling).items():
            by_word.setdefault(word, set()).add(form)
        for word, forms in by_word.items():
            cue = Cue(verb, tuple(particles), frozenset(forms), taken)
            verbs.setdefault(word, []).append(cue)
    phrases = data["phrases"]
    return Lexicon(
        verbs={word: tuple(sorted(cues, key=lambda cue: -len(cue.particles))) for word, cues in verbs.items()},
        ambiguous=frozenset(data["ambiguous"]["forms"]),
        closing=frozenset(data["ambiguous"]["closing"]),
        nouns=frozenset(data["nouns"]["that"]),
        source_after=tuple(tuple(phrase.split()) for phrase in phrases["source_after"]),
        said_in=tuple(tuple(phrase.lower().split()) for phrase in phrases["said_in"]),
        raising=tuple(tuple(phrase.split()) for phrase in phrases["raising"]),
        speaking_for=tuple(data["nouns"]["speaking_for"]),
        bodies=frozenset(data["nouns"]["bodies"]),
    )
