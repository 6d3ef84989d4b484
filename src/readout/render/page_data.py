"""What the report's script needs, as JSON that is safe inside a page: the accounts' texts and the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from readout.render.dates import human
from readout.render.names import Label, squeeze
from readout.types import Account, Evidence, Readout

_KEPT = 400_000
"""Code points of one account's text that the page holds at least; evidence is always inside it."""
_AFTER = 2_000
_ESCAPES = (("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def embed(value: Any) -> Markup:
    """``value`` as JSON that no HTML parser can leave and no old script parser trips over.

    >>> embed({"a": "</script>"})
    Markup('{"a":"\\\\u003c/script\\\\u003e"}')
    """
    text = msgspec.json.encode(value).decode("utf-8")
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return Markup(text)


def astral(text: str) -> list[int]:
    """Offsets of the code points that UTF-16, and so JavaScript, counts as two.

    >>> astral("a😀b")
    [1]
    """
    return [at for at, character in enumerate(text) if character > "\uffff"] if not text.isascii() else []


def web_url(url: str | None) -> str | None:
    """``url`` if it leads to the web; any other scheme is not made a link."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _spans(evidence: Sequence[Evidence], account: str) -> list[tuple[int, int]]:
    return [(item.start, item.end) for item in evidence if item.account == account]


def _account(account: Account, text: str, label: Label, last: int) -> dict[str, Any]:
    kept = min(len(text), max(_KEPT, last + _AFTER))
    published = account.published
    return {
        "id": account.id,
        "key": label.key,
        "name": label.name,
        "short": label.short,
        "colour": label.colour,
        "url": web_url(account.url),
        "language": account.language,
        "published": human(published.value) if published.value else None,
        "basis": published.basis,
        "credits": [squeeze(item.value) for item in (*account.bylines, *account.agencies)],
        "phase": account.phase,
        "dates": _spans(published.evidence, account.id),
        "rejected": [
            {"value": human(date.value), "reason": date.reason, "spans": _spans(date.evidence, account.id)}
            for date in account.rejected_dates
        ],
        "text": text[:kept],
        "left": len(text) - kept,
        "astral": astral(text[:kept]),
        "blocks": [(block.start, min(block.end, kept), block.role) for block in account.blocks if block.start < kept],
    }


def page_data(
    readout: Readout, texts: Mapping[str, str], labels: dict[str, Label], evidence: Sequence[Evidence]
) -> dict[str, Any]:
    """Accounts in the order of their labels; evidence as ``[account's place, start, end]`` in code points.

    Relations say which two accounts share text (by place), how much, and which evidence pairs with which.
    """
    accounts = {account.id: account for account in readout.accounts}
    place = {name: at for at, name in enumerate(labels)}
    number = {item: at for at, item in enumerate(evidence)}
    last = dict.fromkeys(labels, 0)
    for item in evidence:
        last[item.account] = max(last[item.account], item.end)
    return {
        "accounts": [_account(accounts[name], texts[name], label, last[name]) for name, label in labels.items()],
        "evidence": [(place[item.account], item.start, item.end) for item in evidence],
        "relations": [
            {
                "a": place[one.a],
                "b": place[one.b],
                "shares": (round(one.a_in_b, 3), round(one.b_in_a, 3)),
                "pairs": [(number[pair.a], number[pair.b]) for pair in one.pairs],
            }
            for lineage in readout.lineages
            for one in lineage.relations
            if one.a in place and one.b in place
        ],
    }
