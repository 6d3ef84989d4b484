"""``readout cluster``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from readout.cli import options
from readout.types import Dropped, Member


def _steps(inputs: tuple[str, ...], horizon: int | None, workers: int) -> Iterator[Any]:
    """What the accounts do to the stories, in the order in which they come; what was dropped on the way."""
    from readout.cluster.online import HORIZON, Stream
    from readout.cluster.signatures import signature
    from readout.pipeline import readings

    stories = Stream(HORIZON if horizon is None else horizon)
    for item in readings(options.opened(inputs), workers=workers):
        if isinstance(item, Dropped):
            yield item
        else:
            yield from stories.add([signature(item)])
    yield from stories.close()


@click.command("cluster", short_help="Readings to stories: who tells the same event, who copied whom.")
@options.inputs
@click.option("--pairs", is_flag=True, help="After the records, give the related pairs: {a, b, kind, a_in_b, b_in_a}.")
@click.option("--brief", is_flag=True, help="Give {id, story, lineage} alone instead of whole records.")
@click.option(
    "--stream",
    is_flag=True,
    help="Take accounts as they come and give each step: {kind, story, article, other, like, score}.",
)
@click.option("--horizon", type=click.IntRange(min=1), help="With --stream: days after which an account leaves memory.")
@options.workers
@options.quiet
def command(
    *, inputs: tuple[str, ...], pairs: bool, brief: bool, stream: bool, horizon: int | None, workers: int, quiet: bool
) -> int:
    """Group readings into stories and lineages.

    INPUT is what `readout read` wrote, or earlier records or pages. Each record comes out with its `story` and
    `lineage`, in an order that does not depend on the order of the input.

    With --stream nothing waits for the end of the input: what an account does to the stories is told when it comes (it
    opened one or joined one; or two were merged, one was split), with the account it is most like and the probability
    that the two tell one story. Stories that no account has joined for a while are sealed and leave memory.

    \b
      readout cluster pages/ --brief --pairs
      readout read today/ | readout cluster --stream
    """
    if stream:
        if pairs or brief:
            raise click.UsageError("--stream gives steps: it goes with neither --pairs nor --brief")
        return options.write_records(_steps(inputs, horizon, workers), lambda item: item, quiet, "following stories")
    if horizon is not None:
        raise click.UsageError("--horizon says what leaves the memory of --stream")
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
