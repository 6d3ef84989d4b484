"""What two clauses have in common, and how likely it is that they tell the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import fsum

from readout.compare.propositions import Proposition
from readout.models.clauses import Common, shipped_clauses

_LONGEST_RUN = 10
_SHORTEST_RUN = 3
"""Words in a row below which two clauses have them in common by chance."""


def common(a: Proposition, b: Proposition, weights: Mapping[str, float], news_days: Collection[str]) -> Common:
    """The measures of what ``a`` and ``b`` share.

    ``weights`` is how much each word and mark tells in the story, ``news_days`` the marks of the days about which the
    accounts were written.
    """

    def total(names: Collection[str]) -> float:
        return fsum(weights.get(name, 0.0) for name in names)  # exact, so that the set's order changes nothing

    words, marks = a.keys & b.keys, a.marks & b.marks
    heavy = total(words)
    both = heavy + total(marks)
    own = sorted(total(item.keys) + total(item.marks) for item in (a, b))
    least = min(a.wording.count(" "), b.wording.count(" ")) - 1
    run = longest_run(a.wording, b.wording)
    return Common(
        dice=2 * both / max(own[0] + own[1], 0.1),
        contained=both / max(own[0], 0.1),
        words=heavy,
        distinct=len(words),
        days=total([mark for mark in marks if mark[0] == "#" and mark not in news_days]),
        news_days=total([mark for mark in marks if mark in news_days]),
        amounts=total([mark for mark in marks if mark[0] == "="]),
        names=sum(mark[0] == "@" for mark in marks),
        run=run,
        run_share=run / max(least, 1),
    )


def longest_run(a: str, b: str) -> int:
    """Words in the longest stretch that both have, names left out, from three (or 0) to ten.

    >>> longest_run(" the port of | was closed on monday ", " he said the port of | was closed ")
    3
    """
    first = a.split()
    best = 0
    at = 0
    while at + best < len(first) and best < _LONGEST_RUN:
        stretch = first[at : at + best + 1]
        if "|" not in stretch and f" {' '.join(stretch)} " in b:
            best += 1
        else:
            at += 1
    return best if best >= _SHORTEST_RUN else 0


def probability(a: Proposition, b: Proposition, weights: Mapping[str, float], news_days: Collection[str]) -> float:
    """That the two tell the same, by the shipped weights; nothing but what they share is looked at."""
    return shipped_clauses().probability(common(a, b, weights, news_days))
