"""Which files an input stands for: a file, a directory, a glob, a prefix in a store, ``-`` for standard input."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from readout.errors import UsageError
from readout.ingest import remote
from readout.types import Dropped

STDIN = "-"
_REPORT = ("readout.json", "readout.html", "accounts")
"""What the folder of a story in a report holds."""


class Source(Struct, frozen=True, kw_only=True):
    """A thing to open; ``uri`` names an object in a store; with neither that nor ``path`` it is standard input."""

    name: str
    path: Path | None = None
    uri: str | None = None


def sources(inputs: Sequence[str]) -> Iterator[Source | Dropped]:
    """The files that ``inputs`` stand for, in the order given, those of a directory or a glob sorted by path.

    Links to directories are not followed inside a directory, so that no loop can arise; what is neither a
    regular file nor a directory (a device, a pipe) is not opened. Reports in a directory are not read as pages.
    """
    for item in inputs:
        if item == STDIN:
            yield Source(name=STDIN)
        elif not item or "\0" in item:
            yield _dropped(item.replace("\0", "\\0") or '""', "no such file")
        elif remote.is_remote(item):
            yield from _objects(item)
        elif os.path.lexists(item):
            yield from _walk(Path(item))
        elif glob.has_magic(item):
            found = sorted(glob.glob(item, recursive=True))  # noqa: PTH207 (absolute patterns)
            if not found:
                yield _dropped(item, "no such file: nothing matches this pattern")
            for path in found:
                yield from _walk(Path(path))
        else:
            yield _dropped(item, "no such file")


def state(source: Source) -> tuple[int, int]:
    """The size of a source in bytes, and when it was changed, in nanoseconds since 1970.

    Raises :class:`UsageError` for a pipe.
    """
    if source.uri is not None:
        return remote.state(source.uri)
    if source.path is None:
        raise UsageError("A bulk run takes files, not a pipe: what it has read of a pipe could not be read again.")
    about = source.path.stat()
    return about.st_size, about.st_mtime_ns


def _objects(prefix: str) -> Iterator[Source | Dropped]:
    try:
        found = remote.listed(prefix)
    except OSError as error:
        yield _dropped(prefix, str(error)[:300])
        return
    if not found:
        yield _dropped(prefix, "no such object, and none below it")
    for uri in found:
        yield Source(name=uri.partition("?")[0], uri=uri)


def _walk(path: Path) -> Iterator[Source | Dropped]:
    """The regular files at or below ``path``, or that it holds none.

    An explicit stack, so that no depth of folders can exhaust Python's.
    """
    empty = True
    for found in _files(path):
        empty = False
        yield found
    if empty:
        yield _dropped(str(path), "a folder without files")


def _files(path: Path) -> Iterator[Source | Dropped]:
    stack = [(path, True)]
    while stack:
        here, named = stack.pop()
        try:
            mode = here.stat().st_mode
            if stat.S_ISDIR(mode):
                if here.is_symlink() and not named:
                    yield _dropped(str(here), "a link to a directory: not followed")
                    continue
                if all((here / name).exists() for name in _REPORT):
                    yield _dropped(str(here), "a report that Readout wrote: not read as pages")
                    continue
                stack.extend((child, False) for child in sorted(here.iterdir(), reverse=True))
            elif stat.S_ISREG(mode):
                yield Source(name=str(here), path=here)
            else:
                yield _dropped(str(here), "not a regular file")
        except OSError as error:
            yield _dropped(str(here), f"cannot be opened: {error.strerror or error}")


def _dropped(name: str, reason: str) -> Dropped:
    return Dropped(stage="ingest", input=printable(name), reason=reason)


def printable(name: str) -> str:
    """A file name as text that can be written anywhere: undecodable bytes become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
