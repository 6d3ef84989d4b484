"""Ids: names for pages that are safe as file names and belong to one page each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

from readout.types import Article, Dropped, Evidence, Page, Reading

Item = TypeVar("Item", bound=Page | Article)

_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def page_id(url: str | None, content: str) -> str:
    """The id of a page that states none: 16 hex digits of a hash over its address and its content."""
    return sha256(f"{url or ''}\n{content}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def safe_id(given: str) -> str:
    """``given`` where it can be a file name everywhere, else a readable part of it and 8 digits of its hash.

    >>> safe_id("wire-004"), safe_id("../../etc/passwd")
    ('wire-004', 'etc-passwd-3754d6cb')
    """
    if _SAFE.fullmatch(given) and not _DEVICE.fullmatch(given):
        return given
    slug = re.sub(r"[^A-Za-z0-9]+", "-", given[:400]).strip("-")[:60].strip("-") or "page"
    return f"{slug}-{_hash(given)[:8]}"


def renamed(value: Item, account: str) -> Item:
    """A page or an article under the id ``account``, in all its evidence too."""
    moved: Item = _with_account(value, account)
    return msgspec.structs.replace(moved, id=account)


def distinct(items: Iterable[Page | Article | Reading | Dropped]) -> Iterator[Page | Article | Reading | Dropped]:
    """``items`` with an id for each page: pages that are the same twice are given once, the rest as ``Dropped``.

    Where one id names different pages, each of them is renamed ``<id>-<8 hex digits of its content's hash>``.
    Ids that differ only in upper and lower case count as one, since file systems may take them for one. Which
    page is kept and what it is called does not depend on the order of ``items``; they are given in that order.
    All pages are held in memory.
    """
    everything = list(items)
    named: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, item in enumerate(everything):
        if not isinstance(item, Dropped):
            named[item.id.casefold()][_content_hash(item)].append(index)
    kept: dict[int, str] = {}
    twin: dict[int, int] = {}
    taken = set(named)
    for key in sorted(named):
        for content in sorted(named[key]):
            same = sorted(named[key][content], key=lambda i: (_rank(everything[i]), i))
            name = everything[same[0]].id if len(named[key]) == 1 else _free(everything[same[0]].id, content, taken)  # type: ignore[union-attr]
            kept[same[0]] = name
            twin.update((index, same[0]) for index in same[1:])
    for index, item in enumerate(everything):
        if isinstance(item, Dropped):
            yield item
        elif index in twin:
            yield Dropped(stage="ingest", input=item.input, reason=f"same page as {everything[twin[index]].input}")
        else:
            yield item if item.id == kept[index] else renamed(item, kept[index])


def _free(given: str, content: str, taken: set[str]) -> str:
    """A name for one of several pages with one id, which nobody else bears."""
    for length in (8, 16, 32, 64):
        name = f"{given[:60]}-{content[:length]}"
        if name.casefold() not in taken:
            break
    taken.add(name.casefold())
    return name


def _content_hash(item: Page | Article) -> str:
    if isinstance(item, Page):
        return _hash(f"{item.url or ''}\n{item.html if item.html is not None else item.text}")
    return _hash(f"{item.url or ''}\n{item.text_sha256}")


def _rank(item: Page | Article | Dropped) -> tuple[bool, str, bytes]:
    """Readings before articles before pages, then by input, then by everything else: never by arrival."""
    return (not isinstance(item, Reading), item.input, msgspec.json.encode(item))


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _with_account(value: Any, account: str) -> Any:
    if isinstance(value, Evidence):
        return msgspec.structs.replace(value, account=account)
    if isinstance(value, tuple):
        return tuple(_with_account(part, account) for part in value)
    if isinstance(value, msgspec.Struct):
        changes = {}
        for name in value.__struct_fields__:
            old = getattr(value, name)
            if isinstance(old, (tuple, msgspec.Struct)):
                changes[name] = _with_account(old, account)
        return msgspec.structs.replace(value, **changes) if changes else value
    return value
