"""The models of lines: their files, and what runs them."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from readout.extract.content import shipped_model
from readout.extract.features import HTML, TEXT
from readout.models import shipped
from readout.models.words import Words


def test_the_shipped_models_are_whole() -> None:
    model = shipped_model()
    assert len(model.words.weights) > 3000
    for scorer, columns in ((model.text, TEXT), (model.html, HTML)):
        rows = np.zeros((3, len(columns)), dtype=np.float32)
        scores = scorer.scores(rows)
        assert scores.shape == (3, 1)
        assert scores[0] == scores[1] == scores[2]


def test_a_row_scores_the_same_alone_and_among_others() -> None:
    model = shipped_model()
    rows = np.random.default_rng(1).normal(size=(50, len(TEXT))).astype(np.float32) * 5
    together = model.text.scores(rows)
    alone = np.concatenate([model.text.scores(row[None]) for row in rows])
    assert together.tobytes() == alone.tobytes()


def test_every_model_file_is_named() -> None:
    names = {model.name for model in shipped()}
    assert {"body-text", "body-html", "words"} <= names


def test_no_word_comes_from_few_outlets() -> None:
    """Pairs at most: nothing longer of a page's text can be in the file."""
    assert all(len(token.split(" ")) <= 2 for token in shipped_model().words.weights)


@pytest.mark.parametrize(
    ("words", "told"), [([], (0.0, 0.0)), (["dockers"], (0.5, 1.0)), (["9", "unknown"], (0.1, 0.5))]
)
def test_words_say(words: list[str], told: tuple[float, float]) -> None:
    assert Words(weights={"dockers": 50, "0": 10}).say(words) == told


def test_another_file_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"wights": {}}', type=Words)
