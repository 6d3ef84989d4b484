"""Words of a sentence and the closed classes and verb forms of a language, for finding clauses without a parser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from readout.languages import table, words
from readout.read.events.inflection import Form, forms
from readout.types import Span

Range = tuple[int, int]
"""Half-open pair of word indices."""
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:[.,:]\d+)*|['’](?:s|re|ve|ll|d|m|t)\b|[^\W_]+(?:-[^\W_]+)*|\S")
_LONGEST = 400  # words of one sentence that are looked at; longer ones are tables and lists
STOPS = frozenset(";:—–|•()[]{}?!…")
QUOTES = frozenset('"“”„«»‟')


class Word(NamedTuple):
    """A word or mark: its place in the text, its form, its lower-case form."""

    start: int
    end: int
    text: str
    low: str


class Verb(NamedTuple):
    """A verb group: ``first`` word (auxiliaries included), ``main`` word, and what its auxiliaries say."""

    first: int
    main: int
    lemma: str
    form: Literal["finite", "infinitive", "ing", "participle"]
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    perfect: bool = False
    progressive: bool = False


class Grammar(NamedTuple):
    """The closed classes of a language and the forms of its listed verbs."""

    be: frozenset[str]
    have: frozenset[str]
    do: frozenset[str]
    modal: frozenset[str]
    future: frozenset[str]
    negation: frozenset[str]
    determiner: frozenset[str]
    possessive: frozenset[str]
    pronoun: frozenset[str]
    subject_pronoun: frozenset[str]
    first_person: frozenset[str]
    preposition: frozenset[str]
    subordinator: frozenset[str]
    temporal: frozenset[str]
    conditional: frozenset[str]
    relative: frozenset[str]
    coordinator: frozenset[str]
    adverb: frozenset[str]
    opener: frozenset[str]
    hedge: frozenset[str]
    of_complement: frozenset[str]
    speech: frozenset[str]
    as_complement: frozenset[str]
    nothing: frozenset[str]
    noun_ing: frozenset[str]
    number: frozenset[str]
    points_back: frozenset[str]
    reaching_back: frozenset[str]
    occasion: frozenset[str]
    apart: frozenset[str]
    letting: frozenset[str]
    between: frozenset[str]
    leads_in: frozenset[str]
    setting: frozenset[str]
    setting_apart: frozenset[str]
    governing: frozenset[str]
    also_noun: frozenset[str]
    forms: Mapping[str, tuple[tuple[str, Form], ...]]


@cache
def grammar(language: str = "en") -> Grammar:
    """The word classes of ``language``."""
    data = {name: frozenset(entry.split()) for name, entry in table(language, "clause_words").items()}
    acts = table(language, "acts")
    lemmas = list(words(language, "clause_verbs"))
    for section in ("verbs", "move_only"):  # hyphenated lemmas are written out in their frames
        for frames in acts[section].values():
            for frame in frames:
                lemmas.extend(lemma for lemma in frame.split()[0].split("|") if "-" not in lemma or lemma in lemmas)
    for effect in acts["governors"].values():
        lemmas.extend(effect.split())
    lemmas.extend(acts["happenings"]["verbs"].split())
    adjectives = frozenset(acts["adjectives"]["words"].split())
    return Grammar(
        be=data["be"],
        have=data["have"],
        do=data["do"],
        modal=data["modal"],
        future=data["future"],
        negation=data["negation"],
        determiner=data["determiner"],
        possessive=data["possessive"],
        pronoun=data["pronoun"],
        subject_pronoun=data["subject_pronoun"],
        first_person=data["first_person"],
        preposition=data["preposition"],
        subordinator=data["subordinator"],
        temporal=data["temporal"],
        conditional=data["conditional"],
        relative=data["relative"],
        coordinator=data["coordinator"],
        adverb=data["adverb"],
        opener=data["opener"],
        hedge=data["hedge_alleged"],
        also_noun=data["also_noun"],
        of_complement=data["of_complement"],
        speech=data["speech"],
        as_complement=data["as_complement"],
        nothing=data["nothing"],
        noun_ing=data["noun_ing"],
        number=data["number"],
        points_back=data["points_back"],
        reaching_back=data["reaching_back"],
        occasion=data["occasion"],
        apart=data["apart"],
        letting=data["letting"],
        between=data["between"],
        leads_in=data["leads_in"],
        setting=data["setting"],
        setting_apart=data["setting_apart"],
        governing=frozenset(word for entry in acts["governors"].values() for word in entry.split()),
        forms=forms([lemma for lemma in lemmas if lemma not in adjectives], language),
    )


def tokens(text: str, span: Span) -> tuple[Word, ...]:
    """Words and marks of ``text[span]``, at most the first few hundred."""
    found: list[Word] = []
    known = grammar()
    shouted = text[span[0] : min(span[1], span[0] + 400)].isupper()
    for match in _WORD.finditer(text, span[0], span[1]):
        form = match.group()
        low = form.lower().replace("’", "'")
        if len(form) > 1 and form.isupper() and not shouted and (low in known.relative or low in known.pronoun):
            low = form  # "the WHO" and "the US" are no pronouns
        found.append(Word(match.start(), match.end(), form, low))
        if len(found) >= _LONGEST:
            break
    return tuple(found)
