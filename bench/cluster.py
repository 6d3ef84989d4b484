"""Story grouping and lineage against public data: ``python -m bench.cluster``."""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from bench import results
from readout.cluster.grouping import group
from readout.cluster.lineage import relations
from readout.spans import lines, text_hash
from readout.types import Block, Published, Reading

DATA = Path(__file__).parents[2] / "shared" / "data"


def records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def reading(id_: str, text: str, title: str | None = None, published: str | None = None) -> Reading:
    """The text as a reading with one body block and a sentence per line or full stop: enough for clustering."""
    head = f"{title}\n" if title else ""
    whole = head + text
    blocks = [Block(start=0, end=len(head), role="headline")] if head else []
    if text:
        blocks.append(Block(start=len(head), end=len(whole), role="body"))
    sentences = []
    for start, end in lines(whole):
        at = start
        while at < end:
            stop = whole.find(". ", at, end)
            stop = end if stop < 0 else stop + 1
            if whole[at:stop].strip():
                sentences.append((at, stop))
            at = stop + 1
    return Reading(
        id=id_, input=id_, text=whole, text_sha256=text_hash(whole), language="en", blocks=tuple(blocks),
        published=Published(value=published, basis="stated" if published else "unknown"), sentences=tuple(sentences),
    )  # fmt: skip


def b3(predicted: Sequence[Sequence[str]], gold: dict[str, str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1: the mean over documents (Bagga and Baldwin, 1998)."""
    where = {doc: i for i, members in enumerate(predicted) for doc in members}
    truth = defaultdict(set)
    for doc, label in gold.items():
        truth[label].add(doc)
    p = r = 0.0
    for doc, label in gold.items():
        mine = {d for d in predicted[where[doc]] if d in gold}
        both = len(mine & truth[label])
        p += both / len(mine) / len(gold)
        r += both / len(truth[label]) / len(gold)
    return p, r, 2 * p * r / (p + r)


def pairwise(predicted: Sequence[Sequence[str]], gold: dict[str, str]) -> tuple[float, float, float]:
    guess = {pair for m in predicted for pair in combinations(sorted(d for d in m if d in gold), 2)}
    truth = defaultdict(list)
    for doc, label in gold.items():
        truth[label].append(doc)
    real = {pair for docs in truth.values() for pair in combinations(sorted(docs), 2)}
    hit = len(guess & real)
    p, r = hit / max(1, len(guess)), hit / max(1, len(real))
    return p, r, 2 * p * r / max(1e-9, p + r)


def stories(data: Path, name: str) -> dict[str, list[float]]:
    rows = list(records(data / "stories" / f"{name}.jsonl.gz"))
    gold = {row["id"]: row["story"] for row in rows}
    groups = group([reading(row["id"], row["text"], row["title"], row["published"]) for row in rows])
    predicted = [[r.id for r in members] for members in groups]
    scores = {"B3": b3(predicted, gold), "pairwise": pairwise(predicted, gold)}
    for label, (p, r, f) in scores.items():
        print(f"{name:18} {label:9} P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
    return {label: [round(value, 3) for value in score] for label, score in scores.items()}


def lineage(data: Path) -> dict[str, list[float]]:
    pages = {r["id"]: r for r in records(data / "lineage" / "helsinki_articles.jsonl.gz") if r["shingles"] >= 40}
    pairs = {(r["a"], r["b"]): r["label"] for r in records(data / "lineage" / "helsinki_pairs.jsonl.gz")}
    truth = {(min(p), max(p)): label for p, label in pairs.items() if p[0] in pages and p[1] in pages}
    found = {(r.a, r.b): r for r in relations([reading(k, v["clean_text"]) for k, v in sorted(pages.items())])}
    copies = {p for p, label in truth.items() if label == "copy"}
    unscored = {p for p, label in truth.items() if label is None}
    hit = copies & found.keys()
    said = found.keys() - unscored
    p, r = len(hit) / max(1, len(said)), len(hit) / len(copies)
    print(f"lineage            copies    P {p:.3f}  R {r:.3f}  ({len(said - hit)} false, {len(copies - hit)} missed)")
    return {"copies": [round(p, 3), round(r, 3), round(2 * p * r / max(1e-9, p + r), 3)]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    data = parser.parse_args().data
    measured = {name: stories(data, name) for name in ("allsides_events", "ecbplus")}
    results.write("cluster, P R F1", measured | {"lineage": lineage(data)})


if __name__ == "__main__":
    main()
