"""A file that a command writes where its user names it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from readout.errors import UsageError


def write_file(file: Path, data: bytes) -> None:
    """The whole file or nothing: written beside its place and then renamed. A device or a pipe is written to.

    Folders on the way are made. Raises :class:`UsageError`, which names the file, where it cannot be written.
    """
    if file.is_dir():
        raise UsageError(f"{file} is a folder; name a file")
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(data)
            return
        file = file.resolve()  # a link stays one
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=".readout-", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(data)
            umask = os.umask(0)
            os.umask(umask)
            Path(beside).chmod(0o666 & ~umask)
            Path(beside).replace(file)
        finally:
            Path(beside).unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror or error}") from error
