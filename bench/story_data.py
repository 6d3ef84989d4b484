"""Public sets of stories and articles as readings, for what measures and trains grouping."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readout.spans import lines, text_hash
from readout.types import Block, Published, Reading

DATA = Path(__file__).parents[2] / "shared" / "data"


def records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def reading(id_: str, text: str, title: str | None = None, published: str | None = None) -> Reading:
    """The text as a reading with one body block and a sentence per line or full stop: enough for clustering."""
    head = f"{title}\n" if title else ""
    whole = head + text
    blocks = [Block(start=0, end=len(head), role="headline")] if head else []
    if text:
        blocks.append(Block(start=len(head), end=len(whole), role="body"))
    sentences = []
    for start, end in lines(whole):
        at = start
        while at < end:
            stop = whole.find(". ", at, end)
            stop = end if stop < 0 else stop + 1
            if whole[at:stop].strip():
                sentences.append((at, stop))
            at = stop + 1
    return Reading(
        id=id_, input=id_, text=whole, text_sha256=text_hash(whole), language="en", blocks=tuple(blocks),
        published=Published(value=published, basis="stated" if published else "unknown"), sentences=tuple(sentences),
    )  # fmt: skip
