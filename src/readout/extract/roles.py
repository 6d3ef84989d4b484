"""The role of every segment, given where the body and the headline are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from readout.extract.agencies import agency_line, closing_credit
from readout.extract.dated_lines import DATE, dated_line
from readout.extract.datelines import dateline
from readout.extract.lines import SENTENCE_ENDS
from readout.extract.names import bare_by, by_phrase, is_name, masthead, names, post, signed_by
from readout.extract.photo_credits import photo_credit
from readout.extract.phrases import line_key, phrase, spoken
from readout.extract.segments import BIT, Layout, Segment
from readout.types import BlockRole

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_AGO = re.compile(
    r"^\W{0,3}(?:\d{1,3}|an?|one|two|three)\s?(?:min|minute|hour|hr|h|day|d|week|month|year|sec|second)s?\.?\s+ago\b",
    re.I,
)
_FILE_PHOTO = re.compile(
    r"\b(?:file photo|file image|file pic|getty images|via getty|afp via|photo by|ap photo|/reuters|/afp)\b", re.I
)
_PICTURE = re.compile(r"\b(?:photo|picture|image|credit|foto|bild)s?\b|©|getty", re.IGNORECASE)
_LONG_WORD = re.compile(r"\w{4,}")
_STOPS = SENTENCE_ENDS + ")"
_KINDS: dict[str, BlockRole] = {
    "share": "share", "promo": "promo", "newsletter": "promo", "comment": "comment", "source-link": "source-link",
    "footer": "footer", "navigation": "navigation", "credit": "credit", "widget": "widget",
}  # fmt: skip
_BELOW = 3
_WEAK = frozenset({"promo", "navigation", "other", "footer", "widget", "comment", "share"})
_CLOSED = frozenset({"promo", "other"})
_APART = sum(BIT[h] for h in ("caption", "credit", "promo", "newsletter", "aside", "comment", "widget", "biography"))


class Part(Struct, frozen=True, kw_only=True):
    """A stretch of one segment with its role; ``segment`` is its number."""

    start: int
    end: int
    role: BlockRole
    segment: int


class _Scene(Struct, frozen=True, kw_only=True):
    """The page around a segment: its lines, where the body begins and ends, and which lines stand on it twice."""

    layout: Layout
    texts: list[str]
    flags: list[bool]
    first: int
    last: int
    headlines: tuple[int, ...]
    standfirst: int | None
    twins: dict[str, int]
    words: dict[str, int]
    likely: tuple[BlockRole | None, ...]


def parts(
    layout: Layout,
    flags: list[bool],
    headlines: tuple[int, ...],
    standfirst: int | None,
    likely: Sequence[BlockRole | None] = (),
) -> list[Part]:
    """The role of each segment, in pieces where a dateline, a photo credit or an agency stands inside it.

    ``likely`` is, for each segment that is no body, what it most likely is by all of the page
    (:mod:`readout.extract.likely_roles`); it stands where the rules have no better reason.
    """
    texts = [layout.text[s.start : s.end] for s in layout.segments]
    scene = _Scene(
        layout=layout,
        texts=texts,
        flags=flags,
        first=flags.index(True) if True in flags else len(flags),
        last=len(flags) - 1 - flags[::-1].index(True) if True in flags else -1,
        headlines=headlines,
        standfirst=standfirst,
        twins=_twins(texts),
        words=_words(texts, flags),
        likely=tuple(likely) or (None,) * len(texts),
    )
    found: list[Part] = []
    for index, segment in enumerate(layout.segments):
        role = _weighed(scene, index, _role(scene, index))
        if role in _CLOSED and _enclosed(scene, index):
            role = "body"
        found.extend(_cut(scene, segment, role, index))
    return _runs(found, comments=layout.marked_up or not any(likely))


def _weighed(scene: _Scene, index: int, role: BlockRole) -> BlockRole:
    """The role by the rules, or what the segment likely is where they gave one for want of a better."""
    likely = scene.likely[index]
    if likely is None or scene.flags[index] or index in scene.headlines or index == scene.standfirst:
        return role
    if role not in _WEAK and (role != "date" or index <= scene.last + _BELOW):
        return role
    line, segment = scene.texts[index], scene.layout.segments[index]
    said = phrase(line)
    if _AGO.search(line) or (role == "comment" and said is not None and said[1] != "has"):
        return role
    marked = scene.layout.marked_up and _by_markup(line, segment, False) is not None
    return role if marked else likely


def _twins(texts: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text in texts:
        key = line_key(text) if len(text) < 1000 else text
        counts[key] = counts.get(key, 0) + 1
    return counts


def _role(scene: _Scene, index: int) -> BlockRole:
    layout, texts, flags, first, last = scene.layout, scene.texts, scene.flags, scene.first, scene.last
    headlines, twins = scene.headlines, scene.twins
    line, segment = texts[index], layout.segments[index]
    said = phrase(line)
    if index in headlines:
        return "headline"
    if index == scene.standfirst:
        return "standfirst"
    if flags[index]:
        near_top = _near_title(scene, index)
        if index <= first + 3 and 0 < len(line) < 400 and twins.get(line_key(line), 0) > 1:
            return "caption"
        if index <= first + 2 and index < last and len(line) < 500 and photo_credit(line) is not None:
            return "caption"
        if index <= first + 1 and near_top and (_signed(line) or (by_phrase(line) is not None and dated_line(line))):
            return "byline"
        if dated_line(line):
            return "date"
        if len(line) < 300 and _PICTURE.search(line[-80:]) and photo_credit(line) is not None:
            return "caption"
        if not layout.marked_up and _headline_of_another(scene, index):
            return "promo"
        told = _KINDS[said[0]] if said is not None and said[1] != "has" else None
        if told is not None and not (len(line) >= 60 and line[-1] in _STOPS):
            return told
        return "subhead" if _heading(line, segment, layout.marked_up) else "body"
    if segment.hints & BIT["credit"] and len(line) < 200:
        return "credit"
    if said is not None and said[1] != "has":
        return _KINDS[said[0]]
    if _URL.fullmatch(line.split(" ")[0]) and (len(line.split()) <= 2 or _broken_url(line)):
        return "source-url"
    if _AGO.search(line):
        return "widget"
    near = _near_title(scene, index)
    if agency_line(line):
        return "agency" if near and not _pictured(texts, index) else "credit"
    by = by_phrase(line)
    if by is not None and names(line, by):
        return "byline" if near else "promo" if index > first else "other"
    if near and (_signed(line) or (index < first and signed_by(line) is not None)):
        return "byline"
    if "©" in line and len(line) < 300:
        return "credit" if photo_credit(line) is not None and index < last else "footer"
    if dated_line(line):
        return "date"
    if by is not None and len(line) < 120 and near and line[-1] not in _STOPS:
        return "byline"
    if layout.marked_up:
        by_markup = _by_markup(line, segment, near)
        if by_markup is not None:
            return by_markup
    elif near and index < first and headlines and _lone_name(scene, index):
        return "byline"
    if near and index and index < first and bare_by(texts[index - 1]) and len(line) < 160 and names(line):
        return "byline"
    if said is not None:
        return _KINDS[said[0]]
    if _credit_only(line):
        return "credit"
    if len(line) >= 30 and (
        _FILE_PHOTO.search(line)
        or (index < first and line in texts[max(0, index - 1) : index] + texts[index + 1 : index + 2])
    ):
        return "caption"
    if index < first:
        return "navigation" if len(line) < 40 or segment.link > 0.5 else "other"
    if index < last:
        return "promo" if len(line) >= 20 else "other"
    return "promo" if segment.link > 0.5 or not layout.marked_up else "other"


def _words(texts: list[str], flags: list[bool]) -> dict[str, int]:
    """In how many lines of the body each longer word stands."""
    counts: dict[str, int] = {}
    for text, flag in zip(texts, flags, strict=True):
        if flag:
            for word in set(_LONG_WORD.findall(text[:5000].casefold())):
                counts[word] = counts.get(word, 0) + 1
    return counts


def _headline_of_another(scene: _Scene, index: int) -> bool:
    """A longer line amid the body that ends no sentence and shares hardly a word with the rest of it."""
    line = scene.texts[index]
    if (
        not 40 <= len(line) <= 160
        or line[-1] in ".!?…\"'”’»。！？।؟:;,)"
        or line[0] in '-–—•*"“‘«'
        or line[0].isdigit()
    ):
        return False
    words = set(_LONG_WORD.findall(line.casefold()))
    if closing_credit(line) is not None:
        return False
    return len(words) >= 4 and sum(1 for w in words if scene.words.get(w, 0) >= 2) <= 0.25 * len(words)


def _pictured(texts: list[str], index: int) -> bool:
    """Whether the line before, ``Image:`` or a caption cut off at its credit, makes this one a picture's credit."""
    before = texts[index - 1] if index else ""
    said = phrase(before) if before.endswith(":") else None
    return before.endswith(":") and (said is None or said[0] != "source-link")


