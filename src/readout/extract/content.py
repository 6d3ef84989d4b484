"""Which segments are the article's own prose: decided over the whole sequence, not line by line."""

from __future__ import annotations

from functools import cache

from readout.extract.features import features
from readout.extract.segments import Layout
from readout.languages import table

_INSIDE, _OUTSIDE = "B", "O"


def body_flags(layout: Layout) -> list[bool]:
    """For each segment whether it is part of the article's body: the best sequence under the fitted weights of its
    features (``shared/body_weights.toml``) and of changes between neighbours."""
    kind = "html" if layout.marked_up else "text"
    weights, change = _weights(kind)
    scores = [sum(weights.get(name, 0.0) for name in names) for names in features(layout)]
    return _best_sequence(scores, change)


@cache
def _weights(kind: str) -> tuple[dict[str, float], dict[str, float]]:
    data = table("shared", "body_weights")[kind]
    return data["weights"], data["change"]


def _best_sequence(scores: list[float], change: dict[str, float]) -> list[bool]:
    """The labels with the greatest sum of the scores of what is body and of the changes between them (Viterbi)."""
    stay_in, leave = change[_INSIDE + _INSIDE], change[_INSIDE + _OUTSIDE]
    enter, stay_out = change[_OUTSIDE + _INSIDE], change[_OUTSIDE + _OUTSIDE]
    inside, outside = 0.0, 0.0
    back: list[tuple[bool, bool]] = []
    for index, score in enumerate(scores):
        if index == 0:
            back.append((False, False))
            inside, outside = score, 0.0
            continue
        in_in, out_in = inside + stay_in, outside + enter
        in_out, out_out = inside + leave, outside + stay_out
        back.append((in_in >= out_in, in_out > out_out))
        inside, outside = max(in_in, out_in) + score, max(in_out, out_out)
    labels: list[bool] = []
    current = inside > outside
    for came_from_inside, left_inside in reversed(back):
        labels.append(current)
        current = came_from_inside if current else left_inside
    return labels[::-1]
