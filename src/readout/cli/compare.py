"""``readout compare``."""

from __future__ import annotations

from pathlib import Path

import click

from readout.cli import options
from readout.cli.answer import answer, since


@click.command("compare", short_help="Stories to readouts: the answer itself.")
@options.inputs
@click.option("--out", type=options.folder, help="Write the report here.")
@since
@options.workers
@options.quiet
def command(inputs: tuple[str, ...], out: Path | None, since: Path | None, workers: int, quiet: bool) -> int:
    """Compare the accounts of each story.

    INPUT is what `readout cluster` wrote, or earlier records or pages. Without --out the readouts go to stdout, one
    JSON line each; with it, index.html and a folder per story are written.

    \b
      readout extract F | readout read | readout cluster | readout compare --out report
    """
    return answer(inputs, out, old=since, as_json=out is None, workers=workers, quiet=quiet)
