"""Lineage: whose text is whose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from readout.cluster.alignment import (
    SAME_SENTENCE,
    Fingerprint,
    Match,
    Sentence,
    aligned,
    containment,
    fingerprint,
    ordered,
)
from readout.cluster.containers import bridges
from readout.cluster.meaning import Meanings
from readout.cluster.sharers import sharers, without_repeats
from readout.cluster.versions import corrected
from readout.descent import draws_on
from readout.spans import evidence
from readout.types import Lineage, Pair, Reading, Relation, RelationKind

RELATED = 0.3
"""Share of the shorter account's words that stand in shared sentences, from which both are one text."""
RELATED_AT_HOME = 0.2
"""The same of two accounts of one outlet: a version may be written anew for the most part, and one newsroom is no
second source in any case. Helsinki has no false pair by it."""
SHARED_WORDS = 0.2
"""The same share of its n-grams. Without it the background paragraphs that one agency puts under all its reports make
copies: P .91 R .99 of the copies and independent pages of Helsinki, with it P .997 R .99, and .25 gains nothing
more."""
FEWEST = 3
"""Shared sentences below which nothing is a copy, however short the account, unless they are nearly all of it."""
REWORDED = 0.5
"""The same share where the sentences are alike only loosely, but stand in one order and mean the same."""
FEWEST_REWORDED = 4
"""Loosely alike sentences below which nothing is a rewriting."""
DENSE = 0.33
"""Share of the sentences from the first to the last of these, in either account, that they make up. Pages that only
name the same people (captions, lists of headlines) reach .17 (Helsinki), rewritings and translations .8 (invented
texts)."""
WHOLE = 0.8
"""Share from which an account holds (nearly) all of the other."""
VERBATIM = 0.6
"""N-gram containment from which the shared passages are the same words and not a new translation of them."""
DUPLICATE = 0.95
"""N-gram containment in both directions from which two pages of one outlet are one page and not two versions."""


class Sharing(Struct, frozen=True):
    """What two accounts share: the aligned sentences, and the share of either's words that stand in them."""

    matches: tuple[Match, ...]
    a_share: float
    b_share: float


def relations(readings: Sequence[Reading]) -> tuple[Relation, ...]:
    """The pairs of accounts of which one carries the other's text, or both carry a third's, with aligned sentences.

    In the order of the accounts' ids. Where more than 41 accounts carry one text, each is related to the nearest 40 in
    that order on either side and not to all.
    """
    by_id = {reading.id: reading for reading in readings}
    names = sorted(by_id)
    whole = [fingerprint(by_id[name]) for name in names]
    prints = without_repeats(whole)
    meanings = Meanings(by_id)
    found = []
    for i, j in sharers(prints):
        a_in_b, b_in_a = containment(whole[i], whole[j]), containment(whole[j], whole[i])
        a, b = by_id[names[i]], by_id[names[j]]
        matches = aligned(prints[i], prints[j])
        shared = sharing(prints[i], prints[j], matches, max(a_in_b, b_in_a), meanings)
        version = shared is None and _corrected(a, b, matches)
        if version:
            shared = Sharing(matches, _share(matches, prints[i]), _share(matches, prints[j]))
        if shared is None:
            continue
        pairs = tuple(
            Pair(a=evidence(a.id, a.text, m.a.span), b=evidence(b.id, b.text, m.b.span)) for m in shared.matches
        )
        kind: RelationKind = "update" if version else _kind(a, b, shared, a_in_b, b_in_a)
        found.append(Relation(a=a.id, b=b.id, kind=kind, a_in_b=round(a_in_b, 3), b_in_a=round(b_in_a, 3), pairs=pairs))
    return tuple(found)


def lineages(readings: Sequence[Reading], found: Sequence[Relation]) -> tuple[Lineage, ...]:
    """The partition of the accounts that the relations make, in the order of each part's first account id.

    A container (a digest, a live page) that carries texts which have nothing to do with one another is put with the one
    of which it holds most and does not bring them together; what else it carries is no relation of its lineage.
    """
    parent = {reading.id: reading.id for reading in readings}

    def root(account: str) -> str:
        while parent[account] != account:
            parent[account] = parent[parent[account]]
            account = parent[account]
        return account

    for relation in bridges(found):
        first, second = sorted((root(relation.a), root(relation.b)))
        parent[second] = first
    members: dict[str, list[str]] = {}
    for account in sorted(parent):
        members.setdefault(root(account), []).append(account)
    inside: dict[str, list[Relation]] = {}
    for relation in found:
        if root(relation.a) == root(relation.b):
            inside.setdefault(root(relation.a), []).append(relation)
    return tuple(
        Lineage(id=f"l{number}", accounts=tuple(accounts), relations=tuple(inside.get(name, ())))
        for number, (name, accounts) in enumerate(members.items(), start=1)
    )


