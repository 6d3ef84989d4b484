from __future__ import annotations

from itertools import pairwise

import pytest

from readout.render.palette import colours, stylesheet

_PAPER = {0: ("#fbfaf6", "#fffefb"), 1: ("#161513", "#1d1b18")}  # the report's paper and cards, light and dark
_TINT = 0.10  # of the colour in the ground of a letter key
_AA = 4.5  # least contrast of small text in WCAG 2.2


def _channels(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(channels: list[float]) -> float:
    linear = [(c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: list[float], other: list[float]) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ordinal", range(64))
def test_a_lineages_letter_can_be_read_on_every_ground(ordinal: int) -> None:
    for scheme, colour in enumerate(colours(ordinal)):
        ink = _channels(colour)
        for paper in _PAPER[scheme]:
            ground = [a * _TINT + b * (1 - _TINT) for a, b in zip(ink, _channels(paper), strict=True)]
            assert _contrast(ink, ground) >= _AA
            assert _contrast(ink, _channels(paper)) >= _AA


def test_neighbours_are_told_apart() -> None:
    for scheme in (0, 1):
        shown = [colours(ordinal)[scheme] for ordinal in range(64)]
        assert len(set(shown)) == 64
        for one, other in pairwise(shown):
            assert sum(abs(a - b) for a, b in zip(_channels(one), _channels(other), strict=True)) > 60


def test_the_stylesheet_has_a_class_for_each() -> None:
    assert stylesheet(3).count(".k2{") == 2
