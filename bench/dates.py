"""Publication dates: exact day, wrong by more than a day, abstained; on whole pages and on pages made misleading.

``python -m bench.dates [--sample N] [--show N] [--peers] [SET ...]``. ``intact`` is the page as it is. ``banner`` is
the page's plain text (address and metadata withheld) with the date of a later crawl as its first line; there it also
counts how often that date is named among the rejected ones. The day of that crawl is drawn from the page's id.
"""

from __future__ import annotations

import argparse
import os
import time
import zlib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench import results
from bench.extract import ENGLISH, rows
from readout.extract import extract
from readout.types import Article, Page

DATA = Path(os.environ.get("READOUT_DATA", Path(__file__).parents[2] / "shared" / "data"))
SETS = {
    "naeb intact": ("pages/naeb", None, False),
    "fundus-en intact": ("pages/fundus", None, False),
    "fundus-other intact": ("pages/fundus", None, False),
    "wcxb intact": ("pages/wcxb", None, False),
    "htmldate intact": ("dates/htmldate", None, False),
    "naeb text": ("pages_text/naeb", "wet", False),
    "fundus-en text": ("pages_text/fundus", "wet", False),
    "naeb banner": ("pages_text/naeb", "wet", True),
    "fundus-en banner": ("pages_text/fundus", "wet", True),
    "wcxb banner": ("pages_text/wcxb", "wet", True),
}
FORMS = ("%B %d, %Y", "%A, %B %d, %Y", "%d %B %Y", "%A, %B %d", "%Y-%m-%d")


def chosen(name: str, rendering: str | None, sample: int | None) -> list[dict[str, Any]]:
    """Records with a trusted gold day, evenly taken over the set."""
    kept = []
    for row in rows(DATA, SETS[name][0]):
        gold = row["gold"]
        if not gold.get("published") or gold.get("published_noisy"):
            continue
        if rendering and row.get("rendering") != rendering:
            continue
        if "fundus" in name and (row.get("country") in ENGLISH) != ("-en" in name):
            continue
        kept.append(row)
    step = max(1, len(kept) // sample) if sample else 1
    return kept[::step]


def banner(row: dict[str, Any]) -> tuple[str, date]:
    """A crawl-time line for the top of the page and its day, half a year to five years after publication."""
    seed = zlib.crc32(row["id"].encode())
    day = date.fromisoformat(row["gold"]["published"]) + timedelta(days=180 + seed % 1600)
    return day.strftime(FORMS[seed % len(FORMS)]), day


def page(row: dict[str, Any], text: str | None) -> Page:
    name = str(row["id"])
    if text is not None:
        return Page(id=name, input=name, text=text)
    return Page(id=name, input=name, html=row.get("html"), text=row.get("text"), url=row.get("url"))


def verdict(value: str | None, gold: date) -> str:
    away = abs((date.fromisoformat(value[:10]) - gold).days) if value else None
    return "abstained" if away is None else "exact" if away == 0 else "off by one" if away == 1 else "wrong"


def htmldate(name: str, sample: int | None) -> dict[str, float]:
    """The same figures of htmldate, which reads HTML only."""
    from htmldate import find_date

    count: Counter[str] = Counter()
    spent = 0.0
    rows_of = chosen(name, None, sample)
    for row in rows_of:
        started = time.process_time()
        value = find_date(row["html"], url=row.get("url"))
        spent += time.process_time() - started
        count[verdict(value, date.fromisoformat(row["gold"]["published"]))] += 1
    pages = max(1, len(rows_of))
    figures = {key: count[key] / pages for key in ("exact", "off by one", "wrong", "abstained")}
    return figures | {"pages": len(rows_of), "ms per page": 1000 * spent / pages}


def score(name: str, sample: int | None, show: int) -> dict[str, float]:
    _, rendering, misleading = SETS[name]
    count: Counter[str] = Counter()
    spent = 0.0
    for row in chosen(name, rendering, sample):
        gold = date.fromisoformat(row["gold"]["published"])
        line, crawl = banner(row)
        one = page(row, f"{line}\n{row['text']}" if misleading else None)
        started = time.perf_counter()
        found = extract(one)
        spent += time.perf_counter() - started
        count["pages"] += 1
        if not isinstance(found, Article):
            count["abstained"] += 1
            continue
        value = found.published.value
        kind = verdict(value, gold)
        count[kind] += 1
        named = any(r.value[-5:] == crawl.isoformat()[-5:] and r.evidence for r in found.rejected_dates)
        count["banner named"] += misleading and named
        if kind != "exact" and count["shown"] < show:
            count["shown"] += 1
            print(f"{kind:10} gold {gold} found {value} {one.url} {one.id}")
            for rejected in found.rejected_dates[:6]:
                print(
                    "           -", rejected.value, "|", rejected.reason, "|", [e.quote for e in rejected.evidence][:2]
                )
    pages = max(1, count["pages"])
    figures = {key: count[key] / pages for key in ("exact", "off by one", "wrong", "abstained")}
    if misleading:
        figures["banner named"] = count["banner named"] / pages
    return figures | {"pages": count["pages"], "ms per page, all of extract": 1000 * spent / pages}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help=", ".join(SETS))
    parser.add_argument("--sample", type=int, help="about this many pages of each set, evenly taken")
    parser.add_argument("--show", type=int, default=0, help="print this many pages that are not exact")
    parser.add_argument("--peers", action="store_true", help="run htmldate on the sets of HTML as well")
    options = parser.parse_args()
    measured, peers = {}, {}
    for name in options.sets or SETS:
        figures = score(name, options.sample, options.show)
        print(f"{name:20}", "  ".join(f"{key} {value:.3f}" for key, value in figures.items()))
        if options.peers and "intact" in name:
            peer = htmldate(name, options.sample)
            print(f"{'  htmldate':20}", "  ".join(f"{key} {value:.3f}" for key, value in peer.items()))
            peers[f"{name}, htmldate"] = {key: round(value, 3) for key, value in peer.items() if key[:2] != "ms"}
        measured[name] = {key: round(value, 3) for key, value in figures.items() if not key.startswith("ms ")}
    if options.sample is None and len(measured) == len(SETS):
        results.write("dates", {**results.read("dates"), **measured, **peers})


if __name__ == "__main__":
    main()
