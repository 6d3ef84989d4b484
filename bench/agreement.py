"""How far two annotators agree on ``bench/pages_gold``: Cohen's kappa over lines, F1 of credits and of bylines.

``python -m bench.agreement FILE``, where FILE is ``second_annotator.jsonl`` filled in by somebody who has not seen
``agencies.jsonl`` and ``roles.jsonl``. Kappa (Cohen, 1960) is over the lines that both have labelled, once with the
labels as they are and once with the finer ones merged into the block roles; F1 of a role takes the first annotator as
gold and is the same the other way round.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from bench.page_labels import FINER, GOLD, line_roles


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa of pairs of labels: 1 is full agreement, 0 is that of chance.

    >>> round(kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]), 2)
    0.5
    """
    if not pairs:
        return 0.0
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    return 1.0 if chance == 1.0 else (seen - chance) / (1 - chance)


def f1(first: set[Any], second: set[Any]) -> float:
    """F1 of two sets; two empty ones agree."""
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 1.0


def read(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {(record["set"], record["id"]): record for record in records}


def credited(record: dict[str, Any]) -> set[tuple[str, str]]:
    return {(record["id"], c["agency"]) for c in record["credits"] if c["kind"] != "own-site"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=GOLD / "second_annotator.jsonl")
    second = read(parser.parse_args().file)
    agencies, roles = read(GOLD / "agencies.jsonl"), read(GOLD / "roles.jsonl")
    told = {key: record for key, record in second.items() if record.get("credits") is not None}
    lined = {key: record for key, record in second.items() if record.get("roles")}
    ours = {one for key in told for one in credited(agencies[key])}
    theirs = {one for record in told.values() for one in credited(record)}
    print(f"credits: F1 {f1(ours, theirs):.3f} on {len(told)} pages, {len(ours)} and {len(theirs)} of them")
    pairs: list[tuple[str, str]] = []
    bylines: list[set[tuple[str, int, int, int]]] = [set(), set()]
    for key, record in lined.items():
        pairs.extend(zip(line_roles(roles[key]["roles"]), line_roles(record["roles"]), strict=True))
        for found, one in zip(bylines, (roles[key], record), strict=True):
            found.update((key[1], *span) for span in one.get("bylines") or ())
    merged = [(FINER.get(a, a), FINER.get(b, b)) for a, b in pairs]
    print(f"lines: kappa {kappa(pairs):.3f}, merged {kappa(merged):.3f}, on {len(lined)} pages, {len(pairs)} lines")
    print(f"names in bylines: F1 {f1(*bylines):.3f}")
    for role in sorted({a for a, _ in merged}):
        mine, others = sum(a == role for a, _ in merged), sum(b == role for _, b in merged)
        print(f"    {role:14} F1 {2 * sum(a == b == role for a, b in merged) / (mine + others):.3f}  {mine:5} lines")
    for (a, b), n in Counter(pair for pair in pairs if pair[0] != pair[1]).most_common(12):
        print(f"    {n:5} {a} / {b}")


if __name__ == "__main__":
    main()
