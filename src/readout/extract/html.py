"""HTML -> layout: the page's text in reading order, a segment for each block-level element."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from readout.extract.metadata import metadata
from readout.extract.segments import BIT, Layout, Segment
from readout.languages import table

_NO_TEXT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "map",
        "area",
        "select",
        "datalist",
        "option",
        "textarea",
        "input",
        "progress",
        "meter",
        "dialog",
        "param",
        "source",
        "track",
        "img",
        "picture",
        "frame",
        "frameset",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_TAG_HINTS = {
    "nav": "navigation", "footer": "footer", "header": "header", "aside": "aside", "figure": "figure",
    "figcaption": "caption", "caption": "caption", "article": "article", "main": "main", "form": "form",
    "button": "form", "fieldset": "form", "ul": "list", "ol": "list", "dl": "list", "table": "table",
    "blockquote": "quote", "address": "byline",
}  # fmt: skip
_ATTRIBUTES = frozenset(["class", "id", "role", "itemprop", "data-testid", "data-component", "rel"])
_ROLES = {"navigation": "navigation", "contentinfo": "footer", "complementary": "aside", "banner": "header",
          "main": "main", "article": "article", "dialog": "widget", "alertdialog": "widget"}  # fmt: skip
_DISPLAY_NONE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_DEEPEST = 1000
_MANY_TAGS = 4000
_OPENING = re.compile(
    r"<(/?)(div|span|section|article|main|aside|nav|header|footer|figure|b|i|u|em|strong|font|small|big|center|table|"
    r"ul|ol|dl|blockquote|form|center|sub|sup|code|pre|label|a|s|q|cite|address|[a-z]{1,20}-[a-z0-9-]{1,40})\b[^<>]*>",
    re.IGNORECASE,
)
_PARTS = (
    "headline", "standfirst", "byline", "date", "caption", "credit", "comment", "share", "promo", "newsletter",
    "navigation", "widget", "tags", "footer", "biography", "header", "aside", "figure", "form", "hidden",
)  # fmt: skip
_WRAPPER = 0.6
_SCOPE = ~(BIT["headline"] | BIT["standfirst"] | BIT["date"])
"""Hints that hold for one element and what is directly in it, and are not handed down through further blocks."""


def html_layout(html: str) -> Layout:
    """The layout of a page: scripts, styles and hidden elements are no text; white space is collapsed as browsers do.

    Segments are joined by one line break. Mark-up nested deeper than a thousand elements keeps its text and loses
    its further structure, so that no page takes more than its length in time.
    """
    tree = LexborHTMLParser(_shallow(html))
    body = tree.body or tree.root
    if body is None:
        return Layout(text="", segments=(), marked_up=True)
    pieces: list[str] = []
    segments: list[Segment] = []
    _Walk(pieces, segments).run(body)
    text = "\n".join(pieces)
    return Layout(text=text, segments=_believed(segments), metadata=metadata(tree), marked_up=True)


def _believed(segments: list[Segment]) -> tuple[Segment, ...]:
    """``segments`` without the hints that most of the page's prose would carry: a wrapper's name, not a part's."""
    masses = [s.end - s.start if s.end - s.start >= 80 and s.link < 0.5 else 0 for s in segments]
    total = sum(masses)
    if not total:
        return tuple(segments)
    wrong = 0
    for name in _PARTS:
        if sum(m for m, s in zip(masses, segments, strict=True) if s.hints & BIT[name]) > total * _WRAPPER:
            wrong |= BIT[name]
    if not wrong:
        return tuple(segments)
    return tuple(replace(s, hints=s.hints & ~wrong, own=s.own & ~wrong) for s in segments)


def _shallow(html: str) -> str:
    """``html`` without the start tags that nest deeper than the limit: parsing is quadratic in depth otherwise."""
    if html.count("<") < _MANY_TAGS:
        return html
    depth = 0
    cuts: list[tuple[int, int]] = []
    for found in _OPENING.finditer(html):
        if found.group(1):
            depth = max(0, depth - 1)
        else:
            depth += 1
            if depth > _DEEPEST:
                cuts.append(found.span())
    if not cuts:
        return html
    kept, at = [], 0
    for start, end in cuts:
        kept.append(html[at:start])
        at = end
    kept.append(html[at:])
    return " ".join(kept)


class _Frame(Struct, kw_only=True):
    """An open element; ``own`` are the hints of its own attributes, ``number`` counts elements in page order."""

    node: LexborNode
    tag: str
    block: bool = True
    hints: int = 0
    own: int = 0
    link: bool = False
    strong: bool = False
    number: int = 0


