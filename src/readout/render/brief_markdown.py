"""The brief as Markdown: to paste into a message or a ticket."""

from __future__ import annotations

import re

from readout.render.brief import Brief, Line, brief, texts
from readout.render.names import Label, labels, squeeze
from readout.types import Readout

_MEANT = re.compile(r"([\\`*_{}\[\]<>|~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_WEB = ("http://", "https://")
_STARTS = re.compile(r"^(\d*)([#+.)-])(?=\s|$)")


def escaped(words: str) -> str:
    r"""A page's words as they are, never as Markdown.

    >>> escaped("[a](b) *c* <i>"), escaped("1. May")
    ('\\[a\\](b) \\*c\\* \\<i\\>', '1\\. May')
    """
    line = _MEANT.sub(r"\\\1", squeeze(words)).replace("&", "&amp;")
    return _STARTS.sub(r"\1\\\2", line)


def _cited(line: Line, known: dict[str, Label]) -> str:
    telling = {item.account for item in line.evidence}
    keys = " ".join(label.key for name, label in known.items() if name in telling)
    number = f"{texts(line)}: " if line.independent else ""
    return f" [{number}{keys}]" if keys else ""


def _line(line: Line, known: dict[str, Label], depth: int) -> list[str]:
    when = f"**{escaped(line.when)}:** " if line.when else ""
    note = f" *({escaped(line.note)})*" if line.note else ""
    shown = [f"{'  ' * depth}- {when}{escaped(line.text)}{note}{_cited(line, known)}"]
    for below in line.below:
        shown += _line(below, known, depth + 1)
    return shown


def _linked(name: str, url: str | None) -> str:
    """The name as a link, however long the address is; bare where the page gives no address of the web."""
    plain = url and url.isprintable() and not set(url) & set("<> \\")
    return f"[{name}](<{_ENTITY.sub('&amp;', url)}>)" if url and plain and url.startswith(_WEB) else name


def brief_markdown(readout: Readout) -> str:
    """The brief on ``readout`` as CommonMark, with a list of the accounts that it cites."""
    page: Brief = brief(readout)
    known = labels(readout)
    urls = {account.id: account.url for account in readout.accounts}
    lines = [f"# {escaped(page.title)}", ""]
    lines += [escaped(page.line), ""] if page.line else []
    lines += [f"*{page.basis}*", ""]
    for part in page.parts:
        lines += [f"## {part.heading}", ""]
        for line in part.lines:
            lines += _line(line, known, 0)
        lines.append("")
    lines += ["## Accounts", ""]
    for label, date in page.accounts:
        name = escaped(label.name)
        lines.append(f"- **{label.key}** {_linked(name, urls[label.account])}, {escaped(date)}")
    return "\n".join(lines) + "\n"
