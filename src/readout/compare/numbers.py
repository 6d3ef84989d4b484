"""Amounts that differ: two accounts that count the same people or things and come to another number.

Two roundings of one number are no discrepancy, and a toll that grew from one day to the next contradicts nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from math import floor, inf

from readout.compare.alignment import Lexicon
from readout.compare.counts import CALENDAR, LARGE, Claim, claims, context, is_fate, measured_units, same_count
from readout.compare.material import Material
from readout.compare.quantities import Quantity, agree, finer
from readout.compare.sides import against, discrepancy, side
from readout.compare.terms import key, weight
from readout.compare.thresholds import (
    BOUND_REACH,
    CLAIMS_COMPARED,
    CLEARLY_APART,
    CLOSE_AMOUNTS,
    CLOSE_MEANING,
    CLOSE_UNIT,
    MEANT_CONTEXT,
    ROUND_REACH,
    SAME_MEANING_COUNTED,
    VAGUELY_APART,
)
from readout.edtf import compatible, day, order_key
from readout.languages import table
from readout.models.reader import vectors
from readout.spans import evidence
from readout.types import Discrepancy, DiscrepancyRelation, Side, Span

_A_DOZEN = 2
_MILLION = 1_000_000
_BESIDE = 300
"""Characters to either side of an amount that say of what it is."""
_MOST_LINES = 40
"""Sentences of a story that are looked at for what they mean."""
_OTHER_THINGS = 2.5
"""Ratio of two exact numbers from which they count different things: of 310 public stories the one such pair did."""


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
        if coarse.high - coarse.low == _A_DOZEN and 2 * fine.low == coarse.low + coarse.high:
            return None  # "a dozen" and twelve
        if coarse.kind == "about" and fine.kind == "exact":
            telling = fine.low not in (round((coarse.low + coarse.high) / 2, 6), coarse.low, coarse.high)
        within = finer(fine, coarse) or fine.kind == "about"
        return "refines" if telling and within and _within_reach(fine, coarse) else None
    lower, upper = (a, b) if a.high < b.low else (b, a)
    apart = upper.low / lower.high if lower.high > 0 else inf
    if exact and apart > _OTHER_THINGS:
        return None
    if exact:
        return None if a.unit in CALENDAR and apart < CLEARLY_APART else "contradicts"
    vague_pair = "vague" in (a.kind, b.kind)
    return "contradicts" if apart >= (VAGUELY_APART if vague_pair else CLEARLY_APART) else None


def _within_reach(fine: Quantity, coarse: Quantity) -> bool:
    """Whether the looser words could have been chosen for the finer amount: nobody says "at least 100" of 200."""
    middle = (fine.low + fine.high) / 2
    if coarse.kind == "least":
        return middle <= BOUND_REACH * coarse.low
    if coarse.kind == "most":
        return BOUND_REACH * middle >= coarse.high
    if coarse.kind == "about" and coarse.low >= 100:
        return abs(middle - (coarse.low + coarse.high) / 2) <= ROUND_REACH * middle
    return True


def _edge(coarse: Quantity, fine: Quantity) -> bool:
    """ "More than 13,000" beside "13,000": two ways of rounding one number."""
    bound = coarse.low if coarse.kind == "least" else coarse.high if coarse.kind == "most" else None
    return bound is not None and fine.low <= bound <= fine.high


def number_discrepancies(material: Material) -> list[Discrepancy]:
    """One discrepancy per thing counted differently, the accounts of one amount on one side."""
    texts, known = material.texts, material.known
    published = {reading.id: reading.published.value or "" for reading in material.story.readings}
    by_kind: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims(material):
        kind = claim.measure or "counted " + (claim.amount.unit or "people")
        by_kind[kind].append(claim)
        if claim.measure and claim.amount.low >= LARGE:
            by_kind["counted people"].append(claim)  # "18,000 have fled", "18,000 people left"
    found = []
    for kind in sorted(by_kind):
        for group in _same_counts(by_kind[kind], known):
            made = _difference(group, texts, published)
            if made:
                found.append(made)
        found += _changed(by_kind[kind], texts, published)
    return [*found, *_meant_alike(by_kind, found, texts, published, known)]


def _meant_alike(
    by_kind: Mapping[str, Sequence[Claim]],
    told: Sequence[Discrepancy],
    texts: Mapping[str, str],
    published: Mapping[str, str],
    known: Lexicon,
) -> list[Discrepancy]:
    """Amounts of one unit in sentences that mean the same but for the number, in whatever words.

    An amount of which something is told already is left alone.
    """
    taken = {(e.account, e.start) for item in told for one in item.sides for e in one.evidence}
    pairs = []
    for kind in sorted(by_kind):
        free = [c for c in by_kind[kind] if _place(c) not in taken][:CLAIMS_COMPARED]
        pairs += [p for p in combinations(free, 2) if _may_be_one(*p, texts, published, known)]
    amounts = {(c.item.account, c.amount.unit, c.amount.low) for same in by_kind.values() for c in same}
    pairs = [
        (one, two)
        for one, two in pairs  # who knows both numbers speaks of two things
        if not {(x.item.account, x.amount.unit, y.amount.low) for x, y in ((one, two), (two, one))} & amounts
    ]
    listed = {_place(claim): claim for pair in pairs for claim in pair}
    lines = list(dict.fromkeys(_masked(claim, texts) for claim in listed.values()))[:_MOST_LINES]
    if not lines:
        return []
    meant = dict(zip(lines, vectors(lines), strict=True))

    def alike(a: Claim, b: Claim, least: float = SAME_MEANING_COUNTED) -> bool:
        one, two = (meant.get(_masked(claim, texts)) for claim in (a, b))
        return one is not None and two is not None and float(one @ two) >= least

    found = []
    for one, two in pairs:
        how = relation(one.amount, two.amount)
        least = CLOSE_MEANING if _close(one, two) else SAME_MEANING_COUNTED
        if how is None or {_place(one), _place(two)} & taken or not alike(one, two, least):
            continue
        held = [
            [
                c
                for c in listed.values()
                if c.amount[:2] == base.amount[:2] and c.amount.unit == base.amount.unit and alike(c, base)
            ]
            for base in (one, two)
        ]
        taken |= {_place(c) for group in held for c in group}
        sides = [_side(group, texts, _stretch) for group in held]
        line = "One amount is told more exactly than the other" if how == "refines" else f"{_what(one, texts)} differs"
        found.append(discrepancy("number", how, f"{line}: {against(sides)}.", sides))
    return found


def _place(claim: Claim) -> tuple[str, int]:
    return claim.item.account, claim.item.span[0]


def _may_be_one(a: Claim, b: Claim, texts: Mapping[str, str], published: Mapping[str, str], known: Lexicon) -> bool:
    """Whether two amounts may count one thing: unit, fate and mood agree, and no word beside them says "raised to".

    A toll of another day may be an early one.
    """
    if a.item.account == b.item.account or a.amount.unit != b.amount.unit or not a.amount.unit:
        return False
    if (a.measure, a.wished, a.item.negated, a.item.ahead) != (b.measure, b.wished, b.item.negated, b.item.ahead):
        return False
    if a.measure and published[a.item.account][:10] != published[b.item.account][:10]:
        return False
    if relation(a.amount, b.amount) is None or not (_close(a, b) or context(a, b, known) >= MEANT_CONTEXT):
        return False
    if a.dates and b.dates and not any(compatible(x, y) for x in a.dates for y in b.dates):
        return False
    return not any(_changes().search(texts[c.item.account], *_before(c)) for c in (a, b))


def _close(a: Claim, b: Claim) -> bool:
    """Whether both are much alike and count what few texts count: two articles on one event hardly count two such."""
    unit, (low, high) = a.amount.unit, sorted((c.amount.low + c.amount.high) / 2 for c in (a, b))
    if a.measure or b.measure or unit in CALENDAR | measured_units() or weight(unit) < CLOSE_UNIT:
        return False
    return low >= 2 and high < _MILLION and (high <= CLOSE_AMOUNTS * low or high - low <= 1)


def _before(claim: Claim) -> tuple[int, int]:
    return max(claim.item.sentence[0], claim.amount.span[0] - 80), claim.amount.span[0]


def _masked(claim: Claim, texts: Mapping[str, str]) -> str:
    """The sentence of an amount with "some" for the number."""
    text, (start, end), (at, after) = texts[claim.item.account], claim.item.sentence, claim.amount.span
    return " ".join(f"{text[max(start, at - _BESIDE) : at]} some {text[after : min(end, after + _BESIDE)]}".split())


@cache
def _changes() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, table("en", "headlines")["changes"]["verbs"]))
    return re.compile(
        rf"\b(?:{verbs})\s+(?:its|their|his|her|the)\s+(?:\w+\s)?(?P<what>\w+)\s+(?:from\s[^.;]{{1,40}}?\s)?to\s+$"
    )


def _changed(found: Sequence[Claim], texts: Mapping[str, str], published: Mapping[str, str]) -> list[Discrepancy]:
    """ "Raised its offer to 6.5 percent" replaces the amount that an earlier account has for that party’s offer."""
    made = []
    for claim in found:
        text = texts[claim.item.account]
        said = _changes().search(text, *_before(claim))
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
            and (first := _when(other, published))
            and (then := _when(claim, published))
            and order_key(first) < order_key(then)
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


def _when(claim: Claim, published: Mapping[str, str]) -> str | None:
    """When an amount was told: the account's day, else the last day that its own clause names."""
    days = [found for found in claim.item.dates if day(found)]
    return published[claim.item.account] or max(days, default=None)


