"""Readout: what happened, who said what, and how many independent texts say so.

``Page -> Article -> Reading -> Story -> Readout``: five nouns, and one verb for each arrow.

>>> from readout import Page, extract, read
>>> note = "The port of Lund was closed on Friday, harbour master Oda Brekk said."
>>> reading = read(extract(Page(id="a1", input="a note", text=note, body_only=True)))
>>> [(item.speakers, note[s:e]) for item in reading.attributions for s, e in item.content]
[(('oda-brekk',), 'The port of Lund was closed on Friday')]
"""

from __future__ import annotations

from readout.cluster import cluster
from readout.compare import compare, settle_dates
from readout.extract import extract
from readout.ingest import records
from readout.pipeline import run
from readout.read import read
from readout.types import Article, Dropped, Evidence, Page, Reading, Readout, Story

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
    "extract",
    "read",
    "records",
    "run",
    "settle_dates",
]
