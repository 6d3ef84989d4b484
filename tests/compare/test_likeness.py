"""What two clauses have in common."""

from __future__ import annotations

import pytest

from readout.compare.likeness import longest_run


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (" they closed the port at noon ", " the port at noon was shut ", 4),
        (" they closed the port ", " a port was closed ", 0),
        (" the port of | was closed ", " the port of | was closed ", 3),
        ("  ", " the port ", 0),
        (" a b c d e f g h i j k l m ", " a b c d e f g h i j k l m ", 10),
    ],
)
def test_longest_run(a: str, b: str, expected: int) -> None:
    assert longest_run(a, b) == longest_run(b, a) == expected
