import pytest
from bench.cluster import replayed
from bench.scoring_groups import b3, pairwise

from readout.cluster.online import Step


def test_one_wrong_join_costs_both_scores_and_strangers_cost_nothing():
    gold = {"a": "x", "b": "x", "c": "y"}
    assert b3([["a", "b"], ["c", "stranger"]], gold) == pairwise([["a", "b"], ["c", "stranger"]], gold) == (1, 1, 1)
    p, r, f = b3([["a", "b", "c"]], gold)
    assert (p, r) == (pytest.approx(5 / 9), 1)
    assert f == pytest.approx(2 * p / (p + 1))
    assert pairwise([["a", "b", "c"]], gold)[:2] == (pytest.approx(1 / 3), 1)
    assert pairwise([["a"], ["b"], ["c"]], gold)[1] == 0


def test_steps_are_replayed():
    steps = [
        Step(kind="opened", story="s", article="a"), Step(kind="joined", story="s", article="b"),
        Step(kind="opened", story="t", article="c"), Step(kind="merged", story="s", other="t"),
        Step(kind="split", story="u", article="b", other="s"), Step(kind="sealed", story="u"),
    ]  # fmt: skip
    assert replayed(steps) == {"s": ["a", "c"], "u": ["b"]}
