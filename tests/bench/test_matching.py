import doctest

import pytest
from bench import answer_nouns, compare, gold, matching, view
from bench.compare import fallen, raised
from bench.matching import Count, count, links, match, share, touching
from msgspec import Struct

from readout.types import Evidence


class Line(Struct, frozen=True):
    words: str
    optional: bool = False


def same(a, b):
    return float(a.words == b.words)


def said(line):
    return line.words


def test_required_gold_is_matched_before_optional_gold():
    lines = [Line("a", optional=True), Line("a")]
    assert match(lines, [Line("a")], same) == [(1, 0)]


def test_each_line_is_matched_once_and_the_second_is_wrong():
    wanted, found = [Line("a"), Line("b")], [Line("a"), Line("a")]
    counted = count(wanted, found, match(wanted, found, same), said, said)
    assert (counted.right, counted.wrong, counted.missing) == (1, 1, 1)
    assert counted.errors == ["missing  b", "wrong    a"]


def test_optional_gold_is_neither_right_nor_missing():
    wanted = [Line("a", optional=True), Line("b", optional=True)]
    counted = count(wanted, [Line("a")], match(wanted, [Line("a")], same), said, said)
    assert (counted.right, counted.wrong, counted.missing, counted.figure) == (0, 0, 0, None)


@pytest.mark.parametrize(
    ("counted", "figures"),
    [
        (Count(right=3, wrong=1, missing=2), (0.75, 0.6, 2 / 3)),
        (Count(right=3, wrong=1, share=True), (0.75, None, 0.75)),
        (Count(right=3, missing=1, recall_only=True), (None, 0.75, 0.75)),
        (Count(missing=1), (None, 0.0, 0.0)),
        (Count(), (None, None, None)),
    ],
)
def test_figures(counted, figures):
    assert (counted.precision, counted.recall, counted.figure) == pytest.approx(figures)


def evidence(account, start, end):
    return Evidence(account=account, start=start, end=end, quote="x")


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (evidence("a", 0, 10), evidence("a", 5, 10), {"a": 1.0}),
        (evidence("a", 0, 10), evidence("a", 5, 15), {"a": 0.5}),
        (evidence("a", 0, 10), evidence("a", 6, 16), {}),
        (evidence("a", 0, 10), evidence("b", 0, 10), {}),
    ],
)
def test_evidence_means_the_same_words_from_half_of_the_shorter_on(a, b, found):
    assert touching([a], [b]) == found


def test_links_and_shares():
    found = links({("a", "b"), ("b", "c")}, {("a", "b"), ("a", "c"), ("c", "d")}, "+".join, {("c", "d")})
    assert (found.right, found.wrong, found.missing) == (1, 1, 1)
    assert share([(True, ""), (False, "why")]).errors == ["wrong    why"]


def test_floors_only_rise():
    measured = {"moves": Count(right=1, wrong=1, missing=1), "facts": Count(right=9, wrong=1)}
    held = {"moves": 0.6, "traps": 0.9}
    assert raised(measured, held) == {"moves": 0.6, "traps": 0.9, "facts": 0.94}
    assert fallen(measured, held) == [
        "moves: 0.5000 is under its floor of 0.6",
        "traps: nothing is under its floor of 0.9",
    ]


@pytest.mark.parametrize("module", [answer_nouns, compare, gold, matching, view])
def test_doctests(module):
    assert doctest.testmod(module).failed == 0
