"""Which segments are the article's own prose: decided over the whole sequence, not line by line, and in two looks."""

from __future__ import annotations

from readout.extract.features import features, measured
from readout.extract.second_look import second_features
from readout.extract.segments import Layout
from readout.models.body import BodyModel, labels, margins


def body_flags(layout: Layout, model: BodyModel) -> list[bool]:
    """For each segment whether it is part of the article's body: the first look's margins become features of the
    second, which decides."""
    looks = model.html if layout.marked_up else model.text
    lines = measured(layout)
    rows = features(layout, lines)
    more = second_features(layout, lines, margins(looks.first, rows))
    return labels(looks.second, [row + own for row, own in zip(rows, more, strict=True)])
