"""The moves as a ledger: what was put on the table, what came back, and on whose word we have it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from readout.spans import inside
from readout.types import Evidence, Move, Readout, Statement

_OPENING = frozenset({"demand", "offer"})
_OPENING_IF_ANSWERED = frozenset({"threat", "promise", "accuse"})

KIND_WORDS = {
    "demand": "demands", "offer": "offers", "accept": "accepts", "reject": "rejects", "promise": "promises",
    "threat": "threatens", "accuse": "accuses", "deny": "denies", "concede": "concedes", "deflect": "deflects",
    "reserve": "reserves judgement", "show-of-force": "shows force",
}  # fmt: skip
KIND_NOUNS = {**{kind: kind for kind in KIND_WORDS}, "show-of-force": "force"}
_SINGULAR = re.compile(r"(?<=[a-z])(?:(?P<ies>ies)|(?P<s>s))(?=$| )")
STATUS_WORDS = {
    "open": "open", "answered": "answered", "rejected": "refused", "accepted": "accepted",
    "superseded": "overtaken", "stands": "stands",
}  # fmt: skip


def verb(move: Move) -> str:
    """What the move's actors do, in the number of its actors.

    >>> [_SINGULAR.sub(_plural, words) for words in ("denies", "shows force", "accuses")]
    ['deny', 'show force', 'accuse']
    """
    words = KIND_WORDS[move.kind]
    return _SINGULAR.sub(_plural, words, count=1) if len(move.actors) > 1 else words


def _plural(found: re.Match[str]) -> str:
    return "y" if found["ies"] else ""


class Thread(Struct, frozen=True, kw_only=True):
    """A move that asks for an answer, and every move that answers it, directly or through another answer."""

    move: Move
    answers: tuple[Move, ...]


def _opens(move: Move, answered: frozenset[str]) -> bool:
    if move.kind in _OPENING:
        return not move.answers or move.id in answered
    return move.kind in _OPENING_IF_ANSWERED and not move.answers and move.id in answered


def threads(moves: Sequence[Move]) -> tuple[Thread, ...]:
    """The state of play: demands and offers with their answers, in the ledger's order; the unanswered last."""
    answered = frozenset(target for move in moves for target in move.answers)
    found = []
    for move in moves:
        if not _opens(move, answered):
            continue
        reached, answers = {move.id}, []
        for other in moves:  # answers follow what they answer, so that one pass in order reaches all of them
            if other.id not in reached and any(target in reached for target in other.answers):
                answers.append(other)
                reached.add(other.id)
        found.append(Thread(move=move, answers=tuple(answers)))
    return tuple(sorted(found, key=lambda thread: not thread.answers))


def _tellers(item: Evidence, statements: Iterable[Statement]) -> tuple[str, ...] | None:
    """The speakers in whose words ``item`` stands; the innermost statement decides; ``None`` for the account's own."""
    around = [
        statement
        for statement in statements
        if statement.content.account == item.account
        and inside((item.start, item.end), (statement.content.start, statement.content.end))
    ]
    if not around:
        return None
    return min(around, key=lambda statement: (statement.content.end - statement.content.start, statement.id)).speakers


def on_whose_word(move: Move, readout: Readout) -> tuple[str, ...]:
    """The entities on whose word alone the move is known: all its evidence is their words, and they are not its actors.

    Empty where an account says so itself, where several speakers do, or where the speaker is the actor.
    """
    tellers = {_tellers(item, readout.statements) for item in move.evidence}
    if len(tellers) != 1:
        return ()
    only = tellers.pop()
    return only if only and not set(only) & set(move.actors) else ()
