"""All offset arithmetic: spans are half-open ranges of code points into one text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Generic, TypeVar

from readout.errors import EvidenceError
from readout.types import Block, Evidence, Span, Spans

T = TypeVar("T")


def text_hash(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hex.

    >>> text_hash("")[:12]
    'e3b0c44298fc'
    """
    return sha256(text.encode("utf-8")).hexdigest()


def evidence(account: str, text: str, span: Span, quote: str | None = None) -> Evidence:
    """The words at ``span`` as evidence.

    Raises :class:`EvidenceError` where the span leaves the text, is empty, or does not hold ``quote``.

    >>> evidence("a1", "He said no.", (8, 10), quote="no")
    Evidence(account='a1', start=8, end=10, quote='no')
    """
    start, end = span
    if not 0 <= start < end <= len(text):
        raise EvidenceError(f"account {account}: [{start}, {end}) is no span of a text of {len(text)} characters")
    words = text[start:end]
    if quote is not None and quote != words:
        raise EvidenceError(f"account {account}: [{start}, {end}) holds {words!r}, not {quote!r}")
    return Evidence(account=account, start=start, end=end, quote=words)


def check(item: Evidence, text: str) -> None:
    """Raise :class:`EvidenceError` unless ``item`` quotes ``text`` at its offsets."""
    evidence(item.account, text, (item.start, item.end), item.quote)


def check_tiling(blocks: Sequence[Block], text: str) -> None:
    """Raise :class:`EvidenceError` unless every character of ``text`` lies in exactly one block, in order."""
    at = 0
    for block in blocks:
        if block.start != at or block.end <= block.start:
            raise EvidenceError(f"block [{block.start}, {block.end}) does not follow on {at}")
        at = block.end
    if at != len(text):
        raise EvidenceError(f"blocks end at {at}, the text at {len(text)}")


def trim(text: str, span: Span) -> Span | None:
    """``span`` without white space at its ends; ``None`` if nothing is left.

    >>> trim("a  b ", (1, 5))
    (3, 4)
    """
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def overlap(a: Span, b: Span) -> int:
    """Number of code points in both spans.

    >>> overlap((0, 5), (3, 9))
    2
    """
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def same_passage(a: Evidence, b: Evidence) -> bool:
    """Whether two quotations are one passage of one account: they share more than half of the shorter."""
    shared = overlap((a.start, a.end), (b.start, b.end))
    return a.account == b.account and 2 * shared > min(a.end - a.start, b.end - b.start)


def inside(inner: Span, outer: Span) -> bool:
    """Whether ``inner`` lies wholly within ``outer``."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def hull(spans: Iterable[Span]) -> Span | None:
    """The smallest span that holds all of ``spans``; ``None`` for none.

    >>> hull([(3, 4), (8, 9)])
    (3, 9)
    """
    found = tuple(spans)
    return (min(s for s, _ in found), max(e for _, e in found)) if found else None


def join_pieces(text: str, spans: Iterable[Span]) -> Spans:
    """``spans`` in order, with pieces that only white space separates made one.

    >>> join_pieces("ab cd, ef", [(0, 2), (3, 5), (7, 9)])
    ((0, 5), (7, 9))
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def lines(text: str) -> Iterator[Span]:
    r"""Spans of the lines of ``text`` without their ``\n``; empty lines are given too.

    >>> list(lines("a\n\nbc"))
    [(0, 1), (2, 2), (3, 5)]
    """
    start = 0
    while True:
        end = text.find("\n", start)
        if end < 0:
            yield (start, len(text))
            return
        yield (start, end)
        start = end + 1


class Placed(Generic[T]):
    """Items filed by their spans: what overlaps a span is found without a look at all of them.

    >>> Placed([((0, 4), "a"), ((6, 9), "b"), ((3, 7), "c")]).overlapping((4, 7))
    ['b', 'c']
    """

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._given = list(items)
        order = sorted(range(len(self._given)), key=lambda at: self._given[at][0])
        self._order = order
        self._starts = [self._given[at][0][0] for at in order]
        self._longest = max((end - start for (start, end), _ in self._given), default=0)

    def overlapping(self, span: Span) -> list[T]:
        """The items that share a character with ``span``, in the order in which they were given."""
        first = bisect_left(self._starts, span[0] - self._longest)
        last = bisect_right(self._starts, span[1])
        near = sorted(self._order[first:last])
        return [self._given[at][1] for at in near if overlap(self._given[at][0], span)]
