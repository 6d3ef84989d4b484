"""How much of one page is taken: far more than any article, so that no page takes the time of thousands.

Of bare text all is kept, and what lies beyond the limits is one block ``other``. Of HTML what lies beyond them is left
out. Either is said in a ``Dropped`` beside the article.
"""

from __future__ import annotations

from msgspec.structs import replace

from readout.extract import articles
from readout.spans import text_hash
from readout.types import Article, Block, Dropped, Page

TEXT_MOST = 1_000_000
"""Characters of bare text that are looked at; the longest of 2,158 news pages has 80,000."""
LINES_MOST = 20_000
"""Lines of it; the longest of those pages has 1,500."""
HTML_MOST = 16_000_000
"""Characters of mark-up, with the programs and pictures in it; the longest of 1,079 pages has 2,900,000."""
TAGS_MOST = 100_000
"""``<`` in the mark-up; the most of those pages is 10,000."""


def extract(page: Page) -> Article | Dropped:
    """``page`` as one labelled text, as :func:`readout.extract.articles.extract` makes it, within the limits above."""
    return extracted(page)[0]


def extracted(page: Page) -> tuple[Article | Dropped, ...]:
    """:func:`extract` of ``page``, and a ``Dropped`` that says so where a part of the page was beyond the limits."""
    if page.html is not None:
        cut = _cut(page.html, HTML_MOST, "<", TAGS_MOST)
        if cut is None:
            return (articles.extract(page),)
        reason = f"the mark-up after character {cut:,} of {len(page.html):,} is left out: too much for one page"
        found = articles.extract(replace(page, html=page.html[:cut]))
        return (found, Dropped(stage="extract", input=page.input, reason=reason))
    whole = page.text or ""
    cut = _cut(whole, TEXT_MOST, "\n", LINES_MOST)
    if cut is None:
        return (articles.extract(page),)
    head = articles.extract(replace(page, text=whole[:cut]))
    if isinstance(head, Dropped):
        return (head,)
    blocks = (*head.blocks, Block(start=cut, end=len(whole), role="other"))
    reason = f"the text after character {cut:,} of {len(whole):,} is kept but not read: too much for one page"
    return (
        replace(head, text=whole, text_sha256=text_hash(whole), blocks=blocks),
        Dropped(stage="extract", input=page.input, reason=reason),
    )


def _cut(text: str, characters: int, mark: str, marks: int) -> int | None:
    """Where the limits end, before a mark or after white space if there is one; ``None`` for a text within them."""
    end = min(len(text), characters)
    if text.count(mark, 0, end) > marks:
        at = -1
        for _ in range(marks + 1):
            at = text.find(mark, at + 1)
        return at
    if end == len(text):
        return None
    near = max(text.rfind(space, end - 2000, end) for space in (mark, " ", "\n"))
    return near if near > 0 else end
