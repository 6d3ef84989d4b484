from __future__ import annotations

import pytest

from readout.compare.wording import changes, core_changes, describe, likeness, words


def both(a, b):
    return words(a, (0, len(a))), words(b, (0, len(b)))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("“We can’t wait,”", '"We can\'t wait"'),
        ("the defence of the harbour", "the defense of the harbor"),
        ("a cease-fire now", "a ceasefire now"),
        ("Peace at last", "peace  at last"),
    ],
)
def test_marks_case_and_spelling_are_no_other_wording(a, b):
    assert changes(*both(a, b)) == ()


@pytest.mark.parametrize(
    ("a", "b", "line"),
    [
        ("I do not expect a deal", "I do not expect any deal", "“any” for “a”"),
        ("We will never go home", "We will go home", "leaves out “never”"),
        ("We will go home today", "We will go home", "stops short of “today”"),
        ("We will go", "We will surely go", "adds “surely”"),
    ],
)
def test_a_change_is_told_in_one_line(a, b, line):
    one, two = both(a, b)
    assert describe(a, one, b, two) == line


def test_likeness_is_that_of_the_shorter():
    assert likeness(*both("peace is a long road for all", "a long road")) == 1.0
    assert likeness(*both("peace", "war")) == 0.0
    assert likeness((), ()) == 0.0


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("[W]e shall meet again in the spring", "We shall meet again in the spring", 0),
        ("What happened [in Lenz] is a miracle of the sea", "What happened is a miracle of the sea", 0),
        ("An open barrier is not an open border", "A raised barrier is not an open frontier", 2),
        ("He left. An open barrier is not an open border", "An open barrier is not an open border at all times now", 0),
    ],
)
def test_changes_inside_one_passage(a, b, found):
    assert len(core_changes(*both(a, b)) or ()) == found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "There are many ways in which officials are bound by law",
            "Those officials are free to do as they like for now",
        ),
        ("peace", "war"),
    ],
)
def test_two_passages_are_not_one_reworded(a, b):
    assert core_changes(*both(a, b)) is None
