"""``readout export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from readout.cli import options, reports
from readout.cli.files import write_file
from readout.render.exports import BASE, FORMATS, archive, export

_LISTED = "\n".join(f"  {name:<15} {one.title}" for name, one in FORMATS.items())
_HELP = f"""Write the report in DIR for other programs to read.

DIR is what `readout run --out DIR` wrote, one story's folder in it, or its readout.json. Every piece of evidence is
checked against the account's text on the way. `readout export --list` says for whom each format is and what it holds.

\b
{_LISTED}

One file goes to standard output, or to --out. Tables are several files: --out names a folder, or a .zip.

\b
  readout export report --to icalendar --out plans.ics
  readout export report --to polecat | cut -f 2,3,8,16
  readout export report --to parquet --out tables && duckdb -c "from 'tables/moves.parquet'"
"""


def _teach(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Print each format with the ending of its file, its readers and what it holds, and end."""
    if not value or ctx.resilient_parsing:
        return
    for one in FORMATS.values():
        click.echo(f"{one.name} ({one.suffix})\n  {one.title}\n  for: {one.readers}\n  holds: {one.holds}\n")
    ctx.exit(options.DONE)


@click.command("export", short_help="A report for other programs: event data, JSON-LD, calendar, tables.", help=_HELP)
@click.argument("source", metavar="DIR", type=click.Path(path_type=Path, exists=True))
@click.option("--to", "name", required=True, type=click.Choice(tuple(FORMATS)), metavar="FORMAT", help="The format.")
@click.option("--out", type=click.Path(path_type=Path), help="File to write, or folder or .zip for tables.")
@click.option(
    "--base", default=BASE, show_default=True, metavar="IRI", help="Begins the name of everything that gets one."
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_teach,
    help="Say for whom each format is and what it holds.",
)
def command(source: Path, name: str, out: Path | None, base: str) -> int:
    """The body of the command; its help is made from the registry."""
    if source.is_file() and source.name != "readout.json":
        raise click.UsageError(f"{source} is no readout: give the folder that `readout run` wrote, or a readout.json.")
    if FORMATS[name].files and out is None:
        raise click.UsageError(f"{name} is several files: name a folder with --out, or a file that ends in .zip.")
    if FORMATS[name].files and out is not None and out.suffix != ".zip" and out.is_file():
        raise click.UsageError(f"{out} is a file; {name} is several: name a folder with --out, or a .zip.")
    stories = reports.with_texts(source)
    texts = {account: text for story in stories for account, text in story.texts.items()}
    made = export([story.readout for story in stories], name, texts, base)
    if out is None:
        assert isinstance(made, bytes)
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    elif isinstance(made, bytes):
        write_file(out, made)
    elif out.suffix == ".zip":
        write_file(out, archive(made))
    else:
        for file, data in made.items():
            write_file(out / file, data)
    return options.DONE
