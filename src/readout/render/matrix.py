"""Facts by independent text: one column for each lineage, so that five reprints of one story fill one column."""

from __future__ import annotations

from msgspec import Struct

from readout.render.names import Label, letters
from readout.types import Evidence, Fact, Readout


class Column(Struct, frozen=True, kw_only=True):
    """One independent text: its letter, its colour, and the labels of the accounts that carry it."""

    lineage: str
    letter: str
    colour: int
    labels: tuple[Label, ...]


class Cell(Struct, frozen=True, kw_only=True):
    """What one text has of a fact: the first evidence of each account that states it, the original's first."""

    column: Column
    evidence: tuple[Evidence, ...]


class Row(Struct, frozen=True, kw_only=True):
    """A fact and one cell for each column."""

    fact: Fact
    cells: tuple[Cell, ...]


def columns(readout: Readout, known: dict[str, Label]) -> tuple[Column, ...]:
    """The lineages in the readout's order; accounts outside every lineage stand in a column without a letter."""
    found = [
        Column(
            lineage=lineage.id,
            letter=letters(ordinal),
            colour=ordinal,
            labels=tuple(label for label in known.values() if label.lineage == lineage.id),
        )
        for ordinal, lineage in enumerate(readout.lineages)
        if lineage.accounts
    ]
    astray = tuple(label for label in known.values() if not label.lineage)
    if astray:
        found.append(Column(lineage="", letter="–", colour=astray[0].colour, labels=astray))
    return tuple(found)


def rows(readout: Readout, across: tuple[Column, ...]) -> tuple[Row, ...]:
    """The facts, those in most independent texts first; of equals those in most accounts."""
    found = []
    for fact in sorted(readout.facts, key=lambda one: (-one.independent, -len(one.accounts))):
        first: dict[str, Evidence] = {}
        for item in fact.evidence:
            first.setdefault(item.account, item)
        cells = tuple(
            Cell(column=column, evidence=tuple(first[one.account] for one in column.labels if one.account in first))
            for column in across
        )
        found.append(Row(fact=fact, cells=cells))
    return tuple(found)
