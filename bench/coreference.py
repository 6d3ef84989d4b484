"""Pronouns of the third person resolved to a named person, against hand-made chains.

``python -m bench.coreference --sample N`` reads every N-th document of the named genres. A pronoun counts as right
where its entity has a name in the same chain, as wrong where its chain has a name and the entity another.
"""

from __future__ import annotations

import argparse
import gzip
import json
from typing import Any

from bench import results
from bench.entities import DATA, article
from readout.models import reader
from readout.read.entities import entities
from readout.read.sentences import sentences

PRONOUNS = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})


def documents(step: int, genres: frozenset[str]) -> list[dict[str, Any]]:
    with gzip.open(DATA / "coref" / "gum.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [document for document in found if document["genre"] in genres][::step]


def score(document: dict[str, Any], show: bool) -> tuple[int, int, int]:
    """Right, wrong and open pronouns of a document, of those whose chain holds a name."""
    text = document["text"]
    page = article(text)
    cut = sentences(page)
    mentions, _ = entities(page, cut, (), reader.mark(text, cut, layers=["mentions"]))
    names = [m for m in mentions if m.type == "person" and text[m.span[0]].isupper() and m.entity]
    names = [m for m in names if text[m.span[0] : m.span[1]].lower() not in PRONOUNS]
    pointers = {m.span: m.entity for m in mentions if text[m.span[0] : m.span[1]].lower() in PRONOUNS}
    right = wrong = left = 0
    for chain in document["chains"]:
        spans = [(item["start"], item["end"]) for item in chain]
        inside = {
            m.entity
            for m in names
            if any(abs(s - m.span[0]) <= 30 and m.span[1] <= e and s <= m.span[0] for s, e in spans)
        }
        if not inside:
            continue
        for span in spans:
            if text[span[0] : span[1]].lower() not in PRONOUNS:
                continue
            entity = pointers.get(span)
            right += entity in inside
            wrong += entity is not None and entity not in inside
            left += entity is None
            if show and entity is not None and entity not in inside:
                print(f"  {entity} for {sorted(map(str, inside))}: ...{text[max(0, span[0] - 150) : span[1] + 40]!r}")
    return right, wrong, left


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="every N-th document")
    parser.add_argument("--genres", default="news,bio,interview", help="comma-separated")
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    given = parser.parse_args()
    total = [score(document, given.errors) for document in documents(given.sample, frozenset(given.genres.split(",")))]
    right, wrong, left = (sum(part) for part in zip(*total, strict=True))
    print(f"pronouns: {right} right, {wrong} wrong, {left} left open")
    precision, recall = right / max(right + wrong, 1), right / max(right + wrong + left, 1)
    print(f"  precision {precision:.3f}  recall {recall:.3f}")
    if given.sample == 1:
        results.write("pronouns, gum", {"precision": round(precision, 3), "recall": round(recall, 3)})


if __name__ == "__main__":
    main()
