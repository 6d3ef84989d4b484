"""What the second look sees of the first."""

from __future__ import annotations

from readout.extract.features import measured
from readout.extract.plain import plain_layout
from readout.extract.second_look import second_features

PAGE = """Home
Velm and Ardovia sign the bridge treaty
The two ministers signed the treaty on the bridge at Rolnek on Friday, after nine years of talks.
Read more
Work on the bridge begins in the spring, the ministers said, and the treaty names the builders.
About us
Contact"""
MARGINS = [-6.0, 0.5, 4.0, -2.5, 4.0, -6.0, -9.0]


def looked() -> list[list[str]]:
    layout = plain_layout(PAGE)
    return second_features(layout, measured(layout), MARGINS)


def test_each_line_has_its_features() -> None:
    assert len(looked()) == len(MARGINS)
    assert all(name.startswith("~") for row in looked() for name in row)


def test_one_stretch_holds_what_was_taken_and_the_gap_in_it() -> None:
    runs = [next(name for name in row if name.startswith("~run=")) for row in looked()]
    assert runs[0] == runs[5] == runs[6] == "~run=out"
    assert len(set(runs[1:5])) == 1
    assert runs[1].startswith("~run=best")


def test_distances_to_what_was_taken() -> None:
    gaps = [next(name for name in row if name.startswith("~g=")) for row in looked()]
    assert gaps[0].startswith("~g=9")
    assert gaps[6].endswith("9")
    assert gaps[3] == "~g=11"


def test_words_shared_with_what_was_taken() -> None:
    rows = looked()
    known = [next((name for name in row if name.startswith("~bk=") and "m" not in name), None) for row in rows]
    assert known[2] is not None
    assert known[6] is not None
    assert known[2][4] > known[6][4]


def test_nothing_taken() -> None:
    layout = plain_layout(PAGE)
    rows = second_features(layout, measured(layout), [-1.0] * 7)
    assert all("~run=out" in row and "~g=99" in row for row in rows)
