"""The notebooks in docs/, run cell by cell as Jupyter would run them, and as pages with what each cell shows."""

from __future__ import annotations

import ast
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from pprint import pformat
from typing import Any, NamedTuple


class Cell(NamedTuple):
    """A cell that was run: its source, what it printed, the value of its last expression. Text shows nothing more."""

    code: bool
    source: str
    printed: str = ""
    value: object = None


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def run(path: Path) -> list[Cell]:
    """The cells of the notebook, run in order in the notebook's own folder; an error in one is an error here."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = []
    with _inside(path.parent):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            cells.append(_run(source, names) if cell["cell_type"] == "code" else Cell(False, source))
    return cells


def _run(source: str, names: dict[str, Any]) -> Cell:
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, "cell", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None
    return Cell(True, source, printed.getvalue(), value)


def page(path: Path) -> str:
    """The notebook as Markdown: its text, its code, and below each cell what it shows."""
    blocks = []
    for cell in run(path):
        blocks.append(f"```python\n{cell.source}\n```" if cell.code else cell.source)
        if cell.printed:
            blocks.append(f"```text\n{cell.printed.rstrip()}\n```")
        if cell.value is not None:
            shown = getattr(cell.value, "_repr_html_", lambda: None)()
            blocks.append(shown or f"```text\n{pformat(cell.value, width=88, sort_dicts=False)}\n```")
    return "\n\n".join(blocks) + "\n"
