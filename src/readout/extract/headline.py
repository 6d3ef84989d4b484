"""Which segments are the headline, and what the title is."""

from __future__ import annotations

import re

from msgspec import Struct

from readout.extract.agencies import agency_name
from readout.extract.names import by_phrase, is_name, masthead, names
from readout.extract.photo_credits import photo_credit
from readout.extract.phrases import line_key, phrase, spoken
from readout.extract.segments import BIT, Layout
from readout.languages import table

_WORD = re.compile(r"\w+")
_SUFFIX = re.compile(r"\s+[|–—·•»:-]{1,2}\s+")
_DIVIDED = re.compile(r"\s*(?:[|｜–—―·•»«:：/（(【-]|\.\s)|\u3000")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " "})
_SHORTEST = 10
_HEADLINE = 160
_ABOVE = 40
_SIGNED = 0.8
_STANDFIRST = 0.8
"""How much more like a headline the line under one must be: a summary holds more of the body's words."""
_LEAST = 0.7
_LIKE_TITLE = 1.5
_LONGEST = 250
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\w+,?\s+(?:\w+\s+\d{1,2}|\d{1,2}\.?\s+\w+)\.?(?:,?\s+\d{4})?")
_ELSEWHERE = sum(BIT[h] for h in ("promo", "footer", "comment", "aside", "newsletter", "widget", "navigation"))


class Headline(Struct, frozen=True, kw_only=True):
    """The title as it stands, and the segments that hold it: the best one first; none where only metadata has it."""

    value: str
    segments: tuple[int, ...] = ()
    suffix: str | None = None


def headline(layout: Layout, flags: list[bool], stated: str | None, outlets: tuple[str, ...]) -> Headline | None:
    """The article's headline: what the record or the page's metadata states, found again in the text; else the line
    above the body that is most like one. ``suffix`` is what a page title adds to it, an outlet's name as a rule."""
    first = flags.index(True) if True in flags else len(flags)
    for title in (stated, *layout.metadata.titles):
        if title:
            value = _without_suffix(title, outlets)
            places = _places(layout, value, first) or _places(layout, title, first)
            if places:
                shown = layout.text[layout.segments[places[0]].start : layout.segments[places[0]].end]
                return Headline(value=shown, segments=places)
    if layout.marked_up:
        page_title = layout.metadata.page_title
        for index in _main_headings(layout, first):
            segment = layout.segments[index]
            shown = layout.text[segment.start : segment.end]
            known = [t for t in (page_title, *layout.metadata.titles) if t]
            if any(_alike(shown, t) >= 0.5 or line_key(shown) in line_key(t) for t in known) or not known:
                return Headline(value=shown, segments=(index, *_others(layout, shown, index)))
        for title in (stated, *layout.metadata.titles, page_title):
            if title:
                return Headline(value=_without_suffix(title, outlets), segments=_places(layout, title, first))
        return None
    if stated:
        return Headline(value=stated)
    return _by_looks(layout, flags, first, outlets)


def _places(layout: Layout, title: str, first: int) -> tuple[int, ...]:
    """Segments that are ``title``, the one nearest above the body first; on HTML an ``h1`` goes before others."""
    key = line_key(title)
    if not key:
        return ()
    found = []
    for index, segment in enumerate(layout.segments):
        if segment.end - segment.start > 2 * len(title) + 20:
            continue
        if line_key(layout.text[segment.start : segment.end]) == key:
            found.append(index)
    if not found:
        close = [
            index
            for index, segment in enumerate(layout.segments[: first + 3])
            if segment.end - segment.start <= 2 * len(title) + 20
            and _alike(layout.text[segment.start : segment.end], title) >= 0.8
        ]
        found = close
    in_place = [i for i in found if not (layout.segments[i].hints & _ELSEWHERE and layout.segments[i].tag != "h1")]
    found = in_place or found[:1]
    return tuple(sorted(found, key=lambda i: (layout.segments[i].tag != "h1", i > first, abs(first - i))))


def _main_headings(layout: Layout, first: int) -> list[int]:
    found = [i for i, s in enumerate(layout.segments) if s.tag == "h1" and i <= first + 5 and s.link < 0.9]
    return sorted(found, key=lambda i: (not layout.segments[i].hints & BIT["headline"], -i))


def _others(layout: Layout, shown: str, index: int) -> tuple[int, ...]:
    return tuple(i for i in _places(layout, shown, index) if i != index)


