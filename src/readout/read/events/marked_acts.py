"""Who acts and to whom, as the reader marks it, put into the acts that the rules find."""

from __future__ import annotations

from collections.abc import Sequence

from readout.models.reader import EventMark
from readout.read.events.clauses import Clauses
from readout.read.events.found import Found
from readout.read.events.grammar import Range
from readout.types import Span, Spans


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


def with_parties(clauses: Clauses, acts: Sequence[Found], marked: Sequence[EventMark]) -> list[Found]:
    """The acts with the recipients that the reader marks for the same words, where it marks any."""
    return [_with_parties(clauses, act, marked) for act in acts]


def _with_parties(clauses: Clauses, act: Found, marked: Sequence[EventMark]) -> Found:
    trigger = clauses.words[act.trigger]
    for mark in marked:
        if mark.trigger[0] < trigger.end and trigger.start < mark.trigger[1]:
            recipient = in_words(clauses, mark.recipients)
            if (
                recipient is not None
                and not _meet(recipient, act.actor)
                and not recipient[0] <= act.trigger < recipient[1]
            ):
                return act._replace(recipient=recipient)
    return act


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


def _meet(a: Range, b: Range | None) -> bool:
    return b is not None and a[0] < b[1] and b[0] < a[1]
