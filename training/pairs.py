"""How ``readout/models/pairs*.onnx`` are made: whether two accounts tell one story, in three looks.

``python -m training.pairs`` needs ``pip install --group train-lines`` and the public data. The first look sees what two
signatures show; the second and third see a pair's score among those of the pairs around it. Scores that a later look
learns from are always of models to which the pair's stories were not shown. Figures are four-fold by story, of all
three looks, and go to ``bench/results.json``; ``--cross`` fits on one set's worlds and measures on the other's instead.
Two runs give the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

import lightgbm as lgb
import numpy as np
from bench import results
from bench.scoring_groups import b3, pairwise
from bench.story_data import DATA
from numpy.typing import NDArray

from readout.cluster.groups import grouped
from readout.cluster.looks import CONTEXT, FLOOR, LOOKS, SURE, context
from readout.cluster.pair_columns import COLUMNS, UNKNOWN_GAP
from readout.cluster.pair_scores import MODEL
from training.onnx_trees import onnx_trees
from training.pair_worlds import FOLDS, World, worlds

MODELS = Path(__file__).parents[1] / "src" / "readout" / "models"
SECTION = "stories unseen"
EITHER_WAY = {"shared", "size_low", "size_high", "weekday", "thirds", "weight_low", "weight_high"}
AGAINST = {"gap"}
"""Columns of which more may speak for or against, or only against; all others speak for one story as they rise."""
FIT = {
    "objective": "binary", "learning_rate": 0.05, "min_data_in_leaf": 30, "feature_fraction": 0.6,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0, "seed": 1, "num_threads": 1, "deterministic": True,
    "force_row_wise": True, "verbose": -1,
}  # fmt: skip
FIRST = (FIT | {"num_leaves": 15}, 200)
LATER = (FIT | {"num_leaves": 12}, 200)
WEIGHTS = {
    "allsides in pieces": 0.15, "allsides with copies, an eighth of background": 0.3, "ecb+ dated": 0.5,
    "ecb+ with copies, dated": 0.3, "allsides, half of the stories single": 0.4, "allsides, all single": 0.2,
    "ecb+, all single": 0.3, "ecb+, all single, dated": 0.3,
}  # fmt: skip
"""What a pair of the made-up worlds counts; 1 in the others."""
PRESUMED = 0.5
"""Pairs with an unrelated article that score less at the first look are taken as unlike at the later ones: nobody has
labelled them, and a few may be of one story. They count less."""
PRESUMED_WEIGHT = 0.2
ONE_IN = 3
"""Of the first look's unlike pairs every third is taken, and counts three times."""
ALONE = {"allsides": lambda name: "ecb+" not in name, "ecb+": lambda name: "allsides" not in name}
"""Which worlds hold accounts of one set only."""

Worlds = Mapping[str, World]
Table = dict[str, NDArray[np.float32]]
Masks = dict[str, NDArray[np.bool_]]


def fitted(shown: Table, of: Worlds, kept: Masks, first: bool) -> lgb.Booster:
    """A model of the kept pairs; the first look is shown each with its days and without."""
    names = COLUMNS if first else CONTEXT
    gap = names.index("gap")
    rows, same, weights = [], [], []
    for name, world in of.items():
        mask = kept[name].copy()
        if first:
            mask &= world.same | (np.arange(len(mask)) % ONE_IN == 0)
        part, told = shown[name][mask], world.same[mask]
        dated = first & (part[:, gap] != UNKNOWN_GAP)
        bare = part[dated]
        bare[:, gap] = UNKNOWN_GAP
        rows += [part, bare]
        same += [told, told[dated]]
        counts = WEIGHTS.get(name, 1.0) * np.where(told | (not first), 1.0, ONE_IN)
        counts *= np.where(world.known[mask], 1.0, PRESUMED_WEIGHT)
        weights += [counts, counts[dated]]
    fit, rounds = FIRST if first else LATER
    parameters = fit | {"monotone_constraints": [-1 if n in AGAINST else int(n not in EITHER_WAY) for n in names]}
    data = lgb.Dataset(np.concatenate(rows), np.concatenate(same).astype(int), weight=np.concatenate(weights))
    return lgb.train(parameters, data, rounds)


