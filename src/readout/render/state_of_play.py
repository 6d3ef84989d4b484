"""The state of play: what happened, who wants what and what came back, what is disputed, what is next.

It is chosen here once; what shows it differs only in how many lines it has room for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache

from msgspec import Struct

from readout.edtf import before
from readout.render.dates import Extent, extent
from readout.render.ledger import Thread
from readout.render.names import Label, lineages_of
from readout.spans import same_passage
from readout.types import Discrepancy, Evidence, Fact, Move, Readout, TimelineEntry

_BEFORE = timedelta(days=3)  # how long before the story's first day a happening still belongs to "what happened"
_CAME_ABOUT = frozenset({"happened", "under-way"})
_TO_COME = frozenset({"planned", "promised", "conditional"})
_ASKED = frozenset({"demand", "offer"})
_DECIDES: dict[str, tuple[str, ...]] = {"rejected": ("deny", "reject"), "accepted": ("promise", "concede", "accept")}
"""Which kinds of answers a move's status can rest on, the plainest last."""
_REPLIES = frozenset({"accept", "reject", "promise", "concede", "deny", "offer", "deflect"})
_MINOR = frozenset({"title", "headline", "name"})
"""What a difference may be about that changes nothing in the event itself."""


class Room(Struct, frozen=True, kw_only=True):
    """How many lines of each part there is room for."""

    wanted: int
    happened: int
    disputed: int
    ahead: int
    besides: int = 0


class Wanted(Struct, frozen=True, kw_only=True):
    """What was asked or offered and what came back: the reply its status rests on, the newest, and the rest.

    ``reply`` is ``None`` where no account has any; ``then`` where nothing newer stands or nothing tells what is newer.
    ``further`` is newest first. ``answers`` are all of these in order, but of the further ones only those that no row
    has at its head or as what came back.
    """

    move: Move
    reply: Move | None
    then: Move | None
    further: tuple[Move, ...]
    answers: tuple[Move, ...]


class StateOfPlay(Struct, frozen=True, kw_only=True):
    """Short lists, each the head of a section of the report.

    ``agreed`` fills up ``happened`` with what has no date; ``promised`` fills up ``to_come`` so. ``besides`` are
    the moves that nobody answered and that call for no answer.
    """

    wanted: tuple[Wanted, ...]
    besides: tuple[Move, ...]
    happened: tuple[TimelineEntry, ...]
    agreed: tuple[Fact, ...]
    disputed: tuple[Discrepancy, ...]
    to_come: tuple[TimelineEntry, ...]
    promised: tuple[Move, ...]


class Passages:
    """The passages that are told already."""

    def __init__(self, evidence: Iterable[Evidence] = ()) -> None:
        self._by_account: dict[str, list[Evidence]] = {}
        self.add(evidence)

    def add(self, evidence: Iterable[Evidence]) -> None:
        """Tell these."""
        for item in evidence:
            self._by_account.setdefault(item.account, []).append(item)

    def hold(self, evidence: Iterable[Evidence]) -> bool:
        """Whether any of these is told already."""
        return any(same_passage(item, told) for item in evidence for told in self._by_account.get(item.account, ()))


class _Desk(Struct, frozen=True):
    """What the choice of a line needs to know of the whole."""

    readout: Readout
    threads: Sequence[Thread]
    known: dict[str, Label]
    days: Extent | None

    def texts(self, evidence: Iterable[Evidence]) -> int:
        """How many independent texts tell it."""
        return len(lineages_of(evidence, self.known))

    def weight(self, evidence: Sequence[Evidence]) -> tuple[int, int]:
        """The independent texts that tell it, then the accounts; less is heavier."""
        return -self.texts(evidence), -len({item.account for item in evidence})

    def asked(self) -> list[Evidence]:
        """The passages of all that was asked and answered, whether there is room for it or not."""
        return _evidence(move for thread in self.threads for move in (thread.move, *thread.answers))


def _evidence(moves: Iterable[Move | None]) -> list[Evidence]:
    return [item for move in moves if move for item in move.evidence]


