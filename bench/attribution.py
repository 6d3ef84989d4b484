"""Attribution measured on PolNeAR: sources, cues, contents and whole triples, exact and by overlap.

A span is the tuple of its pieces, pieces that only white space separates made one. Exact: the same tuple. Overlap:
intersection over union of the characters of at least one half; an empty span matches only an empty one. Sources, cues
and contents are each matched one to one as the distinct spans of a document; a triple matches where all three do.

PolNeAR marks what is said, thought and done by words alike, so all three are asked for unless ``--kinds`` says less.
The reader has learnt from its train part, but for one document in twenty: ``--split tune``.

    python -m bench.attribution [--sample 40] [--split dev] [--kinds said] [--rules] [--show N]
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import results
from bench.held_out import held_out
from readout.models import reader
from readout.read.attribution import attributions
from readout.read.attribution.cues import Kind
from readout.read.sentences import sentences
from readout.spans import join_pieces, text_hash
from readout.types import Article, Block, BlockRole, Spans

DATA = Path(os.environ.get("READOUT_DATA", "../shared/data")) / "attribution/polnear.jsonl.gz"
Triple = tuple[Spans, Spans, Spans]
PARTS = ("source", "cue", "content")
KINDS: tuple[Kind, ...] = ("said", "thought", "acted")


def article(record: dict[str, Any]) -> Article:
    text = record["text"]
    blocks: list[Block] = []
    at = 0
    for piece in text.split("\n\n"):
        end = min(len(text), at + len(piece) + 2)
        if end > at:
            role: BlockRole = "headline" if not blocks else "body"
            blocks.append(Block(start=at, end=end, role=role))
        at = end
    return Article(
        id=record["id"], input=record["id"], text=text, text_sha256=text_hash(text), language="en", blocks=tuple(blocks)
    )


def gold(record: dict[str, Any]) -> list[Triple]:
    text = record["text"]

    def spans(item: dict[str, Any], part: str) -> Spans:
        return join_pieces(text, ((start, end) for start, end in item[part]))

    return [(spans(a, "source"), spans(a, "cue"), spans(a, "content")) for a in record["attributions"]]


def iou(a: Spans, b: Spans) -> float:
    if not a or not b:
        return float(a == b)
    first = {at for start, end in a for at in range(start, end)}
    second = {at for start, end in b for at in range(start, end)}
    return len(first & second) / len(first | second)


def close(a: Spans, b: Spans) -> bool:
    return iou(a, b) >= 0.5


def matched(mine: list[Any], theirs: list[Any], same: Any) -> list[tuple[int, int]]:
    """Greedy one-to-one matches, exact ones first."""
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    rest = []
    for number, item in enumerate(mine):
        other = next((n for n, it in enumerate(theirs) if n not in used and it == item), None)
        if other is None:
            rest.append(number)
        else:
            used.add(other)
            pairs.append((number, other))
    for number in rest:
        other = next((n for n, it in enumerate(theirs) if n not in used and same(mine[number], it)), None)
        if other is not None:
            used.add(other)
            pairs.append((number, other))
    return pairs


def near(a: Triple, b: Triple) -> bool:
    return close(a[1], b[1]) and close(a[0], b[0]) and close(a[2], b[2])


def exactly(a: Any, b: Any) -> bool:
    return bool(a == b)


class Score:
    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()

    def add(self, name: str, mine: list[Any], theirs: list[Any], same: Any) -> None:
        self.counts[name, "mine"] += len(mine)
        self.counts[name, "gold"] += len(theirs)
        self.counts[name, "hit"] += len(matched(mine, theirs, same))

    def figures(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        mine, theirs, hit = (self.counts[name, key] for key in ("mine", "gold", "hit"))
        p, r = hit / mine if mine else 0.0, hit / theirs if theirs else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    def line(self, name: str) -> str:
        mine, theirs, hit = (self.counts[name, key] for key in ("mine", "gold", "hit"))
        p, r, f = self.figures(name)
        return f"{name:14} P {p:.3f}  R {r:.3f}  F {f:.3f}   ({hit} of {mine}, {theirs} in gold)"


def records(split: str, sample: int) -> Iterator[dict[str, Any]]:
    part = "train" if split == "tune" else split
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["split"] == part]
    if split == "tune":
        rows = [row for row in rows if held_out(row["id"], 20)]
    step = max(1, len(rows) // sample) if sample else 1
    yield from rows[::step][: sample or None]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--sample", type=int, default=0, help="number of documents; 0: all")
    options.add_argument("--split", default="dev")
    options.add_argument("--kinds", default="said,thought,acted")
    options.add_argument("--rules", action="store_true", help="by the rules alone")
    options.add_argument("--show", type=int, default=0, help="print the misses of so many documents")
    given = options.parse_args()
    score = Score()
    seconds = words = 0.0
    kinds: frozenset[Kind] = frozenset(kind for kind in KINDS if kind in given.kinds.split(","))
    for number, record in enumerate(records(given.split, given.sample)):
        page = article(record)
        spans = sentences(page)
        began = time.perf_counter()
        marks = None if given.rules else reader.mark(page.text, spans, layers=["attributions"])
        found = attributions(page, spans, (), (), marks, kinds=kinds)
        seconds += time.perf_counter() - began
        words += len(page.text.split())
        mine: list[Triple] = [(item.source, item.cue, item.content) for item in found]
        theirs = gold(record)
        for part, name in enumerate(PARTS):
            ours = list(dict.fromkeys(item[part] for item in mine if item[part]))
            other = list(dict.fromkeys(item[part] for item in theirs if item[part]))
            score.add(f"{name} exact", ours, other, exactly)
            score.add(f"{name} IoU", ours, other, close)
        score.add("triple exact", mine, theirs, exactly)
        score.add("triple IoU", mine, theirs, near)
        if number < given.show:
            show(page.text, record, mine, theirs)
    names = (*(f"{part} {how}" for part in PARTS for how in ("exact", "IoU")), "triple exact", "triple IoU")
    for name in names:
        print(score.line(name))
    if not given.sample:
        measured = {name: [round(value, 3) for value in score.figures(name)] for name in names}
        how = "rules" if given.rules else "rules and reader"
        results.write(f"attribution, {given.split}, {given.kinds}, {how}", {"P, R, F1": measured})
    print(f"{1000 * seconds * 700 / max(words, 1):.1f} ms per 700 words")


def marked(text: str, triple: Triple) -> str:
    pieces = [span for part in triple for span in part]
    start, end = min(s for s, _ in pieces), max(e for _, e in pieces)
    marks = []
    for part, (opening, closing) in zip(triple, (("{", "}"), ("[", "]"), ("<", ">")), strict=True):
        for s, e in part:
            marks += [(s, 1, opening), (e, 0, closing)]
    line, at = "", max(0, start - 30)
    for place, _, mark in sorted(marks):
        line += text[at:place] + mark
        at = place
    return (line + text[at : end + 25]).replace("\n", "¶")


def show(text: str, record: dict[str, Any], mine: list[Triple], theirs: list[Triple]) -> None:
    pairs = matched(mine, theirs, near)
    hit, found = {a for a, _ in pairs}, {b for _, b in pairs}
    print("#####", record["id"])
    lines = [(item[1][:1], "WRONG  ", item) for n, item in enumerate(mine) if n not in hit]
    lines += [(item[1][:1], "MISSED ", item) for n, item in enumerate(theirs) if n not in found]
    lines += [(item[1][:1], "RIGHT  ", item) for n, item in enumerate(mine) if n in hit]
    for _, what, item in sorted(lines, key=lambda line: (line[0], line[1])):
        print(what, marked(text, item))


if __name__ == "__main__":
    main()
