"""The page as one text in reading order, cut into segments that know where on the page they stood."""

from __future__ import annotations

from msgspec import Struct

HINTS = (
    "article", "main", "body", "headline", "standfirst", "byline", "date", "caption", "credit", "comment", "share",
    "promo", "newsletter", "navigation", "widget", "tags", "footer", "biography", "hidden", "quote", "header", "aside",
    "figure", "form", "list", "table",
)  # fmt: skip
"""What mark-up can say about the place of a segment; a segment holds a set of them as bits in this order."""

BIT = {name: 1 << index for index, name in enumerate(HINTS)}


class Segment(Struct, frozen=True, kw_only=True):
    """A line of text or a block-level element: ``text[start:end]``, not empty, no white space at its ends.

    For HTML, ``tag`` is the innermost block-level element, ``hints`` what the attributes of the elements around
    say (:data:`HINTS`), ``own`` the same of the innermost element alone, ``link`` the share of its characters
    inside links, ``path`` the numbers of the block-level elements that it is in, from the page's body to the innermost.
    For plain text, ``gap`` counts the empty lines before it.
    """

    start: int
    end: int
    tag: str = ""
    hints: int = 0
    own: int = 0
    link: float = 0.0
    strong: float = 0.0
    path: tuple[int, ...] = ()
    gap: int = 0

    @property
    def parent(self) -> int:
        """The number of the element that holds the block's own."""
        return self.path[-2] if len(self.path) > 1 else 0


class Metadata(Struct, frozen=True, kw_only=True):
    """What an HTML page says about itself outside its text."""

    titles: tuple[str, ...] = ()
    page_title: str | None = None
    description: str | None = None
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    body: str | None = None
    dates: tuple[tuple[str, str], ...] = ()


class Layout(Struct, frozen=True, kw_only=True):
    """The text of a page, its segments in order, and its metadata; ``marked_up`` for HTML.

    ``elements`` are the page's block-level elements by their numbers, as ``tag.class.class``; none for plain text.
    """

    text: str
    segments: tuple[Segment, ...]
    elements: tuple[str, ...] = ()
    metadata: Metadata = Metadata()
    marked_up: bool = False
