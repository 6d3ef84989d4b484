"""What an HTTP response, as an archive keeps it, holds for a reader: its media type, its charset and its content."""

from __future__ import annotations

import codecs
import re
import zlib

_HEADER_LIMIT = 1 << 20
_STATUS = re.compile(rb"HTTP/[0-9.]{1,5}\s+([0-9]{3})")
_CHARSET = re.compile(r"""charset\s{0,4}=\s{0,4}["']?([A-Za-z0-9_:.+-]{2,40})""", re.IGNORECASE)
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1"})


class Unusable(Exception):
    """A response that holds no page; the message is the reason."""


def kind_of(content_type: str) -> tuple[str | None, str | None]:
    """``("html" | "text" | None, charset | None)``; ``None`` is not said. Raises :class:`Unusable` for other media.

    >>> kind_of("text/html; charset=ISO-8859-1"), kind_of("")
    (('html', 'cp1252'), (None, None))
    """
    media = content_type.split(";", 1)[0].strip().lower()
    found = _CHARSET.search(content_type[:500])
    charset = _known(found[1]) if found else None
    if media in ("text/html", "application/xhtml+xml"):
        return "html", charset
    if media == "text/plain":
        return "text", charset
    if media in ("", "application/octet-stream", "unk"):
        return None, charset
    raise Unusable(f"{media[:60]}: not a page")


def entity(response: bytes, limit: int) -> tuple[str, bytes]:
    """The content type and the content of a response, out of its transfer and content encodings.

    Raises :class:`Unusable` for a response that is broken, no success, in an encoding that is not known, or of more
    than ``limit`` bytes when unpacked.
    """
    status = _STATUS.match(response[:64])
    if status is None:
        raise Unusable("a broken HTTP response")
    if status[1] != b"200":
        raise Unusable(f"HTTP status {status[1].decode()}: not a page")
    end = re.search(rb"\r?\n\r?\n", response[:_HEADER_LIMIT])
    if end is None:
        raise Unusable("a broken HTTP response: its headers do not end")
    headers = _headers(response[: end.start()])
    content = response[end.end() :]
    if headers.get("transfer-encoding", "").lower() == "chunked":
        content = _joined(content)
    for encoding in reversed([name.strip().lower() for name in headers.get("content-encoding", "").split(",")]):
        content = _unpacked(content, encoding, limit)
    return headers.get("content-type", ""), content


def _headers(block: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in block.split(b"\n")[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found


def _joined(content: bytes) -> bytes:
    """Chunks joined; content that is not in chunks as it stands, as archives keep it whose crawler joined them."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = content.find(b"\n", at, at + 64)
        try:
            size = int(content[at:end].split(b";", 1)[0].strip(), 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else content
        if size == 0:
            return b"".join(parts)
        parts.append(content[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if content[at : at + 2] == b"\r\n" else content[at : at + 1] == b"\n"


def _unpacked(content: bytes, encoding: str, limit: int) -> bytes:
    if encoding in ("", "identity"):
        return content
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Unusable(f"in the content encoding {encoding[:40]!r}, which is not unpacked")
    if encoding != "deflate" and not content.startswith(b"\x1f\x8b"):
        return content  # unpacked by the crawler, which kept the header
    for bits in (47, -15):  # gzip or zlib by their heads; bare deflate, which some servers send
        unpack = zlib.decompressobj(bits)
        try:
            found = unpack.decompress(content, limit + 1)
        except zlib.error:
            continue
        if len(found) > limit:
            raise Unusable(f"more than {limit >> 20} MiB in one page")
        return found
    raise Unusable("its compressed content is broken")


def _known(charset: str) -> str | None:
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    return "cp1252" if name in _LATIN else name