def _by_looks(layout: Layout, flags: list[bool], first: int, outlets: tuple[str, ...]) -> Headline | None:
    """The headline of bare text: the page's title, its first line as a rule, found again as a line of its own; else the
    line above the body that is most like a headline."""
    if first == len(flags) and len(flags) > 1:
        return _again([layout.text[s.start : s.end] for s in layout.segments], first)
    texts = [layout.text[s.start : s.end] for s in layout.segments]
    return _again(texts, first) or _likeliest(layout, texts, flags, first, outlets)


def _again(texts: list[str], first: int) -> Headline | None:
    """The first line, or what it begins with before a divider, standing again as a line: the one nearest above the
    body, else the first below. What stands without the outlet's name goes before what stands with it."""
    page_title = _plain(texts[0]) if texts else ""
    keys = [_plain(text) if len(text) <= _LONGEST else "" for text in texts]
    places = [index for index in range(1, len(texts)) if _is_title(keys[index], page_title, texts[index])]
    if any(keys[index] != page_title for index in places):
        places = [index for index in places if keys[index] != page_title]
        longest = max(len(keys[index]) for index in places)
        places = [index for index in places if len(keys[index]) == longest]
    if not places:
        return None
    best = min(places, key=lambda i: (i > first + 1, abs(first - i), i))
    rest = texts[0][len(texts[best]) :].strip(" |–—·•»:-") if page_title != keys[best] else ""
    others = [i for i in range(len(keys)) if i != best and (i == 0 or keys[i] in (keys[best], page_title))]
    return Headline(value=texts[best], segments=(best, *others), suffix=rest or None)


def _is_title(key: str, page_title: str, line: str) -> bool:
    """Whether a line is the page's title, or what that begins with before a divider."""
    if len(key) < _SHORTEST or not page_title.startswith(key) or (phrase(line) or ("", ""))[1] == "is":
        return False
    if page_title == key:
        return True
    return _DIVIDED.match(page_title, len(key)) is not None and (len(key.split()) >= 3 or not key.isascii())


def _plain(line: str) -> str:
    """A line's key with one kind of quotation marks, dashes and spaces."""
    return line_key(line.translate(_QUOTES))


def _likeliest(
    layout: Layout, texts: list[str], flags: list[bool], first: int, outlets: tuple[str, ...]
) -> Headline | None:
    """The line above the body that is most like its headline: by its words being the body's and the page title's, by
    its length and place, by a byline or a date below it."""
    body = " ".join(t for t, flag in zip(texts, flags, strict=True) if flag)[:20000]
    vocabulary = {w for w in _WORD.findall(body.casefold()) if len(w) > 3}
    keys = [line_key(t) for t in texts[: first + 4]]
    best: tuple[float, int] | None = None
    for index in range(max(0, first - _ABOVE), min(first + 1, len(texts))):
        score = _looks(texts[index], vocabulary)
        if score is None or (flags[index] and index != first):
            continue
        if flags[index]:
            if texts[index][-1] in ".;,。" or len(texts[index]) > _HEADLINE:
                continue
            score -= 0.5
        if index > 0 and masthead(texts[index - 1]):
            score -= 0.5
        score += _LIKE_TITLE * _shared(texts[index], texts[0]) if index else 0.0
        in_a_row = keys[index] in keys[max(0, index - 1) : index] + keys[index + 1 : index + 2]
        score += -0.3 if in_a_row else 0.5 if keys.count(keys[index]) > 1 else 0.0
        score += 0.8 if index == 0 and len(texts[0].split()) >= 5 else 0.0
        score += _SIGNED if index and _signed_below(texts, index, first) else 0.0
        score -= 0.1 * min(first - index, 8)
        below = best is not None and best[1] == index - 1
        if best is None or score > best[0] + (_STANDFIRST if below else 0.35):
            best = (score, index)
    if best is None or best[0] < _LEAST:
        return None
    index = best[1]
    value, suffix = texts[index], None
    if index == 0:
        value, suffix = _cut(value, texts, outlets)
    elif line_key(texts[0]).startswith(keys[index]):
        suffix = _suffix(texts[0], value)
    same = [i for i in range(len(keys)) if i != index and keys[i] == keys[index]]
    if suffix is not None and index != 0:
        same.append(0)
    return Headline(value=value, segments=(index, *same), suffix=suffix)


