"""The nouns in a notebook: a readout as a card, every other noun as a small table, every word of a page escaped.

This is what ``_repr_html_`` gives. The nouns hold no logic; the package hangs this on them when it is first used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from msgspec import Struct

from readout.edtf import parse
from readout.render.dates import human
from readout.render.names import account_name, squeeze
from readout.types import Account, Article, Evidence, Page, Readout, Sourced, Story

_LONG = 280  # characters of one value
_MANY = 8  # values of one field, lines of one part
_DATES = frozenset({"date", "said", "start", "end"})
_LEFT = ' style="text-align:left"'  # notebooks put cells to the right
_SAID = ("title", "name", "text")
_WHOLE = frozenset({"text", "html"})  # whole pages: their beginning will do


def html(value: object) -> str | None:
    """``value`` as HTML without scripts; ``None`` for what is no noun, so that its plain form is shown."""
    if isinstance(value, Readout):
        return _readout(value)
    if isinstance(value, Evidence):
        return f"<div>{_quote(value)}</div>"
    if isinstance(value, Struct):
        return _noun(value)
    return None


def _words(text: str, limit: int = _LONG) -> str:
    return escape(squeeze(text, limit))


def _quote(item: Evidence) -> str:
    place = f"{item.account} {item.start}–{item.end}"
    return f'<q dir="auto">{_words(item.quote)}</q> <small>{escape(squeeze(place))}</small>'


def _when(value: str) -> str:
    return f'<time title="{escape(value)}">{escape(human(value))}</time>' if parse(value) else _words(value)


def _shown(field: str, value: Any) -> str:
    """One value of a field; nothing for what is not known."""
    if value is None or value in ((), ""):
        return ""
    if isinstance(value, Evidence):
        return _quote(value)
    if isinstance(value, str):
        return _when(value) if field in _DATES else f'<span dir="auto">{_words(value)}</span>'
    if isinstance(value, Sourced):
        return f'<span dir="auto">{_words(value.value)}</span>'
    if isinstance(value, tuple):
        return _several(field, value)
    if isinstance(value, dict):
        return f"{len(value)} of them" if value else ""
    if isinstance(value, Struct) and hasattr(value, "id"):
        return _named(value)
    if isinstance(value, Readout):
        return f"{_shown('story', value.story)} <small>({len(value.accounts)} accounts)</small>"
    if isinstance(value, Struct):
        held = ((name, _inner(name, getattr(value, name))) for name in value.__struct_fields__)
        return ", ".join(f"{escape(name)} {shown}" for name, shown in held if shown)
    return escape(str(value))


def _inner(field: str, value: Any) -> str:
    """A field of a noun within another: evidence is shown, what is nested deeper is counted."""
    deeper = isinstance(value, tuple) and any(not isinstance(one, str | Evidence | Sourced) for one in value)
    return f"{len(value)} of them" if deeper else _shown(field, value)


def _named(value: Struct) -> str:
    """A noun within another: its id, and its title, name or text where it has one."""
    said = next((held for name in _SAID if (held := getattr(value, name, None))), None)
    words = _words(said.value if isinstance(said, Sourced) else said) if isinstance(said, Sourced | str) else ""
    return f'<code>{_words(str(getattr(value, "id", "")))}</code> <span dir="auto">{words}</span>'.strip()


def _several(field: str, values: Sequence[Any]) -> str:
    if all(isinstance(one, str) for one in values):
        more = f" … and {len(values) - _MANY} more" if len(values) > _MANY else ""
        return ", ".join(_words(one) for one in values[:_MANY]) + more
    if len(values) > _MANY and not isinstance(values[0], Evidence | Sourced):
        return f"{len(values)} of them"
    return _list((_shown(field, one) for one in values), len(values))


def _list(items: Iterable[str], total: int) -> str:
    shown = [item for item, _ in zip(items, range(_MANY), strict=False)]
    more = [f"<small>… and {total - _MANY} more</small>"] if total > _MANY else []
    return "<br>".join(shown + more)


def _title(value: Struct) -> str:
    name = getattr(value, "id", None)
    return escape(type(value).__name__) + (f" <code>{_words(str(name))}</code>" if name else "")


def _noun(value: Struct) -> str:
    rows = []
    for field in value.__struct_fields__:
        held = getattr(value, field)
        if field == "id" or (field == "blocks" and isinstance(value, Article | Account)):
            continue
        if isinstance(value, Article | Page | Story) and isinstance(held, tuple) and len(held) > _MANY:
            shown = f"{len(held)} of them"
        elif field in _WHOLE and isinstance(held, str) and isinstance(value, Article | Page):
            shown = f'<span dir="auto">{_words(held)}</span> <small>({len(held):,} characters)</small>'
        else:
            shown = _shown(field, held)
        if shown:
            rows.append(f"<tr><th{_LEFT}>{escape(field)}</th><td{_LEFT}>{shown}</td></tr>")
    return f"<table><caption>{_title(value)}</caption><tbody>{''.join(rows)}</tbody></table>"


def _readout(readout: Readout) -> str:
    """What a reader asks first: what it is about, on how many texts it stands, who wants what, what is disputed."""
    story = readout.story
    head = _words(story.title.value) if story.title else f"Story {_words(story.id)}"
    days = " – ".join(dict.fromkeys(human(day) for day in (story.start, story.end) if day))
    place = squeeze(story.place.value) if story.place else ""
    facts = ", ".join(part for part in (place, days) if part)
    texts = readout.independent_texts
    accounts = len(readout.accounts)
    counted = _counted(f"{accounts} account{'s' if accounts != 1 else ''}", texts)
    parts = [
        f'<h4 dir="auto">{head}</h4>',
        f"<p>{escape('; '.join(part for part in (facts, counted) if part))}</p>",
    ]
    for name, lines in (
        ("moves", [(f"{human(move.date)}: " if move.date else "") + move.text for move in readout.moves]),
        ("discrepancies", [_disputed(one.text, one.relation) for one in readout.discrepancies]),
        ("facts", [_counted(fact.text, fact.independent) for fact in readout.facts]),
    ):
        if lines:
            told = "".join(f'<li dir="auto">{_words(line)}</li>' for line in lines[:_MANY])
            more = f"<li><small>… and {len(lines) - _MANY} more</small></li>" if len(lines) > _MANY else ""
            opened = " open" if name == "moves" else ""
            parts.append(
                f"<details{opened}><summary>{len(lines)} <code>.{name}</code></summary><ul>{told}{more}</ul></details>"
            )
    others = ("statements", "timeline", "entities", "lineages", "omissions", "dropped")
    rest = ", ".join(f"{len(getattr(readout, name))} <code>.{name}</code>" for name in others)
    outlets = ", ".join(dict.fromkeys(_words(account_name(account)) for account in readout.accounts[:_MANY]))
    return f"<div>{''.join(parts)}<p>{rest}</p><p><small>{outlets}</small></p></div>"


def _counted(text: str, texts: int) -> str:
    return f"{text} ({texts} independent text{'s' if texts != 1 else ''})"


def _disputed(text: str, relation: str) -> str:
    return f"{text} ({relation})"