def _enclosed(scene: _Scene, index: int) -> bool:
    """A full sentence between two paragraphs of the body, which nothing marks as anything else, is body too."""
    line, segment = scene.texts[index], scene.layout.segments[index]
    if not (scene.first < index < scene.last and scene.flags[index - 1] and scene.flags[index + 1]):
        return False
    marks = segment.hints & _APART
    prose = len(line) >= 60 and line[-1] in _STOPS and any(c in line for c in " 　")
    return prose and not marks and segment.link < 0.3 and phrase(line) is None and photo_credit(line) is None


def _near_title(scene: _Scene, index: int) -> bool:
    """Whether a line stands where bylines do: by the headline, right before the body, or right after it."""
    head = scene.headlines[0] if scene.headlines else scene.first
    if index <= scene.first:
        return head - 6 <= index or scene.first - index <= 10
    return index <= scene.first + 2 or scene.last < index <= scene.last + 3


def _lone_name(scene: _Scene, index: int) -> bool:
    """A person's name alone on its line, which the page bears out: a date stands beside it, or another line begins with
    it, as those about the author do."""
    line = scene.texts[index]
    if not (is_name(line) or _name_and_agency(line)) or masthead(line):
        return False
    if index < scene.headlines[0]:
        return index >= scene.headlines[0] - 4 and any(
            dated_line(other) for other in scene.texts[index + 1 : index + 3]
        )
    beside = [scene.texts[i] for i in (index - 1, index + 1) if 0 <= i < len(scene.texts)]
    if any(dated_line(other) or by_phrase(other) for other in beside):
        return True
    below = scene.texts[index + 1 : index + 4]
    if below and post(below[0]) and any(dated_line(other) for other in below[1:]):
        return True
    return any(len(other) > len(line) + 5 and other.startswith(line) for other in scene.texts[scene.first :])


