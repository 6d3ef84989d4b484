"""``python -m bench.compare``: the whole pipeline on the invented events, scored against their gold.

Prints right, wrong and missing lines with precision, recall and F1 for each noun, and writes them into
``bench/results.json``. The events are in two halves: rules are written while looking at the errors of the tuning half;
of the test half only totals are printed, so that its figures say how the rules do on events nobody tuned on.
``--errors`` lists every wrong and missing line of the tuning half; ``--check`` fails where a total falls under its
floor in ``bench/floors.json``; ``--raise-floors`` lifts floors to what was measured and never lowers one. The rules by
which a line counts as right are in :mod:`bench.scoring`.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bench import results
from bench.gold import HALVES, Gold, half, load
from bench.matching import Count
from bench.scoring import score
from bench.view import Answer
from readout import pipeline
from readout.ingest import records
from readout.types import Article

BENCH = Path(__file__).parent
EXAMPLES = BENCH.parent / "examples"


def events(*halves: str) -> tuple[str, ...]:
    """The names of the invented events in the halves named, or of all."""
    found = sorted(path.parent for path in EXAMPLES.glob("*/gold.toml"))
    return tuple(folder.name for folder in found if half(folder) in (halves or HALVES))


FIRST = ("kesten-pass", "ombara-count", "rail-strike", "sarn-bank", "tailings-dam")
"""The events that were there before the halves, tuned on longest: their floors go on holding."""


def section(half_: str) -> str:
    """What the figures and floors of a half are filed under.

    >>> section("test")
    'compare, test'
    """
    return f"compare, {half_}"


def page_name(given: str) -> str:
    """The file that an input names, without its folder and the line of a record.

    >>> page_name("pages/06-review.jsonl.gz:1")
    '06-review.jsonl.gz'
    """
    name = Path(given).name
    stem, colon, line = name.rpartition(":")
    return stem if colon and line.isdigit() else name


def texts(event: str) -> dict[str, str]:
    """The text of each page of an event, by its file name, as ``extract`` makes it."""
    found = pipeline.articles(records([str(EXAMPLES / event / "pages")]))
    return {page_name(item.input): item.text for item in found if isinstance(item, Article)}


def gold_of(event: str) -> Gold:
    """An event's gold, resolved against its pages' texts."""
    return load(EXAMPLES / event, texts(event))


def answer_to(event: str) -> Answer:
    """What the pipeline answers to an event's pages."""
    outcome = pipeline.run(records([str(EXAMPLES / event / "pages")]))
    names = {account.id: page_name(account.input) for readout in outcome.readouts for account in readout.accounts}
    dropped = tuple(f"{page_name(item.input)}: {item.reason}" for item in outcome.dropped)
    return Answer(outcome.readouts, outcome.texts, names, dropped)


def _figures(counts: dict[str, Count]) -> dict[str, dict[str, float | int | None]]:
    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 4)

    return {
        noun: {
            "precision": rounded(count.precision),
            "recall": rounded(count.recall),
            "figure": rounded(count.figure),
            "right": count.right,
            "wrong": count.wrong,
            "missing": count.missing,
        }
        for noun, count in counts.items()
    }


def total(scores: dict[str, dict[str, Count]]) -> dict[str, Count]:
    """All events' lines of each noun together."""
    summed: dict[str, Count] = {}
    for counts in scores.values():
        for noun, count in counts.items():
            summed.setdefault(noun, Count()).add(count)
    return summed


def _print(console: Console, title: str, counts: dict[str, Count]) -> None:
    table = Table(title=title, title_justify="left")
    table.add_column("noun")
    for heading in ("P", "R", "F1", "right", "wrong", "missing"):
        table.add_column(heading, justify="right")
    for noun, count in counts.items():
        shown = (count.precision, count.recall, None if count.share or count.recall_only else count.figure)
        cells = ["–" if value is None else f"{value:.2f}" for value in shown]
        table.add_row(noun, *cells, str(count.right), str(count.wrong), "" if count.share else str(count.missing))
    console.print(table)


def floors(path: Path, half_: str) -> dict[str, float]:
    """The floors of a half, by noun."""
    return dict(json.loads(path.read_text(encoding="utf-8")).get(section(half_), {})) if path.exists() else {}


def fallen(measured: dict[str, Count], held: dict[str, float]) -> list[str]:
    """What lies under its floor, one line each."""
    lines = []
    for noun, floor in sorted(held.items()):
        figure = measured[noun].figure if noun in measured else None
        if figure is None or figure < floor:
            lines.append(f"{noun}: {'nothing' if figure is None else f'{figure:.4f}'} is under its floor of {floor}")
    return lines


def raised(measured: dict[str, Count], held: dict[str, float]) -> dict[str, float]:
    """The floors lifted to the measured figures, rounded down to whole hundredths; none sinks.

    >>> raised({"moves": Count(right=2, wrong=1)}, {"moves": 0.5, "facts": 0.4})
    {'moves': 0.8, 'facts': 0.4}
    """
    lifted = dict(held)
    for noun, count in measured.items():
        if (figure := count.figure) is not None:
            lifted[noun] = max(lifted.get(noun, 0.0), math.floor(figure * 100 + 1e-9) / 100)
    return lifted


@click.command()
@click.option("--event", "wanted", multiple=True, help="Only this event; may be given again.")
@click.option("--half", "halves", multiple=True, type=click.Choice(HALVES), help="Only this half.  [default: both]")
@click.option("--errors", is_flag=True, help="List every wrong and every missing line of the tuning half.")
@click.option("--check", is_flag=True, help="Fail where a total lies under its floor.")
@click.option("--raise-floors", is_flag=True, help="Lift the floors to what was measured.")
def main(wanted: tuple[str, ...], halves: tuple[str, ...], errors: bool, check: bool, raise_floors: bool) -> None:
    """Score the invented events."""
    if (check or raise_floors) and wanted:
        raise click.UsageError("floors hold for all events of a half together: leave --event out")
    console = Console(width=100, highlight=False)
    path = BENCH / "floors.json"
    under = []
    for half_ in halves or HALVES:
        names = [event for event in events(half_) if not wanted or event in wanted]
        scores = {event: _scored(console, event, half_, errors) for event in names}
        if not scores:
            continue
        measured = total(scores)
        if len(scores) > 1 or half_ == "test":
            _print(console, f"{half_} half, {len(scores)} events", measured)
        if not wanted:
            results.write(section(half_), {**{e: _figures(c) for e, c in scores.items()}, "total": _figures(measured)})
        totals = {half_: measured}
        if half_ == "tuning" and set(FIRST) <= set(scores):
            totals["first"] = total({event: scores[event] for event in FIRST})
            _print(console, f"the first {len(FIRST)} events", totals["first"])
        for name, figures in totals.items():
            if raise_floors:
                results.write(section(name), raised(figures, floors(path, name)), path)
            if check:
                under += [f"{name}: {line}" for line in fallen(figures, floors(path, name))]
    if under:
        console.print("\n".join(under), markup=False)
        sys.exit(1)


def _scored(console: Console, event: str, half_: str, errors: bool) -> dict[str, Count]:
    """The counts of one event; printed, unless it is to stay unseen."""
    answer = answer_to(event)
    counts = score(gold_of(event), answer)
    if half_ == "test":
        return counts
    for line in answer.dropped:
        console.print(f"dropped: {line}", markup=False, soft_wrap=True)
    _print(console, event, counts)
    for noun, count in counts.items() if errors else ():
        for line in count.errors:
            console.print(f"{noun}: {line}", markup=False, soft_wrap=True)
    return counts


if __name__ == "__main__":
    main()
