"""Amounts that a later version of a page gives otherwise: "14 people" that have become "nine people"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from readout.compare.quantities import Quantity, agree, quantities
from readout.compare.thresholds import SAME_SENTENCE
from readout.compare.wording import Word, changes, likeness, words
from readout.spans import evidence, inside, lines, trim
from readout.types import Account, Evidence, Span

_PROSE = frozenset({"headline", "standfirst", "body", "subhead"})
_MOST_LINES = 300


class Correction(NamedTuple):
    """The amount as the page had it, and as it has it now."""

    before: Evidence
    after: Evidence


class _Line(NamedTuple):
    span: Span
    words: tuple[Word, ...]
    forms: frozenset[str]


def _prose(account: Account, text: str) -> list[_Line]:
    found: list[_Line] = []
    for block in account.blocks:
        if block.role not in _PROSE:
            continue
        for start, end in lines(text[block.start : block.end]):
            span = trim(text, (block.start + start, block.start + end))
            if span is not None and len(found) < _MOST_LINES:
                told = words(text, span)
                found.append(_Line(span, told, frozenset(word.form for word in told)))
    return found


def _earlier(line: _Line, earlier: list[_Line]) -> _Line | None:
    """The line of the earlier version that this one is a version of."""
    best: tuple[float, _Line] | None = None
    for other in earlier:
        least = min(len(line.words), len(other.words))
        if not least or len(line.forms & other.forms) < SAME_SENTENCE * min(len(line.forms), len(other.forms)):
            continue
        share = likeness(other.words, line.words)
        if share >= SAME_SENTENCE and (best is None or share > best[0]):
            best = (share, other)
    return best[1] if best else None


def _touching(found: tuple[Quantity, ...], told: tuple[Word, ...], part: tuple[int, int]) -> list[Quantity]:
    changed = [word.span for word in told[part[0] : part[1]]]
    return [quantity for quantity in found if any(inside(span, quantity.span) for span in changed)]


def _in_line(before: _Line, after: _Line, old_text: str, new_text: str) -> Iterator[tuple[Quantity, Quantity]]:
    old, new = quantities(old_text, before.span), quantities(new_text, after.span)
    if not old or not new:
        return
    for change in changes(before.words, after.words):
        was, now = _touching(old, before.words, change.a), _touching(new, after.words, change.b)
        if len(was) == len(now) == 1 and was[0].unit == now[0].unit and not agree(was[0], now[0]):
            yield was[0], now[0]


def corrections(before: Account, after: Account, old_text: str, new_text: str) -> tuple[Correction, ...]:
    """The amounts of one thing that differ between two versions of a page, each pair once, in the order of the later.

    Only amounts in lines that are otherwise mostly the same words are set against one another.
    """
    earlier = _prose(before, old_text)
    found: dict[tuple[str, str], Correction] = {}
    for line in _prose(after, new_text):
        counterpart = _earlier(line, earlier)
        if counterpart is None:
            continue
        for was, now in _in_line(counterpart, line, old_text, new_text):
            made = Correction(evidence(before.id, old_text, was.whole), evidence(after.id, new_text, now.whole))
            found.setdefault((made.before.quote.casefold(), made.after.quote.casefold()), made)
    return tuple(found.values())


def differing_amounts(a: str, in_a: Span, b: str, in_b: Span) -> tuple[Quantity, Quantity] | None:
    """The one amount that differs between two wordings of a sentence; ``None`` where their amounts do not pair off.

    Every amount must have its counterpart at the same place in the order, of the same unit or of none.
    """
    one, other = quantities(a, in_a), quantities(b, in_b)
    if not one or len(one) != len(other):
        return None
    pairs = list(zip(one, other, strict=True))
    if any(x.unit and y.unit and x.unit != y.unit for x, y in pairs):
        return None
    apart = [(x, y) for x, y in pairs if not agree(x, y)]
    return apart[0] if len(apart) == 1 else None
