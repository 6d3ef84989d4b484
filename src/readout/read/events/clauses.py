"""Clauses of a sentence without a parser: its verb groups by place, and where the clause of each one ends.

Everything works on one sentence's words from closed classes and lists of verbs (``clause_words.toml``,
``clause_verbs.txt``, ``acts.toml``). A rule that cannot decide gives ``None``.
"""

from __future__ import annotations

from collections.abc import Sequence

from readout.read.events.grammar import QUOTES, STOPS, Word
from readout.read.events.sentence_words import SentenceWords
from readout.read.events.verb_groups import verb_groups


class Clauses:
    """One sentence taken apart. ``timed`` are the word indices inside time expressions.

    ``first_at`` and ``main_at`` give a verb's index by the place of its first and its main word.
    """

    def __init__(self, sentence: Sequence[Word], timed: frozenset[int] = frozenset(), language: str = "en") -> None:
        held = SentenceWords(sentence, timed, language)
        self.words, self.timed, self.g = held.words, timed, held.g
        self.low, self.capital, self.is_adverb = held.low, held.capital, held.is_adverb
        self.is_noun_end, self.opens_noun = held.is_noun_end, held.opens_noun
        self.skip_adverbs_left, self.skip_right = held.skip_adverbs_left, held.skip_right
        self.verbs = verb_groups(held)
        self.first_at = {verb.first: k for k, verb in enumerate(self.verbs)}
        self.in_verb = {i for verb in self.verbs for i in range(verb.first, verb.main + 1)}
        self.main_at = {verb.main: k for k, verb in enumerate(self.verbs)}


def opens_clause(c: Clauses, i: int) -> bool:
    """Whether a temporal word at ``i`` opens a clause (a finite verb follows before a comma)."""
    for k in range(i + 1, min(i + 15, len(c.words))):
        if c.low(k) == "," or c.low(k) in STOPS:
            return False
        at = c.first_at.get(k)
        if at is not None and c.verbs[at].form == "finite":
            return c.low(k - 1) not in c.g.coordinator  # "dismissed it as a joke but said"
    return False


def clause_end(c: Clauses, k: int) -> int:
    """The word index where the clause of verb ``k`` ends; its complements ("that ...", "to ...") belong to it."""
    main = c.verbs[k].main
    for i in range(main + 1, len(c.words)):
        low = c.low(i)
        if low == ";" or (low in "—–" and low) or low == "|":
            return i
        nxt = c.skip_right(i + 1)
        if c.low(nxt) == "on" and nxt + 1 in c.timed:
            nxt += 1
        while nxt in c.timed:
            nxt += 1
        if low in QUOTES and i > main + 1 and speech_follows(c, i + 1):
            return i
        if low == ",":
            if c.low(i + 1) in (
                "which",
                "who",
                "but",
                "while",
                "although",
                "though",
                "whereas",
                "whose",
                "where",
            ):
                return i
            if c.low(i + 1) in c.g.coordinator and clause_follows(c, i + 2):
                return i
            at = c.first_at.get(nxt)
            if at is not None and c.verbs[at].form == "ing":
                return i
            if speech_follows(c, i + 1):
                return i
            if at is not None and c.verbs[at].form == "finite" and i > main + 1 and not _closes_aside(c, i, main):
                return i
            if c.low(i + 1) in c.g.temporal | {"as", "if", "unless", "because"} and opens_clause(c, i + 1):
                return i
        elif low in c.g.coordinator:
            if c.low(i + 1) == "," and clause_follows(c, i + 2):
                return i
            at = c.first_at.get(nxt)
            if at is not None and c.verbs[at].form == "finite" and i > main:
                return i
            if nxt == i + 1 and c.low(nxt) in ("he", "she", "it", "they", "we") and clause_follows(c, nxt + 1):
                return i
        elif (
            low in ("after", "before", "while", "when", "as", "although", "though", "because")
            and i > main + 1
            and opens_clause(c, i)
        ):
            return i
    return len(c.words)


def _closes_aside(c: Clauses, comma: int, main: int) -> bool:
    return any(c.low(i) == "," for i in range(main + 1, comma))


def speech_follows(c: Clauses, i: int) -> bool:
    """Whether an inserted or trailing "the minister said" begins at word ``i``."""
    for j in range(i, min(i + 12, len(c.words))):
        at = c.first_at.get(j)
        if at is not None:
            return c.verbs[at].form == "finite" and c.verbs[at].lemma in c.g.speech and j > i
        if c.low(j) in STOPS or c.low(j) in c.g.subordinator or c.low(j) in c.g.coordinator:
            return False
    return False


def clause_follows(c: Clauses, i: int) -> bool:
    """Whether a finite verb follows within a few words of word ``i``, no comma between."""
    for k in range(i, min(i + 10, len(c.words))):
        at = c.first_at.get(k)
        if at is not None and c.verbs[at].form == "finite":
            return True
        if c.low(k) == "," and k > i + 3:
            return False
    return False
