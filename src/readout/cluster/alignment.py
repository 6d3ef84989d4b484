"""Which sentences of two accounts are the same words, or the same sentence translated again.

Exact sharing is word n-gram containment in each direction (Broder, "On the resemblance and containment of documents",
1997). A text that was translated back shares few n-grams but keeps each sentence's content words in order, so
sentences are also aligned by the overlap of their stems.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct

from readout.languages.stems import stem, tokens
from readout.spans import overlap
from readout.types import Reading, Span

NGRAM = 5
"""Words in an n-gram: long enough that two writers seldom meet by chance, short enough to survive an edit."""
SHORTEST = 8
"""Sentences of fewer words ("They met on Friday.") say nothing about copying."""
SAME_SENTENCE = 0.6
"""Dice overlap of stems from which two sentences count as one sentence reworded: see ``bench/cluster.py``."""
_OWN_WORDS = frozenset({"body", "standfirst", "subhead"})
_KEYS = 6


class Sentence(Struct, frozen=True):
    """One sentence of an account: its place and its stems in order. ``quoted`` is the share inside quotation marks."""

    account: str
    span: Span
    stems: tuple[str, ...]


class Fingerprint(Struct, frozen=True):
    """What is compared of an account: its own sentences, and the n-grams of its words, each with its number."""

    account: str
    sentences: tuple[Sentence, ...]
    ngrams: frozenset[tuple[str, ...]]


class Match(Struct, frozen=True):
    """A sentence of one account aligned with a sentence of another."""

    a: Sentence
    b: Sentence
    score: float


def fingerprint(reading: Reading) -> Fingerprint:
    """The article's own sentences without what it quotes: a quotation that everybody carries is no copying."""
    own = [(block.start, block.end) for block in reading.blocks if block.role in _OWN_WORDS]
    quoted = sorted(
        (piece for item in reading.attributions if item.type == "direct" for piece in item.content), key=lambda s: s[0]
    )
    sentences = []
    ngrams: set[tuple[str, ...]] = set()
    at = 0
    for span in reading.sentences:
        while at < len(own) and own[at][1] <= span[0]:
            at += 1
        if at == len(own) or own[at][0] > span[0]:
            continue
        words = [
            reading.text[s:e].casefold()
            for s, e in tokens(reading.text, *span)
            if not any(overlap((s, e), quote) for quote in quoted if quote[0] < span[1] and quote[1] > span[0])
        ]
        if len(words) < SHORTEST:
            continue
        sentences.append(Sentence(reading.id, span, tuple(stem(word) for word in words)))
        ngrams.update(tuple(words[i : i + NGRAM]) for i in range(len(words) - NGRAM + 1))
    return Fingerprint(reading.id, tuple(sentences), frozenset(ngrams))


def containment(a: Fingerprint, b: Fingerprint) -> float:
    """Share of the n-grams of ``a`` that stand in ``b``; 0 for an account without any."""
    return len(a.ngrams & b.ngrams) / len(a.ngrams) if a.ngrams else 0.0


def align(prints: Sequence[Fingerprint]) -> dict[tuple[str, str], tuple[Match, ...]]:
    """For each pair of accounts (ids in order) the sentences they share, each sentence in one match at most.

    Candidates come from an index on each sentence's rarest stems, so cost follows what is shared and not the number of
    pairs.
    """
    everywhere = [sentence for item in prints for sentence in item.sentences]
    frequency = Counter(word for sentence in everywhere for word in set(sentence.stems))
    index: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(everywhere):
        for word in _rarest(sentence, frequency):
            index[word].append(number)
    votes: Counter[tuple[int, int]] = Counter()
    for holders in index.values():
        for i, first in enumerate(holders):
            for second in holders[i + 1 :]:
                if everywhere[first].account != everywhere[second].account:
                    votes[first, second] += 1
    matches: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for first, second in votes:
        a, b = everywhere[first], everywhere[second]
        if a.account > b.account:
            a, b = b, a
        score = dice(a.stems, b.stems)
        if score >= SAME_SENTENCE:
            matches[a.account, b.account].append(Match(a, b, score))
    return {pair: _one_to_one(found) for pair, found in sorted(matches.items())}


def dice(a: Sequence[str], b: Sequence[str]) -> float:
    """Dice coefficient of two bags of stems, from 0 to 1.

    >>> dice(["a", "b"], ["b", "c"])
    0.5
    """
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b)) if a or b else 0.0


def _rarest(sentence: Sentence, frequency: Counter[str]) -> list[str]:
    return sorted(set(sentence.stems), key=lambda word: (frequency[word], -len(word), word))[:_KEYS]


def _one_to_one(found: list[Match]) -> tuple[Match, ...]:
    taken_a: set[Span] = set()
    taken_b: set[Span] = set()
    kept = []
    for match in sorted(found, key=lambda m: (-m.score, m.a.span, m.b.span)):
        if match.a.span not in taken_a and match.b.span not in taken_b:
            taken_a.add(match.a.span)
            taken_b.add(match.b.span)
            kept.append(match)
    return tuple(sorted(kept, key=lambda m: m.a.span))
