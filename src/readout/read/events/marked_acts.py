"""Acts of the rules and of the reader made one: which are believed, and to whom they are done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from readout.models.reader import EventMark
from readout.read.events.act_details import clause_start
from readout.read.events.clauses import Clauses, clause_end
from readout.read.events.found import Found
from readout.read.events.grammar import Range
from readout.spans import overlap
from readout.types import PloverType, Span, Spans, Status

ALONE = 0.97
"""Score from which an act with an actor counts that only the reader has found; from .8 on only half were told."""


def by_sentence(sentences: Sequence[Span], marked: Sequence[EventMark]) -> list[list[EventMark]]:
    """The marked acts of each sentence, in text order."""
    found: list[list[EventMark]] = [[] for _ in sentences]
    number = 0
    for mark in sorted(marked, key=lambda mark: mark.trigger):
        while number < len(sentences) and sentences[number][1] <= mark.trigger[0]:
            number += 1
        if number < len(sentences) and sentences[number][0] <= mark.trigger[0]:
            found[number].append(mark)
    return found


def together(clauses: Clauses, acts: Sequence[Found], marked: Sequence[EventMark]) -> list[Found]:
    """The acts of one sentence: all that the rules find, and those of the reader of which it is very sure."""
    found = []
    for act in acts:
        trigger = (clauses.words[act.trigger].start, clauses.words[act.trigger].end)
        partner = next((mark for mark in marked if overlap(mark.trigger, trigger)), None)
        found.append(act if partner is None else _with_recipient(clauses, act, partner))
    for mark in marked:
        if mark.score >= ALONE and mark.actors and not any(overlap(mark.trigger, _span(clauses, act)) for act in acts):
            alone = _found(clauses, mark)
            if alone is not None:
                found.append(alone)
    return sorted(found, key=lambda act: act.trigger)


def _span(clauses: Clauses, act: Found) -> Span:
    return (clauses.words[act.trigger].start, clauses.words[act.trigger].end)


def _with_recipient(clauses: Clauses, act: Found, mark: EventMark) -> Found:
    recipient = in_words(clauses, mark.recipients)
    if recipient is None or (act.actor is not None and overlap(recipient, act.actor)):
        return act
    if _goes_before(act, recipient):
        return act  # "along with Velm, Ardovia has pushed for"
    if recipient[0] >= act.clause[1]:
        return act  # "Ardovia has accepted, and Velm has not replied": the party of the next clause
    if act.recipient is not None and act.recipient[0] <= recipient[0] and recipient[1] <= act.recipient[1]:
        return act  # "Ardovia's requests", of which the reader marks the last word
    return act if recipient[0] <= act.trigger < recipient[1] else act._replace(recipient=recipient)


def _goes_before(act: Found, phrase: Range) -> bool:
    """Whether a phrase stands before the subject of an active verb: no recipient stands there."""
    verb = act.verb
    if verb is None or verb.form != "finite" or verb.passive or act.actor is None:
        return False
    return phrase[1] <= act.actor[0] and act.actor[1] <= verb.first


def _found(clauses: Clauses, mark: EventMark) -> Found | None:
    """A marked act in word indices, with the clause of its verb, or of the last verb before a noun that tells it."""
    words = _range(clauses, mark.trigger)
    if words is None:
        return None
    verbs = [i for i in range(*words) if i in clauses.main_at]
    trigger = verbs[-1] if verbs else words[1] - 1
    k = max((k for k, verb in enumerate(clauses.verbs) if verb.first <= trigger), default=None)
    actor = in_words(clauses, mark.actors)
    first = min(words[0] if k is None else clauses.verbs[k].first, words[0])
    if actor is not None and actor[1] <= first:
        first = clause_start(clauses, actor[0])
    end = max(clause_end(clauses, k) if k is not None else len(clauses.words), words[1])
    verb = clauses.verbs[clauses.main_at[trigger]] if verbs else None
    return Found(
        type=cast("PloverType", mark.type), mode=None, move=None, trigger=trigger, clause=(first, end),
        actor=actor, recipient=in_words(clauses, mark.recipients), theme=None, condition=None,
        status=cast("Status", mark.status), verb=verb,
    )  # fmt: skip


def in_words(clauses: Clauses, spans: Spans) -> Range | None:
    """The word range of one span, or of several that only "and", "or" and commas join; else of the first."""
    ranges = [found for span in spans if (found := _range(clauses, span)) is not None]
    if not ranges:
        return None
    start, end = ranges[0]
    for first, last in ranges[1:]:
        if not all(clauses.low(i) in (",", "and", "or", "&", "the") for i in range(end, first)):
            break
        end = last
    return (start, end)


def _range(clauses: Clauses, span: Span) -> Range | None:
    inside = [i for i, word in enumerate(clauses.words) if span[0] < word.end and word.start < span[1]]
    return (inside[0], inside[-1] + 1) if inside else None
