"""Opening what the inputs name: gzip or not, archives, records, Parquet, HTML or text, told by content."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import IO, Any

import msgspec

from readout.ingest import remote, warc
from readout.ingest.decoding import decode
from readout.ingest.gzip_members import Members
from readout.ingest.jsonlines import from_value, page, record
from readout.ingest.kinds import GZIP, WARC, foreign, looks_like_html, looks_like_records, no_text
from readout.ingest.parquet import MAGIC as PARQUET
from readout.ingest.parquet import rows
from readout.ingest.sources import Source, printable, sources
from readout.types import Article, Dropped, Page, Reading

PAGE_LIMIT = 64 * 1024 * 1024
"""Bytes, after decompression, that one page or one record may have: what is larger is dropped, so that a
compression bomb cannot fill the memory."""

_HEAD = 65536


def records(inputs: Sequence[str]) -> Iterator[Page | Article | Reading | Dropped]:
    """The pages and stage records that ``inputs`` hold, one after the other, and what could not be taken, and why.

    An input is a file, a directory (walked, sorted), a glob, a prefix in an object store, or ``-`` for standard input.
    What a file holds is told by its content: gzip or not, JSON records (raw or of a stage), WARC or WET, Parquet, HTML
    or plain text. Records are streamed; nothing else than one page, or 64 rows of Parquet, is held. Nothing raises for
    bad input; :class:`UsageError` says which extra is missing.
    """
    for source in sources(inputs):
        if isinstance(source, Dropped):
            yield source
        else:
            yield from from_source(source)


def from_source(source: Source) -> Iterator[Page | Article | Reading | Dropped]:
    """What :func:`records` gives for one of the files that the inputs stand for."""
    try:
        yield from _source(source)
    except OSError as error:
        yield _dropped(printable(source.name), f"cannot be read: {error.strerror or error}")


def _source(source: Source) -> Iterator[Page | Article | Reading | Dropped]:
    name = printable(source.name)
    if source.uri is not None:
        with remote.opened(source.uri) as stream:
            yield from _stream(stream, name)
    elif source.path is None:
        yield from _stream(io.BufferedReader(_Forward(sys.stdin.buffer), _HEAD), name)
    else:
        with source.path.open("rb", buffering=_HEAD) as stream:
            yield from _stream(stream, name)


def _stream(stream: IO[bytes], name: str) -> Iterator[Page | Article | Reading | Dropped]:
    head = stream.peek(_HEAD) if isinstance(stream, io.BufferedReader) else b""
    if head.startswith(GZIP):
        yield from _packed_archive(stream, name) if _unpacked(head).startswith(WARC) else _packed(stream, name)
    elif head.startswith(PARQUET):
        if stream.seekable():
            yield from rows(stream, name)
        else:
            yield _dropped(name, "Parquet cannot be read from a pipe: name the file")
    else:
        yield from _content(stream, name)


def _unpacked(head: bytes) -> bytes:
    """The first characters of gzipped bytes; nothing where they are broken."""
    try:
        return zlib.decompressobj(31).decompress(head, len(WARC))
    except zlib.error:
        return b""


def _packed(stream: IO[bytes], name: str) -> Iterator[Page | Article | Reading | Dropped]:
    with gzip.GzipFile(fileobj=stream) as unpacked:
        try:
            yield from _content(io.BufferedReader(unpacked, _HEAD), name)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield _dropped(name, f"broken gzip: {str(error)[:200]}")


def _packed_archive(stream: IO[bytes], name: str) -> Iterator[Page | Dropped]:
    members = Members(stream)
    yield from warc.archive(b"", io.BufferedReader(members, _HEAD), name, PAGE_LIMIT, lambda: members.ended)
    for fault in members.faults:
        yield _dropped(name, f"broken gzip: {fault}")


def _content(stream: IO[bytes], name: str) -> Iterator[Page | Article | Reading | Dropped]:
    head = stream.read(_HEAD)
    if not head.strip():
        rest = stream.read(1)
        if not rest:
            yield _dropped(name, "empty")
            return
        head += rest
    other = foreign(head)
    if other is not None:
        yield _dropped(name, f"{other}: not a page")
    elif looks_like_records(head):
        yield from _records(head, stream, name)
    elif head.startswith(WARC):
        yield from warc.archive(head, stream, name, PAGE_LIMIT, lambda: True)
    else:
        yield from _single(head, stream, name)


def _single(head: bytes, stream: IO[bytes], name: str) -> Iterator[Page | Dropped]:
    data = head + stream.read(PAGE_LIMIT + 1 - len(head))
    if len(data) > PAGE_LIMIT:
        yield _dropped(name, f"more than {PAGE_LIMIT >> 20} MiB in one page")
        return
    decoded = decode(data)
    if no_text(head, decoded.text, decoded.charset, decoded.lost):
        yield _dropped(name, "binary data: not a page")
        return
    if decoded.lost:
        yield _dropped(name, f"decoded as {decoded.charset}, {decoded.lost} characters lost")
    yield from page(decoded.text, name, html=looks_like_html(decoded.text))


def _records(head: bytes, stream: IO[bytes], name: str) -> Iterator[Page | Article | Reading | Dropped]:
    """JSON lines, streamed; or, where the first line is no whole value, one JSON document of records."""
    lines = _lines(head.removeprefix(b"\xef\xbb\xbf"), stream)
    number = 0
    for line in lines:
        number += 1
        if line is None:
            yield _dropped(f"{name}:{number}", f"more than {PAGE_LIMIT >> 20} MiB in one record")
            continue
        if not line.strip():
            continue
        if number == 1 and not _whole(line):
            document = _document(line, lines)
            if document is not None:
                for index, value in enumerate(document, 1):
                    yield from from_value(value, f"{name}:{index}" if len(document) > 1 else name)
                return
            yield _dropped(f"{name}:1", "broken JSON, and the file as a whole is no JSON document")
            return
        yield from record(line, f"{name}:{number}")


def _whole(line: bytes) -> bool:
    """Whether a first line can be a record of its own: not a lone bracket, not the open start of a document."""
    start = line.strip()
    return start.startswith(b"{") and start.endswith(b"}")


def _document(first: bytes, lines: Iterator[bytes | None]) -> list[Any] | None:
    """The objects of a JSON file that is one object or one list; ``None`` where it is neither, or too large."""
    parts, size = [first], len(first)
    for line in lines:
        size += len(line) if line is not None else PAGE_LIMIT
        if line is None or size > PAGE_LIMIT:
            return None
        parts.append(line)
    try:
        value = msgspec.json.decode(b"".join(parts))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    return value if isinstance(value, list) else [value]


def _lines(head: bytes, stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of ``head`` and what follows it; ``None`` for a line beyond the limit, which is passed over."""
    pending: list[bytes] = []
    size = 0
    chunk = head
    while chunk:
        parts = chunk.split(b"\n")
        for part in parts[:-1]:
            size += len(part)
            yield None if size > PAGE_LIMIT else b"".join((*pending, part))
            pending, size = [], 0
        size += len(parts[-1])
        if size > PAGE_LIMIT:
            pending = []
        else:
            pending.append(parts[-1])
        chunk = stream.read(_HEAD)
    if size:
        yield None if size > PAGE_LIMIT else b"".join(pending)


class _Forward(io.RawIOBase):
    """Standard input as a raw stream, so that its first bytes can be looked at."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` with what comes next; 0 at the end."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _dropped(name: str, reason: str) -> Dropped:
    return Dropped(stage="ingest", input=name, reason=reason)
