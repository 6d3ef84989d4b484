"""The only file that knows every stage: ``Page -> Article -> Reading -> Story -> Readout``.

Each function takes items of any earlier kind and carries them on; what is there already is not made again, so the
stage commands can be piped, and a pipe of them equals one run. ``Dropped`` items pass through to the end.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from readout.types import Article, Dropped, Member, Page, Reading, Readout, Stage, Story

A = TypeVar("A", Page, Article)
B = TypeVar("B")
Item = Page | Article | Reading | Dropped
Progress = Callable[[str, int], None]
"""Called with what is being done and how much of it is done so far."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What a run made: one readout per story, the text of each account by id, and all that was dropped."""

    readouts: tuple[Readout, ...]
    texts: dict[str, str]
    dropped: tuple[Dropped, ...]


def pages(inputs: Sequence[str]) -> Iterator[Item]:
    """Everything that the inputs hold, each under an id of its own; nothing given, nothing yielded."""
    from readout.ingest import distinct, records

    return distinct(records(inputs))


def articles(items: Iterable[Item], workers: int = 1) -> Iterator[Article | Dropped]:
    """The articles on the pages, in the order given; ``workers`` is the number of processes."""
    from readout.engine import over

    yield from over(_to_article, items, workers)


def readings(
    items: Iterable[Item], layers: frozenset[str] | None = None, workers: int = 1
) -> Iterator[Reading | Dropped]:
    """The articles, read; ``layers`` limits what is read to the named layers (all by default)."""
    from readout.engine import over

    yield from over(partial(_to_reading, layers=layers), items, workers)


def _to_article(item: Item) -> Article | Dropped:
    from readout.extract import extract

    return _tried("extract", extract, item) if isinstance(item, Page) else item


def _to_reading(item: Item, layers: frozenset[str] | None = None) -> Reading | Dropped:
    from readout.read import read

    article = _to_article(item)
    if isinstance(article, Dropped | Reading):
        return article
    return _tried("read", partial(read, layers=layers), article)


def _tried(stage: Stage, function: Callable[[A], B], item: A) -> B | Dropped:
    """One page on which our own code fails is dropped with the fault named; the other million go on."""
    try:
        return function(item)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
        return Dropped(stage=stage, input=item.input, reason=f"a fault of Readout itself, please report it: {fault}")


def stories(items: Iterable[Reading]) -> tuple[Story, ...]:
    """The readings in stories: as their records say where they do, by :func:`readout.cluster.cluster` where not."""
    from readout.cluster import cluster, story

    placed: dict[str, list[Member]] = {}
    fresh = []
    for item in items:
        if isinstance(item, Member):
            placed.setdefault(item.story, []).append(item)
        else:
            fresh.append(item)
    return tuple(sorted((*map(story, placed.values()), *cluster(fresh)), key=lambda item: item.id))


def members(story: Story) -> Iterator[Member]:
    """The readings of a story as records that name their story and lineage."""
    lineage_of = {account: lineage.id for lineage in story.lineages for account in lineage.accounts}
    for reading in story.readings:
        fields = {name: getattr(reading, name) for name in Reading.__struct_fields__}
        yield Member(**fields, story=story.id, lineage=lineage_of[reading.id])


def readout(story: Story, dropped: Sequence[Dropped] = ()) -> Readout:
    """The answer on one story. Accounts that only the others can date are dated first, and read again."""
    from readout.compare import compare, settle_dates
    from readout.read import read

    settled = settle_dates(story)
    again = tuple(
        read(now) if now.published != before.published else now
        for before, now in zip(story.readings, settled.readings, strict=True)
    )
    return compare(Story(id=story.id, readings=again, lineages=story.lineages), tuple(dropped))


def run(items: Iterable[Item], progress: Progress = lambda what, done: None, workers: int = 1) -> Outcome:
    """Pages of any number of events in, one readout per story out; the order of ``items`` changes nothing.

    With ``workers`` above 1 pages are read in that many processes; a script that asks for it needs the usual
    ``if __name__ == "__main__"`` around its own start.
    """
    read_items: list[Reading] = []
    dropped: list[Dropped] = []
    for done, item in enumerate(readings(items, workers=workers), start=1):
        if isinstance(item, Dropped):
            dropped.append(item)
        else:
            read_items.append(item)
        progress("reading pages", done)
    dropped.sort(key=lambda item: (item.input, item.stage, item.reason))
    made = []
    for done, story in enumerate(stories(read_items), start=1):
        made.append(readout(story, dropped))
        progress("comparing stories", done)
    return Outcome(readouts=tuple(made), texts={item.id: item.text for item in read_items}, dropped=tuple(dropped))
