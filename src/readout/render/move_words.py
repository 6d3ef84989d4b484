"""A move as one line of words: who, what, on which condition, each only where the line does not say it itself."""

from __future__ import annotations

import re

from msgspec import Struct

from readout.render.names import entity_names, joined, squeeze
from readout.types import Move, Readout

_WORD = re.compile(r"[^\W\d_]{2,}")


class MoveWords(Struct, frozen=True, kw_only=True):
    """``who`` and ``condition`` are empty where ``text`` tells them."""

    who: str
    text: str
    condition: str

    @property
    def line(self) -> str:
        """The whole line."""
        told = f"{self.who}: {self.text}" if self.who else self.text
        return f"{told} ({self.condition})" if self.condition else told


def move_words(move: Move, readout: Readout, names: dict[str, str] | None = None) -> MoveWords:
    """``move`` in words; ``readout`` is the one it stands in, ``names`` its entities' names where they are at hand."""
    names = names or entity_names(readout)
    text = squeeze(move.text)
    who = "" if _named(move, readout, text) else joined(names.get(name, name) for name in move.actors) or "someone"
    condition = squeeze(move.condition or "")
    return MoveWords(who=who, text=text, condition="" if condition in text else condition)


def _named(move: Move, readout: Readout, text: str) -> bool:
    """Whether the text names one of the actors, by a whole name or by a word of it that is no small word."""
    lower = text.casefold()
    said = set(_WORD.findall(lower))
    for entity in readout.entities:
        if entity.id in move.actors:
            telling = {word.casefold() for word in _WORD.findall(entity.name) if not word.islower()}
            if telling & said or any(squeeze(name.value).casefold() in lower for name in entity.names):
                return True
    return False
