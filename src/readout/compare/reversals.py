"""What one account still tells as planned or in force, and another as undone or put off to another day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice

from readout import languages
from readout.compare.material import Material
from readout.compare.propositions import Proposition
from readout.compare.sides import discrepancy, side, words
from readout.compare.terms import key, terms, weight
from readout.edtf import before, day, latest
from readout.languages import table
from readout.spans import inside, overlap
from readout.types import Discrepancy, Reading, Span, Timex

_NAMING = 2.5
"""Weight of a noun below which it names nothing that two accounts would speak of by chance alone."""
_RARE = 4.0
"""Weight from which a noun names one thing in a story even where no party is named with it."""
_NOUN_WORDS = 4
"""Words after a verb among which the noun stands that it undoes."""
_MOST_UNDONE = 40
"""Undoings looked at in one account."""
_TO = re.compile(r"\b(?:to|until|till|before|for)\s+(?:the\s+(?:end|beginning|middle)\s+of\s+)?$")
_MOST_SHIFT = 200
"""Days by which a day is put off at most; what lies farther apart are two things."""


def reversal_discrepancies(material: Material) -> list[Discrepancy]:
    """Plans, words and measures of one account that a later account tells to have been called off or withdrawn."""
    made = []
    used: set[tuple[str, str]] = set()
    for undoing, named in _undoings(material):
        standing = [item for item in material.clauses if _stands(item, undoing, named, material)]
        mark = (undoing.lineage, named)
        if not standing or mark in used:
            continue
        used.add(mark)
        same = [c for c, other in _undoings(material) if other == named]
        sides = [
            side(words(standing[0], material.texts).quote, [words(item, material.texts) for item in standing]),
            side(words(undoing, material.texts).quote, [words(item, material.texts) for item in same]),
        ]
        told = f"Told by the earlier account, undone by the later one: “{sides[0].value}”, then “{sides[1].value}”."
        made.append(discrepancy("outcome", "supersedes", told, sides))
    return made


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    data = table("en", "reversals")
    lead = frozenset(data["lead"])

    def any_of(name: str) -> re.Pattern[str]:
        verbs = sorted(data[name], key=lambda entry: (-len(entry), entry))
        return re.compile(
            rf"\b(?:{'|'.join(re.escape(verb).replace(chr(92) + ' ', r'[^A-Za-z]+') for verb in verbs)})\b"
        )

    return any_of("undoes"), any_of("moves"), lead


def _undoings(material: Material) -> Iterator[tuple[Proposition, str]]:
    """The clauses that tell an undoing, each with the key of the noun that names what is undone."""
    undoes, _, lead = _patterns()
    known = {reading.id for reading in material.story.readings if reading.language in languages.KNOWN}
    count: dict[str, int] = defaultdict(int)
    for item in material.clauses:
        if item.account not in known or item.negated or item.ahead or item.asked or count[item.account] >= _MOST_UNDONE:
            continue
        text = material.texts[item.account]
        found = undoes.search(text, *item.span)
        named = _noun(text, (found.end(), item.span[1]), lead) if found else None
        if named is not None and (weight(named) >= _NAMING or named in _happenings()):
            count[item.account] += 1
            yield item, named


@cache
def _happenings() -> frozenset[str]:
    """Keys of the nouns that name a happening: common ones such as "march" and "talks" too."""
    return frozenset(key(word) for word in table("en", "phases")["happenings"])


def _noun(text: str, span: Span, lead: frozenset[str]) -> str | None:
    """The key of the noun that a stretch opens with: the heaviest of its first words before a preposition."""
    stops = {*table("en", "word_classes")["prepositions"], *table("en", "word_classes")["relatives"]}
    best: tuple[float, str] | None = None
    for match in islice(re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*|[.,;:]", text[span[0] : span[1]]), _NOUN_WORDS):
        word = match.group().casefold()
        if word in stops or not word[0].isalpha():
            break
        if word not in lead and match.group()[0].islower():
            best = max(best or (0.0, ""), (weight(key(word)), key(word)))
    return best[1] if best else None


def _stands(item: Proposition, undoing: Proposition, named: str, material: Material) -> bool:
    """Whether a clause of an earlier account of another text tells as planned or done what is undone later."""
    if item.lineage == undoing.lineage or item.negated or item.asked or named not in item.keys:
        return False
    undoes, moves, _ = _patterns()
    text = material.texts[item.account]
    if undoes.search(text, *item.sentence) or moves.search(text, *item.sentence):
        return False
    if weight(named) < _RARE and not item.parties_around & undoing.parties_around:
        return False
    return _earlier(item, undoing, material)


def _earlier(one: Proposition, other: Proposition, material: Material) -> bool:
    """Whether a clause is told on an earlier day than another: by its account's day, else by the day that it names."""
    days = {reading.id: reading.published.value for reading in material.story.readings}
    a, b = days[one.account], days[other.account]
    if b is None:
        return False
    if a is None:
        return bool(one.dates) and all(before(found, b[:10]) for found in one.dates)
    return before(a[:10], b[:10])


