"""What an HTML page says about itself: JSON-LD, meta elements, times."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser

from readout.extract.segments import Metadata

_LARGEST = 2_000_000
_MOST_OBJECTS = 2000
_ARTICLES = ("article", "posting", "report", "webpage", "review", "liveblog", "newsarticle", "recipe")
_LD_DATES = ("datePublished", "dateCreated", "uploadDate", "dateModified")
_DATE_NAMES = ("date", "time", "publi", "creat", "modif", "updat", "issued")
_MOST_TIMES = 20
_JSON_SPACE = str.maketrans({"\n": " ", "\r": " ", "\t": " "})


def metadata(tree: LexborHTMLParser) -> Metadata:
    """The page's metadata, the most trustworthy first: JSON-LD of an article, then meta elements, then ``<title>``."""
    articles = list(_articles(tree))
    metas = _metas(tree)
    titles = [*_strings(articles, "headline"), *_values(metas, "og:title", "twitter:title", "title", "dc.title")]
    outlets = [
        *(name for article in articles for name in _people(article.get("publisher"))),
        *_values(metas, "og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site"),
    ]
    authors = _clean([name for article in articles for name in _people(article.get("author"))])
    authors = authors or _clean(_values(metas, "author", "article:author", "dc.creator", "byl", "parsely-author"))
    if not authors:
        marked = [
            node.attributes.get("content") or node.text(deep=True) for node in tree.css('[itemprop="author"]')[:4]
        ]
        authors = _clean([name for name in marked if name])
    title = tree.css_first("title")
    root = tree.css_first("html")
    canonical = tree.css_first('link[rel="canonical"]')
    addresses = [canonical.attributes.get("href") or "" if canonical is not None else "", *_values(metas, "og:url")]
    bodies = [body for body in _strings(articles, "articleBody") if len(body) > 200]
    return Metadata(
        titles=_clean(titles),
        page_title=next(iter(_clean([title.text(deep=True)])), None) if title is not None else None,
        description=next(iter(_clean([*_values(metas, "og:description", "description")])), None),
        outlets=tuple(o for o in _clean(outlets) if not o.startswith(("@", "http"))),
        authors=authors,
        language=(root.attributes.get("lang") if root is not None else None) or None,
        url=next((u for u in addresses if u.startswith(("http://", "https://"))), None),
        body=max(bodies, key=len) if bodies else None,
        dates=_dates(articles, metas, tree),
    )


def _articles(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe the page's own article; lists of other articles are passed over."""
    for script in tree.css('script[type="application/ld+json"]')[:30]:
        data = script.text(deep=True) or ""
        if len(data) > _LARGEST:
            continue
        stack: list[Any] = [_json(data)]
        seen = 0
        while stack and seen < _MOST_OBJECTS:
            value = stack.pop()
            seen += 1
            if isinstance(value, list):
                stack.extend(reversed(value[:200]))
            elif isinstance(value, dict):
                kind = value.get("@type")
                names = [kind] if isinstance(kind, str) else kind if isinstance(kind, list) else []
                if any(isinstance(n, str) and n.lower().endswith(_ARTICLES) for n in names):
                    yield value
                stack.extend(value[key] for key in ("mainEntity", "@graph") if key in value)


def _json(data: str) -> Any:
    """One JSON-LD script's value; ``None`` where it is broken beyond raw line breaks in its strings."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        pass
    try:
        return json.loads(data.translate(_JSON_SPACE), strict=False)
    except (ValueError, RecursionError):
        return None


def _metas(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    found = []
    for node in tree.css("meta[content]")[:400]:
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            found.append((name.lower(), content))
    return found


def _values(metas: list[tuple[str, str]], *names: str) -> list[str]:
    return [content for name in names for key, content in metas if key == name]


def _strings(articles: list[dict[str, Any]], key: str) -> list[str]:
    return [value for article in articles if isinstance(value := article.get(key), str)]


def _people(value: Any) -> Iterator[str]:
    """Names in a JSON-LD author or publisher: a string, an object with a name, or a list of them."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            name = item.get("name")
            yield from (n for n in (name if isinstance(name, list) else [name]) if isinstance(n, str))


def _dates(
    articles: list[dict[str, Any]], metas: list[tuple[str, str]], tree: LexborHTMLParser
) -> tuple[tuple[str, str], ...]:
    found = [(f"jsonld:{key}", value) for key in _LD_DATES for value in _strings(articles, key)]
    for name, content in metas:
        if len(content) <= 60 and any(part in name for part in _DATE_NAMES) and any(c.isdigit() for c in content):
            prefix = "og" if name.startswith(("article:", "og:")) else "meta"
            found.append((f"{prefix}:{name}", content))
    for node in tree.css('[itemprop="datePublished"], [itemprop="dateModified"]')[:4]:
        value = node.attributes.get("content") or node.attributes.get("datetime")
        if value and len(value) <= 60:
            found.append((f"itemprop:{node.attributes.get('itemprop')}", value))
    for node in tree.css("time[datetime]")[:_MOST_TIMES]:
        value = node.attributes.get("datetime")
        if value and len(value) <= 60:
            found.append(("time[datetime]", value))
    return tuple(dict.fromkeys(found))


def _clean(values: list[str]) -> tuple[str, ...]:
    """Without white space at the ends or repeated, without empty and repeated entries, nothing overlong."""
    return tuple(dict.fromkeys(v for value in values if (v := " ".join(value[:2000].split()))))
