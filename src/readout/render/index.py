"""``index.html``: every story of a run, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from readout.render.dates import human
from readout.render.lede import Lede, lede
from readout.render.names import joined, labels, squeeze
from readout.render.page import environment, policy, raw, source
from readout.types import Dropped, Readout


def _line(first: Lede) -> str:
    parts = [joined(part.text for part in first.who), *(part.text for part in (first.where, first.when) if part)]
    return " · ".join(part for part in parts if part)


def index_html(readouts: Sequence[Readout], dropped: Sequence[Dropped] = ()) -> str:
    """The page that lists ``readouts`` in the order given, each with its accounts, and ``dropped`` with the reasons."""
    style = source("page.css") + source("index.css")
    stories = [
        {
            "href": f"{quote(readout.story.id, safe='')}/readout.html",
            "title": squeeze(readout.story.title.value) if readout.story.title else readout.story.id,
            "line": _line(lede(readout, labels(readout))),
            "readout": readout,
            "names": list(dict.fromkeys(label.name for label in labels(readout).values() if label.short)),
            "contradictions": sum(item.relation == "contradicts" for item in readout.discrepancies),
        }
        for readout in readouts
    ]
    accounts = sum(len(readout.accounts) for readout in readouts)
    return (
        environment()
        .get_template("index.html")
        .render(
            stories=stories, dropped=dropped, accounts=accounts, style=raw(style), policy=policy(style), human=human
        )
    )
