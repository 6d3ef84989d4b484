"""The ledger: what was asked or offered with what came back, then every other step."""

from __future__ import annotations

from rich.text import Text

from readout.render.dates import human
from readout.render.ledger import KIND_NOUNS, STATUS_WORDS, on_whose_word, threads
from readout.render.move_words import move_words
from readout.render.names import joined
from readout.render.terminal.layout import Screen, heading, keys, more, put, quoted, row, safe
from readout.types import Move, Readout

_STATUS_STYLES = {
    "open": "yellow", "answered": "cyan", "rejected": "red", "accepted": "green", "superseded": "dim", "stands": "",
}  # fmt: skip
_FIRST = 8
"""Threads, and other moves, that a summary shows."""


def moves(on: Screen, readout: Readout, whole: Readout) -> None:
    """The moves of ``readout``, a part of ``whole``: demands and offers with their answers, then the rest."""
    heading(on, "Moves", "what was asked or offered, what came back, and where it stands")
    if not readout.moves:
        put(on, Text("No demand, offer, promise, refusal or threat was found."))
        return
    number = {move.id: place for place, move in enumerate(whole.moves, start=1)}
    told: set[str] = set()
    found = threads(readout.moves)
    for thread in found[: _FIRST if on.brief else len(found)]:
        told |= {thread.move.id, *(move.id for move in thread.answers)}
        _line(on, thread.move, whole, number)
        for answer in thread.answers:
            _line(on, answer, whole, number, under=thread.move)
    rest = [move for move in readout.moves if move.id not in told]
    for move in rest[: _FIRST if on.brief else len(rest)]:
        told.add(move.id)
        _line(on, move, whole, number)
    left = len(readout.moves) - len(told)
    if left > 0:
        more(on, f"{left} more", "moves")


def _line(on: Screen, move: Move, whole: Readout, number: dict[str, int], under: Move | None = None) -> None:
    """One move; below the move it answers it is set in, and says only what else it answers."""
    indent = 0 if under is None else 2 if on.narrow else 3
    words = move_words(move, whole, on.names)
    line = Text.assemble(safe(words.who), ": ", safe(words.text)) if words.who else safe(words.text)
    if words.condition:
        line.append(" (").append_text(safe(words.condition)).append(")")
    notes = [human(move.date)] if move.date else ["undated"]
    answered = [str(number[name]) for name in move.answers if name in number and not (under and name == under.id)]
    notes += [f"answers {', '.join(answered)}"] if answered else []
    teller = joined(on.names.get(name, name) for name in on_whose_word(move, whole))
    line.append(f"  {' · '.join(notes)}", style="dim")
    if teller:
        line.append(" · on the word of ", style="dim").append_text(safe(teller, style="dim"))
    line.append(" · ", style="dim").append(STATUS_WORDS[move.status], style=_STATUS_STYLES[move.status])
    sign = "└" if indent and not on.console.options.ascii_only else "-" if indent else ""
    head = Text(sign.ljust(indent) + str(number[move.id]))
    before = [(indent + 3, head), (7, Text(KIND_NOUNS[move.kind], style="bold"))]
    row(on, before, line, keys(move.evidence, on))
    quoted(on, move.evidence, indent + 14)
