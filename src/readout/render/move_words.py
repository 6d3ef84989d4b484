"""A move as one line of words: who, what, on which condition, each only where the line does not say it itself."""

from __future__ import annotations

from msgspec import Struct

from readout.render.names import entity_names, joined, squeeze
from readout.types import Move, Readout


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
    called = {
        word
        for entity in readout.entities
        if entity.id in move.actors
        for word in (*squeeze(entity.name).split(), *(squeeze(name.value) for name in entity.names))
    }
    named = any(word in text for word in called)
    who = "" if named else joined(names.get(name, name) for name in move.actors) or "someone"
    condition = squeeze(move.condition or "")
    return MoveWords(who=who, text=text, condition="" if condition in text else condition)
