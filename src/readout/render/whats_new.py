"""What is new, in words: the changes between two readouts grouped as a reader asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from readout.editions import Change, Changes
from readout.render import disputes
from readout.render.dates import human
from readout.render.evidence import collect
from readout.render.ledger import STATUS_WORDS
from readout.render.move_words import move_words
from readout.render.names import Label, account_name, entity_names, joined, labels, squeeze
from readout.render.page import environment
from readout.spans import inside, same_passage
from readout.types import Discrepancy, Evidence, Move, Readout

Link = Callable[[Sequence[Evidence]], Markup]
_TEXT = 220
_LEAST_SAID = 4  # words of a saying that is news by itself
_FACT_OR_CLAIM = "fact or claim"
_RELATIONS = {
    "contradicts": "contradicts", "supersedes": "overtaken", "refines": "told more exactly", "rewords": "reworded",
    "respells": "spelled otherwise",
}  # fmt: skip


class NewsLine(Struct, frozen=True, kw_only=True):
    """One thing that is new: what it is, what it was and is now, and the words for it in the newer readout.

    ``was`` and ``now`` are empty where nothing was there before. ``gone`` says that only the older readout has it;
    its words are then in ``old_evidence`` alone.
    """

    text: str
    kind: str = ""
    was: str = ""
    now: str = ""
    note: str = ""
    gone: bool = False
    evidence: tuple[Evidence, ...] = ()
    old_evidence: tuple[Evidence, ...] = ()


class NewsGroup(Struct, frozen=True, kw_only=True):
    """The changes of one kind under their heading."""

    heading: str
    lines: tuple[NewsLine, ...]


class WhatIsNew(Struct, frozen=True, kw_only=True):
    """All that is new: a line that counts it, and the groups that are not empty."""

    line: str
    groups: tuple[NewsGroup, ...]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def news(changes: Changes, old: Readout, new: Readout) -> WhatIsNew:
    """``changes`` in words; the readouts are the two that were compared."""
    words = _Words(old, new)
    moved = words.group(changes, "move", words.move, "new")
    timeline = _besides(words.group(changes, "timeline", words.entry), moved)
    dated = tuple(line for line in timeline if not line.gone)
    gone = words.group(changes, "move", words.move, "gone")
    untold = {line.text for line in gone}
    gone += tuple(line for line in timeline if line.gone and line.text not in untold)
    said = tuple(
        line for line in words.group(changes, "utterance", words.said) if len(line.text.split()) >= _LEAST_SAID
    )
    groups = (
        NewsGroup(heading="Corrected numbers", lines=words.group(changes, "number", words.number)),
        NewsGroup(heading="Where moves stand now", lines=words.group(changes, "move", words.move, "status")),
        NewsGroup(heading="New moves", lines=moved),
        NewsGroup(heading="New on the timeline", lines=dated),
        NewsGroup(heading="New and settled differences", lines=words.group(changes, "discrepancy", words.difference)),
        NewsGroup(heading="Better attested", lines=words.group(changes, "fact", words.fact)),
        NewsGroup(heading="Newly said", lines=_besides(said, moved)),
        NewsGroup(heading="Accounts", lines=words.group(changes, "account", words.account)),
        NewsGroup(heading="No longer told", lines=gone),
    )
    return WhatIsNew(line=_line(changes), groups=tuple(group for group in groups if group.lines))


def _besides(lines: Sequence[NewsLine], told: Sequence[NewsLine]) -> tuple[NewsLine, ...]:
    """The lines that ``told`` does not tell already: in the same words, or from the same passages."""
    texts = {line.text for line in told}
    places = [item for line in told for item in line.evidence]

    def again(item: Evidence) -> bool:
        return any(same_passage(item, other) for other in places)

    return tuple(
        line
        for line in lines
        if line.was or (line.text not in texts and not (line.evidence and all(map(again, line.evidence))))
    )


def _line(changes: Changes) -> str:
    """How many accounts came, and how many independent texts that is more."""
    fresh = [change for change in changes.changes if change.noun == "account" and change.kind == "new"]
    own = sum(change.independent is True for change in fresh)
    updated = sum(change.noun == "account" and change.kind == "updated" for change in changes.changes)
    gone = sum(change.noun == "account" and change.kind == "gone" for change in changes.changes)
    parts = []
    if fresh:
        whose = "all independent" if own == len(fresh) else "none independent" if not own else f"{own} independent"
        if len(fresh) == 1:
            whose = "independent" if own else "not independent"
        parts.append(f"{_count(len(fresh), 'new account')}, {whose}")
    parts += [_count(updated, "updated account")] if updated else []
    parts += [f"{_count(gone, 'account')} gone"] if gone else []
    texts = _count(changes.new.independent_texts, "independent text")
    if changes.old is None:
        return f"A story that was not there before: {_count(changes.new.accounts, 'account')}, {texts}."
    if changes.old.independent_texts != changes.new.independent_texts:
        texts += f", {changes.old.independent_texts} before"
    if not changes.changes:
        return f"Nothing is new: {texts}."
    line = f"{'; '.join(parts) or 'The same accounts'}. {texts}."
    if len(fresh) == changes.new.accounts and gone == changes.old.accounts:
        line += " No account is in both: these may be two events."
    return line


class _Words:
    """The two readouts looked up by id, and how each noun's change is said."""

    def __init__(self, old: Readout, new: Readout) -> None:
        self._new, self._old = new, old
        self._moves = {move.id: move for move in new.moves}
        self._old_moves = {move.id: move for move in old.moves}
        self._entries = {entry.id: entry for entry in new.timeline}
        self._facts = {fact.id: fact for fact in new.facts}
        self._differences = {item.id: item for item in new.discrepancies}
        self._accounts = {account.id: account for account in new.accounts}
        self._old_accounts = {account.id: account for account in old.accounts}
        self._labels: dict[str, Label] = labels(new)
        self._names, self._old_names = entity_names(new), entity_names(old)
        self._speakers = {
            item.id: statement.speakers
            for item in new.utterances
            for statement in new.statements
            if statement.id == item.preferred
        }
        self._answered = {target: move for move in new.moves for target in move.answers if move.status != "superseded"}

    @staticmethod
    def group(
        changes: Changes, noun: str, say: Callable[[Change], NewsLine], kind: str | None = None
    ) -> tuple[NewsLine, ...]:
        """The changes of a noun, and of one kind where one is named, in their order."""
        return tuple(say(change) for change in changes.changes if change.noun == noun and kind in (None, change.kind))

    def number(self, change: Change) -> NewsLine:
        """A number that a page has corrected."""
        return _news(change, self._name(change.new), was=change.before or "", now=change.after or "")

    def move(self, change: Change) -> NewsLine:
        """A move that is new, that stands otherwise now, or that is gone."""
        if change.kind == "gone":
            return _news(change, self._move_line(self._old_moves[change.old or ""], self._old, self._old_names))
        move = self._moves[change.new or ""]
        line = self._move_line(move, self._new, self._names)
        if change.kind == "status":
            by = self._answered.get(move.id)
            note = f"by: {self._move_line(by, self._new, self._names)}" if by is not None else ""
            was, now = (STATUS_WORDS.get(value or "", value or "") for value in (change.before, change.after))
            return _news(change, line, kind=move.kind, was=was, now=now, note=squeeze(note, _TEXT))
        answers = [self._moves[name] for name in move.answers if name in self._moves]
        note = f"answers: {squeeze(self._move_line(answers[0], self._new, self._names), 90)}" if answers else ""
        dated = f"{human(move.date)}" if move.date else ""
        return _news(change, line, kind=move.kind, note="; ".join(part for part in (dated, note) if part))

    @staticmethod
    def _move_line(move: Move, readout: Readout, names: dict[str, str]) -> str:
        return move_words(move, readout, names).line

    def entry(self, change: Change) -> NewsLine:
        """A dated happening that is new, that came about, or that has moved."""
        if change.kind == "gone":
            return _news(change, change.text, was=human(change.before or ""))
        entry = self._entries[change.new or ""]
        status = entry.status.replace("-", " ") if entry.status != "happened" else ""
        if change.kind == "date":
            return _news(change, entry.text, was=human(change.before or ""), now=human(entry.date), note=status)
        if change.kind == "status":
            was, now = (change.before or "").replace("-", " "), entry.status.replace("-", " ")
            return _news(change, entry.text, was=was, now=now, note=human(entry.date))
        return _news(change, entry.text, note=", ".join(part for part in (human(entry.date), status) if part))

    def difference(self, change: Change) -> NewsLine:
        """A difference between accounts that is new, is of another kind now, or is settled."""
        if change.kind == "gone":
            return _news(change, change.text, note="no longer in dispute")
        item: Discrepancy = self._differences[change.new or ""]
        text = item.text
        if item.relation != "respells":
            sides = " / ".join(squeeze(side.value, 80) for side in item.sides)
            text = f"{disputes.heading(item).rstrip('.')}: {sides}"
        if change.kind == "relation":
            was, now = (_RELATIONS.get(value or "", "") for value in (change.before, change.after))
            return _news(change, text, was=was, now=now)
        kind = _FACT_OR_CLAIM if item.about == "attribution" else _RELATIONS[item.relation]
        return _news(change, text, kind=kind)

    def fact(self, change: Change) -> NewsLine:
        """A fact that more independent texts tell."""
        fact = self._facts[change.new or ""]
        was = _count(int(change.before), "text") if change.before else ""
        return _news(change, fact.text, was=was, now=_count(fact.independent, "text"))

    def said(self, change: Change) -> NewsLine:
        """Words that a named speaker is newly reported to have said."""
        speakers = self._speakers.get(change.new or "", ())
        return _news(change, change.text, kind=joined(self._names.get(name, name) for name in speakers))

    def account(self, change: Change) -> NewsLine:
        """An account that is new, updated or gone, and what it adds."""
        if change.kind == "gone":
            return _news(change, change.text, kind=account_name(self._old_accounts[change.old or ""]))
        name = self._name(change.new)
        name = "" if name.startswith("“") else name  # its headline stands for a name, and in the line anyway
        if change.kind == "updated":
            same = change.before == change.after
            return _news(
                change, change.text, kind=name, note="updated" if same else f"updated; it was “{change.before}”"
            )
        if change.independent:
            return _news(change, change.text, kind=name, note="an independent text")
        shared = joined(f"{self._labels[one].key} {self._name(one)}" for one in change.shares_text_with[:3])
        return _news(change, change.text, kind=name, note=f"not independent: shares text with {shared}")

    def _name(self, account: str | None) -> str:
        return account_name(self._accounts[account or ""])


