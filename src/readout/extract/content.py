"""Which segments are the article's own prose: how likely each is, seen with all of the page around it."""

from __future__ import annotations

from functools import cache
from typing import Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from readout.extract.columns import Column
from readout.extract.features import features
from readout.extract.lines import Line
from readout.extract.segments import Layout
from readout.models.trees import shipped_trees
from readout.models.words import Words, shipped_words

_LIKELY = 0.5
_POSSIBLE = 0.15
_FEW = 12
_SENTENCE = 6


class Scorer(Protocol):
    """What gives rows of features scores: trees, read from a file or just fitted."""

    def scores(self, rows: Column) -> Column:
        """A score for each row and class."""


class LineModel(Struct, frozen=True, kw_only=True):
    """What tells body from the rest: ensembles for bare text and for HTML over the columns of
    :mod:`readout.extract.features`, whose first score is the logarithm of the odds that a row is body; and ``roles``,
    which tells the rest apart, over the columns of :mod:`readout.extract.role_columns`."""

    words: Words
    text: Scorer
    html: Scorer
    roles: Scorer | None = None


@cache
def shipped_model() -> LineModel:
    """The model that comes with the package, loaded once."""
    text, html, roles = (shipped_trees(name) for name in ("body-text", "body-html", "roles"))
    return LineModel(words=shipped_words(), text=text, html=html, roles=roles)


def body_chances(layout: Layout, lines: list[Line], model: LineModel) -> tuple[Column, NDArray[np.float64]]:
    """The rows of features of the segments, and for each how likely it is part of the article's body, from 0 to 1."""
    rows = features(layout, lines, model.words)
    scorer = model.html if layout.marked_up else model.text
    odds: NDArray[np.float64] = scorer.scores(rows)[:, 0].astype(np.float64)
    return rows, 1 / (1 + np.exp(-odds))


def body_flags(lines: list[Line], chances: NDArray[np.float64]) -> list[bool]:
    """For each segment whether it is rather part of the body than not.

    A line is judged by itself: decoding the sequence with a price on each change of mind lost up to 0.01 of F1, since
    the columns hold what stands around a line already. Where no line is likely, the likeliest are taken, and of a page
    of a few lines its prose: a page of one or two sentences is not without a body.
    """
    likely = [bool(chance > _LIKELY) for chance in chances]
    if any(likely):
        return likely
    if len(lines) <= _FEW:
        return [line.prose or (line.stop and line.said is None and len(line.words) >= _SENTENCE) for line in lines]
    best = float(chances.max())
    return [
        line.prose and float(chance) >= max(_POSSIBLE, best / 2) for line, chance in zip(lines, chances, strict=True)
    ]
