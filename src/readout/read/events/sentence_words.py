"""One sentence as words, with what can be said of each word by itself and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from readout.read.events.grammar import Word, grammar


class SentenceWords:
    """The words of a sentence. ``timed`` are the indices of those inside time expressions."""

    def __init__(self, sentence: Sequence[Word], timed: frozenset[int], language: str) -> None:
        self.words = tuple(sentence)
        self.timed = timed
        self.g = grammar(language)
        plain = [word for word in self.words if len(word.text) > 3 and word.text[0].isalpha()]
        self.title_case = bool(plain) and sum(word.text[0].isupper() for word in plain) > 0.6 * len(plain)

    def low(self, i: int) -> str:
        """The lower-case form of word ``i``; empty outside the sentence."""
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def capital(self, i: int) -> bool:
        """Whether word ``i`` begins with a capital letter."""
        return 0 <= i < len(self.words) and self.words[i].text[0].isupper()

    def is_adverb(self, i: int) -> bool:
        """Whether word ``i`` can be skipped inside a verb group."""
        low = self.low(i)
        return low in self.g.adverb or (low.endswith("ly") and len(low) > 4 and not self.capital(i))

    def is_noun_end(self, i: int) -> bool:
        """Whether a noun phrase can end with word ``i``."""
        low = self.low(i)
        if not low or not (low[0].isalnum()):
            return low in (")", "”", '"', "’", "'")
        g = self.g
        if low in ("may", "will") and self.capital(i) and i > 0:
            return True  # a name
        closed = (
            low in g.preposition
            or low in g.subordinator
            or low in g.coordinator
            or low in g.modal
            or low in g.be
            or low in g.have
        )
        return (not closed or low in g.pronoun) and (low not in g.determiner or low in g.pronoun)

    def opens_noun(self, i: int) -> bool:
        """Whether a noun phrase with a visible mark (article, name, number, pronoun) begins at word ``i``."""
        low = self.low(i)
        return bool(low) and (
            low in self.g.determiner
            or low in self.g.pronoun
            or low in self.g.number
            or self.capital(i)
            or low[0].isdigit()
        )

    def skip_adverbs_left(self, i: int) -> int:
        """The index of the first word at or left of ``i`` that is no adverb."""
        while i >= 0 and (self.is_adverb(i) or self.low(i) in self.g.negation):
            i -= 1
        return i

    def skip_right(self, i: int) -> int:
        """The first word at or right of ``i`` that is no adverb."""
        while i < len(self.words) and self.is_adverb(i):
            i += 1
        return i

    def is_adjectival(self, i: int) -> bool:
        """Whether the form at ``i`` stands as an adjective before its noun: "the promised reply"."""
        j = i - 1
        return self.low(j) in self.g.determiner and self.low(j) not in ("that", "this") and self.low(j) != "all"

    def is_denied(self, i: int) -> bool:
        """Whether "never" or "neither" stands right before a form without auxiliaries."""
        return self.low(i - 1) in self.g.negation or (self.is_adverb(i - 1) and self.low(i - 2) in self.g.negation)

    def is_demonym(self, i: int) -> bool:
        """Whether the capitalised word can only be an adjective of a country ("Russian", "Chinese")."""
        low = self.low(i)
        return low.endswith(
            ("ian", "ish", "ese", "ench", "can", "ean", "iet", "nsk", "bian", "ani", "qi", "eli", "emi")
        )

    def opens_quotation(self, i: int) -> bool:
        """Whether word ``i`` is a mark that opens a quotation: a straight one after an even number of others."""
        low = self.low(i)
        return low in ("“", "„", "«") or (low == '"' and sum(self.low(k) == '"' for k in range(i)) % 2 == 0)
