"""How likely it is that two clauses of different accounts tell the same.

A logistic model over a few measures of what the clauses have in common (:class:`Common`). Its weights are in
``clauses.json``; how they were fitted, and how good it is, stands in ``clauses.md``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import exp

import msgspec
from msgspec import Struct


class Common(Struct, frozen=True, kw_only=True):
    """What two clauses have in common. Weights are those of telling words (about 2 to 5.5 a word).

    ``dice`` and ``contained``: weight of what is shared, twice over that of both, and over that of the lighter one.
    ``words``: weight of shared words, and ``distinct`` their number. ``days``, ``amounts``: weight of shared days and
    amounts; ``news_days`` that of the days about which the accounts were written, when everything happens. ``names``:
    number of shared parties. ``run``: the longest stretch of words that both have, and ``run_share`` its share of the
    shorter clause.
    """

    dice: float
    contained: float
    words: float
    distinct: int
    days: float
    news_days: float
    amounts: float
    names: int
    run: int
    run_share: float


class Weights(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The model: what each measure adds to the odds, up to the most that it may count."""

    constant: float
    weights: dict[str, float]
    most: dict[str, float]

    def probability(self, common: Common) -> float:
        """That the two tell the same, from 0 to 1.

        >>> some = Weights(constant=-2.0, weights={"dice": 4.0}, most={})
        >>> shared = Common(dice=0.5, contained=0.5, words=5, distinct=2, days=0, news_days=0, amounts=0, names=0,
        ...                 run=2, run_share=0.2)
        >>> some.probability(shared)
        0.5
        """
        odds = self.constant
        for name, weight in self.weights.items():
            value = getattr(common, name)
            odds += weight * min(value, self.most.get(name, value))
        return 1 / (1 + exp(-odds))


@cache
def shipped_clauses() -> Weights:
    """The weights that come with the package, loaded once."""
    return msgspec.json.decode(files(__package__).joinpath("clauses.json").read_bytes(), type=Weights)
