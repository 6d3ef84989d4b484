"""What every kind of discrepancy needs: sides in their own words, in a fixed order, and how to speak of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from readout.compare.propositions import Proposition
from readout.spans import evidence
from readout.types import Discrepancy, DiscrepancyAbout, DiscrepancyRelation, Evidence, Side

_RELATIONS = ("contradicts", "supersedes", "refines", "rewords", "respells")
_ABOUT = ("outcome", "number", "date", "place", "title", "scope", "attribution", "headline", "wording", "name")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PER_SIDE = 6


def side(value: str, found: Sequence[Evidence]) -> Side:
    """A side with its evidence in order, each place once, at most six of them."""
    unique = sorted({(e.account, e.start, e.end): e for e in found}.items())
    return Side(value=" ".join(value.split()), evidence=tuple(item for _, item in unique)[:_PER_SIDE])


def words(item: Proposition, texts: Mapping[str, str]) -> Evidence:
    """The clause as evidence."""
    return evidence(item.account, texts[item.account], item.span)


def in_accounts(found: Sequence[Evidence]) -> str:
    """How many accounts the words are from.

    >>> in_accounts([])
    'in no accounts'
    """
    number = len({item.account for item in found})
    told = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"in {told} account{'' if number == 1 else 's'}"


def against(sides: Sequence[Side]) -> str:
    """The sides' values against one another, each with the number of its accounts."""
    return ", ".join(f"“{item.value}” {in_accounts(item.evidence)}" for item in sides)


def discrepancy(
    about: DiscrepancyAbout, relation: DiscrepancyRelation, text: str, sides: Sequence[Side]
) -> Discrepancy:
    """A discrepancy that has no id yet; sides in the order given."""
    return Discrepancy(id="", about=about, relation=relation, text=text, sides=tuple(sides))


def rank(item: Discrepancy) -> tuple[object, ...]:
    """The order in which a reader wants them: what cannot both be true first, spellings last."""
    first = item.sides[0].evidence[0]
    return (
        _RELATIONS.index(item.relation),
        _ABOUT.index(item.about),
        first.account,
        first.start,
        first.end,
        item.text,
    )
