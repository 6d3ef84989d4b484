"""Whom a source names."""

from __future__ import annotations

import pytest

from readout.read.attribution.speakers import speakers
from readout.types import EntityType, Mention


@pytest.mark.parametrize(
    ("source", "named", "expected"),
    [
        ("the Aldan-based architect", {"Aldan": "place"}, ()),
        ("a study by Ilse Marn and Ole Tid", {"Ilse Marn": "person", "Ole Tid": "person"}, ()),
        (
            "Ilse Marn, head of the board at Roam and Hope Ardovia",
            {"Ilse Marn": "person", "Ardovia": "place"},
            ("Ilse Marn",),
        ),
        (
            "Ilse Marn and the Port Board",
            {"Ilse Marn": "person", "Port Board": "organisation"},
            ("Ilse Marn", "Port Board"),
        ),
        (
            "Ardovia, Corvia and the Union",
            {"Ardovia": "place", "Corvia": "place", "Union": "organisation"},
            ("Ardovia", "Corvia", "Union"),
        ),
        ("the envoy to the talks in Aldan, Ole Tid", {"Aldan": "place", "Ole Tid": "person"}, ("Ole Tid",)),
        (
            "the growers’ association in Aldan",
            {"growers’ association": "organisation", "Aldan": "place"},
            ("growers’ association",),
        ),
    ],
)
def test_who_speaks(source: str, named: dict[str, EntityType], expected: tuple[str, ...]) -> None:
    mentions = tuple(
        Mention(span=(source.index(name), source.index(name) + len(name)), type=kind, entity=name)
        for name, kind in named.items()
    )
    assert speakers(source, (0, len(source)), mentions, "en") == expected
