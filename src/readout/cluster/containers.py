"""Digests, live pages and newsletters: accounts that carry passages of texts otherwise unrelated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from readout.types import Relation, Span

PASSAGE = 0.5
"""Share of an account's words from which what another text gave it is not a passage in it but what it is made of."""


class _Strand(Struct, frozen=True):
    """What one group of related texts gave to an account: where it stands, and the most that one of them gave."""

    others: frozenset[str]
    spans: frozenset[Span]
    share: float


def containers(found: Sequence[Relation]) -> frozenset[str]:
    """The accounts that connect texts otherwise unrelated, by passages that lie apart and are less than half of each.

    An article into which passages of two agencies were worked is one too. What stands between an earlier and a later
    version of one outlet is none: versions are always brought together.
    """
    return frozenset(account for account, strands in _strands(found).items() if len(strands) > 1)


def bridges(found: Sequence[Relation]) -> tuple[Relation, ...]:
    """The relations that make two accounts one lineage; of a container, only those with the texts that gave it most."""
    refused = set()
    for account, strands in _strands(found).items():
        best = min(strands, key=lambda strand: (-strand.share, min(strand.others)))
        refused |= {(account, other) for strand in strands if strand is not best for other in strand.others}
    return tuple(r for r in found if (r.a, r.b) not in refused and (r.b, r.a) not in refused)


def _strands(found: Sequence[Relation]) -> Mapping[str, Sequence[_Strand]]:
    """For each container the strands that have nothing to do with one another."""
    near: dict[str, dict[str, Relation]] = defaultdict(dict)
    for relation in found:
        near[relation.a][relation.b] = near[relation.b][relation.a] = relation
    told = {account: _apart(account, others, near) for account, others in sorted(near.items())}
    return {account: strands for account, strands in told.items() if len(strands) > 1}


def _apart(account: str, others: Mapping[str, Relation], near: Mapping[str, Mapping[str, Relation]]) -> list[_Strand]:
    if any(relation.kind == "update" for relation in others.values()):
        return []
    groups: list[set[str]] = []
    for other in sorted(others):
        linked = [group for group in groups if not group.isdisjoint(near[other])]
        groups = [group for group in groups if group not in linked] + [{other}.union(*linked)]
    strands = [
        _Strand(
            frozenset(group),
            frozenset(span for other in group for span in _passages(account, others[other])),
            max(_share(account, others[other]) for other in group),
        )
        for group in groups
    ]
    touching = any(not one.spans.isdisjoint(two.spans) for one, two in combinations(strands, 2))
    return [] if touching or any(strand.share >= PASSAGE for strand in strands) else strands


def _passages(account: str, relation: Relation) -> list[Span]:
    sides = (pair.a if relation.a == account else pair.b for pair in relation.pairs)
    return [(side.start, side.end) for side in sides]


def _share(account: str, relation: Relation) -> float:
    """The share of the account's n-grams that the other one holds."""
    return relation.a_in_b if relation.a == account else relation.b_in_a