def _deciding(thread: Thread, desk: _Desk) -> Move | None:
    """The answer that the status rests on: not overtaken, of its kind, to the move itself, best attested, latest."""
    kinds = _DECIDES.get(thread.move.status, ())
    return max(
        thread.answers,
        key=lambda move: (
            move.status != "superseded",
            kinds.index(move.kind) if move.kind in kinds else -1,
            thread.move.id in move.answers,
            move.kind in _REPLIES,
            desk.texts(move.evidence),
            move.date or "",
        ),
        default=None,
    )


def _newest(thread: Thread, reply: Move) -> Move | None:
    """The newest reply that stands beside ``reply`` and changes what it says; ``None`` where the dates do not tell."""
    others = [
        move
        for move in thread.answers
        if move.id != reply.id and move.kind != reply.kind and move.kind in _REPLIES and move.status != "superseded"
        if move.date and not (reply.date and before(move.date, reply.date))
    ]
    return max(others, key=lambda move: (move.date or "", move.id), default=None)


def _wanted(desk: _Desk, room: int) -> tuple[Wanted, ...]:
    """Answered ones first, then demands and offers, then what most independent texts tell, then the ledger's order.

    What one row tells, as what was asked or as what came back, stands at the head of no other.
    """

    def rank(thread: Thread) -> tuple[bool, bool, int]:
        texts = desk.texts(_evidence((thread.move, *thread.answers)))
        return (not thread.answers, thread.move.kind not in _ASKED, -texts)

    rows: list[tuple[Thread, Move | None, Move | None]] = []
    told = Passages()
    for thread in sorted(desk.threads, key=rank):
        if len(rows) == room:
            break
        if told.hold(thread.move.evidence):
            continue
        reply = _deciding(thread, desk)
        then = _newest(thread, reply) if reply else None
        rows.append((thread, reply, then))
        told.add(_evidence((thread.move, reply, then)))
    return tuple(_row(*row, told) for row in rows)


def _row(thread: Thread, reply: Move | None, then: Move | None, told: Passages) -> Wanted:
    further = sorted(
        (move for move in thread.answers if move not in (reply, then)), key=lambda move: move.date or "", reverse=True
    )
    first = tuple(move for move in (reply, then) if move)
    fresh = tuple(move for move in further if not told.hold(move.evidence))
    return Wanted(move=thread.move, reply=reply, then=then, further=tuple(further), answers=(*first, *fresh))


def _days(readout: Readout) -> Extent | None:
    days = [found for day in (readout.story.start, readout.story.end) if day and (found := extent(day))]
    return (min(day[0] for day in days), max(day[1] for day in days)) if days else None


def _happened(desk: _Desk, room: int) -> tuple[TimelineEntry, ...]:
    """What most texts tell of the story's own days and their eve, but for what was asked and answered.

    The heaviest comes first, the rest in the order of time; where as many tell it, the later is the news. The eve as
    one text alone has it comes last.
    """
    asked = Passages(desk.asked())

    @cache
    def better(texts: int) -> Passages:
        """What the moves tell that more texts carry: a line that fewer carry is theirs."""
        return Passages(_evidence(move for move in desk.readout.moves if desk.texts(move.evidence) > texts))

    dated = [
        (entry, found)
        for entry in desk.readout.timeline
        if entry.status in _CAME_ABOUT and (found := extent(entry.date)) and _is_of(desk.days, found)
        if not asked.hold(entry.evidence) and not better(desk.texts(entry.evidence)).hold(entry.evidence)
    ]

    def rank(one: tuple[TimelineEntry, Extent]) -> tuple[int, bool, int, int]:
        entry, found = one
        texts, accounts = desk.weight(entry.evidence)
        return texts, desk.days is not None and found[1] <= desk.days[0], accounts, -found[0].toordinal()

    ranked = sorted(dated, key=rank)[:room]
    heaviest = [entry for entry, _ in ranked[:1]]
    later = {entry.id for entry, _ in ranked[1:]}
    return (*heaviest, *(entry for entry, _ in dated if entry.id in later))


