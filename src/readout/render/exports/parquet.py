"""Parquet: the tables with their types, for DuckDB, pandas, polars, Spark and R.

Lists are lists, days are dates, text is exact. pyarrow is loaded when it is needed; it comes with
``pip install readout[parquet]``.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from readout.errors import UsageError
from readout.render.exports.columns import tables
from readout.render.exports.formats import Answer, Files, Format
from readout.render.exports.table_rows import ROWS, Row

if TYPE_CHECKING:
    import pyarrow


def loaded() -> Any:
    """pyarrow; raises :class:`UsageError` where it is not installed."""
    try:
        import pyarrow  # noqa: PLC0415 - 40 MB that only this needs
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow, which is not installed: pip install 'readout[parquet]'") from error
    return pyarrow


def _fields(kind: type[Row]) -> list[tuple[str, Any, bool]]:
    """Name, Arrow type and whether it may be null, of each column."""
    arrow = loaded()
    known = {
        str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_(), date: arrow.date32(),
        tuple: arrow.list_(arrow.field("item", arrow.string(), nullable=False)),
    }  # fmt: skip
    found = []
    for name, hint in get_type_hints(kind).items():
        options = get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
        plain = next(option for option in options if option is not types.NoneType)
        found.append((name, known[getattr(plain, "__origin__", plain)], types.NoneType in options))
    return found


def arrow_tables(readouts: Sequence[Any] | Any, texts: Mapping[str, str] | None = None) -> dict[str, pyarrow.Table]:
    """The tables as Arrow tables, typed also where they are empty; raises :class:`UsageError` without pyarrow."""
    arrow = loaded()
    found = {}
    for name, columns in tables(readouts, texts).items():
        fields = [arrow.field(column, kind, nullable=null) for column, kind, null in _fields(ROWS[name])]
        found[name] = arrow.table(
            {column: [_clean(value) for value in values] for column, values in columns.items()},
            schema=arrow.schema(fields),
        )
    return found


def _clean(value: Any) -> Any:
    """Half a surrogate pair, which no UTF-8 can hold, as U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8") if not value.isascii() else value
    return [_clean(one) for one in value] if isinstance(value, list) else value


def write(answers: Sequence[Answer], base: str) -> Files:
    """A file for each table; the same answers and the same pyarrow give the same bytes."""
    arrow = loaded()
    files = {}
    texts = {name: text for answer in answers for name, text in answer.texts.items()}
    for name, made in arrow_tables([answer.readout for answer in answers], texts).items():
        held = arrow.BufferOutputStream()
        arrow.parquet.write_table(made, held, compression="zstd")
        files[f"{name}.parquet"] = held.getvalue().to_pybytes()
    return files


FORMAT = Format(
    name="parquet",
    title="Tables as Parquet, one for each noun",
    suffix=".zip",
    readers="data people: DuckDB, pandas, polars, Spark, R (needs readout[parquet])",
    holds="everything, typed, with exact text",
    write=write,
    files=True,
)
