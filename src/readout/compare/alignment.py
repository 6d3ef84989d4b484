"""Which clauses tell the same, by weighted words, names, amounts and dates; and an index to find them by."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

from msgspec import Struct

from readout.compare.propositions import Proposition
from readout.compare.quantities import agree
from readout.compare.terms import weight
from readout.compare.thresholds import (
    ALIGNED_SHARE,
    ALIGNED_WEIGHT,
    CANDIDATES,
    DATE_WEIGHT,
    INDEX_LONGEST,
    INDEX_TERMS,
    MEMBERS_COMPARED,
    NAME_WEIGHT,
    NUMBER_WEIGHT,
)
from readout.edtf import compatible

_PASSIVE = re.compile(r"\b(?:by|from)\b", re.IGNORECASE)


class Lexicon(Struct, frozen=True):
    """How much each key tells in this story: its weight in news at large, less where the whole story speaks of it."""

    weights: dict[str, float]

    def total(self, keys: Iterable[str]) -> float:
        """Sum of weights, in a fixed order."""
        return sum(self.weights.get(key, 0.0) for key in sorted(keys))


def lexicon(items: Sequence[Proposition]) -> Lexicon:
    """Weights of the story's keys, from how many of its distinct clauses hold each."""
    distinct = {(item.keys, item.names) for item in items}
    counts: Counter[str] = Counter(key for keys, _ in distinct for key in keys)
    size = max(len(distinct), 2)
    return Lexicon({key: weight(key) * log(1 + size / n) / log(1 + size) for key, n in sorted(counts.items())})


def numbers_agree(a: Proposition, b: Proposition) -> bool | None:
    """Whether the amounts of one unit agree; ``None`` where the two have no unit in common."""
    shared = False
    for unit in {n.unit for n in a.numbers} & {n.unit for n in b.numbers}:
        shared = True
        ones = [n for n in a.numbers if n.unit == unit]
        twos = [n for n in b.numbers if n.unit == unit]
        if not all(any(agree(x, y) for y in twos) for x in ones):
            return False
    return True if shared else None


def dates_agree(a: Proposition, b: Proposition) -> bool | None:
    """Whether each date of the one can be a date of the other; ``None`` where one of them has none."""
    if not a.dates or not b.dates:
        return None
    few, many = sorted((a.dates, b.dates), key=len)
    return all(any(compatible(x, y) for y in many) for x in few)


def turned_round(a: Proposition, b: Proposition, text_a: str, text_b: str) -> bool:
    """Whether both name the same parties in another order, and no passive explains it."""
    if len(a.names) < 2 or set(a.names) != set(b.names) or a.names[0] == b.names[0]:
        return False
    return not (_PASSIVE.search(text_a, *a.span) or _PASSIVE.search(text_b, *b.span))


def same_frame(a: Proposition, b: Proposition) -> bool:
    """Whether nothing but wording, numbers or dates keeps the two apart: voice, negation, outlook, parties."""
    if a.negated != b.negated or a.ahead != b.ahead:
        return False
    if (a.voice is None) != (b.voice is None):
        return False
    if a.voice is not None and a.speakers and b.speakers and not set(a.speakers) & set(b.speakers):
        return False
    return not (a.names and b.names) or bool(set(a.names) & b.around and set(b.names) & a.around)


def overlap_score(a: Proposition, b: Proposition, known: Lexicon) -> tuple[float, float]:
    """Share of the lighter clause that the other holds, and the weight of what both hold."""
    shared = known.total(a.keys & b.keys)
    names = NAME_WEIGHT * len(set(a.names) & set(b.names))
    extra = NUMBER_WEIGHT if a.numbers and b.numbers and numbers_agree(a, b) else 0.0
    extra += DATE_WEIGHT if dates_agree(a, b) else 0.0
    own = [
        known.total(item.keys)
        + NAME_WEIGHT * len(set(item.names))
        + (NUMBER_WEIGHT if item.numbers else 0.0)
        + (DATE_WEIGHT if item.dates else 0.0)
        for item in (a, b)
    ]
    least = min(own)
    most = max(own)
    both = shared + names + extra
    if least <= 0:
        return 0.0, 0.0
    return 0.5 * both / least + 0.5 * (2 * both / (least + most)), shared + extra


def tell_the_same(a: Proposition, b: Proposition, texts: Mapping[str, str], known: Lexicon) -> float:
    """How surely the two clauses tell the same, 0 where they do not."""
    if not same_frame(a, b) or numbers_agree(a, b) is False or dates_agree(a, b) is False:
        return 0.0
    share, heavy = overlap_score(a, b, known)
    if share < ALIGNED_SHARE or heavy < ALIGNED_WEIGHT:
        return 0.0
    if turned_round(a, b, texts[a.account], texts[b.account]):
        return 0.0
    return share


class Index:
    """Clauses by their most telling words, for finding those that may tell the same without comparing all."""

    def __init__(self, known: Lexicon) -> None:
        self._known = known
        self._places: dict[str, list[int]] = defaultdict(list)

    def _heaviest(self, item: Proposition) -> list[str]:
        return sorted(item.keys, key=lambda key: (-self._known.weights.get(key, 0.0), key))

    def add(self, at: int, item: Proposition) -> None:
        """File the clause under each of its words."""
        for name in sorted(item.keys):
            if len(self._places[name]) < INDEX_LONGEST:
                self._places[name].append(at)

    def near(self, item: Proposition) -> list[int]:
        """What shares the clause's most telling words, the most shared first."""
        counts: Counter[int] = Counter()
        for name in self._heaviest(item)[:INDEX_TERMS]:
            for at in self._places.get(name, ()):
                counts[at] += 1
        return [at for at, _ in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))]


class Shared(Struct, frozen=True):
    """Clauses of several accounts that tell the same: indices into the story's propositions."""

    members: tuple[int, ...]


def shared(items: Sequence[Proposition], texts: Mapping[str, str], known: Lexicon) -> tuple[Shared, ...]:
    """Every clause put to the clauses that tell the same; those that stand alone are groups of one."""
    index = Index(known)
    groups: list[list[int]] = []
    home: dict[int, int] = {}
    for at, item in enumerate(items):
        best, chosen = 0.0, None
        seen: set[int] = set()
        for other in index.near(item):
            group = home[other]
            if group in seen:
                continue
            seen.add(group)
            if len(seen) > CANDIDATES:
                break
            score = _fits(item, [items[i] for i in groups[group][:MEMBERS_COMPARED]], texts, known)
            if score > best:
                best, chosen = score, group
        if chosen is None:
            chosen = len(groups)
            groups.append([])
        groups[chosen].append(at)
        home[at] = chosen
        index.add(at, item)
    return tuple(Shared(tuple(members)) for members in groups)


def _fits(item: Proposition, members: Sequence[Proposition], texts: Mapping[str, str], known: Lexicon) -> float:
    """The mean of its scores against the members, 0 where one of them tells something else."""
    scores = [tell_the_same(item, member, texts, known) for member in members]
    return sum(scores) / len(scores) if all(scores) else 0.0
