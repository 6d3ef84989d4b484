"""Readout: what happened, who said what, and how many independent texts say so.

``Page -> Article -> Reading -> Story -> Readout``: five nouns, and one verb for each arrow.

>>> from readout import Page, extract, read
>>> note = "The port of Lund was closed on Friday, harbour master Oda Brekk said."
>>> reading = read(extract(Page(id="a1", input="a note", text=note, body_only=True)))
>>> [(item.speakers, note[s:e]) for item in reading.attributions for s, e in item.content]
[(('oda-brekk',), 'The port of Lund was closed on Friday')]
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False  # typing itself takes longer to load than all of this; type checkers know the name
if TYPE_CHECKING:
    from typing import Any

    from readout.cluster import cluster
    from readout.compare import compare, settle_dates
    from readout.extract import extract
    from readout.ingest import records
    from readout.pipeline import run
    from readout.read import read
    from readout.render.exports import export, tables
    from readout.types import Article, Dropped, Evidence, Page, Reading, Readout, Story, Value

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Dropped",
    "Evidence",
    "Page",
    "Reading",
    "Readout",
    "Story",
    "cluster",
    "compare",
    "export",
    "extract",
    "read",
    "records",
    "run",
    "settle_dates",
    "tables",
]

_HOMES = {
    "cluster": "cluster", "compare": "compare", "settle_dates": "compare", "extract": "extract", "records": "ingest",
    "run": "pipeline", "read": "read", "export": "render.exports", "tables": "render.exports",
}  # fmt: skip
"""The module that each verb is defined in; the nouns are all in ``types``."""


def _html(noun: Value) -> str | None:
    """A noun as a notebook shows it; what draws it is loaded when one is shown."""
    shown: str | None = import_module(f"{__name__}.render.notebook").html(noun)
    return shown


def _verb(name: str) -> property:
    def get(module: ModuleType) -> Any:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

    def keep(module: ModuleType, value: object) -> None:
        """Four verbs bear the name of their folder; importing the folder does not hide the verb."""

    return property(get, keep)


class _Names(ModuleType):
    """This module, with each name loaded when it is first asked for: a command starts without all the stages."""

    def __getattr__(self, name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.types"), name)

    def __setattr__(self, name: str, value: Any) -> None:
        """Whoever imports ``types`` binds it here: then the nouns, which hold no logic, get what notebooks ask for."""
        super().__setattr__(name, value)
        if name == "types":
            value.Value._repr_html_ = _html

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


for _name in _HOMES:
    setattr(_Names, _name, _verb(_name))
sys.modules[__name__].__class__ = _Names
