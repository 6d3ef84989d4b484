"""The invented pairs: how two texts are related and which came first (``bench/lineage_gold/*.toml``).

Every file is one event that never happened, told by six or seven short accounts that were written for this bench as one
would find them: an agency's text, its reprints (whole, cut, with paragraphs of the outlet's own), the same text put
into another language and back, a rival's rewriting that names its source, later versions, digests and live pages that
hold a sentence or a passage of several accounts, and reporters of their own who share a quotation or a background
sentence with the others. ``relations`` lists the related pairs; all other pairs of a file are independent. ``kind``
lists the kinds that a careful reader accepts. ``upstream`` names the account whose text the other carries. A pair
without it has no answer (two reprints of one text: to name either is wrong); ``unsure``: either answer and none is
accepted. Thresholds are set on the files of the half "tuning".
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from readout.cluster.lineage import lineages
from readout.extract import extract
from readout.read import read
from readout.types import Article, Page, Reading, Relation, Sourced

GOLD = Path(__file__).parent / "lineage_gold"
Pair = tuple[str, str]


class Truth(Struct, frozen=True):
    """What is right to say of one related pair."""

    kinds: tuple[str, ...]
    upstream: str | None
    unsure: bool


class Event(Struct, frozen=True):
    """The accounts of one invented event, read, and the truth on its related pairs."""

    name: str
    half: str
    readings: tuple[Reading, ...]
    related: Mapping[Pair, Truth]
    containers: frozenset[str]


def page_read(page: Page, layers: frozenset[str] | None = None) -> Reading:
    article = extract(page)
    if not isinstance(article, Article):
        raise TypeError(f"{page.id}: {article.reason}")
    return read(article, layers)


def events(half: str | None = None) -> tuple[Event, ...]:
    """The events of one half, or all of them, in the order of their names."""
    found = (_event(path) for path in sorted(GOLD.glob("*.toml")))
    return tuple(event for event in found if half in (None, event.half))


def _event(path: Path) -> Event:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    readings = tuple(_reading(item) for item in data["accounts"])
    names = {reading.id for reading in readings}
    related = {}
    for item in data["relations"]:
        a, b = sorted((item["a"], item["b"]))
        upstream = item.get("upstream")
        if not {a, b} <= names or upstream not in (None, a, b) or (a, b) in related:
            raise ValueError(f"{path.name}: no such pair, or given twice: {a}, {b}")
        related[a, b] = Truth(tuple(item["kind"]), upstream, item.get("unsure", False))
    return Event(path.stem, data["half"], readings, related, frozenset(data.get("containers", ())))


def _reading(item: Mapping[str, Any]) -> Reading:
    page = Page(
        id=item["name"], input=item["name"], text=item["text"].strip(), outlet=item["outlet"],
        published=item.get("published"), body_only=True,
    )  # fmt: skip
    agencies = tuple(Sourced(value=name) for name in item.get("agencies", ()))
    return replace(page_read(page), agencies=agencies)


def joined(event: Event, found: Sequence[Relation]) -> tuple[int, int, int]:
    """(said, right, wanted) of the pairs of accounts in one lineage; ``containers`` of the file are looked through."""
    plain = [reading.id for reading in event.readings if reading.id not in event.containers]
    said = [lineage.accounts for lineage in lineages(event.readings, found)]
    together = {frozenset(pair) for accounts in said for pair in combinations(accounts, 2)}
    group = {name: {name} for name in plain}
    for pair in event.related:
        if event.containers.isdisjoint(pair):
            both = group[pair[0]] | group[pair[1]]
            group.update(dict.fromkeys(both, both))
    wanted = {frozenset(pair) for pair in combinations(plain, 2) if pair[1] in group[pair[0]]}
    guessed = {pair for pair in together if pair <= group.keys()}
    return len(guessed), len(guessed & wanted), len(wanted)


def scored(
    found: Sequence[tuple[Event, Sequence[Relation], Callable[[Relation], str | None]]], *, errors: bool = False
) -> dict[str, tuple[int, int, int]]:
    """For each measure (said, right, wanted): pairs related at all, in one lineage, each kind, and the direction.

    A kind is wanted where the truth names it first; said, it is right where the truth accepts it.
    """
    said, right, wanted = Counter[str](), Counter[str](), Counter[str]()
    for event, relations, upstream_of in found:
        for counts, number in zip((said, right, wanted), joined(event, relations), strict=True):
            counts["one lineage"] += number
        by_pair = {(relation.a, relation.b): relation for relation in relations}
        for pair in combinations(sorted(reading.id for reading in event.readings), 2):
            truth, relation = event.related.get(pair), by_pair.get(pair)
            if truth:
                wanted["related"] += 1
                wanted[truth.kinds[0]] += 1
                wanted["direction"] += truth.upstream is not None and not truth.unsure
            if relation is None:
                if truth and errors:
                    print(f"  missing {event.name}: {pair}, {truth.kinds}")
                continue
            said["related"] += 1
            right["related"] += truth is not None
            # an accepted second kind is as good as the first: it is said and right under the first's name
            kind = truth.kinds[0] if truth and relation.kind in truth.kinds else relation.kind
            said[kind] += 1
            right[kind] += truth is not None and relation.kind in truth.kinds
            upstream = upstream_of(relation)
            if upstream is not None and not (truth and truth.unsure):
                said["direction"] += 1
                right["direction"] += truth is not None and truth.upstream == upstream
            if errors and (not truth or relation.kind not in truth.kinds):
                shares = f"{relation.a_in_b:.2f} {relation.b_in_a:.2f} {len(relation.pairs)} pairs"
                print(f"  wrong   {event.name}: {pair} said {relation.kind}, is {truth and truth.kinds} ({shares})")
            if errors and truth and not truth.unsure and upstream != truth.upstream:
                print(f"  order   {event.name}: {pair} said {upstream}, is {truth.upstream}")
    return {name: (said[name], right[name], wanted[name]) for name in sorted(wanted | said)}
