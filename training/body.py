"""How ``readout/models/body.json`` is made, and how good it is on outlets it has not seen.

``python -m training.body`` (``make train-body``) needs ``pip install --group train``. Every line or element of the
public pages is labelled by whether its 4-word sequences are in the hand-made body; a linear-chain conditional random
field (Lafferty et al., 2001; Okazaki's CRFsuite) is fitted to the features of ``readout.extract.features``. A second
one is fitted to these and those of ``readout.extract.second_look``, for which each page is looked at by a first one
that has not seen its outlet. All of it is first done five times, each time without a fifth of the outlets, and each
page extracted with the model that has seen nothing of its outlet: these figures go into ``bench/results.json``. Then
it is done with all pages, and written. Two runs give the same bytes.

The weights are numbers for names of features: no text of the pages can be had back from them.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from hashlib import md5
from pathlib import Path
from sys import intern
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pycrfsuite
from bench import results
from bench.extract import DEFAULT_DATA, SETS, UNSEEN, Figures, Row, chosen, measure, page, rounded, shingles, told
from bench.peers import Found
from msgspec import Struct

from readout.extract.articles import extract
from readout.extract.features import Line, features, measured
from readout.extract.html import html_layout
from readout.extract.phrases import line_key
from readout.extract.plain import plain_layout
from readout.extract.second_look import second_features
from readout.extract.segments import Layout
from readout.models.body import INSIDE, OUTSIDE, BodyModel, Chain, Looks, margins

MODEL = Path(__file__).parents[1] / "src" / "readout" / "models" / "body.json"
FOLDS = 5
SEED = "1"  # of the division of outlets into folds, the only choice that is left to chance
FIT = {"c1": 0.6, "c2": 1.0, "max_iterations": 80, "feature.minfreq": 15, "feature.possible_transitions": True}
LEAST_WEIGHT = 0.05  # smaller ones are left out: a third of the names, no measurable difference

_TOKEN = re.compile(r"\w+")


class Example(Struct, frozen=True):
    """One page: its fold, its segments' features for the first look, and whether they are body."""

    fold: int
    layout: Layout
    lines: list[Line]
    rows: list[list[str]]
    truth: list[bool]


def fold(row: Row) -> int:
    """The fold of a page: the same for all pages of one domain, in all sets and renderings."""
    host = (urlsplit(row["url"] or "").hostname or row["id"]).split(".")
    short = len(host) > 2 and len(host[-1]) == 2 and len(host[-2]) <= 3
    domain = ".".join(host[-3:] if short else host[-2:])
    return int(md5(f"{SEED}/{domain}".encode()).hexdigest(), 16) % FOLDS


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
    """All pages of one kind (``text`` or ``html``) that hold some of their body."""
    for label, name, _ in SETS:
        if (kind == "html") != name.startswith("pages/"):
            continue
        for row in chosen(data, label):
            layout = html_layout(row["html"]) if kind == "html" else plain_layout(row["text"])
            truth = labels(layout, row["gold"]["body"])
            if any(truth):
                lines = measured(layout)
                yield Example(fold(row), layout, lines, interned(features(layout, lines)), truth)


def interned(rows: list[list[str]]) -> list[list[str]]:
    return [[intern(name) for name in names] for names in rows]


def fitted(pages: Iterable[tuple[list[list[str]], list[bool]]]) -> Chain:
    """The chain fitted to rows and their labels: for each feature what speaks for the body less what speaks against."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for rows, truth in pages:
        trainer.append(rows, [INSIDE if label else OUTSIDE for label in truth])
    trainer.set_params(FIT)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "chain")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    state: Counter[str] = Counter()
    for (name, label), weight in info.state_features.items():
        state[name] += weight if label == INSIDE else -weight
    return Chain(
        change={a + b: round(weight, 3) for (a, b), weight in sorted(info.transitions.items())},
        weights={name: round(weight, 2) for name, weight in sorted(state.items()) if abs(weight) >= LEAST_WEIGHT},
    )


def first_fitted(pages: Sequence[Example], left_out: Collection[int]) -> Chain:
    return fitted((one.rows, one.truth) for one in pages if one.fold not in left_out)


def looks(pages: Sequence[Example], left_out: Collection[int], firsts: dict[frozenset[int], Chain]) -> Looks:
    """Both chains fitted to the pages of all folds but ``left_out``; ``firsts`` keeps the first chains made for it, by
    the folds that they have not seen."""

    def first(unseen: frozenset[int]) -> Chain:
        if unseen not in firsts:
            firsts[unseen] = first_fitted(pages, unseen)
        return firsts[unseen]

    def seconds() -> Iterator[tuple[list[list[str]], list[bool]]]:
        for one in pages:
            if one.fold not in left_out:
                said = margins(first(frozenset({*left_out, one.fold})), one.rows)
                more = interned(second_features(one.layout, one.lines, said))
                yield [row + own for row, own in zip(one.rows, more, strict=True)], one.truth

    return Looks(first=first(frozenset(left_out)), second=fitted(seconds()))


def models(data: Path) -> tuple[list[BodyModel], BodyModel]:
    """For each fold the model fitted without it, and the model fitted to everything."""
    made: dict[str, list[Looks]] = {}
    for kind in ("text", "html"):
        pages = list(examples(data, kind))
        firsts: dict[frozenset[int], Chain] = {}
        made[kind] = [looks(pages, left_out, firsts) for left_out in (*((number,) for number in range(FOLDS)), ())]
    whole = [BodyModel(text=text, html=html) for text, html in zip(made["text"], made["html"], strict=True)]
    return whole[:-1], whole[-1]


def by_models(choose: Callable[[Row], BodyModel]) -> Callable[[Row], Found]:
    return lambda row: told(extract(page(row), choose(row)))


def report(data: Path, folds: list[BodyModel], whole: BodyModel) -> dict[str, Figures]:
    """Print how each set is extracted by models that have not, and that have, seen its outlets; give the former."""
    unseen: dict[str, Figures] = {}
    sys.stdout.write(f"{'set':18}{'pages':>8}{'F1 unseen':>12}{'P':>8}{'R':>8}{'F1 seen':>12}\n")
    for label, _, _ in SETS:
        pages = chosen(data, label)
        held, _ = measure(pages, by_models(lambda row: folds[fold(row)]))
        seen, _ = measure(pages, by_models(lambda row: whole))
        unseen[label] = {name: value for name, value in rounded(held).items() if name != "per s"}
        sys.stdout.write(
            f"{label:18}{held['pages']:8.0f}{held['F1']:12.3f}{held['P']:8.3f}{held['R']:8.3f}{seen['F1']:12.3f}\n"
        )
        sys.stdout.flush()
    return unseen


def written(model: BodyModel) -> bytes:
    """The bytes of the model's file: JSON, a weight a line, names in order."""
    plain: Any = msgspec.to_builtins(model)
    return msgspec.json.format(msgspec.json.encode(plain, order="sorted"), indent=1) + b"\n"


def main() -> None:
    """Fit, measure on unseen outlets, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    folds, whole = models(options.data)
    results.write(UNSEEN, report(options.data, folds, whole))
    options.out.write_bytes(written(whole))


if __name__ == "__main__":
    main()
