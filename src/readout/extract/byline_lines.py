"""The lines that name who wrote a text: by what they say, and by standing at the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from readout.extract.credit_lines import pictured
from readout.extract.dated_lines import dated_line
from readout.extract.names import bare_by, by_phrase, is_name, names, post, signed_by
from readout.extract.phrases import line_key
from readout.extract.roles import Part
from readout.languages import table, words
from readout.types import Span

SAID = 3.0
"""The strength of a line that says "by"; a signature without it has less, a lone name least."""
_SIGNED = 2.0
_ALONE = 1.0
_ABOVE = 4
_BETWEEN = 14
_NEAR = 8
_LONGEST = 200
_SHORT = 80
_AGO = re.compile(r"\b(?:ago|yesterday|today)\b", re.IGNORECASE)
_DIVIDER = re.compile(r"\s*[|•·/@,–—]\s*|\s{2,}|\s-\s")
_HOST = re.compile(r"[\w-]+(?:\.[a-z]{2,})+", re.IGNORECASE)


@cache
def _not_writing() -> frozenset[str]:
    return frozenset(table("shared", "credits")["not_writing"])


def byline_names(texts: Sequence[str], parts: Sequence[Part]) -> tuple[float, tuple[tuple[int, Span], ...]]:
    """The names of those who wrote the text, each with its line and place in it, and how strongly the lines say so.

    Of the lines about the headline the strongest are taken, those nearest below it; below the story only a line that
    says "by" directly after it.
    """
    bodies = [part.segment for part in parts if part.role == "body"]
    first, last = (bodies[0], bodies[-1]) if bodies else (len(texts), len(texts))
    heads = sorted({part.segment for part in parts if part.role == "headline"})
    head = min(heads, key=lambda i: (i == 0, abs(first - i))) if heads else max(0, first - _BETWEEN)
    title = line_key(texts[head][:_LONGEST]) if heads else ""
    marked = {part.segment for part in parts if part.role == "byline"}
    end = max(first + 3, head + _NEAR) if head <= first else head + _BETWEEN
    end = min(end, last + 1) if head <= last else end
    story = " ".join(texts[index] for index in bodies)
    zone = [i for i in range(max(0, head - _ABOVE), min(len(texts), end)) if i not in heads]
    found = {i: told for i in zone if (told := _told(texts, i, i in marked, title)) is not None}
    for index in (head + 1, head + 2):
        if not found and heads and index < min(len(texts), end) and _given_name(texts[index], story):
            found[index] = (_ALONE, ((0, len(texts[index])),))
    if not found:
        higher = range(max(1, head - 2 * _BETWEEN), max(1, head - _ABOVE))
        found = {i: told for i in higher if bare_by(texts[i - 1]) and (told := _said(texts, i)) is not None}
    found = {i: told for i, told in found.items() if i > head or not any(j > head for j in found)}
    if not found and bodies:
        below = range(last + 1, min(len(texts), last + 3))
        found = {i: told for i in below if (told := _said(texts, i)) is not None}
    if not found:
        return 0.0, ()
    strongest = max(strength for strength, _ in found.values())
    kept = [i for i in sorted(found) if found[i][0] == strongest]
    start = min(kept, key=lambda i: (i < head, abs(i - head)))
    run = [start]
    for index in kept:
        if index > run[-1] and index - run[-1] <= 3:
            run.append(index)
    return strongest, tuple((index, span) for index in run for span in found[index][1])


def _told(texts: Sequence[str], index: int, marked: bool, title: str) -> tuple[float, tuple[Span, ...]] | None:
    """What a line about the headline says of authors: how strongly, and their names' places."""
    line = texts[index]
    if not 4 <= len(line) <= _LONGEST:
        return None
    said = _said(texts, index)
    if said is not None:
        return said
    signed = _signature(line)
    if signed:
        return _SIGNED, signed
    opening = names(line)
    if not opening or opening[0][0] != 0:
        return None
    if marked:
        return _SIGNED, opening
    beside = [texts[i] for i in (index - 2, index - 1, index + 1, index + 2) if 0 <= i < len(texts)]
    dated = any(dated_line(other) for other in beside)
    jobbed = index + 1 < len(texts) and len(texts[index + 1]) <= 60 and post(texts[index + 1])
    whole = opening[-1][1] >= len(line) - 1
    if not whole or line_key(line) in title or _common(line):
        return None
    return (_SIGNED, opening) if jobbed else (_ALONE, opening) if dated else None


def _said(texts: Sequence[str], index: int) -> tuple[float, tuple[Span, ...]] | None:
    """The names of a line that says "by", or that such a word stands alone above."""
    line = texts[index]
    if len(line) > _LONGEST or pictured(line):
        return None
    start = by_phrase(line)
    if start is None and index and bare_by(texts[index - 1]):
        start = 0
    if start is None and (inner := signed_by(line)) is not None and not _other_work(line, inner):
        start = inner
    found = names(line, start) if start is not None else ()
    return (SAID, found) if found else None


def _other_work(line: str, start: int) -> bool:
    """Whether the word before the "by" tells of pictures, editing or the like."""
    words_before = line[:start].casefold().split()[:-1]
    return any(word.strip(".,:;()") in _not_writing() for word in words_before[-3:])


def _signature(line: str) -> tuple[Span, ...]:
    """A name before a date, a job, an account or the outlet: ``Ilse Marn, Reporter 4 May``, ``Ilse Marn@ilse_marn``."""
    opening = names(line)
    if not opening or opening[0][0] != 0:
        return _dated_signature(line)
    rest = line[opening[-1][1] :]
    bare = rest.strip(" |•·/,–—-.")
    if not bare:
        return ()
    if (
        bare[0] == "@"
        or dated_line(bare)
        or _AGO.search(bare[:_SHORT])
        or _HOST.fullmatch(bare)
        or (len(bare) <= 60 and post(bare))
    ):
        return opening
    return opening if len(bare) <= 40 and rest[:1] in " ,|•·" and any(w in _mastheads() for w in _pieces(bare)) else ()


def _dated_signature(line: str) -> tuple[Span, ...]:
    """A name behind a date and a divider: ``4 May 2031 / Ilse Marn``."""
    pieces = list(_DIVIDER.finditer(line))
    if not pieces or len(line) > _SHORT or not dated_line(line[: pieces[-1].start()]):
        return ()
    start = pieces[-1].end()
    return ((start, len(line)),) if is_name(line[start:]) and not _common(line[start:]) else ()


def _given_name(line: str, story: str) -> bool:
    """Whether a line is one person's name, by its first word too, and of nobody whom the story tells of."""
    if len(line) > _SHORT or not is_name(line) or pictured(line):
        return False
    tokens = line.split()
    return is_first_name(tokens[0]) and tokens[-1] not in story


@cache
def _mastheads() -> frozenset[str]:
    return frozenset(table("shared", "credits")["masthead"]) | frozenset(["usa"])


def _pieces(line: str) -> list[str]:
    return [piece for word in line.casefold().split() for piece in word.strip(".,").split("-")]


def _common(line: str) -> bool:
    """Whether a line of two or more words holds only words that are written small, as names of sections do."""
    low = [word.casefold() for word in line.split() if word[:1].isalpha()]
    return bool(low) and all(word in _small() for word in low) and not is_first_name(line.split(maxsplit=1)[0])


@cache
def _small() -> frozenset[str]:
    return frozenset(words("en", "lowercase_words"))


def is_first_name(word: str) -> bool:
    """Whether ``word`` is among the known given names."""
    return word in _given()


@cache
def _given() -> frozenset[str]:
    return frozenset(name for line in words("en", "first_names") for name in line.split()[1:])
