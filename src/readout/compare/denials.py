"""What one party states and another denies: both cannot be true, and no account need take sides.

A denial that names nothing ("the company denies it") answers the claim told just before it; one with a content of its
own ("denied that it had been warned") is set against clauses that state that content.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from msgspec import Struct

from readout import languages
from readout.compare.material import Material
from readout.compare.propositions import Proposition, ahead, negated, side_of
from readout.compare.sides import discrepancy, in_accounts, side
from readout.languages import table
from readout.spans import evidence, hull, inside, overlap
from readout.types import Discrepancy, Evidence, Reading, Span

_DIRECTLY_BEFORE = 2
"""Sentences back to which a bare denial can point."""
_LONGEST_SUBJECT = 80
"""Characters before the verb within which a sentence does nothing but name the denier."""
_BEFORE_VERB = 40
"""Characters before a verb within which its subject is named."""
_MOST_DENIALS = 40
"""Denials looked at in one account; more than any article holds."""


class _Denial(Struct, frozen=True):
    """A denial that points back: its clause, the denier's words, and its parties (empty where the text names none)."""

    account: str
    span: Span
    cue: Span
    parties: frozenset[str]


@cache
def _bare() -> re.Pattern[str]:
    data = table("en", "polarity")
    verbs = "|".join(map(re.escape, data["denies"]))
    objects = "|".join(map(re.escape, data["denied"]))
    return re.compile(
        rf"\b(?P<verb>{verbs})\s+(?P<what>{objects})\b(?=\s*[.,;:”\"]|\s+(?:and|but|on|at|in)\b)", re.IGNORECASE
    )


def denial_discrepancies(material: Material) -> list[Discrepancy]:
    """Claims of one party that another denies in the next words of the account, and that a further account tells too.

    Accounts that all tell both the claim and its denial do not differ.
    """
    group_of = {at: group.members for group in material.groups for at in group.members}
    places: dict[str, list[int]] = defaultdict(list)
    for at, clause in enumerate(material.clauses):
        places[clause.account].append(at)
    made: dict[int, tuple[list[Proposition], list[Evidence], str]] = {}
    for reading in material.story.readings:
        if reading.language not in languages.KNOWN:
            continue
        for denial in _denials(reading, material):
            claim = _denied(reading, denial, places[reading.id], material)
            if claim is None:
                continue
            members = group_of.get(claim, (claim,))
            words = evidence(reading.id, reading.text, denial.span)
            if members[0] in made:
                made[members[0]][1].append(words)
                continue
            told = [material.clauses[claim], *(material.clauses[i] for i in members if i != claim)]
            told = [clause for clause in told if not (clause.heard_from & denial.parties)]
            made[members[0]] = (told, [words], _who(denial, material))
    found = [
        _difference(told, words, who, material)
        for _, (told, words, who) in sorted(made.items())
        if {clause.account for clause in told} - {item.account for item in words}
    ]
    used = {(e.account, e.start) for item in found for side_ in item.sides for e in side_.evidence}
    return [*found, *_nothing_of_it(material, used)]


@cache
def _words_given() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    data = table("en", "polarity")

    def any_of(entries: Sequence[str]) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, entries))})\b", re.IGNORECASE)

    return tuple((any_of(data[name]["said_of"]), any_of(data[name]["nothing"])) for name in ("gave_word", "agreed"))


def _nothing_of_it(material: Material, used: set[tuple[str, int]]) -> list[Discrepancy]:
    """ "I promised nothing" against those who tell that the speaker had promised something."""
    known = {reading.id for reading in material.story.readings if reading.language in languages.KNOWN}
    clauses = [clause for clause in material.clauses if clause.account in known and not clause.asked]
    made = []
    for said_of, nothing in _words_given():
        denials = [c for c in clauses if c.speakers and nothing.search(material.texts[c.account], *c.span)]
        for party in sorted({name for c in denials for name in side_of(c.speakers, material.party_of)}):
            words = [c for c in denials if party in side_of(c.speakers, material.party_of)]
            told = [
                evidence(c.account, material.texts[c.account], c.shown)
                for c in clauses
                if _gave(c, party, said_of, material)
            ]
            told += [item for item in _given(party, said_of, material) if item.account in known]
            told = [item for item in told if (item.account, item.start) not in used]
            if not {item.account for item in told} - {c.account for c in words}:
                continue
            heard = [evidence(c.account, material.texts[c.account], c.shown) for c in words]
            sides = [side(told[0].quote, told), side(heard[0].quote, heard)]
            who = material.names.get(party, party)
            text = f"Told of {who} {in_accounts(sides[0].evidence)}, denied by {who} {in_accounts(sides[1].evidence)}."
            made.append(discrepancy("outcome", "contradicts", text, sides))
    return made


