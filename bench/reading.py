"""The *Reading* table: each line with the best that is known, the goal and what was last measured here.

``python -m bench.reading`` prints it from ``bench/results.json``, rules alone beside rules and reader; ``--check``
fails where a figure lies under its floor in ``bench/floors.json``, ``--raise-floors`` lifts floors, never lowers one.
Peers that no package index has are quoted from their publications.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from bench import results

SECTION = "reading"
FLOORS = Path(__file__).parent / "floors.json"
RULES, BOTH = "rules", "rules and reader"


class Line(NamedTuple):
    """One line of the table; ``where`` leads from the section, which may name the ways of reading, to the figure."""

    task: str
    peer: str
    goal: float | None
    section: str
    where: tuple[str | int, ...]
    least: bool = False


_TRIPLE = "attribution, dev, said,thought,acted, {}"
LINES = (
    Line("attribution, triple exact", "two people .58; prototype .29", 0.50, _TRIPLE, ("P, R, F1", "triple exact", 2)),
    Line("attribution, triple IoU .5", "two people .68; prototype .52", 0.66, _TRIPLE, ("P, R, F1", "triple IoU", 2)),
    Line("  source exact", "two people .78; prototype .73", None, _TRIPLE, ("P, R, F1", "source exact", 2)),
    Line("  cue exact", "two people .71; prototype .65", None, _TRIPLE, ("P, R, F1", "cue exact", 2)),
    Line("  content exact", "two people .68; prototype .39", None, _TRIPLE, ("P, R, F1", "content exact", 2)),
    Line("speaker resolved", "about .86-.87", 0.92, "own reading", ("speaker", "figure")),
    Line("entities, newswire", "", 0.90, "entities, {}", ("F1", "newswire", "all")),
    Line("pronouns, GUM: precision", "", None, "pronouns, gum", ("precision",)),
    Line("pronouns, GUM: recall", "", None, "pronouns, gum", ("recall",)),
    Line("times, found", "HeidelTime .907", 0.92, "times", ("aquaint", "relaxed F1")),
    Line("times, value", "HeidelTime .776", 0.85, "times", ("aquaint", "value F1")),
    Line("event class, accuracy", "RoBERTa-large .835", 0.88, "events, plv, {}", ("right",)),
    Line("event class, where an act is found", "", None, "events, plv, {}", ("right where covered",)),
    Line("event class, macro-F1", "RoBERTa-large .821", 0.86, "events, plv, {}", ("macro-F1",)),
    Line("actor", "whole event right: .44", 0.85, "events, plv, {}", ("actor overlap F1",)),
    Line("recipient", "whole event right: .44", 0.85, "events, plv, {}", ("recipient overlap F1",)),
    Line("false events, of all found", "", 0.10, "own reading", ("events", "precision"), least=True),
    Line("articles a second, 2 cores", "int8 MiniLM alone: 16", 12.0, "reading speed", ("articles a second",)),
    Line("memory, MB", "", 1000.0, "reading speed", ("memory, MB",), least=True),
)


def figure(line: Line, way: str, read: Callable[[str], dict[str, Any]] = results.read) -> float | None:
    """What was last measured for a line, by the rules alone or with the reader; ``None`` where nothing was."""
    if "{}" not in line.section and way == RULES:
        return None
    held: Any = read(line.section.format(way))
    for step in line.where:
        held = held.get(step) if isinstance(step, str) else held[step]
        if held is None:
            return None
    return 1 - float(held) if line.task.startswith("false") else float(held)


def fallen(held: dict[str, float]) -> list[str]:
    """What lies under its floor (over it, where less is better), one line each."""
    lines = []
    for line in LINES:
        now, floor = figure(line, BOTH), held.get(line.task.strip())
        if floor is not None and (now is None or (now > floor if line.least else now < floor)):
            lines.append(f"{line.task.strip()}: {'nothing' if now is None else f'{now:.3f}'}, its floor is {floor}")
    return lines


def raised(held: dict[str, float]) -> dict[str, float]:
    """The floors lifted to what was measured; speed and memory, which hang on the machine, have none."""
    lifted = dict(held)
    for line in LINES:
        now, name = figure(line, BOTH), line.task.strip()
        if now is None or line.section == "reading speed":
            continue
        if line.least:
            lifted[name] = min(lifted.get(name, 1.0), math.ceil(now * 100 - 1e-9) / 100)
        else:
            lifted[name] = max(lifted.get(name, 0.0), math.floor(now * 100 + 1e-9) / 100)
    return lifted


def main() -> None:
    """Print the table; hold it to its floors, or lift them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a figure lies under its floor")
    parser.add_argument("--raise-floors", action="store_true", help="lift the floors to what was measured")
    given = parser.parse_args()
    table = Table(title="Reading", title_justify="left")
    for heading in ("task", "best known", "goal", RULES, BOTH):
        table.add_column(heading, justify="left" if heading in {"task", "best known"} else "right")
    for line in LINES:
        goal = "" if line.goal is None else f"{'<=' if line.least else '>='} {line.goal:g}"
        shown = ["" if (now := figure(line, way)) is None else f"{now:.3g}" for way in (RULES, BOTH)]
        table.add_row(line.task, line.peer, goal, *shown)
    console = Console(width=110, highlight=False)
    console.print(table)
    held = results.read(SECTION, FLOORS)
    if given.raise_floors:
        results.write(SECTION, raised(held), FLOORS)
    if given.check and (lines := fallen(held)):
        console.print("\n".join(lines), markup=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
