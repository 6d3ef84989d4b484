"""``readout run``."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from readout.cli import options
from readout.cli.answer import answer, since
from readout.engine import ENGINES


@click.command("run", short_help="The main job: raw pages in, one readout per story out.")
@options.inputs
@click.option("--out", type=options.place, required=True, help="Folder for the report; made if new.")
@click.option("--json", "as_json", is_flag=True, help="Print the readouts as JSON lines instead of the summary.")
@since
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="For corpora: write Parquet tables instead of a report, on this machine or by Daft here or on a Ray cluster.",
)
@options.workers
@options.quiet
def command(
    inputs: tuple[str, ...],
    out: str,
    *,
    as_json: bool,
    since: Path | None,
    engine: str | None,
    workers: int,
    quiet: bool,
) -> int:
    """Read the pages, tell the stories apart and answer for each.

    INPUT is a file of HTML, bare text, JSON lines, WARC, WET or Parquet (also gzipped; told by content), a directory,
    a glob, a prefix in an object store (s3://, gs://), or - for standard input. A JSON line or a row is {"id", "url",
    "html" or "text", "published", "title", "outlet", "fetched_at"}; all but the text may be missing, and what is given
    is taken as stated.

    Writes OUT/index.html and for each story OUT/<story>/readout.html, brief.html, readout.json and accounts/*.txt;
    prints a summary. Exit code 0: done; 1: nothing usable, with the reasons; 2: wrong usage.

    With --engine it writes tables for any number of pages: OUT/articles, readings, stories, lineage, events and more as
    Parquet. Whatever ends such a run, the same command takes it up where it was.

    \b
      readout run saved-pages/ --out report
      readout run saved-pages/ --out today --since yesterday
      zcat crawl.jsonl.gz | readout run - --out report --json | jq .independent_texts
      readout run crawl/*.warc.wet.gz --out tables --engine local
    """
    if engine is None:
        return answer(inputs, Path(out), old=since, as_json=as_json, workers=workers, quiet=quiet)
    if as_json or since is not None:
        raise click.UsageError("--engine writes tables: it goes with neither --json nor --since.")
    given = click.get_current_context().get_parameter_source("workers") is not ParameterSource.DEFAULT
    return _bulk(inputs, out, engine, workers if given else None, quiet=quiet)


def _bulk(inputs: tuple[str, ...], out: str, engine: str, workers: int | None, *, quiet: bool) -> int:
    from readout import pipeline

    if not inputs:
        raise click.UsageError("Give an input: a file, a directory, a glob, or a prefix in an object store.")
    said: set[str] = set()

    def told(stage: str, done: int, of: int) -> None:
        line = f"{stage:<12}{done:>9,} of {of:,}"
        if not quiet and line not in said:
            said.add(line)
            click.echo(line, err=True)

    counts = pipeline.bulk(inputs, out, engine, workers, told)
    if not quiet:
        click.echo(f"{_count(counts.articles, 'article', 's')} in {_count(counts.stories, 'stor', 'ies', 'y')}: {out}")
        click.echo(f"{_count(counts.dropped, 'thing', 's')} left out, each with its reason, in the table 'dropped'")
    return options.DONE if counts.articles else options.NOTHING_USABLE


def _count(number: int, word: str, plural: str, singular: str = "") -> str:
    return f"{number:,} {word}{singular if number == 1 else plural}"
