"""The dateline that opens a report: ``GENEVA, Jan 4 (Reuters) - ``."""

from __future__ import annotations

import re

from msgspec import Struct

from readout.extract.agencies import agencies_in, agency_name
from readout.languages import table
from readout.types import Span

_DATELINE = re.compile(
    r"[\s*_]{0,4}(?P<place>[^\s(–—:;\-\"“”][^(–—:;\"“”\n]{1,60}?)?[\s*_]{0,3}"
    r"(?:[(\[/](?P<house>[^()\[\]\n]{2,40})[)\]/][\s*_]{0,3})?"
    r"(?P<dash>–|—|--|-{1,2}(?=\s)|―|:(?=\s)|\.\s?[–—-])[\s*_]{0,4}(?=\S)"
)
_SIGNED = (
    # Rolnek, May 4 (PTI) The ministers; New Rolnek [Ardovia], May 4 (ANI): The ministers
    re.compile(
        r"[\s*_]{0,4}(?P<place>[^\s\W\d_][^()\n“”\"!?;:]{1,60}?)\s*[(\[](?P<house>[^()\[\]\n]{2,40})[)\]]\s?[:.]?\s{1,2}(?=[^\s–—―-])"
    ),
    # ROLNEK, May 4. /TASS/. The ministers
    re.compile(
        r"[\s*_]{0,4}(?P<place>[^\s\W\d_][^/\n“”\"!?;:]{1,60}?[\d.])\s*/(?P<house>[^/\n]{2,40})/[.:]?\s{1,2}(?=\S)"
    ),
    # РОЛНЕК, 4 мая — РИА Новости. Министры; Ролнек. 4 мая. ИНТЕРФАКС - Министры
    re.compile(
        r"[\s*_]{0,4}(?P<place>[^\s\W\d_][^()/\n“”\"!?;:–—]{1,40}?)[,.]\s?\d{1,2}\s[^\W\d_]{3,10}\.?(?:\s\d{4})?\s?[.,–—-]\s?"
        r"(?P<house>[^\W\d_][\w -]{1,30}?)(?:\.|\s[–—-])\s{1,2}(?=\S)"
    ),
    # 新华社罗尔内克5月4日电, (서울=연합뉴스), 【ロルネク共同】
    re.compile(r"(?P<house>[^\s\d(【\[]{2,5}?社)(?P<place>[^\s\d]{1,12})\d{1,2}月\d{1,2}日[电電]\s{0,2}(?=\S)"),
    re.compile(r"[(【\[](?P<place>[^\s=()\[\]【】]{1,12})=?\s?(?P<house>[^\s=()\[\]【】]{2,8})[)】\]]\s{0,2}(?=\S)"),
)
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}$")  # of a station in North America: whose page it is, as a rule
_MONTH_DAY = re.compile(r",\s+\w{3,10}\.?\s+\d{1,2}(?:,?\s+\d{4})?$|,\s+\d{1,2}\.?\s+\w{3,10}\.?(?:\s+\d{4})?$")


class Dateline(Struct, frozen=True, kw_only=True):
    """Offsets into the line: the whole dateline with its dash, and the agencies in its brackets."""

    end: int
    agencies: tuple[tuple[Span, str], ...] = ()


def dateline(line: str) -> Dateline | None:
    """The dateline that opens ``line``: a place in capitals or an agency in brackets, then a dash.

    >>> dateline("RIVERTON (AFP) - Talks began.").end, dateline("Talks - at last - began.")
    (17, None)
    """
    return _signed(line) or _dashed(line)


def _signed(line: str) -> Dateline | None:
    """A dateline that an agency signs and no dash ends: ``ROLNEK, May 4. /TASS/. The ministers``."""
    for pattern in _SIGNED:
        found = pattern.match(line)
        if found is None or found.end() >= len(line):
            continue
        house = agency_name(found.group("house"))
        named = ((found.span("house"), house),) if house else tuple(agencies_in(line, *found.span("house")))
        covered = "".join(line[s:e] for (s, e), _ in named)
        if not named or len(covered) < 0.6 * len(found.group("house")):
            continue
        place = found.group("place").split(",")[0].split("[")[0]
        words = place.split()
        if (
            len(words) <= 4
            and all(not word[:1].islower() or len(word) <= 3 for word in words)
            and not words[0].islower()
        ):
            return Dateline(end=found.end(), agencies=named)
    return None


def _dashed(line: str) -> Dateline | None:
    found = _DATELINE.match(line)
    if found is None or found.end() >= len(line):
        return None
    place, house, dash = found.group("place"), found.group("house"), found.group("dash")
    named = tuple(agencies_in(line, *found.span("house"))) if house else ()
    if dash == ":" and not named:
        return None
    if place:
        bare = _MONTH_DAY.sub("", place.strip(" *_,"))
        if len(bare.split()) > 6:
            return None
        first = re.split(r"[,/]", bare)[0].strip()
        capitals = first.isupper() and len(first) >= 3 and not any(c.isdigit() for c in first)
        titled = all(not word[:1].islower() for word in re.split(r"[\s/,]+", bare) if len(word) > 3)
        if not (capitals and len(bare) <= 40) and not (named and titled):
            return None
        if capitals and house and not named:
            named = _unlisted(line, *found.span("house"))
        if capitals and not named and dash == "-" and not line[found.end() :][:1].isupper():
            return None
    elif not named:
        return None
    return Dateline(end=found.end(), agencies=named)


def _unlisted(line: str, start: int, end: int) -> tuple[tuple[Span, str], ...]:
    """An agency that no list knows, by the place it stands in: capitals in the brackets of a dateline."""
    house = line[start:end]
    if (
        not re.fullmatch(r"[A-Z]{2,6}", house)
        or house in table("shared", "agencies")["no_agency"]
        or _CALL_SIGN.match(house)
    ):
        return ()
    return (((start, end), house),)
