"""A bulk run: stages over shards, each of them taken up where an earlier run of the same inputs was left.

::

    inputs -> pages -> names -> readings -> candidates -> strongest -> stories -> members -> answers
              map      join     map         join          join         alone      map        join

Which engine does it, and with how many workers, changes nothing in what is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from readout.engine import articles, places, stories
from readout.engine.machine import Machine
from readout.engine.stages import BUCKETS, Engine, Sharing, Stage, Task, bucket, key, parts, run
from readout.engine.verbs import Verbs
from readout.types import Dropped

IDS_TO_A_PART = 2_000_000
KEYS_TO_A_PART = 250_000
PAIRS_TO_A_PART = 2_000_000
READINGS_TO_A_PART = 512
"""Rows that are brought together in one worker's memory; a story is never split."""
SMALL = 1 << 20
"""Bytes from which a file is opened by itself."""
PACK = 64
"""So many small files go together in the mean."""
DONE = "_SUCCESS"
"""Is there when everything is, as Hadoop and Spark have it."""


class Counts(Struct, frozen=True, kw_only=True):
    """What a bulk run gave: so many articles in so many stories, and so many things left out, each with its reason."""

    articles: int
    stories: int
    dropped: int


class Bulk(Struct, frozen=True, kw_only=True):
    """A run: what is done, where its files lie, who does the work, and who is told how far it is.

    ``edition`` names the program and its models: what another edition made is made again.
    """

    verbs: Verbs
    root: str
    engine: Engine
    edition: str
    told: Callable[[str, int, int], None]

    def stage(self, function: Callable[..., Any], tasks: Sequence[Task], sharing: Sharing | None = None) -> list[Any]:
        """The results of the tasks, done or taken as they are."""
        return self._run(self.engine, function, tasks, sharing)

    def alone(self, function: Callable[..., Any], task: Task) -> Any:
        """The result of a task that needs the whole in one memory: it is done in this process."""
        return self._run(Machine(workers=1), function, [task], None)[0]

    def _run(
        self, engine: Engine, function: Callable[..., Any], tasks: Sequence[Task], sharing: Sharing | None
    ) -> list[Any]:
        name = function.__name__
        bound = partial(function, self.verbs)
        stage = Stage(name=name, edition=self.edition, root=self.root, function=bound, sharing=sharing)
        return run(engine, stage, tasks, partial(self.told, name))


class Input(Struct, frozen=True, kw_only=True):
    """A file to open: how many bytes it has, and what :class:`Verbs` opens it by."""

    size: int
    given: Any


def bulk(what: Bulk, inputs: Mapping[str, Input], lost: Sequence[Dropped]) -> Counts:
    """Everything that the inputs hold, as tables below ``what.root``.

    The inputs go by keys that change when they do. ``lost`` is what could not even be opened.
    """
    places.remove(what.root, [DONE])
    opened = [Task(key=key("pages", pack), given=[inputs[name].given for name in pack]) for pack in _packs(inputs)]
    paged = what.stage(articles.pages, opened)
    read = _to_read(what, {shard["shard"]: shard["pages"] for result in paged for shard in result["shards"]})
    made = what.stage(articles.readings, read)
    sizes = {task.key: result for task, result in zip(read, made, strict=True) if result["articles"]}
    ends: list[Task] = []
    answered: list[Any] = []
    threads: list[Task] = []
    if sizes:
        members, contents, threads = _told_apart(what, sizes)
        count = sum(result["articles"] for result in sizes.values())
        sharing, number = _shared(members, stories.MEMBERS, stories.SHARED_MEMBERS, count, READINGS_TO_A_PART)
        ends = _ends(contents, sharing, number)
        answered = what.stage(stories.answers, ends, sharing)
    rest = key("lost")
    articles.write_dropped(what.root, rest, sorted(lost, key=lambda item: (item.input, item.reason)))
    kept = {"articles": read, "readings": read, "dropped": (*opened, *read, *ends), "threads": threads}
    kept |= {name: ends for result in answered for name in result["tables"]}
    for folder in places.folders(what.root):
        if not folder.startswith("_"):  # nothing that other inputs or another edition gave stays among the tables
            places.keep_only(what.root, folder, [rest, *(task.key for task in kept.get(folder, ()))])
    places.write(what.root, DONE, b"")
    return Counts(
        articles=sum(result["articles"] for result in made),
        stories=sum(result["stories"] for result in answered),
        dropped=len(lost) + sum(result["dropped"] for result in (*paged, *made, *answered)),
    )