def _signed_below(texts: list[str], index: int, first: int) -> bool:
    """Whether a byline or a date stands directly below a line, above the body, a standfirst between at most."""
    for other in texts[index + 1 : min(index + 5, first + 1)]:
        start = by_phrase(other)
        if start is not None and names(other, start):
            return True
        if _of_the_reader(other):
            return False
        if len(other) <= 60 and (_CLOCK.search(other) or _DAY.fullmatch(other.strip())) and len(other.split()) <= 9:
            return True
    return False


def _of_the_reader(line: str) -> bool:
    """Whether a line's date is that of the visit ("Today is ..."): it stands below a masthead and signs nothing."""
    return line.casefold().startswith(tuple(table("shared", "date_labels")["aside"]))


def _cut(title: str, texts: list[str], outlets: tuple[str, ...]) -> tuple[str, str | None]:
    """A page title without the outlet's name at its end, and that name: what follows a bar, or a name that the page,
    its address or its record has elsewhere too."""
    cut = list(_SUFFIX.finditer(title))
    if not cut or len(title[: cut[-1].start()]) < 20:
        return title, None
    head, tail = title[: cut[-1].start()], title[cut[-1].end() :]
    if len(tail.split()) > 4 or len(tail) < 2:
        return title, None
    name = _squeezed(tail)
    known = any(name and (name in _squeezed(o) or _squeezed(o) == name) for o in outlets)
    told = (
        any(len(other) <= 200 and name in _squeezed(other) for other in (*texts[1:12], *texts[-12:])) if name else False
    )
    return (head, tail) if known or told or "|" in cut[-1].group() else (title, None)


def _looks(line: str, vocabulary: set[str]) -> float | None:
    """How much a line looks like a headline over a body with these words; ``None`` if it cannot be one."""
    if not 12 <= len(line) <= _LONGEST or phrase(line) or by_phrase(line) is not None or masthead(line):
        return None
    tokens = [w for w in _WORD.findall(line.casefold()) if len(w) > 3]
    if line[0] in "-–—•*▪●" or spoken(line):
        return None
    if (len(line.split()) < 3 and len(line) < 24) or photo_credit(line) is not None:
        return None
    name, _, house = line.rpartition(",")
    if name and is_name(name) and agency_name(house) is not None:
        return None  # "Ilse Marn, AP" signs a picture or a text
    if (_CLOCK.search(line) and len(tokens) <= 3) or _DAY.fullmatch(line.strip()):
        return None
    shared = sum(1 for w in tokens if w in vocabulary) / len(tokens) if tokens else 0.0
    score = 2.0 * shared
    words = len(line.split())
    score += 0.5 if 5 <= words <= 20 else -0.5
    if line[-1] in ".,;:":
        score -= 1.0
    return score


def _shared(line: str, page_title: str) -> float:
    """The share of the longer words of a line that the page's title, its first line as a rule, has too."""
    own = {w for w in _WORD.findall(line.casefold()) if len(w) > 3}
    title = {w for w in _WORD.findall(page_title.casefold()) if len(w) > 3}
    return len(own & title) / len(own) if len(own) >= 2 else 0.0


def _suffix(page_title: str, value: str) -> str | None:
    if len(page_title) > len(value) + 2 and line_key(page_title).startswith(line_key(value)):
        rest = page_title[len(value) :]
        cut = list(_SUFFIX.finditer(rest))
        if cut and rest[cut[-1].end() :].strip():
            return rest[cut[-1].end() :].strip()
    return None


def _without_suffix(title: str, outlets: tuple[str, ...]) -> str:
    """``title`` without the outlet's name after its last divider."""
    value = title
    for _ in range(2):
        cut = list(_SUFFIX.finditer(value))
        if not cut:
            break
        tail = value[cut[-1].end() :]
        head = value[: cut[-1].start()]
        known = any(line_key(tail) == line_key(o) or _squeezed(tail) == _squeezed(o) for o in outlets)
        bar = "|" in cut[-1].group() and len(tail.split()) <= 5
        if len(head) >= 12 and (known or bar):
            value = head
        else:
            break
    return value.strip()


def _squeezed(value: str) -> str:
    return "".join(_WORD.findall(value.casefold())).removeprefix("the").removesuffix("com")


def _alike(a: str, b: str) -> float:
    """Jaccard similarity of the words."""
    x, y = set(_WORD.findall(a.casefold())), set(_WORD.findall(b.casefold()))
    return len(x & y) / len(x | y) if x and y else 0.0
