"""Statements: the attributions of all accounts with their evidence, before it is known which are one utterance."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from readout.compare.open_sources import Offices, offices
from readout.languages import table
from readout.spans import evidence, hull, inside, overlap, trim
from readout.types import Attribution, Evidence, Reading, Span, Statement, Story, Timex

QUOTES = frozenset("“”„‟«»‘’‚‹›'\"`″")
_OPENS, _CLOSES, _STRAIGHT = "“«„", "”»", '"'
_MARKS = re.compile('[“”„«»"]')
_LONGEST_SOURCE = 400


@cache
def _empty() -> frozenset[str]:
    return frozenset(table("en", "conversations")["empty"])


class Draft(Struct, frozen=True):
    """A statement that still lacks its utterance; ``span`` is its content in the text of its account."""

    statement: Statement
    account: str
    lineage: str
    span: Span
    pieces: tuple[Span, ...]
    headline: bool


def drafts(story: Story, entity_of: Mapping[tuple[str, str], str]) -> tuple[Draft, ...]:
    """The story's statements by account and place, ``s1``, ``s2`` and so on; their utterance is still "" ."""
    known = offices(story, entity_of)
    lineage_of = {account: lineage.id for lineage in story.lineages for account in lineage.accounts}
    found: list[Draft] = []
    for reading in story.readings:
        headlines = [(b.start, b.end) for b in reading.blocks if b.role in ("headline", "standfirst", "subhead")]
        items = sorted(reading.attributions, key=lambda item: (hull(item.content) or (0, 0), hull(item.cue) or (0, 0)))
        for item in (part for whole in items for part in _parts(reading, whole)):
            span = hull(item.content)
            span = trim(reading.text, span) if span else None
            if span is None or reading.text[slice(*span)].casefold() in _empty():
                continue
            found.append(
                Draft(
                    statement=_statement(
                        f"s{len(found) + 1}", reading, item, span, _speakers(reading, item, entity_of, known)
                    ),
                    account=reading.id,
                    lineage=lineage_of.get(reading.id, reading.id),
                    span=span,
                    pieces=item.content,
                    headline=any(overlap(block, span) for block in headlines),
                )
            )
    return tuple(found)


def _parts(reading: Reading, item: Attribution) -> list[Attribution]:
    """An attribution as statements: a quotation that goes on after its cue with a new sentence is one of its own."""
    starts = [start for start, _ in reading.sentences]
    cues = [cue for cue in item.cue if any(piece[1] <= cue[0] for piece in item.content)]
    cut = next(
        (
            number
            for number, piece in enumerate(item.content)
            if cues
            and cues[-1][1] <= piece[0]
            and reading.text[piece[0]] in QUOTES
            and _opens(reading, starts, piece[0])
        ),
        None,
    )
    if not cut:
        return [item]
    first, rest = item.content[:cut], item.content[cut:]
    kind = item.type if item.type != "mixed" or quoted(reading.text, (first[0][0], first[-1][1])) else "indirect"
    groups: list[list[Span]] = []
    for piece in rest:
        near = bool(groups) and "\n" not in reading.text[groups[-1][-1][1] : piece[0]]
        groups[-1].append(piece) if near else groups.append([piece])
    return [
        replace(item, content=first, type=kind),
        *(replace(item, content=tuple(group), type="direct") for group in groups),
    ]


def _opens(reading: Reading, starts: Sequence[int], at: int) -> bool:
    """Whether a quotation at a character begins a sentence."""
    found = bisect_right(starts, at) - 1
    return found >= 0 and reading.text[at] in QUOTES and not reading.text[starts[found] : at].strip()


def _speakers(
    reading: Reading, item: Attribution, entity_of: Mapping[tuple[str, str], str], known: Offices
) -> tuple[str, ...]:
    """The speakers as the story knows them; whom the account leaves open, by the offices that other accounts tell."""
    found = (entity_of.get((reading.id, speaker)) for speaker in item.speakers)
    named = tuple(dict.fromkeys(speaker for speaker in found if speaker))
    if named or len(item.source) != 1:
        return named
    holder = known.holder(reading, reading.text[slice(*item.source[0])])
    return () if holder is None else (holder,)


