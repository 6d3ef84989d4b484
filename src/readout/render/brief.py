"""The brief: what an editor reads in a minute, chosen from the readout and made of evidenced lines only.

Nothing in it is said by us: every line is a line of the readout, with the accounts that carry it and the number of
independent texts they are. What comes first is what most independent texts tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from readout.render import disputes
from readout.render.dates import human
from readout.render.lede import lede
from readout.render.ledger import STATUS_WORDS, on_whose_word, threads
from readout.render.move_words import move_words
from readout.render.names import Label, account_name, entity_names, joined, labels, lineages_of, squeeze
from readout.render.state_of_play import Passages, Room, StateOfPlay, state_of_play
from readout.types import Account, Discrepancy, Evidence, Move, Readout

_TEXT = 190
_QUOTE = 90
_ONE_PAGE = Room(wanted=4, besides=3, happened=5, disputed=4, ahead=4)
_ANSWERS, _CAREFUL = 2, 5
"""Lines of each part: together what fits one printed page."""


class Line(Struct, frozen=True, kw_only=True):
    """A line of the readout: when, what, how it is to be taken, who carries it, and the lines that belong to it.

    ``independent`` is the number of independent texts among the accounts of ``evidence``; 0 where that says nothing.
    """

    text: str
    when: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    independent: int = 0
    below: tuple[Line, ...] = ()


class Part(Struct, frozen=True, kw_only=True):
    """A part of the page under its own heading."""

    heading: str
    lines: tuple[Line, ...]


class Brief(Struct, frozen=True, kw_only=True):
    """The page: its title and first line, how much it stands on, its parts, and the accounts it cites."""

    title: str
    title_evidence: tuple[Evidence, ...]
    line: str
    basis: str
    parts: tuple[Part, ...]
    accounts: tuple[tuple[Label, str], ...]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def texts(line: Line) -> str:
    """The independent count of a line in words.

    >>> texts(Line(text="", independent=1)), texts(Line(text="", independent=3))
    ('one text', '3 texts')
    """
    return "one text" if line.independent == 1 else f"{line.independent} texts"


class _Desk(Struct, frozen=True):
    """What choosing a line needs to know of the whole."""

    readout: Readout
    known: dict[str, Label]
    names: dict[str, str]

    @property
    def year(self) -> int | None:
        """The story's year, which its dates need not say."""
        start = (self.readout.story.start or "")[:4]
        return int(start) if start.isdigit() else None

    def when(self, date: str | None) -> str:
        """The date in words, without the year where it is that of the story."""
        return human(date, self.year) if date else ""

    def line(self, text: str, evidence: Sequence[Evidence], **more: object) -> Line:
        """A line with its count."""
        return Line(
            text=squeeze(text, _TEXT),
            evidence=tuple(evidence),
            independent=len(lineages_of(evidence, self.known)),
            **more,  # type: ignore[arg-type]
        )


def brief(readout: Readout) -> Brief:
    """The brief on ``readout``; a part that nothing in the readout fills is left out."""
    known = labels(readout)
    desk = _Desk(readout, known, entity_names(readout))
    play = state_of_play(readout, threads(readout.moves), known, _ONE_PAGE)
    asked, happened = _asked(desk, play), _happened(desk, play)
    parts = (
        Part(heading="What happened", lines=happened),
        Part(heading="Who wants what, and what came back", lines=asked),
        Part(heading="Disputed", lines=_disputed(desk, play)),
        Part(heading="What is next", lines=_ahead(desk, play)),
        Part(heading="Be careful", lines=_careful(readout, (*happened, *asked))),
    )
    first = lede(readout, known)
    who = joined(f"{part.text} ({part.role})" if part.role else part.text for part in first.who)
    line = [part for part in (who, *(part.text for part in (first.where, first.when) if part)) if part]
    title = readout.story.title
    accounts = {account.id: account for account in readout.accounts}
    return Brief(
        title=squeeze(title.value, _TEXT) if title else readout.story.id,
        title_evidence=title.evidence if title else (),
        line=" · ".join(line),
        basis=(
            f"{_count(len(readout.accounts), 'account')}, {_count(readout.independent_texts, 'independent text')}. "
            "Every line is taken from them; the letters say from which."
        ),
        parts=tuple(part for part in parts if part.lines),
        accounts=tuple((label, _account(accounts[name])) for name, label in known.items()),
    )


