"""Who shares whose text, as a picture: each lineage a small tree in its colour, lone texts as dots."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from readout.render.dates import human
from readout.render.names import Label, squeeze
from readout.render.shared_text import Branch, Tree, tree
from readout.types import Account, Readout

WIDTH = 860
_ROW = 46
_LONE_ROW = 30
_INDENT = 44
_MAX_DEPTH = 6
_LONE_ACROSS = 3
_KIND = {
    "copy": "copy of", "derived": "rewritten from the same text as", "shared-ancestor": "shares a third text with",
    "update": "a version of",
}  # fmt: skip

Link = Callable[[str], Markup]


def kinship(branch: Branch, known: dict[str, Label]) -> str:
    """How the account hangs together with the one it shares most text with, in words."""
    parent = known[branch.parent]
    return f"{_KIND[branch.relation.kind]} {parent.key}: {branch.share:.0%} of its words are there too"


def _node(at: tuple[float, float], label: Label, words: str, note: str, link: Link, *, filled: bool = True) -> Markup:
    x, y = at
    return Markup(
        '<a {}><circle class="{} k{}" cx="{:.0f}" cy="{:.0f}" r="8"/>'
        '<text x="{:.0f}" y="{:.0f}"><tspan class="key">{}</tspan> {}</text>'
        '<text class="soft" x="{:.0f}" y="{:.0f}">{}</text></a>'
    ).format(
        link(label.account), "solid" if filled else "ring", label.colour, x, y,
        x + 18, y + (-1 if note else 4), label.key, squeeze(words, 60), x + 18, y + 14, note,
    )  # fmt: skip


def _note(account: Account, kin: str) -> str:
    date = human(account.published.value) if account.published.value else ""
    return " · ".join(part for part in (kin, date) if part)


def _family(
    found: Tree, accounts: dict[str, Account], known: dict[str, Label], top: float, link: Link
) -> tuple[Markup, float]:
    """One lineage's tree drawn from ``top`` down, and where it ends."""
    children: dict[str, list[Branch]] = {}
    for child in found.branches:
        children.setdefault(child.parent, []).append(child)
    parts: list[Markup] = []
    y = top
    stack: list[tuple[str, int, Branch | None, float]] = [(found.root, 0, None, 0.0)]
    while stack:
        name, depth, branch, parent_y = stack.pop()
        x = 14 + min(depth, _MAX_DEPTH) * _INDENT
        if branch is not None:
            parts.append(
                Markup('<path class="edge {} k{}" d="M{} {:.0f} V{:.0f} Q{} {:.0f} {} {:.0f}"/>').format(
                    branch.relation.kind,
                    known[name].colour,
                    x - _INDENT,
                    parent_y + 8,
                    y - 14,
                    x - _INDENT,
                    y,
                    x - 9,
                    y,
                )
            )
        kin = kinship(branch, known) if branch else ""
        parts.append(
            _node((x, y), known[name], known[name].name, _note(accounts[name], kin), link, filled=branch is None)
        )
        stack += [(child.account, depth + 1, child, y) for child in reversed(children.get(name, []))]
        y += _ROW
    return Markup("").join(parts), y


def lineage_svg(readout: Readout, known: dict[str, Label], link: Link) -> Markup:
    """The lineages of the readout; ``link`` gives the attributes of an anchor that opens an account."""
    accounts = {account.id: account for account in readout.accounts}
    parts: list[Markup] = []
    y = 20.0
    lone: list[str] = []
    for lineage in readout.lineages:
        if len(lineage.accounts) > 1:
            drawn, y = _family(tree(lineage, readout.accounts), accounts, known, y, link)
            parts.append(drawn)
            y += 8
        else:
            lone += lineage.accounts
    for place, name in enumerate(lone):
        row, column = divmod(place, _LONE_ACROSS)
        x = 14 + column * (WIDTH // _LONE_ACROSS)
        words = squeeze(known[name].name, 34)
        parts.append(_node((x, y + row * _ROW), known[name], words, _note(accounts[name], "own text"), link))
    y += -(-len(lone) // _LONE_ACROSS) * _ROW
    height = max(40, y - 10)
    return Markup(
        '<svg viewBox="0 0 {} {:.0f}" width="{}" height="{:.0f}" role="group" aria-label="{}">{}</svg>'
    ).format(WIDTH, height, WIDTH, height, "Which accounts share text", Markup("").join(parts))
