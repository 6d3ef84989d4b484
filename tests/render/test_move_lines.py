from __future__ import annotations

from typing import Any

import msgspec
import pytest

from readout.render.move_lines import condition, told
from readout.types import Evidence, Move

_QUOTE = "Velmar's minister asked for a binding schedule of releases, and soon."


def _move(story: dict[str, Any], text: str, **more: Any) -> Move:
    words = Evidence(account="a", start=0, end=len(_QUOTE), quote=_QUOTE)
    return msgspec.structs.replace(story["MOVES"][0], text=text, actors=("velmar",), evidence=(words,), **more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Velmar demands of Ostrany: a binding schedule of releases", "a binding schedule of releases"),
        ("Velmar demands: a binding schedule of “releases”", "Velmar demands: a binding schedule of “releases”"),
        ("asked for a binding schedule of releases", "asked for a binding schedule of releases"),
        ("Ostrany demands: a binding schedule of releases", "Ostrany demands: a binding schedule of releases"),
        ("Velmar demands: ten ships", "Velmar demands: ten ships"),
    ],
)
def test_only_a_head_of_ours_before_an_accounts_words_goes(story: dict[str, Any], text: str, expected: str) -> None:
    assert told(_move(story, text), {"velmar": "Velmar"}) == expected


def test_a_condition_is_said_once(story: dict[str, Any]) -> None:
    assert condition(_move(story, "warns of the court", condition="if no water comes")) == "if no water comes"
    assert condition(_move(story, "warns of the court if no water  comes", condition="if no water comes")) is None
    assert condition(_move(story, "warns of the court", condition=None)) is None
