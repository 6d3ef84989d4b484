"""How lines of a readout are matched with lines of the gold, and how the matches are counted.

Matching is one to one, greedy and deterministic: the best pair first, required gold before optional gold, then in
the order of the gold, then of the readout. A line that matches optional gold is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from readout.spans import overlap
from readout.types import Evidence, Span

G = TypeVar("G")
P = TypeVar("P")

ENOUGH = 0.5


@dataclass
class Count:
    """Lines of one noun: ``right``, ``wrong`` (reported, not so) and ``missing`` (so, not reported), with their words.

    A noun with ``recall_only`` gold is a selection: what else is reported is not counted. Of a ``share`` there is one
    figure, the right ones among those looked at.
    """

    right: int = 0
    wrong: int = 0
    missing: int = 0
    recall_only: bool = False
    share: bool = False
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Right among reported; ``None`` where nothing was reported or precision is not measured."""
        return None if self.recall_only else _ratio(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """Right among what the gold holds; ``None`` where that is nothing, or the noun is a share."""
        return None if self.share else _ratio(self.right, self.right + self.missing)

    @property
    def figure(self) -> float | None:
        """The one figure that a floor holds: F1, or what there is of precision and recall."""
        if self.share or self.recall_only:
            return self.precision if self.share else self.recall
        return _ratio(2 * self.right, 2 * self.right + self.wrong + self.missing)

    def add(self, other: Count) -> None:
        """Add another event's lines."""
        self.right, self.wrong, self.missing = (
            self.right + other.right,
            self.wrong + other.wrong,
            self.missing + other.missing,
        )
        self.recall_only, self.share = other.recall_only, other.share
        self.errors.extend(other.errors)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def iou(a: Span, b: Span) -> float:
    """Common characters over all characters of two spans.

    >>> iou((0, 4), (2, 6))
    0.3333333333333333
    """
    common = overlap(a, b)
    return common / (a[1] - a[0] + b[1] - b[0] - common)


def touching(a: Iterable[Evidence], b: Sequence[Evidence]) -> dict[str, float]:
    """For each account, how far two lists of evidence mean the same words: the share of the shorter passage."""
    found: dict[str, float] = {}
    for one in a:
        for other in b:
            if one.account == other.account:
                common = overlap((one.start, one.end), (other.start, other.end))
                share = common / min(one.end - one.start, other.end - other.start)
                if share >= ENOUGH:
                    found[one.account] = max(found.get(one.account, 0.0), share)
    return found


def match(gold: Sequence[G], predicted: Sequence[P], score: Callable[[G, P], float]) -> list[tuple[int, int]]:
    """Pairs ``(index in gold, index in predicted)``; a ``score`` of 0 is no match.

    >>> match([1, 5], [5, 2, 1], lambda g, p: float(g == p))
    [(0, 2), (1, 0)]
    """
    scored = [
        (bool(getattr(g, "optional", False)), -value, i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if (value := score(g, p)) > 0
    ]
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(scored):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def count(
    gold: Sequence[G],
    predicted: Sequence[P],
    pairs: Sequence[tuple[int, int]],
    say_gold: Callable[[G], str],
    say_predicted: Callable[[P], str],
    *,
    recall_only: bool = False,
    ignore: Callable[[P], bool] = lambda _: False,
) -> Count:
    """Count matched and unmatched lines; an unmatched line that ``ignore`` accepts is not wrong."""
    found = Count(recall_only=recall_only)
    of_gold = {i for i, _ in pairs}
    of_predicted = {j for _, j in pairs}
    found.right = sum(not getattr(gold[i], "optional", False) for i in of_gold)
    for i, g in enumerate(gold):
        if i not in of_gold and not getattr(g, "optional", False):
            found.missing += 1
            found.errors.append(f"missing  {say_gold(g)}")
    if not recall_only:
        for j, p in enumerate(predicted):
            if j not in of_predicted and not ignore(p):
                found.wrong += 1
                found.errors.append(f"wrong    {say_predicted(p)}")
    return found


def share(items: Iterable[tuple[bool, str]]) -> Count:
    """How many of ``(right, words)`` are right."""
    found = Count(share=True)
    for right, words in items:
        found.right += right
        found.wrong += not right
        if not right:
            found.errors.append(f"wrong    {words}")
    return found


def given(items: Iterable[tuple[object, bool, str]]) -> Count:
    """Of ``(value, right, words)``: a right value, a wrong value, or none, which is missing."""
    found = Count()
    for value, right, words in items:
        found.add(Count(right=right, wrong=bool(value) and not right, missing=not right))
        if not right:
            found.errors.append(f"{f'wrong    {value} for' if value else 'missing '} {words}")
    return found


def links(gold: set[Any], predicted: set[Any], say: Callable[[Any], str], optional: set[Any] | None = None) -> Count:
    """Count pairs of things; pairs in ``optional`` may be there or not."""
    free = optional or set()
    found = Count(right=len(gold & predicted), wrong=len(predicted - gold - free), missing=len(gold - predicted))
    found.errors = [f"missing  {say(pair)}" for pair in sorted(gold - predicted)]
    found.errors += [f"wrong    {say(pair)}" for pair in sorted(predicted - gold - free)]
    return found
