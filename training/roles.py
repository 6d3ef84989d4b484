"""How ``readout/models/roles.onnx`` is made: what lines that are no body are.

``python -m training.roles`` needs ``pip install --group train`` and the words' weights that :mod:`training.lines` has
made. Gradient-boosted trees over ``readout.extract.role_columns``, fitted to the lines labelled by hand in
``bench/pages_gold`` (split ``tune``) that the rules leave open. The body is taken from the labels, as at run time
from the model of the body. How good it is says ``python -m bench.roles``, on the split ``measure``, whose outlets are
others. Two runs give the same bytes.
"""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import lightgbm as lgb
import numpy as np
from bench.extract import DEFAULT_DATA
from bench.page_labels import labelled, line_roles
from numpy.typing import NDArray

from readout.extract.columns import Column
from readout.extract.features import features, measured
from readout.extract.likely_roles import LABELS
from readout.extract.plain import plain_layout
from readout.extract.role_columns import ROLE_COLUMNS, role_columns
from readout.models.words import shipped_words
from training.onnx_trees import onnx_trees

MODEL = Path(__file__).parents[1] / "src" / "readout" / "models" / "roles.onnx"
ROUNDS = 70
FIT = {
    "objective": "multiclass", "num_class": len(LABELS), "learning_rate": 0.1, "num_leaves": 12, "max_depth": 5,
    "min_data_in_leaf": 12, "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0,
    "seed": 1, "num_threads": 1, "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip


def pages(data: Path, split: str) -> Iterator[tuple[Column, NDArray[np.int64]]]:
    """Of each labelled page the rows of the lines that the model has classes for, and their classes."""
    classes = {label: number for number, (label, _) in enumerate(LABELS)}
    for labels, row in labelled("roles", split, data):
        text = row["text"]
        starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        roles = line_roles(labels["roles"])
        layout = plain_layout(text)
        own = [roles[bisect_right(starts, segment.start) - 1] for segment in layout.segments]
        lines = measured(layout)
        flags = [role in ("body", "subhead") for role in own]
        rows = role_columns(features(layout, lines, shipped_words()), lines, flags)
        kept = [number for number, role in enumerate(own) if role in classes]
        yield rows[kept], np.array([classes[own[number]] for number in kept], dtype=np.int64)


def fitted(data: Path) -> lgb.Booster:
    """The trees; a line weighs less the more there are of its class."""
    rows, classes = (np.concatenate(part) for part in zip(*pages(data, "tune"), strict=True))
    weights = 1 / np.sqrt(np.maximum(1, np.bincount(classes, minlength=len(LABELS))))[classes]
    return lgb.train(FIT, lgb.Dataset(rows, classes, weight=weights / weights.mean()), ROUNDS)


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    options.out.write_bytes(onnx_trees(fitted(options.data), len(ROLE_COLUMNS)))


if __name__ == "__main__":
    main()
