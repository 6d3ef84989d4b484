"""Where on a page a written date stands: beside the headline, above it, at the page's top, below the story."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Literal

from readout.languages import table
from readout.languages.calendar import Written
from readout.types import Block, Span

Place = Literal[
    "metadata", "url", "own-url", "published-label", "beside-headline", "dateline", "above-headline", "page-top",
    "banner", "alone-above", "in-story", "below-story", "updated", "aside",
]  # fmt: skip
"""``page-top``: the page's first line, directly above the headline; ``banner``: before the headline and apart from it;
``alone-above``: so too, but below the masthead and worded as articles are dated; ``in-story``: a line of its own, with
a byline, amid the body."""

_LONGEST_LINE = 400
_SHORTEST_PROSE = 90
_TOP = 1
"""Number of the last line that counts as the very top of the page."""
_MASTHEAD = 4
"""Number of the last line that can belong to the page's masthead."""
_NEAR_BODY = 8
_NEAR_HEADLINE = 14
_TITLE_OPENING = 30
_ABOVE_HEADLINE = 4
MOST_TEXT = 400_000
"""Characters of a page that are looked at; no page shows its date beyond them."""
_DATELINE_END = re.compile(r"[\s,]{0,3}(?:\([^()\n]{2,40}\)|[-–—:])")
_PROSE = frozenset({"body", "subhead", "caption", "standfirst"})
_OTHER_STORIES = frozenset({"widget", "comment", "promo", "source-link"})


@cache
def _labels(kind: str) -> tuple[str, ...]:
    return tuple(sorted(table("shared", "date_labels")[kind], key=lambda label: (-len(label), label)))


def _label(before: str, after: str) -> Literal["published", "updated", "aside"] | None:
    """What the words nearest before a date, or directly after it, say that it is."""
    best: tuple[int, Literal["published", "updated", "aside"]] | None = None
    low = before.lower()
    for kind in ("published", "updated", "aside"):
        for label in _labels(kind):
            at = low.rfind(label)
            if at < 0 or (at and low[at - 1].isalpha() and label[0].isascii()):
                continue
            end = at + len(label)
            if end < len(low) and low[end].isalpha() and label[0].isascii():
                continue
            if len(low) - end <= 25 and (best is None or end > best[0]):
                best = (end, kind)
    if best:
        return best[1]
    following = after.lower().lstrip(" )|-–—:•")
    if following.startswith("update") and not any(letter.isdigit() for letter in following):
        return "updated"
    return None


@cache
def _by_words() -> re.Pattern[str]:
    words = sorted(table("shared", "date_labels")["by"], key=lambda word: (-len(word), word))
    return re.compile(r"\s{0,3}(?:" + "|".join(map(re.escape, words)) + r")[:\s]\s{0,2}[^\W\d_]", re.IGNORECASE)


class Geometry:
    """The lines of a page and where its headline and its story lie among them."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text[:MOST_TEXT]
        self._starts = [block.start for block in blocks]
        self._blocks = blocks
        prose = [b for b in blocks if b.role == "body"]
        prose = [b for b in prose if b.end - b.start > _SHORTEST_PROSE] or prose
        heads = [b for b in blocks if b.role == "headline"]
        self.body_start = prose[0].start if prose else len(self.text)
        # without a story nothing stands below it: what follows the headline is the page's own
        self.body_end = prose[-1].end if prose else len(self.text) + 1
        self.heads: tuple[Span, ...] = tuple((b.start, b.end) for b in heads if b.start <= self.body_start)
        self.titles = self._title_places()
        self.line_starts: list[int] = []
        at = 0
        for line in self.text.split("\n"):
            if line.strip():
                self.line_starts.append(at)
            at += len(line) + 1

    def _title_places(self) -> tuple[int, ...]:
        """Where the words of a headline stand once more: pages print it in menus' reach and again above the story."""
        places: list[int] = []
        for start, end in self.heads[:3]:
            opening = self.text[start:end].strip()[:_TITLE_OPENING]
            at = self.text.find(opening, end) if len(opening) == _TITLE_OPENING else -1
            while at >= 0 and len(places) < 8:
                places.append(at)
                at = self.text.find(opening, at + 1)
        return tuple(sorted(set(places)))

    def near_title(self, number: int) -> bool:
        """Whether one of the two lines on either side begins with the headline."""
        starts = self.line_starts[max(0, number - 2) : number + 3]
        return any(at in self.titles for at in starts)

    def line(self, at: int) -> int:
        """Number of the line, among those that are not empty, that ``at`` lies in."""
        return bisect_right(self.line_starts, at) - 1

    def line_span(self, at: int) -> Span:
        """The line around ``at``."""
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return start, len(self.text) if end < 0 else end

    def near_byline(self, number: int) -> bool:
        """Whether the line, or one of two on either side, begins with "by" and a name."""
        starts = self.line_starts[max(0, number - 2) : number + 3]
        return any(_by_words().match(self.text, at, at + 40) for at in starts)

    def role(self, at: int) -> str:
        """The role of the block at ``at``."""
        index = bisect_right(self._starts, at) - 1
        return self._blocks[index].role if index >= 0 else "other"


