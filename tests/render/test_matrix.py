from __future__ import annotations

from typing import Any

from readout.render.matrix import columns, rows
from readout.render.names import labels


def test_reprints_of_one_story_fill_one_column(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    across = columns(readout, labels(readout))
    assert [column.letter for column in across] == ["A", "B", "C"]
    assert [len(column.labels) for column in across] == [3, 1, 1]


def test_the_filled_cells_are_the_independent_texts(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    found = rows(readout, columns(readout, labels(readout)))
    assert [row.fact.independent for row in found] == sorted((f.independent for f in readout.facts), reverse=True)
    for row in found:
        assert sum(bool(cell.evidence) for cell in row.cells) == row.fact.independent
        accounts = [item.account for cell in row.cells for item in cell.evidence]
        assert sorted(accounts) == sorted(row.fact.accounts)
