"""Which pairs of accounts are worth aligning: those that share rare words in their own sentences.

No pair is looked at without sharing something, and however common a word, an account meets a bounded number of
others by it (the sorted neighbourhood of Hernandez and Stolfo, "The merge/purge problem for large databases", 1995):
the cost grows with the number of accounts and not with its square. The order of the neighbourhood is that of the ids.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from readout.cluster.alignment import Fingerprint
from readout.languages import KNOWN
from readout.languages.stems import common_stems

Numbers = NDArray[np.int64]

NEIGHBOURS = 40
"""Following accounts that one meets by a word. All of them, up to 41 accounts; in larger stories a text that 42 or
more carry is related to the nearest 40 on either side, which still makes it one lineage."""
SHARED = 0.12
"""Share of the keys of the account with fewer that the other has, from which two are aligned: 99 % of the copies
(Helsinki) share .26, the freest translation of the invented texts .12; 4 % of independent pages do, a fifth of two
outlets' on one story (AllSides)."""
RAREST = 6
"""Stems of a sentence of which each two are a key."""
REPEATED = 5
"""Accounts that hold one sentence word for word, from which it may be a line that is printed under everything."""
UNALIKE, UNALIKE_AT_HOME = 0.3, 0.6
"""Share of repeated sentences, in the mean of its neighbouring holders, below which such a line is just that; the
second where one outlet printed nearly all of them. Versions of one story by one outlet share more."""
AT_HOME = 0.8
"""Share of the holders that are of one outlet, from which a line is that outlet's."""


def without_repeats(prints: Sequence[Fingerprint]) -> tuple[Fingerprint, ...]:
    """The fingerprints without the sentences that many accounts hold which have little else in common.

    "Sign up to our newsletter", a paragraph about the outlet, a background paragraph that goes under every report:
    what such lines alone connect is not one text. A wire story that many carry keeps all its sentences.
    """
    whole = [frozenset(sentence.stems for sentence in item.sentences) for item in prints]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, item in enumerate(prints):
        for stems in dict.fromkeys(sentence.stems for sentence in item.sentences):
            holders[stems].append(number)
    shares: dict[tuple[int, int], float] = {}

    def share(pair: tuple[int, int]) -> float:
        if pair not in shares:
            one, two = whole[pair[0]], whole[pair[1]]
            shares[pair] = len(one & two) / min(len(one), len(two))
        return shares[pair]

    lines = set()
    for stems, found in holders.items():
        if len(found) < REPEATED:
            continue
        outlets = Counter(prints[number].outlet for number in found)
        at_home = max((count for outlet, count in outlets.items() if outlet), default=0) >= AT_HOME * len(found)
        if sum(map(share, pairwise(found))) < (UNALIKE_AT_HOME if at_home else UNALIKE) * (len(found) - 1):
            lines.add(stems)
    return tuple(_without(item, lines) for item in prints) if lines else tuple(prints)


def _without(item: Fingerprint, lines: set[tuple[str, ...]]) -> Fingerprint:
    kept = tuple(sentence for sentence in item.sentences if sentence.stems not in lines)
    return (
        item
        if len(kept) == len(item.sentences)
        else Fingerprint(item.account, item.language, item.outlet, kept, item.ngrams)
    )


def sharers(prints: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    """Pairs of positions in ``prints``, the lesser first, in order: the ones that share enough of their keys.

    A key is two stems that stand in one sentence and are among its rarest in the language: a translation there and back
    keeps some, two reporters on one event seldom meet in one.
    """
    keys, holder, sizes = _keys(prints)
    met = times = np.empty(0, np.int64)
    for step in range(1, NEIGHBOURS + 1):
        same = keys[step:] == keys[:-step]
        if not same.any():
            break
        codes = holder[:-step][same] * len(prints) + holder[step:][same]
        found, number = np.unique(codes, return_counts=True)
        met, inverse = np.unique(np.concatenate([met, found]), return_inverse=True)
        times = np.bincount(inverse, np.concatenate([times, number]), len(met)).astype(np.int64)
    first, second = met // max(len(prints), 1), met % max(len(prints), 1)
    enough = times >= SHARED * np.minimum(sizes[first], sizes[second])
    return zip(first[enough].tolist(), second[enough].tolist(), strict=True)


def _keys(prints: Sequence[Fingerprint]) -> tuple[Numbers, Numbers, Numbers]:
    """The keys that two accounts or more hold and their holders, in the order of both; and each account's number of
    keys."""
    numbers: dict[str, int] = {}
    for item in prints:
        for sentence in item.sentences:
            for word in sentence.stems:
                numbers.setdefault(word, len(numbers))
    account: list[int] = []
    rarest: list[list[int]] = []
    ranks: dict[str | None, dict[str, tuple[float, int, str]]] = defaultdict(dict)
    for at, item in enumerate(prints):
        known = common_stems(item.language) if item.language in KNOWN else {}
        rank = ranks[item.language]
        for sentence in item.sentences:
            for word in sentence.stems:
                if word not in rank:
                    rank[word] = (known.get(word, 0.0), -len(word), word)
            found = sorted(set(sentence.stems), key=rank.__getitem__)[:RAREST]
            account.append(at)
            rarest.append(sorted(numbers[word] for word in found) + [-1] * (RAREST - len(found)))
    table = np.array(rarest, np.int64).reshape(-1, RAREST)
    owner = np.array(account, np.int64)
    codes, owners = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for one, two in combinations(range(RAREST), 2):
        there = table[:, two] >= 0
        codes.append((table[:, one] << 32 | table[:, two])[there])
        owners.append(owner[there])
    key, holder = np.concatenate(codes), np.concatenate(owners)
    order = np.lexsort((holder, key))
    key, holder = key[order], holder[order]
    fresh = np.ones(len(key), bool)
    fresh[1:] = (key[1:] != key[:-1]) | (holder[1:] != holder[:-1])
    key, holder = key[fresh], holder[fresh]
    sizes = np.bincount(holder, minlength=len(prints))
    shared = np.zeros(len(key), bool)
    same = key[1:] == key[:-1]
    shared[1:] |= same
    shared[:-1] |= same
    return key[shared], holder[shared], sizes
