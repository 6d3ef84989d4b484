"""What a line says that credits a text to news agencies: ``Source: AFP``, ``By Ilse Marn, AP``, ``(dpa/jh)``.

Whether the line is believed depends on where it stands: :mod:`readout.extract.text_credits`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from readout.extract.agencies import agencies_in, closing_credit
from readout.extract.names import by_phrase, names
from readout.languages import table
from readout.languages.calendar import month_names, weekday_names
from readout.types import Span

Agency = tuple[Span, str]
Kind = Literal["source", "by", "bare", "person", "place", "contributing", "rights"]
"""``source``: "Source: AFP"; ``by``: "By AFP"; ``bare``: nothing but agencies and dates; ``person``: "Ilse Marn, AP";
``place``: "AFP, ROLNEK"; ``contributing``: "AFP contributed to this report"; ``rights``: "© 2031 AFP"."""

_LONGEST = 300
_SHORT = 120
WORD = re.compile(r"[^\s:*_()\[\]{}/,|&+–—©·•;\"“”：（）【】，。、]+")
_NUMBER = re.compile(r"[\d.:h-]+(?:st|nd|rd|th|[ap]\.?m)?|@\w+", re.IGNORECASE)
_CODE = re.compile(r"[^\W\d_A-Z]{2,4}")
_HOST = re.compile(r"[\w.-]+\.[a-z]{2,4}", re.IGNORECASE)
_PIECE = re.compile(r"\s[|•·–—-]\s")
_BRACKET = re.compile(r"\s[(\[](?P<inside>[^()\[\]]{2,60})[)\]]\s?\.?$")
_CLOCK_WORD = re.compile(r"[ap]\.?m\.?|uhr|[A-Z]{2,4}T|GMT|UTC", re.IGNORECASE)
_RIGHTS = re.compile(
    r"\s*(?:©|\(c\)|copyright\b)[\s©]*(?:copyright\s*)?(?:(?:19|20)\d\d[\s,.-]*)*(?:by\s+)?", re.IGNORECASE
)
_PLACE = re.compile(
    r"\s*(?:,|\sin\b|\s[/–—-]|/[^\W\d_A-Z]{2,4}\b)\s*[^\W\d_a-z][\w’'.-]+(?:\s[^\W\d_a-z][\w’'.-]+)?\s*"
)
_PROSE = 80


class Credit(Struct, frozen=True, kw_only=True):
    """What a line says of agencies; spans are offsets into the line."""

    kind: Kind
    agencies: tuple[Agency, ...]


@cache
def agency_words(name: str) -> frozenset[str]:
    """One of the lists of words in ``shared/agencies.toml``."""
    return frozenset(table("shared", "agencies")[name])


@cache
def _calendar() -> frozenset[str]:
    labels = (*table("shared", "date_labels")["published"], *table("shared", "date_labels")["updated"])
    return frozenset(word for label in labels for word in label.split()) | agency_words("before_date")


@lru_cache(maxsize=8192)
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
    forms = "|".join(re.escape(f) for f in sorted(agency_words("pictures"), key=lambda f: (-len(f), f)))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)|\S\s?©", re.IGNORECASE)


def pictured(line: str) -> bool:
    """Whether a line says that it credits a picture, or holds a copyright sign behind other words."""
    return _pictures().search(line) is not None


@cache
def _source_label() -> re.Pattern[str]:
    forms = "|".join(re.escape(f) for f in sorted(agency_words("sources"), key=lambda f: (-len(f), f)))
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
        own = (
            not rest
            or any(rest.startswith(form) for form in agency_words("rights"))
            or rest.startswith(found[0][1].casefold())
        )
        if own and (rest or holder is not None):
            return Credit(kind="rights", agencies=found[:1])
    if any(marker in low for marker in agency_words("contributing")) and not pictured(line):
        return Credit(kind="contributing", agencies=found)
    return _short_credit(line, found) or _piece(line)


def _short_credit(line: str, found: Sequence[Agency]) -> Credit | None:
    if not found or len(line) > (_SHORT if by_phrase(line) is None else _LONGEST) or pictured(line):
        return None
    left = _left(line, found)
    by = by_phrase(line)
    if not left:
        kind: Kind = "source" if _source_label().match(line) else "by" if by is not None else "bare"
        return Credit(kind=kind, agencies=tuple(found))
    return (
        _among_sources(line, found)
        or _with_person(line, found, by)
        or _with_added(line, found, by)
        or _with_place(line, found)
    )


def _among_sources(line: str, found: Sequence[Agency]) -> Credit | None:
    """``Source: The Herald and news agencies``: agencies in a list of other houses; a slash would sign a picture."""
    label = _source_label().match(line)
    if label is None or "/" in line:
        return None
    others = [w for w in _left(line, found) if not w[:1].isupper()]
    return Credit(kind="source", agencies=tuple(found)) if not others and len(_left(line, found)) <= 6 else None


def _piece(line: str) -> Credit | None:
    """A piece of a line between dividers that says where the text comes from: ``4 May | Source: PTI | Photo: AFP``."""
    cuts = [0, *(at for found in _PIECE.finditer(line) for at in found.span()), len(line)]
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        piece = line[start:end]
        if len(cuts) > 2 and _source_label().match(piece):
            credit = _short_credit(piece, tuple(agencies_in(piece)))
            if credit is not None and credit.agencies:
                return Credit(
                    kind="source", agencies=tuple(((s + start, e + start), name) for (s, e), name in credit.agencies)
                )
    return None


def _unnamed(line: str, low: str) -> Credit | None:
    for form in sorted(agency_words("unnamed")):
        at = low.find(form)
        if at >= 0 and len(low) == len(line):
            return Credit(kind="contributing", agencies=(((at, at + len(form)), "Agencies"),))
    return None


def _left(line: str, found: Sequence[Agency]) -> list[str]:
    """The words of a line that are no agency, no word that stands around agencies, no date and no editor's initials."""
    around, left, at = agency_words("around"), [], 0
    for (start, end), _ in [*found, ((len(line), len(line)), "")]:
        for match in WORD.finditer(line, at, start):
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
    if not told or (not all(people) and by is None):
        return None
    if not any(people):
        return None
    return Credit(kind="person" if by is None else "by", agencies=tuple(found))


