"""Names found in news, against hand-made marks: exact spans, by kind.

Only the documents are read that the reader has not learnt from (``bench.held_out``). ``--sample N`` reads every N-th of
them, ``--errors K`` prints K differences, ``--rules`` leaves the reader out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench import results
from bench.held_out import held_out
from readout.models import reader
from readout.read.entities import find_names, rows_of
from readout.read.sentences import sentences
from readout.spans import text_hash
from readout.types import Article, Block, Span

DATA = Path(os.environ.get("READOUT_DATA", Path(__file__).parents[2] / "shared" / "data"))
KINDS = {
    "newswire": {"Person": "person", "Location": "place", "Organization": "organisation", "NORP": "group"},
    "gum": {"person": "person", "place": "place", "organization": "organisation"},
    "re3d": {"Person": "person", "Location": "place", "Organisation": "organisation", "Nationality": "group"},
    "uner_pud": {"PER": "person", "LOC": "place", "ORG": "organisation"},
}
"""Marks of other kinds, and marks inside others, are neither right nor wrong."""


def article(text: str) -> Article:
    """A clean body as an article."""
    blocks = (Block(start=0, end=len(text), role="body"),) if text else ()
    return Article(id="a", input="a", text=text, text_sha256=text_hash(text), language="en", blocks=blocks)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without article and possessive, so that sets with other habits can be compared."""
    for lead in ("the ", "The ", "a ", "an "):
        if text.startswith(lead, start) and end - start > len(lead):
            start += len(lead)
    if text[max(start, end - 2) : end] in {"'s", "’s"} and end - start > 2:
        end -= 2
    return start, end


def compared(
    text: str, marked: Iterable[Mapping[str, Any]], kinds: Mapping[str, str], ours: Iterable[tuple[Span, str]]
) -> tuple[dict[Span, str], dict[Span, str]]:
    """The kinds by span of the hand-made marks and of ours, without what is neither right nor wrong."""
    gold: dict[Span, str] = {}
    free: set[Span] = set()
    for item in marked:
        span = trimmed(text, item["start"], item["end"])
        if item["label"] in kinds:
            gold[span] = kinds[item["label"]]
        else:
            free.add(span)
    nested = {s for s in gold if any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in gold)}
    gold = {span: kind for span, kind in gold.items() if span not in nested}
    free |= nested
    mine = {trimmed(text, *span): kind for span, kind in ours if kind in kinds.values()}
    return gold, {span: kind for span, kind in mine.items() if span not in free or span in gold}


def documents(name: str, step: int) -> list[dict[str, Any]]:
    with gzip.open(DATA / "entities" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if held_out(row["id"])][::step]


def score(name: str, step: int, errors: int, rules: bool = False) -> dict[str, float]:
    kinds = KINDS[name]
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    true: Counter[str] = Counter()
    spans = Counter[str]()
    wrong: Counter[tuple[str, str, str]] = Counter()
    seconds, words = 0.0, 0
    for document in documents(name, step):
        text = document["text"]
        page = article(text)
        begun = time.perf_counter()
        cut = sentences(page)
        marks = None if rules else reader.mark(text, cut, layers=["mentions"])
        ours = [(n.span, n.type) for n in find_names(rows_of(text, cut, (), "en"), marks) if n.type]
        seconds += time.perf_counter() - begun
        words += len(text.split())
        gold, mine = compared(text, document["entities"], kinds, ours)
        for span, kind in gold.items():
            true[kind] += 1
            if mine.get(span) == kind:
                right[kind] += 1
            else:
                near = next((f"{k} {text[s:e]}" for (s, e), k in mine.items() if s < span[1] and span[0] < e), None)
                wrong["missed", kind, f"{text[span[0] : span[1]]} -> {near}"] += 1
            spans["both"] += span in mine
        for span, kind in mine.items():
            found[kind] += 1
            if span not in gold:
                start, end = span
                wrong[
                    "extra", kind, f"{text[max(0, start - 25) : start]}[{text[start:end]}]{text[end : end + 15]}"
                ] += 1
        spans["gold"] += len(gold)
        spans["mine"] += len(mine)
    print(f"{name}: {seconds / max(words, 1) * 700 * 1000:.1f} ms per 700 words")
    figures = {}
    for kind in [*dict.fromkeys(kinds.values()), "all"]:
        r, f, t = (sum(c.values()) if kind == "all" else c[kind] for c in (right, found, true))
        p, q = r / max(f, 1), r / max(t, 1)
        print(f"  {kind:14} P {p:.3f}  R {q:.3f}  F1 {2 * p * q / max(p + q, 1e-9):.3f}  n {t}")
        figures[kind] = round(2 * p * q / max(p + q, 1e-9), 3)
    p, q = spans["both"] / max(spans["mine"], 1), spans["both"] / max(spans["gold"], 1)
    print(f"  span only      P {p:.3f}  R {q:.3f}  F1 {2 * p * q / max(p + q, 1e-9):.3f}")
    for (sort, kind, words_of), count in wrong.most_common(errors):
        print(f"    {count:3} {sort} {kind}: {words_of!r}")
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="every N-th document")
    parser.add_argument("--errors", type=int, default=0, metavar="K", help="how many differences to print")
    parser.add_argument("--rules", action="store_true", help="by the rules alone")
    parser.add_argument("--set", choices=sorted(KINDS), help="only this set")
    given = parser.parse_args()
    names = [given.set] if given.set else list(KINDS)
    measured = {name: score(name, given.sample, given.errors, given.rules) for name in names}
    if not given.set and given.sample == 1:
        results.write(f"entities, {'rules' if given.rules else 'rules and reader'}", {"F1": measured})


if __name__ == "__main__":
    main()