def _account(account: Account) -> str:
    published = account.published
    date = human(published.value) if published.value else "no date"
    return f"{date}, inferred" if published.basis == "inferred" else date


def _move(desk: _Desk, move: Move, below: tuple[Line, ...] = (), *, promised: bool = False) -> Line:
    """A move; what is ``promised`` says that it has no day instead of when it was said."""
    teller = joined(desk.names.get(name, name) for name in on_whose_word(move, desk.readout))
    status = "promised, no day given" if promised else STATUS_WORDS[move.status] if move.status != "stands" else ""
    notes = [status] if status else []
    notes += [f"on the word of {teller}"] if teller else []
    words = move_words(move, desk.readout, desk.names).line
    when = "" if promised else desk.when(move.date)
    return desk.line(words, move.evidence, when=when, note=", ".join(notes), below=below)


def _asked(desk: _Desk, play: StateOfPlay) -> tuple[Line, ...]:
    """Demands and offers with what came back, then the moves beside them; an answer to two of them is told once."""
    told = Passages()
    lines = []
    for one in play.wanted:
        answers = [answer for answer in one.answers[:_ANSWERS] if not told.hold(answer.evidence)]
        lines.append(_move(desk, one.move, tuple(_move(desk, answer) for answer in answers)))
        told.add(item for answer in answers for item in answer.evidence)
    return (*lines, *(_move(desk, move) for move in play.besides))


def _happened(desk: _Desk, play: StateOfPlay) -> tuple[Line, ...]:
    dated = [
        desk.line(
            entry.text, entry.evidence, when=desk.when(entry.date),
            note="the time follows from two passages together" if entry.derived else "",
        )
        for entry in play.happened
    ]  # fmt: skip
    return (*dated, *(desk.line(fact.text, fact.evidence) for fact in play.agreed))


def _sides(desk: _Desk, item: Discrepancy) -> tuple[Line, ...]:
    return tuple(desk.line(squeeze(side.value, _QUOTE), side.evidence) for side in item.sides)


_HOW = {
    "contradicts": "cannot both be true",
    "supersedes": "overtaken: the later one stands",
    "refines": "more exactly",
}


def _disputed(desk: _Desk, play: StateOfPlay) -> tuple[Line, ...]:
    return tuple(
        Line(
            text=squeeze(disputes.heading(item, desk.year), _TEXT),
            note="fact or claim" if item.about == "attribution" else _HOW[item.relation],
            below=_sides(desk, item),
        )
        for item in play.disputed
    )


def _ahead(desk: _Desk, play: StateOfPlay) -> tuple[Line, ...]:
    dated = [
        desk.line(entry.text, entry.evidence, when=desk.when(entry.date), note=entry.status) for entry in play.to_come
    ]
    return (*dated, *(_move(desk, move, promised=True) for move in play.promised))


def _careful(readout: Readout, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Days that are inferred or missing, dates that mislead, and how much of the above one text alone carries."""
    found = []
    single = [line for line in lines if line.independent == 1]
    if single:
        carried = f"{len(single)} of the {len(lines)} lines above" if len(single) < len(lines) else "Every line above"
        verb = "rests" if len(single) == 1 or len(single) == len(lines) else "rest"
        found.append(Line(text=f"{carried} {verb} on one independent text.", note="marked “one text”"))
    for account in readout.accounts:
        name = account_name(account)
        published = account.published
        if published.basis == "inferred" and published.value:
            words = f"{name}: its day, {human(published.value)}, is inferred, not stated."
            found.append(Line(text=squeeze(words, _TEXT), evidence=published.evidence))
        elif published.value is None:
            found.append(Line(text=squeeze(f"{name} has no date that could be settled.", _TEXT)))
        for date in account.rejected_dates:
            words = f"{name} shows {human(date.value)}, which is not its day: {squeeze(date.reason)}"
            found.append(Line(text=squeeze(words, _TEXT), evidence=date.evidence))
    return tuple(found[:_CAREFUL])
