"""Bylines, agencies and the outlet of an account, with the words they were read from."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from readout.extract.agencies import agency_name
from readout.extract.byline_lines import SAID, byline_names
from readout.extract.credit_lines import credit_line
from readout.extract.names import by_phrase, names
from readout.extract.phrases import line_key
from readout.extract.roles import Part
from readout.extract.segments import Layout
from readout.extract.text_credits import text_credits
from readout.spans import evidence
from readout.types import Evidence, Page, Sourced

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:copyright\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)?[\s,.:-]*"
    r"(?P<who>[^\W\d_][^.|©\n]{1,60}?)(?:[.,|]|\s+(?:19|20)\d\d|\s+all rights|\s*$)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"\w+")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)


def bylines(page: Page, layout: Layout, found: list[Part]) -> tuple[Sourced, ...]:
    """The people who wrote the account: those the metadata names, and more only where a line that says "by" names these
    and more; without metadata those of the lines at the headline. Once each, and no outlet among them."""
    texts = [layout.text[s.start : s.end] for s in layout.segments]
    houses = {_squeezed(house) for house in (page.outlet, *layout.metadata.outlets) if house}
    address = _squeezed(host(page.url or layout.metadata.url) or "")
    values: dict[str, Sourced] = {}
    strength, told = byline_names(texts, found)
    for index, (s, e) in told:
        value = texts[index][s:e]
        key = _squeezed(value)
        if key in houses or (len(key) >= 8 and key in address) or agency_name(value) is not None:
            continue
        start = layout.segments[index].start
        quoted = evidence(page.id, layout.text, (start + s, start + e))
        values.setdefault(line_key(value), Sourced(value=value, evidence=(quoted,)))
    stated = [name for author in layout.metadata.authors for name in _stated_names(author)]
    stated = [name for name in stated if _squeezed(name) not in houses]
    keys = {line_key(name) for name in stated}
    if not stated or (strength >= SAID and keys < set(values)):
        return tuple(values.values())
    named: dict[str, Sourced] = {}
    for name in stated:
        key = line_key(name)
        named.setdefault(key, values.get(key) or Sourced(value=name, evidence=_where(page, layout, found, name)))
    return tuple(named.values())


def _squeezed(value: str) -> str:
    return "".join(_LETTERS.findall(value.casefold()))


def _stated_names(author: str) -> list[str]:
    start = by_phrase(author) or 0
    return [author[s:e] for s, e in names(author, start)]


def _where(page: Page, layout: Layout, found: list[Part], name: str) -> tuple[Evidence, ...]:
    """The name where it stands in a byline, or near the top outside the body."""
    for part in found:
        if part.role in ("byline", "date", "other", "navigation", "agency") and part.end - part.start < 300:
            at = layout.text.find(name, part.start, part.end)
            if at >= 0:
                return (evidence(page.id, layout.text, (at, at + len(name))),)
    return ()


def agencies(page: Page, layout: Layout, found: list[Part], language: str | None) -> tuple[Sourced, ...]:
    """The news agencies the text is credited to, on the page or by its metadata; credits of pictures and agencies that
    the text only talks of are not among them."""
    values = {
        name: Sourced(value=name, evidence=(evidence(page.id, layout.text, span),))
        for span, name in text_credits(layout, found, language)
    }
    for author in layout.metadata.authors:
        credit = credit_line(author)
        for _, name in credit.agencies if credit is not None else ():
            values.setdefault(name, Sourced(value=name))
    return tuple(values.values())


def outlet(page: Page, layout: Layout, found: list[Part], suffix: str | None) -> Sourced | None:
    """The outlet: as the record states it, as the metadata name it, as the page title, the masthead or the copyright
    line has it; else the host of the address."""
    for stated in (page.outlet, *layout.metadata.outlets):
        if stated and agency_name(stated) is None:
            return Sourced(value=stated, evidence=_standing(page, layout, found, stated))
    if suffix and len(suffix) <= 50:
        return Sourced(value=suffix, evidence=_standing(page, layout, found, suffix))
    for part in found:
        if part.role == "outlet":
            return Sourced(
                value=layout.text[part.start : part.end],
                evidence=(evidence(page.id, layout.text, (part.start, part.end)),),
            )
    for part in found:
        if part.role == "footer" and part.end - part.start < 300:
            line = layout.text[part.start : part.end]
            who = _COPYRIGHT.search(line)
            if who is not None and agency_name(who.group("who")) is None and _house(who.group("who")):
                s, e = who.span("who")
                return Sourced(
                    value=line[s:e], evidence=(evidence(page.id, layout.text, (part.start + s, part.start + e)),)
                )
    address = page.url or layout.metadata.url
    named = host(address)
    if named:
        return Sourced(value=named)
    for part in found:
        if part.role == "source-url":
            match = _HOST.search(layout.text, part.start, part.end)
            if match is not None:
                return Sourced(value=match.group(1).lower(), evidence=(evidence(page.id, layout.text, match.span(1)),))
    return None


def _house(who: str) -> bool:
    """Whether what follows a copyright sign can be an outlet's name: few words, none of them the law's."""
    words = who.casefold().split()
    return len(words) <= 5 and not any(
        w.startswith(("right", "reserv", "notice", "policy", "copyright")) for w in words
    )


def host(address: str | None) -> str | None:
    """The host an address names, without ``www.``; ``None`` where there is none."""
    if not address:
        return None
    try:
        named = urlsplit(address).hostname
    except ValueError:
        return None
    return named.removeprefix("www.") if named and "." in named else None


def _standing(page: Page, layout: Layout, found: list[Part], value: str) -> tuple[Evidence, ...]:
    """Where ``value`` stands in the text outside the body, the first place."""
    for part in found:
        if part.role not in ("body", "subhead", "promo", "comment", "widget"):
            at = layout.text.find(value, part.start, part.end)
            if at >= 0:
                return (evidence(page.id, layout.text, (at, at + len(value))),)
    return ()
