"""Positions that changed: refused here, agreed there. The later one stands, if the accounts tell which is later.

Without an order in time nothing is said: two reports of one position, or of two matters, are likelier than a reversal.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from readout import languages
from readout.compare.material import Material
from readout.compare.propositions import Proposition, ahead, negated, side_of
from readout.compare.sides import discrepancy, side
from readout.compare.terms import terms, weight
from readout.compare.thresholds import STANCES_COMPARED, THEME_SHARE, THEME_WEIGHT
from readout.edtf import day
from readout.languages import table
from readout.spans import evidence, inside, overlap
from readout.types import Discrepancy, Event, Evidence, Reading, Span

_YES = frozenset({"accept", "promise", "concede", "offer"})
_NO = frozenset({"reject"})
_NEAR_VERB = 25
_LONGEST = 400
_LONGEST_OBJECT = 60
_NEARLY_ALL = 0.75
"""Share of a theme that the other act's sentence must hold where the themes themselves say too little."""
_SETTLED = frozenset({"happened", "under-way", "planned", "promised", "claimed"})


class Stance(Struct, frozen=True):
    """A party for or against something on a day: what it is about, the words, and those of the sentence ``around``."""

    account: str
    yes: bool
    parties: frozenset[str]
    theme: frozenset[str]
    around: frozenset[str]
    when: date
    words: Evidence


def stances(material: Material) -> tuple[Stance, ...]:
    """The dated acts of acceptance, promise and refusal, in the accounts' order."""
    found = []
    known: set[tuple[str, Span]] = set()
    for reading in material.story.readings:
        for event in reading.events:
            made = _stance(material, reading, event)
            if made:
                found.append(made)
                known.add((reading.id, event.trigger))
    return (*found, *_told(material, known))


def _told(material: Material, known: set[tuple[str, Span]]) -> list[Stance]:
    """Acceptances and refusals by their verbs, where no event of a known party was read: "after accepting it"."""
    verbs = _verbs()
    readings = {reading.id: reading for reading in material.story.readings}
    found = []
    for clause in material.clauses:
        reading = readings[clause.account]
        if reading.language not in languages.KNOWN or clause.verbatim:
            continue
        start, end = clause.shown
        hits = {yes: pattern.search(reading.text, start, end) for yes, pattern in verbs.items()}
        if (hits[True] is None) == (hits[False] is None):
            continue
        hit = hits[True] or hits[False]
        if hit is None or _open(reading.text, start, hit.start()):
            continue
        if any(
            overlap(event.trigger, hit.span()) and ((reading.id, event.trigger) in known or event.actor_ids)
            for event in reading.events
            if event.move
        ):
            continue
        theme = clause.keys - {t.key for t in terms(reading.text, hit.span())}
        around = _around(reading, clause.sentence)
        when = _day_of(reading, clause)
        if when and theme and clause.parties_around:
            words = evidence(reading.id, reading.text, clause.shown)
            found.append(Stance(reading.id, hits[True] is not None, clause.parties_around, theme, around, when, words))
    return found


def _open(text: str, start: int, verb: int) -> bool:
    """Whether the words just before the verb deny it or put it ahead."""
    near = (max(start, verb - _NEAR_VERB), verb)
    return negated(text, near) or ahead(text, near)


def _day_of(reading: Reading, clause: Proposition) -> date | None:
    """The day of the report if the clause's sentence names it or none, else the one day it names; ``None`` in doubt."""
    days = {
        found
        for timex in reading.times
        if timex.edtf and timex.type == "DATE" and inside(timex.span, clause.sentence) and (found := day(timex.edtf))
    }
    published = day(reading.published.value) if reading.published.value else None
    if published in days:
        return published
    if len(days) == 1:
        return days.pop()
    if days or _looks_back(reading.text, clause.sentence):
        return None
    return published


@cache
def _verbs() -> dict[bool, re.Pattern[str]]:
    data = table("en", "polarity")
    return {
        yes: re.compile(rf"\b(?:{'|'.join(map(re.escape, data[name]))})\b", re.IGNORECASE)
        for yes, name in ((True, "accepts"), (False, "refuses"))
    }


def _stance(material: Material, reading: Reading, event: Event) -> Stance | None:
    if event.move not in _YES | _NO or event.status not in _SETTLED or event.condition is not None:
        return None
    if event.move in _YES and negated(
        reading.text, (event.trigger[1], max(event.trigger[1], _whole(reading, event)[1]))
    ):
        return None  # "promised that there would be no law" refuses a law
    when = _when(reading, event)
    ids = tuple(e for a in event.actor_ids if (e := material.entity_of.get((reading.id, a))))
    parties = side_of(ids, material.party_of)
    stretch = event.theme or _object(reading, event)
    theme = frozenset(
        t.key for t in terms(reading.text, stretch) if weight(t.key) > 0 and not overlap(t.span, event.trigger)
    )
    names = [m.span for m in reading.mentions if overlap(m.span, stretch)]
    named = {t.key for span in names for t in terms(reading.text, span)}
    if when is None or not parties or not theme - named:
        return None
    return Stance(
        account=reading.id,
        yes=event.move in _YES,
        parties=parties,
        theme=theme - named,
        around=_around(reading, next((s for s in reading.sentences if inside(event.trigger, s)), event.clause)),
        when=when,
        words=evidence(reading.id, reading.text, _whole(reading, event)),
    )


