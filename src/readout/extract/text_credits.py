"""Where a page credits its text to news agencies, told from the credits of pictures and from talk of agencies.

A line is first read for what it says (:func:`credit_line`), then believed or not by where it stands
(:func:`text_credits`): a lone ``AP`` beside the date signs the text, under a picture it signs the picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from readout.extract.agencies import agencies_in, closing_credit
from readout.extract.datelines import dateline
from readout.extract.names import bare_by, by_phrase, names
from readout.extract.phrases import line_key, phrase
from readout.extract.roles import Part, dated_line
from readout.extract.segments import BIT, Layout
from readout.languages import table
from readout.languages.calendar import month_names, weekday_names
from readout.types import BlockRole, Span

Agency = tuple[Span, str]
Kind = Literal["source", "by", "bare", "person", "place", "contributing", "rights"]
"""``source``: "Source: AFP"; ``by``: "By AFP"; ``bare``: nothing but agencies and dates; ``person``: "Ilse Marn, AP";
``place``: "AFP, ROLNEK"; ``contributing``: "AFP contributed to this report"; ``rights``: "© 2031 The Canadian Press"."""

_LONGEST = 300
_SHORT = 120
_WORD = re.compile(r"[^\s:*_()\[\]{}/,|&+–—©·•;\"“”：（）【】，。、]+")
_NUMBER = re.compile(r"[\d.:h-]+(?:st|nd|rd|th|[ap]\.?m)?|@\w+", re.IGNORECASE)
_CODE = re.compile(r"[^\W\d_A-Z]{2,4}")
_HOST = re.compile(r"[\w.-]+\.[a-z]{2,4}", re.IGNORECASE)
_PIECE = re.compile(r"\s[|•·–—-]\s")
_BRACKET = re.compile(r"\s[(\[](?P<inside>[^()\[\]]{2,60})[)\]]\s?\.?$")
_CLOCK_WORD = re.compile(r"[ap]\.?m\.?|uhr|[A-Z]{2,4}T|GMT|UTC", re.IGNORECASE)
_RIGHTS = re.compile(r"\s*(?:©|\(c\)|copyright\b)[\s©]*(?:copyright\s*)?(?:(?:19|20)\d\d[\s,.-]*)*(?:by\s+)?", re.IGNORECASE)
_SIGN = re.compile(r"/[^\W\d_A-Z]{2,4}\b|\b[^\W\d_A-Z]{2,4}/(?=[^\W\d_])")
_PLACE = re.compile(r"\s*(?:,|\sin\b|\s[/–—-]|/[^\W\d_A-Z]{2,4}\b)\s*[^\W\d_a-z][\w’'.-]+(?:\s[^\W\d_a-z][\w’'.-]+)?\s*")
_ENTRY = re.compile(r"\b\d{1,2}[:.]\d\d\b|\bago\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…\"”’»)]$")
_ABOVE = 6
_INTO = 3
_BELOW = 14
_PROSE = 80
_PICTURED = BIT["caption"] | BIT["credit"] | BIT["figure"]
_LISTED = BIT["promo"] | BIT["widget"] | BIT["comment"]


class Credit(Struct, frozen=True, kw_only=True):
    """What a line says of agencies; spans are offsets into the line."""

    kind: Kind
    agencies: tuple[Agency, ...]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("shared", "agencies")[name])


@cache
def _calendar() -> frozenset[str]:
    labels = (*table("shared", "date_labels")["published"], *table("shared", "date_labels")["updated"])
    return frozenset(word for label in labels for word in label.split()) | {"first", "last", "on", "at", "le", "el", "um", "à", "a"}


@cache
def _dated(word: str) -> bool:
    low = word.casefold().strip(".,")
    return (
        low in _calendar()
        or low in month_names(None)
        or low in weekday_names(None)
        or _NUMBER.fullmatch(low) is not None
        or _CLOCK_WORD.fullmatch(word) is not None
    )


@cache
def _pictures() -> re.Pattern[str]:
    forms = "|".join(re.escape(f) for f in sorted(_words("pictures"), key=lambda f: (-len(f), f)))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)|\S\s?©", re.IGNORECASE)


def _pictured(line: str) -> bool:
    return _pictures().search(line) is not None


@cache
def _sourced() -> re.Pattern[str]:
    forms = "|".join(re.escape(f) for f in sorted(_words("sources"), key=lambda f: (-len(f), f)))
    return re.compile(rf"[\s*(\[–—-]*(?:{forms})\s*[:：•-]", re.IGNORECASE)


def credit_line(line: str) -> Credit | None:
    """What a line outside the story's prose says that credits agencies; ``None`` where it credits none.

    >>> credit_line("Quelle: dpa/AFP").kind, credit_line("AFP, ROLNEK").kind, credit_line("Photo: AFP")
    ('source', 'place', None)
    """
    if len(line) > _LONGEST:
        return None
    found = tuple(agencies_in(line))
    low = line.casefold()
    if not found:
        return _unnamed(line, low)
    holder = _RIGHTS.match(line)
    if (holder is not None and found[0][0][0] == holder.end()) or found[0][0][0] == 0:
        rest = line[found[0][0][1] :].strip(" .,;:|–—-").casefold()
        own = not rest or any(rest.startswith(form) for form in _words("rights")) or rest.startswith(found[0][1].casefold())
        if own and (rest or holder is not None):
            return Credit(kind="rights", agencies=found[:1])
    if any(marker in low for marker in _words("contributing")) and not _pictured(line):
        return Credit(kind="contributing", agencies=found)
    return _short_credit(line, found) or _piece(line)


def _short_credit(line: str, found: Sequence[Agency]) -> Credit | None:
    if not found or len(line) > (_SHORT if by_phrase(line) is None else _LONGEST) or _pictured(line):
        return None
    left = _left(line, found)
    by = by_phrase(line)
    if not left:
        kind: Kind = "source" if _sourced().match(line) else "by" if by is not None else "bare"
        return Credit(kind=kind, agencies=found)
    return _with_person(line, found, by) or _with_words(line, found, by) or _with_place(line, found)


def _piece(line: str) -> Credit | None:
    """A piece of a line between dividers that says where the text comes from: ``4 May | Source: PTI | Photo: AFP``."""
    cuts = [0, *(at for found in _PIECE.finditer(line) for at in found.span()), len(line)]
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        piece = line[start:end]
        if len(cuts) > 2 and _sourced().match(piece):
            credit = _short_credit(piece, tuple(agencies_in(piece)))
            if credit is not None and credit.agencies:
                return Credit(
                    kind="source", agencies=tuple(((s + start, e + start), name) for (s, e), name in credit.agencies)
                )
    return None


def _unnamed(line: str, low: str) -> Credit | None:
    for form in sorted(_words("unnamed")):
        at = low.find(form)
        if at >= 0 and len(low) == len(line):
            return Credit(kind="contributing", agencies=(((at, at + len(form)), "Agencies"),))
    return None


def _left(line: str, found: Sequence[Agency]) -> list[str]:
    """The words of a line that are no agency, no word that stands around agencies, no date and no editor's initials."""
    around, left, at = _words("around"), [], 0
    for (start, end), _ in [*found, ((len(line), len(line)), "")]:
        for match in _WORD.finditer(line, at, start):
            word = match.group().strip(".")
            beside = line[max(0, match.start() - 1) : match.start()] + line[match.end() : match.end() + 1]
            if (
                not word
                or word.casefold() in around
                or _dated(word)
                or _HOST.fullmatch(word)
                or (_CODE.fullmatch(word) and ("/" in beside or "(" in beside or "," in beside))
            ):
                continue
            left.append(word)
        at = end
    return left


