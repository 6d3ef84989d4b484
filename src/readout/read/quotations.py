"""Quotation marks paired into quotations, however the page mixes them.

A mark opens or closes by what stands around it; its glyph decides only where that leaves it open. Marks of all double
kinds pair with one another (“ " „ « ''), and so do the single ones. A mark without a partner is left out: it never
makes a quotation longer than its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from readout.types import Span, Spans

_MARK = re.compile(r"''|``|’’|‘‘|,,(?=\w)|[\"“”„‟«»″‘’‚‹›']")
_DOUBLE = frozenset(["''", "``", "’’", "‘‘", ",,", '"', "“", "”", "„", "‟", "«", "»", "″"])
_OPENS = frozenset(["``", "‘‘", ",,", "“", "„", "‟", "«", "‘", "‚", "‹"])
_CLOSES = frozenset(["''", "’’", "”", "»", "’", "›"])
_BREAK = re.compile(r"\n[^\S\n]*\n")
_LEAD_IN = frozenset("([{—–-/:=>…")
_TAIL = frozenset(".,;:!?)]}—–-…/<")
_MOST_MARKS = 40  # in a quotation of single marks
_LONGEST_SINGLE = 600  # code points; a longer stretch between two single marks is two apostrophes


class Quotation(NamedTuple):
    """A stretch in quotation marks: ``span`` with its marks, ``inner`` without them.

    ``closed`` is false for a paragraph of a longer quotation, whose next paragraph opens with a mark again.
    """

    span: Span
    inner: Span
    closed: bool


class _Mark(NamedTuple):
    start: int
    end: int
    double: bool
    opens: bool
    closes: bool


def paragraphs(text: str, within: Iterable[Span]) -> Iterator[Span]:
    """The stretches between blank lines inside each of the given stretches."""
    for start, end in within:
        at = start
        for blank in _BREAK.finditer(text, start, end):
            if blank.start() > at:
                yield (at, blank.start())
            at = blank.end()
        if at < end:
            yield (at, end)


def quotations(text: str, within: Spans) -> tuple[Quotation, ...]:
    """The quotations of the given stretches (blocks), in text order, none inside another.

    Quotations within a quotation are part of it. Each lies in one paragraph; one of several paragraphs, each opening
    with a mark and only the last closed, is given as one quotation a paragraph.
    """
    found: list[Quotation] = []
    waiting: _Mark | None = None  # an open mark at the start of the paragraph before, never closed
    waiting_end = 0
    for start, end in paragraphs(text, within):
        if text[start:end].isspace():
            continue
        judged = (_judge(text, match, start, end) for match in _MARK.finditer(text, start, end))
        marks = [mark for mark in judged if mark is not None]
        if waiting is not None and marks and marks[0].double and marks[0].opens and _at_edge(text, start, marks[0]):
            found.append(Quotation((waiting.start, waiting_end), (waiting.end, waiting_end), closed=False))
        pairs, orphan = _pair(text, marks)
        found.extend(Quotation((a.start, b.end), (a.end, b.start), closed=True) for a, b in pairs if a.end < b.start)
        whole = orphan is not None and _begins(text, start, orphan) and all(b.end <= orphan.start for _, b in pairs)
        waiting = orphan if whole and orphan is not None and text[orphan.end : end].strip() else None
        waiting_end = _last_word(text, start, end)
    return tuple(sorted(found))


def _judge(text: str, match: re.Match[str], start: int, end: int) -> _Mark | None:
    """Which way a mark may face; ``None`` for an apostrophe."""
    glyph = match.group()
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    double = glyph in _DOUBLE
    if not double and before.isalnum() and after.isalnum():
        return None
    if double and glyph in '"″' and before.isdigit() and after.isalnum():
        return None  # inches
    free_before = before.isspace() or before in _LEAD_IN or _MARK.match(before) is not None
    free_after = after.isspace() or after in _TAIL or _MARK.match(after) is not None
    if free_before != free_after:
        opens, closes = free_before, free_after
    elif glyph in _OPENS or glyph in _CLOSES:
        opens, closes = glyph in _OPENS, glyph in _CLOSES
        if glyph == "''":
            opens = True
    else:
        opens = closes = True
    if not double and opens and not after.isalnum() and after not in '[(“"…':
        opens = False
    if not double and closes and before.isspace():
        closes = False
    if not (opens or closes):
        return None
    return _Mark(match.start(), match.end(), double, opens, closes)


def _pair(text: str, marks: list[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None]:
    """Opening and closing marks in pairs, and the double mark left open at the end."""
    pairs: list[tuple[_Mark, _Mark]] = []
    held: _Mark | None = None
    partner: _Mark | None = None  # of a single mark that is held
    for at, mark in enumerate(marks):
        if held is None:
            partner = None if mark.double or not mark.opens else _single_close(text, marks, at)
            if mark.opens and (mark.double or partner is not None):
                held = mark
        elif held.double:
            if mark.double and mark.closes:
                pairs.append((held, mark))
                held = None
            elif mark.double:
                held = mark  # opened twice: the first mark has no partner
        elif mark == partner:
            pairs.append((held, mark))
            held = None
    return pairs, held if held is not None and held.double else None


def _single_close(text: str, marks: list[_Mark], at: int) -> _Mark | None:
    """The single mark that closes the one at ``at``; a plural's apostrophe ("the miners' pay") yields to a later."""
    start = marks[at]
    fallback: _Mark | None = None
    for mark in marks[at + 1 : at + _MOST_MARKS]:
        if mark.start - start.end > _LONGEST_SINGLE:
            break
        if fallback is not None and (mark.double or mark.opens):
            break
        if mark.double or not mark.closes:
            continue
        plural = text[mark.start - 1] == "s" and text[mark.end : mark.end + 2].strip()[:1].islower()
        if not plural:
            return mark
        fallback = fallback or mark
    return fallback


def _begins(text: str, start: int, mark: _Mark) -> bool:
    """Whether a mark can open a quotation of several paragraphs: at the start, or after a stop, a comma, a colon."""
    before = text[start : mark.start].rstrip()
    return not before or before[-1] in ".,:!?" or before[-1] in _CLOSES or before[-1] == '"'


def _at_edge(text: str, start: int, mark: _Mark) -> bool:
    return not text[start : mark.start].strip()


def _last_word(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
