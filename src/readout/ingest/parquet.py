"""Parquet files with the columns of an input record: a page for each row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

from readout.errors import UsageError
from readout.ingest.jsonlines import Record, from_value
from readout.types import Dropped

MAGIC = b"PAR1"
_COLUMNS = ("id", "url", "html", "text", "published", "title", "outlet", "fetched_at", "body_only")
_ROWS = 64
"""Rows held at a time: a row may be a page of megabytes."""


def rows(stream: IO[bytes], name: str) -> Iterator[Record]:
    """The pages of a Parquet file, each named ``name:<row number>``; other columns than a record's are passed over.

    Raises :class:`UsageError` without pyarrow.
    """
    try:
        import pyarrow  # noqa: PLC0415 - 40 MB that only this needs
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow, which is not installed: pip install 'readout[parquet]'") from error
    number = 0
    try:
        file = parquet.ParquetFile(stream)
        columns = [column for column in _COLUMNS if column in file.schema_arrow.names]
        if not {"html", "text"} & {*columns}:
            yield _dropped(name, "a Parquet file without a column html or text: not pages")
            return
        for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield from from_value({key: _plain(value) for key, value in row.items()}, f"{name}:{number}")
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        after = f" after row {number}" if number else ""
        yield _dropped(name, f"a broken Parquet file{after}: {str(error)[:200]}")


def _plain(value: Any) -> Any:
    """A day or a moment as its record writes it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _dropped(place: str, reason: str) -> Dropped:
    return Dropped(stage="ingest", input=place, reason=reason)
