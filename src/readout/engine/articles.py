"""The first half of a bulk run: inputs to pages in shards, pages to names, pages to readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec

from readout.engine import places, tables
from readout.engine.stages import Task, bucket, digest
from readout.engine.verbs import Item, Verbs
from readout.types import Article, Dropped, Member, Page, Reading

if TYPE_CHECKING:
    import pyarrow

SHARD = 256
"""Pages in a shard at the most: what a killed worker has to do again, some seconds of reading."""
SHARD_BYTES = 32 << 20
PAGES, IDS, CHANGES = f"{places.WORK}/pages", f"{places.WORK}/ids", f"{places.WORK}/names"
RECORDS, KEYS, SIGNATURES = f"{places.WORK}/records", f"{places.WORK}/keys", f"{places.WORK}/signatures"
_KINDS: dict[str, type[Article] | type[Page]] = {"Page": Page, "Article": Article, "Reading": Reading}


def encode(item: Page | Article) -> bytes:
    """A page, an article or a reading as bytes; the story that a reading was in before is left out."""
    if isinstance(item, Member):
        item = Reading(**{name: getattr(item, name) for name in Reading.__struct_fields__})
    return msgspec.msgpack.encode((type(item).__name__, item))


def decode(record: bytes) -> Any:
    """What :func:`encode` made bytes of."""
    kind, raw = msgspec.msgpack.decode(record, type=tuple[str, msgspec.Raw])
    return msgspec.msgpack.decode(raw, type=_KINDS[kind])


def pages(verbs: Verbs, root: str, task: Task) -> dict[str, Any]:
    """Inputs in shards of pages, each named by its content, with the ids of its pages beside it."""
    shards = []
    lost: list[Dropped] = []
    for shard in _shards(chain.from_iterable(map(verbs.open, task.given)), lost):
        records = [encode(page) for page in shard]
        name = digest(records)
        made = places.arrow()
        held = {"record": made.array(records, made.binary())}
        places.write_table(root, f"{PAGES}/{name}.parquet", made.table(held))
        known = [verbs.named(page) for page in shard]
        ids = {
            "bucket": made.array([bucket(verbs.family(one.id)) for one in known], made.int32()),
            "id": [one.id for one in known],
            "content": [one.content for one in known],
            "later": [one.rank[0] for one in known],
            "input": [one.rank[1] for one in known],
            "shard": [name] * len(known),
            "at": made.array(range(len(known)), made.int32()),
        }
        places.write_table(root, f"{IDS}/{name}.parquet", made.table(ids))
        shards.append({"shard": name, "pages": len(shard)})
    write_dropped(root, task.key, lost)
    return {"shards": shards, "dropped": len(lost)}


def _shards(items: Iterable[Item], lost: list[Dropped]) -> Iterator[list[Any]]:
    shard: list[Any] = []
    size = 0
    for item in items:
        if isinstance(item, Dropped):
            lost.append(item)
            continue
        shard.append(item)
        size += len((item.html or item.text or "") if isinstance(item, Page) else item.text)
        if len(shard) == SHARD or size >= SHARD_BYTES:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard


SHARED_IDS = ("id", "content", "later", "input", "shard", "at")


def names(verbs: Verbs, root: str, task: Task, rows: pyarrow.Table) -> dict[str, Any]:
    """Which pages of a part of all ids are called otherwise than they say, and which are there twice."""
    held = rows.select(SHARED_IDS).to_pylist()
    held.sort(key=lambda row: (row["shard"], row["at"]))
    known = [_Known(row["id"], row["content"], (row["later"], row["input"], b"")) for row in held]
    changes = []
    for row, name in zip(held, verbs.names(known), strict=True):
        if isinstance(name, int):
            changes.append([row["shard"], row["at"], None, held[name]["input"]])
        elif name != row["id"]:
            changes.append([row["shard"], row["at"], name, None])
    return {"changes": changes}


class _Known(msgspec.Struct, frozen=True):
    id: str
    content: str
    rank: tuple[bool, str, bytes]

    @property
    def input(self) -> str:
        return self.rank[1]


def readings(verbs: Verbs, root: str, task: Task) -> dict[str, Any]:
    """A shard's pages read: articles, readings, what stories are told apart by, and what was dropped."""
    stored = places.read_table(root, f"{PAGES}/{task.given['shard']}.parquet")
    changed = {at: (name, of) for at, name, of in task.given["changes"]}
    found: list[Reading] = []
    lost: list[Dropped] = []
    for at, record in enumerate(stored.column("record").to_pylist()):
        page = decode(record)
        name, of = changed.get(at, (page.id, None))
        if name is None:
            lost.append(verbs.repeated(page.input, of))
            continue
        for made in verbs.read(page if name == page.id else verbs.renamed(page, name)):
            if isinstance(made, Dropped):
                lost.append(made)
            else:
                found.append(made)
    places.write_table(root, f"articles/{task.key}.parquet", tables.table(found, tables.schema(Article)))
    own = tables.schema(Reading, without=[name for name in Article.__struct_fields__ if name != "id"])
    places.write_table(root, f"readings/{task.key}.parquet", tables.table(found, own))
    keys = _write_signatures(verbs, root, task.key, found)
    arrow = places.arrow()
    records = {"record": arrow.array([encode(one) for one in found], arrow.binary())}
    places.write_table(root, f"{RECORDS}/{task.key}.parquet", arrow.table(records))
    write_dropped(root, task.key, lost)
    return {"articles": len(found), "keys": keys, "dropped": len(lost)}


def _write_signatures(verbs: Verbs, root: str, name: str, found: Sequence[Reading]) -> int:
    arrow = places.arrow()
    signed = [verbs.signature(one) for one in found]
    places.write_table(root, f"{SIGNATURES}/{name}.parquet", tables.table(signed, tables.schema(verbs.signatures)))
    joined = [(one.id, one.day, each) for one in signed for each in one.keys]
    columns = {
        "bucket": arrow.array([bucket(str(each)) for _, _, each in joined], arrow.int32()),
        "key": arrow.array([each for _, _, each in joined], arrow.int64()),
        "day": arrow.array([day for _, day, _ in joined], arrow.int32()),
        "id": arrow.array([name for name, _, _ in joined], arrow.string()),
    }
    places.write_table(root, f"{KEYS}/{name}.parquet", arrow.table(columns))
    return len(joined)


def write_dropped(root: str, name: str, lost: Sequence[Dropped]) -> None:
    """What was dropped on the way, with where and why."""
    places.write_table(root, f"dropped/{name}.parquet", tables.table(lost, tables.schema(Dropped)))
