"""An act as it is found in a sentence, in word indices, before names and times are looked up."""

from __future__ import annotations

from typing import NamedTuple

from readout.read.events.grammar import Range, Verb
from readout.types import MoveKind, PloverType, Status


class Found(NamedTuple):
    """An act in word indices, before names and times are looked up."""

    type: PloverType
    mode: str | None
    move: MoveKind | None
    trigger: int
    clause: Range
    actor: Range | None
    recipient: Range | None
    theme: Range | None
    condition: Range | None
    status: Status
    hedged: bool = False
    verb: Verb | None = None
