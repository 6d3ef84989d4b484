"""``readout schema``."""

from __future__ import annotations

import click

from readout.cli import options


@click.command("schema", short_help="The JSON Schema of readout.json.")
def command() -> int:
    """Print the JSON Schema (2020-12) of readout.json, generated from the program's own types."""
    from readout import render

    click.echo(render.schema().decode(), nl=False)
    return options.DONE
