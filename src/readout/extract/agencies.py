"""News agencies credited for the text, told from agencies credited for a picture."""

from __future__ import annotations

import re
from functools import cache

from readout.languages import table
from readout.types import Span

_PIECE = re.compile(r"[^\s:*_()\[\]/,|&+.–—©-]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for agency in table("shared", "agencies")["agency"]:
        for form in agency["forms"]:
            names[form] = agency["name"]
    forms = sorted(names, key=lambda f: (-len(f), f))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(f) for f in forms)})(?!\w)"), names


def agency_name(value: str) -> str | None:
    """The agency that ``value`` is a form of, as a whole; ``None`` for anything else.

    >>> agency_name("The Associated Press"), agency_name("Associated Grocers")
    ('AP', None)
    """
    return _forms()[1].get(value.strip(" \t.,;:()[]*_—–-/|©"))


def agencies_in(line: str, start: int = 0, end: int | None = None) -> list[tuple[Span, str]]:
    """All agency forms in ``line[start:end]`` with the agencies' names."""
    pattern, names = _forms()
    return [(m.span(), names[m.group()]) for m in pattern.finditer(line, start, len(line) if end is None else end)]


def agency_line(line: str) -> list[tuple[Span, str]]:
    """The agencies of a line that holds nothing but credits for the text: ``Source: AFP``, ``AFP/Reuters``.

    >>> [name for _, name in agency_line("Source: AFP")], agency_line("AFP was told so")
    (['AFP'], [])
    """
    if len(line) > 120:
        return []
    found = agencies_in(line)
    if not found:
        return _unlisted(line)
    around, at = set(table("shared", "agencies")["around"]), 0
    for (s, e), _ in [*found, ((len(line), len(line)), "")]:
        for word in _PIECE.findall(line[at:s].casefold()):
            if word not in around and not _YEAR.fullmatch(word):
                return []
        at = e
    return found


def _unlisted(line: str) -> list[tuple[Span, str]]:
    """An agency that no list knows, by its place: a word of capitals, alone among the words of a credit.

    >>> [name for _, name in agency_line("With reporting by QNW")], agency_line("QNW news")
    (['QNW'], [])
    """
    known = table("shared", "agencies")
    words = [(found.span(), found.group()) for found in _PIECE.finditer(line)]
    around = [word.casefold() for _, word in words if word.casefold() in known["around"]]
    others = [(span, word) for span, word in words if word.casefold() not in known["around"]]
    if len(others) != 1 or not any(word in known["leading"] for word in around):
        return []
    house = others[0][1]
    return others if re.fullmatch(r"[A-Z]{2,6}", house) and house not in known["no_agency"] else []


_ENDING = re.compile(
    r"(?:\s[–—-]{1,2}\s?|\s\(|\s\[|\s/\s?|\.\s*[–—-]{1,2}\s?)"
    r"((?:[^\s()\[\]]+\s){0,5}[^\s()\[\]]+\s?)[)\]/]?\s*\.?$"
)
_CREDITING = re.compile(r"[–—(\[/-]|[Ww]ith |WITH |[Ss]ource:|SOURCE:")
_INPUTS = re.compile(
    r"\s\(?(?:with (?:agency )?inputs? from|with files from|with reporting by|source:)\s([^()]{2,80})\)?\.?$", re.I
)


def closing_credit(line: str) -> tuple[int, list[tuple[Span, str]]] | None:
    """A credit that closes a paragraph, ``... of the treaty. — Agencies``: where it begins, and the agencies.

    >>> closing_credit("It ended so. — AFP")
    (12, [((15, 18), 'AFP')])
    """
    offset = max(0, len(line) - 160)
    tail = line[offset:]
    if _CREDITING.search(tail) is None:
        return None
    for pattern in (_ENDING, _INPUTS):
        for found in pattern.finditer(tail):
            s, e = found.span(1)
            named = agencies_in(line, offset + s, offset + e)
            if named and agency_line(line[offset + s : offset + e].strip()):
                return offset + found.start() + (1 if tail[found.start()] == "." else 0), named
    return None
