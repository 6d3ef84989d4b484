"""Who carries whose text: each lineage as a small tree whose lines are as thick as what is carried."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from readout.descent import Descent, exactness
from readout.render.names import Label
from readout.render.shared_text import Branch, Tree
from readout.types import Relation

_KIND = {
    "copy": "copy of", "derived": "rewritten from the same text as", "shared-ancestor": "shares a third text with",
    "update": "a version of",
}  # fmt: skip
_LONG, _HIGH, _THICKEST = 92, 34, 9
_MAX_DEPTH = 5


Ways = Mapping[tuple[str, str], Descent]
"""Who carries whose text, by the ``(a, b)`` of the relation, as :func:`readout.descent.directions` finds it."""


class Twig(Struct, frozen=True, kw_only=True):
    """An account in its lineage's tree: how deep it hangs, what it hangs by, and the line that is drawn for it."""

    account: str
    depth: int
    branch: Branch | None
    line: Markup


def kinship(branch: Branch, known: dict[str, Label], ways: Ways) -> str:
    """How the account hangs together with the one it shares most text with, in words; who was first, where known."""
    parent, relation = known[branch.parent], branch.relation
    back = relation.a_in_b if relation.a == branch.parent else relation.b_in_a
    there = f"{branch.share:.0%} of its words are there, {back:.0%} of {parent.key}’s are here"
    return f"{_KIND[relation.kind]} {parent.key}: {there}{_passages(relation)}{_first(branch, known, ways)}"


def _passages(relation: Relation) -> str:
    """How many passages the two share, and how many of them in other words."""
    if not relation.pairs:
        return ""
    exact = sum(exactness(pair) == "word for word" for pair in relation.pairs)
    many = len(relation.pairs)
    how = "all word for word" if exact == many else f"{exact} word for word" if exact else "none word for word"
    return f"; {many} passages, {how}" if many > 1 else f"; one passage, {exactness(relation.pairs[0])}"


def _first(branch: Branch, known: dict[str, Label], ways: Ways) -> str:
    way = ways.get((branch.relation.a, branch.relation.b))
    if way is None or way.upstream not in known or way.downstream not in known:
        return ""
    return f"; {known[way.upstream].key} was first, by what {known[way.downstream].key} shows: {way.reason}"


_MIDDLE = _HIGH / 2
_ONWARD = Markup('<svg x="100%" overflow="visible"><path class="head" d="M-3 {} L8 {} L-3 {} Z"/></svg>').format(
    _MIDDLE - 7, _MIDDLE, _MIDDLE + 7
)
_BACK = Markup('<path class="head" d="M3 {} L-8 {} L3 {} Z"/>').format(_MIDDLE - 7, _MIDDLE, _MIDDLE + 7)


def _line(branch: Branch, ways: Ways) -> Markup:
    """As thick as the share of words; an arrow only where it is known which way they went."""
    way = ways.get((branch.relation.a, branch.relation.b))
    head = Markup("") if way is None else _ONWARD if way.downstream == branch.account else _BACK
    return Markup(
        '<svg class="edge {}" width="{}" height="{}" aria-hidden="true">'
        '<line x1="0" x2="100%" y1="{}" y2="{}" stroke-width="{:.1f}"/>{}<text x="50%" y="{}">{:.0%}</text></svg>'
    ).format(
        branch.relation.kind, _LONG, _HIGH, _MIDDLE, _MIDDLE, max(1.5, _THICKEST * branch.share), head,
        _MIDDLE - 8, branch.share,
    )  # fmt: skip


def twigs(found: Tree, ways: Ways) -> tuple[Twig, ...]:
    """The tree from its root down, each account right under the one it hangs by."""
    children: dict[str, list[Branch]] = {}
    for child in found.branches:
        children.setdefault(child.parent, []).append(child)
    stack: list[tuple[str, int, Branch | None]] = [(found.root, 0, None)]
    row: list[Twig] = []
    while stack:
        name, depth, branch = stack.pop()
        line = _line(branch, ways) if branch else Markup("")
        row.append(Twig(account=name, depth=min(depth, _MAX_DEPTH), branch=branch, line=line))
        stack += [(child.account, depth + 1, child) for child in reversed(children.get(name, []))]
    return tuple(row)