def _name_and_agency(line: str) -> bool:
    """``Ilse Marn and AFP``: people and news agencies, nothing else."""
    people = names(line) if len(line) <= 120 else ()
    return bool(people) and people[0][0] == 0 and bool(agency_line(line[people[-1][1] :]))


def _signed(line: str) -> bool:
    """A person's name before a date, with or without a divider: ``Ilse Marn | 4 May 2031``, ``Ilse Marn 9:15 AM``."""
    if len(line) > 120 or _DIGIT.search(line) is None:
        return False
    opening = names(line)
    if len(opening) == 1 and opening[0][0] == 0 and DATE.match(line[opening[0][1] :].lstrip(" /,|-–—")):
        return True
    pieces = re.split(r"\s*[|·•]\s*|\s+[–—/-]\s+", line, maxsplit=1)
    return len(pieces) == 2 and is_name(pieces[0].strip()) and DATE.search(pieces[1]) is not None


def _by_markup(line: str, segment: Segment, near: bool) -> BlockRole | None:
    order: tuple[tuple[str, BlockRole], ...] = (
        ("caption", "caption"), ("comment", "comment"), ("share", "share"), ("footer", "footer"), ("promo", "promo"),
        ("newsletter", "promo"), ("navigation", "navigation"), ("widget", "widget"), ("biography", "other"),
        ("byline", "byline"), ("date", "date"), ("aside", "promo"), ("tags", "navigation"),
    )  # fmt: skip
    for hint, role in order:
        if segment.hints & BIT[hint]:
            if role == "byline" and not (near and len(line) < 120 and names(line)):
                continue
            if role == "date" and not (len(line) < 120 and DATE.search(line)):
                continue
            return role
    return None


