"""Which segments are the article's own prose: decided over the whole sequence, not line by line."""

from __future__ import annotations

from readout.extract.features import features
from readout.extract.segments import Layout
from readout.models.body import BodyModel, labels


def body_flags(layout: Layout, model: BodyModel) -> list[bool]:
    """For each segment whether it is part of the article's body, as ``model`` reads its features."""
    return labels(model.html if layout.marked_up else model.text, features(layout))
