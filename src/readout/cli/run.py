"""``readout run``."""

from __future__ import annotations

from pathlib import Path

import click

from readout.cli import options
from readout.cli.answer import answer, since


@click.command("run", short_help="The main job: raw pages in, one readout per story out.")
@options.inputs
@click.option("--out", type=options.folder, required=True, help="Folder for the report; made if new.")
@click.option("--json", "as_json", is_flag=True, help="Print the readouts as JSON lines instead of the summary.")
@since
@options.workers
@options.quiet
def command(inputs: tuple[str, ...], out: Path, *, as_json: bool, since: Path | None, workers: int, quiet: bool) -> int:
    """Read the pages, tell the stories apart and answer for each.

    INPUT is a file of HTML, bare text or JSON lines (also gzipped; told by content), a directory, a glob, or - for
    standard input. A JSON line is {"id", "url", "html" or "text", "published", "title", "outlet", "fetched_at"}; all
    but the text may be missing, and what is given is taken as stated.

    Writes OUT/index.html and for each story OUT/<story>/readout.html, brief.html, readout.json and accounts/*.txt;
    prints a summary. Exit code 0: done; 1: nothing usable, with the reasons; 2: wrong usage.

    \b
      readout run saved-pages/ --out report
      readout run saved-pages/ --out today --since yesterday
      zcat crawl.jsonl.gz | readout run - --out report --json | jq .independent_texts
    """
    return answer(inputs, out, old=since, as_json=as_json, workers=workers, quiet=quiet)