class _Walk:
    """One walk over a tree in document order, without recursion."""

    def __init__(self, pieces: list[str], segments: list[Segment]) -> None:
        self.pieces, self.segments = pieces, segments
        self.length = 0
        self.words: list[str] = []
        self.linked = self.bold = self.plain = 0
        self.inner = 0
        self.place: tuple[str, int, int, int] = ("", 0, 0, 0)

    def run(self, body: LexborNode) -> None:
        """Fill ``pieces`` and ``segments`` from the children of ``body``."""
        number = 0
        root = _Frame(node=body, tag="body")
        stack = [root]
        blocks = [root]
        node = body.child
        while node is not None:
            top = stack[-1]
            tag = node.tag or ""
            entered = None
            if tag == "-text":
                self.add(node.text_content or "", top, blocks)
            elif tag in ("br", "hr"):
                self.flush()
            elif tag[:1] != "-" and tag not in _NO_TEXT:
                attributes = node.attributes
                if not _hidden(tag, attributes):
                    number += 1
                    entered = _frame(node, tag, attributes, top, number)
            if entered is not None:
                child = node.child
                if entered.block:
                    self.flush()
                if child is not None:
                    stack.append(entered)
                    if entered.block:
                        blocks.append(entered)
                    node = child
                    continue
            following = node.next
            while following is None and len(stack) > 1:
                left = stack.pop()
                if left.block:
                    self.flush()
                    blocks.pop()
                following = left.node.next
            node = following
        self.flush()

    def add(self, data: str, top: _Frame, blocks: list[_Frame]) -> None:
        """Characters of a text node."""
        size = len(data) - data.count(" ") - data.count("\n")
        if size == 0 and not self.words:
            return
        if not self.words or (size and self.plain == 0):
            block = blocks[-1]
            parent = blocks[-2].number if len(blocks) > 1 else 0
            self.place = (block.tag, block.hints, block.own, parent)
        self.words.append(data)
        self.plain += size
        if top.link:
            self.linked += size
        if top.strong:
            self.bold += size
        self.inner |= top.hints

    def flush(self) -> None:
        """End the current block."""
        if not self.words:
            return
        data = "".join(self.words)
        tag, hints, own, parent = self.place
        piece = _SPACES.sub(" ", data).strip()
        if piece:
            start = self.length + (1 if self.pieces else 0)
            self.pieces.append(piece)
            self.length = start + len(piece)
            plain = max(1, self.plain)
            link, strong = min(1.0, self.linked / plain), min(1.0, self.bold / plain)
            if self.linked >= self.plain * 0.9 or self.bold >= self.plain * 0.9:
                own |= self.inner & ~hints & (BIT["byline"] | BIT["date"] | BIT["credit"] | BIT["promo"] | BIT["share"])
            self.segments.append(
                Segment(
                    start=start,
                    end=self.length,
                    tag=tag,
                    hints=hints | own,
                    own=own,
                    link=link,
                    strong=strong,
                    parent=parent,
                )
            )
        self.words = []
        self.linked = self.bold = self.plain = self.inner = 0


def _frame(node: LexborNode, tag: str, attributes: dict[str, str | None], top: _Frame, number: int) -> _Frame:
    own = BIT[_TAG_HINTS[tag]] if tag in _TAG_HINTS else 0
    if attributes:
        for name, value in attributes.items():
            if value and name in _ATTRIBUTES:
                own |= _named(value[:300])
        role = attributes.get("role")
        if role in _ROLES:
            own |= BIT[_ROLES[role]]
    block = tag not in _INLINE
    inherited = top.hints & _SCOPE if block and top.block else top.hints
    return _Frame(
        node=node,
        tag=tag,
        block=block,
        hints=inherited | own,
        own=own if block else top.own | own,
        link=top.link or tag == "a",
        strong=top.strong or tag in ("b", "strong", "h1", "h2", "h3", "h4"),
        number=number,
    )


def _hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    """Hidden by attribute, or by inline style for another reason than payment; ``aria-hidden`` counts for icons and
    other inline elements only."""
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if attributes.get("aria-hidden") == "true" and tag in _INLINE:
        return True
    style = attributes.get("style")
    if not style or _DISPLAY_NONE.search(style[:500]) is None:
        return False
    return not any(name in _paid() for name in (attributes.get("class") or "")[:300].split())


@cache
def _paid() -> frozenset[str]:
    """Classes of paragraphs that pages hide until a reader has paid: they are the article's text all the same."""
    return frozenset(table("shared", "markup")["paid"])


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[int, re.Pattern[str]], ...]:
    compiled = []
    for kind, entries in table("shared", "markup").items():
        if kind not in BIT:
            continue
        alternatives = "|".join(re.escape(entry) for entry in sorted(entries, key=lambda e: (-len(e), e)))
        compiled.append((BIT[kind], re.compile(rf"(?<![a-z])(?:{alternatives})(?!ary|aries)")))
    return tuple(compiled)


@lru_cache(maxsize=20000)
def _named(value: str) -> int:
    """The hints in one attribute value; ``camelCase`` counts as separate words."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", value).lower()
    hints = 0
    for bit, pattern in _kinds():
        if pattern.search(words):
            hints |= bit
    return hints
