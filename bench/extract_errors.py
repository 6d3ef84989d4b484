"""What our errors in the body are: every line kept or lost wrongly, by kind.

``python -m bench.extract_errors [--only SET] [--sample N] [--show KIND]`` reads each page with the shipped model. A
line is wrong where half of its 4-word sequences (or the line itself, if it is shorter) say otherwise than we do. Its
weight is its share of the page's loss, so that the figures of a set add up to one: what would be gained if the kind
were gone. ``gold stops short`` and ``not on the page`` are faults of the data that no extractor can mend: prose of
the article's own element that goes on after the last line of the gold, and gold that stands nowhere in the page's text.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench import results
from bench.extract import BODY_ROLES, DEFAULT_DATA, SETS, Row, chosen, page, shingles
from readout.extract import extract
from readout.extract.photo_credits import photo_credit
from readout.extract.phrases import line_key, phrase
from readout.types import Article

SECTION = "extract, errors by kind"
_KEPT = {
    "promo": "promo kept", "newsletter": "newsletter kept", "comment": "comment kept", "share": "share line kept",
    "footer": "footer kept", "navigation": "navigation kept", "credit": "caption or credit kept",
    "source-link": "source line kept", "widget": "widget kept",
}  # fmt: skip


def lines_of(article: Article) -> list[tuple[str, bool]]:
    """Each line of the text, and whether the larger part of it is given as body."""
    found = []
    for block in article.blocks:
        for line in article.text[block.start : block.end].split("\n"):
            if line.strip():
                found.append((line.strip(), block.role in BODY_ROLES))
    return found


def errors(article: Article, gold: str, title: str | None) -> Iterator[tuple[str, float, str]]:
    """Each wrong line: its kind, its 4-word sequences, and itself."""
    wanted = shingles(gold)
    keys = {line_key(line) for line in gold.split("\n")}
    lines = lines_of(article)
    truth = []
    for line, _ in lines:
        own = shingles(line)
        long = len(line.split()) >= 5
        truth.append(sum(1 for s in own if s in wanted) * 2 >= len(own) if long else line_key(line) in keys)
    last = max((i for i, (line, _) in enumerate(lines) if truth[i] and len(line) > 60), default=-1)
    first = next((i for i, (line, _) in enumerate(lines) if truth[i] and len(line) > 60), len(lines))
    seen: set[str] = set()
    for i, (line, kept) in enumerate(lines):
        size = max(1, len(line.split()) - 3)
        if kept and not truth[i]:
            yield _kept(line, i, first, last, title), size, line
        elif truth[i] and not kept and line_key(line) not in seen and len(line.split()) >= 4:
            yield _lost(line), size, line
        seen.add(line_key(line))
    held = shingles(article.text)
    absent = sum(1 for told in gold.split("\n") if len(told.split()) >= 4 for s in shingles(told) if s not in held)
    if absent:
        yield "not on the page", absent, ""


def _kept(line: str, index: int, first: int, last: int, title: str | None) -> str:
    said = phrase(line)
    if title and line_key(line) == line_key(title):
        return "headline repeated"
    if said is not None:
        return _KEPT[said[0]]
    if photo_credit(line) is not None:
        return "caption or credit kept"
    prose = len(line) >= 60 and line[-1] in ".!?…\"'”’»)。"
    if index > last:
        return "gold stops short, or a second article" if prose else "short line kept after the body"
    if index < first:
        return "prose kept before the body" if prose else "short line kept before the body"
    return "prose kept amid the body" if prose else "short line kept amid the body"


def _lost(line: str) -> str:
    if len(line) >= 60 and line[-1] in ".!?…\"'”’»)。":
        return "paragraph lost"
    return "short line or list lost" if len(line) < 60 else "long line without a stop lost"


def kinds(rows: list[Row], show: str = "", most: int = 30) -> dict[str, float]:
    """The share of the whole loss that each kind of error has, the greatest first."""
    total: defaultdict[str, float] = defaultdict(float)
    shown = 0
    for row in rows:
        article = extract(page(row))
        gold = row["gold"]["body"]
        if not isinstance(article, Article):
            total["page dropped"] += 1
            continue
        whole = max(1, shingles(gold).total())
        if not any(kept for _, kept in lines_of(article)):
            total["whole body lost"] += 1
            continue
        for kind, size, line in errors(article, gold, row["gold"].get("title")):
            total[kind] += min(1.0, size / whole)
            if show and show in kind and shown < most:
                shown += 1
                print(f"    {row['id'][:34]:34} {line[:140]}")
    loss = sum(total.values()) or 1
    return {kind: round(share / loss, 3) for kind, share in sorted(total.items(), key=lambda item: -item[1])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--only", default="", help="sets whose name holds this")
    parser.add_argument("--sample", type=int, default=0, help="pages of each set; 0 for all")
    parser.add_argument("--show", default="", help="print lines whose kind holds this")
    options = parser.parse_args()
    found = {}
    for label, _, _ in SETS:
        if options.only in label:
            found[label] = kinds(chosen(options.data, label, options.sample), options.show)
            print(label)
            for kind, share in list(found[label].items())[:14]:
                print(f"    {share:6.3f}  {kind}")
    if options.sample == 0 and not options.only:
        results.write(SECTION, found)


if __name__ == "__main__":
    main()
