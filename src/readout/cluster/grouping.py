"""Which accounts tell the same story: signatures, candidates by their keys, scored pairs, groups."""

from __future__ import annotations

from collections.abc import Sequence

from readout.cluster.candidates import candidates
from readout.cluster.columns import Columns, Rows, columns
from readout.cluster.groups import groups
from readout.cluster.pair_scores import scores
from readout.cluster.signatures import signature
from readout.types import Reading


def group(readings: Sequence[Reading]) -> tuple[tuple[Reading, ...], ...]:
    """The readings in stories; each group and the groups themselves are in the order of account ids."""
    ordered = sorted(readings, key=lambda reading: reading.id)
    members: dict[int, list[Reading]] = {}
    for reading, label in zip(ordered, labels(columns(map(signature, ordered))).tolist(), strict=True):
        members.setdefault(label, []).append(reading)
    return tuple(tuple(members[label]) for label in sorted(members))


def labels(signatures: Columns) -> Rows:
    """For each signature the smallest row of its story. The rows must be in the order of their ids."""
    pairs = candidates(signatures)
    return groups(signatures.size, pairs, scores(signatures, pairs), signatures.days)
