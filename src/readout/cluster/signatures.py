"""What is kept of an account to tell which story it belongs to: a few kilobytes that depend on nothing but the account.

A signature holds hashed stems with their weight (how often, in headline, in running text, times how rare the stem is in
news), what kind of word each is, the day, and the keys by which accounts find one another. Rarity is read from a table
that ships (``languages/<language>/rarity.toml``), so that no signature depends on what else is in the batch.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
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
_PROSE = frozenset({"standfirst", "subhead", "body"})
_WORD = re.compile(r"\w+(?:[.'’]\w+)*")
_ABBREVIATED = 4
_MOST_WORDS = 20_000
_HEADLINE_COUNTS = 2.0
_HEAVIER = {HEADLINE: 2.0, LEAD: 2.0}
"""How much more a term of a kind is worth as a key."""
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
    held: dict[int, _Held] = {}
    for form, number in Counter(prose).items():
        if not (entry := _entry(held, form, language)):
            continue
        amid = max(0, number - opening[form])  # at the head of a sentence a capital says nothing
        if form[0].isupper():
            entry.count += number + amid
            entry.capitals += amid
        else:
            entry.count += number
            entry.capitals -= number
    for form in headline:
        if entry := _entry(held, form, language):
            entry.count += _HEADLINE_COUNTS
            entry.kinds |= HEADLINE
    for form in prose[:_LEAD_WORDS]:
        if entry := _entry(held, form, language):
            entry.kinds |= LEAD
    for mention in reading.mentions:
        if mention.type == "place":
            for form in _WORD.findall(reading.text, *mention.span):
                if form[0].isupper() and (entry := held.get(_term(form, language)[0])):
                    entry.kinds |= PLACE
    kept = _kept(held)
    published = edtf.day((reading.published.value or "")[:10])
    return Signature(
        id=reading.id,
        day=published.toordinal() - _EPOCH if published else None,
        weekday=next((day for form in prose if (day := _weekdays(reading.language).get(form)) is not None), None),
        outlet=reading.outlet.value.casefold() if reading.outlet else None,
        language=reading.language,
        terms=tuple(item[0] for item in kept),
        weights=tuple(item[1] for item in kept),
        kinds=tuple(item[2] for item in kept),
        keys=_keys(kept),
    )


@dataclass(slots=True)
class _Held:
    """One term of an account: how often it stands (names count double), how much more often as a name than not."""

    rarity: float
    kinds: int
    count: float = 0.0
    capitals: int = 0


def _entry(held: dict[int, _Held], form: str, language: str | None) -> _Held | None:
    term, rarity = _term(form, language)
    entry = held.get(term)
    if entry is None and rarity:
        entry = held[term] = _Held(rarity, NUMBER if form[0].isdigit() else 0)
    return entry


def _kept(held: dict[int, _Held]) -> list[tuple[int, int, int]]:
    """The heaviest terms with their weight and kinds, in the order of their numbers."""
    weighed = [
        (-min(65535, round(100 * (1 + math.log(item.count)) * item.rarity)), term)
        for term, item in held.items()
        if item.count
    ]
    weighed.sort()
    return sorted(
        (term, -weight, held[term].kinds | (NAME if held[term].capitals > 0 else 0)) for weight, term in weighed[:TERMS]
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
