"""``python -m bench.compare_cost``: what it costs to compare 5 to 500 accounts of one event.

The accounts are public pages on one summit (Helsinki); above their number, pages are taken again with one sentence in
five left out and every tenth word cut short, so that they are derived texts and not twins. Prints seconds of one core
for reading, lineage and comparison, and writes them into ``bench/results.json``.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import pstats
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import results
from bench.extract import DEFAULT_DATA
from readout import pipeline
from readout.cluster import story
from readout.compare import compare, settle_dates
from readout.types import Page, Reading, Story

SIZES = (5, 10, 50, 100, 200, 500)
SHORTEST = 1200
"""Characters below which a page is no account of the event."""


def pages(data: Path) -> Iterator[Page]:
    """The pages in a fixed order, and then again with changes."""
    with gzip.open(data / "lineage" / "helsinki_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["shingles"] >= 40 and len(row["clean_text"]) > SHORTEST]
    rows.sort(key=lambda row: row["id"][::-1])
    for turn in range(2):
        for row in rows:
            name = f"{row['id']}-{turn}"
            text = row["clean_text"] if turn == 0 else changed(row["clean_text"])
            yield Page(id=name, input=name, outlet=row["outlet"], text=text, body_only=True)


def changed(text: str) -> str:
    """The text without every fifth sentence and with every tenth word shorter by a letter.

    >>> changed("One two. Three four. Five six. Seven eight. Nine ten.")
    'One two. Three four. Five six. Seven eight.'
    """
    kept = ".".join(part for number, part in enumerate(text.split(".")) if number % 5 != 4)
    words = kept.split(" ")
    shorter = " ".join(w[:-1] if number % 10 == 9 and len(w) > 4 else w for number, w in enumerate(words))
    return shorter if shorter.endswith(".") else f"{shorter}."


def cost(readings: list[Reading]) -> dict[str, float]:
    """Seconds for the lineages and for the comparison of the accounts as one story."""
    begin = time.process_time()
    whole = story(readings)
    grouped = time.process_time()
    settled = settle_dates(whole)
    answer = compare(Story(id=whole.id, readings=settled.readings, lineages=whole.lineages))
    done = time.process_time()
    return {"lineage": grouped - begin, "compare": done - grouped, "facts": len(answer.facts)}


def main() -> None:
    """Print the table and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--profile", action="store_true", help="where the largest comparison spends its time")
    given = parser.parse_args()
    table = Table("accounts", "reading s", "lineage s", "compare s", "facts")
    readings: list[Reading] = []
    spent = 0.0
    found: dict[str, dict[str, float]] = {}
    source = pages(given.data)
    for size in given.sizes:
        begin = time.process_time()
        more = [page for page, _ in zip(source, range(size - len(readings)), strict=False)]
        readings += [item for item in pipeline.readings(more) if isinstance(item, Reading)]
        spent += time.process_time() - begin
        profile = cProfile.Profile() if given.profile and size == max(given.sizes) else None
        if profile:
            profile.enable()
        row = {"reading": spent, **cost(readings)}
        if profile:
            profile.disable()
            pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
        found[str(len(readings))] = {name: round(value, 2) for name, value in row.items()}
        table.add_row(str(len(readings)), *(f"{value:.2f}" for value in row.values()))
    Console().print(table)
    if tuple(given.sizes) == SIZES:
        results.write("compare cost", found)


if __name__ == "__main__":
    main()
