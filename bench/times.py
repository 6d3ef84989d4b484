"""Time expressions against TempEval-style gold: identification (relaxed and strict) and values.

``python -m bench.times [--sample N] [--show N] [SET ...]`` with sets of ``data/times``: aquaint, gum, wikiwars,
recognizers_en. In gum not every time phrase is tagged: there only recall and values count. Values are compared as
TempEval-3 does, as strings, over expressions that overlap the gold.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from bench import results
from readout.read.sentences import sentences
from readout.read.times import times
from readout.spans import text_hash
from readout.types import Article, Block, Published, Timex

DATA = Path(os.environ.get("READOUT_DATA", Path(__file__).parents[2] / "shared" / "data"))
SETS = ("aquaint", "gum", "wikiwars", "recognizers_en")


def load(name: str, sample: int | None) -> list[dict[str, Any]]:
    with gzip.open(DATA / "times" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as rows:
        records = [json.loads(row) for row in rows]
    step = max(1, len(records) // sample) if sample else 1
    return records[::step]


def article(record: dict[str, Any]) -> Article:
    text = record["text"]
    published = Published(value=record["published"][:10], basis="stated") if record["published"] else Published()
    return Article(
        id=record["id"], input=record["id"], text=text, text_sha256=text_hash(text), language="en", published=published
    )


def whole_body(found: Article) -> Article:
    """The article with all of its text as body."""
    return msgspec.structs.replace(found, blocks=(Block(start=0, end=len(found.text), role="body"),))


def aligned(gold: list[dict[str, Any]], found: tuple[Timex, ...]) -> list[tuple[dict[str, Any], Timex]]:
    """Each gold expression with the expression found that overlaps it most."""
    pairs = []
    free = list(found)
    for item in gold:
        best = max(free, key=lambda t: min(t.span[1], item["end"]) - max(t.span[0], item["start"]), default=None)
        if best is not None and min(best.span[1], item["end"]) > max(best.span[0], item["start"]):
            pairs.append((item, best))
            free.remove(best)
    return pairs


def same_value(gold: str | None, found: str | None) -> bool:
    """Equal but for spelling: a week without its zero, a decade with or without its X, a zone."""
    if gold is None or found is None:
        return gold is found is None
    return _plain(gold) == _plain(found)


def _plain(value: str) -> str:
    if len(value) == 7 and value[4:6] == "-W":
        value = f"{value[:6]}0{value[6]}"
    return value.removesuffix("-XX").removesuffix("-XX")


def score(name: str, sample: int | None, show: int) -> dict[str, float]:
    count: Counter[str] = Counter()
    spent = 0.0
    shown = 0
    for record in load(name, sample):
        whole = whole_body(article(record))
        bounds = sentences(whole) if whole.text else ()
        started = time.perf_counter()
        found = times(whole, bounds)
        spent += time.perf_counter() - started
        gold = record["times"]
        pairs = aligned(gold, found)
        count["gold"] += len(gold)
        count["found"] += len(found)
        count["relaxed"] += len(pairs)
        count["characters"] += len(whole.text)
        for item, timex in pairs:
            count["strict"] += timex.span == (item["start"], item["end"])
            count["type"] += timex.type == item["type"]
            right = same_value(item["value"], timex.value)
            count["value"] += right
            if not right and shown < show:
                shown += 1
                print(_line(whole, item["start"], item["end"]), "| gold", item["value"], "| found", timex.value)
        matched = {id(timex) for _, timex in pairs}
        for timex in found:
            if id(timex) not in matched and shown < show:
                shown += 1
                print(_line(whole, *timex.span), "| not in gold |", timex.value)
        taken = {(item["start"], item["end"]) for item, _ in pairs}
        for item in gold:
            if (item["start"], item["end"]) not in taken and shown < show:
                shown += 1
                print(_line(whole, item["start"], item["end"]), "| MISSED |", item["type"], item["value"])
    return {
        "precision": count["relaxed"] / max(1, count["found"]),
        "recall": count["relaxed"] / max(1, count["gold"]),
        "relaxed F1": 2 * count["relaxed"] / max(1, count["found"] + count["gold"]),
        "strict F1": 2 * count["strict"] / max(1, count["found"] + count["gold"]),
        "value F1": 2 * count["value"] / max(1, count["found"] + count["gold"]),
        "value accuracy": count["value"] / max(1, count["relaxed"]),
        "type accuracy": count["type"] / max(1, count["relaxed"]),
        "ms per 1,000 words": spent * 6e6 / max(1, count["characters"]),
    }


def _line(whole: Article, start: int, end: int) -> str:
    before = whole.text[max(0, start - 45) : start].replace("\n", "/")
    return f"{whole.published.value} {before}[{whole.text[start:end]}]{whole.text[end : end + 25]}".replace("\n", "/")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--sample", type=int, help="about this many documents of each set, evenly taken")
    parser.add_argument("--show", type=int, default=0, help="print this many differences")
    options = parser.parse_args()
    measured = {}
    for name in options.sets or SETS:
        figures = score(name, options.sample, options.show)
        print(f"{name:15}", "  ".join(f"{key} {value:.3f}" for key, value in figures.items()))
        measured[name] = {key: round(value, 3) for key, value in figures.items() if not key.startswith("ms ")}
    if options.sample is None and len(measured) == len(SETS):
        results.write("times", measured)


if __name__ == "__main__":
    main()
