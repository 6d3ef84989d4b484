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
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD_STARTS = re.compile(r"(?<![a-z])[a-z]")
_FIRST = 3
_DEEPEST = 1000
_LONGEST_PATH = 64
"""Blocks within more elements than this are placed in the last of these, so that a path's length is bounded."""
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
_BREAKS = frozenset(["br", "hr"])
_BOLD = frozenset(["b", "strong"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
_FROM_WITHIN = BIT["byline"] | BIT["date"] | BIT["credit"] | BIT["promo"] | BIT["share"]
"""What the inline elements that hold nearly all of a block say of it."""
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
    walk = _Walk()
    walk.run(body)
    if not walk.segments:  # hidden as a whole until its programs have run: better what is hidden than nothing
        walk = _Walk(hidden=True)
        walk.run(body)
    return Layout(
        text="\n".join(walk.pieces),
        segments=_believed(walk.segments),
        elements=tuple(walk.elements),
        metadata=metadata(tree),
        marked_up=True,
    )


def _believed(segments: list[Segment]) -> tuple[Segment, ...]:
    """``segments`` without the hints that most of the page's prose would carry: a wrapper's name, not a part's."""
    masses: dict[int, int] = {}
    for segment in segments:
        size = segment.end - segment.start
        if size >= 80 and segment.link < 0.5:
            masses[segment.hints] = masses.get(segment.hints, 0) + size
    total = sum(masses.values())
    wrong = 0
    for name in _PARTS:
        if sum(mass for hints, mass in masses.items() if hints & BIT[name]) > total * _WRAPPER:
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
    """An open element; ``own`` are the hints of its own attributes, ``path`` the numbers of the blocks it is in, of
    itself last if it is one."""

    node: LexborNode
    tag: str
    path: tuple[int, ...]
    block: bool = True
    hints: int = 0
    own: int = 0
    link: bool = False
    strong: bool = False


class _Walk:
    """One walk over a tree in document order, without recursion."""

    def __init__(self, hidden: bool = False) -> None:
        self.hidden = hidden
        self.pieces: list[str] = []
        self.segments: list[Segment] = []
        self.elements: list[str] = []
        self.length = 0
        self.words: list[str] = []
        self.linked = self.bold = self.plain = 0
        self.inner = 0
        self.place: _Frame | None = None

    def run(self, body: LexborNode) -> None:
        """Fill ``pieces``, ``segments`` and ``elements`` from the children of ``body``."""
        top = block = _Frame(node=body, tag="body", path=(0,))
        self.elements.append("body")
        stack = [top]
        blocks = [block]
        node = body.child
        while node is not None:
            tag = node.tag
            if tag == "-text":
                data = node.text_content
                if data:
                    self.add(data, top, block)
            elif tag in _BREAKS:
                if self.words:
                    self.flush()
            elif tag is not None and tag not in _NO_TEXT and tag[0] != "-":
                attributes = node.attributes
                own = _own(tag, attributes, self.hidden) if attributes else _bare(tag)
                child = node.child
                inline = tag in _INLINE
                if own >= 0 and not inline and self.words:
                    self.flush()
                if own >= 0 and child is not None:
                    if inline:
                        top = _Frame(
                            node=node,
                            tag=tag,
                            path=top.path,
                            block=False,
                            hints=top.hints | own,
                            own=top.own | own,
                            link=top.link or tag == "a",
                            strong=top.strong or tag in _BOLD,
                        )
                    else:
                        inherited = top.hints & _SCOPE if top.block else top.hints
                        top = block = _Frame(
                            node=node,
                            tag=tag,
                            path=(*block.path, len(self.elements)) if len(block.path) < _LONGEST_PATH else block.path,
                            hints=inherited | own,
                            own=own,
                            link=top.link,
                            strong=top.strong or tag in _HEADINGS,
                        )
                        blocks.append(block)
                        self.elements.append(_element(tag, attributes))
                    stack.append(top)
                    node = child
                    continue
            following = node.next
            while following is None and len(stack) > 1:
                left = stack.pop()
                if left.block:
                    if self.words:
                        self.flush()
                    blocks.pop()
                    block = blocks[-1]
                top = stack[-1]
                following = left.node.next
            node = following
        if self.words:
            self.flush()

    def add(self, data: str, top: _Frame, block: _Frame) -> None:
        """Characters of a text node."""
        size = len(data) - data.count(" ") - data.count("\n")
        if size == 0 and not self.words:
            return
        if not self.words or (size and self.plain == 0):
            self.place = block
        self.words.append(data)
        if size:
            self.plain += size
            if top.link:
                self.linked += size
            if top.strong:
                self.bold += size
            self.inner |= top.hints

    def flush(self) -> None:
        """End the current block."""
        piece = _SPACES.sub(" ", "".join(self.words)).strip(" ")
        place = self.place
        if piece and not piece.isspace() and place is not None:
            piece = piece.strip()
            start = self.length + (1 if self.pieces else 0)
            self.pieces.append(piece)
            self.length = start + len(piece)
            plain = max(1, self.plain)
            hints, own = place.hints, place.own
            if self.linked >= self.plain * 0.9 or self.bold >= self.plain * 0.9:
                own |= self.inner & ~hints & _FROM_WITHIN
            self.segments.append(
                Segment(
                    start=start,
                    end=self.length,
                    tag=place.tag,
                    hints=hints | own,
                    own=own,
                    link=min(1.0, self.linked / plain),
                    strong=min(1.0, self.bold / plain),
                    path=place.path,
                )
            )
        self.words = []
        self.linked = self.bold = self.plain = self.inner = 0


def _element(tag: str, attributes: dict[str, str | None]) -> str:
    """An element's tag and classes, as a selector has them."""
    classes = attributes.get("class")
    return f"{tag}.{'.'.join(classes[:120].split())}" if classes else tag


@cache
def _bare(tag: str) -> int:
    """The hints of an element without attributes."""
    return BIT[_TAG_HINTS[tag]] if tag in _TAG_HINTS else 0


def _own(tag: str, attributes: dict[str, str | None], hidden: bool) -> int:
    """The hints of an element's tag and attributes; -1 for one that is hidden, unless what is ``hidden`` counts too."""
    if not hidden and _hidden(tag, attributes):
        return -1
    own = _bare(tag)
    for name, value in attributes.items():
        if value and name in _ATTRIBUTES:
            own |= _named(value[:300])
    role = attributes.get("role")
    return own | BIT[_ROLES[role]] if role in _ROLES else own


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


@cache
def _names() -> dict[str, tuple[tuple[str, int], ...]]:
    """What the parts of pages are called, each name with its hint, by its first characters."""
    found: dict[str, list[tuple[str, int]]] = {}
    for kind, entries in table("shared", "markup").items():
        for entry in entries if kind in BIT else ():
            found.setdefault(entry[:_FIRST], []).append((entry, BIT[kind]))
    return {first: tuple(entries) for first, entries in found.items()}


@lru_cache(maxsize=20000)
def _named(value: str) -> int:
    """The hints in one attribute value, at the beginnings of its words; ``camelCase`` counts as separate words."""
    words = _CAMEL.sub("-", value).lower()
    known = _names()
    hints = 0
    for found in _WORD_STARTS.finditer(words):
        at = found.start()
        for entry, bit in known.get(words[at : at + _FIRST], ()):
            if words.startswith(entry, at) and not words.startswith(("ary", "aries"), at + len(entry)):
                hints |= bit
    return hints
