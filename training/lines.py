"""How the models that tell an article's lines are made, and how good they are on outlets they have not seen.

``python -m training.lines`` (``make train-lines``) needs ``pip install --group train``. Every line or element of the
public pages is labelled by whether its 4-word sequences are in the hand-made body. Three things are fitted: weights of
the words that outlets share (logistic regression), and gradient-boosted trees (LightGBM) over the columns of
``readout.extract.features`` for bare text and for HTML. All of it is first done five times, each time without a fifth
of the outlets, and each page extracted with models that have seen nothing of its outlet: these figures go into
``bench/results.json``. Then it is done with all pages, and written. Two runs give the same bytes.

A line weighs as much as it weighs in the score: by its share of its page's body, and a little for being there. Where
the words' weights become columns, they are those of a fit that has not seen the outlet. Three pages in ten are shown
without these columns, as pages in languages of which few words are known are.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from hashlib import md5
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import lightgbm as lgb
import msgspec
import numpy as np
from bench import results
from bench.extract import DEFAULT_DATA, SETS, UNSEEN, Figures, Row, chosen, measure, page, rounded, shingles, told
from bench.peers import Found
from msgspec import Struct
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from readout.extract.articles import extract
from readout.extract.columns import Column
from readout.extract.content import LineModel
from readout.extract.features import HTML, TEXT, WORDS, features, measured, word_columns
from readout.extract.html import html_layout
from readout.extract.lines import Line
from readout.extract.phrases import line_key
from readout.extract.plain import plain_layout
from readout.extract.segments import Layout
from readout.models.words import Words
from training.onnx_trees import onnx_trees

MODELS = Path(__file__).parents[1] / "src" / "readout" / "models"
FOLDS = 5
SEED = "1"  # of the division of outlets into folds and of what is shown without words
OUTLETS = 12  # that use a word before it gets a weight
LEAST_WEIGHT = 12  # hundredths; a pair of words of less is left out, a single word is kept as known
RIDGE = 40.0
ROUNDS = 240
FIT = {
    "objective": "binary", "learning_rate": 0.07, "num_leaves": 31, "max_depth": 9, "min_data_in_leaf": 60,
    "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "path_smooth": 5.0,
    "max_bin": 63, "seed": 1, "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip

_TOKEN = re.compile(r"\w+")
_EASY = 3  # of lines far from any body, one in so many is shown, with so many times the weight
Kind = str


class Example(Struct, frozen=True):
    """One page: its fold, its outlet, its lines, their features (those of words are not filled in) and labels."""

    name: str
    fold: int
    outlet: str
    lines: list[Line]
    rows: Column
    truth: NDArray[np.bool_]
    weights: NDArray[np.float64]


def domain(row: Row) -> str:
    host = (urlsplit(row["url"] or "").hostname or row["id"]).split(".")
    short = len(host) > 2 and len(host[-1]) == 2 and len(host[-2]) <= 3
    return ".".join(host[-3:] if short else host[-2:])


def chance(name: str) -> int:
    return int(md5(f"{SEED}/{name}".encode()).hexdigest(), 16)


def fold(row: Row) -> int:
    """The fold of a page: the same for all pages of one domain, in all sets and renderings."""
    return chance(domain(row)) % FOLDS


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


def examples(data: Path, kind: Kind) -> Iterator[Example]:
    """All pages of one kind (``text`` or ``html``) that hold some of their body."""
    for label, name, _ in SETS:
        if (kind == "html") != name.startswith("pages/"):
            continue
        for row in chosen(data, label):
            layout = html_layout(row["html"]) if kind == "html" else plain_layout(row["text"])
            gold = row["gold"]["body"]
            truth = np.array(labels(layout, gold), dtype=np.bool_)
            if not truth.any():
                continue
            lines = measured(layout)
            sizes = np.array([len(line.words) for line in lines]) / max(20, len(gold.split()))
            weights = 0.3 / len(lines) + np.minimum(sizes, 0.3)
            rows = features(layout, lines, Words(weights={}))
            yield Example(f"{label}/{row['id']}", fold(row), domain(row), lines, rows, truth, weights)


# ------------------------------------------------------------------------------------------------- words


def tokens(line: Line) -> list[str]:
    """The words and pairs of words of a line that may have a weight."""
    words = ["0" if word.isdigit() else word for word in line.words[:60]]
    ends = ["^", *words, *(["$"] if len(line.words) <= 60 else [])]
    return [*words, *(f"{a} {b}" for a, b in pairwise(ends))]


class WordTable(Struct, frozen=True):
    """The lines of pages by the words that enough outlets use, each line's to a length of one; which lines are
    whose."""

    names: list[str]
    counts: csr_matrix
    outlets: csr_matrix
    truth: NDArray[np.bool_]
    weights: NDArray[np.float64]
    folds: NDArray[np.int64]
    outlet_folds: NDArray[np.int64]


def word_table(pages: Sequence[Example]) -> WordTable:
    users: dict[str, set[str]] = defaultdict(set)
    for one in pages:
        for token in {token for line in one.lines for token in tokens(line)}:
            users[token].add(one.outlet)
    names = sorted(token for token, known in users.items() if len(known) >= OUTLETS)
    numbers = {token: i for i, token in enumerate(names)}
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for one in pages:
        for line in one.lines:
            own = Counter(numbers[token] for token in tokens(line) if token in numbers)
            columns.extend(own)
            scale = max(1, own.total()) ** 0.5
            values.extend(count / scale for count in own.values())
            ends.append(len(columns))
    folds = {one.outlet: one.fold for one in pages}
    outlets = {name: i for i, name in enumerate(sorted(folds))}
    pairs = [(outlets[who], numbers[token]) for token in names for who in sorted(users[token])]
    use = csr_matrix((np.ones(len(pairs)), tuple(zip(*pairs, strict=True))), shape=(len(outlets), len(names)))
    return WordTable(
        names=names,
        counts=csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(names))),
        outlets=use,
        truth=np.concatenate([one.truth for one in pages]),
        weights=np.concatenate([one.weights for one in pages]),
        folds=np.concatenate([np.full(len(one.lines), one.fold) for one in pages]),
        outlet_folds=np.array([folds[name] for name in sorted(folds)]),
    )


def fitted_words(table: WordTable, left_out: Collection[int]) -> Words:
    """Logistic regression of body on the words of a line, with a ridge, over the lines of all folds but some."""
    used = np.flatnonzero(
        np.asarray(table.outlets[~np.isin(table.outlet_folds, list(left_out))].sum(axis=0)).ravel() >= OUTLETS
    )
    lines = np.flatnonzero(~np.isin(table.folds, list(left_out)))
    counts = table.counts[lines][:, used]
    sign = np.where(table.truth[lines], 1.0, -1.0)
    weights = np.sqrt(table.weights[lines])
    weights /= weights.mean()

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (counts @ point[:-1] + point[-1])
        value = float(weights @ np.logaddexp(0, -margin)) + RIDGE / 2 * float(point[:-1] @ point[:-1])
        slope = -sign * weights / (1 + np.exp(np.minimum(margin, 50)))
        return value, np.append(counts.T @ slope + RIDGE * point[:-1], slope.sum())

    found = minimize(loss, np.zeros(len(used) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 40}).x
    whole = {table.names[number]: round(100 * float(found[i])) for i, number in enumerate(used)}
    return Words(weights={t: w for t, w in whole.items() if " " not in t or abs(w) >= LEAST_WEIGHT})


# ------------------------------------------------------------------------------------------------- trees


class Boosted(Struct, frozen=True):
    """Trees just fitted, with the face of those read from a file."""

    booster: lgb.Booster

    def scores(self, rows: Column) -> Column:
        found = np.asarray(self.booster.predict(rows, raw_score=True), dtype=np.float32)
        return found.reshape(len(rows), -1)


def with_words(one: Example, words: Words | None) -> Column:
    """The rows of a page with the columns of words filled in, or left empty."""
    if words is None:
        return one.rows
    size = np.array([line.size for line in one.lines], dtype=np.float32)
    rows = one.rows.copy()
    at = TEXT.index(WORDS[0])
    rows[:, at : at + len(WORDS)] = np.column_stack(word_columns(one.lines, size, words))
    return rows


def shown(one: Example) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The lines of a page that the trees are shown, and their weights: all but some of those far from any body and
    from any prose, which are alike; the others of these weigh as much more."""
    near = np.convolve(one.truth, np.ones(9), mode="full")[4:-4] > 0
    easy = ~near & (one.rows[:, TEXT.index("prose")] == 0)
    turn = (np.arange(len(easy)) + chance(one.name) % _EASY) % _EASY == 0
    kept = np.flatnonzero(~easy | turn)
    return kept, np.where(easy, one.weights * _EASY, one.weights)[kept]


