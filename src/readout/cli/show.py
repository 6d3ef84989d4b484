"""``readout show``."""

from __future__ import annotations

from pathlib import Path

import click

from readout.cli import options


@click.command("show", short_help="The summary of a report, again, in the terminal.")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
def command(directory: Path) -> int:
    """Print the summary of the report in DIR (what `readout run --out DIR` wrote).

    Every piece of evidence is checked against the account's text on the way.

    \b
      readout show report | less -R
    """
    from readout import render

    readouts = render.load(directory)
    render.summarise(readouts, readouts[0].dropped, directory)
    return options.DONE
