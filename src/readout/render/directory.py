"""The directory that a run writes: an index, and per story its document, its report and its accounts' texts."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from readout.errors import UsageError
from readout.render import json
from readout.render.brief_html import brief_html
from readout.render.evidence import check_readout
from readout.render.index import index_html
from readout.render.report import News, report_html
from readout.types import Dropped, Readout

_STORY_FILES = frozenset({"readout.json", "readout.html", "brief.html", "accounts"})
_MARK = b'<meta name="generator" content="Readout'
_HEAD = 2000  # bytes of a file that are read to know it as our own
_NAME_BYTES = 200


def safe_name(name: str) -> str:
    """``name``, if a file can bear it anywhere; raises :class:`UsageError` for one that could lead elsewhere."""
    unfit = any(not c.isprintable() or c in '/\\:*?"<>|' for c in name)
    if unfit or not name or name != name.strip(" .") or len(name.encode("utf-8", "replace")) > _NAME_BYTES:
        raise UsageError(f"{name!r} cannot be the name of a file")
    return name


def _own_story(directory: Path) -> bool:
    """Whether a run of Readout wrote this directory and nobody has put anything else there."""
    if directory.is_symlink() or not directory.is_dir() or not {p.name for p in directory.iterdir()} <= _STORY_FILES:
        return False
    written = directory / "readout.json"
    if not written.is_file():
        return False
    with written.open("rb") as file:
        return b'"format": "readout/1"' in file.read(_HEAD)


def _own_index(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return _MARK in opened.read(_HEAD)


def _write_story(readout: Readout, texts: Mapping[str, str], directory: Path, news: News | None) -> None:
    check_readout(readout, texts)
    accounts = directory / "accounts"
    accounts.mkdir(parents=True)
    for account in readout.accounts:
        (accounts / f"{safe_name(account.id)}.txt").write_bytes(texts[account.id].encode("utf-8"))
    (directory / "readout.json").write_bytes(json.document(readout))
    (directory / "readout.html").write_bytes(report_html(readout, texts, news=news, brief="brief.html").encode())
    (directory / "brief.html").write_bytes(brief_html(readout).encode())


def _refuse_foreign(out: Path, stories: Sequence[str]) -> None:
    """Raise where writing would replace what is not an earlier output."""
    for name in stories:
        if os.path.lexists(out / name) and not _own_story(out / name):
            raise UsageError(f"{out / name} holds what Readout did not write; choose another --out")
    if os.path.lexists(out / "index.html") and not _own_index(out / "index.html"):
        raise UsageError(f"{out / 'index.html'} was not written by Readout; choose another --out")


def _earlier_stories(out: Path) -> Iterator[Path]:
    if _own_index(out / "index.html"):
        yield from (path for path in sorted(out.iterdir()) if path.name[0] != "." and _own_story(path))


def check_out(out: Path) -> None:
    """Raise :class:`UsageError` where ``out`` can be seen to be no place to write to, before any work is done."""
    whole = here = out.resolve()
    while not os.path.lexists(here):
        here = here.parent
    if not here.is_dir():
        within = "" if here == whole else f"cannot write to {whole}: "
        raise UsageError(f"{within}{here} is a file; --out names a directory")
    if not os.access(here, os.W_OK | os.X_OK):
        raise UsageError(f"cannot write to {here}: permission denied; choose another --out")


def write(
    readouts: Sequence[Readout],
    texts: Mapping[str, str],
    out: Path,
    dropped: Sequence[Dropped] = (),
    *,
    news: Mapping[str, News] | None = None,
) -> None:
    """Write ``index.html`` and under ``<story>/`` readout.json, readout.html, brief.html and accounts/*.txt in ``out``.

    ``texts`` maps account ids to texts, ``news`` story ids to the section on what is new. Every quotation is checked
    against the texts first. Everything is written beside its place and then renamed, so that an interrupted run leaves
    whole stories only. An earlier output in ``out`` is replaced; other files there are left alone. Raises
    :class:`UsageError` where ``out`` is a file, holds something else under a name that is needed, or a name is unsafe;
    :class:`EvidenceError` for a false quotation.
    """
    stories = [safe_name(readout.story.id) for readout in readouts]
    if len({name.casefold() for name in stories} | {"index.html"}) != len(stories) + 1:
        raise UsageError("two stories have the same id")
    check_out(out)
    out = out.resolve()
    fresh = not out.exists()
    if not fresh:
        _refuse_foreign(out, stories)
    beside = _scratch(out.parent if fresh else out)
    try:
        made = beside / "new"
        made.mkdir()
        for readout in readouts:
            _write_story(readout, texts, made / readout.story.id, (news or {}).get(readout.story.id))
        (made / "index.html").write_bytes(index_html(readouts, dropped).encode("utf-8"))
        if fresh:
            made.rename(out)
        else:
            _replace(made, out, stories, beside / "old")
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _scratch(home: Path) -> Path:
    """A new directory in ``home``, on the same file system as what will be replaced."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".readout-", dir=home))
    except OSError as error:
        raise UsageError(f"cannot write to {home}: {error.strerror or error}") from error


def _replace(made: Path, out: Path, stories: Sequence[str], old: Path) -> None:
    """Move the new output over the earlier one, a story at a time, the index last."""
    old.mkdir()
    stale = [path for path in _earlier_stories(out) if path.name not in stories]
    for name in stories:
        if (out / name).exists():
            (out / name).rename(old / name)
        (made / name).rename(out / name)
    (made / "index.html").replace(out / "index.html")
    for path in stale:
        shutil.rmtree(path)
