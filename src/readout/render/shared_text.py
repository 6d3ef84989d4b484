"""Within a lineage: whose text it is, and which passages an account merely carries."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from readout.spans import overlap
from readout.types import Account, Evidence, Lineage, Relation


class Branch(Struct, frozen=True, kw_only=True):
    """An account under the one it shares most text with; ``share`` is how much of it the other holds (0 to 1)."""

    account: str
    parent: str
    relation: Relation
    share: float


class Tree(Struct, frozen=True, kw_only=True):
    """The accounts of a lineage hung under ``root``, the one that holds most of the others' text.

    The picture shows closeness. It does not claim who wrote first; the publication dates say that, where known.
    """

    root: str
    branches: tuple[Branch, ...]


def _held(relation: Relation, inner: str) -> float:
    """The share of ``inner``'s text that the other account of the relation holds."""
    return relation.a_in_b if relation.a == inner else relation.b_in_a


def tree(lineage: Lineage, accounts: Sequence[Account]) -> Tree:
    """The lineage as a tree: greatest containment first; of equals the earlier published, then by id."""
    dates = {account.id: account.published.value or "9999" for account in accounts}
    members = [name for name in lineage.accounts if name in dates]
    holds = dict.fromkeys(members, 0.0)
    for relation in lineage.relations:
        for outer, inner in ((relation.a, relation.b), (relation.b, relation.a)):
            if outer in holds:
                holds[outer] += _held(relation, inner)
    root = min(members, key=lambda name: (-round(holds[name], 6), dates[name], name))
    placed = {root}
    branches: list[Branch] = []
    while True:
        reachable = [
            (-round(_held(relation, inner), 6), dates[inner], inner, outer, relation)
            for relation in lineage.relations
            for outer, inner in ((relation.a, relation.b), (relation.b, relation.a))
            if outer in placed and inner in dates and inner not in placed
        ]
        if not reachable:
            return Tree(root=root, branches=tuple(branches))
        _, _, inner, outer, relation = min(reachable, key=lambda item: item[:4])
        branches.append(Branch(account=inner, parent=outer, relation=relation, share=_held(relation, inner)))
        placed.add(inner)


def carried(item: Evidence, lineage: Lineage, root: str) -> bool:
    """Whether the account merely carries these words: they lie in a passage it shares and it is not the ``root``."""
    if item.account == root or len(lineage.accounts) < 2:
        return False
    relations = [relation for relation in lineage.relations if item.account in (relation.a, relation.b)]
    if not any(relation.pairs for relation in relations):
        return True
    sides = (side for relation in relations for pair in relation.pairs for side in (pair.a, pair.b))
    return any(
        side.account == item.account and overlap((side.start, side.end), (item.start, item.end)) for side in sides
    )
