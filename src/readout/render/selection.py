"""The part of a readout that a reader asks for: by speaker, party, day, kind or account."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from readout.edtf import earliest, latest
from readout.errors import UsageError
from readout.render.names import Label
from readout.types import Evidence, Readout


class Selection(Struct, frozen=True, kw_only=True):
    """What to keep; ``None`` keeps everything.

    ``speaker`` keeps what such a person is reported to say, ``party`` what an entity takes part in, ``day`` (EDTF; a
    month or a year is taken whole) what is dated so, ``kind`` moves, entries, statements and discrepancies of that
    kind or status, ``account`` what one account tells, by its key, id or outlet.
    """

    speaker: str | None = None
    party: str | None = None
    day: str | None = None
    kind: str | None = None
    account: str | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, name) is not None for name in self.__struct_fields__)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


def _named(wanted: str, readout: Readout) -> frozenset[str]:
    """The entities one of whose names or roles holds ``wanted``."""
    part = _plain(wanted)
    return frozenset(
        entity.id
        for entity in readout.entities
        if part
        and any(part in _plain(name) for name in (entity.name, *(s.value for s in (*entity.names, *entity.roles))))
    )


def _told_by(evidence: Iterable[Evidence], accounts: frozenset[str] | None) -> bool:
    return accounts is None or any(item.account in accounts for item in evidence)


def _on(date: str | None, day: str | None) -> bool:
    """Whether what is dated ``date`` may lie in ``day``, and is no wider than a year."""
    if day is None:
        return True
    if date is None:
        return False
    first, last, start, end = earliest(date), latest(date), earliest(day), latest(day)
    if start is None or end is None:
        return False
    first, last = first or last, last or first
    return first is not None and last is not None and first <= end and last >= start


def _accounts(wanted: str, labels: dict[str, Label]) -> frozenset[str]:
    part = wanted.casefold()
    exact = frozenset(n for n, label in labels.items() if part in (n.casefold(), label.key.casefold()))
    return exact or frozenset(name for name, label in labels.items() if part in label.name.casefold())


def _require(found: frozenset[str], what: str, wanted: str, known: Iterable[str]) -> frozenset[str]:
    if not found:
        names = sorted(set(known))
        shown = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
        raise UsageError(f"no {what} here is called {wanted!r}; there are: {shown or 'none'}")
    return found


def select(readout: Readout, wanted: Selection, labels: dict[str, Label]) -> Readout:
    """The readout with the lines that ``wanted`` keeps; accounts, lineages and entities stay.

    Raises :class:`UsageError` for a day that is no EDTF date, and for a name that nothing in the readout bears.
    """
    if not wanted:
        return readout
    if wanted.day is not None and (earliest(wanted.day) is None or latest(wanted.day) is None):
        raise UsageError(f"{wanted.day!r} is no day, month or year; write 2032-05-04, 2032-05 or 2032")
    speakers = parties = accounts = None
    if wanted.speaker is not None:
        names = {entity.id: entity.name for entity in readout.entities}
        heard = {name for statement in readout.statements for name in statement.speakers}
        found = _named(wanted.speaker, readout) & heard
        speakers = _require(found, "speaker", wanted.speaker, (names.get(name, name) for name in heard))
    if wanted.party is not None:
        found = _named(wanted.party, readout)
        parties = _require(found, "party", wanted.party, (entity.name for entity in readout.entities))
    if wanted.account is not None:
        found = _accounts(wanted.account, labels)
        accounts = _require(found, "account", wanted.account, (label.key for label in labels.values()))
    kinds = None if wanted.kind is None else wanted.kind.casefold()

    def keep(who: Iterable[str], date: str | None, kind: Iterable[str], evidence: Iterable[Evidence]) -> bool:
        told = set(who)
        return (
            (speakers is None or bool(told & speakers))
            and (parties is None or bool(told & parties))
            and _on(date, wanted.day)
            and (kinds is None or kinds in kind)
            and _told_by(evidence, accounts)
        )

    statements = tuple(s for s in readout.statements if keep(s.speakers, s.said, (s.type,), (s.content,)))
    said = {statement.utterance for statement in statements}
    named = parties or speakers
    mentioned = {  # where the parties of a line are not listed, the words that name them tell
        (item.account, item.start)
        for entity in readout.entities
        if named and entity.id in named
        for name in entity.names
        for item in name.evidence
    }

    def who_of(evidence: Iterable[Evidence]) -> tuple[str, ...]:
        inside = any(a == e.account and e.start <= at < e.end for e in evidence for a, at in mentioned)
        return tuple(named) if named and inside else ()

    return replace(
        readout,
        statements=statements,
        utterances=tuple(item for item in readout.utterances if item.id in said),
        timeline=tuple(
            entry
            for entry in readout.timeline
            if keep((*entry.participants, *who_of(entry.evidence)), entry.date, (entry.status,), entry.evidence)
        ),
        moves=tuple(
            move
            for move in readout.moves
            if keep((*move.actors, *move.targets), move.date, (move.kind, move.status), move.evidence)
        ),
        facts=tuple(fact for fact in readout.facts if keep(who_of(fact.evidence), None, (), fact.evidence)),
        discrepancies=tuple(
            item
            for item in readout.discrepancies
            for evidence in [[one for side in item.sides for one in side.evidence]]
            if keep(who_of(evidence), None, (item.about, item.relation), evidence)
        ),
        omissions=tuple(item for item in readout.omissions if keep(who_of(item.evidence), None, (), item.evidence)),
    )
