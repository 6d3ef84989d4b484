"""Which sentences of two accounts are the same words, or the same sentence reworded.

Exact sharing is word n-gram containment in each direction (Broder, "On the resemblance and containment of documents",
1997). A text that was translated back shares few n-grams but keeps each sentence's content words and the order of the
sentences, so sentences are also aligned by the overlap of their stems. What two accounts share depends on these two
alone; only which pairs are looked at (:mod:`readout.cluster.sharers`) depends on the others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from readout.languages import KNOWN, table
from readout.languages.stems import common_stems, stem, tokens
from readout.spans import lines, overlap
from readout.types import Reading, Span

NGRAM = 5
"""Words in an n-gram: long enough that two writers seldom meet by chance, short enough to survive an edit."""
SHORTEST = 8
"""Sentences of fewer words ("They met on Friday.") say nothing about copying."""
MOST = 1500
"""Sentences of an account that are compared: ten times what the longest live pages hold."""
SAME_SENTENCE = 0.6
"""Dice overlap of stems from which two sentences count as one sentence reworded, wherever they stand."""
LOOSE = 0.35
"""The same for sentences that stand in the same order in both texts. A translation there and back keeps .37 to .83 of
the invented texts; four sentences so alike, in one order and half of an account, stand in 1 of 393 pairs of outlets on
one story (AllSides) and 2 of 800 independent pages (Helsinki)."""
EVERYWHERE = 0.3
"""Share of articles that hold a stem from which it tells nothing of what a sentence says."""
FEWEST_TELLING, TELLING = 2, 0.25
"""Number and overlap (Dice) of the other stems, from which two sentences are looked at: a matter of speed."""
_OWN_WORDS = frozenset({"body", "standfirst", "subhead"})
_QUOTED = re.compile(r'“[^“”]*(?:”|\Z)|"[^"]*"|«[^«»]*(?:»|\Z)|„[^„“”]*(?:[“”]|\Z)')


class Sentence(Struct, frozen=True):
    """One sentence of an account: its place and its stems in order."""

    account: str
    span: Span
    stems: tuple[str, ...]


class Fingerprint(Struct, frozen=True, dict=True):
    """What is compared of an account: its own sentences, and the n-grams of its words."""

    account: str
    language: str | None
    outlet: str | None
    sentences: tuple[Sentence, ...]
    ngrams: frozenset[tuple[str, ...]]

    @cached_property
    def size(self) -> int:
        """Words in the sentences."""
        return sum(len(sentence.stems) for sentence in self.sentences)

    @cached_property
    def counts(self) -> tuple[dict[str, int], ...]:
        """The bag of stems of each sentence."""
        return tuple(dict(Counter(sentence.stems)) for sentence in self.sentences)

    @cached_property
    def telling(self) -> tuple[tuple[str, ...], ...]:
        """The stems of each sentence that are not in most articles."""
        common = common_stems(self.language) if self.language in KNOWN else {}
        return tuple(tuple(word for word in count if common.get(word, 0.0) < EVERYWHERE) for count in self.counts)

    @cached_property
    def holders(self) -> dict[str, list[int]]:
        """The sentences that hold a telling stem, by number."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self.telling):
            for word in words:
                found[word].append(number)
        return dict(found)


class Match(Struct, frozen=True):
    """A sentence of one account aligned with a sentence of another; ``score`` is the Dice overlap of their stems."""

    a: Sentence
    b: Sentence
    score: float


def fingerprint(reading: Reading) -> Fingerprint:
    """The article's own sentences without what it quotes: a quotation that everybody carries is no copying."""
    own = [(block.start, block.end) for block in reading.blocks if block.role in _OWN_WORDS]
    quoted = _quoted(reading)
    sentences: list[Sentence] = []
    ngrams: set[tuple[str, ...]] = set()
    at = first = 0
    for span in reading.sentences:
        while at < len(own) and own[at][1] <= span[0]:
            at += 1
        if at == len(own) or len(sentences) == MOST:
            break
        if own[at][0] > span[0]:
            continue
        while first < len(quoted) and quoted[first][1] <= span[0]:
            first += 1
        words = [reading.text[s:e].casefold() for s, e in _outside(tokens(reading.text, *span), quoted[first:], span)]
        if len(words) < SHORTEST:
            continue
        sentences.append(Sentence(reading.id, span, tuple(stem(word) for word in words)))
        ngrams.update(tuple(words[i : i + NGRAM]) for i in range(len(words) - NGRAM + 1))
    outlet = reading.outlet.value.casefold() if reading.outlet else None
    return Fingerprint(reading.id, reading.language, outlet, tuple(sentences), frozenset(ngrams))


