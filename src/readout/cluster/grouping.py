"""Which accounts tell the same story, by their words, names, places and time.

Average-link agglomeration (Sokal and Michener, 1958) over the cosine of weighted stems: two groups join while their
accounts are alike *on average*, so that a chain of half-similar topics does not become one blob.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from readout import edtf
from readout.languages import KNOWN
from readout.languages.stems import common_stems, stem, tokens
from readout.types import Reading

SAME_STORY = 0.22
"""Mean similarity from which two groups are one story: between the best B3 (.20) and pairwise F1 (.25) on AllSides."""
NAME_WEIGHT = 2.0
"""Weight of a stem inside a name or a headline against one in running text."""
FADES_IN_DAYS = 30.0
"""Similarity of two dated accounts falls to 1/e over this many days: an affair may run for weeks, a phrase recurs."""
FADES_TO = 0.5
"""What is left of the similarity however far the dates lie apart: a page may carry the date of its crawl."""
_OWN_WORDS = frozenset({"headline", "standfirst", "subhead", "body"})
_UNSEEN = 0.001
"""Share of articles assumed to hold a stem that the frequency list does not name."""
_KEYS = 40
_WIDEST = 2000

Vector = dict[str, float]


def group(readings: Sequence[Reading]) -> tuple[tuple[Reading, ...], ...]:
    """The readings in stories; each group and the groups themselves are in the order of account ids."""
    ordered = sorted(readings, key=lambda reading: reading.id)
    vectors = _vectors(ordered)
    likeness = _likeness(ordered, vectors)
    return tuple(tuple(ordered[i] for i in members) for members in _average_link(len(ordered), likeness))


def _vectors(readings: Sequence[Reading]) -> list[Vector]:
    """Unit vectors of log-scaled stem counts, weighted by rarity in the language and, in large batches, here."""
    counts = [_counts(reading) for reading in readings]
    held = Counter(word for count in counts for word in count)
    size = len(readings)
    vectors = []
    for reading, count in zip(readings, counts, strict=True):
        known = common_stems(reading.language) if reading.language in KNOWN else {}
        trust = size / (size + 1000.0)
        weighted = {}
        for word, number in count.items():
            general = known.get(word, _UNSEEN)
            share = (1 - trust) * general + trust * held[word] / size
            weighted[word] = (1 + math.log(number)) * math.log(1 / share)
        norm = math.sqrt(sum(value * value for value in weighted.values())) or 1.0
        vectors.append({word: value / norm for word, value in weighted.items()})
    return vectors


def _counts(reading: Reading) -> dict[str, float]:
    count: dict[str, float] = defaultdict(float)
    for block in reading.blocks:
        if block.role in _OWN_WORDS:
            weight = NAME_WEIGHT if block.role == "headline" else 1.0
            for start, end in tokens(reading.text, block.start, block.end):
                count[stem(reading.text[start:end])] += weight
    for mention in reading.mentions:
        for start, end in tokens(reading.text, *mention.span):
            if reading.text[start].isupper():
                count[stem(reading.text[start:end])] += NAME_WEIGHT - 1
    return count


def _likeness(readings: Sequence[Reading], vectors: Sequence[Vector]) -> dict[tuple[int, int], float]:
    """Similarity of the pairs that share one of their heaviest stems; all other pairs count as 0."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for word in sorted(vector, key=lambda w: (-vector[w], w))[:_KEYS]:
            index[word].append(number)
    narrow = (holders for holders in index.values() if len(holders) <= _WIDEST)
    pairs = sorted({(i, j) for holders in narrow for k, i in enumerate(holders) for j in holders[k + 1 :]})
    days = [edtf.day((reading.published.value or "")[:10]) for reading in readings]
    found = {}
    for i, j in pairs:
        score = _cosine(vectors[i], vectors[j]) * _fade(days[i], days[j])
        if score > 0.05:
            found[i, j] = score
    return found


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return math.fsum(value * b[word] for word, value in a.items() if word in b)


def _fade(a: date | None, b: date | None) -> float:
    return max(FADES_TO, math.exp(-abs((a - b).days) / FADES_IN_DAYS)) if a and b else 1.0


def _average_link(size: int, likeness: Mapping[tuple[int, int], float]) -> list[tuple[int, ...]]:
    """Groups of ``range(size)``, merged best pair first while the mean similarity across is ``SAME_STORY`` or more."""
    members: dict[int, list[int]] = {i: [i] for i in range(size)}
    sums: dict[int, dict[int, float]] = {i: {} for i in range(size)}
    for (i, j), score in likeness.items():
        sums[i][j] = sums[j][i] = score
    queue = [(-score, i, j) for (i, j), score in likeness.items() if score >= SAME_STORY]
    heapq.heapify(queue)
    fresh = size
    while queue:
        _, i, j = heapq.heappop(queue)
        if i not in members or j not in members:
            continue
        members[fresh] = sorted(members.pop(i) + members.pop(j))
        links: dict[int, float] = defaultdict(float)
        for old in (i, j):
            for other, total in sums.pop(old).items():
                if other in members:
                    links[other] += total
                    sums[other].pop(old, None)
        sums[fresh] = dict(sorted(links.items()))
        for other, total in sums[fresh].items():
            sums[other][fresh] = total
            mean = total / (len(members[fresh]) * len(members[other]))
            if mean >= SAME_STORY:
                heapq.heappush(queue, (-mean, min(other, fresh), max(other, fresh)))
        fresh += 1
    return sorted(tuple(group) for group in members.values())
