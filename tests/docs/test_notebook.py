"""The notebook in docs/ runs from its first cell to its last, and what it shows is worth showing."""

from __future__ import annotations

import json
from pathlib import Path

from docs.notebook import page, run

NOTEBOOK = Path(__file__).parents[2] / "docs" / "first-readout.ipynb"


def test_the_notebook_runs_and_every_cell_shows_something() -> None:
    cells = [cell for cell in run(NOTEBOOK) if cell.code]
    assert all(cell.printed or cell.value for cell in cells)
    assert [cell.value for cell in cells if isinstance(cell.value, bool)] == [True, True]
    assert "BEGIN:VCALENDAR" in cells[-2].printed


def test_its_page_has_the_cards() -> None:
    made = page(NOTEBOOK)
    assert "<details open><summary>" in made
    assert "<table><caption>Move <code>m1</code></caption>" in made
    assert "\n\n```text\nTrue\n```\n" in made


def test_it_is_kept_without_what_it_printed() -> None:
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    assert not [cell for cell in notebook["cells"] if cell.get("outputs") or cell.get("execution_count")]
