"""Political acts against PLV: root accuracy, macro-F1, coverage, spans of actor and recipient.

One sentence a record, its source and target known. Of the acts found in the sentence the one is scored whose actor and
recipient overlap those best. ``python -m bench.events --sample 300``
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readout.read.events import events
from readout.read.times import times
from readout.spans import overlap, text_hash
from readout.types import Article, Block, Event, Published, Span

DATA = Path(os.environ.get("READOUT_DATA", "../shared/data"))


def article(text: str) -> Article:
    """The sentence as an article of its own."""
    return Article(
        id="x", input="x", text=text, text_sha256=text_hash(text), language="en",
        published=Published(value="2020-06-15", basis="stated"),
        blocks=(Block(start=0, end=len(text), role="body"),),
    )  # fmt: skip


def rows(name: str, sample: int) -> Iterator[dict[str, Any]]:
    """Records of one file, every n-th where a sample is asked for."""
    with gzip.open(DATA / "events" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    step = max(1, len(records) // sample) if sample else 1
    yield from records[::step]


def iou(a: Span | None, b: Span | None) -> float:
    """Characters in both by characters in either."""
    if a is None or b is None:
        return 0.0
    both = overlap(a, b)
    return both / (a[1] - a[0] + b[1] - b[0] - both)


def best_iou(spans: tuple[Span, ...], gold: Span | None) -> float:
    """The best overlap of one of ``spans`` with ``gold``; of their hull as well."""
    if not spans or gold is None:
        return 0.0
    hull = (spans[0][0], spans[-1][1])
    return max(iou(span, gold) for span in (*spans, hull))


def read(text: str) -> tuple[Event, ...]:
    """The events of one sentence without any names found."""
    one = article(text)
    return events(one, ((0, len(text)),), (), (), (), times(one, ((0, len(text)),)))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--errors", default="")
    parser.add_argument("--silent", default="")
    options = parser.parse_args()
    total = found = right = any_right = 0
    actor = Counter[str]()
    recipient = Counter[str]()
    confusion = Counter[tuple[str, str]]()
    per: dict[str, Counter[str]] = {}
    acts = 0
    for row in rows("plv", options.sample):
        text = row["text"]
        source = tuple(row["source"]) if row["source"] else None
        target = tuple(row["target"]) if row["target"] else None
        got = read(text)
        acts += len(got)
        total += 1
        count = per.setdefault(row["label"], Counter())
        count["gold"] += 1
        if not got:
            if options.silent == row["label"]:
                print("-", text)
            continue
        found += 1

        def score(event: Event, source: Span | None = source, target: Span | None = target) -> float:
            return best_iou(event.actors, source) + best_iou(event.recipients, target)

        event = max(got, key=lambda e: (score(e), -e.trigger[0]))
        right += event.type == row["label"]
        any_right += any(e.type == row["label"] for e in got)
        per.setdefault(event.type, Counter())["given"] += 1
        count["right"] += event.type == row["label"]
        if event.type != row["label"]:
            confusion[row["label"], event.type] += 1
            if options.errors == row["label"]:
                print(event.type, text[slice(*event.trigger)], "|", text)
        for name, spans, gold in ((actor, event.actors, source), (recipient, event.recipients, target)):
            if gold is not None:
                name["gold"] += 1
                name["given"] += bool(spans)
                name["exact"] += gold in spans
                name["overlap"] += best_iou(spans, gold) >= 0.5
                if name is actor and options.errors == "actor" and best_iou(spans, gold) < 0.5:
                    print([text[slice(*s)] for s in spans], "| GOLD", text[slice(*gold)], "|", text)
                if name is recipient and options.errors == "recipient" and best_iou(spans, gold) < 0.5:
                    print(
                        text[slice(*event.trigger)],
                        [text[slice(*s)] for s in spans],
                        "| GOLD",
                        text[slice(*gold)],
                        "|",
                        text,
                    )
    f1 = []
    for label, count in sorted(per.items()):
        p = count["right"] / count["given"] if count["given"] else 0.0
        r = count["right"] / count["gold"] if count["gold"] else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        if count["gold"]:
            f1.append(f)
        print(f"{label:10} gold {count['gold']:4} P {p:.2f} R {r:.2f} F1 {f:.2f}")
    print(
        f"{total} sentences, {acts / total:.2f} acts each; covered {found / total:.3f}; accuracy where covered {right / max(found, 1):.3f}"
    )
    print(
        f"accuracy over all {right / total:.3f} (some act right {any_right / total:.3f}), macro-F1 {sum(f1) / len(f1):.3f}"
    )
    for word, name in (("actor", actor), ("recipient", recipient)):
        gold, given = max(name["gold"], 1), max(name["given"], 1)
        p, r = name["overlap"] / given, name["overlap"] / gold
        print(f"{word}: exact {name['exact'] / gold:.3f} overlap P {p:.3f} R {r:.3f}")
    print("confused:", "; ".join(f"{a}>{b} {n}" for (a, b), n in confusion.most_common(14)))


if __name__ == "__main__":
    main()
