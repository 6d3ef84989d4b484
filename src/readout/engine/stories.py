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

MET, PAIRS = f"{places.WORK}/met", f"{places.WORK}/pairs"
STORIES, MEMBERS = f"{places.WORK}/stories", f"{places.WORK}/members"
SHARED_KEYS = ("key", "day", "id")
SHARED_MET = ("own", "other", "shared")
SHARED_MEMBERS = ("story", "id", "record")
UNDATED = -(2**31)
_ROWS = 16
"""Readings to a row group, so that a part is picked out of a file without unpacking the others."""


def candidates(verbs: Verbs, root: str, task: Task, rows: pyarrow.Table) -> dict[str, Any]:
    """The pairs that a part of all keys gives, once from the view of either article, and how many keys found them."""
    import numpy  # noqa: PLC0415 - with Arrow it is loaded anyway

    arrow = places.arrow()
    ids, (at,) = _ranked(rows, "id")
    keys = rows.column("key").to_numpy(zero_copy_only=False).astype(numpy.int64)
    days = rows.column("day").fill_null(UNDATED).to_numpy(zero_copy_only=False).astype(numpy.int32)
    pairs, shared = verbs.neighbours(keys, days, at)
    buckets = numpy.array([bucket(one) for one in ids.to_pylist()], numpy.int32)
    one, other = numpy.concatenate([pairs[:, 0], pairs[:, 1]]), numpy.concatenate([pairs[:, 1], pairs[:, 0]])
    order = numpy.lexsort((other, one, buckets[one]))
    columns = {
        "bucket": arrow.array(buckets[one[order]], arrow.int32()),
        "own": arrow.DictionaryArray.from_arrays(one[order].astype(numpy.int32), ids),
        "other": arrow.DictionaryArray.from_arrays(other[order].astype(numpy.int32), ids),
        "shared": arrow.array(numpy.concatenate([shared, shared])[order], arrow.int32()),
    }
    places.write_table(root, f"{MET}/{task.key}.parquet", arrow.table(columns))
    return {"pairs": len(order)}


def strongest(verbs: Verbs, root: str, task: Task, rows: pyarrow.Table) -> dict[str, Any]:
    """The pairs that a part of all articles keep, by id, in order."""
    arrow = places.arrow()
    ids, (own, other) = _ranked(rows, "own", "other")
    pairs = verbs.strongest(own, other, rows.column("shared").to_numpy(zero_copy_only=False))
    columns = {side: arrow.array(ids.take(arrow.array(pairs[:, at])), arrow.string()) for at, side in enumerate("ab")}
    places.write_table(root, f"{PAIRS}/{task.key}.parquet", arrow.table(columns))
    return {"pairs": len(pairs)}


def _ranked(rows: pyarrow.Table, *columns: str) -> tuple[pyarrow.Array, list[Any]]:
    """The ids in columns, sorted, and each column as their ranks."""
    import numpy  # noqa: PLC0415

    compute, arrow = places.arrow().compute, places.arrow()
    plain = [rows.column(name).cast(arrow.string()).combine_chunks() for name in columns]
    ids = compute.unique(arrow.chunked_array(plain, arrow.string()))
    ids = ids.take(compute.sort_indices(ids))
    return ids, [compute.index_in(held, value_set=ids).to_numpy().astype(numpy.int64) for held in plain]


def stories(verbs: Verbs, root: str, task: Task) -> dict[str, Any]:
    """Every article's story, and which story follows which; done in one process, in memory."""
    import numpy  # noqa: PLC0415

    arrow = places.arrow()
    signatures = _all(root, SIGNATURES, task.given["shards"])
    signatures = signatures.take(arrow.compute.sort_indices(signatures, [("id", "ascending")])).combine_chunks()
    order = signatures.column("id").combine_chunks()
    found = _all(root, PAIRS, task.given["parts"])
    rows = [arrow.compute.index_in(found.column(side), value_set=order).to_numpy() for side in ("a", "b")]
    packed = numpy.unique((rows[0].astype(numpy.int64) << 32) | rows[1])  # either article may have kept it
    told, threads = verbs.stories(signatures, numpy.stack([packed >> 32, packed & 0xFFFFFFFF], axis=1))
    places.write_table(root, f"threads/{task.key}.parquet", threads)
    columns = {"id": order, "story": arrow.array(told, arrow.string())}
    places.write_table(root, f"{STORIES}/{task.key}.parquet", arrow.table(columns))
    return {"articles": len(told), "stories": len(set(told)), "pairs": len(packed)}


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