def _quoted(reading: Reading) -> list[Span]:
    """Disjoint stretches in order: what was read as direct speech, what stands between marks in one line, and the lines
    that are posts from a social network."""
    found = [piece for item in reading.attributions if item.type == "direct" for piece in item.content]
    posted: tuple[str, ...] = tuple(table("shared", "embedded_posts")["marks"])
    for start, end in lines(reading.text):
        line = reading.text[start:end]
        if any(mark in line for mark in posted):
            found.append((start, end))
        else:
            found += [(start + match.start(), start + match.end()) for match in _QUOTED.finditer(line)]
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _outside(words: Iterable[Span], quoted: Sequence[Span], sentence: Span) -> list[Span]:
    near = []
    for quote in quoted:
        if quote[0] >= sentence[1]:
            break
        near.append(quote)
    return [word for word in words if not any(overlap(word, quote) for quote in near)]


def containment(a: Fingerprint, b: Fingerprint) -> float:
    """Share of the n-grams of ``a`` that stand in ``b``; 0 for an account without any."""
    return len(a.ngrams & b.ngrams) / len(a.ngrams) if a.ngrams else 0.0


def aligned(a: Fingerprint, b: Fingerprint) -> tuple[Match, ...]:
    """The sentences that the two share, each in one match at most, in the order of ``a``.

    First the ones that are alike wherever they stand, the likest first; then, in their order, the ones that are alike
    enough for their place.
    """
    alike = _alike(a, b)
    kept: list[tuple[int, int, float]] = []
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for score, i, j in alike:
        if score >= SAME_SENTENCE and i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            kept.append((i, j, score))
    loose: list[tuple[int, int, float]] = []
    for score, i, j in alike:
        if score < SAME_SENTENCE and i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            loose.append((i, j, score))
    sure = {(i, j) for i, j, _ in kept}
    chain = ordered(sorted([*kept, *loose]))
    kept += [found for found in chain if found[:2] not in sure]
    return tuple(Match(a.sentences[i], b.sentences[j], score) for i, j, score in sorted(kept))


def ordered(found: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The longest run of matches, given in the order of the first text, that keeps the order of the second."""
    ends: list[int] = []  # ends[k]: the match that ends the best run of k + 1, where "best" ends earliest in the second
    before: list[int | None] = []
    tails: list[int] = []
    for number, (_, j, _) in enumerate(found):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [number]
    run: list[tuple[int, int, float]] = []
    number_: int | None = ends[-1] if ends else None
    while number_ is not None:
        run.append(found[number_])
        number_ = before[number_]
    return run[::-1]


def _alike(a: Fingerprint, b: Fingerprint) -> list[tuple[float, int, int]]:
    """The pairs of sentences whose overlap is :data:`LOOSE` or more, the likest first."""
    found: list[tuple[float, int, int]] = []
    nowhere: list[int] = []
    for i, words in enumerate(a.telling):
        shared: dict[int, int] = defaultdict(int)
        for word in words:
            for j in b.holders.get(word, nowhere):
                shared[j] += 1
        count = a.counts[i]
        for j, number in shared.items():
            if number < FEWEST_TELLING or 2 * number < TELLING * (len(words) + len(b.telling[j])):
                continue
            other = b.counts[j]
            overlapping = sum([min(times, other[word]) for word, times in count.items() if word in other])
            score = 2 * overlapping / (len(a.sentences[i].stems) + len(b.sentences[j].stems))
            if score >= LOOSE:
                found.append((score, i, j))
    return sorted(found, key=lambda item: (-item[0], item[1], item[2]))


def dice(a: Sequence[str], b: Sequence[str]) -> float:
    """Dice coefficient of two bags of stems, from 0 to 1.

    >>> dice(["a", "b"], ["b", "c"])
    0.5
    """
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b)) if a or b else 0.0