def _packs(inputs: Mapping[str, Input]) -> list[list[str]]:
    """Inputs to open together, in the order of their names: small files by the dozen, large ones alone.

    Where a pack ends follows from the name of its last file, so that a file more changes the pack it comes into alone.
    """
    packs: list[list[str]] = []
    fresh = True
    for name in sorted(inputs):
        alone = inputs[name].size >= SMALL
        if fresh or alone:
            packs.append([])
        packs[-1].append(name)
        fresh = alone or bucket(name) % PACK == 0
    return packs


def _to_read(what: Bulk, shards: Mapping[str, int]) -> list[Task]:
    """A task for each shard of pages, with what its pages are called where they are not called as they say."""
    names = sorted(shards)
    sharing, number = _shared(names, articles.IDS, articles.SHARED_IDS, sum(shards.values()), IDS_TO_A_PART)
    tasks = [Task(key=key("names", names, number, at), given={"part": at}) for at in range(number if names else 0)]
    changes = defaultdict(list)
    for result in what.stage(articles.names, tasks, sharing):
        for shard, at, name, of in result["changes"]:
            changes[shard].append([at, name, of])
    return [
        Task(key=key("readings", name, sorted(changes[name])), given={"shard": name, "changes": sorted(changes[name])})
        for name in names
    ]


def _told_apart(
    what: Bulk, sizes: Mapping[str, Mapping[str, int]]
) -> tuple[list[str], dict[str, list[list[str]]], list[Task]]:
    """The shards in which readings lie by story; each story's articles' ids and where they were read; what told it."""
    full = sorted(sizes)
    keys = sum(result["keys"] for result in sizes.values())
    sharing, number = _shared(full, articles.KEYS, stories.SHARED_KEYS, keys, KEYS_TO_A_PART)
    joins = [Task(key=key("candidates", full, number, at), given={"part": at}) for at in range(number)]
    met = sum(result["pairs"] for result in what.stage(stories.candidates, joins, sharing))
    found = [task.key for task in joins]
    sharing, number = _shared(found, stories.MET, stories.SHARED_MET, met, PAIRS_TO_A_PART)
    joins = [Task(key=key("strongest", found, number, at), given={"part": at}) for at in range(number)]
    what.stage(stories.strongest, joins, sharing)
    held = {"shards": full, "parts": [task.key for task in joins]}
    grouped = Task(key=key("stories", held), given=held)
    what.alone(stories.stories, grouped)
    table = places.read_table(what.root, f"{stories.STORIES}/{grouped.key}.parquet")
    story_of = dict(zip(table.column("id").to_pylist(), table.column("story").to_pylist(), strict=True))
    contents = defaultdict(list)
    laid = []
    for shard in full:
        ids = places.read_table(what.root, f"{articles.SIGNATURES}/{shard}.parquet", ["id"]).column("id").to_pylist()
        mine = [story_of[one] for one in ids]
        laid.append(Task(key=key("members", shard, mine), given={"shard": shard, "stories": mine}))
        for story, one in zip(mine, ids, strict=True):
            contents[story].append([one, shard])
    what.stage(stories.members, laid)
    return [task.key for task in laid], contents, [grouped]


def _ends(contents: Mapping[str, list[list[str]]], sharing: Sharing, number: int) -> list[Task]:
    """A task for each part in which stories are; its key tells which articles, read in which shard, are in which."""
    of_part: dict[int, list[str]] = defaultdict(list)
    for story in sorted(contents):
        of_part[bucket(story) // sharing.width].append(story)
    return [
        Task(
            key=key("answers", number, at, [[story, sorted(contents[story])] for story in of_part[at]]),
            given={"part": at},
        )
        for at in sorted(of_part)
    ]


def _shared(stems: Sequence[str], folder: str, columns: tuple[str, ...], rows: int, most: int) -> tuple[Sharing, int]:
    """The files to bring together, in so many parts that ``most`` rows or fewer are in one, and how many that is."""
    number = parts(rows, most)
    files = tuple(f"{folder}/{stem}.parquet" for stem in stems)
    return Sharing(files=files, columns=columns, width=BUCKETS // number), number
