"""The brief: what an editor reads in a minute, chosen from the readout and made of evidenced lines only.

Nothing in it is said by us: every line is a line of the readout, with the accounts that carry it and the number of
independent texts they are. What comes first is what most independent texts tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from readout.render import disputes
from readout.render.dates import human
from readout.render.lede import lede
from readout.render.ledger import STATUS_WORDS, Thread, on_whose_word, threads
from readout.render.move_words import move_words
from readout.render.names import Label, account_name, entity_names, joined, labels, lineages_of, squeeze
from readout.spans import same_passage
from readout.types import Account, Discrepancy, Evidence, Move, Readout, TimelineEntry

_TEXT = 190
_QUOTE = 90
_HAPPENED, _ASKED, _OTHER, _ANSWERS, _DISPUTED, _NEXT, _CAREFUL = 5, 4, 3, 2, 4, 4, 5
"""Lines of each part: together what fits one printed page."""
_CAME_ABOUT = ("happened", "under-way")


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

    def weight(self, evidence: Iterable[Evidence]) -> int:
        """How many independent texts carry it."""
        return len(lineages_of(evidence, self.known))


def brief(readout: Readout) -> Brief:
    """The brief on ``readout``; a part that nothing in the readout fills is left out."""
    known = labels(readout)
    desk = _Desk(readout, known, entity_names(readout))
    asked, told = _asked(desk)
    happened = _happened(desk, told)
    parts = (
        Part(heading="What happened", lines=happened),
        Part(heading="Who wants what, and what came back", lines=asked),
        Part(heading="Disputed", lines=_disputed(desk)),
        Part(heading="What is next", lines=_ahead(desk)),
        Part(heading="Be careful", lines=_careful(readout, (*happened, *asked))),
    )
    first = lede(readout, known)
    who = joined(f"{part.text} ({part.role})" if part.role else part.text for part in first.who)
    line = [part for part in (who, *(part.text for part in (first.where, first.when) if part)) if part]
    title = readout.story.title
    accounts = {account.id: account for account in readout.accounts}
    return Brief(
        title=squeeze(title.value) if title else readout.story.id,
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


def _same(evidence: Iterable[Evidence], told: Iterable[Evidence]) -> bool:
    said = list(told)
    return any(same_passage(item, other) for item in evidence for other in said)


def _move(desk: _Desk, move: Move, below: tuple[Line, ...] = ()) -> Line:
    teller = joined(desk.names.get(name, name) for name in on_whose_word(move, desk.readout))
    notes = [STATUS_WORDS[move.status]] if move.status != "stands" else []
    notes += [f"on the word of {teller}"] if teller else []
    words = move_words(move, desk.readout, desk.names).line
    return desk.line(words, move.evidence, when=desk.when(move.date), note=", ".join(notes), below=below)


_DECIDE: dict[str, tuple[str, ...]] = {"rejected": ("reject", "deny"), "accepted": ("accept", "concede", "promise")}
"""Which answers a move's status rests on."""


def _answers(thread: Thread) -> list[Move]:
    """The answer on which the status rests, then the newest others."""
    newest = sorted(thread.answers, key=lambda answer: answer.date or "", reverse=True)
    decisive = _DECIDE.get(thread.move.status, ())
    ranked = sorted(newest, key=lambda answer: (answer.status == "superseded", answer.kind not in decisive))
    return [*ranked[:1], *(answer for answer in newest if answer not in ranked[:1])][:_ANSWERS]


def _asked(desk: _Desk) -> tuple[tuple[Line, ...], list[Evidence]]:
    """Demands and offers with what came back, then the moves beside them; and the evidence of all of these."""
    found = sorted(
        threads(desk.readout.moves),
        key=lambda thread: (
            not thread.answers,
            -desk.weight([*thread.move.evidence, *(e for answer in thread.answers for e in answer.evidence)]),
        ),
    )
    lines: list[Line] = []
    told: list[Evidence] = []
    for thread in found:
        if len(lines) == _ASKED:
            break
        if _same(thread.move.evidence, told):
            continue
        answers = _answers(thread)
        fresh = [answer for answer in answers if not _same(answer.evidence, told)]
        lines.append(_move(desk, thread.move, tuple(_move(desk, answer) for answer in fresh)))
        told += [*thread.move.evidence, *(item for answer in answers for item in answer.evidence)]
    rest = [move for move in desk.readout.moves if move.status != "superseded" and not _same(move.evidence, told)]
    for move in sorted(rest, key=lambda move: (-desk.weight(move.evidence), move.kind == "reserve"))[:_OTHER]:
        lines.append(_move(desk, move))
        told += move.evidence
    return tuple(lines), told


