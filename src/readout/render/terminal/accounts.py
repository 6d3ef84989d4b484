"""The accounts, who carries whose text, and what could not be used."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from readout.render.dates import human
from readout.render.names import squeeze
from readout.render.shared_text import Branch, tree
from readout.render.terminal.layout import COLOURS, Screen, count, heading, put, quoted, row, safe
from readout.types import Account, Dropped, Lineage, Readout

_KIND = {
    "copy": "a copy of", "derived": "rewritten from the same text as", "shared-ancestor": "shares a third text with",
    "update": "a version of",
}  # fmt: skip


_TITLE = 160
"""Characters of a headline, or a name, that a summary shows: more is no headline."""


def kinship(branch: Branch, on: Screen) -> str:
    """How an account hangs together with the one it shares most text with."""
    kind = branch.relation.kind
    return f"{_KIND[kind]} {on.known[branch.parent].key}: {branch.share:.0%} of its text is there too"


def accounts(on: Screen, readout: Readout) -> None:
    """Each account with its day and how that is known, its credits, its kin, and the dates that mislead."""
    heading(on, "Accounts", "one letter for each independent text")
    kin = {
        branch.account: kinship(branch, on)
        for lineage in readout.lineages
        if len(lineage.accounts) > 1
        for branch in tree(lineage, readout.accounts).branches
    }
    by_id = {account.id: account for account in readout.accounts}
    for name, label in on.known.items():
        account = by_id[name]
        key = Text(label.key, style=COLOURS[label.colour % len(COLOURS)])
        date = human(account.published.value) if account.published.value else "no date"
        if account.published.basis != "unknown":
            date += f", {account.published.basis}"
        cut = _TITLE if on.brief else 0
        who = safe(label.name, cut, style="bold").append("\n").append_text(safe(date, style="not bold"))
        about = _about(account, kin.get(name), cut)
        if on.narrow:
            row(on, [(4, key)], who.append("\n").append_text(about))
        else:
            row(on, [(4, key), (30 if on.wide else 24, who)], about)
        quoted(on, account.published.evidence, 6)


def _about(account: Account, kinship: str | None, cut: int) -> Text:
    lines = [safe(account.title.value, cut)] if account.title else []
    credit = [squeeze(item.value) for item in (*account.bylines, *account.agencies)]
    notes = [", ".join(credit)] if credit else []
    if account.phase:
        notes.append(f"written {account.phase}" if account.phase != "mixed" else "written partly before, partly after")
    notes += [kinship] if kinship else []
    notes += [f"not {human(date.value)}: {squeeze(date.reason)}" for date in account.rejected_dates]
    lines += [safe(note, style="dim") for note in notes]
    return Text("\n").join(lines)


def lineages(on: Screen, readout: Readout) -> None:
    """Who carries whose text, as a tree; texts of their own in one line."""
    heading(on, "Lineage", "who carries whose text")
    lone = [lineage.accounts[0] for lineage in readout.lineages if len(lineage.accounts) == 1]
    for lineage in readout.lineages:
        if len(lineage.accounts) > 1:
            _tree(on, lineage, readout)
    if lone:
        names = Text("Texts of their own: ").append_text(
            Text(", ").join(Text.assemble(_key(on, name), " ", safe(on.known[name].name)) for name in lone)
        )
        put(on, names)
    share = count(readout.independent_texts, "independent text")
    put(on, Text(f"{count(len(readout.accounts), 'account')}, {share}.", style="dim"))


def _key(on: Screen, name: str) -> Text:
    label = on.known[name]
    return Text(label.key, style=COLOURS[label.colour % len(COLOURS)])


def _tree(on: Screen, lineage: Lineage, readout: Readout) -> None:
    hung = tree(lineage, readout.accounts)
    children: dict[str, list[Branch]] = {}
    for branch in hung.branches:
        children.setdefault(branch.parent, []).append(branch)
    dates = {account.id: account.published.value for account in readout.accounts}
    plain = on.console.options.ascii_only
    stack: list[tuple[str, Branch | None, str, str]] = [(hung.root, None, "", "")]
    while stack:
        name, from_, sign, indent = stack.pop()
        date = dates.get(name)
        line = Text.assemble(sign, _key(on, name), " ", safe(on.known[name].name, style="bold"))
        line.append(f"  {human(date)}" if date else "", style="dim")
        line.append(f"  {kinship(from_, on)}" if from_ else "", style="dim")
        put(on, line)
        if from_ is not None:
            quoted(on, [side for pair in from_.relation.pairs for side in (pair.a, pair.b)], len(sign) + 3)
        below = children.get(name, [])
        for at, branch in reversed(list(enumerate(below))):
            last = at == len(below) - 1
            corner = ("`- " if plain else "└─ ") if last else ("|- " if plain else "├─ ")
            line_on = "   " if last else ("|  " if plain else "│  ")
            stack.append((branch.account, branch, indent + corner, indent + line_on))


def dropped_lines(dropped: Sequence[Dropped], console: Console) -> None:
    """What was left out and why, one line each; nothing where nothing was."""
    if not dropped:
        return
    on = Screen(console, {}, {})
    heading(on, "Not used")
    for item in dropped:
        row(on, [(8, Text(item.stage))], Text.assemble(safe(item.input), ": ", safe(item.reason)))
