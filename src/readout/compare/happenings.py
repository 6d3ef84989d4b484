"""Happenings of single accounts as comparable values: what the timeline and the ledger of moves are made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from readout import edtf, languages
from readout.compare.propositions import LONGEST_SENTENCE, ahead, clauses, negated
from readout.compare.terms import terms, total, weight
from readout.compare.time_places import dates_clause, subjectless
from readout.languages import table
from readout.spans import inside, overlap, trim
from readout.types import Attribution, Event, Reading, Span, Status, Story, Timex

_WORDS_BETWEEN = 4
_LONGEST_LEAD = 90
"""Characters before a relative clause that its line may take in."""
_JOINT = re.compile(r",\s(?:and|but)\s")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_LINE = 220
_MOST_EVENTS, MOST_TIMES = 300, 600
"""What is looked at of one account: more comes only from lists and books."""
_LEAST_TOLD = 4.0
"""Weight of the words below which a dated clause tells nothing."""
_ROLES = frozenset({"standfirst", "body", "caption"})


class Happening(Struct, frozen=True):
    """Something that one account tells: where, of what kind, when, with whom, in which words.

    ``kind`` is the PLOVER root, with meetings that are planned counted as CONSULT; ``None`` for a dated clause that
    holds no political act. ``names`` are readout entity ids. ``keys`` are the telling words without time expressions,
    ``acting`` those of them that name who acts.
    """

    account: str
    lineage: str
    kind: str | None
    status: Status
    date: str | None
    names: tuple[str, ...]
    place: str | None
    span: Span
    line: str
    keys: frozenset[str]
    definite: bool
    persons: bool = False
    event: Event | None = None
    acting: frozenset[str] = frozenset()


def happenings(story: Story, entity_of: Mapping[tuple[str, str], str]) -> tuple[Happening, ...]:
    """All happenings of a story, in the order of account and text; undated ones too."""
    lineage = {account: line.id for line in story.lineages for account in line.accounts}
    found: list[Happening] = []
    for reading in sorted(story.readings, key=lambda r: r.id):
        if reading.language is not None and reading.language not in languages.KNOWN:
            continue
        mine = [
            _of_event(reading, event, lineage.get(reading.id, reading.id), entity_of)
            for event in reading.events[:_MOST_EVENTS]
        ]
        found.extend(
            sorted((*mine, *_dated_clauses(reading, mine, lineage.get(reading.id, reading.id))), key=lambda h: h.span)
        )
    return tuple(found)


def _of_event(reading: Reading, event: Event, lineage: str, entity_of: Mapping[tuple[str, str], str]) -> Happening:
    names = tuple(
        dict.fromkeys(
            entity_of[reading.id, local]
            for local in (*event.actor_ids, *event.recipient_ids)
            if (reading.id, local) in entity_of
        )
    )
    types = {entity.id: entity.type for entity in reading.entities}
    kind = "CONSULT" if event.mode in ("meet", "visit", "phone") and event.type == "AGREE" else event.type
    opening = reading.text[event.clause[0] : event.clause[0] + 4].casefold()
    return Happening(
        account=reading.id,
        lineage=lineage,
        kind=kind,
        status=event.status,
        date=event.date,
        names=names,
        place=None if event.place is None else reading.text[slice(*event.place)],
        span=event.clause,
        line=line(reading, event),
        keys=keys(reading, event.clause),
        definite=kind == "CONSULT" and opening == "the " and not event.actors,
        persons=any(types.get(local) == "person" for local in event.actor_ids),
        event=event,
        acting=frozenset().union(*(keys(reading, span) for span in event.actors)),
    )


def keys(reading: Reading, span: Span) -> frozenset[str]:
    """The telling words in ``span``, without those of time expressions."""
    timed = [timex.span for timex in reading.times if overlap(timex.span, span)]
    return frozenset(
        term.key
        for term in terms(reading.text, span)
        if weight(term.key) and not any(inside(term.span, t) for t in timed)
    )


def line(reading: Reading, event: Event) -> str:
    """The clause of an event as a short line; the actor goes before a clause that shares its subject with another."""
    text = reading.text
    words = _clean(text[slice(*event.clause)])
    between = text[event.actors[-1][1] : event.trigger[0]].strip(" ,").casefold() if event.actors else ""
    aside = between.split()
    if 0 < len(aside) <= _WORDS_BETWEEN and aside[-1] in table("en", "clause_words")["relative"].split():
        # "the minister who refused", "the minister on Monday who refused"
        words = f"{text[event.actors[0][0] : event.actors[-1][1]]} {text[event.trigger[0] : event.clause[1]]}"
    elif event.actors and event.actors[0][1] <= event.clause[0] and event.trigger[0] - event.clause[0] < 60:
        words = f"{_clean(text[event.actors[0][0] : event.actors[-1][1]])} {words}"
    return shorten(words)


def shorten(words: str) -> str:
    """One line, at most about two hundred characters, cut at a word, its first letter a capital.

    >>> shorten("talks  were held,")
    'Talks were held'
    >>> shorten('it called the idea a "non-starter'), shorten("He denied it: “She has promised")
    ('It called the idea a "non-starter"', 'He denied it')
    """
    words = _clean(words)
    long = len(words) > _LONGEST_LINE
    if long:
        words = words[: words.rfind(" ", 0, _LONGEST_LINE)].rstrip(" ,;:–—-")
    words = _closed(words, " …" if long else "")
    return words[:1].upper() + words[1:]


def _closed(words: str, end: str) -> str:
    """The line with every quotation that it opens closed; one that only begins after a colon is left out."""
    for first, last in (("“", "”"), ('"', '"')):
        if first == last:
            odd = words.count(first) % 2 == 1
            if odd and words.endswith(last):
                words, odd = words[:-1].rstrip(), False
        else:
            odd = words.count(first) > words.count(last)
            if words.count(last) > words.count(first):
                words = first + words
        if not odd:
            continue
        lead = words[: words.rfind(first)].rstrip()
        if lead.endswith(":"):
            return lead.rstrip(" :")
        words, end = words + end + last, ""
    return words + end


def _clean(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:–—-").removesuffix(".")


@cache
def _pasts() -> frozenset[str]:
    irregular = table("en", "inflections")["irregular"].values()
    return frozenset(word for entry in irregular for word in entry.split()) | {"was", "were", "had"}


@cache
def _speech() -> frozenset[str]:
    """Past forms of verbs of speech, after which a time says when it was said."""
    irregular = table("en", "inflections")["irregular"]
    found = set()
    for lemma in table("en", "clause_words")["speech"].split():
        found.add(irregular[lemma].split()[0] if lemma in irregular else lemma.rstrip("e") + "ed")
    return frozenset(found)


def _tells(text: str, span: Span) -> bool:
    """Whether a stretch holds a past form that no "to" makes an infinitive: a clause that tells something."""
    before = ""
    for match in _WORD.finditer(text, *span):
        word = match.group().lower()
        if before != "to" and (word in _pasts() or (word.endswith("ed") and len(word) > 4)):
            return True
        before = word
    return False


def _dated_clauses(reading: Reading, known: Sequence[Happening], lineage: str) -> list[Happening]:
    """Clauses that tell something with its day and that no event of the account covers."""
    published = reading.published.value
    prose = [(b.start, b.end) for b in reading.blocks if b.role in _ROLES]
    speech = _speech()
    found: list[Happening] = []
    for timex in reading.times[:MOST_TIMES]:
        back = table("en", "clause_words")["points_back"].split()
        if not _dates(timex) or any(word in back for word in reading.text[slice(*timex.span)].casefold().split()):
            continue
        at = bisect_right(reading.sentences, (timex.span[0], len(reading.text))) - 1
        sentence = reading.sentences[at] if at >= 0 and inside(timex.span, reading.sentences[at]) else None
        if sentence is None or sentence[1] - sentence[0] > LONGEST_SENTENCE:
            continue
        if not any(inside(sentence, block) for block in prose):
            continue
        coming = published is not None and edtf.before(published[:10], (_begun(timex) or "").removeprefix("../"))
        if any(
            (inside(timex.span, h.span) and h.date is not None and (not coming or h.date == _begun(timex)))
            or (h.date == _begun(timex) and inside(h.span, sentence))
            for h in known
        ):
            continue
        if not coming and any(_is_for(h, timex) for h in known):
            continue
        tellers = [a for a in reading.attributions if any(overlap(timex.span, piece) for piece in a.content)]
        told_by = any(not _reports(reading, a) for a in tellers)
        clause = next((c for c in clauses(reading.text, sentence) if inside(timex.span, c)), None)
        clause = trim(reading.text, clause) if clause is not None else None
        if clause is not None and tellers and coming:  # "the gate will open on Friday, the ministry said"
            pieces = [p for a in tellers for p in a.content if inside(timex.span, p) and inside(p, clause)]
            clause = min(pieces, key=lambda p: (p[1] - p[0], p)) if pieces else clause
            if reading.text[clause[0] :][:3].casefold() == "to " or not ahead(reading.text, clause):
                continue
        if clause is not None:
            clause = _own_part(reading.text, clause, timex.span)
        if clause is None or any(
            overlap(clause, piece) and not _decides(reading.text[slice(*piece)])
            for a in reading.attributions
            for piece in a.cue
        ):
            continue
        before = [m.group().lower() for m in _WORD.finditer(reading.text, clause[0], timex.span[0])][-2:]
        if any(word in speech for word in before) or not dates_clause(reading.text, clause, timex.span):
            continue
        date = _begun(timex)
        assert date is not None
        if negated(reading.text, clause) or (coming and _depends(reading.text, clause)):
            continue
        if (told_by or date.startswith("../")) and not coming:
            continue
        reached = published is None or edtf.before(date, published) or edtf.compatible(date, published)
        past = _tells(reading.text, clause) and not ahead(reading.text, clause)
        if not coming and not (reached and past):
            continue
        status: Status = "planned" if coming else "happened"
        words = keys(reading, clause)
        if total(words) < _LEAST_TOLD:
            continue
        found.append(
            Happening(
                account=reading.id,
                lineage=lineage,
                kind=None,
                status=status,
                date=date,
                names=(),
                place=None,
                span=clause,
                line=shorten(reading.text[slice(*_with_antecedent(reading.text, sentence, clause))]),
                keys=words,
                definite=False,
            )
        )
    return found


def _is_for(item: Happening, timex: Timex) -> bool:
    """Whether a time is that of what is offered, promised or demanded: "offered to come on Monday"."""
    event = item.event
    if event is None or event.theme is None or event.move not in ("offer", "promise", "demand", "threat"):
        return False
    return inside(timex.span, event.theme) and item.date != timex.edtf


def _with_antecedent(text: str, sentence: Span, clause: Span) -> Span:
    """A part such as "which on Tuesday gave him a majority" with the words before "which", for the line."""
    lead = text[max(sentence[0], clause[0] - _LONGEST_LEAD) : clause[0]]
    before = _WORD.findall(lead.lower())[-1:]
    if not before or before[0] not in table("en", "clause_words")["relative"].split():
        return clause
    at = lead.rstrip()[: -len(before[0])].rstrip(" ,").rfind(",")
    start = clause[0] - len(lead) + at + 1 if at >= 0 else sentence[0]
    return (start, clause[1]) if clause[0] - start < _LONGEST_LEAD else clause


def _own_part(text: str, clause: Span, time: Span) -> Span | None:
    """The part of a clause with its own subject that holds the time."""
    joints = list(_JOINT.finditer(text, clause[0], time[0]))
    if not joints or not subjectless(text, (clause[0], joints[0].start())):
        return clause
    return trim(text, (joints[-1].end(), clause[1]))


def _depends(text: str, clause: Span) -> bool:
    """Whether a stretch is a mere part of its sentence: "what he calls her promise", "which is to begin"."""
    first = _WORD.search(text, *clause)
    word = first.group().lower() if first is not None else ""
    return word in table("en", "clause_words")["relative"].split() or word == "what"


def _reports(reading: Reading, told: Attribution) -> bool:
    """Whether somebody is reported to say it in plain words: no quotation, no claim, charge or denial."""
    cue = {m.group().lower() for piece in told.cue for m in _WORD.finditer(reading.text, *piece)}
    return told.type == "indirect" and bool(cue & _plainly())


@cache
def _plainly() -> frozenset[str]:
    return frozenset(table("en", "clause_words")["plainly"].split())


def _decides(cue: str) -> bool:
    """Whether words of saying tell a deed by themselves: "ruled on Thursday that", "ordered"."""
    return any(word in table("en", "clause_words")["decides"].split() for word in cue.casefold().split())


def _begun(timex: Timex) -> str | None:
    """The date of an expression; of "since 2 March" the day on which it began."""
    if timex.edtf is not None and timex.edtf.endswith("/..") and edtf.day(timex.edtf[:-3]) is not None:
        return timex.edtf[:-3]
    return timex.edtf


def _dates(timex: Timex) -> bool:
    """Whether an expression tells when: a date of its own, closed on both sides, no wider than a year."""
    date = _begun(timex)
    if date is None or timex.type not in ("DATE", "TIME") or ".." in date.removeprefix("../"):
        return False
    return edtf.precision(date.removeprefix("../")) not in (None, "decade", "interval")
