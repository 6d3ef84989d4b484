"""One JSON record -> one page, article, reading or drop."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from readout.errors import EvidenceError
from readout.ingest.decoding import newlines, without_surrogates
from readout.ingest.identity import page_id, renamed, safe_id
from readout.spans import check, check_tiling, text_hash
from readout.types import Article, Dropped, Evidence, Member, Page, Reading

PAIR = frozenset({"a", "b", "kind", "a_in_b", "b_in_a"})
"""The fields of a related pair, as ``readout cluster --pairs`` writes it after the readings."""
Record = Page | Article | Reading | Dropped


def record(line: bytes, place: str) -> Iterator[Record]:
    """What one JSON line holds, and a ``Dropped`` for what was lost or cannot be taken; ``place`` names it."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("utf-8", "replace")
        yield _dropped(place, f"decoded as utf-8, {max(1, text.count('�'))} characters lost")
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        try:  # unpaired surrogates are written as escapes by some programs; the standard library reads them
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield _dropped(place, f"broken JSON: {str(error)[:200]}")
            return
    yield from from_value(value, place)


def from_value(value: Any, place: str) -> Iterator[Record]:
    """What one decoded JSON object holds; nothing for a pair of accounts: it follows from the readings."""
    if not isinstance(value, dict):
        yield _dropped(place, "a record must be a JSON object")
        return
    if value.keys() == PAIR:
        return
    try:
        if "stage" in value and "reason" in value:
            yield msgspec.convert(value, Dropped)
        elif "blocks" in value and "text_sha256" in value:
            yield _article(value, _kind(value))
        else:
            yield from _page(value, place)
    except (msgspec.ValidationError, EvidenceError, UnicodeError, RecursionError) as error:
        yield _dropped(place, f"a record that cannot be taken: {str(error)[:300]}")


def page(content: str, place: str, *, html: bool, stated: dict[str, Any] | None = None) -> Iterator[Page | Dropped]:
    """A page of ``content``, with what its record states, and a ``Dropped`` where characters were lost."""
    stated = stated or {}
    content, lost = without_surrogates(content if html else newlines(content))
    if lost:
        yield _dropped(place, f"{lost} unpaired surrogates became U+FFFD")
    if not content.strip():
        yield _dropped(place, "empty")
        return
    given, url = stated.get("id"), stated.get("url")
    fields = {name: stated.get(name) for name in ("published", "title", "outlet", "fetched_at")}
    yield Page(
        id=safe_id(given) if given else page_id(url, content),
        input=place,
        html=content if html else None,
        text=None if html else content,
        url=url,
        body_only=bool(stated.get("body_only")),
        **fields,
    )


class _Stated(msgspec.Struct, frozen=True, kw_only=True):
    id: str | int | None = None
    url: str | None = None
    html: str | None = None
    text: str | None = None
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    fetched_at: str | None = None
    body_only: bool | None = None


def _page(value: dict[str, Any], place: str) -> Iterator[Page | Dropped]:
    stated = msgspec.convert(value, _Stated)
    fields: dict[str, Any] = {}
    for name in ("id", "url", "published", "title", "outlet", "fetched_at"):
        said = getattr(stated, name)
        fields[name] = (without_surrogates(str(said))[0].strip() or None) if said is not None else None
    fields["body_only"] = stated.body_only
    if stated.html is not None and stated.html.strip():
        yield from page(stated.html, place, html=True, stated=fields)
    elif stated.text is not None:
        yield from page(stated.text, place, html=False, stated=fields)
    else:
        yield _dropped(place, "empty" if stated.html is not None else "a record with neither html nor text")


def _kind(value: dict[str, Any]) -> type[Article]:
    if "sentences" not in value:
        return Article
    return Member if "story" in value and "lineage" in value else Reading


def _article(value: dict[str, Any], kind: type[Article]) -> Article:
    item = msgspec.convert(value, kind)
    if text_hash(item.text) != item.text_sha256:
        raise EvidenceError("text_sha256 is not that of the text")
    check_tiling(item.blocks, item.text)
    _check_evidence(item, item.text)
    name = safe_id(item.id) if item.id else page_id(item.url, item.text)
    return item if name == item.id else renamed(item, name)


def _check_evidence(value: Any, text: str) -> None:
    if isinstance(value, Evidence):
        check(value, text)
    elif isinstance(value, tuple):
        for part in value:
            _check_evidence(part, text)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            _check_evidence(getattr(value, name), text)


def _dropped(place: str, reason: str) -> Dropped:
    return Dropped(stage="ingest", input=place, reason=without_surrogates(reason)[0])
