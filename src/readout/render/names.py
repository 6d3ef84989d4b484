"""What accounts, lineages and entities are called in every rendering: one short name, one letter, one colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from msgspec import Struct

from readout.render.shared_text import tree
from readout.types import Account, Entity, Evidence, Readout

_SHORT = 24  # characters of a name in a chip
_TITLE = 34  # characters of a headline that stands for a name


class Label(Struct, frozen=True, kw_only=True):
    """How one account is shown: ``key`` ("A2") names its lineage's letter and its place there.

    ``colour`` is the ordinal of its lineage in the readout: whoever shares a text shares a colour.
    """

    account: str
    key: str
    name: str
    short: str
    lineage: str
    colour: int


def squeeze(text: str, limit: int = 0) -> str:
    """``text`` on one line, control characters gone, cut after a word where it is longer than ``limit``.

    >>> squeeze("one two\\nthree", 9)
    'one two…'
    """
    shown = text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
    line = " ".join(shown.split())
    if not limit or len(line) <= limit:
        return line
    cut = line[: limit - 1]
    whole, space, _ = cut.rpartition(" ")
    return (whole if space and len(whole) > limit // 2 else cut).rstrip(" ,;:—–-") + "…"


def letters(ordinal: int) -> str:
    """The name of the lineage at ``ordinal``: A to Z, then AA.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    ordinal += 1
    while ordinal:
        ordinal, rest = divmod(ordinal - 1, 26)
        name = chr(65 + rest) + name
    return name


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def account_name(account: Account) -> str:
    """The outlet, else the URL's host, else the start of the headline, else the id: never an invented name."""
    outlet = squeeze(account.outlet.value) if account.outlet else ""
    title = squeeze(account.title.value, _TITLE) if account.title else ""
    return outlet or _host(account.url) or (f"“{title}”" if title else "") or account.id


def _short(name: str) -> str:
    """The name as it fits a chip; nothing for a headline, of which a chip would show no telling part."""
    return "" if name.startswith("“") else squeeze(name, _SHORT)


def _label(account: Account, key: str, lineage: str, colour: int) -> Label:
    name = account_name(account)
    return Label(account=account.id, key=key, name=name, short=_short(name), lineage=lineage, colour=colour)


def labels(readout: Readout) -> dict[str, Label]:
    """The label of every account, by id, in the order of the lineages.

    In a lineage the account that holds most of the others' text comes first: it is A1 in the lineage A.
    """
    accounts = {account.id: account for account in readout.accounts}
    found: dict[str, Label] = {}
    for colour, lineage in enumerate(readout.lineages):
        hung = tree(lineage, readout.accounts)
        members = [accounts[name] for name in (hung.root, *(branch.account for branch in hung.branches))]
        members += [accounts[name] for name in lineage.accounts if accounts[name] not in members]
        for place, account in enumerate(members, start=1):
            key = letters(colour) + (str(place) if len(members) > 1 else "")
            found[account.id] = _label(account, key, lineage.id, colour)
    for account in readout.accounts:  # an account outside every lineage is a flaw, but it is shown
        if account.id not in found:
            found[account.id] = _label(account, "–", "", len(readout.lineages))
    return found


def entity_names(readout: Readout) -> dict[str, str]:
    """The canonical name of every entity, by id."""
    return {entity.id: squeeze(entity.name) for entity in readout.entities}


def role_of(entity: Entity) -> str | None:
    """The role that most accounts give the entity, of the office that most give; the longer of equals, which says more.

    What only some words of a page tie to a name, a neighbour's office among them, is outvoted so.
    """
    counted: Counter[str] = Counter()
    offices: Counter[str] = Counter()
    for role in entity.roles:
        value = squeeze(role.value)
        counted[value] += len(role.evidence) or 1
        offices[_office(value)] += len(role.evidence) or 1
    return max(counted, key=lambda role: (offices[_office(role)], counted[role], len(role), role)) if counted else None


def _office(role: str) -> str:
    return role.casefold().rsplit(" ", 1)[-1]


def joined(words: Iterable[str], last: str = "and") -> str:
    """Words as a list in a sentence.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    given = list(words)
    return f" {last} ".join([", ".join(given[:-1]), given[-1]]) if len(given) > 1 else "".join(given)


def lineages_of(evidence: Iterable[Evidence], known: dict[str, Label]) -> tuple[str, ...]:
    """The lineages that the evidence comes from, each once."""
    return tuple(dict.fromkeys(known[item.account].lineage for item in evidence if item.account in known))


def first_per_account(evidence: Iterable[Evidence], known: dict[str, Label] | None = None) -> tuple[Evidence, ...]:
    """The first piece of evidence of each account; with ``known``, one of each lineage before a second of any."""
    first: dict[str, Evidence] = {}
    for item in evidence:
        first.setdefault(item.account, item)
    if known is None:
        return tuple(first.values())
    seen: Counter[str] = Counter()
    rank = {}
    for account in first:
        lineage = known[account].lineage if account in known else ""
        rank[account] = seen[lineage]
        seen[lineage] += 1
    return tuple(first[account] for account in sorted(first, key=lambda account: rank[account]))