def sharing(
    a: Fingerprint, b: Fingerprint, matches: tuple[Match, ...], exact: float, meanings: Meanings
) -> Sharing | None:
    """What the two share, where it is enough to be one text; ``None`` where it is not.

    ``exact`` is the greater n-gram containment of the two.
    """
    if not matches:
        return None
    alike = [match for match in matches if match.score >= SAME_SENTENCE]
    shorter = a if a.size <= b.size else b
    related = RELATED_AT_HOME if a.outlet is not None and a.outlet == b.outlet else RELATED
    if exact >= SHARED_WORDS and (_enough(alike, shorter, related) or _all_of_it(alike, matches, shorter)):
        return Sharing(matches, _share(matches, a), _share(matches, b))
    chain = _in_order(matches)
    if not _rewritten(chain, a, b, shorter):
        return None
    near = _in_order(alike)
    meant = near if _rewritten(near, a, b, shorter) else meanings.same(chain)
    if not _rewritten(meant, a, b, shorter):
        return None
    kept = chain if meant is near else meant
    return Sharing(kept, _share(kept, a), _share(kept, b))


def _corrected(a: Reading, b: Reading, matches: Sequence[Match]) -> bool:
    """Whether one is a version of the other, however much of it was written anew, because it says what it corrects."""
    alike = [match for match in matches if match.score >= SAME_SENTENCE]
    return len(alike) >= FEWEST and corrected(a, b, alike)


def _share(matches: Sequence[Match], of: Fingerprint) -> float:
    sides = ((match.a, match.b) for match in matches)
    return sum(len((a if a.account == of.account else b).stems) for a, b in sides) / max(of.size, 1)


def _enough(alike: Sequence[Match], shorter: Fingerprint, related: float) -> bool:
    share = _share(alike, shorter)
    many = len(alike) >= FEWEST or (len(alike) == len(shorter.sentences) and share >= WHOLE)
    return many and share >= related


def _all_of_it(alike: Sequence[Match], matches: Sequence[Match], shorter: Fingerprint) -> bool:
    """A flash whose few sentences all stand in the other account, most of them hardly changed."""
    return len(alike) >= 2 and _share(matches, shorter) >= WHOLE and _share(alike, shorter) >= REWORDED


def _rewritten(chain: Sequence[Match], a: Fingerprint, b: Fingerprint, shorter: Fingerprint) -> bool:
    """Whether matches in one order are many enough, enough of the shorter account, and close together in both."""
    if len(chain) < FEWEST_REWORDED or _share(chain, shorter) < REWORDED:
        return False
    reach = max(_reach([m.a for m in chain], a), _reach([m.b for m in chain], b))
    return len(chain) >= DENSE * reach


def _reach(sentences: Sequence[Sentence], of: Fingerprint) -> int:
    """The number of the account's sentences from the first of these to the last."""
    starts = [sentence.span[0] for sentence in of.sentences]
    found = [bisect_left(starts, sentence.span[0]) for sentence in sentences]
    return max(found) - min(found) + 1


def _in_order(matches: Sequence[Match]) -> tuple[Match, ...]:
    run = {found[:2] for found in ordered([(m.a.span[0], m.b.span[0], m.score) for m in matches])}
    return tuple(m for m in matches if (m.a.span[0], m.b.span[0]) in run)


def _kind(a: Reading, b: Reading, shared: Sharing, a_in_b: float, b_in_a: float) -> RelationKind:
    """Copy, derived, update or shared ancestor, by how much of each the other holds and whether in the same words."""
    if a.outlet is not None and b.outlet is not None and a.outlet.value.casefold() == b.outlet.value.casefold():
        return "copy" if min(a_in_b, b_in_a) >= DUPLICATE else "update"
    least, most = sorted((shared.a_share, shared.b_share))
    if least >= WHOLE and max(a_in_b, b_in_a) >= VERBATIM:
        return "copy"
    worded = max(a_in_b, b_in_a) >= SHARED_WORDS
    if most >= (WHOLE if worded else REWORDED) or draws_on(a, b, a.text) or draws_on(b, a, b.text):
        return "derived"
    return "shared-ancestor"
