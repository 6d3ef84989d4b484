"""Amounts that count the same thing: what is counted, what happened to it, and what the words around are about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from datetime import timedelta
from functools import cache

from msgspec import Struct

from readout.compare.alignment import Lexicon
from readout.compare.material import Material
from readout.compare.propositions import Proposition
from readout.compare.quantities import Quantity, agree, measures
from readout.compare.terms import key, weight
from readout.compare.thresholds import (
    BACKGROUND_DAYS,
    COUNT_LEAD,
    DATED_CONTEXT,
    MEASURED_CONTEXT,
    NAME_WEIGHT,
    ONE_LARGE,
    RARE_UNIT,
    SAME_AMOUNT_CONTEXT,
    SHARE_OF_ONE,
    SHARE_OF_ONE_DICE,
    UNMEASURED_SHARE,
    UNMEASURED_WORDS,
)
from readout.edtf import compatible, day, latest
from readout.languages import table
from readout.spans import evidence
from readout.types import Evidence

LARGE = 1_000
"""Amounts from which two texts do not hold the same one by chance."""
_GOVERNING = 40
"""Characters before an amount in which the verb stands that governs it."""
_FAR_TOLL = 6.5
"""Weight that two sentences must share before tolls with which their accounts do not open are taken to be one."""
_DISTANCES = frozenset({"after", "before", "ago", "earlier", "later", "since", "into", "from", "until", "to"})
CALENDAR = frozenset(
    key(word + ending)
    for word in ("hour", "day", "week", "month", "year", "minute", "second", "decade")
    for ending in ("", "s")
)
"""Units of time."""
_ANYBODY = frozenset({"people", ""})
_PART = re.compile(r"\s+of\s+(?:the|them|those|these|his|her|its|their|all)\b", re.IGNORECASE)
_BESIDES = re.compile(r"\b(?:other|others|more|additional|further|new|another|extra)\b", re.IGNORECASE)
_AGE = re.compile(r"[\s-]*(?:year|month|week|day)s?[\s-]old\b", re.IGNORECASE)


class Claim(Struct, frozen=True):
    """An amount in a clause. ``measure`` is what happened to those counted (killed, injured ...), empty for all else.

    ``opening`` says that the account opens with it. ``keys``, ``names`` and ``dates`` are those of the whole sentence;
    ``past`` says that it tells of another time than the account's, ``words`` are all those of the clause;
    ``wished`` tells whether it is asked for or offered.
    """

    item: Proposition
    amount: Quantity
    measure: str
    opening: bool
    keys: frozenset[str]
    names: frozenset[str]
    dates: tuple[str, ...]
    past: bool
    told: Evidence
    words: frozenset[str]
    wished: frozenset[str]


def claims(material: Material) -> tuple[Claim, ...]:
    """The amounts of all clauses that count something, and are no age, no distance in time and no part of a whole."""
    texts = material.texts
    around: dict[tuple[str, int], list[Proposition]] = defaultdict(list)
    for item in material.clauses:
        around[item.account, item.sentence[0]].append(item)
    starts = {reading.id: [s for s, _ in reading.sentences] for reading in material.story.readings}
    written = sorted(r.published.value for r in material.story.readings if r.published.value)
    published = {r.id: r.published.value or (written[0] if written else None) for r in material.story.readings}
    found = []
    for item in material.clauses:
        text = texts[item.account]
        group = around[item.account, item.sentence[0]]
        opening = bisect_right(starts[item.account], item.sentence[0]) <= COUNT_LEAD
        dates = tuple(dict.fromkeys(date for other in group for date in other.dates))
        for amount in item.numbers:
            measure = _measure(text, item, amount)
            large = amount.low >= LARGE
            if not (amount.unit or measure or large) or _counts_nothing(text, amount, measured=bool(measure)):
                continue
            part = measure and _PART.match(text, amount.span[1])  # "31 of the town's people", "27 of them"
            found.append(
                Claim(
                    item=item,
                    amount=amount._replace(unit="people") if part else amount,
                    measure=measure,
                    opening=opening,
                    keys=frozenset().union(*(other.keys for other in group)),
                    names=item.around,
                    dates=dates,
                    past=any(_long_ago(date, published[item.account]) for date in dates),
                    told=evidence(item.account, text, amount.whole),
                    wished=_wished(text, item, amount),
                    words=frozenset(text[slice(*item.span)].casefold().replace(",", " ").split()),
                )
            )
    return tuple(found)


def _counts_nothing(text: str, amount: Quantity, *, measured: bool) -> bool:
    """ "11 days after the first round" is a date, "98-year-old" an age, "three more" part of a count."""
    following = text[amount.whole[1] : amount.whole[1] + 12].split()
    if amount.unit in CALENDAR and following and following[0].strip(",.").casefold() in _DISTANCES:
        return True
    if _BESIDES.search(text, amount.span[1], amount.whole[1]) or _modifies(text, amount):
        return True
    part = _PART.match(text, amount.span[1]) and not measured  # "killed 31 of the town's people" counts the killed
    return bool(_AGE.match(text, amount.span[1]) or part)


def _modifies(text: str, amount: Quantity) -> bool:
    """ "A 30-year low", "a two-day visit": hyphened to a unit of time, the number tells of what kind a thing is."""
    return amount.unit in CALENDAR and text[amount.span[1] : amount.span[1] + 1] in ("-", "‐", "‑")


def _long_ago(date: str, published: str | None) -> bool:
    """Whether a date lies well before the account, or the account has no date to tell by."""
    told, written = latest(date), day(published) if published else None
    return told is not None and (written is None or told.date() < written - timedelta(days=BACKGROUND_DAYS))


@cache
def _fates() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = table("en", "quantities")["fates"]
    words = "|".join(map(re.escape, sorted(measures(), key=lambda w: (-len(w), w))))
    before = "|".join(map(re.escape, sorted(data["before"], key=lambda w: (-len(w), w))))
    being = "|".join(map(re.escape, data["being"]))
    return (
        re.compile(rf"\b(?P<fate>{before})\s+$", re.IGNORECASE),
        re.compile(
            rf"(?:\s[\w’'-]+){{0,3}}?\s(?:(?P<being>{being})\s(?:\w+\s)?)?(?P<fate>{words})\b"
            rf"(?!\s+(?:(?:at\s+least|more|some|about|up|nearly|an?|the)\b|[0-9]))",
            re.IGNORECASE,
        ),
        re.compile(r"\btoll\b[^.;]{0,40}$", re.IGNORECASE),
    )


def _measure(text: str, item: Proposition, amount: Quantity) -> str:
    """What happened to those counted, where the words say so: "killed nine", "nine were killed", "nine dead"."""
    known = measures()
    counted = text[amount.span[1] : amount.whole[1]].strip(" -").casefold()
    if counted in known:
        return known[counted]
    before, after, toll = _fates()
    start = max(item.sentence[0], amount.span[0] - 60)
    if found := before.search(text, start, amount.span[0]):
        return known.get(found["fate"].split()[0].casefold(), "killed")
    if amount.unit in _ANYBODY and toll.search(text, start, amount.span[0]):
        return "killed"
    if found := after.match(text, amount.whole[1], item.span[1]):
        return known[found["fate"].casefold()]
    return ""


def context(a: Claim, b: Claim, known: Lexicon) -> float:
    """Weight of what the two sentences share besides what is counted."""
    counted = {a.amount.unit, b.amount.unit}
    shared = known.total((a.keys & b.keys) - counted)
    dated = any(compatible(x, y) for x in a.dates for y in b.dates)
    return shared + NAME_WEIGHT * len(a.names & b.names) + (DATED_CONTEXT if dated else 0.0)


def same_count(a: Claim, b: Claim, known: Lexicon) -> bool:
    """Whether both count the same: unit, fate, parties, days, and enough of the words around."""
    if a.item.negated != b.item.negated or a.item.ahead != b.item.ahead:
        return False
    one_day = any(day(x) is not None and day(x) == day(y) for x in a.dates for y in b.dates)
    if a.past or b.past or (a.names and b.names and not a.names & b.names and not one_day):
        return False
    bare = all(c.amount.unit in _ANYBODY or _is_measure(c) for c in (a, b))
    if (not a.measure or not b.measure) and (a.amount.unit == b.amount.unit or bare) and _one_large(a.amount, b.amount):
        return context(a, b, known) >= SAME_AMOUNT_CONTEXT  # 12 million a day, 12 million in all
    if a.measure != b.measure:
        return False
    dated = [any(compatible(x, y) for x in a.dates for y in b.dates)] if a.dates and b.dates else []
    if dated == [False]:
        return False
    if a.measure:
        # further down stand the tolls of other days and places
        least = MEASURED_CONTEXT if a.opening and b.opening else _FAR_TOLL
        return (a.amount.unit == b.amount.unit or bare) and context(a, b, known) >= least
    if a.amount.unit != b.amount.unit or not a.amount.unit:
        return False
    vague = {a.amount.kind, b.amount.kind} & {"vague"} and agree(a.amount, b.amount)
    if vague and a.amount.unit not in _ANYBODY | measured_units() and weight(a.amount.unit) >= RARE_UNIT:
        return True  # "some 210,000 commuters", "hundreds of thousands of commuters"
    ours, theirs = a.item.keys - {a.amount.unit}, b.item.keys - {b.amount.unit}
    shared, own = known.total(ours & theirs), known.total(ours) + known.total(theirs)
    if (a.amount.unit == "percent" and _moves_apart(a, b)) or a.wished != b.wished:
        return False
    if a.amount.unit == "percent" and a.amount.kind == b.amount.kind == "exact" and alone(a) and alone(b):
        return shared >= SHARE_OF_ONE and 2 * shared / own >= SHARE_OF_ONE_DICE  # "turnout was 61 percent"
    return shared >= UNMEASURED_WORDS and own > 0 and 2 * shared / own >= UNMEASURED_SHARE


def _wished(text: str, item: Proposition, amount: Quantity) -> frozenset[str]:
    """Whether an amount is asked for, or held out, by the words just before it."""
    near = text[max(item.sentence[0], amount.span[0] - _GOVERNING) : amount.span[0]].casefold()
    words = frozenset(near.replace(",", " ").split())
    return frozenset(name for name, listed in table("en", "quantities")["wished"].items() if words & frozenset(listed))


def _moves_apart(a: Claim, b: Claim) -> bool:
    """Whether two percentages are of a market, or of a rise here and a fall there, or set out one by one."""
    data = table("en", "quantities")["markets"]
    told = [c.words for c in (a, b)]
    if any(words & {"respectively", *data["words"]} for words in told):
        return True
    up, down = (frozenset(data[name]) for name in ("rises", "falls"))
    return any(one & up and not one & down and other & down and not other & up for one, other in (told, told[::-1]))


@cache
def measured_units() -> frozenset[str]:
    """Money, distances and the like: "millions of dollars" are paid for everything."""
    return frozenset(table("en", "quantities")["units"].values())


def alone(claim: Claim) -> bool:
    """Whether the amount is the only one of its clause."""
    return len(claim.item.numbers) == 1


def _one_large(a: Quantity, b: Quantity) -> bool:
    """Whether both tell one large amount, the one perhaps as a round number of the other."""
    if min(a.low, b.low) < LARGE or not agree(a, b._replace(rate=a.rate)):
        return False
    middles = sorted((a.low + a.high) / 2 for a in (a, b))
    return middles[1] <= (1 + ONE_LARGE) * middles[0]


def _is_measure(claim: Claim) -> bool:
    return is_fate(claim.amount.unit)


def is_fate(unit: str) -> bool:
    """ "30 wounded" counts whoever was wounded."""
    return unit in {key(word) for word in measures()}
