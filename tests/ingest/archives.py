"""Archives of invented pages, made byte by byte."""

from __future__ import annotations

import gzip

HTML = "application/http; msgtype=response"


def record(kind: str, content: bytes, *, url: str = "", media: str = "text/plain", length: int | None = None) -> bytes:
    """A WARC record; ``length`` is what it claims where that is not the truth."""
    head = [
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2031-05-04T10:00:00Z",
        f"Content-Type: {media}", f"Content-Length: {len(content) if length is None else length}",
    ]  # fmt: skip
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def wet(text: str, number: int = 0, length: int | None = None) -> bytes:
    """A conversion record, as WET files hold them."""
    return record("conversion", text.encode(), url=f"https://ardovia.example/{number}", length=length)


def response(content: bytes, *headers: str, status: str = "200 OK", number: int = 0) -> bytes:
    """A response record with its HTTP headers."""
    head = "\r\n".join((f"HTTP/1.1 {status}", *headers)).encode()
    return record("response", head + b"\r\n\r\n" + content, url=f"https://ardovia.example/{number}", media=HTML)


def packed(*records: bytes) -> bytes:
    """Each record as a gzip member of its own, as crawlers write them."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
