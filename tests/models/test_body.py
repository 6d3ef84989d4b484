"""The model of the body: its file, and the two ways in which a chain is read."""

from __future__ import annotations

from itertools import pairwise, product

import msgspec
import pytest

from readout.models.body import Chain, labels, margins, read_model, shipped

CHAIN = Chain(
    change={"BB": 0.5, "BO": -0.75, "OB": -1.0, "OO": 0.25},
    weights={"prose": 2.0, "menu": -3.0, "short": -0.5, "title": 1.0},
)
PAGES = [
    [],
    [["prose"]],
    [["menu"]],
    [["menu"], ["prose"], ["short"], ["prose", "title"], ["menu"]],
    [["prose"], ["menu", "short"], ["unheard of"], [], ["title"], ["prose"]],
]


def score(chain: Chain, rows: list[list[str]], flags: tuple[bool, ...]) -> float:
    letters = ["B" if flag else "O" for flag in flags]
    own = sum(chain.weights.get(name, 0.0) for row, flag in zip(rows, flags, strict=True) if flag for name in row)
    return own + sum(chain.change[a + b] for a, b in pairwise(letters))


@pytest.mark.parametrize("rows", PAGES)
def test_labels_are_the_best_sequence(rows: list[list[str]]) -> None:
    best = max(score(CHAIN, rows, flags) for flags in product((True, False), repeat=len(rows)))
    assert score(CHAIN, rows, tuple(labels(CHAIN, rows))) == pytest.approx(best)


@pytest.mark.parametrize("rows", PAGES)
def test_margins_are_the_best_with_less_the_best_without(rows: list[list[str]]) -> None:
    for index, margin in enumerate(margins(CHAIN, rows)):
        every = list(product((True, False), repeat=len(rows)))
        inside = max(score(CHAIN, rows, flags) for flags in every if flags[index])
        outside = max(score(CHAIN, rows, flags) for flags in every if not flags[index])
        assert margin == pytest.approx(inside - outside)


def test_the_shipped_model_is_whole() -> None:
    model = shipped()
    for looks in (model.text, model.html):
        for chain in (looks.first, looks.second):
            assert set(chain.change) == {"BB", "BO", "OB", "OO"}
            assert len(chain.weights) > 300


def test_another_file_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        read_model(b'{"text": {}, "html": {}}')
