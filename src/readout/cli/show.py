"""``readout show``."""

from __future__ import annotations

from pathlib import Path

import click

from readout.cli import options
from readout.cli.answer import print_summary


@click.command("show", short_help="The summary of a report, again, in the terminal.")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
def command(directory: Path) -> int:
    """Print the summary of the report in DIR (what `readout run --out DIR` wrote).

    Every piece of evidence is checked against the account's text on the way.

    \b
      readout show report | less -R
    """
    from readout import render

    if (directory / "readout.json").exists():
        folders = [directory]
    else:
        folders = sorted(path.parent for path in directory.glob("*/readout.json"))
    if not folders:
        raise click.UsageError(f"There is no readout.json in {directory} or in its folders; `readout run` writes them.")
    print_summary([render.load(folder) for folder in folders])
    return options.DONE
