"""Happenings of single accounts as comparable values: what the timeline and the ledger of moves are made of."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from readout import languages
from readout.compare.terms import terms, weight
from readout.languages import table
from readout.spans import inside, overlap
from readout.types import Event, Reading, Span, Status, Story

_WORDS_BETWEEN = 4
_LONGEST_LINE = 220
_MOST_EVENTS, MOST_TIMES = 300, 600
"""What is looked at of one account: more comes only from lists and books."""


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
    """The political acts that a story's accounts tell, in the order of account and text; undated ones too."""
    lineage = {account: line.id for line in story.lineages for account in line.accounts}
    found: list[Happening] = []
    for reading in sorted(story.readings, key=lambda r: r.id):
        if reading.language is not None and reading.language not in languages.KNOWN:
            continue
        mine = (
            _of_event(reading, event, lineage.get(reading.id, reading.id), entity_of)
            for event in reading.events[:_MOST_EVENTS]
        )
        found.extend(sorted(mine, key=lambda h: h.span))
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
