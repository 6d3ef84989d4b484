"""Which lines of a page are its article: linear-chain conditional random fields over names of features.

The numbers are in ``body.json``, how they were fitted and how good they are in ``body.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

INSIDE, OUTSIDE = "B", "O"


class Chain(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``weights``: how much each feature speaks for the body. ``change``: what two labels in a row are worth, by the
    two labels' letters (``BO`` is body, then not)."""

    change: dict[str, float]
    weights: dict[str, float]


class Looks(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two chains, one after the other: the second one's features hold what the first has said."""

    first: Chain
    second: Chain


class BodyModel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two chains for plain text, where only words and lines are known, and two for HTML."""

    text: Looks
    html: Looks


def read_model(data: bytes) -> BodyModel:
    """The model that the bytes of a ``body.json`` hold; ``msgspec.ValidationError`` for anything else."""
    return msgspec.json.decode(data, type=BodyModel)


@cache
def shipped() -> BodyModel:
    """The model that comes with the package, loaded once."""
    return read_model(files(__package__).joinpath("body.json").read_bytes())


def labels(chain: Chain, rows: Sequence[Sequence[str]]) -> list[bool]:
    """For each row of features whether it is body, by the sequence of labels with the greatest sum of weights
    (Viterbi).

    >>> chain = Chain(change={"BB": 1.0, "BO": -1.0, "OB": -1.0, "OO": 1.0}, weights={"prose": 3.0, "menu": -3.0})
    >>> labels(chain, [["menu"], ["prose"], ["?"], ["prose"], ["menu"]])
    [False, True, True, True, False]
    """
    stay_in, leave = chain.change[INSIDE + INSIDE], chain.change[INSIDE + OUTSIDE]
    enter, stay_out = chain.change[OUTSIDE + INSIDE], chain.change[OUTSIDE + OUTSIDE]
    weight = chain.weights.get
    inside = outside = 0.0
    back: list[tuple[bool, bool]] = []
    for index, row in enumerate(rows):
        score = sum([weight(name, 0.0) for name in row])
        if index == 0:
            back.append((False, False))
            inside = score
            continue
        in_in, out_in = inside + stay_in, outside + enter
        in_out, out_out = inside + leave, outside + stay_out
        back.append((in_in >= out_in, in_out > out_out))
        inside, outside = max(in_in, out_in) + score, max(in_out, out_out)
    found: list[bool] = []
    current = inside > outside
    for came_from_inside, left_inside in reversed(back):
        found.append(current)
        current = came_from_inside if current else left_inside
    return found[::-1]


def margins(chain: Chain, rows: Sequence[Sequence[str]]) -> list[float]:
    """For each row by how much the best sequence in which it is body beats the best in which it is not.

    >>> chain = Chain(change={"BB": 1.0, "BO": -1.0, "OB": -1.0, "OO": 1.0}, weights={"prose": 3.0, "menu": -3.0})
    >>> margins(chain, [["menu"], ["prose"]])
    [-1.0, 1.0]
    """
    stay_in, leave = chain.change[INSIDE + INSIDE], chain.change[INSIDE + OUTSIDE]
    enter, stay_out = chain.change[OUTSIDE + INSIDE], chain.change[OUTSIDE + OUTSIDE]
    weight = chain.weights.get
    scores = [sum([weight(name, 0.0) for name in row]) for row in rows]
    ahead: list[float] = []
    inside = outside = 0.0
    for score in reversed(scores):
        ahead.append(inside - outside)
        inside, outside = (
            max(inside + score + stay_in, outside + leave),
            max(inside + score + enter, outside + stay_out),
        )
    ahead.reverse()
    found: list[float] = []
    inside = outside = 0.0
    for index, score in enumerate(scores):
        if index == 0:
            inside = score
        else:
            inside, outside = max(inside + stay_in, outside + enter) + score, max(inside + leave, outside + stay_out)
        found.append(inside - outside + ahead[index])
    return found
