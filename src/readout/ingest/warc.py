"""WARC and WET archives (ISO 28500): one page for each response, resource or conversion record.

A record that is broken, cut off or wrongly measured is dropped with its reason, and reading goes on at the next line
that starts a record. One record at a time is held.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import IO

from readout.ingest.decoding import Decoded, decode
from readout.ingest.http import Unusable, entity, kind_of
from readout.ingest.jsonlines import page
from readout.ingest.kinds import looks_like_html, no_text
from readout.types import Dropped, Page

_LINE = 65536
_HEADER_LINES = 1000
_CHUNK = 1 << 20
_START = b"WARC/"
_NEXT = b"\r\n\r\nWARC/"
_PAGES = frozenset({"response", "resource", "conversion"})
_KNOWN = _PAGES | {"warcinfo", "request", "metadata", "revisit", "continuation"}
_PARTS = {
    "revisit": "a visit that found a page as before: its text is in an earlier record",
    "continuation": "a record in pieces: not put together",
}


def archive(
    head: bytes, stream: IO[bytes], name: str, limit: int, ended: Callable[[], bool]
) -> Iterator[Page | Dropped]:
    """The pages of an archive whose first bytes are ``head``, and what was lost, each named ``name:<record number>``.

    A record of more than ``limit`` bytes is dropped. ``ended`` says whether nothing more comes from ``stream`` where a
    read gives nothing: a broken gzip member ends a record and not the archive.
    """
    source = _Ahead(head, stream)
    number = 0
    while True:
        lost = source.skip_to_start()
        if lost:
            yield _dropped(f"{name}:{number}", f"{lost:,} bytes after this record belong to no record")
        line = source.line()
        if not line:
            if ended():
                return
            continue
        number += 1
        place = f"{name}:{number}"
        headers = _headers(source)
        size = _size(headers)
        if headers is None or size is None:
            yield _dropped(place, "a broken archive record: no headers that can be read, or no length")
        elif size > limit:
            source.skip(size)
            if _is_page(headers):
                yield _dropped(place, f"more than {limit >> 20} MiB in one record")
        else:
            body = source.read(size)
            broken = _misframed(source, body, size)
            if broken is not None:
                yield _dropped(place, f"a broken archive record: {broken}")
            else:
                yield from _record(headers, body, place, limit)


def _headers(source: _Ahead) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for _ in range(_HEADER_LINES):
        line = source.line()
        if not line.strip():
            return found if line else None
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return None


def _size(headers: dict[str, str] | None) -> int | None:
    stated = (headers or {}).get("content-length", "")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 16 else None


def _is_page(headers: dict[str, str]) -> bool:
    return headers.get("warc-type", "").lower() in _PAGES


def _misframed(source: _Ahead, body: bytes, size: int) -> str | None:
    """Why the record's length cannot be right; what it swallowed of the next records is given back to be read."""
    if len(body) < size:
        at = body.find(_NEXT)
        if at >= 0:
            source.give_back(body[at + 4 :])
        return "it is cut off"
    after = source.peek(4)
    if after[:2] in (b"\r\n", b"\n\n", b"") or after[:1] == b"\n" or after.startswith(_START[:4]):
        return None
    at = body.find(_NEXT)
    if at >= 0:
        source.give_back(body[at + 4 :])
    return "its length is wrong"


def _record(headers: dict[str, str], body: bytes, place: str, limit: int) -> Iterator[Page | Dropped]:
    kind = headers.get("warc-type", "").lower()
    if kind in _PARTS or kind not in _KNOWN:
        yield _dropped(place, _PARTS.get(kind, f"an archive record of the unknown type {kind[:40]!r}"))
        return
    if kind not in _PAGES:
        return
    url = headers.get("warc-target-uri", "").strip("<>") or None
    stated = {"url": url, "fetched_at": headers.get("warc-date") or None}
    said = headers.get("content-type", "")
    try:
        content = body
        if said.lower().startswith("application/http") or (kind == "response" and body.startswith(b"HTTP/")):
            said, content = entity(body, limit)
        media, charset = kind_of(said)
    except Unusable as error:
        yield _dropped(place, str(error))
        return
    if not content.strip():
        yield _dropped(place, "empty")
        return
    found = _decoded(content, charset)
    if no_text(content[:_LINE], found.text, found.charset, found.lost):
        yield _dropped(place, "binary data: not a page")
        return
    if found.lost:
        yield _dropped(place, f"decoded as {found.charset}, {found.lost} characters lost")
    yield from page(
        found.text, place, html=media == "html" or (media is None and looks_like_html(found.text)), stated=stated
    )


def _decoded(content: bytes, charset: str | None) -> Decoded:
    """As the server declared it, where those bytes can be that; as the bytes and the page's head say otherwise."""
    if charset is not None:
        try:
            if charset != "utf-8" and not content.isascii():
                content.decode("utf-8")  # a single-byte charset declared over UTF-8 is not believed
                return decode(content)
        except UnicodeDecodeError:
            pass
        try:
            return Decoded(text=content.decode(charset), charset=charset)
        except (UnicodeDecodeError, LookupError, ValueError):
            pass
    return decode(content)


class _Ahead:
    """A stream of bytes of which some can be looked at before they are taken, or given back."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._held = io.BytesIO(head)
        self._stream = stream

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes; fewer only where the stream ends."""
        parts = [self._held.read(size)]
        missing = size - len(parts[0])
        while missing:
            more = self._stream.read(min(missing, _CHUNK))
            if not more:
                break
            parts.append(more)
            missing -= len(more)
        return b"".join(parts)

    def line(self) -> bytes:
        """The next line with its end; of a longer one the first 64 KiB; empty at the end."""
        start = self._held.readline(_LINE)
        if start.endswith(b"\n") or len(start) == _LINE:
            return start
        return start + self._stream.readline(_LINE - len(start))

    def peek(self, size: int) -> bytes:
        """What comes next, without taking it."""
        found = self.read(size)
        self.give_back(found)
        return found

    def skip(self, size: int) -> None:
        """Pass over ``size`` bytes."""
        while size:
            passed = len(self.read(min(size, _CHUNK)))
            if not passed:
                return
            size -= passed

    def give_back(self, data: bytes) -> None:
        """Put ``data`` before what comes next."""
        if data:
            self._held = io.BytesIO(data + self._held.read())

    def skip_to_start(self) -> int:
        """Pass over lines until one starts a record or the stream ends; how many bytes of them were not blank."""
        lost = 0
        while True:
            line = self.line()
            if not line:
                return lost
            if line.startswith(_START):
                self.give_back(line)
                return lost
            lost += len(line.strip())


def _dropped(place: str, reason: str) -> Dropped:
    return Dropped(stage="ingest", input=place, reason=reason)
