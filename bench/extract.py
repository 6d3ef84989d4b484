"""How well pages become articles: body, title, authors, speed, on the public sets.

``python -m bench.extract --sample 100`` prints a table. The body score is the 4-gram shingle F1 of the
article-extraction-benchmark: true and false positives and negatives of each page are brought to a sum of one, then
added over the pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readout.extract import extract
from readout.extract.agencies import agency_name
from readout.types import Article, Page

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
_TOKEN = re.compile(r"\w+")


def rows(data: Path, name: str) -> Iterator[dict[str, Any]]:
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


def people(names: list[str] | None) -> set[str]:
    """Authors to compare, without agencies: an article names those apart from its bylines."""
    return {" ".join(_TOKEN.findall(name.casefold())) for name in names or [] if agency_name(name) is None}


def chosen(data: Path, label: str, name: str, rendering: str | None, sample: int) -> list[dict[str, Any]]:
    found = []
    for row in rows(data, name):
        if rendering is not None and row["rendering"] != rendering:
            continue
        if "fundus" in label and (row["country"] in ENGLISH) != ("-en" in label):
            continue
        if not (row.get("text") or row.get("html") or "").strip() or not row["gold"]["body"]:
            continue
        found.append(row)
    step = max(1, len(found) // sample)
    return found[::step][:sample]


def measure(
    data: Path, label: str, name: str, rendering: str | None, sample: int
) -> tuple[dict[str, float], list[Any]]:
    tp = fp = fn = 0.0
    title = titles = authors = with_authors = lost = 0
    worst = []
    spent = 0.0
    pages = chosen(data, label, name, rendering, sample)
    for row in pages:
        page = Page(id="p", input=row["id"], url=row["url"], html=row.get("html"), text=row.get("text"))
        began = time.perf_counter()
        article = extract(page)
        spent += time.perf_counter() - began
        gold = row["gold"]
        if not isinstance(article, Article):
            lost += 1
            article = Article(id="p", input="", text="", text_sha256="")
        t, p, n = counts(body(article), gold["body"])
        tp, fp, fn = tp + t, fp + p, fn + n
        worst.append((2 * t / (2 * t + p + n) if t else 0.0, row["id"], row["url"], round(p, 2), round(n, 2)))
        if gold.get("title"):
            titles += 1
            title += same_title(article.title.value if article.title else None, gold["title"])
        if gold.get("authors"):
            with_authors += 1
            authors += people([b.value for b in article.bylines]) == people(gold["authors"])
    return {
        "pages": len(pages),
        "F1": 2 * tp / (2 * tp + fp + fn) if tp else 0.0,
        "P": tp / (tp + fp) if tp else 0.0,
        "R": tp / (tp + fn) if tp else 0.0,
        "title": title / titles if titles else 0.0,
        "authors": authors / with_authors if with_authors else 0.0,
        "per s": len(pages) / spent if spent else 0.0,
        "dropped": lost,
    }, sorted(worst)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=100, help="pages of each set")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--only", default="", help="sets whose name holds this")
    parser.add_argument("--worst", type=int, default=0, help="also print the pages with the lowest scores")
    options = parser.parse_args()
    columns = ("pages", "F1", "P", "R", "title", "authors", "per s", "dropped")
    print(f"{'set':18}" + "".join(f"{c:>9}" for c in columns))
    for label, name, rendering in SETS:
        if options.only not in label:
            continue
        result, worst = measure(options.data, label, name, rendering, options.sample)
        shown = (
            f"{result[c]:9.3f}" if c in ("F1", "P", "R", "title", "authors") else f"{result[c]:9.0f}" for c in columns
        )
        print(f"{label:18}" + "".join(shown), flush=True)
        for entry in worst[: options.worst]:
            print("   ", *entry)


if __name__ == "__main__":
    main()
