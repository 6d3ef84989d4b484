"""What a file holds, told by its first bytes and never by its ending."""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal

Kind = Literal["records", "html", "text"]

GZIP = b"\x1f\x8b"
WARC = b"WARC/"
_FOREIGN = (
    (b"%PDF-", "a PDF file (binary data)"),
    (b"PK\x03\x04", "a ZIP archive (binary data)"),
    (b"\x89PNG", "an image (binary data)"),
    (b"\xff\xd8\xff", "an image (binary data)"),
    (b"GIF8", "an image (binary data)"),
    (b"BZh", "a bzip2 archive (binary data)"),
    (b"\xfd7zXZ", "an xz archive (binary data)"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive (binary data)"),
    (b"SQLite format 3\0", "a database (binary data)"),
    (b"\x7fELF", "a program (binary data)"),
)
_OWN_REPORT = b'<meta name="generator" content="Readout'
_OWN_HEAD = 2000
_HTML_START = re.compile(
    r"\s{0,1000}(?:<!doctype\s+html|<html|<head|<body|<\?xml|<!--|<meta|<div|<p[\s>]|<article)", re.I
)
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|span|a|ul|li|h[1-6]|article|section|meta|link|script|br)\b[^<>]{0,500}>", re.I
)
_MANY_TAGS = 6
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def foreign(head: bytes) -> str | None:
    """What but a page the first bytes show, such as ``a PDF file (binary data)``; ``None`` for what may be one."""
    for magic, name in _FOREIGN:
        if head.startswith(magic):
            return name
    return "a report that Readout wrote" if _OWN_REPORT in head[:_OWN_HEAD] else None


def binary(head: bytes) -> bool:
    """Whether bytes that are no UTF-16 or UTF-32 are no text either: control characters beyond a trace."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    return len(_CONTROLS.findall(head)) > max(2, len(head) // 50)


def no_text(head: bytes, text: str, charset: str, lost: int) -> bool:
    """Whether bytes that were decoded as ``text`` with ``lost`` characters are no text in truth."""
    if charset.startswith(("utf-16", "utf-32")):
        return lost > len(text) // 20
    return binary(head)


def looks_like_records(head: bytes) -> bool:
    """Whether the first bytes are those of JSON: an object, or a list of objects."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return re.match(rb'(?:\[\s{0,1000})?\{\s{0,1000}(?:"|\})', start) is not None


def looks_like_html(text: str) -> bool:
    """Whether decoded text is a page with mark-up: it begins as one, or holds many of its tags early on.

    >>> looks_like_html("<!DOCTYPE html><title>x</title>"), looks_like_html("a < b and c > d")
    (True, False)
    """
    head = text[:65536]
    if _HTML_START.match(head):
        return True
    return sum(1 for _ in islice(_TAG.finditer(head), _MANY_TAGS)) == _MANY_TAGS
