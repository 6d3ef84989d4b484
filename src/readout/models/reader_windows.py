"""Text as the reader sees it: whole sentences packed into windows, pieces with the shape and the place of their word.

Training and reading make their windows here, so that both see the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from readout.types import Span

WINDOW = 160
"""Pieces of one window, the two at its ends not counted."""
FIRST, LAST = 101, 102  # [CLS] and [SEP] of the encoder's vocabulary
WORD_MOST = 24  # pieces of one word; what is longer is no word

LOWER, TITLE, UPPER, CAPITAL, MIXED, DIGITS, CODE, MARK, OTHER = range(1, 10)
SHAPES = 10
OUTSIDE, OPENING, INSIDE, CLOSING = range(1, 5)
QUOTES = 5
JOINED, APART, SENTENCE, PARAGRAPH = range(1, 5)
GAPS = 5
"""Sizes of the three feature tables; 0 is no feature: the ends of a window, and all of a pair or of a vector's text."""

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "'": "'", '"': '"', "‚": "‘’"}
_CLOSERS = "”»"


class Window(Struct, frozen=True):
    """Consecutive sentences. Lists by piece: ``ids``, ``shapes``, ``quotes``, ``gaps``. By word: ``spans`` (code points
    of the text), ``starts`` (the index of its first piece), ``sentences`` (the number of its sentence)."""

    ids: list[int]
    shapes: list[int]
    quotes: list[int]
    gaps: list[int]
    spans: list[Span]
    starts: list[int]
    sentences: list[int]


class _Word(Struct, frozen=True):
    span: Span
    ids: list[int]
    shape: int
    quote: int
    gap: int
    sentence: int


def shape(word: str) -> int:
    """The shape of a word's letters.

    >>> [shape(word) for word in ("talks", "Kyiv", "UN", "A", "McKee", "2019", "F16", "-", "会")]
    [1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    if not any(letter.isalnum() for letter in word):
        return MARK
    if word.isdigit():
        return DIGITS
    if any(letter.isdigit() for letter in word):
        return CODE
    if word.islower():
        return LOWER
    if word.isupper():
        return CAPITAL if len(word) == 1 else UPPER
    if word.istitle() or (word[0].isupper() and word[1:].islower()):
        return TITLE
    return MIXED if word.lower() != word.upper() else OTHER


def quote_states(text: str, start: int, end: int) -> list[int]:
    """For each character of a paragraph whether it is outside quotation marks, inside, or itself a mark.

    Apostrophes are none; a mark that is never closed holds to the paragraph's end.
    """
    states: list[int] = []
    closers = ""
    for at in range(start, end):
        letter = text[at]
        if letter not in _PAIRS and letter not in _CLOSERS and letter != "’":
            states.append(INSIDE if closers else OUTSIDE)
            continue
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if closers and letter in closers:
            closes = letter not in "'’‘" or not after.isalnum()
            states.append(CLOSING if closes else INSIDE)
            if closes:
                closers = ""
        elif not closers and letter in _PAIRS and _opens(letter, before, after):
            closers = _PAIRS[letter]
            states.append(OPENING)
        else:
            states.append(INSIDE if closers else OUTSIDE)
    return states


def _opens(letter: str, before: str, after: str) -> bool:
    if letter in "'‘‚":
        return not before.isalnum() and (after.isalnum() or after in '“"[(…')
    return letter != "»" or not before.isalnum()


def windows(text: str, sentences: Sequence[Span], tokenizer: Any, most: int = WINDOW) -> list[Window]:
    """The windows of an article: whole paragraphs while ``most`` pieces hold them, or else sentences, or else words.

    ``sentences`` are in text order and disjoint; between two of one paragraph stands no line break.
    """
    made: list[Window] = []
    held: list[_Word] = []
    size = 0
    for paragraph in _paragraphs(text, sentences, tokenizer):
        for unit in _units(paragraph, most):
            pieces = sum(len(word.ids) for word in unit)
            if held and size + pieces > most:
                made.append(_window(held))
                held, size = [], 0
            held = [*held, *unit]
            size += pieces
    if held:
        made.append(_window(held))
    return made


def _units(paragraph: list[list[_Word]], most: int) -> Iterator[list[_Word]]:
    """The paragraph whole, or its sentences, or stretches of them, none of more pieces than ``most``."""
    if sum(len(word.ids) for sentence in paragraph for word in sentence) <= most:
        yield [word for sentence in paragraph for word in sentence]
        return
    for sentence in paragraph:
        size = 0
        unit: list[_Word] = []
        for word in sentence:
            if unit and size + len(word.ids) > most:
                yield unit
                unit, size = [], 0
            unit.append(word)
            size += len(word.ids)
        if unit:
            yield unit


def _paragraphs(text: str, sentences: Sequence[Span], tokenizer: Any) -> Iterator[list[list[_Word]]]:
    group: list[Span] = []
    number = 0
    for span in sentences:
        if group and "\n" in text[group[-1][1] : span[0]]:
            yield _paragraph(text, group, number, tokenizer)
            number += len(group)
            group = []
        group.append(span)
    if group:
        yield _paragraph(text, group, number, tokenizer)


def _paragraph(text: str, group: list[Span], number: int, tokenizer: Any) -> list[list[_Word]]:
    begin = group[0][0]
    states = quote_states(text, begin, group[-1][1])
    found: list[list[_Word]] = []
    for offset, (start, end) in enumerate(group):
        words: list[_Word] = []
        for first, last, ids in _tokens(tokenizer, text[start:end]):
            span = (start + first, start + last)
            if not words:
                gap = PARAGRAPH if offset == 0 else SENTENCE
            else:
                gap = JOINED if words[-1].span[1] == span[0] else APART
            words.append(
                _Word(
                    span, ids[:WORD_MOST], shape(text[span[0] : span[1]]), states[span[0] - begin], gap, number + offset
                )
            )
        found.append(words)
    return found


def _tokens(tokenizer: Any, sentence: str) -> Iterator[tuple[int, int, list[int]]]:
    """Words of a sentence: from, to, pieces."""
    encoded = tokenizer.encode(sentence, add_special_tokens=False)
    word: tuple[int, int, list[int]] | None = None
    current: int | None = None
    for piece, number, (start, end) in zip(encoded.ids, encoded.word_ids, encoded.offsets, strict=True):
        if word is not None and number == current:
            word = (word[0], max(word[1], end), [*word[2], piece])
            continue
        if word is not None and word[0] < word[1]:
            yield word
        word, current = (start, end, [piece]), number
    if word is not None and word[0] < word[1]:
        yield word


def _window(words: list[_Word]) -> Window:
    ids, shapes, quotes, gaps, starts = [FIRST], [0], [0], [0], []
    for word in words:
        starts.append(len(ids))
        count = len(word.ids)
        ids += word.ids
        shapes += [word.shape] * count
        quotes += [word.quote] * count
        gaps += [word.gap] + [JOINED] * (count - 1)
    first = words[0].sentence
    return Window(
        [*ids, LAST], [*shapes, 0], [*quotes, 0], [*gaps, 0],
        [word.span for word in words], starts, [word.sentence - first for word in words],
    )  # fmt: skip
