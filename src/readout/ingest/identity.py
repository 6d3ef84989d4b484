"""Ids: names for pages that are safe as file names and belong to one page each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

import msgspec

from readout.types import Article, Dropped, Evidence, Page, Reading

Item = TypeVar("Item", bound=Page | Article)

_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?")
_STEM = 60
_HASHES = re.compile("(?:-[0-9a-f]*)+$")
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


class Named(NamedTuple):
    """What decides what a page is called: its id, a hash of its content, its place among pages that are the same."""

    id: str
    content: str
    rank: tuple[bool, str, bytes]

    @property
    def input(self) -> str:
        """Where the page came from."""
        return self.rank[1]


def named(item: Page | Article) -> Named:
    """Readings before articles before pages, then by input, then by everything else: never by arrival."""
    return Named(item.id, _content_hash(item), (not isinstance(item, Reading), item.input, msgspec.json.encode(item)))


def family(given: str) -> str:
    """What ids share that :func:`names` must see together: it renames no page to an id of another family.

    >>> family("Wire-4"), family("wire-4-0a1b2c3d"), family("0f" * 40)[:4]
    ('wire', 'wire', '0f0f')
    """
    return _HASHES.sub("", given.casefold()[:_STEM])


def names(pages: Sequence[Named]) -> list[str | int]:
    """For each page the id that it bears from here on, or the index of the page that it repeats.

    Where one id names different pages, each is called ``<id>-<8 hex digits of its content's hash>``. Ids that differ
    only in upper and lower case count as one, since file systems may take them for one. Order changes nothing.
    """
    groups: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, page in enumerate(pages):
        groups[page.id.casefold()][page.content].append(index)
    decided: dict[int, str | int] = {}
    taken = set(groups)
    for key in sorted(groups):
        for content in sorted(groups[key]):
            first, *again = sorted(groups[key][content], key=lambda i: (pages[i].rank, i))
            given = pages[first].id
            decided[first] = given if len(groups[key]) == 1 else _free(given, content, taken)
            decided.update((index, first) for index in again)
    return [decided[index] for index in range(len(pages))]


def distinct(items: Iterable[Page | Article | Reading | Dropped]) -> Iterator[Page | Article | Reading | Dropped]:
    """``items`` with an id for each page, as :func:`names` decides: pages that are there twice are given once, the rest
    as ``Dropped``. They are given in the order of ``items``; all of them are held in memory.
    """
    everything = list(items)
    pages = [item for item in everything if not isinstance(item, Dropped)]
    decided = iter(names([named(page) for page in pages]))
    for item in everything:
        if isinstance(item, Dropped):
            yield item
            continue
        name = next(decided)
        if isinstance(name, int):
            yield repeated(item.input, pages[name].input)
        else:
            yield item if item.id == name else renamed(item, name)


def repeated(place: str, of: str) -> Dropped:
    """That the page from ``place`` is the one from ``of`` again."""
    return Dropped(stage="ingest", input=place, reason=f"same page as {of}")


def _free(given: str, content: str, taken: set[str]) -> str:
    """A name for one of several pages with one id, which nobody else bears."""
    for length in (8, 16, 32, 64):
        name = f"{given[:_STEM]}-{content[:length]}"
        if name.casefold() not in taken:
            break
    taken.add(name.casefold())
    return name


def _content_hash(item: Page | Article) -> str:
    if isinstance(item, Page):
        return _hash(f"{item.url or ''}\n{item.html if item.html is not None else item.text}")
    return _hash(f"{item.url or ''}\n{item.text_sha256}")


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
