"""How ``languages/shared/body_weights.toml`` is made, and how it scores on outlets it has not seen.

``python training/body_weights.py --out src/readout/languages/shared/body_weights.toml`` needs ``python-crfsuite``.
Each line or element of the public pages is labelled by whether its 4-word sequences are in the hand-made body; a
linear-chain conditional random field (Lafferty et al., 2001; Okazaki's CRFsuite) is fitted to the features of
``readout.extract.features``. ``--folds 0,1`` first prints the character-weighted F1 of folds held out by outlet.
The weights are numbers for names of features: no text of the pages can be had back from them.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pycrfsuite  # type: ignore[import-not-found]

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.extract import DEFAULT_DATA, rows, shingles

from readout.extract.features import features
from readout.extract.html import html_layout
from readout.extract.phrases import line_key
from readout.extract.plain import plain_layout
from readout.extract.segments import Layout

SETS = ("naeb", "fundus", "wcxb")
FOLDS = 5
SETTINGS = {"c1": 0.6, "c2": 1.0, "max_iterations": 80, "feature.minfreq": 15, "feature.possible_transitions": True}
LEAST_WEIGHT = 0.05
HEAD = """\
# The weights of extract/content.py: how much each feature of a segment (extract/features.py) speaks for the article's
# body, and what staying in or changing between body (B) and the rest (O) is worth. Two tables: for plain text, where
# only words and lines are known, and for HTML.
# Fitted as a linear-chain conditional random field (L-BFGS, L1 0.6, L2 1, features seen 15 times or more) on the
# public sets article-extraction-dataset (Apache-2.0), fundus' test pages (MIT) and web-content-extraction-benchmark
# (CC BY 4.0); made by training/body_weights.py, which says how it scores on outlets it has not seen.
"""
_TOKEN = re.compile(r"\w+")
Example = tuple[str, int, list[list[str]], list[bool], list[int]]
"""Set, fold, features, labels and sizes of one page."""


def labels(layout: Layout, gold: str) -> list[bool]:
    """Whether each segment is in the gold body; short lines only where body is on both sides, twins once."""
    sequences = shingles(gold)
    keys = {line_key(line) for line in gold.split("\n")}
    running = f" {' '.join(_TOKEN.findall(gold))} "
    found: list[bool | None] = []
    for segment in layout.segments:
        line = layout.text[segment.start : segment.end]
        tokens = _TOKEN.findall(line)
        if len(tokens) >= 6:
            own = [tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)]
            found.append(sum(1 for s in own if s in sequences) >= len(own) / 2)
        else:
            likely = line_key(line) in keys or (len(tokens) >= 2 and f" {' '.join(tokens)} " in running)
            found.append(None if likely else False)
    count = len(found)
    for i in range(count):
        if found[i] is None:
            before, after = found[max(0, i - 3) : i], found[i + 1 : i + 4]
            found[i] = True in before and (True in after or None in after or i >= count - 3)
    twins = defaultdict(list)
    for i, segment in enumerate(layout.segments):
        if found[i]:
            twins[line_key(layout.text[segment.start : segment.end])].append(i)
    for places in twins.values():
        best = max(places, key=lambda i: sum(1 for j in range(max(0, i - 4), min(count, i + 5)) if j != i and found[j]))
        for i in places:
            found[i] = i == best
    return [bool(label) for label in found]


def examples(data: Path, kind: str) -> Iterator[Example]:
    """All pages of one kind (``text`` or ``html``), with their features and labels."""
    for name in SETS:
        for row in rows(data, f"{'pages' if kind == 'html' else 'pages_text'}/{name}"):
            if not row["gold"]["body"]:
                continue
            layout = html_layout(row["html"]) if kind == "html" else plain_layout(row["text"])
            if layout.segments:
                host = (urlsplit(row["url"] or "").hostname or "").removeprefix("www.")
                fold = int(md5(host.encode()).hexdigest(), 16) % FOLDS
                label = name if kind == "html" else f"{name}/{row['rendering']}"
                sizes = [s.end - s.start for s in layout.segments]
                yield label, fold, features(layout), labels(layout, row["gold"]["body"]), sizes


def fitted(pages: list[Example]) -> Any:
    """A tagger fitted to ``pages``."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for _, _, names, body, _ in pages:
        if any(body):
            trainer.append(names, ["B" if label else "O" for label in body])
    trainer.set_params(SETTINGS)
    handle, path = tempfile.mkstemp(suffix=".crf")
    os.close(handle)
    trainer.train(path)
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    return tagger


def report(pages: list[Example], fold: int) -> None:
    """Write the F1 by set of a fold that the weights were not fitted to."""
    tagger = fitted([page for page in pages if page[1] != fold])
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for label, _, names, body, sizes in (page for page in pages if page[1] == fold):
        predicted = [tag == "B" for tag in tagger.tag(names)]
        mass = Counter({(p, g): 0 for p in (True, False) for g in (True, False)})
        for p, g, size in zip(predicted, body, sizes, strict=True):
            mass[p, g] += size
        total = (mass[True, True] + mass[True, False] + mass[False, True]) or 1
        sums[label].update(tp=mass[True, True] / total, wrong=(mass[True, False] + mass[False, True]) / total)
    for label, counts in sorted(sums.items()):
        f1 = 2 * counts["tp"] / (2 * counts["tp"] + counts["wrong"])
        sys.stdout.write(f"fold {fold} {label:14} F1 {f1:.3f}\n")


def weights(tagger: Any) -> tuple[str, str]:
    """The transitions and the weights as lines of TOML: what speaks for the body less what speaks for the rest."""
    info = tagger.info()
    state: Counter[str] = Counter()
    for (name, label), weight in info.state_features.items():
        state[name] += weight if label == "B" else -weight
    change = "".join(f"{a}{b} = {weight:.3f}\n" for (a, b), weight in sorted(info.transitions.items()))
    kept = sorted((name, weight) for name, weight in state.items() if abs(weight) >= LEAST_WEIGHT)
    return change, "".join(f"{json.dumps(name, ensure_ascii=False)} = {weight:.2f}\n" for name, weight in kept)


def main() -> None:
    """Score the folds asked for, then fit all pages and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--folds", default="", help="folds to hold out and score first, as 0,1")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    text = HEAD
    for kind in ("text", "html"):
        pages = list(examples(options.data, kind))
        for fold in options.folds.split(",") if options.folds else ():
            report(pages, int(fold))
        if options.out:
            change, state = weights(fitted(pages))
            text += f"\n[{kind}.change]\n{change}\n[{kind}.weights]\n{state}"
    if options.out:
        options.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
