"""Where a bulk run writes: a folder of this machine or a prefix in an object store, in one set of functions.

A file is there whole or not at all: in a folder it is written beside its place under another name and then moved; a
store shows an object when all of it has arrived. Names with an underscore before them are no data to DuckDB and Spark.
"""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from readout.errors import UsageError

if TYPE_CHECKING:
    import pyarrow

WORK = "_work"
"""What lies below is for the run itself: its resumption needs it, its readers do not."""
_PART = ".part"
_REMOTE = re.compile(r"[a-z][a-z0-9+]{1,12}://")


def arrow() -> Any:
    """pyarrow with its Parquet; raises :class:`UsageError` where it is not installed."""
    try:
        import pyarrow.compute  # noqa: PLC0415 - 40 MB that only bulk runs need
        import pyarrow.parquet  # noqa: PLC0415
        from pyarrow import fs  # noqa: F401, PLC0415
    except ImportError as error:
        raise UsageError("Bulk runs need pyarrow, not installed here: pip install 'readout[parquet]'") from error
    return pyarrow


@cache
def _filesystem(root: str) -> tuple[Any, str]:
    from pyarrow import fs  # noqa: PLC0415

    if _REMOTE.match(root):
        found: tuple[Any, str] = fs.FileSystem.from_uri(root)
        return found
    return fs.LocalFileSystem(), str(Path(root).absolute())


def path(root: str, name: str) -> str:
    """The name of a file below ``root`` as engines read it: what stands after a ``?`` is for Arrow alone."""
    return f"{root.partition('?')[0].rstrip('/')}/{name}" if _REMOTE.match(root) else f"{root}/{name}"


def write(root: str, name: str, data: bytes | pyarrow.Buffer) -> None:
    """``data`` as the file ``name`` below ``root``, whole or not at all; over what was there."""
    files, base = _filesystem(root)
    final = f"{base}/{name}"
    if _REMOTE.match(root):
        with files.open_output_stream(final) as stream:
            stream.write(data)
        return
    folder, _, last = final.rpartition("/")
    files.create_dir(folder, recursive=True)
    own = f"{folder}/_{last}.{platform.node()}-{os.getpid()}{_PART}"
    with files.open_output_stream(own) as stream:
        stream.write(data)
    files.move(own, final)


def write_table(root: str, name: str, table: pyarrow.Table, rows: int = 1 << 16) -> None:
    """``table`` as a Parquet file; the same table and the same pyarrow give the same bytes. ``rows`` to a row group."""
    held = arrow().BufferOutputStream()
    arrow().parquet.write_table(table, held, compression="zstd", row_group_size=rows)
    write(root, name, held.getvalue())


def read_table(root: str, name: str, columns: list[str] | None = None, only: Any = None) -> pyarrow.Table:
    """A table that :func:`write_table` wrote: all of it, or the rows that the expression ``only`` holds for."""
    files, base = _filesystem(root)
    return arrow().parquet.read_table(f"{base}/{name}", columns=columns, filters=only, filesystem=files)


def read_json(root: str, name: str) -> Any:
    """A JSON file below ``root``."""
    files, base = _filesystem(root)
    with files.open_input_stream(f"{base}/{name}") as stream:
        return msgspec.json.decode(stream.read())


def names(root: str, folder: str) -> list[str]:
    """The files in a folder below ``root``, sorted; none where there is no such folder."""
    from pyarrow import fs  # noqa: PLC0415

    files, base = _filesystem(root)
    found = files.get_file_info(fs.FileSelector(f"{base}/{folder}", allow_not_found=True))
    return sorted(one.base_name for one in found if one.type == fs.FileType.File)


def folders(root: str) -> list[str]:
    """The folders below ``root``, sorted."""
    from pyarrow import fs  # noqa: PLC0415

    files, base = _filesystem(root)
    found = files.get_file_info(fs.FileSelector(base, allow_not_found=True))
    return sorted(one.base_name for one in found if one.type == fs.FileType.Directory)


def remove(root: str, gone: Iterable[str]) -> None:
    """Delete files below ``root``; what is not there is no error."""
    files, base = _filesystem(root)
    for name in gone:
        try:
            files.delete_file(f"{base}/{name}")
        except FileNotFoundError:
            continue


def keep_only(root: str, folder: str, stems: Iterable[str]) -> None:
    """Delete the Parquet files of a folder that earlier runs left, and halves of files whose writer was killed."""
    kept = {f"{stem}.parquet" for stem in stems}
    held = names(root, folder)
    remove(root, (f"{folder}/{name}" for name in held if name not in kept and name.endswith((".parquet", _PART))))
