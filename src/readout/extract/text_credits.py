"""Where a page credits its text to news agencies, told from the credits of pictures and from talk of agencies.

A line is first read for what it says (:mod:`readout.extract.credit_lines`), then believed or not by where it stands:
a lone ``AP`` beside the date signs the text, under a picture it signs the picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from readout.extract.credit_lines import WORD, Agency, Credit, Kind, agency_words, closing, credit_line, signature
from readout.extract.dated_lines import dated_line
from readout.extract.datelines import dateline
from readout.extract.names import bare_by, by_phrase, names
from readout.extract.phrases import line_key, phrase
from readout.extract.roles import Part
from readout.extract.segments import BIT, Layout
from readout.languages import table
from readout.types import BlockRole, Span

_ENTRY = re.compile(r"\b\d{1,2}[:.]\d\d\b|\bago\b", re.IGNORECASE)
_SIGN = re.compile(r"/[^\W\d_A-Z]{2,4}\b|\b[^\W\d_A-Z]{2,4}/(?=[^\W\d_])")
_SENTENCE_END = re.compile(r"[.!?…\"”’»)]$")
_LONGEST = 300
_ABOVE = 6
"""Lines above the headline, and above the story, that can credit it."""
_INTO = 3
"""Lines of the story after its first that can."""
_BELOW = 14
"""Lines below the story that can: some pages put forms and boxes before the credit."""
_PROSE = 80
_STANDFIRST = 60
_PICTURED = BIT["caption"] | BIT["credit"] | BIT["figure"]
_LISTED = BIT["promo"] | BIT["widget"] | BIT["comment"]


@cache
def _published() -> frozenset[str]:
    labels = table("shared", "date_labels")
    return frozenset(label for kind in ("published", "updated") for label in labels[kind] if " " not in label)


def text_credits(layout: Layout, parts: Sequence[Part], language: str | None) -> tuple[Agency, ...]:
    """The agencies that the page credits its text to, with their places in the text, in text order, each once."""
    page = _Page(layout, parts)
    found: dict[str, Span] = {}
    for index, segment in enumerate(layout.segments):
        line = page.texts[index]
        for (start, end), name in page.credited(index, line, language):
            found.setdefault(name, (segment.start + start, segment.start + end))
    return tuple((span, name) for name, span in sorted(found.items(), key=lambda item: item[1]))


def _dates(line: str) -> bool:
    """Whether a short line tells a date or a clock time, or begins as lines do that tell when a text was published."""
    if dated_line(line):
        return True
    words = WORD.findall(line[:_PROSE].casefold())
    return len(line) < 40 and (_ENTRY.search(line) is not None or bool(words and words[0] in _published()))


class _Page:
    """The lines of a page, its headlines and where its story begins and ends."""

    def __init__(self, layout: Layout, parts: Sequence[Part]) -> None:
        self.layout = layout
        self.texts = [layout.text[s.start : s.end] for s in layout.segments]
        self.roles: list[BlockRole] = ["other"] * len(self.texts)
        for part in reversed(parts):
            if self.roles[part.segment] != "body":
                self.roles[part.segment] = part.role
        bodies = [i for i, role in enumerate(self.roles) if role == "body"]
        self.found = bool(bodies)
        bodies = bodies or self._longest()
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
            found.extend(closing(line))
        if index in (self.last, self.last + 1):
            found.extend(signature(line))
        credit = credit_line(line)
        if credit is not None and not self._pictured(index, credit.kind) and self._believed(index, credit):
            found.extend(one for one in credit.agencies if self._long_enough(line, one, credit, language))
        return found

    def _long_enough(self, line: str, one: Agency, credit: Credit, language: str | None) -> bool:
        (start, end), _ = one
        short = table("shared", "agencies")["short"]
        return (
            credit.kind != "bare"
            or line[start:end] not in short
            or short[line[start:end]] == language
            or len(line) > end - start + 3
        )

    def _pictured(self, index: int, kind: Kind) -> bool:
        """Whether mark-up puts the line with a picture or among other stories, or a twin beside it does."""
        segment = self.layout.segments[index]
        if segment.own & _LISTED or (segment.hints & _PICTURED and kind != "rights"):
            return True
        key = line_key(self.texts[index][:_LONGEST])
        beside = self.texts[max(0, index - 1) : index] + self.texts[index + 1 : index + 2]
        return any(line_key(other[:_LONGEST]) == key for other in beside) and not self._by_above(index)

    def _believed(self, index: int, credit: Credit) -> bool:
        """Whether a credit of its kind is believed where it stands."""
        kind = credit.kind
        if index > self.last:
            if kind == "bare" and self._entry(index, 2 * _PROSE):
                return True
            if index >= self.end:
                return kind == "rights" and index <= self.last + 2 * _BELOW
            if kind in ("person", "place", "by"):
                return index <= self.last + 2
            return (
                kind in ("rights", "contributing")
                or not self._after_list(index)
                or bool(_SIGN.search(self.texts[index]))
            )
        if index <= self.first + 2 * _INTO and self._by_above(index):
            return True
        if self.head - _ABOVE <= index <= self.first + _INTO and (
            index <= self.head + _BELOW or index >= self.first - _ABOVE
        ):
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
        if kind in ("by", "contributing"):
            return True
        if kind == "rights":
            return False
        reach = 2 if self.found else 1
        around = range(max(0, index - reach), min(len(self.texts), index + reach + 1))
        near = [self.texts[i] for i in around if i != index and self.roles[i] != "headline"]
        if _ENTRY.search(self.texts[index]) or any(_dates(other) for other in near):
            return True
        if kind == "source":
            return index <= self.first and not _SENTENCE_END.search(self.texts[index - 1])
        beside = [self.texts[i] for i in (index - 1, index + 1) if 0 <= i < len(self.texts)]
        if any(by_phrase(other) is not None and names(other, by_phrase(other) or 0) for other in beside):
            return index < self.first
        under = index - 1 == self.head or (index - 2 == self.head and len(self.texts[index - 1]) > _STANDFIRST)
        return kind != "person" and under and index <= self.first

    def _inside(self, index: int, kind: Kind) -> bool:
        """In the story itself: an entry of a live report that is signed under its clock time, or says of itself so."""
        line = self.texts[index]
        if kind == "contributing":
            low = line.casefold().lstrip("([*_–— ")
            return any(low.startswith(marker) for marker in agency_words("contributing"))
        return kind == "bare" and self._entry(index, _PROSE)

    def _entry(self, index: int, least: int) -> bool:
        """Whether a line stands between a clock time and a paragraph, as signatures in live reports do."""
        timed = any(_ENTRY.search(other) and len(other) < 40 for other in self.texts[max(0, index - 3) : index])
        return timed and index + 1 < len(self.texts) and len(self.texts[index + 1]) > least

    def _by_above(self, index: int) -> bool:
        """Whether a lone "by" opens the lines above: alone, or with names and commas between."""
        for above in range(index - 1, max(-1, index - _ABOVE), -1):
            line = self.texts[above]
            if bare_by(line):
                return True
            if WORD.search(line) and not (len(line) < _PROSE and names(line)):
                return False
        return False
