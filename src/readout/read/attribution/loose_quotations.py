"""Quotations that no cue introduces: what stands around them tells who speaks.

A whole quoted sentence after what a person did in the sentence before ("Marn shrugged. “No.”"), and a quotation after a
colon whose clause tells of an answer or a gesture ("Marn's answer: “No.”").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from readout.languages import table
from readout.read.quotations import Quotation
from readout.spans import overlap
from readout.types import Mention, Span, Spans

_WORD = re.compile(r"[\w’'-]+")
_LEAD = 5  # words that may stand before the subject of the sentence before: "At the door, Marn turned."
_FIRST_VERB = 3  # words between a subject and the verb that tells what it did
_ENDS = ".?!…"
_MARKS = "\"“”„«»‘’'‚‹› \u00a0\u202f"


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(table(language, "conversations")[name])


class Around(NamedTuple):
    """What is known of a text: ``claimed`` are the pieces that are attributed already, in text order."""

    text: str
    language: str
    sentences: Spans
    mentions: Sequence[Mention]
    claimed: Sequence[Span]


def loose(quoted: Sequence[Quotation], around: Around) -> list[tuple[Span, Span]]:
    """The source and the span of each quotation whose speaker what stands around it tells, in text order."""
    text, sentences = around.text, around.sentences
    found: list[tuple[Span, Span]] = []
    for quotation in quoted:
        if not quotation.closed or _told(around, quotation.span) or not _opens(text, quotation):
            continue
        at = bisect_right(sentences, quotation.span[0], key=lambda span: span[0]) - 1
        if at < 0:
            continue
        lead = (sentences[at][0], quotation.span[0])
        before = text[slice(*lead)].rstrip()
        source: Span | None = None
        if not before and at and _whole(text, quotation) and _alone(around, at, quotation):
            source = _doer(around, sentences[at - 1])
        elif before.endswith(":") and _whole(text, quotation) and not _goes_on(text, quotation):
            source = _announced(around, lead)
        if source is None and not before:
            source = _called(around, (quotation.span[1], sentences[at][1]))
        if source is not None:
            found.append((source, quotation.span))
    return found


def _told(around: Around, span: Span) -> bool:
    """Whether a span touches what is attributed already: contents seldom hold others, so a few before it are enough."""
    claimed = around.claimed
    first = max(0, bisect_left(claimed, (span[0], 0)) - 8)
    return any(overlap(span, piece) for piece in claimed[first : bisect_left(claimed, (span[1], 0))])


def _whole(text: str, quotation: Quotation) -> bool:
    """Whether a quotation ends in a stop, as a sentence does and a title does not."""
    start, end = quotation.inner
    inner = text[start:end].strip(_MARKS)
    after = text[quotation.span[1] : quotation.span[1] + 1]
    return inner[-1:] in tuple(_ENDS) or after in tuple(_ENDS)


def _opens(text: str, quotation: Quotation) -> bool:
    return text[slice(*quotation.inner)].lstrip(_MARKS)[:1].isupper()


def _alone(around: Around, at: int, quotation: Quotation) -> bool:
    """Whether the sentences of a quotation hold nothing else, and stand in one paragraph with the one before."""
    text, sentences = around.text, around.sentences
    last = bisect_right(sentences, quotation.span[1] - 1, key=lambda span: span[0]) - 1
    rest = _WORD.search(text, quotation.span[1], max(sentences[last][1], quotation.span[1]))
    return rest is None and "\n" not in text[sentences[at - 1][1] : quotation.span[0]]


def _goes_on(text: str, quotation: Quotation) -> bool:
    """Whether the sentence goes on after a quotation."""
    following = text[quotation.span[1] : quotation.span[1] + 3].lstrip(" \u00a0")
    return following[:1].islower() or following[:1] == ","


def _doer(around: Around, sentence: Span) -> Span | None:
    """The person who is the subject of a sentence that tells of a bearing or of speaking."""
    if _told(around, sentence):
        return None
    subject = _subject(around, sentence)
    if subject is None:
        return None
    after = [match.group().lower() for match in _WORD.finditer(around.text, subject[1], sentence[1])]
    return subject if _words(around.language, "gestures").intersection(after[:_FIRST_VERB]) else None


def _subject(around: Around, sentence: Span) -> Span | None:
    """The first person of a sentence, where few words stand before."""
    text = around.text
    first = next((mention for mention in _inside(around, sentence) if mention.type == "person"), None)
    if first is None or _owner(text, first):
        return None
    start = first.span[0] if first.role is None else min(first.role[0], first.span[0])
    lead = text[sentence[0] : start].rstrip()
    words = _WORD.findall(lead)
    opened = not words or lead.endswith(",") or (len(words) == 1 and words[0].lower() in ("then", "and", "but", "the"))
    return first.span if opened and len(words) <= _LEAD else None


def _owner(text: str, mention: Mention) -> bool:
    """Whether something of somebody's is told of: "Marn's answer", "his answer"."""
    start, end = mention.span
    if text[end - 2 : end] in ("'s", "’s") or text.startswith(("'s", "’s", "’ ", "' "), end):
        return True
    return text[start:end].lower() in ("his", "her", "its", "their")


def _announced(around: Around, lead: Span) -> Span | None:
    """Who speaks after a colon: the owner of the answer that the clause tells of, or the person who does something."""
    if _told(around, lead):
        return None
    text = around.text
    sayings = _words(around.language, "sayings")
    for mention in _inside(around, lead):
        rest = text[mention.span[1] : lead[1]]
        following = _folded(rest.removeprefix("'s").removeprefix("’s"))
        if _owner(text, mention) and sayings.intersection(following[:3]):
            return mention.span
        before = _folded(text[lead[0] : mention.span[0]])
        by = [word for word in before[-4:] if word not in ("the", "a")]
        if by[-1:] and by[-1] in ("from", "by", "of") and sayings.intersection(by[:-1]):
            return mention.span
    return _doer(around, lead)


def _called(around: Around, rest: Span) -> Span | None:
    """Whose saying a quotation that opens its sentence is called: "“No” was Marn's answer"."""
    text = around.text
    words = _folded(text[slice(*rest)])
    if not words or words[0] not in ("was", "is", "were", "ran", "came", "remains", "remained"):
        return None
    for mention in _inside(around, rest):
        after = _folded(text[mention.span[1] : rest[1]].removeprefix("'s").removeprefix("’s"))
        if len(_WORD.findall(text[rest[0] : mention.span[0]])) > _FIRST_VERB or not _owner(text, mention):
            return None
        return mention.span if _words(around.language, "sayings").intersection(after[:2]) else None
    return None


def _folded(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _inside(around: Around, span: Span) -> Sequence[Mention]:
    """The mentions that begin in a span."""
    first = bisect_left(around.mentions, span[0], key=lambda mention: mention.span[0])
    return around.mentions[first : bisect_left(around.mentions, span[1], key=lambda mention: mention.span[0])]
