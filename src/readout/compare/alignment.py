"""Which clauses tell the same, by weighted words, names, amounts and dates; and an index to find them by."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import log

from msgspec import Struct

from readout.compare.propositions import Proposition
from readout.compare.quantities import agree
from readout.compare.terms import key, weight
from readout.compare.thresholds import (
    ALIGNED_DICE,
    ALIGNED_SHARE,
    ALIGNED_WEIGHT,
    ATTACHED_SHARE,
    CANDIDATES,
    COUNTED_SHARE,
    COUNTED_WORDS,
    DATE_WEIGHT,
    FEWEST_WORDS,
    INDEX_LONGEST,
    INDEX_TERMS,
    MEMBERS_COMPARED,
    NAME_WEIGHT,
    NEWS_DAYS,
    NUMBER_WEIGHT,
    ODD_AMOUNT_WORDS,
    PINNED_MARKS,
    PINNED_RARE,
    PINNED_SHARE,
    PINNED_WEIGHT,
    PINNED_WORDS,
    SMALL_NUMBER_WEIGHT,
    TODAY_SHARE,
    TODAY_WORDS,
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
        """Sum of weights, in a fixed order."""
        return sum(self.weights.get(name, 0.0) for name in sorted(keys))


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


def tell_the_same(
    a: Proposition, b: Proposition, texts: Mapping[str, str], known: Lexicon, share_asked: float = ALIGNED_SHARE
) -> float:
    """How surely the two clauses tell the same, 0 where they do not.

    A quotation tells only what another quotation tells. Two clauses are alike in most of what they hold, or pinned to
    one happening by a day or an amount and alike in some words besides.
    """
    if clash(a, b) or a.verbatim != b.verbatim or a.asked or b.asked or not same_parties(a, b):
        return 0.0
    shared = a.keys & b.keys
    words = known.total(shared)
    marks = a.marks & b.marks
    both = words + known.total(marks)
    own = sorted(known.total(item.keys) + known.total(item.marks) for item in (a, b))
    if own[0] <= 0:
        return 0.0
    contained = both / own[0]
    share = 0.5 * contained + both / (own[0] + own[1])
    dice = 2 * both / (own[0] + own[1])
    alike = (
        share >= share_asked
        and dice >= ALIGNED_DICE
        and words >= ALIGNED_WEIGHT
        and len(shared) >= 2
        and min(len(a.keys), len(b.keys)) >= FEWEST_WORDS
        and same_frame(a, b)
    )
    days = known.total(mark for mark in marks if mark[0] == "#" and mark not in known.days)
    dated = days >= PINNED_MARKS
    today = any(mark in known.days for mark in marks)
    counted = known.total(mark for mark in marks if mark[0] == "=") >= PINNED_MARKS
    rare = any(mark[0] == "=" and _odd(mark) for mark in marks)
    besides = known.total(shared - {mark.split(" ", 1)[1] for mark in marks if mark[0] == "=" and " " in mark})
    enough = besides >= (ODD_AMOUNT_WORDS if rare else COUNTED_WORDS)
    party = any(mark[0] == "@" for mark in marks)
    pinned = both >= (PINNED_RARE if rare else PINNED_WEIGHT) and (
        (today and counted and party and contained >= COUNTED_SHARE and same_frame(a, b))
        or (dated and (words >= PINNED_WORDS or counted) and contained >= PINNED_SHARE)
        or (today and words >= TODAY_WORDS and contained >= TODAY_SHARE)
        or ((counted or rare) and enough and contained >= COUNTED_SHARE and same_voice(a, b))
    )
    if not (alike or pinned) or turned_round(a, b, texts[a.account], texts[b.account]):
        return 0.0
    return max(share, 0.4)


def _odd(mark: str) -> bool:
    """Whether an amount is one that texts do not hold by chance: 6.5 or 31,000, and not 6, 20 or 100."""
    low, _, high = mark[1:].split(" ", 1)[0].partition("-")
    if low != high:
        return False
    value = float(low)
    return value != int(value) or (value > 12 and value % 5 != 0) or value >= 1000


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

    The surest pairs are joined first. Two groups become one only if half of their members' pairs agree and none clash.
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
        if not sure and not _half_agree(items, {(x, y): score(x, y) for x in ours for y in theirs}):
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
            if found := score(at, other):
                edges.append((-found, other, at))
        index.add(at, items[at])
    for one, two in joined:
        join(one, two, sure=True)
    for _, one, two in sorted(edges):
        join(one, two, sure=False)
    for at in range(len(items)):
        if len(groups[home[at]]) > 1:
            continue
        chosen = _attached(items, at, texts, known, groups=groups, home=home, index=index)
        if chosen is not None:
            members = sorted([*groups.pop(chosen), *groups.pop(home[at])])
            groups[members[0]] = members
            for member in members:
                home[member] = members[0]
    return tuple(Shared(tuple(groups[at])) for at in sorted(groups))


def _spoken_for(items: Sequence[Proposition], members: Sequence[int]) -> list[int]:
    """The members to compare with: the first of each independent text, then further ones."""
    first: dict[str, int] = {}
    for member in members:
        first.setdefault(items[member].lineage, member)
    leading = list(first.values())
    return [*leading, *(m for m in members if m not in leading)][:MEMBERS_COMPARED]


def _half_agree(items: Sequence[Proposition], scores: Mapping[tuple[int, int], float]) -> bool:
    """Whether half of the pairs of independent texts tell the same; copies of one text have one vote."""
    votes: dict[tuple[str, str], bool] = {}
    for (one, two), score in scores.items():
        pair = (items[one].lineage, items[two].lineage)
        votes[pair] = votes.get(pair, False) or score > 0
    return 2 * sum(votes.values()) >= len(votes)


def _attached(
    items: Sequence[Proposition],
    at: int,
    texts: Mapping[str, str],
    known: Lexicon,
    *,
    groups: Mapping[int, Sequence[int]],
    home: Sequence[int],
    index: Index,
) -> int | None:
    """The group of several lineages that a clause still alone joins by a lower share, if its account is not in it.

    A third teller often says more, or less, than two that were found to tell the same.
    """
    best, chosen = 0.0, None
    for other in index.near(items[at])[:CANDIDATES]:
        members = groups[home[other]]
        if len({items[i].lineage for i in members}) < 2 or any(items[i].account == items[at].account for i in members):
            continue
        near = _spoken_for(items, members)
        found = [tell_the_same(items[at], items[i], texts, known, ATTACHED_SHARE) for i in near]
        scored = {(at, member): value for member, value in zip(near, found, strict=True)}
        if not _half_agree(items, scored) or any(clash(items[at], items[i]) for i in near):
            continue
        if sum(found) / len(found) > best:
            best, chosen = sum(found) / len(found), home[other]
    return chosen


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
