"""The end that ``run`` and ``compare`` share: readouts written, and said on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from readout.cli import options, reports
from readout.types import Readout

if TYPE_CHECKING:
    from readout.pipeline import Outcome
    from readout.render.report import News

FEW_STORIES = 5
"""As many summaries as one still reads one below the other."""


since = click.option(
    "--since",
    metavar="OLD",
    type=click.Path(path_type=Path, exists=True),
    help="An earlier report: what is new since becomes a section of this one.",
)


def answer(
    inputs: tuple[str, ...], out: Path | None, *, old: Path | None, as_json: bool, workers: int, quiet: bool
) -> int:
    """Run everything on the inputs, write the report to ``out`` if given, and print JSON lines or the summary.

    Where there is an ``old`` report, what is new since stands in the new one.
    """
    from readout import pipeline, render

    if old is not None and out is None:
        raise click.UsageError("--since puts what is new into the report; give --out too.")
    before = reports.with_texts(old) if old is not None else None
    if out is not None:
        render.check_out(out)
    with options.progress_bar(not quiet) as progress:
        outcome = pipeline.run(options.opened(inputs), progress, workers)
        if not outcome.readouts:
            options.say_dropped(outcome.dropped, quiet=False)
            return options.NOTHING_USABLE
        if out is not None:
            news = _news(outcome, before) if before is not None else {}
            render.write(outcome.readouts, outcome.texts, out, outcome.dropped, news=news)
    if as_json:
        for readout in outcome.readouts:
            sys.stdout.buffer.write(render.encode(readout) + b"\n")
        sys.stdout.buffer.flush()
    elif not quiet:
        print_summary(outcome.readouts, _folders(outcome.readouts, out) if out else ())
        if out is not None:
            click.echo(f"\nThe report: {(out / 'index.html').resolve().as_uri()}")
    return options.DONE


def _folders(readouts: Sequence[Readout], out: Path) -> list[Path]:
    """Where each was written; ``out`` itself says it too where there is one only."""
    return [out] if len(readouts) == 1 else [out / readout.story.id for readout in readouts]


def _news(outcome: Outcome, before: Sequence[reports.Finished]) -> dict[str, News]:
    """What is new in each story, by its id, as a section for its report."""
    from readout import render

    alone = len(before) == len(outcome.readouts) == 1
    found = {}
    for readout in outcome.readouts:
        texts = {account.id: outcome.texts[account.id] for account in readout.accounts}
        earlier, changes = reports.since(reports.Finished(readout, texts), before, alone=alone)
        found[readout.story.id] = render.news_section(changes, earlier.readout if earlier else readout, readout)
    return found


def print_summary(readouts: Sequence[Readout], folders: Sequence[Path] = ()) -> None:
    """One story whole; a few whole and then as a list; many as a list alone. What was dropped is said once.

    ``folders`` are those of the readouts, where they lie in any.
    """
    from rich.console import Console

    from readout import render

    console = Console(highlight=False)
    if len(readouts) == 1:
        render.summary(readouts[0], console, *folders)
        return
    if len(readouts) <= FEW_STORIES:
        for at, readout in enumerate(readouts):
            render.summary(replace(readout, dropped=()), console, *folders[at : at + 1])
            console.rule()
    render.overview(readouts, readouts[0].dropped, console)
