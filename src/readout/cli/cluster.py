"""``readout cluster``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from readout.cli import options
from readout.types import Dropped, Member


@click.command("cluster", short_help="Readings to stories: who tells the same event, who copied whom.")
@options.inputs
@click.option("--pairs", is_flag=True, help="After the records, give the related pairs: {a, b, kind, a_in_b, b_in_a}.")
@click.option("--brief", is_flag=True, help="Give {id, story, lineage} alone instead of whole records.")
@options.workers
@options.quiet
def command(inputs: tuple[str, ...], pairs: bool, brief: bool, workers: int, quiet: bool) -> int:
    """Group readings into stories and lineages.

    INPUT is what `readout read` wrote, or earlier records or pages. Each record comes out with its `story` and
    `lineage`, in an order that does not depend on the order of the input.

    \b
      readout cluster pages/ --brief --pairs
    """
    from readout.pipeline import members, readings, stories

    def grouped() -> Iterator[Any]:
        found = []
        for item in readings(options.opened(inputs), workers=workers):
            if isinstance(item, Dropped):
                yield item
            else:
                found.append(item)
        told = stories(found)
        for story in told:
            yield from members(story)
        if pairs:
            for story in told:
                for lineage in story.lineages:
                    yield from lineage.relations

    def record(item: Any) -> Any:
        if not isinstance(item, Member):
            return {name: getattr(item, name) for name in ("a", "b", "kind", "a_in_b", "b_in_a")}
        return {"id": item.id, "story": item.story, "lineage": item.lineage} if brief else item

    return options.write_records(grouped(), record, quiet, "grouping accounts")
