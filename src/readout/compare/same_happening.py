"""Whether two tellings are of one happening."""

from __future__ import annotations

from readout import edtf
from readout.compare.happenings import Happening
from readout.compare.terms import total
from readout.spans import overlap

SAME_WORDS = 0.5
SAME_PARTIES = 0.3
ANY_KIND = 0.58
_PLAIN = 0.45
"""The same where one of them is a clause without a political act."""
_WEIGHTY = 4.0
"""Weight of shared words from which a day and a week, or a year, may be told of one happening."""


def share(a: Happening, b: Happening) -> float:
    """Weighted share of the shorter telling's words that the other holds."""
    return _part(a.keys, b.keys)


def _deed_share(a: Happening, b: Happening) -> float:
    """The same without the words that name who acts: one party does many things in a day."""
    return _part(a.keys - a.acting, b.keys - b.acting)


def _part(a: frozenset[str], b: frozenset[str]) -> float:
    least = min(total(a), total(b))
    return total(a & b) / least if least else 0.0


def meets(a: Happening, b: Happening) -> bool:
    """Whether both are meetings."""
    return a.kind == "CONSULT" and b.kind == "CONSULT"


def same(a: Happening, b: Happening) -> bool:
    """Whether two tellings are of one happening: a compatible time, and enough of kind, parties, place and words."""
    if a.date is None or b.date is None or not edtf.compatible(a.date, b.date):
        return False
    held = share(a, b)
    day = edtf.day(a.date)
    if day is None or day != edtf.day(b.date):
        return (
            held >= SAME_WORDS
            and total(a.keys & b.keys) >= _WEIGHTY
            and (a.kind == b.kind or a.kind is None or b.kind is None)
        )
    if a.account == b.account and overlap(a.span, b.span) and a.kind != b.kind:
        return False
    together = bool(set(a.names) & set(b.names))
    if meets(a, b):
        if not places_agree(a, b):
            return False
        if a.names and b.names and a.persons == b.persons:
            return len(set(a.names) & set(b.names)) >= min(2, len(a.names), len(b.names)) or held >= ANY_KIND
        return (a.place is not None and a.place == b.place) or held >= SAME_WORDS
    if a.kind == b.kind:
        return held >= SAME_WORDS or (together and held >= SAME_PARTIES)
    if a.kind is None or b.kind is None:
        return held >= _PLAIN
    return held >= ANY_KIND and _deed_share(a, b) >= ANY_KIND


def places_agree(a: Happening, b: Happening) -> bool:
    """Whether two places may be one: one is unknown, or one name holds the other."""
    if a.place is None or b.place is None:
        return True
    one, two = a.place.casefold(), b.place.casefold()
    return one in two or two in one
