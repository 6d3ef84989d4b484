"""Titles that differ: one person given two posts that one person does not hold at one time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from readout.compare.sides import against, discrepancy, side
from readout.languages import table
from readout.types import Discrepancy, Entity, Evidence

_RENAMED = {"minister", "secretary"}  # one post under two customs: "Trade Minister", "Commerce Secretary"
_WORD = re.compile(r"[^\W\d_]+")


class Office(NamedTuple):
    """A title taken apart: the rank before the office ("deputy"), its head ("minister"), its field ("foreign")."""

    rank: str
    head: str
    field: str


@cache
def _data() -> tuple[frozenset[str], frozenset[str], dict[str, str]]:
    data = table("en", "posts")
    fields = {word: group[0] for group in data["fields"] for word in group}
    return frozenset(data["ranks"]), frozenset(data["heads"]), fields


def office(title: str) -> Office | None:
    """The office that a title names; ``None`` for a title without one, with two, or that speaks of the past.

    >>> office("US Deputy Secretary of State")
    Office(rank='deputy', head='secretary', field='')
    """
    ranks, heads, fields = _data()
    words = [word.casefold() for word in _WORD.findall(title)]
    found = [word for word in words if word in heads]
    if len(found) != 1 or {"former", "ex", "then", "late", "outgoing", "designate", "elect"} & set(words):
        return None
    return Office(
        " ".join(word for word in words if word in ranks),
        found[0],
        next((fields[word] for word in words if word in fields), ""),
    )


def exclude(a: Office, b: Office) -> bool:
    """Whether one person cannot well be both. A rank that only one title states may have been left out."""
    if a.head != b.head:
        return False
    if a.field and b.field and a.field != b.field:
        return True
    return bool(a.rank and b.rank and a.rank != b.rank and a.field == b.field)


def title_discrepancies(entities: Iterable[Entity]) -> list[Discrepancy]:
    """For each person the first two offices that exclude each other, each in other accounts."""
    found = []
    for entity in entities:
        if entity.type != "person":
            continue
        titles: dict[Office, list[tuple[str, Evidence]]] = defaultdict(list)
        for role in entity.roles:
            named = office(role.value)
            if named:
                titles[named] += [(role.value, item) for item in role.evidence]
        made = _differing(entity, titles)
        if made:
            found.append(made)
    return found


def _differing(entity: Entity, titles: dict[Office, list[tuple[str, Evidence]]]) -> Discrepancy | None:
    ordered = sorted(titles, key=lambda item: (-len({e.account for _, e in titles[item]}), item))
    for at, one in enumerate(ordered):
        for two in ordered[at + 1 :]:
            accounts = [{e.account for _, e in titles[item]} for item in (one, two)]
            renamed = one.field == two.field != "" and one.rank == two.rank and {one.head, two.head} == _RENAMED
            if not (exclude(one, two) or renamed) or accounts[0] & accounts[1]:
                continue
            sides = [side(titles[item][0][0], [e for _, e in titles[item]]) for item in (one, two)]
            text = f"{entity.name} is given two {'titles' if renamed else 'posts'}: {against(sides)}."
            return discrepancy("title", "rewords" if renamed else "contradicts", text, sides)
    return None
