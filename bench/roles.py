"""The role of every line, against the labels of ``bench/pages_gold``: how many lines are right, and F1 by role.

``python -m bench.roles [--split measure] [--confused]``. Labels that are finer than a block role count as the role
they are part of. A line that two blocks share has the role of the larger part.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import results
from bench.extract import DEFAULT_DATA, Row, page
from bench.page_labels import FINER, Labels, block_roles, labelled, line_roles
from readout.extract import extract
from readout.types import Article

SPLITS = ("tune", "measure")
Confusion = Counter[tuple[str, str]]


def confusion(pages: Iterable[tuple[Labels, Row]], roles: Callable[[Row], list[str]]) -> Confusion:
    """How many lines have (the gold role, the role given)."""
    count: Confusion = Counter()
    for labels, row in pages:
        gold = [FINER.get(label, label) for label in line_roles(labels["roles"])]
        for line, pair in zip(row["text"].split("\n"), zip(gold, roles(row), strict=True), strict=True):
            if line.strip():
                count[pair] += 1
    return count


def figures(count: Confusion) -> dict[str, list[float]]:
    """Precision, recall, F1 and the number of gold lines of each role; under ``all`` the share of right lines."""
    found: dict[str, list[float]] = {}
    total, right = count.total(), sum(n for (a, b), n in count.items() if a == b)
    for role in sorted({a for a, _ in count}):
        gold = sum(n for (a, _), n in count.items() if a == role)
        given = sum(n for (_, b), n in count.items() if b == role)
        both = count[role, role]
        p, r = both / given if given else 0.0, both / gold
        found[role] = [round(p, 3), round(r, 3), round(2 * p * r / (p + r) if both else 0.0, 3), gold]
    found["all"] = [round(right / total, 3) if total else 0.0, 0.0, 0.0, total]
    return found


def ours(row: Row) -> list[str]:
    article = extract(page(row))
    return block_roles(article) if isinstance(article, Article) else ["other"] * len(row["text"].split("\n"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=SPLITS, action="append")
    parser.add_argument("--confused", type=int, default=0, help="print the most frequent confusions, this many")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    options = parser.parse_args()
    kept = {}
    for split in options.split or SPLITS:
        count = confusion(labelled("roles", split, options.data), ours)
        kept[split] = figures(count)
        print(f"{split}: {kept[split]['all'][0]:.3f} of {count.total()} lines right")
        for role, (p, r, f, gold) in kept[split].items():
            if role != "all":
                print(f"    {role:14} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  {gold:5.0f} lines")
        wrong = Counter({pair: n for pair, n in count.items() if pair[0] != pair[1]})
        for (gold_role, given), n in wrong.most_common(options.confused):
            print(f"    {n:5} {gold_role} given as {given}")
    if not options.split:
        results.write("roles, lines of bare text, P R F1 and lines", kept)


if __name__ == "__main__":
    main()
