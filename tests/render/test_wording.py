from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.render.wording import apart


@pytest.mark.parametrize(
    ("a", "b", "differs"),
    [
        ("no paper, none", "no paper none", ([], [])),
        ("it’s over", "it's over", ([], [])),
        ("we will go", "we go", (["will"], [])),
        ("a b c", "x y", (["a b c"], ["x y"])),
        ("", "a", ([], ["a"])),
    ],
)
def test_where_two_wordings_part(a: str, b: str, differs: tuple[list[str], list[str]]) -> None:
    found = apart(a, b)
    assert tuple([piece.text.strip() for piece in side if piece.differs] for side in found) == differs


@given(st.lists(st.sampled_from(["a", "b", "c", "dd", "—"])), st.lists(st.sampled_from(["a", "b", "c", "dd", "—"])))
def test_no_word_is_lost(a: list[str], b: list[str]) -> None:
    found = apart(" ".join(a), " ".join(b))
    assert ["".join(piece.text for piece in side) for side in found] == [" ".join(a), " ".join(b)]


def test_very_long_wordings_are_shown_unmarked() -> None:
    found = apart("a " * 5000, "b " * 5000)
    assert not any(piece.differs for side in found for piece in side)
