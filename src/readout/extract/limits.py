"""How much of one page is taken: far more than any article, so that no page takes the time of thousands.

Of bare text all is kept, and what lies beyond the limits is one block ``other``. Of HTML what lies beyond them is left
out. Either is said in a ``Dropped`` beside the article.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from readout.extract import articles
from readout.extract.page_kinds import not_an_article, remark
from readout.spans import text_hash
from readout.types import Article, Block, Dropped, Page

_HALVES = re.compile("[\ud800-\udfff]")
TEXT_MOST = 1_000_000
"""Characters of bare text that are looked at; the longest of 2,158 news pages has 80,000."""
LINES_MOST = 20_000
"""Lines of it; the longest of those pages has 1,500."""
HTML_MOST = 16_000_000
"""Characters of mark-up, with the programs and pictures in it; the longest of 1,079 pages has 2,900,000."""
TAGS_MOST = 50_000
"""``<`` in the mark-up; the most of those pages is 10,000.

Within these limits the worst page made for it (50,000 paragraphs in 900 elements) takes nine seconds and half a
gigabyte; the usual one a thirtieth of a second."""


def extract(page: Page) -> Article | Dropped:
    """``page`` as one labelled text, as :func:`readout.extract.articles.extract` makes it, within the limits above; a
    page that holds no article (an error page, a cookie wall, a list of links) is dropped with the reason."""
    return extracted(page)[0]


def extracted(page: Page) -> tuple[Article | Dropped, ...]:
    """:func:`extract` of ``page``, and beside it a ``Dropped`` for what is to be said of it: that a part of the page
    was beyond the limits, that a paywall cuts it off, that it is a live blog."""
    page, lost = _whole_characters(page)
    found, *notes = _within(page)
    notes = [*lost, *notes]
    if not isinstance(found, Article):
        return (found, *notes)
    reason = not_an_article(page, found)
    if reason is not None:
        return (Dropped(stage="extract", input=page.input, reason=reason), *notes)
    said = remark(page, found)
    more = [] if said is None else [Dropped(stage="extract", input=page.input, reason=said)]
    return (found, *notes, *more)


def _whole_characters(page: Page) -> tuple[Page, list[Dropped]]:
    """``page`` with a U+FFFD in the place of every half of a surrogate pair, which no file can hold, and a note of
    it."""
    known = page.html if page.html is not None else page.text or ""
    try:
        known.encode("utf-8")
    except UnicodeEncodeError:
        whole, count = _HALVES.subn("\ufffd", known)
        reason = f"{count:,} code points that are no characters (lone surrogates) became U+FFFD"
        fields = {"html": whole} if page.html is not None else {"text": whole}
        return replace(page, **fields), [Dropped(stage="extract", input=page.input, reason=reason)]
    return page, []


def _within(page: Page) -> tuple[Article | Dropped, ...]:
    """The article within the limits, and what is said of the rest."""
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
