"""Pages that are no whole article: error pages, cookie walls, lists of links, paywalls, live blogs.

The first three hold no article and are dropped with the reason; the last two are articles that want a word beside them.
A rule decides or abstains; where in doubt a page is an article, for one thrown away is never read.
"""

from __future__ import annotations

import re
from functools import cache

from readout.extract.phrases import line_key
from readout.languages import table
from readout.types import Article, Page

_CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.h][0-5]\d\b|\b\d{1,3} ?(?:m|h|min|mins|minutes?|hours?)\.? ago\b", re.IGNORECASE
)
_LIVE = re.compile(r'"@type"\s{0,9}:\s{0,9}(?:\[[^\]]{0,200})?"LiveBlogPosting"')
_PAID = re.compile(r'"isAccessibleForFree"\s{0,9}:\s{0,9}"?false\b', re.IGNORECASE)
_ARTICLE = re.compile(
    r'"(?:News|Reportage|Opinion|AnalysisNews|Scholarly)?Article"|"BlogPosting"|og:type"\s{1,9}content="article'
)
_WIDE = "\u2e80"
_BARE = 300
_MARK_UP = 3_000_000
_SHORT = 1200
"""Characters of body in which an article that goes on elsewhere ends, and below which an error page stays."""
_WALL = 2500
_LINKS = 25
_ENTRIES = 4


def not_an_article(page: Page, article: Article) -> str | None:
    """Why ``article`` is none, in a few words; ``None`` for a page that may be one."""
    if page.body_only:
        return None
    body = _body(article)
    return _error_page(article, body) or _cookie_wall(article, body) or _list_of_links(page, article, body)


def remark(page: Page, article: Article) -> str | None:
    """What is to be said beside an article: that it is a live blog, or that a paywall cuts it off."""
    if page.body_only:
        return None
    return _live_blog(page, article) or _paywall(page, article)


def _body(article: Article) -> str:
    return "\n".join(article.text[b.start : b.end].strip() for b in article.blocks if b.role == "body")


@cache
def _phrases(kind: str, how: str) -> tuple[str, ...]:
    return tuple(table("shared", "page_kinds")[kind][how])


def _lines(article: Article, most: int) -> list[str]:
    return [line for line in article.text[:20_000].split("\n") if line.strip()][:most]


def _error_page(article: Article, body: str) -> str | None:
    """A title or one of the first lines that says so, and too little text for an article."""
    if len(body) > _SHORT:
        return None
    lines = _lines(article, 40)
    if len(lines) > 30 and len(body) > _SHORT / 3:
        return None
    for line in ([article.title.value] if article.title else []) + lines:
        key = line_key(line[:300])
        for part in (key, key.split(" | ")[0], key.split(" - ")[0]):
            if part.strip(" .") in _phrases("error", "is") or part in _phrases("error", "is"):
                return f"an error page, no article: “{line.strip()[:80]}”"
        if len(body) < _SHORT / 3 and len(line) < 160 and key.startswith(_phrases("error", "starts")):
            return f"an error page, no article: “{line.strip()[:80]}”"
    return None


def _cookie_wall(article: Article, body: str) -> str | None:
    """Nothing to read but a question about cookies."""
    if len(article.text) > 3 * _WALL or len(body) > _WALL:
        return None
    lines = _lines(article, 200)
    asking = [line for line in lines if any(phrase in line[:2000].casefold() for phrase in _phrases("consent", "has"))]
    if len(asking) < 2 or sum(map(len, asking)) < 0.5 * sum(len(line) for line in lines if len(line) >= 60):
        return None
    return "a cookie wall, no article: it asks for consent before it shows anything"


def _list_of_links(page: Page, article: Article, body: str) -> str | None:
    """Many lines as headlines are, hardly a sentence between them, and no body to speak of; nor do its metadata say
    that it is an article. A character of a wide script counts for three."""
    if len(body) + 2 * sum(1 for c in body[:_SHORT] if c >= _WIDE) > _BARE:
        return None
    if page.html is not None and _ARTICLE.search(page.html, 0, _MARK_UP):
        return None
    lines = [line.strip() for line in article.text[:200_000].split("\n") if line.strip()]
    heads = [line for line in lines if 25 <= len(line) <= 160 and line[-1] not in ".!?…"]
    sentences = [line for line in lines if len(line) >= 120 and line[-1] in '.!?…”"']
    if len(heads) < _LINKS or 4 * len(sentences) > len(heads) or sum(map(len, heads)) < 3 * len(body):
        return None
    return f"a list of {len(heads)} headlines or links, no article"


def _live_blog(page: Page, article: Article) -> str | None:
    """Metadata that say so, or a title or an address that does, with the times of several entries."""
    said = page.html is not None and _LIVE.search(page.html, 0, _MARK_UP) is not None
    title = f" {article.title.value.casefold()} " if article.title else ""
    address = (article.url or "").casefold()
    named = any(
        re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)" if phrase[-1].isalpha() else re.escape(phrase), title)
        or phrase.replace(" ", "-") in address
        for phrase in _phrases("live", "has")
        if len(phrase) > 7 or phrase in title
    )
    if not (said or named):
        return None
    ranges = [(b.start, b.end) for b in article.blocks if b.role == "body"]
    if not ranges:
        return None
    inner = article.text[ranges[0][0] : ranges[-1][1]]
    entries = sum(1 for line in inner.split("\n") if len(line) < 60 and _CLOCK.search(line))
    if entries < (1 if said and named else _ENTRIES):
        return None
    return f"a live blog, not one article: {entries} entries with a time of their own"


def _paywall(page: Page, article: Article) -> str | None:
    """Little text, and behind it what asks for a subscription to read the rest."""
    bodies = [i for i, block in enumerate(article.blocks) if block.role == "body"]
    size = sum(article.blocks[i].end - article.blocks[i].start for i in bodies)
    if not bodies or size > 2 * _SHORT:
        return None
    after = article.blocks[bodies[-1]].end
    following = [line for line in article.text[after : after + 3000].split("\n") if line.strip()][:8]
    for line in following:
        folded = line[:500].casefold()
        if any(phrase in folded for phrase in _phrases("paywall", "has")):
            return f"cut off by a paywall after {size:,} characters: “{line.strip()[:80]}”"
    last = article.text[article.blocks[bodies[-1]].start : after].rstrip()
    if page.html is not None and size < _SHORT and _PAID.search(page.html, 0, _MARK_UP):
        return f"cut off by a paywall after {size:,} characters, as its metadata say"
    if size < _SHORT and last.endswith(("...", "…")):
        return f"the text breaks off after {size:,} characters"
    return None