def _with_person(line: str, found: Sequence[Agency], by: int | None) -> Credit | None:
    """``By Ilse Marn, Associated Press``, ``AFP, Ilse Marn``, ``Ilse Marn and AFP``: people and agencies, no slash."""
    rest, at = [], by or 0
    for (start, end), _ in [*found, ((len(line), len(line)), "")]:
        rest.append(line[at:start])
        at = max(end, at)
    pieces = [piece.strip(" ,–—-|•") for piece in rest]
    if any("/" in piece or "|" in piece for piece in rest):
        return None
    told = [piece for piece in pieces if piece]
    people = [names(piece, by_phrase(piece) or 0) for piece in told]
    if not told or not all(people) and by is None:
        return None
    if not any(people):
        return None
    return Credit(kind="person" if by is None else "by", agencies=tuple(found))


def _with_words(line: str, found: Sequence[Agency], by: int | None) -> Credit | None:
    """``Par Le Courrier et AFP``, ``By our correspondent with agencies``, ``Le Courrier (avec Reuters)``: an agency that
    closes the line behind a word that adds it."""
    (start, _), _ = found[0]
    before = _WORD.findall(line[:start])
    if line[found[-1][0][1] :].strip(" .)*_") or not 2 <= len(before) <= 9:
        return None
    joined = before[-1].casefold() in _words("with") or (by is not None and before[-1].casefold() in _words("and"))
    return Credit(kind="by" if by is not None else "place", agencies=tuple(found)) if joined else None


