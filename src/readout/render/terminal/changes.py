"""What is new, in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from readout.editions import Changes
from readout.render.terminal.layout import Screen, heading, keys, put, quoted, row, safe, screen
from readout.render.whats_new import NewsLine, news
from readout.types import Readout


def show_changes(changes: Changes, old: Readout, new: Readout, console: Console, *, evidence: bool = False) -> None:
    """Print what is new in ``new``; the readouts are the two that were compared."""
    on = screen(new, console, evidence=evidence)
    found = news(changes, old, new)
    put(on, safe(new.story.title.value if new.story.title else new.story.id, style="bold"))
    put(on, Text(found.line, style="dim"))
    for group in found.groups:
        heading(on, group.heading)
        for line in group.lines:
            _line(on, line)


def _line(on: Screen, line: NewsLine) -> None:
    words = Text.assemble(safe(line.kind, style="bold"), "  ") if line.kind else Text()
    words.append_text(safe(line.text))
    arrow = "->" if on.console.options.ascii_only else "→"
    if line.was and line.now:
        words.append("  ").append_text(safe(line.was, style="dim")).append(f" {arrow} ", style="dim")
        words.append_text(safe(line.now, style="green"))
    elif line.now or line.was:
        words.append("  ").append_text(safe(line.now or line.was, style="dim"))
    if line.note:
        words.append("  ").append_text(safe(line.note, style="dim"))
    row(
        on,
        [(1, Text("-" if line.gone else "+", style="red" if line.gone else "green"))],
        words,
        keys(line.evidence, on),
    )
    quoted(on, line.evidence, 5)
