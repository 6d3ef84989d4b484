"""Publication days told by the company of the other accounts, on public stories whose days were hidden one at a time.

``python -m bench.company_dates [--sample N]``. Of every story of ``stories/allsides_events`` of three or more accounts
each dated account is hidden in turn, where two others keep their day. Counted are days that are right, wrong, or left
open; and, of the weekdays in the hidden account, those that are resolved to the day that its true date gives. Days are
those of the data set: a page that was changed a day later counts as wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bench import results
from readout.cluster import story
from readout.compare import reading_days, settle_dates
from readout.edtf import day
from readout.extract import extract
from readout.read import read
from readout.types import Article, Page, Published, Reading, Story

DATA = Path(os.environ.get("READOUT_DATA", Path(__file__).parents[2] / "shared" / "data"))
_FEWEST = 3


def stories(most: int | None) -> Iterator[tuple[Reading, ...]]:
    """The accounts of each story that has enough of them, read."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with gzip.open(DATA / "stories" / "allsides_events.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found[row["story"]].append(row)
    large = [found[name] for name in sorted(found) if len(found[name]) >= _FEWEST]
    for rows in large[:most]:
        pages = (
            Page(
                id=row["id"],
                input=row["id"],
                text=f"{row['title']}\n\n{row['text']}",
                title=row["title"],
                outlet=row["outlet"],
                published=row["published"],
                body_only=True,
            )
            for row in rows
        )
        yield tuple(read(made) for page in pages if isinstance(made := extract(page), Article))


def score(accounts: tuple[Reading, ...]) -> Counter[str]:
    """The counts of one story."""
    counted: Counter[str] = Counter()
    whole = story(accounts)
    for at, account in enumerate(whole.readings):
        others = [r for r in whole.readings if r is not account and r.published.value]
        if not account.published.value or len(others) < _FEWEST - 1:
            continue
        hidden = read(msgspec.structs.replace(account, published=Published(), rejected_dates=()))
        given = Story(
            id=whole.id,
            readings=(*whole.readings[:at], hidden, *whole.readings[at + 1 :]),
            lineages=whole.lineages,
        )
        told = settle_dates(given).readings[at].published.value
        truth = day(account.published.value)
        counted["abstained" if told is None else "right" if day(told) == truth else "wrong"] += 1
        anchor = reading_days(given).get(hidden.id)
        if anchor is not None:
            again = read(msgspec.structs.replace(hidden, published=Published(value=anchor.isoformat())))
            true = {timex.span: timex.edtf for timex in account.times}
            weekdays = {timex.span for timex in hidden.times if "WXX-" in (timex.value or "")}
            for timex in again.times:
                if timex.span in weekdays:
                    counted["weekdays right" if timex.edtf == true.get(timex.span) else "weekdays other"] += 1
    return counted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, help="stories to look at")
    chosen = parser.parse_args()
    counted: Counter[str] = Counter()
    for accounts in stories(chosen.sample):
        counted += score(accounts)
    print("  ".join(f"{name} {counted[name]}" for name in sorted(counted)))
    if chosen.sample is None:
        results.write("dates by company", dict(sorted(counted.items())))


if __name__ == "__main__":
    main()
