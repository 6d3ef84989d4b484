"""The brief as one page of HTML, for the screen and for paper; its letters lead into the report beside it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from msgspec import Struct

from readout.render.brief import brief, texts
from readout.render.names import Label, first_per_account, labels, squeeze
from readout.render.page import environment, policy, raw, source
from readout.render.palette import stylesheet
from readout.types import Evidence, Readout

_REPORT = "readout.html"
_SHOWN = 300


class Citation(Struct, frozen=True, kw_only=True):
    """An account that carries a line: its label, where its words are in the report, and the words."""

    label: Label
    href: str
    quote: str


def _href(item: Evidence) -> str:
    return f"{_REPORT}#account/{quote(item.account, safe='')}/{item.start}-{item.end}"


def brief_html(readout: Readout) -> str:
    """The brief on ``readout``; its links lead to ``readout.html`` in the same folder. It loads nothing else."""
    known = labels(readout)
    style = source("page.css") + source("brief.css") + stylesheet(len(readout.lineages) + 1)

    def citations(evidence: Iterable[Evidence]) -> list[Citation]:
        first = {item.account: item for item in first_per_account(evidence)}
        return [
            Citation(label=label, href=_href(first[name]), quote=squeeze(first[name].quote, _SHOWN))
            for name, label in known.items()
            if name in first
        ]

    page = brief(readout)
    return (
        environment()
        .get_template("brief.html")
        .render(
            brief=page, version=readout.made_by.version, citations=citations, texts=texts, style=raw(style),
            policy=policy(style), report=_REPORT, title_href=next(map(_href, page.title_evidence), ""),
        )
    )  # fmt: skip
