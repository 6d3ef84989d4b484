"""The tables of a bulk run: those of the Parquet export, and the events in POLECAT's columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from readout.render.exports import polecat
from readout.render.exports.parquet import arrow_tables, loaded
from readout.types import Evidence, Readout

if TYPE_CHECKING:
    import pyarrow


class Link(Protocol):
    """That a story takes up another; stories go by numbers."""

    @property
    def earlier(self) -> int:
        """The story that came before."""

    @property
    def later(self) -> int:
        """The story that takes it up."""

    @property
    def days(self) -> int:
        """Between the two."""

    @property
    def score(self) -> float:
        """How alike their most alike accounts are."""

    @property
    def pairs(self) -> int:
        """How many of their accounts are alike."""

    @property
    def reason(self) -> tuple[str, str]:
        """The most alike accounts, the earlier story's first."""


def bulk_tables(readouts: Sequence[Readout]) -> dict[str, pyarrow.Table]:
    """Every table of the readouts by its name, also the empty ones. Raises :class:`UsageError` without pyarrow.

    ``lineage`` has a row for each account: its story, its lineage, and what it is known by. ``events`` has a row for
    each event, not for each report of it, with its evidence. What was dropped is told of the run, not of each story.
    """
    found = arrow_tables(readouts)
    found["lineage"] = found.pop("accounts").rename_columns({"id": "account"})
    del found["dropped"]
    return found | {"events": _events(readouts)}


def _events(readouts: Sequence[Readout]) -> pyarrow.Table:
    arrow = loaded()
    names = polecat.POLECAT + polecat.OURS
    rows: list[tuple[Any, ...]] = [row for readout in readouts for row in polecat.rows(readout)]
    places = [("account", arrow.string()), ("start", arrow.int64()), ("end", arrow.int64()), ("quote", arrow.string())]
    evidence = arrow.list_(arrow.struct(places))
    columns = {}
    for at, name in enumerate(names):
        values = [row[at] for row in rows]
        if name == "Evidence":
            held = [[{key: getattr(one, key) for key in Evidence.__struct_fields__} for one in cell] for cell in values]
            columns[name] = arrow.array(held, evidence)
        elif name == "Independent Texts":
            columns[name] = arrow.array([int(value) for value in values], arrow.int64())
        else:
            columns[name] = arrow.array([None if value == "None" else value for value in values], arrow.string())
    return arrow.table(columns)


def bulk_threads(links: Iterable[Link], names: Mapping[int, str]) -> pyarrow.Table:
    """A row for each link: the story ``later`` takes up ``earlier``, ``days`` after it; with the best pair of both."""
    arrow = loaded()
    rows = [
        (names[one.earlier], names[one.later], one.days, one.score, one.pairs, one.reason[0], one.reason[1])
        for one in links
    ]
    kinds = {
        "earlier": arrow.string(), "later": arrow.string(), "days": arrow.int64(), "score": arrow.float64(),
        "pairs": arrow.int64(), "earlier_account": arrow.string(), "later_account": arrow.string(),
    }  # fmt: skip
    return arrow.table({name: arrow.array([row[at] for row in rows], kinds[name]) for at, name in enumerate(kinds)})
