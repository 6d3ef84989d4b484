"""How well pages become articles: body, title, authors, speed, on the public sets; with ``--peers`` beside others.

``python -m bench.extract --sample 100`` prints a table. The body score is the 4-gram shingle F1 of the
article-extraction-benchmark: true and false positives and negatives of each page are brought to a sum of one, then
added over the pages.

The shipped model of the body was fitted to these very pages: ``F1 seen`` flatters it. ``F1 unseen`` is the F1 on
outlets that the model was not fitted to, as ``python -m training.lines`` last measured it over the whole sets. With
``--sample 0`` (every page) the figures go into ``bench/results.json`` under ``extract``. Speed is pages a second of
processor time, in one process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench import results
from bench.peers import PEERS, Found, Peer
from readout.extract import extract
from readout.extract.agencies import agency_name
from readout.types import Article, Dropped, Page

DEFAULT_DATA = Path(os.environ.get("READOUT_DATA", Path(__file__).parents[2] / "shared" / "data"))
ENGLISH = frozenset(["uk", "us", "ind", "ca", "za", "au", "na", "ls", "tz", "il"])
BODY_ROLES = frozenset({"body", "subhead", "dateline", "standfirst", "agency"})
SETS = (
    ("naeb html", "pages/naeb", None),
    ("fundus-en html", "pages/fundus", None),
    ("fundus-other html", "pages/fundus", None),
    ("wcxb html", "pages/wcxb", None),
    ("naeb wet", "pages_text/naeb", "wet"),
    ("fundus-en wet", "pages_text/fundus", "wet"),
    ("fundus-other wet", "pages_text/fundus", "wet"),
    ("wcxb wet", "pages_text/wcxb", "wet"),
    ("naeb main", "pages_text/naeb", "main"),
    ("fundus-en main", "pages_text/fundus", "main"),
    ("wcxb main", "pages_text/wcxb", "main"),
)
SECTION = "extract"
UNSEEN = "extract, outlets unseen"
COLUMNS = ("pages", "F1 unseen", "F1 seen", "P", "R", "title", "authors", "day", "day wrong", "per s", "nothing")
_TOKEN = re.compile(r"\w+")

Row = dict[str, Any]
Figures = dict[str, float]


def rows(data: Path, name: str) -> Iterator[Row]:
    folder, stem = name.split("/")
    for path in sorted((data / folder).glob(f"{stem}*.jsonl.gz")):
        with gzip.open(path) as lines:
            for line in lines:
                yield json.loads(line)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3)))


def counts(predicted: str, gold: str) -> tuple[float, float, float]:
    """True positives, false positives and false negatives of one page, as shares of their sum."""
    a, b = shingles(predicted), shingles(gold)
    shared = sum((a & b).values())
    triple = (shared, a.total() - shared, b.total() - shared)
    total = sum(triple) or 1
    return triple[0] / total, triple[1] / total, triple[2] / total


def body(article: Article) -> str:
    return "\n".join(article.text[b.start : b.end].strip() for b in article.blocks if b.role in BODY_ROLES)


def same_title(a: str | None, b: str | None) -> bool:
    return " ".join(_TOKEN.findall((a or "").casefold())) == " ".join(_TOKEN.findall((b or "").casefold()))


def people(names: Iterable[str] | None) -> set[str]:
    """Authors to compare, without agencies: an article names those apart from its bylines."""
    return {" ".join(_TOKEN.findall(name.casefold())) for name in names or () if agency_name(name) is None}


def days_between(found: str | None, gold: str) -> int | None:
    """How many days lie between two days; ``None`` where none was found, or none that is one."""
    try:
        return abs((date.fromisoformat((found or "")[:10]) - date.fromisoformat(gold[:10])).days)
    except ValueError:
        return None


def chosen(data: Path, label: str, sample: int = 0) -> list[Row]:
    """The pages of one set that have text and a gold body: ``sample`` of them, evenly taken, or all."""
    name, rendering = next((name, rendering) for known, name, rendering in SETS if known == label)
    found = []
    for row in rows(data, name):
        if rendering is not None and row["rendering"] != rendering:
            continue
        if "fundus" in label and (row["country"] in ENGLISH) != ("-en" in label):
            continue
        if not (row.get("text") or row.get("html") or "").strip() or not row["gold"]["body"]:
            continue
        found.append(row)
    return found[:: max(1, len(found) // sample)][:sample] if sample else found


def page(row: Row) -> Page:
    return Page(id="p", input=row["id"], url=row["url"], html=row.get("html"), text=row.get("text"))


def told(article: Article | Dropped) -> Found:
    """What an article says, in the form in which peers say it."""
    if not isinstance(article, Article):
        return Found()
    title = article.title.value if article.title else None
    return Found(
        body=body(article),
        title=title,
        authors=tuple(b.value for b in article.bylines),
        published=article.published.value,
    )


def ours(row: Row) -> Found:
    return told(extract(page(row)))


def by_peer(peer: Peer) -> Callable[[Row], Found]:
    return lambda row: peer(row["html"], row["url"])


def measure(pages: list[Row], extractor: Callable[[Row], Found]) -> tuple[Figures, list[Any]]:
    """The figures of an extractor over pages, and its pages from the worst on."""
    tp = fp = fn = 0.0
    title = titles = authors = with_authors = nothing = days = day = wrong = 0
    worst = []
    spent = 0.0
    for row in pages:
        began = time.process_time()
        found = extractor(row)
        spent += time.process_time() - began
        gold = row["gold"]
        nothing += not found.body
        t, p, n = counts(found.body, gold["body"])
        tp, fp, fn = tp + t, fp + p, fn + n
        worst.append((2 * t / (2 * t + p + n) if t else 0.0, row["id"], row["url"], round(p, 2), round(n, 2)))
        if gold.get("title"):
            titles += 1
            title += same_title(found.title, gold["title"])
        if gold.get("authors"):
            with_authors += 1
            authors += people(found.authors) == people(gold["authors"])
        if gold.get("published") and not gold.get("published_noisy"):
            days += 1
            away = days_between(found.published, gold["published"])
            day += away == 0
            wrong += away is not None and away > 1
    return {
        "pages": len(pages),
        "F1": 2 * tp / (2 * tp + fp + fn) if tp else 0.0,
        "P": tp / (tp + fp) if tp else 0.0,
        "R": tp / (tp + fn) if tp else 0.0,
        "title": title / titles if titles else 0.0,
        "authors": authors / with_authors if with_authors else 0.0,
        "day": day / days if days else 0.0,
        "day wrong": wrong / days if days else 0.0,
        "per s": len(pages) / spent if spent else 0.0,
        "nothing": nothing,
    }, sorted(worst)


def rounded(figures: Figures) -> Figures:
    return {name: round(value, 1 if name == "per s" else 4) for name, value in figures.items()}


def line(label: str, who: str, figures: Figures) -> str:
    """One row of the table; a figure that was not taken is a dash."""
    cells = []
    for name in COLUMNS:
        value = figures.get(name)
        whole = name in ("pages", "per s", "nothing")
        cells.append(f"{'–':>10}" if value is None else f"{value:10.0f}" if whole else f"{value:10.3f}")
    return f"{label:18} {who:22}" + "".join(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=100, help="pages of each set; 0 for all")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--only", default="", help="sets whose name holds this")
    parser.add_argument("--peers", action="store_true", help="run the other extractors on the sets of HTML as well")
    parser.add_argument("--who", default="", help="run only those whose name is among these, with semicolons between")
    parser.add_argument("--worst", type=int, default=0, help="also print our pages with the lowest scores")
    options = parser.parse_args()
    unseen, known = results.read(UNSEEN), results.read(SECTION)
    named = set(filter(None, options.who.split(";")))
    print(f"{'set':18} {'':22}" + "".join(f"{name:>10}" for name in COLUMNS))
    for label, _, _ in SETS:
        if options.only not in label:
            continue
        pages = chosen(options.data, label, options.sample)
        kept = dict(known.get(label, {}))
        if not named or "readout" in named:
            figures, worst = measure(pages, ours)
            shown = {**figures, "F1 seen": figures["F1"]}
            if label in unseen:
                shown["F1 unseen"] = unseen[label]["F1"]
            print(line(label, "readout", shown), flush=True)
            kept["readout, outlets seen"] = rounded(figures)
            for entry in worst[: options.worst]:
                print("   ", *entry)
        for name, peer in PEERS.items() if options.peers and "html" in label else ():
            if not named or name in named:
                figures, _ = measure(pages, by_peer(peer))
                print(line(label, name, {**figures, "F1 unseen": figures["F1"]}), flush=True)
                kept[name] = rounded(figures)
        if options.sample == 0:
            known[label] = kept
            results.write(SECTION, known)


if __name__ == "__main__":
    main()
