"""What the commands share: their inputs, their progress bar, and how records and reasons are written."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec

from readout.pipeline import Item, Progress
from readout.types import Dropped

DONE, NOTHING_USABLE = 0, 1
_SHOWN = 20

inputs = click.argument("inputs", nargs=-1, metavar="[INPUT]...")
workers = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    show_default="all cores",
    help="Processes that read pages.",
)


class _Folder(click.Path):
    """A folder to write; an empty name, which a shell makes of an unset variable, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; fails for an empty name."""
        if not str(value):
            self.fail("an empty name is no folder", param, ctx)
        return super().convert(value, param, ctx)


folder = _Folder(path_type=Path, file_okay=False)
place = _Folder(path_type=str, file_okay=False)
"""A folder, or a prefix in an object store."""
quiet = click.option("--quiet", "-q", is_flag=True, help="Say nothing on stderr but errors.")


def opened(given: Sequence[str]) -> Iterator[Item]:
    """What the inputs hold; standard input where none is given and it is not a terminal."""
    from readout.ingest import records

    if not given:
        if sys.stdin.isatty():
            raise click.UsageError("Give an input: a file, a directory, a glob, or - for standard input.")
        given = ("-",)
    return records(given)


@contextmanager
def progress_bar(shown: bool) -> Iterator[Progress]:
    """A counter on stderr, only where stderr is a terminal and nobody asked for quiet."""
    if not shown or not sys.stderr.isatty():
        yield lambda what, done: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def advance(what: str, done: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=None)
            bar.update(tasks[what], completed=done)

        yield advance


def write_records(items: Iterable[Any], record: Callable[[Any], Any], quiet: bool, what: str) -> int:
    """Each item as a JSON line on stdout; the exit code says whether anything was usable.

    Drops travel on in the stream, so that the last stage can list them, and are said on stderr at the end.
    """
    used = 0
    dropped = []
    encoder = msgspec.json.Encoder()
    out = sys.stdout.buffer
    with progress_bar(not quiet and not sys.stdout.isatty()) as progress:
        for done, item in enumerate(items, start=1):
            if isinstance(item, Dropped):
                dropped.append(item)
            else:
                used += 1
            out.write(encoder.encode(item if isinstance(item, Dropped) else record(item)) + b"\n")
            progress(what, done)
    out.flush()
    say_dropped(dropped, quiet=quiet and bool(used))
    return DONE if used else NOTHING_USABLE


def say_dropped(dropped: Sequence[Dropped], quiet: bool) -> None:
    """What was left out and why, on stderr."""
    if quiet or not dropped:
        return
    for item in dropped[:_SHOWN]:
        click.echo(f"dropped  {item.input}: {item.reason} ({item.stage})", err=True)
    if len(dropped) > _SHOWN:
        click.echo(f"dropped  ... and {len(dropped) - _SHOWN} more", err=True)
