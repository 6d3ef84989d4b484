"""``readout show``."""

from __future__ import annotations

from pathlib import Path

import click

from readout.cli import options, reports
from readout.cli.answer import print_summary
from readout.errors import UsageError

NOUNS = (
    "accounts", "timeline", "moves", "facts", "discrepancies", "statements", "lineages", "omissions", "entities",
    "dropped",
)  # fmt: skip


@click.command("show", short_help="A report in the terminal: whole, by noun, by speaker, party, day or kind.")
@reports.directory
@click.argument("nouns", nargs=-1, metavar="[NOUN]...", type=click.Choice(NOUNS))
@click.option("--speaker", metavar="NAME", help="What this person is reported to say; a part of the name will do.")
@click.option("--party", metavar="NAME", help="What this person, state or body takes part in.")
@click.option("--day", metavar="DATE", help="What is dated so: 2032-05-04, or a month (2032-05), or a year.")
@click.option("--kind", metavar="KIND", help="Moves, entries, statements or discrepancies of this kind or status.")
@click.option("--account", metavar="KEY", help="What one account tells: its letter, its id or a part of its name.")
@click.option("--evidence", is_flag=True, help="Below each line the exact words, with account and place.")
def command(directory: Path, nouns: tuple[str, ...], evidence: bool, **wanted: str | None) -> int:
    """Show the report in DIR (what `readout run --out DIR` wrote), or one story's folder in it.

    NOUN is accounts, timeline, moves, facts, discrepancies, statements, lineages, omissions, entities or dropped; it
    is then shown in full. Without one there is a summary. Every piece of evidence is checked against the account's
    text on the way. There is colour on a terminal only, and none where NO_COLOR is set.

    \b
      readout show report | less
      readout show report moves statements --party ostrany
      readout show report timeline --day 2032-05-04 --evidence
    """
    from rich.console import Console

    from readout import render

    readouts = reports.loaded(directory)
    selection = render.Selection(**wanted)
    if not (nouns or selection or evidence):
        print_summary(readouts, [directory] if len(readouts) == 1 else reports.folders(directory))
        return options.DONE
    console = Console(highlight=False)
    unknown: list[UsageError] = []
    for at, readout in enumerate(readouts):
        if at > len(unknown):
            console.rule()
        try:
            render.show(readout, console, nouns, selection, evidence=evidence)
        except UsageError as error:  # a name may be known in one story of several
            unknown.append(error)
    if len(unknown) == len(readouts):
        raise unknown[0]
    return options.DONE
