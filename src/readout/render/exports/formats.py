"""What an export is: a name, the words that teach it, and a function from answers to bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from readout.types import Readout


class Answer(Struct, frozen=True, kw_only=True):
    """A readout with the texts that its offsets count in, by account id."""

    readout: Readout
    texts: Mapping[str, str]


Files = dict[str, bytes]
"""The files of an export that is several, by name."""
Writer = Callable[[Sequence[Answer], str], bytes | Files]
"""From the answers on any number of stories, and the base of the names (IRIs) they get, to the export."""


class Format(Struct, frozen=True, kw_only=True):
    """One export format. ``files`` says that it is several files, which need a folder or a ``.zip``."""

    name: str
    title: str
    suffix: str
    readers: str
    holds: str
    write: Writer
    files: bool = False
