"""The end that ``run`` and ``compare`` share: readouts written, and said on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from readout.cli import options
from readout.types import Readout

FEW_STORIES = 5
"""As many summaries as one still reads one below the other."""


def answer(inputs: tuple[str, ...], out: Path | None, *, as_json: bool, workers: int, quiet: bool) -> int:
    """Run everything on the inputs, write the report to ``out`` if given, and print JSON lines or the summary."""
    from readout import pipeline, render

    if out is not None:
        render.check_out(out)
    with options.progress_bar(not quiet) as progress:
        outcome = pipeline.run(options.opened(inputs), progress, workers)
        if not outcome.readouts:
            options.say_dropped(outcome.dropped, quiet=False)
            return options.NOTHING_USABLE
        if out is not None:
            render.write(outcome.readouts, outcome.texts, out, outcome.dropped)
    if as_json:
        for readout in outcome.readouts:
            sys.stdout.buffer.write(render.encode(readout) + b"\n")
        sys.stdout.buffer.flush()
    elif not quiet:
        print_summary(outcome.readouts)
        if out is not None:
            click.echo(f"\nThe report: {(out / 'index.html').resolve().as_uri()}")
    return options.DONE


def print_summary(readouts: Sequence[Readout]) -> None:
    """One story whole; a few whole and then as a list; many as a list alone. What was dropped is said once."""
    from rich.console import Console

    from readout import render

    console = Console(highlight=False)
    if len(readouts) == 1:
        render.summary(readouts[0], console)
        return
    if len(readouts) <= FEW_STORIES:
        for readout in readouts:
            render.summary(replace(readout, dropped=()), console)
            console.rule()
    render.overview(readouts, readouts[0].dropped, console)
