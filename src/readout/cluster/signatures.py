"""What is kept of an account to tell which story it belongs to: a few kilobytes that depend on nothing but the account.

A signature holds hashed stems with their weight (how often, in headline, in running text, times how rare the stem is in
news), what kind of word each is, the day, and the keys by which accounts find one another. Rarity is read from a table
that ships (``languages/<language>/rarity.toml``), so that no signature depends on what else is in the batch.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any
from zlib import crc32

from readout import edtf
from readout.languages import KNOWN, table
from readout.languages.calendar import weekday_names
from readout.languages.stems import stem
from readout.types import Reading, Value

NAME, HEADLINE, LEAD, NUMBER, PLACE = 1, 2, 4, 8, 16
"""Bits of :attr:`Signature.kinds`: written with a capital amid a sentence; in the headline; among the first words
of the running text; digits; part of a place that the reading names."""
TERMS = 200
"""Terms kept of an account, the heaviest."""
SINGLE_KEYS, PAIRED = 24, 12
"""The heaviest terms that are keys alone, and those of which every two together are a key."""
_LEAD_WORDS = 90
_COUNT, _CAPITALS, _KINDS = 1, 2, 3
_PROSE = frozenset({"standfirst", "subhead", "body"})
_WORD = re.compile(r"\w+(?:[.'’]\w+)*")
_ABBREVIATED = 4
_MOST_WORDS = 20_000
_HEADLINE_COUNTS = 2.0
_HEAVIER = {HEADLINE: 2.0, LEAD: 2.0}
"""How much more a term of a kind is worth as a key."""
_FACTORS = [math.prod(value for bit, value in _HEAVIER.items() if kind & bit) for kind in range(32)]
_EPOCH = date(1970, 1, 1).toordinal()
_UNKNOWN_LANGUAGE = 5.0
_SPREAD = 0x9E3779B97F4A7C15


class Signature(Value, frozen=True, kw_only=True):
    """One account, for grouping. ``terms``, ``weights`` and ``kinds`` are aligned; terms ascend without repeats.

    ``day`` counts days from 1970-01-01 and is ``None`` where the publication is not known to the day. ``terms`` are
    32-bit hashes of stems, ``weights`` hundredths (16 bits), ``keys`` 64-bit integers, the strongest first.
    ``weekday`` is the first that the running text names, Monday = 0.
    """

    id: str
    day: int | None = None
    outlet: str | None = None
    language: str | None = None
    terms: tuple[int, ...] = ()
    weights: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()
    keys: tuple[int, ...] = ()
    weekday: int | None = None


def signature(reading: Reading) -> Signature:
    """The reading's signature; empty of terms where the page has no words of its own."""
    language = reading.language if reading.language in KNOWN else None
    headline, prose, opening = _words(reading)
    held = _held(prose, opening, language)
    for form in headline:
        term, rarity = _term(form, language)
        if rarity:
            own = held.setdefault(term, [rarity, 0.0, 0, 0])
            own[_COUNT] += _HEADLINE_COUNTS
            own[_KINDS] |= HEADLINE | (NUMBER if form[0].isdigit() else 0)
    for form in prose[:_LEAD_WORDS]:
        if entry := held.get(_term(form, language)[0]):
            entry[_KINDS] |= LEAD
    for mention in reading.mentions:
        if mention.type == "place":
            for form in _WORD.findall(reading.text, *mention.span):
                if form[0].isupper() and (entry := held.get(_term(form, language)[0])):
                    entry[_KINDS] |= PLACE
    kept = _kept(held)
    names = _weekdays(reading.language)
    published = edtf.day((reading.published.value or "")[:10])
    return Signature(
        id=reading.id,
        day=published.toordinal() - _EPOCH if published else None,
        weekday=next((names[form] for form in prose if form in names), None),
        outlet=reading.outlet.value.casefold() if reading.outlet else None,
        language=reading.language,
        terms=tuple(item[0] for item in kept),
        weights=tuple(item[1] for item in kept),
        kinds=tuple(item[2] for item in kept),
        keys=_keys(kept),
    )


def _held(prose: Sequence[str], opening: Mapping[str, int], language: str | None) -> dict[int, list[Any]]:
    """For each term of the running text its rarity, how often it stands, how much more often as a name than not, kinds.

    A name counts double. At the head of a sentence a capital says nothing.
    """
    held: dict[int, list[Any]] = {}
    for form, number in Counter(prose).items():
        term, rarity = _term(form, language)
        if not rarity:
            continue
        entry = held.get(term)
        if entry is None:
            entry = held[term] = [rarity, 0.0, 0, 0]
        first = form[0]
        if first.isupper():
            amid = number - opening.get(form, 0)
            entry[_COUNT] += number + max(0, amid)
            entry[_CAPITALS] += max(0, amid)
        else:
            entry[_COUNT] += number
            entry[_CAPITALS] -= number
            if first.isdigit():
                entry[_KINDS] |= NUMBER
    return held


def _kept(held: Mapping[int, Sequence[Any]]) -> list[tuple[int, int, int]]:
    """The heaviest terms with their weight and kinds, in the order of their numbers."""
    log = math.log
    weighed = sorted((-rarity * (1 + log(count)), term) for term, (rarity, count, _, _) in held.items())[:TERMS]
    return sorted(
        (term, min(65535, round(-100 * weight)), held[term][_KINDS] | (NAME if held[term][_CAPITALS] > 0 else 0))
        for weight, term in weighed
    )


def _words(reading: Reading) -> tuple[list[str], list[str], Counter[str]]:
    """The words of the headline, those of the running text, and those that open its sentences."""
    headline: list[str] = []
    prose: list[str] = []
    opening: list[str] = []
    sentence = 0
    for block in reading.blocks:
        if block.role == "headline":
            headline += _WORD.findall(reading.text, block.start, block.end)
        if block.role not in _PROSE or len(prose) > _MOST_WORDS:
            continue
        prose += _WORD.findall(reading.text, block.start, block.end)
        while sentence < len(reading.sentences) and reading.sentences[sentence][0] < block.end:
            start = reading.sentences[sentence][0]
            if start >= block.start and (first := _WORD.search(reading.text, start, block.end)):
                opening.append(first.group())
            sentence += 1
    return headline, prose, Counter(opening)


def _keys(kept: Sequence[tuple[int, int, int]]) -> tuple[int, ...]:
    """The heaviest terms alone, then every two of the heaviest few: what one shared word leaves open two decide."""
    ranked = sorted((-weight * _FACTORS[kind], term) for term, weight, kind in kept)
    heavy = [term for _, term in ranked[:SINGLE_KEYS]]
    alone = [_key(term, 0) for term in heavy]
    several = heavy[:PAIRED]
    pairs = [_key(a, b) if a < b else _key(b, a) for k, a in enumerate(several) for b in several[k + 1 :]]
    return tuple(alone + pairs)


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


@cache
def _weekdays(language: str | None) -> dict[str, int]:
    """The full names of weekdays, as they stand in running text."""
    names = {name: day for name, day in weekday_names(language).items() if len(name) > _ABBREVIATED}
    return {form: day for name, day in names.items() for form in (name, name.capitalize())}


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
