"""``readout brief``."""

from __future__ import annotations

from pathlib import Path

import click

from readout.cli import options, reports


@click.command("brief", short_help="One page on a story: what happened, who wants what, disputed, next, careful.")
@reports.directory
@click.option(
    "--to",
    "form",
    type=click.Choice(("text", "markdown", "html")),
    default="text",
    show_default=True,
    help="Print it for the terminal, as Markdown, or as a page of HTML.",
)
def command(directory: Path, form: str) -> int:
    """Print the one-page brief on the story in DIR (what `readout run --out DIR` wrote), or on each of its stories.

    Every line is a line of the report, with the accounts that carry it and the number of independent texts they are.
    `readout run` has written the same page as brief.html beside each report; its links lead into readout.html there.

    \b
      readout brief report
      readout brief report --to markdown | pbcopy
    """
    from rich.console import Console

    from readout import render

    readouts = reports.loaded(directory)
    if form == "html" and len(readouts) > 1:
        raise click.UsageError(f"{directory} holds {len(readouts)} stories; name the folder of one.")
    console = Console(highlight=False)
    for at, readout in enumerate(readouts):
        if form == "html":
            click.echo(render.brief_html(readout), nl=False)
        elif form == "markdown":
            click.echo(("\n" if at else "") + render.brief_markdown(readout), nl=False)
        else:
            if at:
                console.print()
            render.show_brief(readout, console)
    return options.DONE