def _with_place(line: str, found: Sequence[Agency]) -> Credit | None:
    """``AFP, ROLNEK``, ``Reuters in Rolnek``, ``EFE / Rolnek``: a place behind the agency and nothing else."""
    (start, end), _ = found[0]
    if line[:start].strip(" (*_–—-") and by_phrase(line) != start:
        return None
    last = found[-1][0][1]
    place = _PLACE.fullmatch(line, last)
    if place is None or (line[last : last + 1] == "/" and not _CODE.match(line, last + 1)):
        return None
    return Credit(kind="place", agencies=tuple(found))


def text_credits(layout: Layout, parts: Sequence[Part], language: str | None) -> tuple[Agency, ...]:
    """The agencies that the page credits its text to, with their places in the text, in text order, each once."""
    page = _Page(layout, parts)
    found: dict[str, Span] = {}
    for index, segment in enumerate(layout.segments):
        line = page.texts[index]
        for (start, end), name in page.credited(index, line, language):
            found.setdefault(name, (segment.start + start, segment.start + end))
    return tuple((span, name) for name, span in sorted(found.items(), key=lambda item: item[1]))


def _closing(line: str) -> Sequence[Agency]:
    """The agencies of a credit that closes a paragraph: ``... the treaty. — Agencies``, ``... the treaty. (dpa/jh)``."""
    if len(line) < _PROSE and _pictured(line):
        return ()
    closing = closing_credit(line)
    if closing is not None and not _pictured(line[closing[0] :]):
        return closing[1]
    found = _BRACKET.search(line, max(0, len(line) - _PROSE))
    if found is None:
        return ()
    start = found.start("inside")
    credit = _short_credit(found.group("inside"), tuple(agencies_in(found.group("inside"))))
    if credit is None or not credit.agencies or credit.kind == "person":
        return ()
    return [((s + start, e + start), name) for (s, e), name in credit.agencies]


def _signature(line: str) -> Sequence[Agency]:
    """An agency in capitals behind the last sentence of a story: ``... on Friday evening. EFE``."""
    found = agencies_in(line, max(0, len(line) - 20))
    if len(line) > _PROSE and found and found[-1][0][1] == len(line):
        (start, end), name = found[-1]
        if line[start:end].isupper() and line[:start].rstrip()[-1:] in ".!?…”»" and line[start - 1] == " ":
            return [((start, end), name)] if line[start:end] not in table("shared", "agencies")["short"] else []
    return []


