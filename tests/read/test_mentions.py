"""Which mention a span is about."""

from __future__ import annotations

from readout.read.mentions import entity_at
from readout.types import Mention

TEXT = "Ardovia's foreign minister, Ilse Marn, met Corvia"
MENTIONS = (
    Mention(span=(0, 7), type="place", entity="ardovia"),
    Mention(span=(28, 37), type="person", entity="ilse-marn"),
    Mention(span=(43, 49), type="place", entity="corvia"),
)


def test_the_person_heads_a_span_with_its_description() -> None:
    assert entity_at(MENTIONS, (0, 37)) == "ilse-marn"


def test_exact_inside_and_untouched() -> None:
    assert entity_at(MENTIONS, (43, 49)) == "corvia"
    assert entity_at(MENTIONS, (33, 37)) == "ilse-marn"
    assert entity_at(MENTIONS, (39, 42)) is None
