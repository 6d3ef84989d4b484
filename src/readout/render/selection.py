"""The part of a readout that a reader asks for: by speaker, party, day, kind or account."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from readout.edtf import earliest, latest
from readout.errors import UsageError
from readout.render.names import Label
from readout.spans import same_passage
from readout.types import Evidence, Readout


class Selection(Struct, frozen=True, kw_only=True):
    """What to keep; ``None`` keeps everything.

    ``speaker`` keeps what such a person is reported to say and the lines that rest on it, ``party`` what an entity
    takes part in or is named in, ``day`` (EDTF; a month or a year is taken whole) what is dated so, ``kind`` moves,
    entries, statements and discrepancies of that kind or status, ``account`` what one account tells, by key, id or
    outlet.
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


def _kinds(readout: Readout) -> frozenset[str]:
    """Every kind and status that a line of the readout has."""
    return frozenset(
        {
            *(one.type for one in readout.statements),
            *(entry.status for entry in readout.timeline),
            *(value for move in readout.moves for value in (move.kind, move.status)),
            *(value for item in readout.discrepancies for value in (item.about, item.relation)),
        }
    )


class _Keeps:
    """Whether a line is among what is wanted; every test that nothing is wanted of passes."""

    def __init__(self, wanted: Selection, readout: Readout, labels: dict[str, Label]) -> None:
        self._day = wanted.day
        self._kind = None
        if wanted.kind is not None:
            kinds = _kinds(readout)
            (self._kind,) = _require(kinds & {wanted.kind.casefold()}, "kind", wanted.kind, kinds)
        self._speakers = self._parties = self._accounts = None
        names = {entity.id: entity.name for entity in readout.entities}
        if wanted.speaker is not None:
            heard = {name for statement in readout.statements for name in statement.speakers}
            found = _named(wanted.speaker, readout) & heard
            known = (names.get(name, name) for name in heard)
            self._speakers = _require(found, "speaker", wanted.speaker, known)
        if wanted.party is not None:
            found = _named(wanted.party, readout)
            self._parties = _require(found, "party", wanted.party, names.values())
        if wanted.account is not None:
            keys = (label.key for label in labels.values())
            self._accounts = _require(_accounts(wanted.account, labels), "account", wanted.account, keys)
        self._spoken: dict[str, list[Evidence]] = {}
        for statement in readout.statements:
            if self._speakers and self._speakers & set(statement.speakers):
                self._spoken.setdefault(statement.content.account, []).append(statement.content)
        self._names = _own_names(self._parties or frozenset(), readout)

    def __call__(
        self,
        evidence: Iterable[Evidence],
        *,
        who: Iterable[str] = (),
        date: str | None = None,
        kind: Iterable[str] = (),
    ) -> bool:
        """Of a line with this evidence, with these entities in it, on this day, and of these kinds."""
        items = tuple(evidence)
        return (
            (self._speakers is None or any(self._said(item) for item in items))
            and (self._parties is None or bool(self._parties & set(who)) or any(map(self._names_party, items)))
            and _on(date, self._day)
            and (self._kind is None or self._kind in kind)
            and (self._accounts is None or any(item.account in self._accounts for item in items))
        )

    def _said(self, item: Evidence) -> bool:
        """Whether the words stand in what a wanted speaker is reported to say."""
        return any(same_passage(item, content) for content in self._spoken.get(item.account, ()))

    def _names_party(self, item: Evidence) -> bool:
        """Whether the words name a wanted party."""
        return self._names is not None and self._names.search(item.quote) is not None


def _own_names(wanted: frozenset[str], readout: Readout) -> re.Pattern[str] | None:
    """The names that the wanted entities have and no other has, as whole words; ``None`` where there are none."""
    own: set[str] = set()
    others: set[str] = set()
    for entity in readout.entities:
        (own if entity.id in wanted else others).update({entity.name, *(name.value for name in entity.names)})
    names = sorted((name for name in own - others if not name[:1].islower()), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None


def select(readout: Readout, wanted: Selection, labels: dict[str, Label]) -> Readout:
    """The readout with the lines that ``wanted`` keeps; accounts, lineages and entities stay.

    Raises :class:`UsageError` for a day that is no EDTF date, and for a name or a kind that nothing in it bears.
    """
    if not wanted:
        return readout
    if wanted.day is not None and (earliest(wanted.day) is None or latest(wanted.day) is None):
        raise UsageError(f"{wanted.day!r} is no day, month or year; write 2032-05-04, 2032-05 or 2032")
    keeps = _Keeps(wanted, readout, labels)
    statements = tuple(
        one for one in readout.statements if keeps((one.content,), who=one.speakers, date=one.said, kind=(one.type,))
    )
    said = {statement.utterance for statement in statements}
    return replace(
        readout,
        statements=statements,
        utterances=tuple(item for item in readout.utterances if item.id in said),
        timeline=tuple(
            entry
            for entry in readout.timeline
            if keeps(entry.evidence, who=entry.participants, date=entry.date, kind=(entry.status,))
        ),
        moves=tuple(
            move
            for move in readout.moves
            if keeps(move.evidence, who=(*move.actors, *move.targets), date=move.date, kind=(move.kind, move.status))
        ),
        facts=tuple(fact for fact in readout.facts if keeps(fact.evidence)),
        discrepancies=tuple(
            item
            for item in readout.discrepancies
            if keeps((one for side in item.sides for one in side.evidence), kind=(item.about, item.relation))
        ),
        omissions=tuple(item for item in readout.omissions if keeps(item.evidence)),
    )
