"""The weights by which two clauses are said to tell the same."""

from __future__ import annotations

from msgspec.structs import replace

from readout.models.clauses import Common, shipped_clauses

NOTHING = Common(
    dice=0.0, contained=0.0, words=0.0, distinct=0, days=0.0, news_days=0.0, amounts=0.0, names=0, run=0, run_share=0.0,
)  # fmt: skip


def test_what_shares_nothing_is_not_the_same() -> None:
    assert shipped_clauses().probability(NOTHING) < 0.05


def test_what_shares_nearly_all_is_the_same() -> None:
    alike = replace(NOTHING, dice=0.9, contained=0.95, words=14.0, distinct=5, names=2, run=6, run_share=0.6)
    assert shipped_clauses().probability(alike) > 0.9


def test_no_measure_counts_beyond_its_most() -> None:
    much = replace(NOTHING, distinct=6, names=3)
    assert shipped_clauses().probability(much) == shipped_clauses().probability(replace(much, distinct=40, names=30))


def test_the_weights_are_of_the_measures() -> None:
    assert set(shipped_clauses().weights) == set(Common.__struct_fields__)
