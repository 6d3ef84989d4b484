"""The readout in a terminal: plain lines that fit its width; no colour in a pipe, and never a control character."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from readout.render.lede import Part, lede
from readout.render.names import joined
from readout.render.selection import Selection, select
from readout.render.terminal.accounts import accounts, dropped_lines, lineages
from readout.render.terminal.brief import show_brief
from readout.render.terminal.changes import show_changes
from readout.render.terminal.comparison import discrepancies, facts, omissions
from readout.render.terminal.layout import Screen, count, heading, keys, put, row, safe, screen
from readout.render.terminal.moves import moves
from readout.render.terminal.statements import statements
from readout.render.terminal.timeline import timeline
from readout.types import Dropped, Entity, Evidence, Readout

__all__ = ["NOUNS", "dropped_lines", "overview", "show", "show_brief", "show_changes", "summary"]


def entities(on: Screen, readout: Readout) -> None:
    """Who and what takes part, with the roles and names that the accounts give."""
    heading(on, "Entities")
    for entity in readout.entities:
        row(on, [(13, Text(entity.type, style="dim"))], _entity(entity), keys(_mentions(entity), on))


def _mentions(entity: Entity) -> list[Evidence]:
    return [item for name in entity.names for item in name.evidence]


def _entity(entity: Entity) -> Text:
    roles = ", ".join(dict.fromkeys(role.value for role in entity.roles))
    others = ", ".join(dict.fromkeys(name.value for name in entity.names if name.value != entity.name))
    line = safe(entity.name, style="bold")
    line.append_text(safe(f", {roles}" if roles else "", style="not bold"))
    return line.append_text(safe(f"  also: {others}" if others else "", style="not bold dim"))


_Section = Callable[[Screen, Readout, Readout], None]
_SECTIONS: dict[str, _Section] = {
    "accounts": lambda on, part, whole: accounts(on, part),
    "timeline": lambda on, part, whole: timeline(on, part),
    "moves": moves,
    "facts": lambda on, part, whole: facts(on, part),
    "discrepancies": lambda on, part, whole: discrepancies(on, part),
    "statements": lambda on, part, whole: statements(on, part),
    "lineages": lambda on, part, whole: lineages(on, part),
    "omissions": lambda on, part, whole: omissions(on, part),
    "entities": lambda on, part, whole: entities(on, part),
    "dropped": lambda on, part, whole: dropped_lines(part.dropped, on.console),
}
NOUNS = tuple(_SECTIONS)
"""What of a readout can be shown by itself."""
_SUMMARY = ("accounts", "timeline", "moves", "facts", "discrepancies", "statements", "dropped")
_TITLE = 200
"""Characters of a story's title: a whole paragraph may stand where a page should have its headline."""
_FILTERED = ("timeline", "moves", "facts", "discrepancies", "statements", "omissions")


def _part(part: Part) -> str:
    return f"{part.text} ({part.role})" if part.role else part.text


def _title(readout: Readout, style: str = "bold") -> Text:
    return safe(readout.story.title.value if readout.story.title else readout.story.id, _TITLE, style)


def _top(on: Screen, readout: Readout) -> None:
    first = lede(readout, on.known)
    put(on, _title(readout))
    parts = [joined(_part(part) for part in first.who), *(part.text for part in (first.where, first.when) if part)]
    if any(parts):
        put(on, safe(" · ".join(part for part in parts if part)))
    contradictions = sum(item.relation == "contradicts" for item in readout.discrepancies)
    numbers = (
        count(len(readout.accounts), "account"),
        count(readout.independent_texts, "independent text"),
        count(len(readout.statements), "statement"),
        count(len(readout.moves), "move"),
        count(contradictions, "contradiction"),
    )
    put(on, Text(" · ".join(numbers), style="dim"))


def summary(readout: Readout, console: Console, folder: Path | None = None) -> None:
    """Print the readout: who met whom, where and when; accounts, timeline, moves, facts, discrepancies, statements.

    ``folder`` is where it lies, for the commands that show the rest of a cut list.
    """
    on = screen(readout, console, brief=True, folder=folder)
    _top(on, readout)
    for noun in _SUMMARY:
        _SECTIONS[noun](on, readout, readout)


def show(
    readout: Readout,
    console: Console,
    nouns: Sequence[str] = (),
    wanted: Selection = Selection(),  # noqa: B008 - a frozen value
    *,
    evidence: bool = False,
) -> None:
    """Print the named parts of the readout in full, limited to what ``wanted`` keeps.

    Without nouns: the summary, or where something is wanted every part that holds some of it. Raises
    :class:`readout.errors.UsageError` where a wanted name is unknown.
    """
    on = screen(readout, console, evidence=evidence, brief=not nouns and not wanted and not evidence)
    part = select(readout, wanted, on.known)
    if nouns:
        put(on, _title(readout))
    else:
        _top(on, readout)
    left = [noun for noun in _FILTERED if getattr(part, noun)] if wanted else list(_SUMMARY)
    if not nouns and not left:
        put(on, Text("Nothing here matches."))
    for noun in nouns or left:
        _SECTIONS[noun](on, part, readout)


def overview(readouts: Sequence[Readout], dropped: Sequence[Dropped], console: Console) -> None:
    """Print one line for each story and what was left out: for runs that bring more stories than a screen holds."""
    on = Screen(console, {}, {})
    for readout in readouts:
        counts = f"{count(len(readout.accounts), 'account')}, {count(readout.independent_texts, 'text')}"
        row(on, [(16, Text(readout.story.id[:16], style="dim"))], _title(readout, ""), Text(counts, style="dim"))
    dropped_lines(dropped, console)
