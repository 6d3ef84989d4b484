"""News agencies credited for the text: precision and recall on the labelled pages of ``bench/pages_gold``.

``python -m bench.agencies [--split measure] [--show]``. A credit is a page and an agency. Credits of kind ``text``
and ``contributing`` are gold; one of kind ``own-site`` (the page is the agency's own and credits nobody else) may be
given or not. Rules may be fitted to the pages of the split ``tune``; the figure is that of ``measure``, whose outlets
are others. ``invented`` are the lines of ``invented.toml``, in forms that the public pages lack. ``traps`` counts
pages that credit an agency for pictures alone.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from bench import results
from bench.extract import DEFAULT_DATA, Row, page
from bench.page_labels import GOLD, Labels, labelled
from readout.extract import extract
from readout.types import Article, Page

SPLITS = ("tune", "measure")
RENDERINGS = ("html", "wet")


class Miss(Struct, frozen=True):
    """A page whose agencies are not the gold ones."""

    page: str
    missing: tuple[str, ...]
    wrong: tuple[str, ...]


def score(
    pages: Iterable[tuple[Labels, Row]], agencies: Callable[[Row], Iterable[str]]
) -> tuple[dict[str, float], list[Miss]]:
    """Precision and recall of ``agencies``, which names those that a page credits for its text; and what is wrong."""
    count: Counter[str] = Counter()
    misses = []
    for labels, row in pages:
        found = set(agencies(row))
        gold = {c["agency"] for c in labels["credits"] if c["kind"] != "own-site"}
        allowed = {c["agency"] for c in labels["credits"]}
        count["pages"] += 1
        count["credits"] += len(gold)
        count["right"] += len(found & gold)
        count["wrong"] += len(found - allowed)
        if not allowed and labels.get("photo"):
            count["traps"] += 1
            count["sprung"] += bool(found)
        if found - allowed or gold - found:
            misses.append(
                Miss(f"{labels['set']}/{labels['id']}", tuple(sorted(gold - found)), tuple(sorted(found - allowed)))
            )
    given = count["right"] + count["wrong"]
    return {
        "pages": count["pages"],
        "credits": count["credits"],
        "P": round(count["right"] / given, 4) if given else 1.0,
        "R": round(count["right"] / count["credits"], 4) if count["credits"] else 1.0,
        "traps": count["traps"],
        "traps sprung": count["sprung"],
    }, misses


def ours(row: Row) -> list[str]:
    article = extract(page(row))
    return [agency.value for agency in article.agencies] if isinstance(article, Article) else []


def invented(path: Path = GOLD / "invented.toml") -> list[tuple[Labels, Row]]:
    """The invented pages, in the form of labelled ones: each credit put into a page of plain text where it stands."""
    known = tomllib.loads(path.read_text(encoding="utf-8"))
    found: list[tuple[Labels, Row]] = []
    for number, case in enumerate(known["case"]):
        body = known["body"][case["language"]]
        head, first, *rest = body.strip().split("\n")
        lines = [head, *case.get("above", []), case.get("opening", "") + first, *rest]
        lines[-1] += case.get("closing", "")
        text = "\n".join([*lines, *case.get("below", [])])
        credited = [{"agency": name, "kind": "text"} for name in case["agencies"]]
        labels = {"set": "invented", "id": f"{number}", "credits": credited, "photo": case.get("photo", [])}
        found.append((labels, {"id": f"{number}", "url": None, "text": text}))
    return found


def invented_agencies(row: Row) -> list[str]:
    article = extract(Page(id="p", input=row["id"], text=row["text"]))
    return [agency.value for agency in article.agencies] if isinstance(article, Article) else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=SPLITS, action="append")
    parser.add_argument("--show", action="store_true", help="print the pages that are not right")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    options = parser.parse_args()
    kept = {}
    cases = [
        (f"{split} {rendering}", list(labelled("agencies", split, options.data, rendering)), ours)
        for split in options.split or SPLITS
        for rendering in RENDERINGS
    ]
    if not options.split:
        cases.append(("invented", invented(), invented_agencies))
    for name, pages, agencies in cases:
        figures, misses = score(pages, agencies)
        print(f"{name:16}", "  ".join(f"{key} {value:g}" for key, value in figures.items()), flush=True)
        for miss in misses if options.show else ():
            print(f"    {miss.page}  missing {', '.join(miss.missing) or '–'}  wrong {', '.join(miss.wrong) or '–'}")
        kept[name] = figures
    if not options.split:
        results.write("agencies", kept)


if __name__ == "__main__":
    main()
