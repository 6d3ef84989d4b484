"""Which clauses tell the same, by weighted words, names, amounts and dates; and an index to find them by."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import fsum, log

from msgspec import Struct

from readout.compare.likeness import probability
from readout.compare.propositions import Proposition
from readout.compare.quantities import agree
from readout.compare.terms import key, weight
from readout.compare.thresholds import (
    CANDIDATES,
    DATE_WEIGHT,
    INDEX_LONGEST,
    INDEX_TERMS,
    MEMBERS_COMPARED,
    NAME_WEIGHT,
    NEWS_DAYS,
    NUMBER_WEIGHT,
    SAME_CLAUSE,
    SAME_GROUP,
    SMALL_NUMBER_WEIGHT,
)
from readout.edtf import compatible

_OPPOSITES = frozenset({key("accept"), key("reject")})
_PASSIVE = re.compile(r"\b(?:by|from)\b", re.IGNORECASE)


class Lexicon(Struct, frozen=True):
    """How much each key tells in this story: its weight in news at large, less where an account repeats it.

    ``days`` are the marks of the days about which the accounts were written: in those everything happens.
    """

    weights: dict[str, float]
    days: frozenset[str] = frozenset()

    def total(self, keys: Iterable[str]) -> float:
        """Sum of weights, whatever the order."""
        return fsum(self.weights.get(name, 0.0) for name in keys)


def lexicon(items: Sequence[Proposition], written: Iterable[date] = ()) -> Lexicon:
    """Weights of the story's keys and marks, lower for what one account says again and again.

    How many accounts say it lowers nothing: that is what is looked for.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        counts[item.account].update(item.keys | item.marks)
    sizes = Counter(item.account for item in items)
    size = max([2, *sizes.values()])
    often: dict[str, list[int]] = defaultdict(list)
    for account in sorted(counts):
        for name, count in counts[account].items():
            often[name].append(count)
    mean = {name: sum(found) / len(found) for name, found in often.items()}
    near = {f"#{day + timedelta(days=n):%m-%d}" for day in written for n in range(-NEWS_DAYS, NEWS_DAYS)}
    return Lexicon(
        {name: _base(name) * log(1 + size / n) / log(1 + size) for name, n in sorted(mean.items())}, frozenset(near)
    )


def _base(name: str) -> float:
    """What a key tells before its frequency in the story is known."""
    if name[0] == "@":
        return NAME_WEIGHT
    if name[0] == "#":
        return DATE_WEIGHT
    if name[0] == "~":
        return NUMBER_WEIGHT
    if name[0] == "=" and " " in name:
        return NUMBER_WEIGHT if name[1:].split("-", maxsplit=1)[0] not in ("2", "3") else SMALL_NUMBER_WEIGHT
    return weight(name)


def numbers_agree(a: Proposition, b: Proposition) -> bool | None:
    """Whether the amounts of one unit agree; ``None`` where the two have no unit in common."""
    shared = False
    for unit in {n.unit for n in a.numbers} & {n.unit for n in b.numbers}:
        shared = True
        ones = [n for n in a.numbers if n.unit == unit]
        twos = [n for n in b.numbers if n.unit == unit]
        if not all(any(agree(x, y) for y in twos) for x in ones):
            return False
    for bare, full in ((a, b), (b, a)):  # "the railway offers five" beside "6.5 percent"
        if full.numbers and any(n.unit == "" and not any(agree(n, y) for y in full.numbers) for n in bare.numbers):
            return False
    return True if shared else None


def dates_agree(a: Proposition, b: Proposition) -> bool | None:
    """Whether each date of the one can be a date of the other; ``None`` where one of them has none."""
    if not a.dates or not b.dates:
        return None
    few, many = sorted(([_begun(d) for d in a.dates], [_begun(d) for d in b.dates]), key=len)
    return all(any(compatible(x, y) for y in many) for x in few)


def _begun(edtf: str) -> str:
    """ "Since 2 March" tells what began on 2 March."""
    left, _, right = edtf.partition("/")
    return left if right == ".." and left else edtf


def turned_round(a: Proposition, b: Proposition, text_a: str, text_b: str) -> bool:
    """Whether both name the same parties in another order, and no passive explains it."""
    if len(a.names) < 2 or set(a.names) != set(b.names) or a.names[0] == b.names[0]:
        return False
    return not (_PASSIVE.search(text_a, *a.span) or _PASSIVE.search(text_b, *b.span))


def same_frame(a: Proposition, b: Proposition) -> bool:
    """Whether both look back or both ahead, and are on one voice.

    What one tells of a party and the other has from that party's own mouth is told by both.
    """
    return a.ahead == b.ahead and same_voice(a, b)


def same_parties(a: Proposition, b: Proposition) -> bool:
    """Whether each names somebody whom the other's sentence names too, unless one names nobody."""
    return not (a.named and b.named) or bool(
        a.named & (b.parties_around | b.parties) and b.named & (a.parties_around | a.parties)
    )


def same_voice(a: Proposition, b: Proposition) -> bool:
    """Whether both are on the account's word, on that of one speaker, or a party's deed told by it and of it."""
    if a.voice is None and b.voice is None:
        return True
    if a.voice is not None and b.voice is not None:
        return not (a.heard_from and b.heard_from) or bool(a.heard_from & b.heard_from)
    said, told = (a, b) if a.voice is not None else (b, a)
    return bool(said.heard_from & told.parties)


