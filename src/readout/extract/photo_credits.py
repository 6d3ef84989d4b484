"""The credit of a picture at the end of its caption: a photographer, a house, or both."""

from __future__ import annotations

import re

_NAME = r"[^\W\d_a-z](?:\.|[\w'’-]{0,20})(?:\s[^\W\d_a-z](?:\.|[\w'’-]{0,20})){0,3}"
_WORD = r"(?i:photograph|photo|image|picture|credit|foto|bild|pic)s?"
_CREDIT = re.compile(
    r"(?:(?<=[.!?\"”’)])|(?<=\s)|^)\s*(?P<credit>[*_(\[]{0,3}(?:"
    rf"(?:{_WORD}(?:\s?(?:by|credit|courtesy|source))?\s?[:/©]\s?[^.]{{2,80}})|"
    r"(?:©\s?[^.]{2,60})|"
    rf"(?:/\s?{_NAME})|"
    rf"(?:{_NAME}\s?/\s?{_NAME}(?:\s?/\s?{_NAME})?)|"
    r"(?:(?:AP|AFP|REUTERS|EPA|TASS|Reuters)\s?(?:Photo)?\s?/\s?[^.]{2,60})"
    r")[*_)\]]{0,3})\.?$"
)
_TAIL = 200


def photo_credit(line: str) -> int | None:
    """Where the photo credit that closes ``line`` begins.

    >>> line = "The two ministers in Rolnek. Petr Lom / TASS"
    >>> line[photo_credit(line):]
    'Petr Lom / TASS'
    """
    offset = max(0, len(line) - _TAIL)
    found = _CREDIT.search(line[offset:])
    return offset + found.start("credit") if found is not None else None
