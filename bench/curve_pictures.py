"""The pictures of what grouping costs: small line charts in SVG, of nothing but shapes and words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

COST, MEMORY = "cluster-cost.svg", "cluster-memory.svg"
_WIDE, _HIGH = 330, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 16, 44, 40
_STYLE = """
text{font:12px system-ui,sans-serif;fill:#333}.t{font-weight:600;font-size:13px}.n{fill:#666;font-size:11px}
.g{stroke:#e4e4e4}.l{fill:none;stroke-width:2}.r{stroke:#999;stroke-width:1.5;stroke-dasharray:4 4;fill:none}
"""
_COLOURS = ("#1b6ca8", "#c2571a", "#3a7d44")

Line = tuple[str, Sequence[tuple[float, float]]]


def draw(known: Mapping[str, Any], folder: Path) -> None:
    """Write the pictures of what was measured."""
    if batch := known.get("batch"):
        (folder / COST).write_text(cost([batch[name] for name in sorted(batch, key=int)]), encoding="utf-8")
    if stream := known.get("stream"):
        (folder / MEMORY).write_text(memory(stream), encoding="utf-8")


def cost(rows: Sequence[Mapping[str, float]]) -> str:
    """Seconds, memory and candidates against the number of articles, both axes in powers of ten."""
    sizes = [row["articles"] for row in rows]

    def line(name: str) -> list[tuple[float, float]]:
        return [(row["articles"], row[name]) for row in rows]

    first = rows[0]["processor seconds"] / (sizes[0] * math.log(sizes[0]))
    steady = [(size, first * size * math.log(size)) for size in sizes]
    panels = [
        _panel("Processor seconds", [("measured", line("processor seconds"))], reference=("n log n", steady), log=True),
        _panel("Memory at its highest, GB", [("all", line("GB")), ("signatures", line("GB of signatures"))], log=True),
        _panel("Candidates per article", [("measured", line("candidates per article"))], log=True, from_zero=True),
    ]
    return _page(panels, "What grouping costs as the articles grow")


def memory(stream: Mapping[str, Any]) -> str:
    """Memory and what is open against the articles seen."""
    series = stream["series"]

    def line(name: str) -> list[tuple[float, float]]:
        return [(row["seen"], row[name]) for row in series]

    panels = [
        _panel("Memory of the process, GB", [("held", line("GB"))], from_zero=True),
        _panel("Open", [("articles", line("open articles")), ("stories", line("open stories"))], from_zero=True),
        _panel("Stories sealed", [("sealed", line("sealed stories"))], from_zero=True),
    ]
    title = f"A stream of {stream['articles']:,} articles over {stream['days']} days"
    return _page(panels, title)


def _page(panels: Sequence[str], title: str) -> str:
    wide = _WIDE * len(panels)
    moved = "".join(f'<g transform="translate({at * _WIDE} 22)">{panel}</g>' for at, panel in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {_HIGH + 26}" width="{wide}" role="img">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>"
        f'<rect width="{wide}" height="{_HIGH + 26}" fill="#fff"/><text class="t" x="14" y="20">{escape(title)}</text>'
        f"{moved}</svg>\n"
    )


def _panel(
    title: str, lines: Sequence[Line], *, reference: Line | None = None, log: bool = False, from_zero: bool = False
) -> str:
    """One chart; ``log`` makes the axis of articles one of powers of ten, and that of the values unless from zero."""
    every = [point for _, points in (*lines, *([reference] if reference else [])) for point in points]
    x_ticks = _powers([x for x, _ in every]) if log else _round_steps(max(x for x, _ in every))
    powers = log and not from_zero
    y_ticks = _powers([y for _, y in every]) if powers else _round_steps(max(y for _, y in every))
    x_of = _scale(x_ticks, (_LEFT, _WIDE - _RIGHT), log)
    y_of = _scale(y_ticks, (_HIGH - _BOTTOM, _TOP), powers)
    made = [f'<text class="n" x="{_LEFT}" y="{_TOP - 14}">{escape(title)}</text>']
    for tick in y_ticks:
        made.append(f'<path class="g" d="M{_LEFT} {y_of(tick):.1f}H{_WIDE - _RIGHT}"/>')
        made.append(f'<text class="n" text-anchor="end" x="{_LEFT - 6}" y="{y_of(tick) + 4:.1f}">{_short(tick)}</text>')
    for tick in x_ticks:
        place = f'text-anchor="middle" x="{x_of(tick):.1f}" y="{_HIGH - _BOTTOM + 16}"'
        made.append(f'<text class="n" {place}>{_short(tick)}</text>')
    made.append(f'<text class="n" text-anchor="end" x="{_WIDE - _RIGHT}" y="{_HIGH - 8}">articles</text>')
    if reference:
        made.append(f'<path class="r" d="{_path(reference[1], x_of, y_of)}"/>')
        x, y = reference[1][-1]
        made.append(
            f'<text class="n" text-anchor="end" x="{x_of(x) - 8:.1f}" y="{y_of(y) + 26:.1f}">{reference[0]}</text>'
        )
    for (name, points), colour in zip(lines, _COLOURS, strict=False):
        made.append(f'<path class="l" stroke="{colour}" d="{_path(points, x_of, y_of)}"/>')
        if len(points) < 10:
            made += [f'<circle r="3" cx="{x_of(x):.1f}" cy="{y_of(y):.1f}" fill="{colour}"/>' for x, y in points]
        if len(lines) > 1:
            x, y = points[-1][0], max(value for _, value in points[-max(1, len(points) // 4) :])
            place = f'text-anchor="end" x="{x_of(x) - 2:.1f}" y="{y_of(y) - 8:.1f}"'
            made.append(f'<text class="n" {place} style="fill:{colour}">{escape(name)}</text>')
    return "".join(made)


def _path(points: Sequence[tuple[float, float]], x_of: Callable[[float], float], y_of: Callable[[float], float]) -> str:
    return "M" + "L".join(f"{x_of(x):.1f} {y_of(y):.1f}" for x, y in points)


def _scale(ticks: Sequence[float], ends: tuple[float, float], powers: bool) -> Callable[[float], float]:
    """From values between the outer ticks to places between the ends."""
    low, high = (math.log10(tick) if powers else tick for tick in (ticks[0], ticks[-1]))

    def place(value: float) -> float:
        at = math.log10(max(value, 1e-9)) if powers else value
        return ends[0] + (ends[1] - ends[0]) * (at - low) / ((high - low) or 1)

    return place


def _powers(values: Sequence[float]) -> list[float]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return [10.0**power for power in range(low, max(high, low + 1) + 1)]


def _round_steps(most: float) -> list[float]:
    """Four or five steps of a round number from zero past ``most``."""
    raw = most / 4
    unit = 10 ** math.floor(math.log10(raw)) if raw > 0 else 1
    step = next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= raw)
    return [step * at for at in range(math.ceil(most / step - 1e-9) + 1)]


def _short(value: float) -> str:
    for size, name in ((1_000_000, "M"), (1_000, "k")):
        if value >= size:
            return f"{value / size:g}{name}"
    return f"{value:g}"