def _broken_url(line: str) -> bool:
    """An address that a space has broken: what follows the space goes on like a path."""
    rest = line.split(" ")[1:]
    return len(rest) <= 3 and all("-" in piece or "/" in piece or "." in piece for piece in rest)


def _heading(line: str, segment: Segment, marked_up: bool) -> bool:
    if marked_up and segment.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return True
    if len(line) > 90 or line[-1] in '.,;:!…"”’»)' or line[0] in '"“‘«-–—•*' or segment.tag == "li":
        return False
    if spoken(line):
        return False
    return line[:1].isupper() and 1 <= len(line.split()) <= 12 and (not marked_up or segment.strong > 0.9)


def _credit_only(line: str) -> bool:
    return len(line) < 120 and photo_credit(line) == 0


def _cut(scene: _Scene, segment: Segment, role: BlockRole, index: int) -> list[Part]:
    """A segment in pieces: its dateline, its photo credit, its closing agency."""
    line = scene.texts[index]
    start, end = segment.start, segment.end
    whole = [Part(start=start, end=end, role=role, segment=index)]
    if role in ("body", "standfirst"):
        pieces: list[Part] = []
        at = 0
        opening = dateline(line[:200])
        if opening is not None:
            pieces.append(Part(start=start, end=start + opening.end, role="dateline", segment=index))
            at = opening.end
        stop = len(line)
        if index in (scene.last, scene.last - 1):
            credit = closing_credit(line)
            if credit is not None and credit[0] > at + 20:
                stop = credit[0]
        pieces.append(Part(start=start + at, end=start + stop, role=role, segment=index))
        if stop < len(line):
            pieces.append(Part(start=start + stop, end=end, role="agency", segment=index))
        return pieces
    if role in ("caption", "other", "navigation", "promo") and len(line) < 1000 and index <= scene.last + 1:
        cut = photo_credit(line)
        if cut is not None and cut > 20:
            return [
                Part(start=start, end=start + cut, role="caption", segment=index),
                Part(start=start + cut, end=end, role="credit", segment=index),
            ]
    return whole


def _runs(found: list[Part], comments: bool) -> list[Part]:
    """What only its neighbours tell: the lines of a list of other stories, told by its "18 minutes ago"; and what
    stands among ``comments``, where nothing better tells it."""
    roles: list[BlockRole] = [part.role for part in found]
    bodies = [i for i, role in enumerate(roles) if role == "body"]
    last = bodies[-1] if bodies else -1
    for i, role in enumerate(roles):
        if i <= last or role not in ("promo", "other", "date", "navigation"):
            continue
        around = roles[max(0, i - 1) : i] + roles[i + 1 : i + 2]
        if "widget" in around and role != "date":
            roles[i] = "widget"
    for i in _comments(roles, last) if comments else ():
        roles[i] = "comment"
    return [
        part if part.role == role else Part(start=part.start, end=part.end, role=role, segment=part.segment)
        for part, role in zip(found, roles, strict=True)
    ]


def _comments(roles: list[BlockRole], last: int) -> list[int]:
    """What stands among the comments below the body: names, times, what readers write."""
    start = next((i for i, role in enumerate(roles) if role == "comment" and i > last), len(roles))
    found = []
    for i in range(start, len(roles)):
        if roles[i] in ("footer", "navigation"):
            break
        enclosed = i + 1 < len(roles) and roles[i - 1] == roles[i + 1] == "comment"
        if roles[i] in ("other", "widget", "promo", "date", "byline", "subhead") or (roles[i] == "share" and enclosed):
            found.append(i)
    return found
