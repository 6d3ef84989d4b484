"""The evidence of a readout as one numbered list, and the check that every word of it is where it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from readout.errors import EvidenceError
from readout.spans import check, check_tiling, text_hash
from readout.types import Evidence, Readout


def _walk(value: Any) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from _walk(getattr(value, field))


def collect(readout: Readout) -> tuple[Evidence, ...]:
    """Every piece of evidence in the readout, once, in document order."""
    return tuple(dict.fromkeys(_walk(readout)))


def check_readout(readout: Readout, texts: Mapping[str, str]) -> None:
    """Raise :class:`EvidenceError` unless every quotation, block and text hash of the readout is true of ``texts``.

    ``texts`` maps account ids to texts; more of them than the readout has do no harm.
    """
    known = {account.id for account in readout.accounts}
    for account in readout.accounts:
        text = texts.get(account.id)
        if text is None:
            raise EvidenceError(f"account {account.id}: its text is missing")
        if text_hash(text) != account.text_sha256:
            raise EvidenceError(f"account {account.id}: the text is not the one that was read (SHA-256 differs)")
        check_tiling(account.blocks, text)
    for item in collect(readout):
        if item.account not in known:
            raise EvidenceError(f"evidence quotes {item.account!r}, which is no account of this readout")
        check(item, texts[item.account])