def _statement(name: str, reading: Reading, item: Attribution, span: Span, speakers: tuple[str, ...]) -> Statement:
    flags = []
    if not item.source:
        flags.append("no source named")
    if item.type != "indirect" and not balanced(reading.text, span):
        flags.append("marks unbalanced")
    return Statement(
        id=name,
        type=item.type,
        speakers=speakers,
        source=_whole(reading, item.source, _LONGEST_SOURCE),
        cue=_whole(reading, item.cue, _LONGEST_SOURCE),
        content=evidence(reading.id, reading.text, span),
        quoted=tuple(evidence(reading.id, reading.text, piece) for piece in quoted(reading.text, span)),
        said=said(reading, item, span),
        utterance="",
        flags=tuple(flags),
    )


def _whole(reading: Reading, pieces: Sequence[Span], longest: int) -> Evidence | None:
    """The hull of the pieces, or the first piece where they lie far apart."""
    span = hull(pieces)
    if span is None or not pieces:
        return None
    if span[1] - span[0] > longest:
        span = pieces[0]
    found = trim(reading.text, span)
    return evidence(reading.id, reading.text, found) if found else None


def quoted(text: str, span: Span) -> tuple[Span, ...]:
    """The stretches of a statement's content inside quotation marks, without the marks.

    Marks just outside the content count; a mark whose partner is missing closes at the end of the content.
    """
    start = max(0, span[0] - 1)
    end = min(len(text), span[1] + 1)
    found: list[Span] = []
    opened: int | None = None
    for match in _MARKS.finditer(text, start, end):
        mark, at = match.group(), match.start()
        opens = mark in _OPENS or (mark == _STRAIGHT and opened is None and not (at and text[at - 1].isalnum()))
        if opened is None and opens:
            opened = at + 1
        elif opened is not None and mark not in _OPENS:
            found.append((opened, at))
            opened = None
    if opened is not None:
        found.append((opened, span[1]))
    pieces = (trim(text, (max(s, span[0]), min(e, span[1]))) for s, e in found if s < e)
    return tuple(piece for piece in pieces if piece)


def balanced(text: str, span: Span) -> bool:
    """Whether each quotation mark in and around the content has a partner of its kind.

    >>> balanced('“No," he said.', (1, 3)), balanced('“No,” he said.', (1, 3))
    (False, True)
    """
    around = text[max(0, span[0] - 1) : span[1] + 2]
    marks = [c for c in around if c in _OPENS + _CLOSES + _STRAIGHT]
    curly_open = sum(c in _OPENS for c in marks)
    return curly_open == sum(c in _CLOSES for c in marks) and marks.count(_STRAIGHT) % 2 == 0


def said(reading: Reading, item: Attribution, span: Span) -> str | None:
    """When it was said: the time expression nearest to the cue, in its sentence and outside what was said."""
    cue = hull(item.cue)
    if cue is None:
        return None
    at = bisect_right([s for s, _ in reading.sentences], cue[0]) - 1
    if at < 0 or not inside(cue, reading.sentences[at]):
        return None
    sentence = reading.sentences[at]
    pieces = (*item.content, *item.source)
    near: list[tuple[int, Timex]] = [
        (min(abs(timex.span[0] - cue[1]), abs(cue[0] - timex.span[1])), timex)
        for timex in reading.times
        if timex.edtf
        and timex.type in ("DATE", "TIME")
        and inside(timex.span, sentence)
        and not any(overlap(timex.span, piece) for piece in pieces)
    ]
    if not near:
        return None
    distance, timex = min(near, key=lambda entry: (entry[0], entry[1].span))
    return timex.edtf if distance <= _FAR else None


_FAR = 60
"""Characters between a cue and the date that tells when it was said; beyond, the date belongs to another clause."""
