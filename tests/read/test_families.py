"""Whom a family name alone means, where more than one of a family is named."""

from __future__ import annotations

import pytest

from tests.read.test_entities import resolved

SHORT = [
    ("President Varga spoke. First lady Ilse Varga came too. Varga left.", "Varga", -1, "varga"),
    ("President Varga spoke. His wife, Ilse Varga, came too. Varga left.", "Varga", -1, "varga"),
    ("President Varga spoke. Their leader Ilse Varga was calm. Varga left.", "Varga", -1, "ilse-varga"),
    ("Petr Varga spoke. First lady Ilse Varga came too. Varga left.", "Varga", 0, "petr-varga"),
    ("Mr. Varga spoke on Friday. Ilse Varga came too. Mr. Varga left.", "Varga", -1, "varga"),
    ("President Varga spoke. Petr Varga was calm. Varga left.", "Varga", -1, "petr-varga"),
    ("The minister, Ilse Varga, spoke. Ms. Varga left.", "Varga", 0, "ilse-varga"),
    ("Ilse Varga spoke. President Varga left.", "Varga", 0, "ilse-varga"),
]


@pytest.mark.parametrize(("text", "words", "nth", "entity"), SHORT)
def test_a_family_name_alone(text: str, words: str, nth: int, entity: str) -> None:
    assert resolved(text, words, nth) == entity