def _with_added(line: str, found: Sequence[Agency], by: int | None) -> Credit | None:
    """``Par Le Courrier et AFP``, ``By our correspondent with agencies``, ``Le Courrier (avec Reuters)``: an agency
    that closes the line behind a word that adds it."""
    (start, _), _ = found[0]
    before = WORD.findall(line[:start])
    if line[found[-1][0][1] :].strip(" .)*_") or not 2 <= len(before) <= 9:
        return None
    word = before[-1].casefold()
    joined = word in agency_words("with") or (by is not None and word in agency_words("and"))
    return Credit(kind="by" if by is not None else "place", agencies=tuple(found)) if joined else None


def _with_place(line: str, found: Sequence[Agency]) -> Credit | None:
    """``AFP, ROLNEK``, ``Reuters in Rolnek``, ``EFE / Rolnek``: a place behind the agency and nothing else."""
    start = found[0][0][0]
    if line[:start].strip(" (*_–—-") and by_phrase(line) != start:
        return None
    last = found[-1][0][1]
    place = _PLACE.fullmatch(line, last)
    if place is None or (line[last : last + 1] == "/" and not _CODE.match(line, last + 1)):
        return None
    return Credit(kind="place", agencies=tuple(found))


def closing(line: str) -> Sequence[Agency]:
    """The agencies of a credit that closes a paragraph: ``... the treaty. — Agencies``, ``... the dam. (dpa/jh)``."""
    if len(line) < _PROSE and pictured(line):
        return ()
    closing = closing_credit(line)
    if closing is not None and not pictured(line[closing[0] :]):
        return closing[1]
    found = _BRACKET.search(line, max(0, len(line) - _PROSE))
    if found is None:
        return ()
    start = found.start("inside")
    credit = _short_credit(found.group("inside"), tuple(agencies_in(found.group("inside"))))
    if credit is None or not credit.agencies or credit.kind == "person":
        return ()
    return [((s + start, e + start), name) for (s, e), name in credit.agencies]


def signature(line: str) -> Sequence[Agency]:
    """An agency in capitals behind the last sentence of a story: ``... on Friday evening. EFE``."""
    found = agencies_in(line, max(0, len(line) - 20))
    if len(line) > _PROSE and found and found[-1][0][1] == len(line):
        (start, end), name = found[-1]
        if line[start:end].isupper() and line[:start].rstrip()[-1:] in ".!?…”»" and line[start - 1] == " ":
            return [((start, end), name)] if line[start:end] not in table("shared", "agencies")["short"] else []
    return []
