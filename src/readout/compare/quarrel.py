"""The two sides of a quarrel, where a story has just two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.languages import table

if TYPE_CHECKING:
    from readout.compare.ledger import Ledger

_FEW_STEPS, _MOSTLY = 3, 0.6
"""Directed steps between two parties, and their share of all, from which the quarrel is theirs."""


def two_sides(ledger: Ledger) -> frozenset[str]:
    """The two parties between whom most directed steps go; empty where there are not just two."""
    pairs: dict[frozenset[str], int] = {}
    acting = {name for step in ledger.steps for name in ledger.parties_of(ledger.actors(step.told))}
    for step in ledger.steps:
        own = ledger.parties_of(ledger.actors(step.told))
        other = ledger.parties_of(ledger.recipients(step.told)) & acting - own
        if len(own) == 1 and len(other) == 1:
            pair = frozenset(own | other)
            pairs[pair] = pairs.get(pair, 0) + 1
    best = min(pairs, key=lambda pair: (-pairs[pair], sorted(pair)), default=frozenset[str]())
    most = pairs.get(best, 0)
    return best if most >= _FEW_STEPS and most >= _MOSTLY * sum(pairs.values()) else _two_states(ledger)


def _two_states(ledger: Ledger) -> frozenset[str]:
    """The two states that make most steps; empty where another party makes as many, or a third state more than one."""
    made: dict[str, int] = {}
    for step in ledger.steps:
        for name in ledger.parties_of(ledger.actors(step.told)):
            made[name] = made.get(name, 0) + 1
    ranked = sorted(made, key=lambda name: (-made[name], name))
    if len(ranked) < 2 or made[ranked[1]] < _FEW_STEPS or not ledger.states.issuperset(ranked[:2]):
        return frozenset()
    if any(made[name] == made[ranked[1]] or (made[name] > 1 and name in ledger.states) for name in ranked[2:]):
        return frozenset()
    return frozenset(ranked[:2])


def told_of_both(words: str) -> bool:
    """Whether words name the two parties of a quarrel together: "both sides", "the two governments"."""
    held = table("en", "move_lines")["amending"]["parties"]
    return words.casefold().removeprefix("to ").startswith(tuple(held))
