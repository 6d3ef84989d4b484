"""Signatures of articles that nobody wrote, any number of them, for measuring what grouping costs.

An article is drawn at the level of its signature, where a million fit in memory. Sizes of stories are those of
``bench.generated``: nearly half of the articles stand alone, the others are in stories with a heavy tail. Words of
running text have the shares of articles that the shipped table of rarities gives them, and each of 300 topics has 300
words of its own that its stories take from. Names are drawn with the frequencies of a language (Zipf) from 300,000, so
that a few stand in every twentieth article and most in one story. The members of a story share names and words about
as two outlets on one AllSides story do (of the shorter list, in the median pair .35 and .18; two articles drawn at
random .07 and .04); half of the further members are copies. Stories begin evenly over ninety days, and their articles
follow within days.

Everything is a hash of the numbers of story, member and slot, so that no article depends on how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bench.generated import COPIED, story_sizes
from readout.cluster import signatures as rules
from readout.cluster.columns import Columns
from readout.cluster.signatures import HEADLINE, LEAD, NAME, NUMBER, Signature
from readout.languages import table

DAYS, FIRST_DAY = 90, 21_900
TOPICS, TOPIC_WORDS = 300, 300
CHUNK = 10_000
_NAMES, _FIRST_NAME, _FRESH = 300_000, 1 << 24, 1 << 28
_STORY_NAMES, _OWN_NAMES, _STORY_WORDS, _OWN_WORDS = 45, 18, 60, 147
_KEPT_NAMES, _KEPT_WORDS, _COPIED_WORDS = 0.45, 0.42, 0.95
_FRESH_NAMES = 12
_OUTLETS = 400
_HEAVIEST = (1 << 17) - 1

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]
Told = tuple[int, int, int]
"""The numbers of a story and of its member, and the day."""


def stories(count: int, seed: int = 1, days: int = DAYS) -> list[Told]:
    """``count`` articles in the order of their days, those of a day mixed; stories begin within ``days``."""
    told = [(story, member) for story, size in enumerate(story_sizes(count, seed)) for member in range(size)]
    story, member = (np.array(part, np.int64) for part in zip(*told, strict=True))
    waited = np.minimum(_geometric(_share(story, member, 1), 0.6) - 1, 20)
    waited[member == 0] = 0
    day = (_share(story, 0, 2) * days).astype(np.int64) + waited
    order = np.lexsort((_share(story, member, 3), day))
    return list(zip(story[order].tolist(), member[order].tolist(), day[order].tolist(), strict=True))


def parts(told: Sequence[Told], size: int = CHUNK) -> Iterator[Columns]:
    """The signatures of the articles as columns, ``size`` articles at a time."""
    for start in range(0, len(told), size):
        yield _columns(told[start : start + size], start)


def _columns(told: Sequence[Told], first: int) -> Columns:
    story, member, day = (np.array(part, np.int64)[:, None] for part in zip(*told, strict=True))
    copied = (member > 0) & (_share(story, member, 4) < COPIED)
    writer = np.where(copied, 0, member)
    terms, kept, names = _slots(story, writer)
    slots = np.arange(terms.shape[1])
    kept &= ~copied | (_share(story, member, slots, 5) < _COPIED_WORDS)
    times = np.minimum(_geometric(_share(story, writer, slots, 6), 0.6), 8)
    rarity = np.where(names, _unlisted(), _rarity()[np.where(names, 0, terms)])
    weights = np.round(100 * (1 + np.log(times)) * rarity).astype(np.int64)
    kinds = np.where(names, np.where(_share(story, writer, slots, 7) < 0.1, NUMBER, NAME), 0)
    central = (slots < 8) | ((slots >= _STORY_NAMES + _OWN_NAMES) & (slots < _STORY_NAMES + _OWN_NAMES + 6))
    kinds |= np.where(central, LEAD, 0)
    kinds |= np.where(central & (_share(story, writer, slots, 8) < 0.5), HEADLINE, 0)
    owner = np.broadcast_to(np.arange(len(told))[:, None], terms.shape)[kept]
    return _laid_out(
        owner, _spread(terms[kept]), weights[kept], kinds[kept], (story, member, day), first=first, size=len(told)
    )  # fmt: skip


def _slots(story: Numbers, writer: Numbers) -> tuple[Numbers, NDArray[np.bool_], NDArray[np.bool_]]:
    """For every article and slot the term, whether it is used, and whether it is a name."""
    k = np.arange(_STORY_NAMES)
    fresh = _FRESH + story * _FRESH_NAMES + np.minimum(k, _FRESH_NAMES - 1)
    story_names = np.where(k % 4 == 0, fresh, _zipf(_share(story, k, 11)))
    own_names = _zipf(_share(story, writer, np.arange(_OWN_NAMES), 12))
    k = np.arange(_STORY_WORDS)
    topic = (_share(story, 0, 13) * TOPICS).astype(np.int64)
    of_topic = _topics()[topic, (_share(story, k, 14) * TOPIC_WORDS).astype(np.int64)]
    story_words = np.where(k % 2 == 0, of_topic, _common(_share(story, k, 15)))
    own_words = _common(_share(story, writer, np.arange(_OWN_WORDS), 16))
    shapes = np.broadcast_shapes(story_names.shape, (len(story), 1))
    found = [
        np.broadcast_to(part, (shapes[0], part.shape[1])) for part in (story_names, own_names, story_words, own_words)
    ]
    kept = [
        _share(story, writer, np.arange(_STORY_NAMES), 17) < _KEPT_NAMES,
        np.ones(own_names.shape, bool),
        _share(story, writer, np.arange(_STORY_WORDS), 18) < _KEPT_WORDS,
        np.ones(own_words.shape, bool),
    ]
    names = np.arange(sum(part.shape[1] for part in found)) < _STORY_NAMES + _OWN_NAMES
    terms = np.concatenate(found, axis=1)
    return terms, np.concatenate(kept, axis=1), np.broadcast_to(names, terms.shape)


def _laid_out(
    owner: Numbers, terms: Numbers, weights: Numbers, kinds: Numbers, told: Sequence[Numbers], *, first: int, size: int
) -> Columns:
    order = np.argsort(owner << 49 | terms << 17 | (_HEAVIEST - weights), kind="stable")
    term_of = (owner << 32 | terms)[order]
    fresh = order[np.concatenate([[True], term_of[1:] != term_of[:-1]])]
    owner, terms, weights, kinds = (part[fresh] for part in (owner, terms, weights, kinds))
    by_weight = np.argsort(owner << 49 | (_HEAVIEST - weights) << 32 | terms)
    heavy = np.sort(_first_of_each(owner, by_weight, rules.TERMS))
    owner, terms, weights, kinds = (part[heavy] for part in (owner, terms, weights, kinds))
    keys = _keys(owner, terms, weights, kinds, size)
    story, member, day = (part[:, 0] for part in told)
    ids = np.empty(size, object)
    ids[:] = [f"{first + at:07}-{number}" for at, number in enumerate(story.tolist())]
    outlets = np.array([crc32(f"outlet {at}".encode()) for at in range(_OUTLETS)], np.uint32)
    return Columns(
        ids=ids,
        days=(FIRST_DAY + day).astype(np.int32),
        outlets=outlets[(_share(story, member, 9) * _OUTLETS).astype(np.int64)],
        starts=_starts(owner, size),
        terms=terms.astype(np.uint32),
        weights=np.minimum(weights, 65_535).astype(np.uint16),
        kinds=kinds.astype(np.uint8),
        key_starts=np.arange(size + 1, dtype=np.int64) * (len(keys) // max(1, size)),
        keys=keys,
        weekdays=np.where(_share(story, member, 10) < 0.5, (day + FIRST_DAY + 3) % 7, -1).astype(np.int8),
    )


def _keys(owner: Numbers, terms: Numbers, weights: Numbers, kinds: Numbers, size: int) -> NDArray[np.int64]:
    """The keys of every article, as :mod:`readout.cluster.signatures` makes them of one."""
    factor = np.ones(len(kinds))
    for bit, value in rules._HEAVIER.items():
        factor = np.where(kinds & bit, factor * value, factor)
    by_worth = np.argsort(owner << 49 | (_HEAVIEST - (weights * factor).astype(np.int64)) << 32 | terms)
    first = _first_of_each(owner, by_worth, rules.SINGLE_KEYS)
    heavy = terms[first].reshape(size, rules.SINGLE_KEYS).astype(np.uint64)
    one, two = np.triu_indices(rules.PAIRED, 1)
    low, high = np.minimum(heavy[:, one], heavy[:, two]), np.maximum(heavy[:, one], heavy[:, two])
    low = np.concatenate([heavy, low], axis=1)
    high = np.concatenate([np.zeros_like(heavy), high], axis=1)
    mixed = ((low + np.uint64(1)) * np.uint64(rules._SPREAD)) ^ (high * np.uint64(0xC2B2AE3D27D4EB4F))
    return mixed.view(np.int64).ravel()


def _first_of_each(owner: Numbers, order: Numbers, most: int) -> Numbers:
    own = owner[order]
    at = np.arange(len(own))
    opens = np.concatenate([[True], own[1:] != own[:-1]])
    found: Numbers = order[at - np.maximum.accumulate(np.where(opens, at, 0)) < most]
    return found


def _starts(owner: Numbers, size: int) -> Numbers:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(owner, minlength=size))])


def items(columns: Columns) -> Iterator[Signature]:
    """The rows of columns one by one, as a stream takes them."""
    outlets = {crc32(f"outlet {at}".encode()): f"outlet {at}" for at in range(_OUTLETS)}
    for at in range(columns.size):
        terms = slice(columns.starts[at], columns.starts[at + 1])
        weekday = int(columns.weekdays[at])
        yield Signature(
            id=columns.ids[at],
            day=int(columns.days[at]),
            outlet=outlets[int(columns.outlets[at])],
            language="en",
            terms=tuple(columns.terms[terms].tolist()),
            weights=tuple(columns.weights[terms].tolist()),
            kinds=tuple(columns.kinds[terms].tolist()),
            keys=tuple(columns.keys[columns.key_starts[at] : columns.key_starts[at + 1]].tolist()),
            weekday=None if weekday < 0 else weekday,
        )


# ------------------------------------------------------------------------------------------------ chance


def _share(*numbers: Numbers | int) -> Shares:
    """A number from 0 to 1 for each combination of the given ones: splitmix64 (Steele, Lea and Flood, 2014)."""
    state = np.zeros(1, np.uint64)
    for number in sorted(numbers, key=_width):  # slots last: what an article's slots have in common is mixed once
        state = (state + np.asarray(number, np.int64).astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        state = state + np.uint64(0x9E3779B97F4A7C15)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state ^= state >> np.uint64(31)
    return (state >> np.uint64(11)).astype(np.float64) / (1 << 53)


def _width(number: Numbers | int) -> int:
    return np.shape(number)[-1] if np.ndim(number) else 0


def _geometric(share: Shares, chance: float) -> Numbers:
    found: Numbers = (np.log(np.maximum(share, 1e-12)) / np.log(1 - chance)).astype(np.int64) + 1
    return found


def _zipf(share: Shares) -> Numbers:
    """Names by rank: the chance of a rank falls as one over it."""
    found: Numbers = _FIRST_NAME + np.floor(_NAMES**share).astype(np.int64)
    return found


def _common(share: Shares) -> Numbers:
    found: Numbers = np.searchsorted(_cumulated(), share * _cumulated()[-1])
    return found


def _spread(terms: Numbers) -> Numbers:
    """Term numbers as 32-bit hashes, each another."""
    return (terms * 2_654_435_761) & 0xFFFFFFFF


@cache
def _rarity() -> Shares:
    listed = table("en", "rarity")["stems"]
    return np.concatenate([np.full(len(words.split()), int(level) / 10) for level, words in listed.items()])


@cache
def _unlisted() -> float:
    return float(table("en", "rarity")["unlisted"]) / 10


@cache
def _cumulated() -> Shares:
    found: Shares = np.cumsum(np.exp(-_rarity()))
    return found


@cache
def _topics() -> Numbers:
    middling = np.flatnonzero((_rarity() > 3.0) & (_rarity() < 7.0))
    topic, word = np.arange(TOPICS)[:, None], np.arange(TOPIC_WORDS)
    found: Numbers = middling[(_share(topic, word, 19) * len(middling)).astype(np.int64)]
    return found
