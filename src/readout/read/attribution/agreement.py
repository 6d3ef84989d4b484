"""Attributions of the rules and of the reader made one: which of the two is believed, about what.

Measured on PolNeAR's documents kept for tuning (one in twenty of its train part).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from readout.models.reader import AttributionMark
from readout.read.attribution.cues import Kind
from readout.read.attribution.noun_phrases import verb_group
from readout.read.attribution.passages import Passage
from readout.read.quotations import Quotation
from readout.types import Span, Spans

ALONE: dict[Kind, float] = {"said": 0.85, "acted": 0.85, "thought": 0.8}
"""Scores from which an attribution counts that only the reader has found, by kind."""


class Told(NamedTuple):
    """An attribution in code points of the text; ``source`` is empty where none is named."""

    source: Spans
    cue: Span
    content: Spans


def agreed(
    ruled: Sequence[Told],
    marked: Sequence[AttributionMark],
    quoted: Sequence[Quotation],
    passages: Sequence[Passage],
    kinds: frozenset[Kind],
) -> list[Told]:
    """The attributions of both, in the order of their cues. ``ruled`` without a content take the reader's."""
    found: list[Told] = []
    free = list(marked)
    for told in ruled:
        partner = next((mark for mark in free if _meet(mark.cue[0], told.cue)), None)
        if partner is not None:
            free.remove(partner)
            p = passages[_passage_at(passages, told.cue[0])]
            found.append(_together(told, partner, quoted, p, [other.cue for other in ruled if other is not told]))
    for mark in free:
        told = Told(mark.source, mark.cue[0], _whole_quotations(mark.content, mark.cue[0], quoted))
        kind = _kind(told, mark, passages)
        if kind in kinds and mark.score >= ALONE[kind] and _states(told, passages) and not _told_already(told, found):
            found.append(told)
    return sorted((told for told in found if told.content), key=lambda told: (told.cue, told.content))


def _together(told: Told, mark: AttributionMark, quoted: Sequence[Quotation], p: Passage, cues: Sequence[Span]) -> Told:
    """Source by the reader, cue by the rules; the content begins where the rules say and ends where the reader does.

    A source that opens as a relative clause does, and a content that breaks off inside a phrase, are not believed.
    """
    content = told.content
    theirs = _whole_quotations(mark.content, told.cue, quoted)
    if not content:
        content = theirs
    elif len(content) == len(theirs) and _meet(content[-1], theirs[-1]):
        if not _breaks_off(p, theirs[-1][1], content[-1][1]):
            content = (*content[:-1], (content[-1][0], theirs[-1][1]))
    elif len(theirs) > len(content):
        further = (piece for piece in theirs if piece[0] >= content[-1][1])
        content = (*content, *(piece for piece in further if not any(_meet(piece, cue) for cue in cues)))
    source = told.source if told.source and (not mark.source or _is_clause(p, mark.source[0])) else mark.source
    whole = Told(source, told.cue, content)
    return told if _crossed(whole) else whole


def _breaks_off(p: Passage, at: int, end: int) -> bool:
    """Whether a phrase cannot end at a character: after "the" or "and", or, short of ``end``, before a noun phrase."""
    last = next((number for number in range(len(p) - 1, -1, -1) if p.items[number].end <= at), None)
    if last is None or p.items[last].end < at:
        return False  # inside a quotation, or in another passage
    if at < end and p.is_word(last + 1) and p.starts_noun_phrase(last + 1) and p.word(last + 1) not in p.known.times:
        return True
    return p.words[last] in p.known.articles or p.words[last] in p.known.coordinators


def _is_clause(p: Passage, source: Span) -> bool:
    """Whether a source begins with a relative pronoun and goes on."""
    inside = [item.word for item in p.items if source[0] <= item.start < source[1]]
    return len(inside) > 1 and inside[0] in p.known.relatives


def _kind(told: Told, mark: AttributionMark, passages: Sequence[Passage]) -> Kind:
    """What is said has words of its own: a quotation, or a clause with a verb; the rest is done by words."""
    if mark.kind != "said":
        return "thought" if mark.kind == "thought" else "acted"
    return "said" if told.source and any(_worded(piece, passages) for piece in told.content) else "acted"


def _worded(piece: Span, passages: Sequence[Passage]) -> bool:
    for p in passages[max(0, _passage_at(passages, piece[0])) : _passage_at(passages, piece[1] - 1) + 1]:
        inside = [number for number, item in enumerate(p.items) if item.start < piece[1] and piece[0] < item.end]
        if inside and ("<q>" in p.words[inside[0] : inside[-1] + 1] or p.has_verb(inside[0], inside[-1] + 1)):
            return True
    return False


def _states(told: Told, passages: Sequence[Passage]) -> bool:
    """Whether a cue states that something is said: with words of its own, not negated, future or only possible."""
    at = _passage_at(passages, told.cue[0])
    if at < 0 or _crossed(told):
        return False
    p = passages[at]
    words = [number for number, item in enumerate(p.items) if told.cue[0] <= item.start < told.cue[1]]
    if not any(p.is_word(number) for number in words):
        return False
    groups = [verb_group(p, number) for number in words]
    return not any(group.modal or group.negated for group in groups)


def _passage_at(passages: Sequence[Passage], at: int) -> int:
    """The number of the passage in which, or before whose end, a character stands; -1 before the first."""
    return bisect_right(passages, at, key=lambda p: p.items[0].start) - 1


def _crossed(told: Told) -> bool:
    """Whether a content runs into its own source or cue."""
    return any(_meet(piece, part) for piece in told.content for part in (*told.source, told.cue))


def _told_already(told: Told, found: Sequence[Told]) -> bool:
    """Whether most of a content is another's already, whose cue stands neither inside nor around it."""
    for other in found:
        nested = any(s <= other.cue[0] < e for s, e in told.content) or any(
            s <= told.cue[0] < e for s, e in other.content
        )
        common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in told.content for b in other.content)
        if not nested and 2 * common >= sum(end - start for start, end in told.content):
            return True
    return False


def _holds(spans: Spans, at: int) -> bool:
    return any(start <= at < end for start, end in spans)


def _whole_quotations(content: Spans, cue: Span, quoted: Sequence[Quotation]) -> Spans:
    """The pieces with their edges moved out of quotations that they cut, but for those in which the cue stands too."""
    if not content:
        return content
    first = max(0, bisect_right(quoted, content[0][0], key=lambda quotation: quotation.span[0]) - 1)
    pieces = list(content)
    for (start, end), _, _ in quoted[first:]:
        if start >= content[-1][1]:
            break
        if start <= cue[0] < end:
            continue
        for number, (piece_start, piece_end) in enumerate(pieces):
            pieces[number] = (
                start if start < piece_start < end else piece_start,
                end if start < piece_end < end else piece_end,
            )
    return tuple(pieces)


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
