"""The *Article* part of the measurements as one table: each task, our figure, each peer's, and the goal.

``python -m bench.article`` prints what ``bench/results.json`` holds, as ``bench.extract``, ``bench.dates``,
``bench.agencies`` and ``bench.roles`` last measured it; ``make bench-extract`` runs these first. ``--check`` fails
where a figure of ours is under its floor in ``bench/floors.json``; ``--raise-floors`` lifts floors to what was
measured, rounded down to whole hundredths, and lowers none. Body figures are of outlets that no model had seen
(``python -m training.lines``).
"""

from __future__ import annotations

import argparse
import json
import sys
from math import floor
from pathlib import Path
from typing import Any

from msgspec import Struct

from bench import results

FLOORS = Path(__file__).parent / "floors.json"
SECTION = "article"
UNSEEN, EXTRACT = "extract, outlets unseen", "extract"
OURS = "readout, outlets seen"
_FIELD = 0.05  # under it a peer has no such field: pages without authors make an empty answer right


class Task(Struct, frozen=True):
    """A row: where our figure stands in the results (section, set, figure), the goal, and where the peers' stand.

    ``most``: the goal is a bound from above. ``quoted``: peers' figures that are no run of ours, from the goals'
    source.
    """

    name: str
    at: tuple[str, str, str]
    goal: float | None = None
    most: bool = False
    peers: str | None = None
    quoted: str = ""


HTMLDATE = "htmldate .00-.07"
TASKS = (
    Task("body from HTML, naeb", (UNSEEN, "naeb html", "F1"), 0.940, peers="F1"),
    Task("body from HTML, fundus, English", (UNSEEN, "fundus-en html", "F1"), 0.965, peers="F1"),
    Task("body from HTML, fundus, other languages", (UNSEEN, "fundus-other html", "F1"), peers="F1"),
    Task("body from HTML, wcxb", (UNSEEN, "wcxb html", "F1"), peers="F1"),
    Task("body from whole-page text, naeb", (UNSEEN, "naeb wet", "F1"), 0.955, quoted="boosted line classifier .918"),
    Task("body from whole-page text, fundus, English", (UNSEEN, "fundus-en wet", "F1"), 0.930, quoted=".892"),
    Task("body from whole-page text, fundus, other languages", (UNSEEN, "fundus-other wet", "F1")),
    Task("body from whole-page text, wcxb", (UNSEEN, "wcxb wet", "F1"), 0.945, quoted=".908"),
    Task("body from main-text rendering, naeb", (UNSEEN, "naeb main", "F1"), 0.965, quoted=".941"),
    Task("body from main-text rendering, fundus, English", (UNSEEN, "fundus-en main", "F1"), 0.965, quoted=".941"),
    Task("body from main-text rendering, wcxb", (UNSEEN, "wcxb main", "F1"), 0.965, quoted=".941"),
    Task("title exact, naeb", (UNSEEN, "naeb html", "title"), 0.90, peers="title"),
    Task("author set exact, naeb", (UNSEEN, "naeb html", "authors"), 0.80, peers="authors"),
    Task("date exact, page intact, naeb", ("dates", "naeb intact", "exact"), 0.96, peers="day"),
    Task("date wrong by more than a day, naeb", ("dates", "naeb intact", "wrong"), 0.02, most=True, peers="day wrong"),
    Task("date exact, page intact, fundus, English", ("dates", "fundus-en intact", "exact"), 0.96, peers="day"),
    Task("date wrong, fundus, English", ("dates", "fundus-en intact", "wrong"), 0.02, most=True, peers="day wrong"),
    Task("date exact, no metadata, crawl banner, naeb", ("dates", "naeb banner", "exact"), 0.75, quoted=HTMLDATE),
    Task("date wrong, the same", ("dates", "naeb banner", "wrong"), 0.05, most=True),
    Task("the misleading date named, the same", ("dates", "naeb banner", "banner named")),
    Task("date exact, no metadata, banner, fundus", ("dates", "fundus-en banner", "exact"), 0.75, quoted=HTMLDATE),
    Task("date wrong, the same", ("dates", "fundus-en banner", "wrong"), 0.05, most=True),
    Task("agency, precision, HTML", ("agencies", "measure html", "P"), 0.95, quoted="no tool has the field"),
    Task("agency, recall, HTML", ("agencies", "measure html", "R"), 0.95),
    Task("agency, precision, text", ("agencies", "measure wet", "P"), 0.95),
    Task("agency, recall, text", ("agencies", "measure wet", "R"), 0.95),
    Task("pages a second and core, HTML, naeb", (EXTRACT, "naeb html", "per s"), 100.0, peers="per s"),
)  # fmt: skip


