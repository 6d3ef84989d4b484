"""The notebook in docs/ runs from its first cell to its last, and what it shows is worth showing."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"
NOTEBOOK = json.loads((DOCS / "first-readout.ipynb").read_text("utf-8"))


def _run(source: str, names: dict[str, Any]) -> object:
    """What a notebook shows for a cell: the value of its last expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None


def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(DOCS)
    names: dict[str, Any] = {}
    shown = []
    for cell in NOTEBOOK["cells"]:
        if cell["cell_type"] == "code":
            shown.append((_run("".join(cell["source"]), names), capsys.readouterr().out))
    assert all(value or printed for value, printed in shown)
    assert names["answer"]._repr_html_().count("<details") >= 2
    assert [value for value, _ in shown if isinstance(value, bool)] == [True, True]
    assert "BEGIN:VCALENDAR" in shown[-2][1]


def test_it_is_kept_without_what_it_printed() -> None:
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in NOTEBOOK["cells"]}) == len(NOTEBOOK["cells"])
    assert not [cell for cell in NOTEBOOK["cells"] if cell.get("outputs") or cell.get("execution_count")]
