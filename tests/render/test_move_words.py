from __future__ import annotations

from typing import Any

import msgspec
import pytest

from readout.render.move_words import move_words


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a promise in writing", "Velmar: a promise in writing"),
        ("VELMAR asks for a promise", "VELMAR asks for a promise"),
        ("Velmar's minister asks for a promise", "Velmar's minister asks for a promise"),
        ("She asked for a promise", "Velmar: She asked for a promise"),
    ],
)
def test_the_actor_is_put_before_a_line_that_does_not_name_it(story: dict[str, Any], text: str, line: str) -> None:
    move = msgspec.structs.replace(story["MOVES"][0], text=text)
    assert move_words(move, story["READOUT"]).line == line


def test_the_condition_stands_behind_unless_the_line_says_it(story: dict[str, Any]) -> None:
    threat = story["MOVES"][6]
    assert move_words(threat, story["READOUT"]).line == "Velmar: the river court (if no water comes by 1 April)"
    whole = msgspec.structs.replace(threat, text="Velmar goes to court if no water comes by 1 April")
    assert move_words(whole, story["READOUT"]).condition == ""


def test_a_move_of_nobody_is_somebodys(story: dict[str, Any]) -> None:
    move = msgspec.structs.replace(story["MOVES"][0], actors=())
    assert move_words(move, story["READOUT"]).line.startswith("someone: ")
