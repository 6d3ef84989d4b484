"""How well a grouping of documents agrees with the gold: B-cubed, and pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

Score = tuple[float, float, float]
"""Precision, recall, F1."""


def b3(predicted: Sequence[Sequence[str]], gold: Mapping[str, str]) -> Score:
    """The mean over documents of each one's precision and recall (Bagga and Baldwin, 1998).

    Documents that the gold does not know count neither for nor against.
    """
    where = {doc: number for number, members in enumerate(predicted) for doc in members}
    both = Counter((where[doc], label) for doc, label in gold.items())
    mine, theirs = Counter(where[doc] for doc in gold), Counter(gold.values())
    p = sum(both[where[doc], label] / mine[where[doc]] for doc, label in gold.items()) / len(gold)
    r = sum(both[where[doc], label] / theirs[label] for doc, label in gold.items()) / len(gold)
    return p, r, 2 * p * r / (p + r)


def pairwise(predicted: Sequence[Sequence[str]], gold: Mapping[str, str]) -> Score:
    """Over all pairs of documents that the gold knows: which are together. Chains show here that hide in B-cubed."""
    where = {doc: number for number, members in enumerate(predicted) for doc in members}
    hit = _pairs(Counter((where[doc], label) for doc, label in gold.items()))
    said, real = _pairs(Counter(where[doc] for doc in gold)), _pairs(Counter(gold.values()))
    p, r = hit / max(1, said), hit / max(1, real)
    return p, r, 2 * p * r / max(1e-9, p + r)


def _pairs(sizes: Counter[object] | Counter[int] | Counter[str] | Counter[tuple[int, str]]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
