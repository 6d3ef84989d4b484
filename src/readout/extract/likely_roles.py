"""What the lines that are no body most likely are, by all that the page shows of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from readout.extract.columns import Column
from readout.extract.content import LineModel
from readout.extract.lines import Line
from readout.extract.role_columns import role_columns
from readout.types import BlockRole

LABELS: tuple[tuple[str, BlockRole], ...] = (
    ("biography", "other"), ("caption", "caption"), ("comment", "comment"), ("footer", "footer"),
    ("navigation", "navigation"), ("newsletter", "promo"), ("other", "other"), ("promo", "promo"), ("share", "share"),
    ("tags", "navigation"), ("widget", "widget"),
)  # fmt: skip
"""The classes of the model, finer than roles, each with the role it is part of."""
_ROLES: tuple[BlockRole, ...] = tuple(sorted({role for _, role in LABELS}))
_OF = np.array([[float(part == role) for role in _ROLES] for _, part in LABELS], dtype=np.float64)
_SURE = 0.6
_FEW = 40


def likely_roles(
    rows: Column, lines: Sequence[Line], flags: Sequence[bool], model: LineModel
) -> list[BlockRole | None]:
    """For each line the role that the model gives most to, ``None`` where it is not sure and for the body.

    ``rows`` are the page's features, ``flags`` say which lines are body. Of a page of a few lines it says nothing:
    those that it was fitted to have forty and more.
    """
    if model.roles is None or len(lines) < _FEW:
        return [None] * len(lines)
    scores = model.roles.scores(role_columns(rows, lines, flags)).astype(np.float64)
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances = (odds / odds.sum(axis=1, keepdims=True)) @ _OF
    best = chances.argmax(axis=1)
    return [
        _ROLES[number] if not flag and chance[number] >= _SURE else None
        for number, chance, flag in zip(best, chances, flags, strict=True)
    ]