# ------------------------------------------------------------------------------------------------ moved days


def moved_day_discrepancies(material: Material) -> list[Discrepancy]:
    """Days that one account has for what another has put off to, or not before, another day."""
    made = []
    told: set[str] = set()
    for moved, noun, until in _moved(material):
        if noun in told:
            continue
        earlier = [item for item in material.clauses if _set_before(item, moved, noun, until, material)]
        if not earlier:
            continue
        told.add(noun)
        same = [c for c, other, when in _moved(material) if other == noun and abs((when - until).days) <= 1]
        sides = [
            side(words(earlier[0], material.texts).quote, [words(item, material.texts) for item in earlier]),
            side(words(moved, material.texts).quote, [words(item, material.texts) for item in same]),
        ]
        line = f"The date was moved: “{sides[0].value}” in the earlier account, “{sides[1].value}” in the later one."
        made.append(discrepancy("date", "supersedes", line, sides))
    return made


def _moved(material: Material) -> Iterator[tuple[Proposition, str, date]]:
    """Clauses that put something off to a day: the clause, the key of what is put off, and the day."""
    _, moves, _ = _patterns()
    readings = {reading.id: reading for reading in material.story.readings}
    for item in material.clauses:
        reading = readings[item.account]
        if reading.language not in languages.KNOWN or item.asked:
            continue
        found = moves.search(reading.text, *item.span)
        if found is None:
            continue
        times = [t for t in _times(reading, item.span) if t.span[0] >= found.end()]
        times = times if len(times) < 2 else [t for t in times if _TO.search(reading.text, found.end(), t.span[0])]
        when = _last_day(times[0]) if len(times) == 1 else None
        if when is None:
            continue
        near = (max(item.span[0], found.start() - 60), times[0].span[0])
        nouns = sorted({(weight(t.key), t.key) for t in terms(reading.text, near) if not overlap(t.span, found.span())})
        for heavy, name in reversed(nouns[-2:]):
            if heavy >= _NAMING and name in item.keys:
                yield item, name, when


def _times(reading: Reading, span: Span) -> list[Timex]:
    return [t for t in reading.times if t.edtf and t.type in ("DATE", "TIME") and inside(t.span, span)]


def _last_day(timex: Timex) -> date | None:
    """The day of an expression, or the last day of a month that is named as an end."""
    told = (timex.edtf or "").removeprefix("../")
    if day(told):
        return day(told)
    found = latest(told) if len(told) == len("2031-05") else None
    return found.date() if found else None


def _set_before(item: Proposition, moved: Proposition, noun: str, until: date, material: Material) -> bool:
    """Whether a clause of another account, not a later one, sets another day for the same thing."""
    if item.account == moved.account or noun not in item.keys or item.negated:
        return False
    _, moves, _ = _patterns()
    reading = next(r for r in material.story.readings if r.id == item.account)
    if moves.search(reading.text, *item.sentence) or _earlier(moved, item, material):
        return False
    written = day(reading.published.value or "")
    days = {found for t in _times(reading, item.span) if (found := day(t.edtf or "")) and written and found > written}
    if len(days) != 1 or not 1 < abs((until - min(days)).days) <= _MOST_SHIFT:
        return False
    return weight(noun) >= _RARE or bool(item.parties_around & moved.parties_around)