class _Page:
    """The lines of a page, its headlines and where its story begins and ends."""

    def __init__(self, layout: Layout, parts: Sequence[Part]) -> None:
        self.layout = layout
        self.texts = [layout.text[s.start : s.end] for s in layout.segments]
        self.roles: list[BlockRole] = ["other"] * len(self.texts)
        for part in reversed(parts):
            if self.roles[part.segment] != "body":
                self.roles[part.segment] = part.role
        bodies = [i for i, role in enumerate(self.roles) if role == "body"] or self._longest()
        self.first = bodies[0] if bodies else len(self.texts)
        self.last = bodies[-1] if bodies else -1
        heads = [i for i, role in enumerate(self.roles) if role == "headline"]
        above = [i for i in heads if i <= self.first]
        self.head = above[-1] if above else max(0, self.first - _ABOVE)
        self.end = self._end()

    def _longest(self) -> list[int]:
        """In place of a story that was not found: the lines at least half as long as the longest."""
        longest = max(map(len, self.texts), default=0)
        return [i for i, text in enumerate(self.texts) if len(text) >= longest / 2]

    def _end(self) -> int:
        """The last line below the story that can still credit it: lists of other stories and menus end the search."""
        for index in range(self.last + 1, min(len(self.texts), self.last + 1 + _BELOW)):
            said = phrase(self.texts[index])
            if said is not None and said[0] == "promo" and said[1] == "is" and len(self.texts[index].split()) > 1:
                return index
        return min(len(self.texts), self.last + 1 + _BELOW)

    def credited(self, index: int, line: str, language: str | None) -> Sequence[Agency]:
        """The agencies that one line credits the text to."""
        found: list[Agency] = []
        if self.first - 1 <= index <= self.first + _INTO or self.roles[index] == "dateline":
            opening = dateline(line[:200])
            found.extend(opening.agencies if opening is not None else ())
        if index in (self.last, self.last - 1, self.last + 1) and self.roles[index] != "caption":
            found.extend(_closing(line))
        if index in (self.last, self.last + 1):
            found.extend(_signature(line))
        credit = credit_line(line)
        if credit is not None and not self._pictured(index, credit.kind) and self._believed(index, credit):
            found.extend(one for one in credit.agencies if self._long_enough(line, one, credit, language))
        return found

    def _long_enough(self, line: str, one: Agency, credit: Credit, language: str | None) -> bool:
        (start, end), _ = one
        short = table("shared", "agencies")["short"]
        return credit.kind != "bare" or line[start:end] not in short or short[line[start:end]] == language or len(line) > end - start + 3

    def _pictured(self, index: int, kind: Kind) -> bool:
        """Whether mark-up puts the line with a picture or among other stories, or a twin beside it does."""
        hints = self.layout.segments[index].hints
        if hints & _LISTED or (hints & _PICTURED and kind != "rights"):
            return True
        key = line_key(self.texts[index][:_LONGEST])
        beside = self.texts[max(0, index - 1) : index] + self.texts[index + 1 : index + 2]
        return any(line_key(other[:_LONGEST]) == key for other in beside) and not self._by_above(index)

    def _believed(self, index: int, credit: Credit) -> bool:
        """Whether a credit of its kind is believed where it stands."""
        kind = credit.kind
        if index > self.last:
            if index >= self.end:
                return kind == "rights" and index <= self.last + 2 * _BELOW
            if kind in ("person", "place", "by"):
                return index <= self.last + 2
            return kind in ("rights", "contributing") or not self._after_list(index) or bool(_SIGN.search(self.texts[index]))
        if index < self.first + 1 and self._by_above(index):
            return True
        if self.head - _ABOVE <= index <= self.first + _INTO and (index <= self.head + _BELOW or index >= self.first - _ABOVE):
            return self._above(index, kind)
        if index in (self.last - 1, self.last) and kind == "contributing":
            return True
        if self.first < index < self.last:
            return self._inside(index, kind)
        return False

    def _after_list(self, index: int) -> bool:
        """Whether more than a line or two part a line from the story, and what is before it is no prose."""
        before = self.texts[index - 1]
        return index > self.last + 2 and not (len(before) > _PROSE and _SENTENCE_END.search(before))

    def _above(self, index: int, kind: Kind) -> bool:
        if kind in ("by", "source", "contributing"):
            return index <= self.first or kind != "source"
        if kind == "rights":
            return False
        near = [self.texts[i] for i in range(max(0, index - 2), min(len(self.texts), index + 3)) if i != index]
        if _ENTRY.search(self.texts[index]) or any(dated_line(other) for other in near):
            return True
        beside = [self.texts[i] for i in (index - 1, index + 1) if 0 <= i < len(self.texts)]
        if any(by_phrase(other) is not None and names(other, by_phrase(other) or 0) for other in beside):
            return index < self.first
        under = index - 1 == self.head or (index - 2 == self.head and len(self.texts[index - 1]) > _SHORT // 2)
        return kind != "person" and under and index <= self.first

    def _inside(self, index: int, kind: Kind) -> bool:
        """In the story itself: an entry of a live report that is signed under its clock time, or says of itself so."""
        line = self.texts[index]
        if kind == "contributing":
            low = line.casefold()
            return any(low.startswith(marker) for marker in _words("contributing"))
        timed = any(_ENTRY.search(other) and len(other) < 40 for other in self.texts[max(0, index - 3) : index])
        return kind == "bare" and timed and len(self.texts[index + 1]) > _PROSE

    def _by_above(self, index: int) -> bool:
        return index > 0 and bare_by(self.texts[index - 1])
