"""Other extractors of articles, each behind the same function: HTML in, what it says of the article out.

They are installed with ``pip install --group bench`` and run as their documentation shows first; where a tool has
modes, each is a peer of its own. ``news-please`` is left out: it installs a crawler with its stores (Scrapy, boto3,
Elasticsearch), and extracts by readability-lxml, newspaper and its own vote over them.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from msgspec import Struct


class Found(Struct, frozen=True, kw_only=True):
    """What an extractor says of a page; ``published`` is a day, ``YYYY-MM-DD``."""

    body: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


Peer = Callable[[str, str | None], Found]


def _flat(authors: object) -> tuple[str, ...]:
    """Names as a peer gives them: some are lists of names within the list, some are not text."""
    if isinstance(authors, str):
        return (authors,)
    return tuple(name for item in authors for name in _flat(item)) if isinstance(authors, list | tuple) else ()


def trafilatura(html: str, url: str | None, **mode: bool) -> Found:
    from trafilatura import bare_extraction

    document: Any = bare_extraction(html, url=url, include_comments=False, with_metadata=True, **mode)
    if document is None:
        return Found()
    authors = tuple(name.strip() for name in (document.author or "").split(";") if name.strip())
    return Found(body=document.text or "", title=document.title, authors=authors, published=document.date)


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


def newspaper(html: str, url: str | None) -> Found:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that its optional language toolkit is not there
        from newspaper import Article, Config
    config = Config()
    config.fetch_images = False
    article = Article(url or "https://example.org/a", config=config)
    try:
        article.download(input_html=html, ignore_read_more=True)
        article.parse()
    except Exception:
        return Found()
    day = article.publish_date.date().isoformat() if article.publish_date else None
    return Found(body=article.text, title=article.title or None, authors=_flat(article.authors), published=day)


def resiliparse(html: str, url: str | None) -> Found:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(html)
    return Found(body=extract_plain_text(tree, main_content=True, alt_texts=False), title=tree.title or None)


@cache
def _goose() -> Any:
    from goose3 import Goose

    logging.getLogger("goose3").setLevel(logging.CRITICAL)
    return Goose({"enable_image_fetching": False, "http_timeout": 0.01})


def goose(html: str, url: str | None) -> Found:
    try:
        article = _goose().extract(raw_html=html)
    except Exception:
        return Found()
    day = article.publish_date[:10] if isinstance(article.publish_date, str) else None
    return Found(
        body=article.cleaned_text or "", title=article.title or None, authors=_flat(article.authors), published=day
    )


def htmldate(html: str, url: str | None) -> Found:
    from htmldate import find_date

    return Found(published=find_date(html, url=url))


PEERS: dict[str, Peer] = {
    "trafilatura": trafilatura,
    "trafilatura, precision": partial(trafilatura, favor_precision=True),
    "trafilatura, recall": partial(trafilatura, favor_recall=True),
    "readability-lxml": readability,
    "newspaper4k": newspaper,
    "resiliparse": resiliparse,
    "goose3": goose,
    "jusText": justext,
    "htmldate": htmldate,
}
