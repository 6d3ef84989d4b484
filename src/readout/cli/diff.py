"""``readout diff``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from readout.cli import options, reports
from readout.cli.files import write_file

_report = click.Path(path_type=Path, exists=True)


@click.command("diff", short_help="What is new in a report against an earlier one of the same event.")
@click.argument("old", metavar="OLD", type=_report)
@click.argument("new", metavar="NEW", type=_report)
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON, one line for each story.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report on NEW, with a section on what is new, to FILE.",
)
@click.option("--evidence", is_flag=True, help="Below each line the exact words, with account and place.")
def command(old: Path, new: Path, as_json: bool, html: Path | None, evidence: bool) -> int:
    """Say what is new in NEW against OLD: two folders that `readout run --out` wrote, or two readout.json.

    New accounts and whether they are independent, corrected numbers, new moves and moves that stand otherwise now,
    what is new on the timeline, differences that appeared or were settled, and facts that more independent texts tell.
    Lines are known again by their words, not by their place in a list.

    \b
      readout run yesterday/ --out monday
      readout run yesterday/ today/ --out tuesday
      readout diff monday tuesday

    `readout run --since OLD` puts the same into the report that it writes.
    """
    from rich.console import Console

    from readout import render

    before, after = reports.with_texts(old), reports.with_texts(new)
    if html is not None and len(after) > 1:
        raise click.UsageError(f"{new} holds {len(after)} stories; name the folder of one to write --html.")
    console = Console(highlight=False)
    repeated = []
    for at, now in enumerate(after):
        earlier, changes = reports.since(now, before, alone=len(before) == len(after) == 1)
        repeated.append(earlier)
        was = earlier.readout if earlier else now.readout
        if html is not None:
            section = render.news_section(changes, was, now.readout)
            write_file(html, render.report_html(now.readout, now.texts, news=section).encode("utf-8"))
        if as_json:
            sys.stdout.buffer.write(render.encode(changes) + b"\n")
            sys.stdout.buffer.flush()
        else:
            if at:
                console.rule()
            render.show_changes(changes, was, now.readout, console, evidence=evidence)
    for item in before:
        if item not in repeated:
            title = item.readout.story.title
            click.echo(f"not in {new}: {title.value if title else item.readout.story.id}", err=True)
    return options.DONE
