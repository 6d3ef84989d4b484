"""A move as the ledger prints it: who does what to whom stands in a row of its own, so the line says only the rest."""

from __future__ import annotations

from collections.abc import Mapping

from readout.render.names import squeeze
from readout.types import Move

_MARKS = "\"“”„«»'‘’ .,"


def told(move: Move, names: Mapping[str, str]) -> str:
    """The move's text without a head such as "Ardovia demands of Brenn: ", where what follows are an account's words.

    ``names`` maps entity ids to names. A line that is itself an account's words comes back whole.
    """
    text = squeeze(move.text)
    quotes = [squeeze(item.quote) for item in move.evidence]
    if any(text.strip(_MARKS) in quote for quote in quotes):
        return text
    head, colon, rest = text.partition(": ")
    named = any(head.startswith(names[actor]) for actor in move.actors if names.get(actor))
    return rest if colon and named and any(rest.strip(_MARKS) in quote for quote in quotes) else text


def condition(move: Move) -> str | None:
    """The words the move depends on, unless its line says them already."""
    if not move.condition or squeeze(move.condition) in squeeze(move.text):
        return None
    return squeeze(move.condition)
