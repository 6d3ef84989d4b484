"""The second half of a bulk run: keys to candidate pairs, pairs to stories, the stories' readings to answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from readout.engine import places
from readout.engine.articles import RECORDS, SIGNATURES, decode, write_dropped
from readout.engine.stages import Task, bucket
from readout.engine.verbs import Verbs

if TYPE_CHECKING:
    import pyarrow

PAIRS, STORIES, MEMBERS = f"{places.WORK}/pairs", f"{places.WORK}/stories", f"{places.WORK}/members"
SHARED_KEYS = ("key", "day", "id")
SHARED_MEMBERS = ("story", "id", "record")
UNDATED = -(2**31)
_ROWS = 16
"""Readings to a row group, so that a part is picked out of a file without unpacking the others."""


def candidates(verbs: Verbs, root: str, task: Task, rows: pyarrow.Table) -> dict[str, Any]:
    """The pairs that a part of all keys gives, by id, in order, with how many of its keys each shares."""
    import numpy  # noqa: PLC0415 - with Arrow it is loaded anyway

    arrow = places.arrow()
    ids, at = numpy.unique(rows.column("id").to_numpy(zero_copy_only=False).astype(str), return_inverse=True)
    keys = rows.column("key").to_numpy(zero_copy_only=False).astype(numpy.int64)
    days = rows.column("day").fill_null(UNDATED).to_numpy(zero_copy_only=False).astype(numpy.int32)
    pairs, shared = verbs.neighbours(keys, days, at.astype(numpy.int64))
    columns = {
        "a": arrow.array(ids[pairs[:, 0]], arrow.string()),
        "b": arrow.array(ids[pairs[:, 1]], arrow.string()),
        "shared": arrow.array(shared, arrow.int32()),
    }
    places.write_table(root, f"{PAIRS}/{task.key}.parquet", arrow.table(columns))
    return {"pairs": len(pairs)}


def stories(verbs: Verbs, root: str, task: Task) -> dict[str, Any]:
    """Every article's story, from all signatures and all pairs; done in one process, in memory."""
    import numpy  # noqa: PLC0415

    arrow = places.arrow()
    signatures = _all(root, SIGNATURES, task.given["shards"]).combine_chunks()
    signatures = signatures.take(arrow.compute.sort_indices(signatures, [("id", "ascending")]))
    found = _all(root, PAIRS, task.given["parts"])
    order = signatures.column("id").combine_chunks()
    rows = [arrow.compute.index_in(found.column(side), value_set=order).to_numpy() for side in ("a", "b")]
    pairs = numpy.stack(rows, axis=1).astype(numpy.int64)
    told = verbs.stories(signatures, pairs, found.column("shared").to_numpy())
    columns = {"id": order, "story": arrow.array(told, arrow.string())}
    places.write_table(root, f"{STORIES}/{task.key}.parquet", arrow.table(columns))
    return {"articles": len(told), "stories": len(set(told))}


def _all(root: str, folder: str, stems: Sequence[str]) -> pyarrow.Table:
    return places.arrow().concat_tables([places.read_table(root, f"{folder}/{stem}.parquet") for stem in stems])


def members(verbs: Verbs, root: str, task: Task) -> dict[str, Any]:
    """A shard's readings laid out by the story they belong to, for the last join."""
    arrow = places.arrow()
    stored = places.read_table(root, f"{RECORDS}/{task.given['shard']}.parquet")
    ids = places.read_table(root, f"{SIGNATURES}/{task.given['shard']}.parquet", ["id"]).column("id").combine_chunks()
    told = task.given["stories"]
    columns = {
        "bucket": arrow.array([bucket(story) for story in told], arrow.int32()),
        "story": arrow.array(told, arrow.string()),
        "id": ids,
        "record": stored.column("record").combine_chunks(),
    }
    laid = arrow.table(columns).sort_by([("bucket", "ascending"), ("story", "ascending"), ("id", "ascending")])
    places.write_table(root, f"{MEMBERS}/{task.key}.parquet", laid, rows=_ROWS)
    return {"articles": len(told)}


def answers(verbs: Verbs, root: str, task: Task, rows: pyarrow.Table) -> dict[str, Any]:
    """The answers on the stories of a part, a table for each noun."""
    held: dict[str, list[tuple[str, bytes]]] = {}
    columns = (rows.column(name).to_pylist() for name in SHARED_MEMBERS)
    for story, name, record in zip(*columns, strict=True):
        held.setdefault(story, []).append((name, record))
    each = ([decode(record) for _, record in sorted(held[story])] for story in sorted(held))
    made, lost = verbs.answers(each)
    for name, table in made.items():
        places.write_table(root, f"{name}/{task.key}.parquet", table)
    write_dropped(root, task.key, lost)
    return {"stories": len(held), "tables": sorted(made), "dropped": len(lost)}
