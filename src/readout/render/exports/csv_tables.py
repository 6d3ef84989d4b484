"""CSV: the tables as RFC 4180 files in UTF-8, for spreadsheets and for whatever reads nothing else.

A cell that holds several values is a JSON list; an empty cell is not known. A cell that a spreadsheet would run as a
formula has an apostrophe before it: where exact words matter to a program, take Parquet or ``readout.json``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from readout.render.exports.cells import safe
from readout.render.exports.columns import table_rows
from readout.render.exports.formats import Answer, Files, Format
from readout.render.exports.table_rows import ROWS

_MARK = b"\xef\xbb\xbf"  # Excel takes a file for UTF-8 by this mark alone
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def cell(value: Any) -> str:
    """``value`` as it stands in a cell.

    >>> from datetime import date
    >>> cell(("a", "b")), cell(None), cell(True), cell("=1+1"), cell(date(2031, 5, 4))
    ('["a","b"]', '', 'true', "'=1+1", '2031-05-04')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return safe(_CONTROLS.sub("�", value))
    if isinstance(value, tuple):
        return msgspec.json.encode(value).decode("utf-8") if value else ""
    return str(value)


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerows(rows)
    return _MARK + held.getvalue().encode("utf-8", "replace")


def write(answers: Sequence[Answer], base: str) -> Files:
    """A file for each table, its header first; tables without rows are there too."""
    texts = {name: text for answer in answers for name, text in answer.texts.items()}
    rows = table_rows([answer.readout for answer in answers], texts)
    return {
        f"{name}.csv": _csv(
            [
                kind.__struct_fields__,
                *([cell(getattr(row, field)) for field in kind.__struct_fields__] for row in rows[name]),
            ]
        )
        for name, kind in ROWS.items()
    }


FORMAT = Format(
    name="csv",
    title="Tables as CSV, one for each noun",
    suffix=".zip",
    readers="spreadsheets, and colleagues who have nothing else",
    holds="everything: stories, accounts, entities, statements, timeline, moves, facts, ... and all evidence",
    write=write,
    files=True,
)