def _is_of(days: Extent | None, found: Extent) -> bool:
    """Whether a stretch touches the story's days or the few before them."""
    if days is None:
        return True
    start, end = days
    return start - min(_BEFORE, start - start.min) < found[1] and found[0] < end


def _agreed(desk: _Desk, told: Passages, room: int) -> tuple[Fact, ...]:
    """What most independent texts tell and nothing else here does: nothing asked, answered or to come, no saying."""
    readout = desk.readout
    told.add(desk.asked())
    told.add(statement.content for statement in readout.statements if statement.type == "direct")
    told.add(item for entry in readout.timeline if entry.status not in _CAME_ABOUT for item in entry.evidence)
    found: list[Fact] = []
    for fact in sorted(readout.facts, key=lambda fact: -fact.independent):
        if len(found) == room or fact.independent < 2:
            break
        if not told.hold(fact.evidence):
            found.append(fact)
            told.add(fact.evidence)
    return tuple(found)


def _to_come(desk: _Desk) -> list[TimelineEntry]:
    """What is planned, promised or conditional and was not over on the story's last day, in the order of time.

    Of what has one date the heaviest comes first.
    """
    found = [
        entry
        for entry in desk.readout.timeline
        if entry.status in _TO_COME
        and (stretch := extent(entry.date)) is not None
        and (desk.days is None or stretch[1] >= desk.days[1])
    ]
    place: dict[str, int] = {}
    for entry in found:
        place.setdefault(entry.date, len(place))
    return sorted(found, key=lambda entry: (place[entry.date], desk.weight(entry.evidence)))


def _promised(desk: _Desk, told: Passages) -> list[Move]:
    """The standing promises that neither a dated entry nor a row above tells: what may come, with no day."""
    dated = {(item.account, item.start) for entry in desk.readout.timeline for item in entry.evidence}
    return [
        move
        for move in desk.readout.moves
        if move.kind == "promise"
        and move.status in ("open", "stands")
        and not any((item.account, item.start) in dated for item in move.evidence)
        and not told.hold(move.evidence)
    ]


def _besides(desk: _Desk, told: Passages, room: int) -> tuple[Move, ...]:
    """What most independent texts tell of the other moves, if no row has it; who reserves judgement says least."""
    found = [move for move in desk.readout.moves if move.status != "superseded" and not told.hold(move.evidence)]
    found.sort(key=lambda move: (-desk.texts(move.evidence), move.kind == "reserve"))
    return tuple(found[:room])


def _importance(item: Discrepancy) -> int:
    """What cannot both be true, what was overtaken, fact or claim, what changes nothing in the event, precision."""
    if item.about == "attribution":
        return 2
    if item.about in _MINOR:
        return 3
    return {"contradicts": 0, "supersedes": 1}.get(item.relation, 4)


def _disputed(readout: Readout) -> list[Discrepancy]:
    found = [item for item in readout.discrepancies if item.relation in ("contradicts", "supersedes", "refines")]
    order = ("contradicts", "supersedes", "refines")
    return sorted(found, key=lambda item: (_importance(item), order.index(item.relation)))


def state_of_play(readout: Readout, threads: Sequence[Thread], known: dict[str, Label], room: Room) -> StateOfPlay:
    """What there is room for; every line is one of the readout, and no passage stands among the moves and in the past.

    ``threads`` are those of the readout's moves, ``known`` its labels.
    """
    desk = _Desk(readout, threads, known, _days(readout))
    wanted = _wanted(desk, room.wanted)
    told = Passages(_evidence(move for one in wanted for move in (one.move, *one.answers)))
    happened = _happened(desk, room.happened)
    told.add(item for entry in happened for item in entry.evidence)
    to_come = _to_come(desk)[: room.ahead]
    promised = _promised(desk, told)[: room.ahead - len(to_come)]
    told.add(_evidence(promised))
    besides = _besides(desk, told, room.besides)
    return StateOfPlay(
        wanted=wanted,
        besides=besides,
        happened=happened,
        agreed=_agreed(desk, told, room.happened - len(happened)),
        disputed=tuple(_disputed(readout)[: room.disputed]),
        to_come=tuple(to_come),
        promised=tuple(promised),
    )