def is_dateline(text: str, written: Written) -> bool:
    """Whether a date stands in its line as datelines do: after a place's name, before a bracket or a dash."""
    start, end = written.span
    line_start = text.rfind("\n", 0, start) + 1
    return start - line_start <= 45 and _DATELINE_END.match(text, end, end + 60) is not None


def place(page: Geometry, written: Written, letters: int, crowded: bool) -> Place | None:
    """Where on the page a date stands; ``None`` in the story's prose and among other stories.

    ``letters`` counts those on its line that belong to no date; ``crowded``: many dates stand close by.
    """
    start = written.span[0]
    line_start, line_end = page.line_span(start)
    role, line = page.role(start), page.line(start)
    if line_end - line_start > _LONGEST_LINE and role not in _PROSE:
        return None
    label = _label_around(page, written)
    body_line, end_line = page.line(page.body_start), page.line(page.body_end - 1)
    inside = page.body_start <= start < page.body_end
    amid = inside and body_line + 3 < line < end_line - 1
    if (
        role in _PROSE
        and label is None
        and (letters > 45 or (amid and not page.near_byline(line) and not page.near_title(line)))
    ):
        opens = line <= body_line + 2 and inside and written.year is not None
        return "dateline" if opens and is_dateline(page.text, written) else None
    if role in _PROSE and letters > 60:
        return None
    own_widget = role == "widget" and label == "published" and page.near_byline(line)
    if (role in _OTHER_STORIES and not own_widget) or (role == "footer" and label is None):
        return None
    if label == "aside":
        return "aside"
    if label and body_line - 15 <= line <= end_line + 12 and not (amid and role in _PROSE):
        return "updated" if label == "updated" else "published-label"
    if letters > 80:
        return None
    if amid:
        own = page.near_byline(line) or written.clock or page.near_title(line)
        return "in-story" if own and letters <= 45 else None
    if (line >= end_line - 1 and inside) or line > end_line:
        return "below-story" if line - end_line <= 3 and letters <= 25 and not crowded else None
    return _before_the_story(page, written, body_line)


def _label_around(page: Geometry, written: Written) -> Literal["published", "updated", "aside"] | None:
    """What the words around a date, or the short line before it, call it."""
    start, end = written.span
    line_start, line_end = page.line_span(start)
    label = _label(page.text[max(line_start, start - 60) : start], page.text[end : min(line_end, end + 20)])
    if label is None and not page.text[line_start:start].strip() and line_start:
        previous = page.line_span(line_start - 1)
        words = page.text[previous[0] : previous[1]].strip()
        return _label(words, "") if len(words) < 25 else None
    return label


def _before_the_story(page: Geometry, written: Written, body_line: int) -> Place:
    """A date before the body's end of the page: of the story, or of the page."""
    start = written.span[0]
    line = page.line(start)
    above = [page.line(head[1] - 1) for head in page.heads if head[0] <= start]
    below = [page.line(head[0]) - line for head in page.heads if head[0] > start]
    if line <= _TOP and not above:
        return "page-top" if written.year and min(below, default=99) <= 2 else "banner"
    if body_line - line <= _NEAR_BODY or page.near_byline(line):
        return "beside-headline"
    if above and not below and line - above[-1] <= _NEAR_HEADLINE and line - above[-1] <= body_line - line + _NEAR_BODY:
        return "beside-headline"
    if min(below, default=99) <= _ABOVE_HEADLINE and (written.clock or written.year):
        return "above-headline"
    # mastheads show the day with its weekday, articles the minute
    return "alone-above" if line > _MASTHEAD and (written.clock or written.weekday is None) else "banner"
