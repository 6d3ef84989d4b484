"""Text as it may stand in a cell of a table that a spreadsheet will open."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Controls, and what a reader may take for the end of a line."""
_ESCAPED = re.compile(r"\\(.)")


def safe(text: str) -> str:
    """``text`` with an apostrophe before what a spreadsheet would take for a formula (OWASP, CSV injection).

    >>> safe("=HYPERLINK(1)"), safe("a=b")
    ("'=HYPERLINK(1)", 'a=b')
    """
    stripped = text.lstrip()
    return f"'{text}" if text.startswith(_FORMULA) or stripped.startswith(_FORMULA) else text


def one_line(text: str) -> str:
    """``text`` with a space for each tab, line break and control, for a format that has no way to quote them."""
    return _CONTROLS.sub(" ", text).strip(" ")


def json_line(value: object) -> str:
    r"""``value`` as JSON on one line, every control escaped: exact words survive in a cell and among JSON lines.

    >>> json_line(["a\u2028b\n"])
    '["a\\u2028b\\n"]'
    """
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", msgspec.json.encode(value).decode("utf-8"))


def tsv(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows as tab-separated values, UTF-8, a line end after each; a cell that is no text is written as JSON.

    The same to readers that know quoting and that do not: a quotation mark in a text becomes an apostrophe, those of
    JSON come in pairs, and one in its words is an escape. No cell is a formula.
    """
    return "".join("\t".join(_tsv_cell(cell) for cell in row) + "\n" for row in rows).encode("utf-8", "replace")


def _tsv_cell(value: object) -> str:
    if isinstance(value, str):
        return safe(one_line(value).replace('"', "'"))
    return _ESCAPED.sub(lambda found: "\\u0022" if found[1] == '"' else found[0], json_line(value))
