"""Amounts that differ: two accounts that count the same people or things and come to another number.

Amounts are compared only where the same is counted, the same happened to it, and the sentences around share enough
names, dates and words that no other count can be meant. Two roundings of one number are no discrepancy.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import floor, inf

from msgspec import Struct

from readout.compare.alignment import Lexicon
from readout.compare.material import Material
from readout.compare.propositions import Proposition
from readout.compare.quantities import Quantity, agree, finer, measures
from readout.compare.sides import against, discrepancy, side
from readout.compare.terms import key, terms
from readout.compare.thresholds import (
    CLAIMS_COMPARED,
    CLEARLY_APART,
    DATED_CONTEXT,
    MEASURED_CONTEXT,
    NAME_WEIGHT,
    SAME_AMOUNT_CONTEXT,
    UNMEASURED_CONTEXT,
    VAGUELY_APART,
)
from readout.edtf import compatible, order_key
from readout.languages import table
from readout.spans import evidence
from readout.types import Discrepancy, DiscrepancyRelation, Evidence, Side

_MEASURE_REACH = 48
_LARGE = 1_000
_DISTANCES = frozenset({"after", "before", "ago", "earlier", "later", "since", "into", "from", "until", "to"})
_CALENDAR = frozenset(
    key(word) for word in ("hours", "days", "weeks", "months", "years", "minutes", "seconds", "decades")
)
_GENERIC = frozenset({"people", ""})


class Claim(Struct, frozen=True):
    """An amount in a clause: what is counted, what happened to it, and what its sentence is about."""

    item: Proposition
    amount: Quantity
    measure: str
    keys: frozenset[str]
    names: frozenset[str]
    dates: tuple[str, ...]
    told: Evidence


def claims(items: Sequence[Proposition], texts: Mapping[str, str]) -> tuple[Claim, ...]:
    """The amounts of all clauses that count something and are no mere distance in time."""
    around: dict[tuple[str, int], list[Proposition]] = defaultdict(list)
    for item in items:
        around[item.account, item.sentence[0]].append(item)
    found = []
    for item in items:
        text = texts[item.account]
        group = around[item.account, item.sentence[0]]
        for amount in item.numbers:
            measure = _measure(text, item, amount)
            if not (amount.unit or measure) or _is_distance(text, amount):
                continue
            found.append(
                Claim(
                    item=item,
                    amount=amount,
                    measure=measure,
                    keys=frozenset().union(*(other.keys for other in group)),
                    names=item.around,
                    dates=tuple(dict.fromkeys(date for other in group for date in other.dates)),
                    told=evidence(item.account, text, amount.whole),
                )
            )
    return tuple(found)


def _is_distance(text: str, amount: Quantity) -> bool:
    """ "11 days after the first round" counts no days: it is a date."""
    following = text[amount.whole[1] : amount.whole[1] + 12].split()
    return amount.unit in _CALENDAR and bool(following) and following[0].strip(",.").casefold() in _DISTANCES


def _measure(text: str, item: Proposition, amount: Quantity) -> str:
    """The nearest word that says what happened to those counted, not beyond another number."""
    known = measures()
    nearest: tuple[int, str] | None = None
    for term in terms(text, item.span):
        measure = known.get(text[term.span[0] : term.span[1]].casefold())
        if measure is None:
            continue
        low, high = sorted((term.span, amount.span))
        gap = high[0] - low[1]
        between = any(low[1] <= other.span[0] and other.span[1] <= high[0] for other in item.numbers)
        if gap <= _MEASURE_REACH and not between and (nearest is None or gap < nearest[0]):
            nearest = (gap, measure)
    return nearest[1] if nearest else ""


def _context(a: Claim, b: Claim, known: Lexicon) -> float:
    """Weight of what the two sentences share besides what is counted."""
    counted = {a.amount.unit, b.amount.unit}
    shared = known.total((a.keys & b.keys) - counted)
    dated = any(compatible(x, y) for x in a.dates for y in b.dates)
    return shared + NAME_WEIGHT * len(a.names & b.names) + (DATED_CONTEXT if dated else 0.0)


def same_count(a: Claim, b: Claim, known: Lexicon) -> bool:
    """Whether both count the same: unit, fate, parties, days and enough of the sentences around agree."""
    if a.measure != b.measure:
        return False
    if a.amount.unit != b.amount.unit and not (
        a.measure and (a.amount.unit in _GENERIC or b.amount.unit in _GENERIC or _is_measure(a) or _is_measure(b))
    ):
        return False
    if a.item.negated != b.item.negated or a.item.ahead != b.item.ahead:
        return False
    if a.item.names and b.item.names and not set(a.item.names) & b.names and not set(b.item.names) & a.names:
        return False
    if a.dates and b.dates and not any(compatible(x, y) for x in a.dates for y in b.dates):
        return False
    if (a.amount.low, a.amount.high) == (b.amount.low, b.amount.high) and a.amount.low >= _LARGE:
        return _context(a, b, known) >= SAME_AMOUNT_CONTEXT  # 12 million a day, 12 million in all
    return _context(a, b, known) >= (MEASURED_CONTEXT if a.measure else UNMEASURED_CONTEXT)


def _is_measure(claim: Claim) -> bool:
    """ "30 wounded" counts whoever was wounded."""
    return claim.amount.unit.startswith("=") and claim.amount.unit[1:] in ("kill", "injure", "arrest", "evacu")


def _rounds(fine: float, rough: float) -> bool:
    """Whether ``rough`` is ``fine`` rounded: 3.2 million and 3 million, 13,280 and 13,000, 3.2 and 3 percent.

    Below a hundred nobody rounds a count: 40 and 42 dead are two numbers.
    """
    if rough in (inf, fine):
        return False
    if rough < 100 or rough != int(rough):
        return fine != int(fine) and floor(fine + 0.5) == rough
    size = 1
    while int(rough) % (size * 10) == 0:
        size *= 10
    return size * 100 > rough and abs(fine - rough) <= size / 2


def relation(a: Quantity, b: Quantity) -> DiscrepancyRelation | None:
    """How two amounts of one thing differ: ``contradicts``, ``refines``, or not worth a word (``None``)."""
    if a.rate and b.rate and a.rate != b.rate:
        return "contradicts" if (a.low, a.high) == (b.low, b.high) else None
    if (a.low, a.high) == (b.low, b.high):
        return None
    exact = a.kind == b.kind == "exact"
    if exact and (_rounds(a.low, b.low) or _rounds(b.low, a.low)):
        return None
    if agree(a, b):
        vague = {"vague", "least", "most", "range"}
        coarse, fine = (a, b) if b.high - b.low < a.high - a.low else (b, a)
        telling = coarse.kind in vague and fine.kind in ("exact", "about") and not _edge(coarse, fine)
        if coarse.kind == "about" and fine.kind == "exact":
            telling = fine.low != round((coarse.low + coarse.high) / 2, 6)
        return "refines" if telling and (finer(fine, coarse) or fine.kind == "about") else None
    lower, upper = (a, b) if a.high < b.low else (b, a)
    apart = upper.low / lower.high if lower.high > 0 else inf
    if exact:
        return "contradicts"
    vague_pair = "vague" in (a.kind, b.kind)
    return "contradicts" if apart >= (VAGUELY_APART if vague_pair else CLEARLY_APART) else None


def _edge(coarse: Quantity, fine: Quantity) -> bool:
    """ "More than 13,000" beside "13,000": two ways of rounding one number."""
    bound = coarse.low if coarse.kind == "least" else coarse.high if coarse.kind == "most" else None
    return bound is not None and fine.low <= bound <= fine.high


def number_discrepancies(material: Material) -> list[Discrepancy]:
    """One discrepancy per thing counted differently, the accounts of one amount on one side."""
    texts, known = material.texts, material.known
    published = {reading.id: reading.published.value or "" for reading in material.story.readings}
    by_kind: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims(material.clauses, texts):
        by_kind[claim.measure or "counted " + claim.amount.unit].append(claim)
    found = []
    for kind in sorted(by_kind):
        for group in _same_counts(by_kind[kind], known):
            made = _difference(group, texts, published)
            if made:
                found.append(made)
        found += _changed(by_kind[kind], texts, published)
    return found


@cache
def _changes() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, table("en", "headlines")["changes"]["verbs"]))
    return re.compile(
        rf"\b(?:{verbs})\s+(?:its|their|his|her|the)\s+(?:\w+\s)?(?P<what>\w+)\s+(?:from\s[^.;]{{1,40}}?\s)?to\s+$"
    )


def _changed(found: Sequence[Claim], texts: Mapping[str, str], published: Mapping[str, str]) -> list[Discrepancy]:
    """ "Raised its offer to 6.5 percent" replaces the other amount that an earlier account has for that party’s offer."""
    made = []
    for claim in found:
        text = texts[claim.item.account]
        said = _changes().search(text, max(claim.item.sentence[0], claim.amount.span[0] - 80), claim.amount.span[0])
        if said is None:
            continue
        what = key(said["what"])
        earlier = [
            other
            for other in found
            if other.item.account != claim.item.account
            and other.item.named & claim.item.named
            and what in other.keys
            and not agree(other.amount, claim.amount)
            and not other.item.verbatim
            and published[other.item.account]
            and published[claim.item.account]
            and order_key(published[other.item.account]) < order_key(published[claim.item.account])
        ]
        later = [
            c
            for c in found
            if what in c.keys and (c.amount.low, c.amount.high) == (claim.amount.low, claim.amount.high)
        ]
        if earlier and len({(c.amount.low, c.amount.high) for c in earlier}) == 1:
            sides = [_side(earlier, texts), _side(later, texts)]
            told = f"The {said['what']} changed: “{sides[0].value}” at first, “{sides[1].value}” later."
            made.append(discrepancy("number", "supersedes", told, sides))
    return made[:1]


def _same_counts(found: Sequence[Claim], known: Lexicon) -> list[list[Claim]]:
    """Claims that count the same, each put to the first group whose members all do."""
    groups: list[list[Claim]] = []
    for claim in found:
        for group in groups[:CLAIMS_COMPARED]:
            if all(same_count(claim, member, known) for member in group[:4]):
                group.append(claim)
                break
        else:
            groups.append([claim])
    return [group for group in groups if len({claim.item.account for claim in group}) > 1]


def _difference(group: Sequence[Claim], texts: Mapping[str, str], published: Mapping[str, str]) -> Discrepancy | None:
    """The sides of one count: a toll that moved on with time, amounts that exclude each other, or a finer telling."""
    values: dict[tuple[float, float, str], list[Claim]] = defaultdict(list)
    for claim in group:
        values[claim.amount.low, claim.amount.high, claim.amount.rate].append(claim)
    if len(values) < 2:
        return None
    ordered = sorted(values.values(), key=lambda claims: (-len({c.item.account for c in claims}), claims[0].amount.low))
    what = _what(ordered[0][0], texts)
    moved = _moved_on(ordered, published)
    if moved:
        sides = [_side(claims, texts) for claims in moved]
        told = ", then ".join(f"“{item.value}”" for item in sides)
        return discrepancy("number", "supersedes", f"{what} changed from account to account: {told}.", sides)
    base = ordered[0]
    for kind in ("contradicts", "refines"):
        others = [
            claims
            for claims in ordered[1:]
            if relation(base[0].amount, claims[0].amount) == kind and _apart(base, claims, kind)
        ]
        if kind == "contradicts" and base[0].measure and any(not published[c.item.account] for c in group):
            others = []  # a toll without a date may be an early one
        if not others:
            continue
        sides = [_side(claims, texts) for claims in (base, *others)]
        how: DiscrepancyRelation = "refines" if kind == "refines" else "contradicts"
        verb = "One amount is told more exactly than the other" if kind == "refines" else f"{what} differs"
        return discrepancy("number", how, f"{verb}: {against(sides)}.", sides)
    return None


def _moved_on(values: Sequence[Sequence[Claim]], published: Mapping[str, str]) -> list[Sequence[Claim]] | None:
    """The values of a toll in the order of time, if each is of later accounts than the last, and all rise or all fall.

    The dead become more and the missing fewer as days pass: the later number replaces the earlier. Accounts without a
    date follow the dated ones of their number.
    """
    if not values[0][0].measure:
        return None
    dated = [
        sorted(order_key(published[c.item.account]) for c in claims if published[c.item.account]) for claims in values
    ]
    if not all(dated):
        return None
    order = sorted(range(len(values)), key=lambda i: dated[i])
    steps = list(pairwise(order))
    if any(dated[one][-1][0].date() >= dated[two][0][0].date() for one, two in steps):
        return None
    amounts = [values[i][0].amount for i in order]
    rising = all(x.low < y.low and x.high <= y.high for x, y in pairwise(amounts))
    falling = all(x.low > y.low and x.high >= y.high for x, y in pairwise(amounts))
    if not (rising or falling) or all(agree(x, y) for x, y in pairwise(amounts)):
        return None
    return [values[i] for i in order]


def _apart(base: Sequence[Claim], other: Sequence[Claim], kind: str) -> bool:
    """An account that knows both numbers speaks of two things, or reports the difference itself."""
    return kind == "refines" or not {c.item.account for c in base} & {c.item.account for c in other}


def _side(group: Sequence[Claim], texts: Mapping[str, str]) -> Side:
    best = min(group, key=lambda c: (c.item.headline, c.item.span[1] - c.item.span[0], c.item.account))
    told = best.told.quote
    if best.amount.rate:
        told += f" a {best.amount.rate}" if best.amount.rate != "all" else " in all"
    return side(told, [evidence(c.item.account, texts[c.item.account], c.item.span) for c in group])


def _what(claim: Claim, texts: Mapping[str, str]) -> str:
    text = texts[claim.item.account]
    counted = " ".join(text[claim.amount.span[1] : claim.amount.whole[1]].split()).strip(" -")
    if claim.measure:
        return f"The number of {counted if len(counted) > 1 and not _is_measure(claim) else 'people'} {claim.measure}"
    return f"The number of {counted}" if len(counted) > 1 else "The amount"
