"""The only file that knows every stage: ``Page -> Article -> Reading -> Story -> Readout``.

Each function takes items of any earlier kind and carries them on; what is there already is not made again, so the
stage commands can be piped, and a pipe of them equals one run. ``Dropped`` items pass through to the end.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from readout.types import Article, Dropped, Member, Page, Published, Reading, Readout, Stage, Story, Value

if TYPE_CHECKING:
    import pyarrow

    from readout.engine.bulk import Counts
    from readout.engine.verbs import Verbs

A = TypeVar("A", Page, Article)
B = TypeVar("B")
Item = Page | Article | Reading | Dropped
Progress = Callable[[str, int], None]
"""Called with what is being done and how much of it is done so far."""


class Outcome(Value, frozen=True, kw_only=True):
    """What a run made: one readout per story, the text of each account by id, and all that was dropped."""

    readouts: tuple[Readout, ...]
    texts: dict[str, str]
    dropped: tuple[Dropped, ...]


def articles(items: Iterable[Item], workers: int = 1) -> Iterator[Article | Dropped]:
    """The articles on the pages, in the order given, each under an id of its own.

    A page that is there twice is given once and is ``Dropped`` the second time. ``workers`` is the number of processes.
    """
    from readout.engine.local import over
    from readout.ingest import distinct

    for found in over(_to_articles, distinct(items), workers):
        yield from found


def readings(
    items: Iterable[Item], layers: frozenset[str] | None = None, workers: int = 1
) -> Iterator[Reading | Dropped]:
    """The articles, read, as :func:`articles` gives them; ``layers`` limits what is read to the named layers."""
    from readout.engine.local import over
    from readout.ingest import distinct

    for found in over(partial(_to_readings, layers=layers), distinct(items), workers):
        yield from found


def _to_articles(item: Item) -> tuple[Article | Dropped, ...]:
    """The article on a page, and what else there is to say of it; anything later as it is."""
    from readout.extract import extracted

    if not isinstance(item, Page):
        return (item,)
    made = _tried("extract", extracted, item)
    return (made,) if isinstance(made, Dropped) else made


def _to_readings(item: Item, layers: frozenset[str] | None = None) -> tuple[Reading | Dropped, ...]:
    from readout.read import read, unread

    made: list[Reading | Dropped] = []
    for article in _to_articles(item):
        if isinstance(article, Dropped | Reading):
            made.append(article)
            continue
        reading = _tried("read", partial(read, layers=layers), article)
        made.append(reading)
        if isinstance(reading, Reading) and reading.sentences and (rest := unread(reading, reading.sentences)):
            reason = f"the last {rest:,} characters of its prose are kept but not read: too much for one article"
            made.append(Dropped(stage="read", input=item.input, reason=reason))
    return tuple(made)


def _tried(stage: Stage, function: Callable[[A], B], item: A) -> B | Dropped:
    """One page on which our own code fails is dropped with the fault named; the other million go on."""
    try:
        return function(item)
    except Exception as error:
        return Dropped(stage=stage, input=item.input, reason=_fault(error))


def _fault(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    said = f"{type(error).__name__}: {str(error)[:300]} ({Path(place.filename).name}:{place.lineno})"
    return f"a fault of Readout itself, please report it: {said}"


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
    from readout.compare import (
        compare,
        of_later_versions,
        reading_days,
        settle_dates,
        without_crawl_days,
        without_own_day,
    )
    from readout.read import read

    settled = _read_again(story, without_crawl_days(of_later_versions(story)))
    settled = _read_again(settled, settle_dates(settled))
    days = reading_days(settled)
    dated = (
        replace(r, published=Published(value=days[r.id].isoformat())) if r.id in days else r for r in settled.readings
    )
    again = tuple(
        without_own_day(read(now), before) if now.published != before.published else now
        for before, now in zip(settled.readings, dated, strict=True)
    )
    return compare(replace(settled, readings=again), tuple(dropped))


def _read_again(before: Story, after: Story) -> Story:
    """The later story with the accounts read again whose day has changed."""
    from readout.read import read

    pairs = zip(before.readings, after.readings, strict=True)
    return replace(after, readings=tuple(read(b) if a.published != b.published else b for a, b in pairs))


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
    made = []
    for done, story in enumerate(stories(read_items), start=1):
        try:
            made.append(readout(story))
        except Exception as error:  # the other stories go on
            dropped += (Dropped(stage="compare", input=item.input, reason=_fault(error)) for item in story.readings)
        progress("comparing stories", done)
    dropped.sort(key=lambda item: (item.input, item.stage, item.reason))
    told = tuple(replace(item, dropped=(*item.dropped, *dropped)) for item in made)
    return Outcome(readouts=told, texts={item.id: item.text for item in read_items}, dropped=tuple(dropped))


# ------------------------------------------------------------------------------------------------- bulk runs


def bulk(
    inputs: Sequence[str],
    out: str,
    engine: str = "local",
    workers: int | None = None,
    progress: Callable[[str, int, int], None] = lambda stage, done, of: None,
) -> Counts:
    """Everything that the inputs hold, as Parquet tables below ``out``: a folder, or a prefix in an object store.

    ``engine`` is one of :data:`readout.engine.ENGINES`; what is written does not depend on it, nor on ``workers``
    (``None`` for all cores there are). A run that was ended is taken up where it was by running it again.
    """
    from readout.engine.bulk import Bulk, Input
    from readout.engine.bulk import bulk as through
    from readout.engine.edition import edition
    from readout.engine.named import engine_named
    from readout.ingest import sources, state

    held: dict[str, Input] = {}
    lost: list[Dropped] = []
    for source in sources(inputs):
        if isinstance(source, Dropped):
            lost.append(source)
        else:
            path = str(source.path) if source.path else None
            given = {"name": source.name, "path": path, "uri": source.uri}
            size, changed = state(source)
            held[f"{source.name}\n{size}\n{changed}"] = Input(size=size, given=given)
    what = Bulk(
        verbs=_verbs(), root=out, engine=engine_named(engine, workers), edition=edition(_version()), told=progress
    )
    return through(what, held, lost)


def _version() -> str:
    from readout import __version__

    return __version__


def _verbs() -> Verbs:
    from readout.cluster.candidates import neighbours, strongest_of
    from readout.cluster.signatures import Signature, signature
    from readout.engine.verbs import Verbs
    from readout.ingest import identity

    return Verbs(
        open=_opened,
        named=identity.named,
        family=identity.family,
        names=identity.names,
        renamed=identity.renamed,
        repeated=identity.repeated,
        read=_to_readings,
        signature=signature,
        signatures=Signature,
        neighbours=neighbours,
        strongest=strongest_of,
        stories=_stories_of,
        answers=_answers,
    )


def _opened(source: dict[str, str | None]) -> Iterator[Item]:
    """What one input holds."""
    from readout.ingest import Source, from_source

    path = source["path"]
    return from_source(Source(name=source["name"] or "", path=Path(path) if path else None, uri=source["uri"]))


def _stories_of(signatures: pyarrow.Table, pairs: Any) -> tuple[list[str], pyarrow.Table]:
    """The story of each signature, named as :func:`readout.cluster.story` names it, and which story follows which."""
    from readout.cluster import story_id
    from readout.cluster.columns import from_arrow
    from readout.cluster.groups import groups
    from readout.cluster.pair_scores import scores
    from readout.cluster.threads import threads
    from readout.render.exports import bulk_threads

    columns = from_arrow(signatures)
    first = scores(columns, pairs)
    labels = groups(columns.size, pairs, first, columns.days)
    told = labels.tolist()
    members: dict[int, list[str]] = {}
    for name, label in zip(columns.ids.tolist(), told, strict=True):
        members.setdefault(label, []).append(name)
    names = {label: story_id(ids) for label, ids in members.items()}
    return [names[label] for label in told], bulk_threads(threads(columns, labels, pairs, first), names)


def _answers(stories: Iterable[Sequence[Reading]]) -> tuple[dict[str, pyarrow.Table], list[Dropped]]:
    """The readouts of the stories as tables, and what could not be answered."""
    from readout.cluster import story
    from readout.render.exports import bulk_tables

    made = []
    lost: list[Dropped] = []
    for members in stories:
        try:
            made.append(readout(story(members)))
        except Exception as error:  # the other stories go on
            lost += (Dropped(stage="compare", input=item.input, reason=_fault(error)) for item in members)
    return bulk_tables(made), lost
