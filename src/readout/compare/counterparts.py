"""Two readouts of one event: which account of the one is which of the other, and which line tells the same.

Lines are known again by their words: by evidence in a page that both readouts have, or by what they tell. Ids and
places in a list decide nothing, since one more page may change them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from readout.compare.entity_groups import fold
from readout.compare.terms import terms, total
from readout.compare.thresholds import SAME_LINE_SHARE, SAME_LINE_WEIGHT
from readout.spans import same_passage
from readout.types import Account, Evidence, Readout

Texts = Mapping[str, str]


class Counterparts(Struct, frozen=True, kw_only=True):
    """Accounts of the newer readout by what they are in the older: the same text, or another text under one address.

    ``same`` and ``updated`` map new ids to old ones, one to one. ``read`` (new ids) and ``still`` (old ids) lead from
    every account whose text both readouts have to the first old one that has it: a reprint that came later adds an
    account and no words. The texts are those of the accounts in either readout, by id.
    """

    same: dict[str, str]
    updated: dict[str, str]
    read: dict[str, str]
    still: dict[str, str]
    old_texts: Texts
    new_texts: Texts

    def knew(self, item: Evidence) -> bool:
        """Whether these words of a new account could be read before."""
        if item.account in self.read:
            return True
        return item.account in self.updated and item.quote in self.old_texts[self.updated[item.account]]

    def keeps(self, item: Evidence) -> bool:
        """Whether these words of an old account can still be read."""
        if item.account in self.still:
            return True
        now = next((new for new, old in self.updated.items() if old == item.account), None)
        return now is not None and item.quote in self.new_texts[now]


def counterparts(old: Readout, new: Readout, old_texts: Texts, new_texts: Texts) -> Counterparts:
    """Which accounts were there before: those with the same text first, then by address, then by id."""
    holders: dict[str, list[Account]] = defaultdict(list)
    for account in old.accounts:
        holders[account.text_sha256].append(account)
    read = {one.id: holders[one.text_sha256][0].id for one in new.accounts if one.text_sha256 in holders}
    same = _same_texts(holders, new)
    left = [account for account in old.accounts if account.id not in set(same.values())]
    by_url = {account.url: account.id for account in left if account.url}
    by_id = {account.id for account in left}
    updated: dict[str, str] = {}
    for account in new.accounts:
        if account.id in read:
            continue
        earlier = by_url.get(account.url or "") or (account.id if account.id in by_id else None)
        if earlier is not None and earlier not in updated.values():
            updated[account.id] = earlier
    here = {account.text_sha256 for account in new.accounts}
    still = {one.id: holders[one.text_sha256][0].id for one in old.accounts if one.text_sha256 in here}
    return Counterparts(same=same, updated=updated, read=read, still=still, old_texts=old_texts, new_texts=new_texts)


def _same_texts(holders: Mapping[str, Sequence[Account]], new: Readout) -> dict[str, str]:
    """New accounts by the old one with the same text: that of the same id, else of the same address, else the next."""
    same = {
        account.id: account.id
        for account in new.accounts
        if any(other.id == account.id for other in holders.get(account.text_sha256, ()))
    }
    for account in new.accounts:
        free = [one for one in holders.get(account.text_sha256, ()) if one.id not in same.values()]
        if free and account.id not in same:
            same[account.id] = min(free, key=lambda one: one.url != account.url).id
    return same


class Line(NamedTuple):
    """What a line tells, as it is compared: its kind, who acts in it, when, its telling words, and its evidence.

    ``who`` holds folded names; an empty one, like a missing date, fits any other.
    """

    id: str
    kind: str
    who: frozenset[tuple[str, ...]]
    date: str | None
    words: frozenset[str]
    evidence: tuple[Evidence, ...]


def told(text: str) -> frozenset[str]:
    """The telling words of a line."""
    return frozenset(term.key for term in terms(text, (0, len(text))))


def names(ids: Iterable[str], readout: Readout) -> frozenset[tuple[str, ...]]:
    """The folded names of the entities with these ids."""
    wanted = set(ids)
    return frozenset(fold(entity.name) for entity in readout.entities if entity.id in wanted)


def match(old: Sequence[Line], new: Sequence[Line], accounts: Counterparts) -> dict[str, str]:
    """The old line that each new line repeats: the one with most evidence in common, else the likest in its words.

    Several new lines may repeat one old line. A line with no counterpart is missing from the answer.
    """
    places: dict[str, list[tuple[Evidence, str]]] = defaultdict(list)
    for line in old:
        for item in line.evidence:
            if item.account in accounts.still:
                places[accounts.still[item.account]].append((item, line.id))
    order = {line.id: at for at, line in enumerate(old)}
    kinds = {line.id: line.kind for line in old}
    found: dict[str, str] = {}
    for line in new:
        votes: dict[str, int] = defaultdict(int)
        for item in line.evidence:
            for earlier, name in places.get(accounts.read.get(item.account, ""), ()):
                if kinds[name] == line.kind and _one_passage(earlier, item):
                    votes[name] += 1
        if votes:
            found[line.id] = min(votes, key=lambda name: (-votes[name], order[name]))
        else:
            like = _likest(line, old)
            if like is not None:
                found[line.id] = like
    return found


def _one_passage(old: Evidence, new: Evidence) -> bool:
    """Whether two stretches of one text, which may go by another id now, are one passage."""
    return same_passage(old, replace(new, account=old.account))


def _likest(line: Line, old: Sequence[Line]) -> str | None:
    best: tuple[float, str] | None = None
    for other in old:
        share = _likeness(line, other)
        if share is not None and (best is None or share > best[0]):
            best = (share, other.id)
    return best[1] if best else None


def _one(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two folded names can be one actor's: all words of the one are in the other."""
    return set(a) <= set(b) or set(b) <= set(a)


def _likeness(a: Line, b: Line) -> float | None:
    """The weighted share of telling words, of the shorter line, where kind, actors and date agree; else ``None``."""
    if a.kind != b.kind or (a.who and b.who and not any(_one(one, other) for one in a.who for other in b.who)):
        return None
    if a.date and b.date and a.date[:10] != b.date[:10]:
        return None
    shared = total(a.words & b.words)
    if shared < SAME_LINE_WEIGHT:
        return None
    share = shared / min(total(a.words), total(b.words))
    return share if share >= SAME_LINE_SHARE else None
