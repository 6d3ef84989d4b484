"""Where the commands that read a finished report find its stories."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from readout.editions import Changes
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


class Finished(NamedTuple):
    """A story of a report, with the texts of its accounts."""

    readout: Readout
    texts: dict[str, str]


def with_texts(path: Path) -> list[Finished]:
    """The stories of a report, or that of one readout.json, checked like :func:`loaded`."""
    from readout import render

    if path.is_file():
        readout = render.load(path)
        return [Finished(readout, render.load_texts(readout, path.parent))]
    readouts = [(folder, render.load(folder)) for folder in folders(path)]
    return [Finished(readout, render.load_texts(readout, folder)) for folder, readout in readouts]


def since(now: Finished, old: Sequence[Finished], *, alone: bool = False) -> tuple[Finished | None, Changes]:
    """The earlier readout of the same story, and what is new since; ``alone``: both reports hold one story only."""
    from readout.compare.changes import all_new, changes, earlier

    readouts = [item.readout for item in old]
    same = readouts[0] if alone else earlier(now.readout, readouts)
    if same is None:
        return None, all_new(now.readout, now.texts)
    before = old[readouts.index(same)]
    return before, changes(before.readout, now.readout, before.texts, now.texts)
