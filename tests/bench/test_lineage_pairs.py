from __future__ import annotations

from itertools import combinations

import pytest
from bench.lineage_pairs import Event, Truth, events, joined, scored

from readout.types import Relation
from tests.cluster.readings import WIRE, reading

EVENT = Event(
    "invented",
    "tuning",
    (reading("a", WIRE), reading("b", WIRE), reading("c", "Nothing of the sort.")),
    {("a", "b"): Truth(("copy", "derived"), "a", False)},
    frozenset(),
)


def relation(a: str, b: str, kind: str = "copy") -> Relation:
    return Relation(a=a, b=b, kind=kind, a_in_b=1.0, b_in_a=1.0)  # type: ignore[arg-type]


@pytest.mark.parametrize("half", ["tuning", "test"])
def test_the_gold_is_whole(half: str) -> None:
    found = events(half)
    pairs = sum(len(list(combinations(event.readings, 2))) for event in found)
    related = sum(len(event.related) for event in found)
    assert pairs >= 60
    assert 0.15 < related / pairs < 0.5
    for event in found:
        assert all(truth.upstream in (None, *pair) for pair, truth in event.related.items())


@pytest.mark.parametrize(
    ("said", "upstream", "expected"),
    [
        ([relation("a", "b")], "a", {"related": (1, 1, 1), "copy": (1, 1, 1), "direction": (1, 1, 1)}),
        ([relation("a", "b", "derived")], "b", {"copy": (1, 1, 1), "direction": (1, 0, 1)}),
        ([relation("a", "b", "update")], None, {"copy": (0, 0, 1), "update": (1, 0, 0), "direction": (0, 0, 1)}),
        ([relation("a", "c")], "a", {"related": (1, 0, 1), "copy": (1, 0, 1), "one lineage": (1, 0, 1)}),
        ([], None, {"related": (0, 0, 1), "one lineage": (0, 0, 1)}),
    ],
)
def test_what_is_counted(said: list[Relation], upstream: str | None, expected: dict[str, tuple[int, int, int]]) -> None:
    found = scored([(EVENT, said, lambda _: upstream)])
    assert {name: found[name] for name in expected} == expected


def test_containers_are_looked_through() -> None:
    event = Event(EVENT.name, EVENT.half, EVENT.readings, EVENT.related, frozenset({"b"}))
    assert joined(event, [relation("a", "b")]) == (0, 0, 0)