def fitted(pages: Sequence[Example], words: Callable[[Example], Words]) -> Boosted:
    """Trees fitted to pages, each with the columns of the words that ``words`` gives for it."""
    rows, truth, weights = [], [], []
    for one in pages:
        kept, weight = shown(one)
        bare = chance(f"bare/{one.name}") % 10 < 3
        rows.append(with_words(one, None if bare else words(one))[kept])
        truth.append(one.truth[kept])
        weights.append(weight)
    weight = np.concatenate(weights)
    names = [f"c{i}" for i in range(rows[0].shape[1])]
    data = lgb.Dataset(np.concatenate(rows), np.concatenate(truth), weight=weight / weight.mean(), feature_name=names)
    return Boosted(lgb.train(FIT, data, ROUNDS))


# ------------------------------------------------------------------------------------------------- all of it


class Fits(Struct, frozen=True):
    """The pages of both kinds and what has been fitted to the words of some of their folds."""

    text: list[Example]
    html: list[Example]
    table: WordTable
    words: dict[frozenset[int], Words] = {}

    def words_without(self, left_out: Collection[int]) -> Words:
        """The words' weights by all pages of bare text but those of some folds."""
        key = frozenset(left_out)
        if key not in self.words:
            self.words[key] = fitted_words(self.table, key)
        return self.words[key]

    def model(self, left_out: Collection[int]) -> LineModel:
        """Everything fitted to the pages of all folds but ``left_out``."""
        made = {}
        for kind, pages in (("text", self.text), ("html", self.html)):
            seen = [one for one in pages if one.fold not in left_out]
            made[kind] = fitted(seen, lambda one: self.words_without({*left_out, one.fold}))
            told_to(f"{kind} without {sorted(left_out)}")
        return LineModel(words=self.words_without(left_out), text=made["text"], html=made["html"])


