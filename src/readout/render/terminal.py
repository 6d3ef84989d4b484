"""The readout in a terminal: plain lines that fit its width; no colour in a pipe, and never a control character."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from readout.render.dates import human
from readout.render.lede import Part, lede
from readout.render.ledger import KIND_NOUNS, STATUS_WORDS
from readout.render.names import Label, entity_names, joined, labels, role_of, squeeze
from readout.render.shared_text import tree
from readout.render.speeches import by_speaker, introduced
from readout.types import Account, Dropped, Evidence, Readout

_COLOURS = ("blue", "red", "green", "magenta", "yellow", "cyan")
_RELATION_WORDS = {
    "contradicts": "contradicts", "supersedes": "overtaken by", "refines": "more or less precise",
    "rewords": "reworded", "respells": "spelled otherwise",
}  # fmt: skip
_SPEAKERS = 8
_SHOWN_PER_SPEAKER = 3
_FACTS = 10
_QUOTE = 150


def _safe(words: str, limit: int = 0, style: str = "") -> Text:
    """Untrusted words as terminal text: one line, printable characters only, never read as mark-up."""
    return Text(squeeze(words, limit), style=style)


def _keys(evidence: Sequence[Evidence], known: dict[str, Label]) -> Text:
    """The accounts that say so, by their keys, each in its lineage's colour."""
    telling = {item.account for item in evidence}
    found = Text()
    for name, label in known.items():
        if name in telling:
            found.append(" " if found else "")
            found.append(label.key, style=_COLOURS[label.colour % len(_COLOURS)])
    return found


