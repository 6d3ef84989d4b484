"""The labels of ``bench/pages_gold`` beside the pages of the public sets that they index.

``python -m bench.page_labels SET ID`` prints a page with its lines numbered, as annotators see it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bench.extract import DEFAULT_DATA, Row, rows
from readout.spans import text_hash
from readout.types import Article

GOLD = Path(__file__).parent / "pages_gold"
FINER = {"newsletter": "promo", "biography": "other", "tags": "navigation"}
"""Labels that are finer than the block roles, and the role that they are part of."""

Labels = dict[str, Any]


class PageChanged(Exception):
    """The text of a page is not the one that was labelled."""


@cache
def texts(data: Path, name: str, rendering: str) -> dict[str, Row]:
    """The pages of one set by their ids: ``html`` from ``pages``, or a rendering from ``pages_text``."""
    folder = "pages" if rendering == "html" else "pages_text"
    found = rows(data, f"{folder}/{name}")
    return {row["id"]: row for row in found if rendering in ("html", row.get("rendering"))}


def labelled(
    name: str, split: str = "", data: Path = DEFAULT_DATA, rendering: str = "wet"
) -> Iterator[tuple[Labels, Row]]:
    """Each record of one file of labels (``agencies``, ``roles``) with its page; of one split where one is named.

    Raises :class:`PageChanged` where the plain text of the page is not the labelled one.
    """
    for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        labels = json.loads(line)
        if split and labels["split"] != split:
            continue
        if text_hash(texts(data, labels["set"], "wet")[labels["id"]]["text"]) != labels["text_sha256"]:
            raise PageChanged(f"{labels['set']}/{labels['id']}")
        yield labels, texts(data, labels["set"], rendering)[labels["id"]]


def line_roles(spec: str) -> list[str]:
    """The label of each line, from runs of lines that share one.

    >>> line_roles("0 headline, 1-2 body")
    ['headline', 'body', 'body']
    """
    found: list[str] = []
    for run in spec.split(", "):
        lines, label = run.split(" ")
        first, _, last = lines.partition("-")
        if int(first) != len(found):
            raise ValueError(f"line {len(found)} has no label, or more than one: {run}")
        found.extend([label] * (int(last or first) - int(first) + 1))
    return found


def block_roles(article: Article) -> list[str]:
    """The role of each line of an article's text: that of the block which holds most of the line."""
    found: list[str] = []
    at = index = 0
    for line in article.text.split("\n"):
        end = at + len(line)
        while index + 1 < len(article.blocks) and article.blocks[index].end <= at:
            index += 1
        best, most, look = article.blocks[index].role, 0, index
        while look < len(article.blocks) and article.blocks[look].start < max(end, at + 1):
            block = article.blocks[look]
            shared = min(end, block.end) - max(at, block.start)
            if shared > most:
                best, most = block.role, shared
            look += 1
        found.append(str(best))
        at = end + 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", choices=("naeb", "fundus", "wcxb"))
    parser.add_argument("id")
    parser.add_argument("--width", type=int, default=160, help="longer lines are cut in their middle")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    options = parser.parse_args()
    row = texts(options.data, options.set, "wet")[options.id]
    half = options.width // 2
    print(row["url"])
    for number, line in enumerate(row["text"].split("\n")):
        print(f"{number:4}  {line if len(line) <= options.width else f'{line[:half]} … {line[-half:]}'}")


if __name__ == "__main__":
    main()
