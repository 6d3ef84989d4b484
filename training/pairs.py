"""How ``readout/models/pairs*.onnx`` are made: whether two accounts tell one story, in three looks.

``python -m training.pairs`` needs ``pip install --group train-lines`` and the public data. The first look sees what two
signatures show; the second and third see a pair's score among those of the pairs around it. Scores that a later look
learns from are always of models to which the pair's stories were not shown. Figures are five-fold by story, of all
three looks; ``--cross`` fits on one set's worlds and measures on the other's. Two runs give the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np
from bench.scoring_groups import b3, pairwise
from bench.story_data import DATA
from numpy.typing import NDArray

from readout.cluster import groups as grouping
from readout.cluster.looks import CONTEXT, FLOOR, LOOKS, context
from readout.cluster.pair_columns import COLUMNS
from readout.cluster.pair_scores import MODEL
from training.onnx_trees import onnx_trees
from training.pair_worlds import FOLDS, World, worlds

MODELS = Path(__file__).parents[1] / "src" / "readout" / "models"
EITHER_WAY = {"shared", "size_low", "size_high", "gap", "weekday", "thirds", "weight_low", "weight_high"}
"""Columns of which more may speak for or against; all others may only speak for one story as they rise."""
FIT = {
    "objective": "binary", "learning_rate": 0.05, "min_data_in_leaf": 30, "feature_fraction": 0.6,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0, "seed": 1, "num_threads": 1, "deterministic": True,
    "force_row_wise": True, "verbose": -1,
}  # fmt: skip
FIRST = FIT | {"num_leaves": 15}
LATER = FIT | {"num_leaves": 8}
WEIGHTS = {"allsides+background": 0.0}
"""Of the worlds; 1 where none is named. The background adds no pair whose label is known."""

ALONE = {"allsides": lambda name: "ecb+" not in name, "ecb+": lambda name: "allsides" not in name}
"""Which worlds hold accounts of one set only."""

Scores = dict[str, NDArray[np.float32]]
Shown = Mapping[str, NDArray[np.float32]]
Kept = Callable[[World], NDArray[np.bool_]]


def fitted(shown: Shown, all_: Mapping[str, World], kept: Kept, first: bool) -> lgb.Booster:
    """A model of the pairs that ``kept`` names; for the first look each is shown with its days and without."""
    names = COLUMNS if first else CONTEXT
    rows, same = [], []
    for name, world in all_.items():
        if not WEIGHTS.get(name, 1.0) and first:
            continue
        mask = kept(world) & world.known
        part = shown[name][mask]
        rows.append(part)
        same.append(world.same[mask])
        if first:
            bare = part.copy()
            bare[:, names.index("gap")] = -1
            rows.append(bare)
            same.append(world.same[mask])
    parameters = (FIRST if first else LATER) | {"monotone_constraints": [int(n not in EITHER_WAY) for n in names]}
    data = lgb.Dataset(np.concatenate(rows), np.concatenate(same).astype(int))
    return lgb.train(parameters, data, 200 if first else 150)


def predicted(model: lgb.Booster, shown: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = np.round(model.predict(shown), 3).astype(np.float32)
    return found


def looked(
    shown: Shown, all_: Mapping[str, World], kept: Kept, first: bool, held: set[int]
) -> tuple[lgb.Booster, Scores]:
    """The model of the kept pairs, and scores for all: of kept pairs by models that were not shown their fold."""
    model = fitted(shown, all_, kept, first)
    scores = {name: predicted(model, shown[name]) for name in all_}
    for fold in sorted(set(range(FOLDS)) - held):
        other = fitted(shown, all_, lambda world, fold=fold: kept(world) & ~world.touched(fold), first)
        for name, world in all_.items():
            mine = world.touched(fold) & kept(world)
            scores[name][mine] = predicted(other, shown[name][mine])
    return model, scores


def three_looks(
    all_: Mapping[str, World], trained: Mapping[str, World], held: set[int]
) -> tuple[list[lgb.Booster], Scores]:
    """Three models of the pairs outside the folds ``held`` of the worlds ``trained``; the scores of all pairs."""

    def kept(world: World) -> NDArray[np.bool_]:
        inside = np.full(len(world.pairs), any(world is known for known in trained.values()))
        for fold in held:
            inside &= ~world.touched(fold)
        return inside

    shown: Shown = {name: world.shown for name, world in all_.items()}
    models = []
    model, scores = looked(shown, all_, kept, True, held)
    models.append(model)
    for _ in LOOKS:
        shown = {
            name: context(world.columns.size, world.pairs, scores[name], world.columns.days)
            for name, world in all_.items()
        }
        before = scores
        model, scores = looked(shown, all_, kept, False, held)
        for name in all_:
            scores[name][before[name] < FLOOR] = 0
        models.append(model)
    return models, scores


def told(name: str, world: World, scores: NDArray[np.float32]) -> dict[str, Any]:
    """B3 and pairwise F1 of the grouping by these scores, over the accounts whose stories are known."""
    labels = grouping.grouped(world.columns.size, world.pairs, scores)
    members: dict[int, list[str]] = {}
    for number, label in enumerate(labels.tolist()):
        members.setdefault(label, []).append(str(number))
    gold = {str(number): story for number, story in enumerate(world.gold.tolist()) if story}
    of = list(members.values())
    found = {"B3": b3(of, gold), "pairwise": pairwise(of, gold)}
    print(f"{name:50}", *(f"{k} {p:.3f} {r:.3f} {f:.3f}" for k, (p, r, f) in found.items()), flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument(
        "--cross", action="store_true", help="fit on one set's worlds, measure on the other's; no files"
    )
    given = parser.parse_args()
    all_ = worlds(given.data)
    if given.cross:
        for mine in ALONE.values():
            own = {name: world for name, world in all_.items() if mine(name)}
            print(f"fitted on {', '.join(own)}")
            _, scores = three_looks(all_, own, set())
            for name, world in all_.items():
                told(name, world, scores[name])
        return
    whole: Scores = {name: np.zeros(len(world.pairs), np.float32) for name, world in all_.items()}
    for fold in range(FOLDS):
        _, scores = three_looks(all_, all_, {fold})
        for name, world in all_.items():
            mine = world.touched(fold) | (~world.known & (fold == 0))
            whole[name][mine] = scores[name][mine]
    print("stories unseen, five-fold")
    for name, world in all_.items():
        told(name, world, whole[name])
    models, _ = three_looks(all_, all_, set())
    for file, model, names in zip((MODEL, *LOOKS), models, (COLUMNS, CONTEXT, CONTEXT), strict=True):
        (MODELS / f"{file}.onnx").write_bytes(onnx_trees(model, len(names)))


if __name__ == "__main__":
    main()