def told_to(message: str) -> None:
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def by_models(choose: Callable[[Row], LineModel]) -> Callable[[Row], Found]:
    return lambda row: told(extract(page(row), choose(row)))


def report(data: Path, folds: Sequence[LineModel]) -> dict[str, Figures]:
    """Print how each set is extracted by models that have not seen its outlets, and give the figures."""
    unseen: dict[str, Figures] = {}
    sys.stdout.write(f"{'set':18}{'pages':>8}{'F1 unseen':>12}{'P':>8}{'R':>8}\n")
    for label, _, _ in SETS:
        held, _ = measure(chosen(data, label), by_models(lambda row: folds[fold(row)]))
        unseen[label] = {name: value for name, value in rounded(held).items() if name != "per s"}
        sys.stdout.write(f"{label:18}{held['pages']:8.0f}{held['F1']:12.3f}{held['P']:8.3f}{held['R']:8.3f}\n")
        sys.stdout.flush()
    return unseen


def main() -> None:
    """Fit, measure on unseen outlets, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--quick", action="store_true", help="write the models fitted to everything, measure nothing")
    options = parser.parse_args()
    text, html = list(examples(options.data, "text")), list(examples(options.data, "html"))
    told_to("pages read")
    fits = Fits(text, html, word_table([one for one in text if " wet/" in one.name]))
    whole = fits.model(())
    write(whole, options.out)
    if not options.quick:
        results.write(UNSEEN, report(options.data, [fits.model((number,)) for number in range(FOLDS)]))


def write(whole: LineModel, out: Path) -> None:
    for name, scorer, columns in (("body-text", whole.text, TEXT), ("body-html", whole.html, HTML)):
        assert isinstance(scorer, Boosted)
        (out / f"{name}.onnx").write_bytes(onnx_trees(scorer.booster, len(columns)))
    plain = msgspec.json.encode(msgspec.to_builtins(whole.words), order="sorted")
    (out / "words.json").write_bytes(msgspec.json.format(plain, indent=0) + b"\n")


if __name__ == "__main__":
    main()
