"""Where the commands that read a finished report find its stories."""

from __future__ import annotations

from pathlib import Path

import click

from readout.types import Readout

directory = click.argument("directory", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))


def folders(directory: Path) -> list[Path]:
    """The folders of the stories in ``directory``, or itself where it is one; raises where there is none."""
    if (directory / "readout.json").exists():
        return [directory]
    found = sorted(path.parent for path in directory.glob("*/readout.json"))
    if not found:
        raise click.UsageError(f"There is no readout.json in {directory} or in its folders; `readout run` writes them.")
    return found


def loaded(directory: Path) -> list[Readout]:
    """The readouts of a report, with every piece of evidence checked against the texts beside them."""
    from readout import render

    return [render.load(folder) for folder in folders(directory)]