def _same_counts(found: Sequence[Claim], known: Lexicon) -> list[list[Claim]]:
    """Claims that count the same, each put to the first group whose members all do."""
    groups: list[list[Claim]] = []
    for claim in found:
        for group in groups[:CLAIMS_COMPARED]:
            agreeing = [same_count(claim, member, known) for member in group[:4]]
            if all(agreeing) or (claim.measure and any(agreeing)):
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
        if kind == "contradicts" and base[0].measure and len({published[c.item.account][:10] for c in group}) > 1:
            others = []  # a toll of another day may be an early one
        if not others:
            continue
        sides = [_side(claims, texts) for claims in (base, *others)]
        how: DiscrepancyRelation = "refines" if kind == "refines" else "contradicts"
        verb = "One amount is told more exactly than the other" if kind == "refines" else f"{what} differs"
        return discrepancy("number", how, f"{verb}: {against(sides)}.", sides)
    return None


def _moved_on(values: Sequence[Sequence[Claim]], published: Mapping[str, str]) -> list[Sequence[Claim]] | None:
    """The values of a toll in the order of time, if each came up later than the last, and all rise or all fall.

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
    days = [[moment[0].date() for moment in moments] for moments in dated]
    if any(days[one][-1] > days[two][0] or days[one][0] >= days[two][0] for one, two in steps):
        return None
    amounts = [values[i][0].amount for i in order]
    rising = all(x.low < y.low for x, y in pairwise(amounts))
    falling = all(x.low > y.low for x, y in pairwise(amounts))
    if not (rising or falling) or all(agree(x, y) for x, y in pairwise(amounts)):
        return None
    return [values[i] for i in order]


def _apart(base: Sequence[Claim], other: Sequence[Claim], kind: str) -> bool:
    """An account that knows both numbers speaks of two things, or reports the difference itself."""
    return kind == "refines" or not {c.item.account for c in base} & {c.item.account for c in other}


def _clause(claim: Claim, text: str) -> Span:
    return claim.item.span


def _stretch(claim: Claim, text: str) -> Span:
    """What stands between the commas around an amount: a sentence that goes by its sense may tell other things too."""
    (start, end), (first, last) = claim.item.span, claim.amount.whole
    before, after = text.rfind(", ", start, first), text.find(", ", last, end)
    return (start if before < 0 else before + 2, end if after < 0 else after)


def _side(group: Sequence[Claim], texts: Mapping[str, str], shown: Callable[[Claim, str], Span] = _clause) -> Side:
    best = min(group, key=lambda c: (c.item.headline, c.item.span[1] - c.item.span[0], c.item.account))
    told = best.told.quote
    if best.amount.rate:
        told += f" a {best.amount.rate}" if best.amount.rate != "all" else " in all"
    places = [(c.item.account, texts[c.item.account], c) for c in group]
    return side(told, [evidence(account, text, shown(c, text)) for account, text, c in places])


def _what(claim: Claim, texts: Mapping[str, str]) -> str:
    text = texts[claim.item.account]
    counted = " ".join(text[claim.amount.span[1] : claim.amount.whole[1]].split()).strip(" -")
    if claim.measure:
        who = counted if len(counted) > 1 and not is_fate(claim.amount.unit) else "people"
        return f"The number of {who} {claim.measure}"
    if claim.amount.unit == "percent":
        return "The percentage"
    return f"The number of {counted}" if len(counted) > 1 else "The amount"