def forbidden(a: Proposition, b: Proposition, texts: Mapping[str, str]) -> bool:
    """Whether the two cannot be said to tell the same, whatever they share: one asks, they are on other voices,
    name others or clash.
    """
    if a.asked or b.asked or clash(a, b):
        return True
    one_count = any(mark[0] == "~" for mark in a.marks & b.marks)
    if not one_count and not (same_voice(a, b) and same_parties(a, b)):
        return True
    return turned_round(a, b, texts[a.account], texts[b.account])


def tell_the_same(a: Proposition, b: Proposition, texts: Mapping[str, str], known: Lexicon) -> float:
    """How likely it is that the two clauses tell the same; 0 where they cannot, or share no telling word."""
    if not a.keys & b.keys or forbidden(a, b, texts):
        return 0.0
    return probability(a, b, known.weights, known.days)


class Index:
    """Clauses by their most telling words, for finding those that may tell the same without comparing all."""

    def __init__(self, known: Lexicon) -> None:
        self._known = known
        self._places: dict[str, list[int]] = defaultdict(list)

    def _heaviest(self, item: Proposition) -> list[str]:
        keys = item.keys | {mark for mark in item.marks if mark[0] != "@"}
        return sorted(keys, key=lambda name: (-self._known.weights.get(name, 0.0), name))

    def add(self, at: int, item: Proposition) -> None:
        """File the clause under each of its words."""
        for name in self._heaviest(item):
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


def shared(
    items: Sequence[Proposition], texts: Mapping[str, str], known: Lexicon, joined: Sequence[tuple[int, int]]
) -> tuple[Shared, ...]:
    """The clauses partitioned into those that tell the same; ``joined`` are pairs known to do so, unless they clash.

    The likeliest pairs are joined first. Two groups become one only if their members tell the same on average, and none
    clash.
    """
    groups = {at: [at] for at in range(len(items))}
    home = list(range(len(items)))
    scores: dict[tuple[int, int], float] = {}

    def score(one: int, two: int) -> float:
        pair = (min(one, two), max(one, two))
        if pair not in scores:
            scores[pair] = tell_the_same(items[pair[0]], items[pair[1]], texts, known)
        return scores[pair]

    def join(one: int, two: int, sure: bool) -> None:
        first, second = sorted((home[one], home[two]))
        if first == second:
            return
        ours, theirs = _spoken_for(items, groups[first]), _spoken_for(items, groups[second])
        if any(clash(items[x], items[y]) for x in ours for y in theirs):
            return
        if not sure and _mean(items, {(x, y): score(x, y) for x in ours for y in theirs}) < SAME_GROUP:
            return
        groups[first] = sorted(groups[first] + groups.pop(second))
        for at in groups[first]:
            home[at] = first

    alone = _distinct(items, texts)
    index = Index(known)
    edges = []
    for at, twins in alone:
        for twin in twins:
            join(at, twin, sure=True)
        for other in index.near(items[at])[:CANDIDATES]:
            found = score(at, other)
            if found >= SAME_CLAUSE:
                edges.append((-found, other, at))
        index.add(at, items[at])
    for one, two in joined:
        join(one, two, sure=True)
    for _, one, two in sorted(edges):
        join(one, two, sure=False)
    return tuple(Shared(tuple(groups[at])) for at in sorted(groups))


def _spoken_for(items: Sequence[Proposition], members: Sequence[int]) -> list[int]:
    """The members to compare with: the first of each independent text, then further ones."""
    first: dict[str, int] = {}
    for member in members:
        first.setdefault(items[member].lineage, member)
    leading = list(first.values())
    return [*leading, *(m for m in members if m not in leading)][:MEMBERS_COMPARED]


def _mean(items: Sequence[Proposition], scores: Mapping[tuple[int, int], float]) -> float:
    """The mean over the pairs of independent texts; of the clauses of one text the likeliest counts."""
    best: dict[tuple[str, str], float] = {}
    for (one, two), score in scores.items():
        pair = (items[one].lineage, items[two].lineage)
        best[pair] = max(best.get(pair, 0.0), score)
    return sum(best[pair] for pair in sorted(best)) / len(best)


def _distinct(items: Sequence[Proposition], texts: Mapping[str, str]) -> list[tuple[int, list[int]]]:
    """The first clause of each wording with the clauses of other accounts that are the same words."""
    first: dict[tuple[str, bool], tuple[int, list[int]]] = {}
    for at, item in enumerate(items):
        words = "".join(c for c in texts[item.account][item.span[0] : item.span[1]].casefold() if c.isalnum())
        first.setdefault((words, item.voice is None), (at, []))[1].append(at)
    return [(at, twins[1:]) for at, twins in first.values()]


def clash(a: Proposition, b: Proposition) -> bool:
    """Whether amounts, dates, negation or opposite verbs forbid that the two tell the same."""
    if a.negated != b.negated or numbers_agree(a, b) is False or dates_agree(a, b) is False:
        return True
    ours, theirs = a.keys & _OPPOSITES, b.keys & _OPPOSITES
    return len(ours) == len(theirs) == 1 and ours != theirs
