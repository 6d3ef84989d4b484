"""Lines and columns that fit a terminal: untrusted words made safe, cells wrapped by their width, nothing trailing."""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from rich.console import Console
from rich.text import Text

from readout.render.names import Label, entity_names, labels, squeeze
from readout.types import Evidence, Readout

COLOURS = ("blue", "red", "green", "magenta", "yellow", "cyan")
NARROW, WIDE = 60, 116
"""Columns below which cells are put below one another, and from which the timeline is drawn to scale."""
WIDEST = 150
"""Columns of which use is made: longer lines are hard to follow with the eye."""
_GAP = 2
_LEAST_COLUMN = 36
_LONGEST_KEYS = 18
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


class Screen(Struct, frozen=True):
    """Where and how a readout is shown: ``evidence`` puts the exact words below each line, ``brief`` cuts long lists.

    ``known`` and ``names`` are those of the whole readout, also where a part of it is shown. ``folder`` is where it
    lies, as a shell reads it; empty where that is not known.
    """

    console: Console
    known: dict[str, Label]
    names: dict[str, str]
    evidence: bool = False
    brief: bool = False
    folder: str = ""

    @property
    def width(self) -> int:
        """Columns to use."""
        return min(self.console.width, WIDEST)

    @property
    def narrow(self) -> bool:
        """Whether columns must go below one another."""
        return self.width < NARROW

    @property
    def wide(self) -> bool:
        """Whether there is room to draw."""
        return self.width >= WIDE

    @property
    def keys_width(self) -> int:
        """Columns that the keys of all accounts take, as far as there is room: the same for every line."""
        every = sum(len(label.key) + 1 for label in self.known.values()) - 1
        return max(1, min(every, self.width // 5, _LONGEST_KEYS))


def screen(
    readout: Readout, console: Console, *, evidence: bool = False, brief: bool = False, folder: Path | None = None
) -> Screen:
    """The screen on which ``readout`` is shown."""
    place = shlex.quote(str(folder)) if folder else ""
    return Screen(console, labels(readout), entity_names(readout), evidence, brief, place)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count(1, "text"), count(2, "story", "stories")
    ('1 text', '2 stories')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def safe(words: str, limit: int = 0, style: str = "") -> Text:
    """Untrusted words as terminal text: one line, printable characters only, never mark-up.

    Words that run from right to left are isolated, so that they turn no column around.
    """
    line = squeeze(words, limit)
    if any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in line):
        line = f"{_FIRST_STRONG_ISOLATE}{line}{_POP_ISOLATE}"
    return Text(line, style=style)


def keys(evidence: Iterable[Evidence], on: Screen) -> Text:
    """The accounts that say so, by their keys, each in its lineage's colour."""
    return key_list({item.account for item in evidence}, on)


def key_list(accounts: Iterable[str], on: Screen) -> Text:
    """The keys of these accounts in the order of the labels."""
    telling = set(accounts)
    found = Text()
    for name, label in on.known.items():
        if name in telling:
            found.append(" " if found else "")
            found.append(label.key, style=COLOURS[label.colour % len(COLOURS)])
    return found


def heading(on: Screen, words: str, note: str = "") -> None:
    """A blank line and the section's name."""
    on.console.print()
    line = Text(words, style="bold")
    if len(words) + 2 + len(note) <= on.width:
        line.append(f"  {note}", style="not bold dim")
    put(on, line)


def more(on: Screen, left: str, noun: str) -> None:
    """What a cut list does not show, and the command that shows it."""
    put(on, safe(f"and {left}: readout show {on.folder or 'DIR'} {noun}", style="dim"))


def _wrapped(on: Screen, cell: Text, width: int) -> list[Text]:
    lines = []
    for line in cell.split("\n", allow_blank=True):
        lines += list(line.wrap(on.console, max(1, width), overflow="fold")) or [Text()]
    for line in lines:
        line.rstrip()
    return lines


def put(on: Screen, cell: Text, indent: int = 0) -> None:
    """One cell over the whole width, or what is left of it after ``indent``."""
    row(on, [(indent, Text())] if indent else [], cell, gap=0)


def row(on: Screen, before: Sequence[tuple[int, Text]], cell: Text, after: Text | None = None, gap: int = _GAP) -> None:
    """Cells of a fixed width, one that takes what is left, and one at its right that is as wide as it needs to be.

    Every cell wraps in its own column. On a narrow screen what stands at the right goes to the end of the text.
    """
    if after is not None and (on.narrow or not after.plain):
        cell = Text.assemble(cell, "  ", after) if after.plain else cell
        after = None
    right = max(after.cell_len if not on.known else 0, on.keys_width) if after is not None else 0
    left = sum(width + gap for width, _ in before)
    middle = max(10, on.width - left - (right + _GAP if right else 0))
    columns = [(width + gap, _wrapped(on, text, width)) for width, text in before]
    columns.append((middle + (_GAP if right else 0), _wrapped(on, cell, middle)))
    if after is not None:
        columns.append((right, _wrapped(on, after, right)))
    for at in range(max(len(lines) for _, lines in columns)):
        line, taken = Text(), 0
        for width, lines in columns:
            part = lines[at] if at < len(lines) else None
            if part is not None and part.plain:  # an empty cell leaves no trailing blanks
                line.append(" " * max(0, taken - line.cell_len)).append_text(part)
            taken += width
        on.console.print(line, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)


def quoted(on: Screen, evidence: Iterable[Evidence], indent: int) -> None:
    """Where evidence is wanted: account, place and exact words, one below the other."""
    if not on.evidence:
        return
    for item in dict.fromkeys(evidence):
        label = on.known.get(item.account)
        line = Text(f"{label.key if label else item.account} {item.start}–{item.end}  ", style="dim")
        put(on, line.append_text(safe(item.quote, style="italic not dim")), 4 if on.narrow else indent)


def columns(on: Screen, cells: Sequence[Text], indent: int) -> None:
    """Cells beside one another in equal columns, as far as there is room; else below one another."""
    room = on.width - indent
    if len(cells) > 1 and room // len(cells) >= _LEAST_COLUMN:
        width = room // len(cells) - _GAP
        row(on, [(indent - _GAP, Text()), *((width, cell) for cell in cells[:-1])], cells[-1])
        return
    for cell in cells:
        row(on, [(indent - _GAP, Text())], cell)
