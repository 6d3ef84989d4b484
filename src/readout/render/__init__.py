"""Readout -> bytes: the document, the report, the index, the terminal's summary, and the directory that holds them."""

from readout.render.brief_html import brief_html
from readout.render.brief_markdown import brief_markdown
from readout.render.directory import check_out, write
from readout.render.evidence import check_readout, collect
from readout.render.index import index_html
from readout.render.json import document, encode, load, load_texts, schema
from readout.render.report import report_html
from readout.render.selection import Selection
from readout.render.terminal import dropped_lines, overview, show, show_brief, show_changes, summary
from readout.render.whats_new import news_section

__all__ = [
    "Selection",
    "brief_html",
    "brief_markdown",
    "check_out",
    "check_readout",
    "collect",
    "document",
    "dropped_lines",
    "encode",
    "index_html",
    "load",
    "load_texts",
    "news_section",
    "overview",
    "report_html",
    "schema",
    "show",
    "show_brief",
    "show_changes",
    "summary",
    "write",
]
