"""A passage as words with their closed classes, for the rules of attribution.

No parser and no tagger: verbs are known by auxiliaries, endings and lists, noun phrases by where they can start and
what must end them. A quotation is one opaque token, so that nothing inside it is taken for the reporter's words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from readout.languages import table
from readout.read.quotations import Quotation
from readout.types import Span, Spans

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\b[A-Z]\.(?=\s)"  # James B. Rey
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|St|Jr|Sr|Rev|Hon|Adm|Maj|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.(?=\s)"
    r"|\d+(?:[.,:]\d+)+"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|\w+(?:(?:['’](?!(?:s|re|ve|ll|d|m)\b)|[-‑./&@])\w+)*"
    r"|--+|\.{3,}|\S"
)
_DASHES = frozenset(["-", "–", "—", "--", "---", "―"])


class Token(NamedTuple):
    """One word, mark or whole quotation; ``word`` is in lower case, ``"<q>"`` for a quotation, ``"-"`` for a dash."""

    start: int
    end: int
    word: str
    upper: bool


class Classes(NamedTuple):
    """The closed word classes of a language."""

    determiners: frozenset[str]
    subject_pronouns: frozenset[str]
    object_pronouns: frozenset[str]
    relatives: frozenset[str]
    wh: frozenset[str]
    prepositions: frozenset[str]
    coordinators: frozenset[str]
    subordinators: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    do: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    openers: frozenset[str]
    times: frozenset[str]
    titles_lower: frozenset[str]
    finite: frozenset[str]
    occasions: frozenset[str]
    authors: frozenset[str]
    conditions: frozenset[str]
    clause_links: frozenset[str]
    participle_links: frozenset[str]
    privatives: frozenset[str]
    time_prepositions: frozenset[str]
    plurals: frozenset[str]
    pronouns: frozenset[str]
    quoting: frozenset[str]


@cache
def classes(language: str) -> Classes:
    """The closed word classes of a language, from its data file ``word_classes``."""
    data = table(language, "word_classes")
    return Classes(*(frozenset(data[name]) for name in Classes._fields))


def tokens(text: str, span: Span, quoted: Sequence[Quotation]) -> list[Token]:
    """The tokens of a passage; each of the given quotations that begins in it is one token."""
    found: list[Token] = []
    at, end = span
    for quotation in quoted:
        start, stop = quotation.span
        if start < at or start >= end:
            continue
        found.extend(_words(text, at, start))
        found.append(Token(start, min(stop, end), "<q>", False))
        at = min(stop, end)
    found.extend(_words(text, at, end))
    return found


def _words(text: str, start: int, end: int) -> list[Token]:
    """Capitals tell "US" and "WHO" from the pronouns, unless all the words are in capitals."""
    found = []
    shouted = text[start:end].isupper()
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        acronym = len(word) > 1 and word.isupper() and not shouted
        low = "-" if word in _DASHES else word if acronym else word.lower().replace("’", "'")
        found.append(Token(match.start(), match.end(), low, word[:1].isupper()))
    return found


class Passage:
    """The tokens of one passage and what the classes say about each of them. Made once, not changed."""

    def __init__(self, text: str, items: list[Token], known: Classes, cue_forms: frozenset[str]) -> None:
        self.text = text
        self.items = items
        self.known = known
        self.cue_forms = cue_forms
        self.words = [token.word for token in items]

    def __len__(self) -> int:
        return len(self.items)

    def word(self, at: int) -> str:
        """The word at ``at``; ``""`` outside the passage."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def span(self, first: int, stop: int) -> Span:
        """The text span of the tokens ``[first, stop)``."""
        return (self.items[first].start, self.items[stop - 1].end)

    def is_word(self, at: int) -> bool:
        """Whether the token is a word and not a mark or a quotation."""
        return self.word(at)[:1].isalnum() or self.word(at) in ("'s", "'re", "'ve", "'ll", "'d", "'m")

    def ends_in_stop(self, at: int) -> bool:
        """Whether the quotation at ``at`` holds a stop or a comma before its closing mark."""
        words = self.text[self.items[at].start : self.items[at].end].rstrip("\"'“”’»‘ ")
        return words.endswith((".", ",", "?", "!"))

    def ends_in_comma(self, at: int) -> bool:
        """Whether the quotation at ``at`` holds a comma before its closing mark."""
        return self.text[self.items[at].start : self.items[at].end].rstrip("\"'“”’»‘ ").endswith(",")

    def is_adverb(self, at: int) -> bool:
        """Whether the token can stand inside a verb group as an adverb."""
        word = self.word(at)
        return word in self.known.adverbs or (word.endswith("ly") and len(word) > 4 and not self.items[at].upper)

    def is_auxiliary(self, at: int) -> bool:
        """Whether the token is a form of be, have or do, or a modal verb."""
        word = self.word(at)
        known = self.known
        if word == "'s":  # "it's said", but "the bank's claim"
            return self.word(at - 1) in known.subject_pronouns
        return word in known.be or word in known.have or word in known.do or word in known.modals

    def is_verb(self, at: int) -> bool:
        """Whether the token looks like a finite verb: an auxiliary, a listed form, or one by its ending and place."""
        word = self.word(at)
        known = self.known
        if not self.is_word(at):
            return False
        if self.is_auxiliary(at):
            return True
        if self.items[at].upper and at > 0:
            return False
        before = self.word(at - 1)
        if before in known.determiners or before in {"to", "'s"}:
            return False
        if word in known.finite:
            return True
        if before in known.prepositions:
            return False
        if "-" in word:
            return False  # "state-owned"
        if word.endswith("ed") and len(word) > 3 and not word.endswith("eed"):
            return True
        if word.endswith("ing"):
            return False
        if word in self.cue_forms:
            return True
        return (
            word.endswith("s")
            and not word.endswith(("ss", "us", "is", "'s"))
            and len(word) > 3
            and self.starts_object(at + 1)
            and self.word(at + 1) != "that"
            and self.is_word(at - 1)
        )

    def starts_object(self, at: int) -> bool:
        """Whether what follows a word shows that the word is a verb: an article, a pronoun, "to", "that"."""
        word = self.word(at)
        return word in ("the", "a", "an", "to", "that", "his", "her", "its", "their", "no", "it", "him", "them", "not")

    def has_verb(self, first: int, stop: int) -> bool:
        """Whether any token of ``[first, stop)`` looks like a finite verb."""
        return any(self.is_verb(at) for at in range(first, min(stop, len(self.items))))

    def starts_noun_phrase(self, at: int) -> bool:
        """Whether a noun phrase can begin at ``at``: a determiner, a pronoun, a number, a capital."""
        word = self.word(at)
        known = self.known
        if not word or word in known.prepositions or word in known.coordinators:
            return False
        return word in known.determiners or word in known.subject_pronouns or word[0].isdigit() or self.items[at].upper