def _grid(*widths: int | None) -> Table:
    """Columns without lines between them: those with a width never wrap, the others share what is left."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for width in widths:
        if width is None:
            table.add_column(ratio=1, overflow="fold")
        else:
            table.add_column(width=width, overflow="fold")
    return table


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold"))


def _part(part: Part) -> str:
    return f"{part.text} ({part.role})" if part.role else part.text


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _top(console: Console, readout: Readout, known: dict[str, Label]) -> None:
    first = lede(readout, known)
    title = readout.story.title.value if readout.story.title else readout.story.id
    console.print(_safe(title, style="bold"))
    parts = [joined(_part(part) for part in first.who), *(part.text for part in (first.where, first.when) if part)]
    if any(parts):
        console.print(_safe(" · ".join(part for part in parts if part)))
    contradictions = sum(item.relation == "contradicts" for item in readout.discrepancies)
    console.print(
        Text(
            " · ".join(
                (
                    _count(len(readout.accounts), "account"),
                    _count(readout.independent_texts, "independent text"),
                    _count(len(readout.statements), "statement"),
                    _count(len(readout.moves), "move"),
                    _count(contradictions, "contradiction"),
                )
            ),
            style="dim",
        )
    )


def _kinship(readout: Readout, known: dict[str, Label]) -> dict[str, str]:
    """For each account that shares text: with whom, how, and how much of it."""
    words = {}
    for lineage in readout.lineages:
        if len(lineage.accounts) < 2:
            continue
        for branch in tree(lineage, readout.accounts).branches:
            kind = branch.relation.kind.replace("-", " ")
            words[branch.account] = f"{kind}: {branch.share:.0%} of its text is in {known[branch.parent].key}"
    return words


def _account_lines(account: Account, kinship: str | None) -> Text:
    lines = []
    if account.title:
        lines.append(squeeze(account.title.value))
    credit = [squeeze(item.value) for item in (*account.bylines, *account.agencies)]
    if credit:
        lines.append(", ".join(credit))
    if account.phase:
        lines.append(f"written {account.phase}" if account.phase != "mixed" else "written partly before, partly after")
    if kinship:
        lines.append(kinship)
    lines += [f"not {human(date.value)}: {squeeze(date.reason)}" for date in account.rejected_dates]
    return Text("\n".join(lines), style="dim")


def _accounts(console: Console, readout: Readout, known: dict[str, Label]) -> None:
    _heading(console, "Accounts")
    kinship = _kinship(readout, known)
    accounts = {account.id: account for account in readout.accounts}
    table = _grid(4, 22, None)
    for name, label in known.items():
        account = accounts[name]
        date = human(account.published.value) if account.published.value else "no date"
        if account.published.basis != "unknown":
            date += f", {account.published.basis}"
        who = Text.assemble(_safe(label.name, style="bold"), "\n", _safe(date))
        table.add_row(
            Text(label.key, style=_COLOURS[label.colour % len(_COLOURS)]),
            who,
            _account_lines(account, kinship.get(name)),
        )
    console.print(table)


def _timeline(console: Console, readout: Readout, known: dict[str, Label]) -> None:
    _heading(console, "Timeline")
    if not readout.timeline:
        console.print("No account gives a date that could be settled.")
        return
    table = _grid(22, None, 8)
    for entry in readout.timeline:
        line = _safe(entry.text)
        notes = [entry.status.replace("-", " ")] if entry.status != "happened" else []
        notes += ["derived from two passages"] if entry.derived else []
        if notes:
            line.append(f"  ({', '.join(notes)})", style="dim")
        table.add_row(human(entry.date), line, _keys(entry.evidence, known))
    console.print(table)


def _moves(console: Console, readout: Readout, known: dict[str, Label]) -> None:
    _heading(console, "Moves")
    if not readout.moves:
        console.print("No demand, offer, promise, refusal or threat was found.")
        return
    names = entity_names(readout)
    called = {
        entity.id: (*names[entity.id].split(), *(squeeze(name.value) for name in entity.names))
        for entity in readout.entities
    }
    number = {move.id: str(place) for place, move in enumerate(readout.moves, start=1)}
    table = _grid(3, 8, None, 8)
    for move in readout.moves:
        actors = joined(names.get(name, name) for name in move.actors) or "someone"
        line = _safe(move.text)
        if not any(word in move.text for name in move.actors for word in called.get(name, ())):
            line = Text.assemble(_safe(actors), ": ", line)
        if move.condition and squeeze(move.condition) not in squeeze(move.text):
            line.append(" (").append_text(_safe(move.condition)).append(")")
        notes = [human(move.date)] if move.date else []
        notes.append(STATUS_WORDS[move.status])
        answered = [number[name] for name in move.answers if name in number]
        notes += [f"answers {', '.join(answered)}"] if answered else []
        line.append(f"  {' · '.join(notes)}", style="dim")
        kind = Text(KIND_NOUNS[move.kind], style="bold")
        table.add_row(number[move.id], kind, line, _keys(move.evidence, known))
    console.print(table)


def _facts(console: Console, readout: Readout, known: dict[str, Label]) -> None:
    _heading(console, "Agreed")
    facts = [fact for fact in readout.facts if fact.independent > 1]
    if not facts:
        console.print("No fact was found in more than one independent text.")
        return
    facts.sort(key=lambda fact: (-fact.independent, -len(fact.accounts)))
    table = _grid(8, None, 8)
    for fact in facts[:_FACTS]:
        table.add_row(f"{fact.independent} texts", _safe(fact.text, _QUOTE), _keys(fact.evidence, known))
    console.print(table)
    if len(facts) > _FACTS:
        console.print(Text(f"and {len(facts) - _FACTS} more in the report", style="dim"))


def _discrepancies(console: Console, readout: Readout, known: dict[str, Label]) -> None:
    _heading(console, "Disputed")
    if not readout.discrepancies:
        console.print("The accounts do not differ on anything that could be compared.")
        return
    table = _grid(14, None)
    for item in readout.discrepancies:
        line = _safe(item.text)
        told = all(side.value in item.text for side in item.sides)
        if item.relation == "respells" or (told and item.relation not in ("contradicts", "supersedes")):
            every = [one for side in item.sides for one in side.evidence]
            line.append("  ").append_text(_keys(every, known))
        else:
            for side in item.sides:
                line.append("\n  ").append_text(_safe(side.value, _QUOTE)).append("  ")
                line.append_text(_keys(side.evidence, known))
        words = "fact or claim" if item.about == "attribution" else _RELATION_WORDS[item.relation]
        table.add_row(Text(words, style="bold" if item.relation == "contradicts" else ""), line)
    console.print(table)


def _statements(console: Console, readout: Readout, known: dict[str, Label]) -> None:
    _heading(console, "Statements")
    if not readout.statements:
        console.print("No statement was found.")
        return
    names = entity_names(readout)
    roles = {entity.id: role_of(entity) for entity in readout.entities}
    speakers = by_speaker(readout, known)
    for speaker in speakers[:_SPEAKERS]:
        who = joined(names.get(name, name) for name in speaker.ids) or "Speaker not named"
        role = roles.get(speaker.ids[0]) if len(speaker.ids) == 1 else None
        console.print(Text.assemble(_safe(who, style="bold"), _safe(f", {role}" if role else "", style="dim")))
        table = _grid(1, None, 8)
        for speech in speaker.speeches[:_SHOWN_PER_SPEAKER]:
            evidence = [statement.content for statement in speech.statements]
            cue, said = introduced(speech.preferred)
            line = _safe(cue, 40, "dim").append(" " if cue else "")
            table.add_row("", line.append_text(_safe(said, _QUOTE)), _keys(evidence, known))
        console.print(table)
        left = len(speaker.speeches) - _SHOWN_PER_SPEAKER
        if left > 0:
            console.print(Text(f"   and {left} more in the report", style="dim"))
    if len(speakers) > _SPEAKERS:
        console.print(Text(f"and {_count(len(speakers) - _SPEAKERS, 'more speaker')} in the report", style="dim"))


def dropped_lines(dropped: Sequence[Dropped], console: Console) -> None:
    """What was left out and why, one line each; nothing where nothing was."""
    if not dropped:
        return
    _heading(console, "Left out")
    table = _grid(8, None)
    for item in dropped:
        table.add_row(item.stage, Text.assemble(_safe(item.input), ": ", _safe(item.reason)))
    console.print(table)


def summary(readout: Readout, console: Console) -> None:
    """Print the readout: who met whom, where and when; accounts, timeline, moves, facts, discrepancies, statements."""
    known = labels(readout)
    _top(console, readout, known)
    _accounts(console, readout, known)
    _timeline(console, readout, known)
    _moves(console, readout, known)
    _facts(console, readout, known)
    _discrepancies(console, readout, known)
    _statements(console, readout, known)
    dropped_lines(readout.dropped, console)


def overview(readouts: Sequence[Readout], dropped: Sequence[Dropped], console: Console) -> None:
    """Print one line for each story and what was left out: for runs that bring more stories than a screen holds."""
    table = _grid(4, None, 24)
    for readout in readouts:
        title = readout.story.title.value if readout.story.title else readout.story.id
        counts = f"{_count(len(readout.accounts), 'account')}, {_count(readout.independent_texts, 'text')}"
        table.add_row(str(len(readout.accounts)), _safe(title), Text(counts, style="dim"))
    console.print(table)
    dropped_lines(dropped, console)
