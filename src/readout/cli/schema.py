"""``readout schema``."""

from __future__ import annotations

import click

from readout.cli import options


@click.command("schema", short_help="The JSON Schema of readout.json.")
@click.argument("document", type=click.Choice(("readout", "changes")), default="readout", metavar="[DOCUMENT]")
def command(document: str) -> int:
    """Print the JSON Schema (2020-12) of readout.json, generated from the program's own types.

    With `changes` that of what `readout diff --json` prints.
    """
    from readout import render

    click.echo(render.schema(document).decode(), nl=False)
    return options.DONE
