"""What is kept of an account to tell which story it belongs to: a few kilobytes that depend on nothing but the account.

A signature holds hashed stems with their weight (how often, in headline, in running text, times how rare the stem is in
news), what kind of word each is, the day, and the keys by which accounts find one another. Rarity is read from a table
that ships (``languages/<language>/rarity.toml``), so that no signature depends on what else is in the batch.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from zlib import crc32

from readout import edtf
from readout.languages import KNOWN, table
from readout.languages.stems import stem, tokens
from readout.types import Reading, Value

NAME, HEADLINE, LEAD, NUMBER, PLACE = 1, 2, 4, 8, 16
"""Bits of :attr:`Signature.kinds`: written with a capital amid a sentence; in the headline; among the first words
of the running text; digits; part of a place that the reading names."""
TERMS = 200
"""Terms kept of an account, the heaviest."""
SINGLE_KEYS, PAIRED = 12, 8
"""The heaviest terms that are keys alone, and those of which every two together are a key."""
_LEAD_WORDS = 90
_OWN_WORDS = frozenset({"headline", "standfirst", "subhead", "body"})
_MOST_WORDS = 20_000
_NAME_COUNTS, _HEADLINE_COUNTS = 2.0, 2.0
_HEAVIER = {NAME: 1.3, HEADLINE: 1.5, LEAD: 1.2}
"""How much more a term of a kind is worth as a key."""
_EPOCH = date(1970, 1, 1).toordinal()
_UNKNOWN_LANGUAGE = 5.0
_SPREAD = 0x9E3779B97F4A7C15


class Signature(Value, frozen=True, kw_only=True):
    """One account, for grouping. ``terms``, ``weights`` and ``kinds`` are aligned; terms ascend without repeats.

    ``day`` counts days from 1970-01-01 and is ``None`` where the publication is not known to the day. ``terms`` are
    32-bit hashes of stems, ``weights`` hundredths (16 bits), ``keys`` 64-bit integers, the strongest first.
    """

    id: str
    day: int | None = None
    outlet: str | None = None
    language: str | None = None
    terms: tuple[int, ...] = ()
    weights: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()
    keys: tuple[int, ...] = ()


def signature(reading: Reading) -> Signature:
    """The reading's signature; empty of terms where the page has no words of its own."""
    counts, kinds, rarity = _counted(reading)
    weighed = [
        (min(65535, round(100 * (1 + math.log(number)) * rarity[term])), term)
        for term, number in counts.items()
        if rarity[term] > 0
    ]
    weighed.sort(key=lambda item: (-item[0], item[1]))
    kept = sorted((term, weight, kinds.get(term, 0)) for weight, term in weighed[:TERMS])
    published = edtf.day((reading.published.value or "")[:10])
    return Signature(
        id=reading.id,
        day=published.toordinal() - _EPOCH if published else None,
        outlet=reading.outlet.value.casefold() if reading.outlet else None,
        language=reading.language,
        terms=tuple(item[0] for item in kept),
        weights=tuple(item[1] for item in kept),
        kinds=tuple(item[2] for item in kept),
        keys=_keys(kept),
    )


def _counted(reading: Reading) -> tuple[dict[int, float], dict[int, int], dict[int, float]]:
    """For each term how often it stands, counting more in the headline and in names; its kinds; its rarity."""
    language = reading.language if reading.language in KNOWN else None
    text = reading.text
    opens = {start for start, _ in reading.sentences}
    counts: dict[int, float] = {}
    kinds: dict[int, int] = {}
    rarity: dict[int, float] = {}
    small: dict[int, int] = {}
    told = 0
    for role, start, end in _own_words(reading):
        headline = role == "headline"
        for at, stop in tokens(text, start, end):
            word = text[at:stop]
            term, rare = _term(word, language)
            kind = 0
            number = 1.0
            first = word[0]
            if headline:
                kind, number = HEADLINE, _HEADLINE_COUNTS
            else:
                told += 1
                if told <= _LEAD_WORDS:
                    kind = LEAD
                if first.isupper():
                    if at not in opens and at - 1 not in opens:
                        small[term] = small.get(term, 0) - 1
                        number = _NAME_COUNTS
                else:
                    small[term] = small.get(term, 0) + 1
            if first.isdigit():
                kind |= NUMBER
            counts[term] = counts.get(term, 0.0) + number
            rarity[term] = rare
            if kind:
                kinds[term] = kinds.get(term, 0) | kind
        if told > _MOST_WORDS:
            break
    for term, more in small.items():
        if more < 0:
            kinds[term] = kinds.get(term, 0) | NAME
    for mention in reading.mentions:
        if mention.type == "place":
            for at, stop in tokens(text, *mention.span):
                term = _term(text[at:stop], language)[0]
                if term in counts and text[at].isupper():
                    kinds[term] = kinds.get(term, 0) | PLACE
    return counts, kinds, rarity


def _own_words(reading: Reading) -> Iterator[tuple[str, int, int]]:
    for block in reading.blocks:
        if block.role in _OWN_WORDS:
            yield block.role, block.start, block.end


def _keys(kept: Sequence[tuple[int, int, int]]) -> tuple[int, ...]:
    """The heaviest terms alone, then every two of the heaviest few: what one shared word leaves open two decide."""
    ranked = sorted((-weight * _heavier(kind), term) for term, weight, kind in kept)
    heavy = [term for _, term in ranked[:SINGLE_KEYS]]
    alone = [_key(term, 0) for term in heavy]
    pairs = [_key(*sorted((a, b))) for k, a in enumerate(heavy[:PAIRED]) for b in heavy[k + 1 : PAIRED]]
    return tuple(alone + pairs)


def _heavier(kind: int) -> float:
    return math.prod(value for bit, value in _HEAVIER.items() if kind & bit)


def _key(low: int, high: int) -> int:
    """A 64-bit key, signed as Arrow's joins like it: equal for equal terms and spread over all partitions."""
    mixed = ((low + 1) * _SPREAD ^ (high * 0xC2B2AE3D27D4EB4F)) & 0xFFFFFFFFFFFFFFFF
    return mixed - (1 << 64) if mixed >= 1 << 63 else mixed


@lru_cache(maxsize=1 << 18)
def _term(word: str, language: str | None) -> tuple[int, float]:
    """The word's stem as 32 bits, and how rare it is: minus the logarithm of the share of articles that hold it."""
    base = stem(word)
    if not base or (len(base) == 1 and not base.isdigit()):
        return 0, 0.0
    rare = _rarities(language).get(base, _rarest(language)) if language else _by_length(base)
    return crc32(base.encode("utf-8", "surrogatepass")), rare


def _by_length(base: str) -> float:
    """Where nothing is known of a language: its short words are its frequent ones."""
    return _UNKNOWN_LANGUAGE * min(len(base), 6) / 6 if len(base) > 3 or base.isdigit() else 0.0


@cache
def _rarities(language: str) -> dict[str, float]:
    listed = table(language, "rarity")
    return {word: int(level) / 10 for level, words in listed["stems"].items() for word in words.split()}


@cache
def _rarest(language: str) -> float:
    return float(table(language, "rarity")["unlisted"]) / 10
