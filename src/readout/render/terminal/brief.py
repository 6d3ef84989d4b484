"""The brief in a terminal: the same page, a line for a line."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from readout.render.brief import Line, brief, texts
from readout.render.terminal.layout import Screen, heading, keys, put, row, safe, screen
from readout.types import Readout


def show_brief(readout: Readout, console: Console) -> None:
    """Print the brief on ``readout``."""
    on = screen(readout, console)
    page = brief(readout)
    put(on, safe(page.title, style="bold"))
    if page.line:
        put(on, safe(page.line))
    put(on, Text(page.basis, style="dim"))
    for part in page.parts:
        heading(on, part.heading)
        for line in part.lines:
            _line(on, line, 0)
    heading(on, "Accounts")
    for label, date in page.accounts:
        row(on, [(4, Text(label.key))], safe(label.name).append_text(safe(f", {date}", style="dim")))


def _line(on: Screen, line: Line, depth: int) -> None:
    words = Text.assemble(safe(f"{line.when}:", style="bold"), " ") if line.when else Text()
    words.append_text(safe(line.text))
    if line.note:
        words.append(f"  ({line.note})", style="dim")
    if line.independent:
        words.append(f"  {texts(line)}", style="yellow" if line.independent == 1 else "dim")
    sign = "-" if on.console.options.ascii_only else "•"
    row(on, [(1 + 2 * depth, Text(sign.rjust(1 + 2 * depth)))], words, keys(line.evidence, on), gap=1)
    for below in line.below:
        _line(on, below, depth + 1)
