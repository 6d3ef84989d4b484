"""Which clauses tell the same, by weighted words, names, amounts and dates; and an index to find them by."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

from msgspec import Struct

from readout.compare.parties import side_of
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
    PINNED_MARKS,
    PINNED_SHARE,
    PINNED_WEIGHT,
    PINNED_WORDS,
    SMALL_NUMBER_WEIGHT,
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
        for key, count in counts[account].items():
            often[key].append(count)
    mean = {key: sum(found) / len(found) for key, found in often.items()}
    return Lexicon({key: _base(key) * log(1 + size / n) / log(1 + size) for key, n in sorted(mean.items())})


def _base(key: str) -> float:
    """What a key tells before its frequency in the story is known."""
    if key[0] == "@":
        return NAME_WEIGHT
    if key[0] == "#":
        return DATE_WEIGHT
    if key[0] == "=" and " " in key:
        return NUMBER_WEIGHT if key[1:].split("-", maxsplit=1)[0] not in ("2", "3") else SMALL_NUMBER_WEIGHT
    return weight(key)


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


def same_frame(a: Proposition, b: Proposition, party_of: Mapping[str, str]) -> bool:
    """Whether nothing but wording, numbers or dates keeps the two apart: voice, negation, outlook, parties.

    What one tells of a party and the other has from that party's own mouth is told by both.
    """
    if a.ahead != b.ahead or not same_voice(a, b, party_of):
        return False
    return not (a.parties and b.parties) or bool(a.parties & b.parties_around and b.parties & a.parties_around)


def same_voice(a: Proposition, b: Proposition, party_of: Mapping[str, str]) -> bool:
    """Whether both are on the account's word, on that of one speaker, or a party's deed told by it and of it."""
    if a.voice is None and b.voice is None:
        return True
    if a.voice is not None and b.voice is not None:
        return not (a.speakers and b.speakers) or bool(side_of(a.speakers, party_of) & side_of(b.speakers, party_of))
    said, told = (a, b) if a.voice is not None else (b, a)
    return bool(side_of(said.speakers, party_of) & told.parties)


def tell_the_same(
    a: Proposition, b: Proposition, texts: Mapping[str, str], known: Lexicon, party_of: Mapping[str, str]
) -> float:
    """How surely the two clauses tell the same, 0 where they do not."""
    if _clash(a, b):
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
    special = known.total(mark for mark in marks if mark[0] != "@")
    alike = share >= ALIGNED_SHARE and words >= ALIGNED_WEIGHT and len(shared) >= 2 and same_frame(a, b, party_of)
    pinned = special >= PINNED_MARKS and words >= PINNED_WORDS and both >= PINNED_WEIGHT and contained >= PINNED_SHARE
    if not (alike or pinned) or turned_round(a, b, texts[a.account], texts[b.account]):
        return 0.0
    return max(share, 0.4)


class Index:
    """Clauses by their most telling words, for finding those that may tell the same without comparing all."""

    def __init__(self, known: Lexicon) -> None:
        self._known = known
        self._places: dict[str, list[int]] = defaultdict(list)

    def _heaviest(self, item: Proposition) -> list[str]:
        keys = item.keys | {mark for mark in item.marks if mark[0] != "@"}
        return sorted(keys, key=lambda key: (-self._known.weights.get(key, 0.0), key))

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
    items: Sequence[Proposition], texts: Mapping[str, str], known: Lexicon, party_of: Mapping[str, str]
) -> tuple[Shared, ...]:
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
            members = [items[i] for i in groups[group][:MEMBERS_COMPARED]]
            scores = [tell_the_same(item, member, texts, known, party_of) for member in members]
            fits = sum(1 for score in scores if score) * 2 >= len(scores)
            score = sum(scores) / len(scores)
            if fits and score > best and not any(_clash(item, member) for member in members):
                best, chosen = score, group
        if chosen is None:
            chosen = len(groups)
            groups.append([])
        groups[chosen].append(at)
        home[at] = chosen
        index.add(at, item)
    return tuple(Shared(tuple(members)) for members in groups)


def _clash(a: Proposition, b: Proposition) -> bool:
    """Whether amounts, dates or negation forbid that the two tell the same, whatever a third clause has of both."""
    return a.negated != b.negated or numbers_agree(a, b) is False or dates_agree(a, b) is False