def looked(
    shown: Table, of: Worlds, kept: Masks, asked: Masks, first: bool, held: set[int]
) -> tuple[lgb.Booster, Table]:
    """The model of the kept pairs, and scores of those asked for: of kept ones by models not shown their fold."""
    model = fitted(shown, of, kept, first)
    scores = {name: np.zeros(len(world.pairs), np.float32) for name, world in of.items()}

    def score(by: lgb.Booster, name: str, mask: NDArray[np.bool_]) -> None:
        if mask.any():
            scores[name][mask] = np.round(by.predict(shown[name][mask]), 3)

    for name in of:
        score(model, name, asked[name])
    for fold in sorted(set(range(FOLDS)) - held):
        other = fitted(shown, of, {name: kept[name] & ~world.touched(fold) for name, world in of.items()}, first)
        for name, world in of.items():
            score(other, name, world.touched(fold) & kept[name] & asked[name])
    return model, scores


def three_looks(of: Worlds, trained: Callable[[str], bool], held: set[int]) -> tuple[list[lgb.Booster], Table]:
    """Three models of the pairs outside the folds ``held`` of the worlds ``trained``; the scores of all pairs."""
    kept: Masks = {}
    for name, world in of.items():
        kept[name] = world.known & trained(name)
        for fold in held:
            kept[name] &= ~world.touched(fold)
    shown: Table = {name: world.shown for name, world in of.items()}
    asked: Masks = {name: np.ones(len(world.pairs), bool) for name, world in of.items()}
    models = []
    first: Table = {}
    for look in range(1 + len(LOOKS)):
        model, scores = looked(shown, of, kept, asked, look == 0, held)
        models.append(model)
        if look == 0:
            first = scores
            asked = {name: scores[name] >= FLOOR for name in of}
            for name, world in of.items():
                kept[name] |= ~world.known & (scores[name] < PRESUMED) & trained(name)
                for fold in held:
                    kept[name] &= ~world.touched(fold)
        kept = {name: kept[name] & asked[name] for name in of}
        for name, world in of.items():
            near = asked[name]
            shown[name] = np.zeros((len(near), len(CONTEXT)), np.float32)
            shown[name][near] = context(world.columns.size, world.pairs[near], scores[name][near], world.columns.days)
    return models, {
        name: np.where(first[name] >= SURE, np.maximum(first[name], scores[name]), scores[name]) for name in of
    }


def told(name: str, world: World, scores: NDArray[np.float32]) -> dict[str, list[float]]:
    """B3 and pairwise F1 of the grouping by these scores, over the accounts whose stories are known."""
    members: dict[int, list[str]] = {}
    for number, label in enumerate(grouped(world.columns.size, world.pairs, scores).tolist()):
        members.setdefault(label, []).append(str(number))
    gold = {str(number): story for number, story in enumerate(world.gold.tolist()) if story}
    found = {"B3": b3(list(members.values()), gold), "pairwise": pairwise(list(members.values()), gold)}
    print(f"{name:50}", *(f"{kind} {p:.3f} {r:.3f} {f:.3f}" for kind, (p, r, f) in found.items()), flush=True)
    return {kind: [round(value, 3) for value in score] for kind, score in found.items()}


def alone(of: Worlds, scores: Table) -> dict[str, float]:
    """The share of accounts that were joined with another though no other is of their story, or none is known to be."""
    found = {}
    for name, world in of.items():
        labels = grouped(world.columns.size, world.pairs, scores[name])
        sizes, stories = np.bincount(labels, minlength=world.columns.size), world.gold.tolist()
        single = [row for row, story in enumerate(stories) if not story or stories.count(story) == 1]
        if len(single) > len(stories) / 4:
            found[name] = round(float(np.mean([sizes[labels[row]] > 1 for row in single])), 3)
    print("joined of those alone:", found)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument(
        "--cross", action="store_true", help="fit on one set's worlds, measure on the other's; no files"
    )
    given = parser.parse_args()
    of = worlds(given.data)
    if given.cross:
        for kind, mine in ALONE.items():
            print(f"fitted on {kind}")
            _, scores = three_looks(of, mine, set())
            figures = {name: told(name, world, scores[name]) for name, world in of.items()}
            results.write(f"{SECTION}, fitted on {kind} alone", figures)
        return
    whole: Table = {name: np.zeros(len(world.pairs), np.float32) for name, world in of.items()}
    for fold in range(FOLDS):
        _, scores = three_looks(of, lambda name: True, {fold})
        for name, world in of.items():
            mine = world.touched(fold) | (~world.known & (fold == 0))
            whole[name][mine] = scores[name][mine]
    figures = {name: told(name, world, whole[name]) for name, world in of.items()}
    results.write(SECTION, figures | {"joined of those alone": alone(of, whole)})
    models, _ = three_looks(of, lambda name: True, set())
    for file, model, names in zip((MODEL, *LOOKS), models, (COLUMNS, *(CONTEXT for _ in LOOKS)), strict=True):
        (MODELS / f"{file}.onnx").write_bytes(onnx_trees(model, len(names)))


if __name__ == "__main__":
    main()
