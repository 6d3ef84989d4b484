"""Lineage: whose text is whose."""

from __future__ import annotations

from collections.abc import Sequence

from readout.cluster.alignment import Fingerprint, Match, align, containment, fingerprint
from readout.spans import evidence
from readout.types import Lineage, Pair, Reading, Relation, RelationKind

RELATED = 0.3
"""Share of the shorter account's words that stand in shared sentences, from which both are one text."""
FEWEST = 3
"""Shared sentences below which nothing is a copy, however short the account, unless they are nearly all of it."""
WHOLE = 0.8
"""Share from which an account holds (nearly) all of the other."""
VERBATIM = 0.6
"""N-gram containment from which the shared passages are the same words and not a new translation of them."""


def relations(readings: Sequence[Reading]) -> tuple[Relation, ...]:
    """The pairs of accounts of which one carries the other's text, or both carry a third's, with aligned sentences."""
    by_id = {reading.id: reading for reading in readings}
    prints = {reading.id: fingerprint(reading) for reading in readings}
    found = []
    for (a, b), matches in align([prints[key] for key in sorted(prints)]).items():
        in_b = sum(len(match.a.stems) for match in matches) / _words(prints[a])
        in_a = sum(len(match.b.stems) for match in matches) / _words(prints[b])
        if not _shares(prints[a], prints[b], matches, in_b, in_a):
            continue
        exact_in_b, exact_in_a = containment(prints[a], prints[b]), containment(prints[b], prints[a])
        kind = _kind(by_id[a], by_id[b], in_b, in_a, max(exact_in_b, exact_in_a))
        pairs = tuple(
            Pair(a=evidence(a, by_id[a].text, m.a.span), b=evidence(b, by_id[b].text, m.b.span)) for m in matches
        )
        found.append(
            Relation(a=a, b=b, kind=kind, a_in_b=round(exact_in_b, 3), b_in_a=round(exact_in_a, 3), pairs=pairs)
        )
    return tuple(found)


def lineages(readings: Sequence[Reading], found: Sequence[Relation]) -> tuple[Lineage, ...]:
    """The partition of the accounts that the relations make, in the order of each part's first account id."""
    parent = {reading.id: reading.id for reading in readings}

    def root(account: str) -> str:
        while parent[account] != account:
            account = parent[account]
        return account

    for relation in found:
        first, second = sorted((root(relation.a), root(relation.b)))
        parent[second] = first
    members: dict[str, list[str]] = {}
    for account in sorted(parent):
        members.setdefault(root(account), []).append(account)
    return tuple(
        Lineage(
            id=f"l{number}",
            accounts=tuple(accounts),
            relations=tuple(relation for relation in found if relation.a in accounts),
        )
        for number, accounts in enumerate(members.values(), start=1)
    )


def _words(print_: Fingerprint) -> int:
    return sum(len(sentence.stems) for sentence in print_.sentences)


def _shares(a: Fingerprint, b: Fingerprint, matches: Sequence[Match], in_b: float, in_a: float) -> bool:
    """Whether the shorter account shares enough of its sentences to be one text with the other."""
    shorter, share = (a, in_b) if _words(a) <= _words(b) else (b, in_a)
    enough = len(matches) >= FEWEST or (len(matches) == len(shorter.sentences) and share >= WHOLE)
    return enough and share >= RELATED


def _kind(a: Reading, b: Reading, in_b: float, in_a: float, exact: float) -> RelationKind:
    """Copy, derived, update or shared ancestor, by how much of each the other holds and whether in the same words."""
    same_outlet = (
        a.outlet is not None and b.outlet is not None and a.outlet.value.casefold() == b.outlet.value.casefold()
    )
    if same_outlet:
        return "update"
    if min(in_b, in_a) >= WHOLE:
        return "copy" if exact >= VERBATIM else "derived"
    if max(in_b, in_a) >= WHOLE:
        return "derived"
    return "shared-ancestor"