def passage_spans(text: str, sentences: Spans, quoted: Sequence[Quotation]) -> list[Span]:
    """The sentences, with those made one that a quotation runs through."""
    joined: list[Span] = []
    number = 0
    for start, end in sentences:
        while number < len(quoted) and quoted[number].span[1] <= start:
            number += 1
        cut = (
            number < len(quoted)
            and quoted[number].span[0] < start
            and joined
            and quoted[number].span[0] < joined[-1][1]
        )
        if cut:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [piece for span in joined for piece in _split_after_quotation(text, span, quoted)]


def _split_after_quotation(text: str, span: Span, quoted: Sequence[Quotation]) -> list[Span]:
    """The span cut where a quotation inside it closes a sentence: "... "a small step." The minister said"."""
    pieces = []
    start, end = span
    first = bisect_left(quoted, start, key=lambda quotation: quotation.span[0])
    for quotation in quoted[first:]:
        q_start, q_end = quotation.span
        if q_end >= end:
            break
        rest = text[q_end:end].lstrip()
        ended = text[quotation.inner[1] - 1] in ".?!" and rest[:1].isupper() and text[q_end].isspace()
        if ended and q_start > start and text[q_start - 2 : q_start - 1] not in ".?!":
            pieces.append((start, q_end))
            start = end - len(rest)
    return [*pieces, (start, end)]