def _news(change: Change, text: str, **more: str) -> NewsLine:
    return NewsLine(
        text=squeeze(text, _TEXT), gone=change.kind == "gone", evidence=change.evidence,
        old_evidence=change.old_evidence, **more,
    )  # fmt: skip


def _opened(evidence: Sequence[Evidence], known: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What the report can open: evidence of its own, or its shortest that holds the words; nothing else."""
    found = []
    for item in evidence:
        around = [
            own for own in known if own.account == item.account and inside((item.start, item.end), (own.start, own.end))
        ]
        if around:
            found.append(min(around, key=lambda own: own.end - own.start))
    return tuple(dict.fromkeys(found))


def news_section(changes: Changes, old: Readout, new: Readout) -> Callable[[Link], Markup]:
    """The inside of the report's section on what is new, as a function of how evidence of ``new`` is linked."""
    found, known, own = news(changes, old, new), labels(new), collect(new)

    def keys(evidence: Sequence[Evidence]) -> Iterator[tuple[Label, tuple[Evidence, ...]]]:
        for name, label in known.items():
            told = tuple(item for item in evidence if item.account == name)
            if told:
                yield label, told

    def section(link: Link) -> Markup:
        template = environment().get_template("whats_new.html")
        return Markup(template.render(news=found, keys=keys, link=link, opened=lambda items: _opened(items, own)))

    return section
