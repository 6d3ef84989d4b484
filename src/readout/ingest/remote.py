"""Object stores (``s3://``, ``gs://`` and what else pyarrow opens): what lies below a prefix, and its bytes."""

from __future__ import annotations

import io
import re
from typing import IO, Any

from readout.errors import UsageError

_URI = re.compile(r"[a-z][a-z0-9+]{1,12}://")
_CHUNK = 1 << 20


def is_remote(name: str) -> bool:
    """Whether a name is that of an object or a prefix in a store.

    >>> is_remote("s3://bucket/2031/"), is_remote("pages/a.html")
    (True, False)
    """
    return _URI.match(name) is not None


def listed(uri: str) -> list[str]:
    """The objects at or below ``uri``, sorted, each with the options that stand after the ``?`` of ``uri``.

    Raises :class:`OSError` where the store does not answer.
    """
    files, path = _filesystem(uri)
    from pyarrow import fs  # noqa: PLC0415 - 40 MB that only this needs

    about = files.get_file_info(path)
    if about.type == fs.FileType.File:
        return [uri]
    found = files.get_file_info(fs.FileSelector(path, recursive=True, allow_not_found=True))
    scheme, mark, options = uri.split("://", 1)[0], *uri.partition("?")[1:]
    return sorted(f"{scheme}://{one.path}{mark}{options}" for one in found if one.type == fs.FileType.File)


def state(uri: str) -> tuple[int, int]:
    """The size of an object, and when it was changed, in nanoseconds since 1970."""
    files, path = _filesystem(uri)
    about = files.get_file_info(path)
    return about.size or 0, about.mtime_ns or 0


def opened(uri: str) -> IO[bytes]:
    """The bytes of an object, buffered, from which one can read anywhere."""
    files, path = _filesystem(uri)
    return io.BufferedReader(files.open_input_file(path), _CHUNK)


def _filesystem(uri: str) -> tuple[Any, str]:
    try:
        import pyarrow  # noqa: PLC0415
        from pyarrow import fs  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "Object stores need pyarrow, which is not installed: pip install 'readout[parquet]'"
        ) from error
    try:
        files, path = fs.FileSystem.from_uri(uri)
    except (pyarrow.ArrowException, OSError) as error:
        raise OSError(f"cannot be opened: {str(error)[:200]}") from error
    return files, path