def _around(reading: Reading, sentence: Span) -> frozenset[str]:
    return frozenset(t.key for t in terms(reading.text, (sentence[0], min(sentence[1], sentence[0] + _LONGEST))))


def _object(reading: Reading, event: Event) -> Span:
    """What follows the verb; what stands before it where nothing does: "the searches that she ruled out"."""
    after = (event.trigger[1], max(event.trigger[1], event.clause[1]))
    if any(weight(t.key) > 1 for t in terms(reading.text, after)):
        return after
    sentence = next((s for s in reading.sentences if inside(event.trigger, s)), event.clause)
    return (max(sentence[0], event.trigger[0] - _LONGEST_OBJECT), event.trigger[0])


def _whole(reading: Reading, event: Event) -> Span:
    """The clause as far as the theme reaches, inside its sentence."""
    start, end = event.clause
    if event.theme and event.theme[1] > end:
        sentence = next((s for s in reading.sentences if inside(event.clause, s)), event.clause)
        end = min(event.theme[1], sentence[1])
    return (start, end)


def _when(reading: Reading, event: Event) -> date | None:
    """The day of the act: the clause's own date, a weekday with it in its sentence, else the day of the report.

    A day that belongs to what is promised ("next week") is none of the act's.
    """
    sentence = next((s for s in reading.sentences if inside(event.trigger, s)), event.clause)
    past = [
        (abs(timex.span[0] - event.trigger[1]), found)
        for timex in reading.times
        if inside(timex.span, sentence)
        and timex.edtf
        and timex.type == "DATE"
        and not (event.theme and inside(timex.span, event.theme) and not _weekday_after(reading, event, timex.span))
        and (found := day(timex.edtf))
    ]
    published = day(reading.published.value) if reading.published.value else None
    told = [when for _, when in sorted(past) if published is None or when <= published]
    if told:
        return told[0]
    own = day(event.date) if event.date else None
    if own and (published is None or own <= published):
        return own
    return None if _looks_back(reading.text, event.clause) else published


def _weekday_after(reading: Reading, event: Event, span: Span) -> bool:
    """ "refused arbitration on Wednesday": the day ends the theme, and is the refusal's."""
    return event.move in _NO and event.theme is not None and event.theme[1] - span[1] <= 1


def _looks_back(text: str, span: Span) -> bool:
    words = {t.lower() for t in text[span[0] : span[1]].split()}
    return bool(words & {"had", "earlier", "previously", "already"})


def _same_matter(a: Stance, b: Stance, material: Material) -> bool:
    if not a.parties & b.parties:
        return False
    shared = material.known.total(a.theme & b.theme)
    least = min(material.known.total(a.theme), material.known.total(b.theme))
    if shared >= THEME_WEIGHT and least > 0 and shared / least >= THEME_SHARE:
        return True
    return any(_within(one.theme, other.around, material) for one, other in ((a, b), (b, a)))


def _within(theme: frozenset[str], around: frozenset[str], material: Material) -> bool:
    """Whether the sentence of one act holds nearly all of what the other is about."""
    own, held = material.known.total(theme), material.known.total(theme & around)
    return held >= THEME_WEIGHT and held >= _NEARLY_ALL * own


def outcome_discrepancies(material: Material) -> list[Discrepancy]:
    """Reversals that two accounts tell together, one discrepancy per matter."""
    found = stances(material)
    by_party: dict[str, list[Stance]] = defaultdict(list)
    for stance in found:
        for party in sorted(stance.parties):
            by_party[party].append(stance)
    made: list[Discrepancy] = []
    told: set[tuple[Evidence, ...]] = set()
    for party in sorted(by_party):
        for noes, yeses in _reversals(by_party[party][:STANCES_COMPARED], material):
            result = _reversal(party, noes, yeses, material)
            key = tuple(e for s in result.sides for e in s.evidence) if result else ()
            if result and key not in told:
                told.add(key)
                made.append(result)
    return made


def _reversals(found: Sequence[Stance], material: Material) -> list[tuple[list[Stance], list[Stance]]]:
    """Refusals and acceptances of one matter, each refusal's matter once."""
    groups: list[tuple[list[Stance], list[Stance]]] = []
    for no in (s for s in found if not s.yes):
        yeses = [s for s in found if s.yes and _same_matter(no, s, material)]
        if not yeses:
            continue
        for noes, others in groups:
            if any(y in others for y in yeses):
                noes.append(no)
                others += [y for y in yeses if y not in others]
                break
        else:
            groups.append(([no], yeses))
    return groups


def _reversal(party: str, noes: Sequence[Stance], yeses: Sequence[Stance], material: Material) -> Discrepancy | None:
    """A superseded position, where every act of the one kind is of an earlier day than every one of the other."""
    if len({s.account for s in (*noes, *yeses)}) < 2:
        return None
    if max(s.when for s in noes) < min(s.when for s in yeses):
        first, last, before, after = noes, yeses, "refused", "agreed"
    elif max(s.when for s in yeses) < min(s.when for s in noes):
        first, last, before, after = yeses, noes, "agreed", "refused"
    else:
        return None
    sides = [
        side(min(group, key=lambda s: (len(s.words.quote), s.account)).words.quote, [s.words for s in group])
        for group in (first, last)
    ]
    name = material.names.get(party, party)
    days = (max(s.when for s in first).isoformat(), min(s.when for s in last).isoformat())
    text = f"{name} {before} on {days[0]} and {after} by {days[1]}: “{sides[0].value}”, then “{sides[1].value}”."
    return discrepancy("outcome", "supersedes", text, sides)
