"""Who carries whose text: each lineage as a small tree whose lines are as thick as what is carried."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from readout.edtf import before
from readout.render.names import Label
from readout.render.shared_text import Branch, Tree
from readout.types import Account

_KIND = {
    "copy": "copy of", "derived": "rewritten from the same text as", "shared-ancestor": "shares a third text with",
    "update": "a version of",
}  # fmt: skip
_LONG, _HIGH, _THICKEST = 92, 34, 9
_MAX_DEPTH = 5


class Twig(Struct, frozen=True, kw_only=True):
    """An account in its lineage's tree: how deep it hangs, what it hangs by, and the line that is drawn for it."""

    account: str
    depth: int
    branch: Branch | None
    line: Markup


def kinship(branch: Branch, known: dict[str, Label]) -> str:
    """How the account hangs together with the one it shares most text with, in words."""
    parent, relation = known[branch.parent], branch.relation
    back = relation.a_in_b if relation.a == branch.parent else relation.b_in_a
    there = f"{branch.share:.0%} of its words are there, {back:.0%} of {parent.key}’s are here"
    return f"{_KIND[relation.kind]} {parent.key}: {there}"


def _later(one: Account, other: Account) -> bool:
    """Whether ``one`` was surely published after ``other``."""
    days = other.published.value, one.published.value
    return days[0] is not None and days[1] is not None and before(days[0], days[1])


_MIDDLE = _HIGH / 2
_ONWARD = Markup('<svg x="100%" overflow="visible"><path class="head" d="M-3 {} L8 {} L-3 {} Z"/></svg>').format(
    _MIDDLE - 7, _MIDDLE, _MIDDLE + 7
)
_BACK = Markup('<path class="head" d="M3 {} L-8 {} L3 {} Z"/>').format(_MIDDLE - 7, _MIDDLE, _MIDDLE + 7)


def _line(branch: Branch, accounts: Mapping[str, Account]) -> Markup:
    """As thick as the share of words; an arrow only where the publication dates prove which way they went."""
    here, there = accounts[branch.account], accounts[branch.parent]
    head = _ONWARD if _later(here, there) else _BACK if _later(there, here) else Markup("")
    return Markup(
        '<svg class="edge {}" width="{}" height="{}" aria-hidden="true">'
        '<line x1="0" x2="100%" y1="{}" y2="{}" stroke-width="{:.1f}"/>{}<text x="50%" y="{}">{:.0%}</text></svg>'
    ).format(
        branch.relation.kind, _LONG, _HIGH, _MIDDLE, _MIDDLE, max(1.5, _THICKEST * branch.share), head,
        _MIDDLE - 8, branch.share,
    )  # fmt: skip


def twigs(found: Tree, accounts: Mapping[str, Account]) -> tuple[Twig, ...]:
    """The tree from its root down, each account right under the one it hangs by."""
    children: dict[str, list[Branch]] = {}
    for child in found.branches:
        children.setdefault(child.parent, []).append(child)
    stack: list[tuple[str, int, Branch | None]] = [(found.root, 0, None)]
    row: list[Twig] = []
    while stack:
        name, depth, branch = stack.pop()
        line = _line(branch, accounts) if branch else Markup("")
        row.append(Twig(account=name, depth=min(depth, _MAX_DEPTH), branch=branch, line=line))
        stack += [(child.account, depth + 1, child) for child in reversed(children.get(name, []))]
    return tuple(row)
