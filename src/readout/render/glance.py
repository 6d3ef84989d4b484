"""The state of play in one screen: what happened, who wants what and what came back, what is disputed, what is next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from msgspec import Struct

from readout.edtf import before
from readout.render.dates import Extent, extent
from readout.render.ledger import Thread
from readout.render.names import Label, lineages_of
from readout.types import Discrepancy, Evidence, Move, Readout, TimelineEntry

_THREADS = 4
_LINES = 3
_BEFORE = timedelta(days=3)  # how long before the story's first day a happening still belongs to "what happened"
_TO_COME = frozenset({"planned", "promised", "conditional"})
_WEIGHT = {"contradicts": 0, "supersedes": 1, "refines": 2}
_ASKED = frozenset({"demand", "offer"})
_DECIDES = {"rejected": "reject", "accepted": "accept"}
_REPLIES = frozenset({"accept", "reject", "promise", "concede", "deny", "offer", "deflect"})


class Wanted(Struct, frozen=True, kw_only=True):
    """What was asked or offered and what came back: the reply its status rests on, the newest, and the rest.

    ``reply`` is ``None`` where no account has any; ``then`` where nothing newer stands or nothing tells what is newer.
    """

    move: Move
    reply: Move | None
    then: Move | None
    further: tuple[Move, ...]


class Glance(Struct, frozen=True, kw_only=True):
    """Four short lists, each the head of a section of the report."""

    wanted: tuple[Wanted, ...]
    happened: tuple[TimelineEntry, ...]
    disputed: tuple[Discrepancy, ...]
    to_come: tuple[TimelineEntry, ...]
    promised: tuple[Move, ...]


def _texts(items: Iterable[Evidence], known: dict[str, Label]) -> int:
    return len(lineages_of(items, known))


def _deciding(thread: Thread, known: dict[str, Label]) -> Move | None:
    """The answer that the status rests on: of its kind, not overtaken, to the move itself, best attested, latest."""
    kind = _DECIDES.get(thread.move.status)
    return max(
        thread.answers,
        key=lambda move: (
            move.status != "superseded",
            move.kind == kind,
            thread.move.id in move.answers,
            move.kind in _REPLIES,
            _texts(move.evidence, known),
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


def _wanted(threads: Sequence[Thread], known: dict[str, Label]) -> tuple[Wanted, ...]:
    """Answered ones first, then demands and offers, then what most independent texts tell, then the ledger's order."""

    def weight(thread: Thread) -> tuple[bool, bool, int]:
        every = [item for move in (thread.move, *thread.answers) for item in move.evidence]
        return (not thread.answers, thread.move.kind not in _ASKED, -_texts(every, known))

    found = []
    for thread in sorted(threads, key=weight)[:_THREADS]:
        reply = _deciding(thread, known)
        then = _newest(thread, reply) if reply else None
        further = tuple(move for move in thread.answers if move not in (reply, then))
        found.append(Wanted(move=thread.move, reply=reply, then=then, further=further))
    return tuple(found)


def _days(readout: Readout) -> Extent | None:
    days = [found for day in (readout.story.start, readout.story.end) if day and (found := extent(day))]
    return (min(day[0] for day in days), max(day[1] for day in days)) if days else None


def _happened(readout: Readout, known: dict[str, Label]) -> tuple[TimelineEntry, ...]:
    """What most independent texts tell of the story's own days, in the order of time."""
    days = _days(readout)
    dated = [
        (entry, found)
        for entry in readout.timeline
        if entry.status in ("happened", "under-way") and (found := extent(entry.date))
    ]
    if days is not None:
        first = days[0] - min(_BEFORE, days[0] - days[0].min)
        dated = [(entry, found) for entry, found in dated if found[1] > first and found[0] < days[1]]
    ranked = sorted(dated, key=lambda one: (-_texts(one[0].evidence, known), -one[1][0].toordinal()))[:_LINES]
    kept = {entry.id for entry, _ in ranked}
    return tuple(entry for entry, _ in dated if entry.id in kept)


def _to_come(readout: Readout) -> tuple[TimelineEntry, ...]:
    """What is planned, promised or conditional and was not over on the story's last day, in the order of time."""
    days = _days(readout)
    return tuple(
        entry
        for entry in readout.timeline
        if entry.status in _TO_COME
        and (found := extent(entry.date)) is not None
        and (days is None or found[1] >= days[1])
    )


def _promised(readout: Readout, told: Iterable[TimelineEntry]) -> tuple[Move, ...]:
    """The standing promises and threats that no dated entry tells: what may come, with no day."""
    said = {(item.account, item.start) for entry in told for item in entry.evidence}
    return tuple(
        move
        for move in readout.moves
        if move.kind == "promise"
        and move.status in ("open", "stands")
        and not any((item.account, item.start) in said for item in move.evidence)
    )


def _disputed(readout: Readout) -> tuple[Discrepancy, ...]:
    """Contradictions first, then what was overtaken, then what is told with another precision or as a claim."""
    found = [item for item in readout.discrepancies if item.relation in _WEIGHT]
    return tuple(sorted(found, key=lambda item: (_WEIGHT[item.relation], item.about == "attribution"))[:_LINES])


def glance(readout: Readout, threads: Sequence[Thread], known: dict[str, Label]) -> Glance:
    """What stands at the top of the report; every line of it stands again, with its circumstances, further down."""
    to_come = _to_come(readout)
    return Glance(
        wanted=_wanted(threads, known),
        happened=_happened(readout, known),
        disputed=_disputed(readout),
        to_come=to_come[:_LINES],
        promised=_promised(readout, readout.timeline)[: max(0, _LINES - len(to_come))],
    )