def _given(party: str, said_of: re.Pattern[str], material: Material) -> Iterator[Evidence]:
    """The promises that accounts report of a party with what it is said to have promised."""
    for reading in material.story.readings:
        for item in reading.attributions:
            speakers = [e for s in item.speakers if (e := material.entity_of.get((reading.id, s)))]
            whole = hull((*item.source, *item.cue, *item.content))
            if item.type != "indirect" or whole is None or party not in side_of(speakers, material.party_of):
                continue
            if any(said_of.search(reading.text, *cue) and not negated(reading.text, cue) for cue in item.cue):
                yield evidence(reading.id, reading.text, whole)


def _gave(clause: Proposition, party: str, said_of: re.Pattern[str], material: Material) -> bool:
    """Whether a clause tells, on another's word or its account's own, that a party gave its word or agreed."""
    text = material.texts[clause.account]
    found = said_of.search(text, *clause.span)
    if found is None or clause.negated or clause.headline or party in clause.heard_from or clause.verbatim:
        return False
    if ahead(text, (max(clause.span[0], found.start() - _BEFORE_VERB), found.start())):
        return False
    reading = next(r for r in material.story.readings if r.id == clause.account)
    near = [
        e
        for m in reading.mentions
        if m.entity and clause.span[0] - _BEFORE_VERB <= m.span[0] and m.span[1] <= found.start()
        if (e := material.entity_of.get((reading.id, m.entity)))
    ]
    return bool(near) and party in side_of(near[-1:], material.party_of)


def _denials(reading: Reading, material: Material) -> list[_Denial]:
    found = []
    for match in islice(_bare().finditer(reading.text), _MOST_DENIALS):
        sentence = next((s for s in reading.sentences if inside(match.span(), s)), None)
        if sentence is None:
            continue
        before = (sentence[0], match.start())
        near = [m for m in reading.mentions if m.entity and inside(m.span, before)]
        named = near[-1:]
        ids = tuple(e for m in named if (e := material.entity_of.get((reading.id, m.entity or ""))))
        subject = reading.text[sentence[0] : match.start()].strip()
        if (
            " that " in subject
            or not 0 < len(subject) <= _LONGEST_SUBJECT
            or negated(reading.text, before)
            or ahead(reading.text, before)
        ):
            continue
        found.append(_Denial(reading.id, sentence, match.span(), side_of(ids, material.party_of) | frozenset(ids)))
    return found


def _denied(reading: Reading, denial: _Denial, places: Sequence[int], material: Material) -> int | None:
    """The clause to which the denial points: the last statement before it that is not the denier's own."""
    order = [at for at, s in enumerate(reading.sentences) if s == denial.span]
    first = max(0, order[0] - _DIRECTLY_BEFORE) if order else 0
    window = (reading.sentences[first][0], denial.cue[0])
    claims = [
        at
        for at in places
        if (clause := material.clauses[at]).span[1] <= denial.cue[0]
        and clause.span[0] >= window[0]
        and clause.voice is not None
        and not clause.verbatim
        and not clause.asked
        and clause.heard_from
        and not clause.heard_from & denial.parties
        and not clause.headline
        and not overlap(clause.span, denial.cue)
    ]
    if not claims:
        return None
    last = material.clauses[claims[-1]]
    of_one = [at for at in claims if material.clauses[at].voice == last.voice]
    return max(of_one, key=lambda at: (round(material.known.total(material.clauses[at].keys), 6), at))


def _who(denial: _Denial, material: Material) -> str:
    named = [material.names[e] for e in sorted(denial.parties) if e in material.names]
    return named[0] if len(named) == 1 else "the other side"


def _difference(told: Sequence[Proposition], words: Sequence[Evidence], who: str, material: Material) -> Discrepancy:
    def quoted(item: Proposition) -> Evidence:
        return evidence(item.account, material.texts[item.account], item.shown)

    claim = told[0]
    speakers = " and ".join(material.names.get(s, s) for s in claim.speakers) or "one side"
    sides = [side(quoted(claim).quote, [quoted(item) for item in told]), side(words[0].quote, words)]
    text = f"Stated by {speakers} {in_accounts(sides[0].evidence)}, denied by {who} {in_accounts(sides[1].evidence)}."
    return discrepancy("outcome", "contradicts", text, sides)
