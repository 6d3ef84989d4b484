"""``readout extract``."""

from __future__ import annotations

import click

from readout.cli import options


@click.command("extract", short_help="Pages to articles: text, labelled blocks, title, date.")
@options.inputs
@options.workers
@options.quiet
def command(inputs: tuple[str, ...], workers: int, quiet: bool) -> int:
    """Turn pages into articles, one JSON line each on stdout.

    INPUT is a file of HTML, bare text or JSON lines (also gzipped; told by content), a directory, a glob, or - for
    standard input. Each article holds its whole text with every block labelled, its title, outlet, bylines, agencies
    and publication date, and the dates on the page that are not it.

    \b
      readout extract page.html | jq .published
    """
    from readout.pipeline import articles

    return options.write_records(
        articles(options.opened(inputs), workers), lambda item: item, quiet, "extracting pages"
    )
