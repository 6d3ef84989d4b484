"""Other extractors of articles, each behind the same function: HTML in, what it says of the article out.

They are installed with ``pip install --group bench`` and run as their documentation shows first.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Found(Struct, frozen=True, kw_only=True):
    """What an extractor says of a page."""

    body: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()


Peer = Callable[[str, str | None], Found]


def trafilatura(html: str, url: str | None) -> Found:
    from trafilatura import bare_extraction

    document = bare_extraction(html, url=url, include_comments=False, with_metadata=True)
    if document is None:
        return Found()
    authors = tuple(name.strip() for name in (document.author or "").split(";") if name.strip())
    return Found(body=document.text or "", title=document.title, authors=authors)


def readability(html: str, url: str | None) -> Found:
    from lxml import html as parser
    from readability import Document
    from readability.readability import Unparseable

    document = Document(html, url=url)
    try:
        summary = document.summary(html_partial=True)
    except Unparseable:
        return Found()
    blocks = parser.fromstring(summary).itertext() if summary.strip() else iter(())
    return Found(body="\n".join(blocks), title=document.short_title() or None)


def justext(html: str, url: str | None) -> Found:
    from justext import get_stoplist
    from justext import justext as paragraphs
    from lxml.etree import ParserError

    try:
        found = paragraphs(html, get_stoplist("English"))
    except ParserError:
        return Found()
    return Found(body="\n".join(p.text for p in found if not p.is_boilerplate))


PEERS: dict[str, Peer] = {"trafilatura": trafilatura, "readability-lxml": readability, "jusText": justext}