def ours(task: Task) -> float | None:
    section, name, figure = task.at
    kept = results.read(section).get(name, {})
    found = kept.get(OURS, kept).get(figure)
    return None if found is None else float(found)


def of_peers(task: Task) -> dict[str, float]:
    """Each peer's figure on the same pages, where it has the field."""
    if task.peers is None:
        return {}
    known = results.read(EXTRACT).get(task.at[1].replace(" intact", " html"), {})
    found = {who: figures.get(task.peers) for who, figures in known.items() if who != OURS}
    return {who: value for who, value in found.items() if value is not None and (value > _FIELD or task.most)}


def reached(task: Task, value: float | None) -> str:
    if value is None or task.goal is None:
        return ""
    return "reached" if (value <= task.goal if task.most else value >= task.goal) else "missed"


def table() -> list[str]:
    lines = [f"{'task':54}{'ours':>8}{'goal':>10}  {'':8} peers, on the same pages in the same run"]
    for task in TASKS:
        value = ours(task)
        goal = "" if task.goal is None else f"{'<=' if task.most else '>='} {task.goal:g}"
        rest = sorted(of_peers(task).items(), key=lambda item: item[1] if task.most else -item[1])
        told = ", ".join(f"{who} {figure:g}" for who, figure in rest) or task.quoted
        cell = "–" if value is None else f"{value:.3f}" if value <= 1 else f"{value:.0f}"
        lines.append(f"{task.name:54}{cell:>8}{goal:>10}  {reached(task, value):8} {told}")
    return lines


def floors() -> dict[str, float]:
    return dict(json.loads(FLOORS.read_text(encoding="utf-8")).get(SECTION, {})) if FLOORS.exists() else {}


def under_floors() -> list[str]:
    """The tasks whose figure is worse than its floor (of an upper bound: than its ceiling)."""
    known = floors()
    found = []
    for task in TASKS:
        value, limit = ours(task), known.get(_key(task))
        if value is not None and limit is not None and (value > limit if task.most else value < limit):
            found.append(f"{_key(task)}: {value} where {limit} was reached")
    return found


def _key(task: Task) -> str:
    return f"{task.at[0]}: {task.at[1]}: {task.at[2]}"


def raised() -> dict[str, Any]:
    """The floors lifted to the measured figures; speed, which is the machine's too, has none."""
    known: dict[str, float] = floors()
    for task in TASKS:
        value = ours(task)
        if value is None or task.at[2] == "per s":
            continue
        rounded = -floor(-value * 100) / 100 if task.most else floor(value * 100) / 100
        before = known.get(_key(task), rounded)
        known[_key(task)] = min(before, rounded) if task.most else max(before, rounded)
    return known


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a figure is under its floor")
    parser.add_argument("--raise-floors", action="store_true", help="lift the floors to what was measured")
    options = parser.parse_args()
    print("\n".join(table()))
    if options.raise_floors:
        known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
        known[SECTION] = raised()
        FLOORS.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    if options.check and (broken := under_floors()):
        print("\n".join(broken))
        sys.exit(1)


if __name__ == "__main__":
    main()