def _in_story(entry: TimelineEntry, readout: Readout) -> bool:
    start, end = readout.story.start, readout.story.end
    return (start is None or entry.date[:10] >= start[:10]) and (end is None or entry.date[:10] <= end[:10])


def _happened(desk: _Desk, told: list[Evidence]) -> tuple[Line, ...]:
    """What is dated within the story's days and came about, and no move says.

    What most independent texts tell comes first, the rest in the order of time.
    Where that is little, what most independent texts agree on stands in, unless it is a saying or still to come.
    """
    entries = [
        entry
        for entry in desk.readout.timeline
        if entry.status in _CAME_ABOUT and _in_story(entry, desk.readout) and not _same(entry.evidence, told)
    ]
    order = {entry.id: at for at, entry in enumerate(desk.readout.timeline)}
    best = sorted(entries, key=lambda entry: (-desk.weight(entry.evidence), order[entry.id]))[:_HAPPENED]
    best[1:] = sorted(best[1:], key=lambda entry: order[entry.id])
    lines = [
        desk.line(
            entry.text, entry.evidence, when=desk.when(entry.date),
            note="the time follows from two passages together" if entry.derived else "",
        )
        for entry in best
    ]  # fmt: skip
    said = [*told, *(item for entry in best for item in entry.evidence)]
    said += [statement.content for statement in desk.readout.statements if statement.type == "direct"]
    said += [item for entry in desk.readout.timeline if entry.status not in _CAME_ABOUT for item in entry.evidence]
    for fact in sorted(desk.readout.facts, key=lambda fact: -fact.independent):
        if len(lines) == _HAPPENED or fact.independent < 2:
            break
        if not _same(fact.evidence, said):
            lines.append(desk.line(fact.text, fact.evidence))
            said += fact.evidence
    return tuple(lines)


def _sides(desk: _Desk, item: Discrepancy) -> tuple[Line, ...]:
    return tuple(desk.line(squeeze(side.value, _QUOTE), side.evidence) for side in item.sides)


_HOW = {
    "contradicts": "cannot both be true",
    "supersedes": "overtaken: the later one stands",
    "refines": "more exactly",
}


_MINOR = ("title", "headline", "name")
"""What a difference may be about that changes nothing in the event itself."""


def _disputed(desk: _Desk) -> tuple[Line, ...]:
    """What cannot both be true, then what was overtaken, then what is told as fact here and as a claim there."""
    rank = {"contradicts": 0, "supersedes": 1, "refines": 3}
    found = [item for item in desk.readout.discrepancies if item.relation in rank]
    found.sort(key=lambda item: (2 if item.about == "attribution" else rank[item.relation], item.about in _MINOR))
    return tuple(
        Line(
            text=squeeze(disputes.heading(item, desk.year), _TEXT),
            note="fact or claim" if item.about == "attribution" else _HOW[item.relation],
            below=_sides(desk, item),
        )
        for item in found[:_DISPUTED]
    )


def _ahead(desk: _Desk) -> tuple[Line, ...]:
    """What is planned, promised or depends on something, from the story's last day on, in the order of time."""
    end = desk.readout.story.end or desk.readout.story.start
    found = [
        entry
        for entry in desk.readout.timeline
        if entry.status in ("planned", "promised", "conditional")
        and (end is None or entry.date.removeprefix("../")[:10] >= end[:7])
    ]
    return tuple(
        desk.line(entry.text, entry.evidence, when=desk.when(entry.date), note=entry.status) for entry in found[:_NEXT]
    )


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
