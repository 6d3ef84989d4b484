from __future__ import annotations

from typing import Any

import msgspec
import pytest

from readout.render.disputes import heading, ordered, sides, tally


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("Orn is given two posts: “envoy” here, “consul” there.", ("envoy", "consul"), "Orn is given two posts"),
        ("Brenn refused on 2031-05-04 and agreed by 2031-05-06: “no”, then “yes”.", ("no", "yes"),
         "Brenn refused on 4 May and agreed by 6 May"),
        ("Told as fact: in one account only", ("a ship", "two ships"), "Told as fact: in one account only"),
        ("No colon at all", ("a", "b"), "No colon at all"),
    ],
)  # fmt: skip
def test_the_heading_leaves_the_sides_to_the_sides(
    story: dict[str, Any], text: str, values: tuple[str, ...], expected: str
) -> None:
    item = story["READOUT"].discrepancies[0]
    shown = tuple(msgspec.structs.replace(item.sides[0], value=value) for value in values)
    assert heading(msgspec.structs.replace(item, text=text, sides=shown), 2031) == expected


def test_a_rewording_shows_where_it_departs_and_others_show_their_values(story: dict[str, Any]) -> None:
    item = story["READOUT"].discrepancies[0]
    pair = tuple(msgspec.structs.replace(item.sides[0], value=v) for v in ("we came for metres", "we come for metres"))
    reworded = sides(msgspec.structs.replace(item, relation="rewords", sides=pair))
    assert [[piece.text.strip() for piece in side if piece.differs] for side in reworded] == [["came"], ["come"]]
    plain = sides(msgspec.structs.replace(item, relation="contradicts", sides=pair))
    assert [[(piece.text, piece.differs) for piece in side] for side in plain] == [
        [("we came for metres", False)], [("we come for metres", False)],
    ]  # fmt: skip


def test_contradictions_come_first_and_spellings_stand_apart(story: dict[str, Any]) -> None:
    found = [item.relation for item in ordered(story["READOUT"])]
    assert found[0] == "contradicts"
    assert "respells" not in found
    assert tally(story["READOUT"]).split(" · ")[0].endswith(("contradiction", "contradictions"))
    assert " · 0 " not in tally(story["READOUT"])
