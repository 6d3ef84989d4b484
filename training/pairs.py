"""How ``readout/models/pairs.onnx`` is made: whether two accounts tell one story.

``python -m training.pairs`` needs ``pip install --group train-lines`` and the public data.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any
from zlib import crc32

import lightgbm as lgb
import numpy as np
from bench.cluster import DATA, reading, records
from numpy.typing import NDArray

from readout.cluster import candidates as index
from readout.cluster.columns import Columns, columns
from readout.cluster.pair_columns import COLUMNS, norms, pair_columns
from readout.cluster.signatures import signature
from training.onnx_trees import onnx_trees

MODEL = Path(__file__).parents[1] / "src" / "readout" / "models" / "pairs.onnx"
ROUNDS = 200
EITHER_WAY = {"shared", "size_low", "size_high", "gap"}
"""Columns of which more may speak for or against; all others may only speak for one story as they rise."""
FIT = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 20, "feature_fraction": 0.6,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0, "seed": 1, "num_threads": 1, "deterministic": True,
    "verbose": -1, "monotone_constraints": [int(name not in EITHER_WAY) for name in COLUMNS],
}  # fmt: skip


class Set:
    """The candidate pairs of a data set, what they show, and whether they are of one story."""

    def __init__(self, data: Path, name: str) -> None:
        rows = sorted(records(data / "stories" / f"{name}.jsonl.gz"), key=lambda row: row["id"])
        self.gold: list[str] = [row["story"] for row in rows]
        self.columns: Columns = columns(
            signature(reading(row["id"], row["text"], row["title"], row["published"])) for row in rows
        )
        self.pairs = index.candidates(self.columns)
        self.shown = pair_columns(self.columns, norms(self.columns), self.pairs)
        self.same = np.array([self.gold[a] == self.gold[b] for a, b in self.pairs.tolist()])


def undated(shown: NDArray[np.float32]) -> NDArray[np.float32]:
    shown = shown.copy()
    shown[:, COLUMNS.index("gap")] = -1
    return shown


def fitted(shown: NDArray[np.float32], same: NDArray[Any]) -> lgb.Booster:
    """The model of these pairs, each shown with its days and without."""
    both = np.concatenate([shown, undated(shown)])
    return lgb.train(FIT, lgb.Dataset(both, np.concatenate([same, same])), ROUNDS)


def fold(story: str) -> int:
    return crc32(story.encode()) % 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    data = parser.parse_args().data
    sets = [Set(data, name) for name in ("allsides_events", "ecbplus")]
    whole = fitted(np.concatenate([item.shown for item in sets]), np.concatenate([item.same for item in sets]))
    MODEL.write_bytes(onnx_trees(whole, len(COLUMNS)))


if __name__ == "__main__":
    main()
