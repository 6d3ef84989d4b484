"""Days that differ: one happening put on two dates. A plan may have moved; what is past cannot."""

from __future__ import annotations

from collections.abc import Sequence

from readout.compare.alignment import Index, same_frame, same_parties
from readout.compare.material import Material
from readout.compare.propositions import Proposition
from readout.compare.sides import discrepancy, side, words
from readout.compare.thresholds import CANDIDATES, DATED_APART_SHARE, DATED_APART_WEIGHT
from readout.edtf import before, day
from readout.types import Discrepancy, Timex


def _only_day(item: Proposition, times: Sequence[Timex]) -> Timex | None:
    """The one day that the clause names; ``None`` where it names more dates, or none to the day."""
    inner = [t for t in times if t.edtf and item.span[0] <= t.span[0] and t.span[1] <= item.span[1]]
    return inner[0] if len(inner) == 1 and not item.verbatim and day(inner[0].edtf or "") else None


def _plain(text: str, timex: Timex) -> bool:
    """Whether the words themselves name the day: a number or a weekday, not "today"."""
    return any(c.isdigit() for c in text[timex.span[0] : timex.span[1]]) or _weekday(timex)


def day_discrepancies(material: Material) -> list[Discrepancy]:
    """Pairs of clauses alike in everything but the day that each names."""
    times = {reading.id: reading.times for reading in material.story.readings}
    published = {reading.id: reading.published.value for reading in material.story.readings}
    texts = material.texts
    dated = [
        (item, found)
        for item in material.clauses
        if (found := _only_day(item, times[item.account])) and _plain(texts[item.account], found)
    ]
    index = Index(material.known)
    made: list[Discrepancy] = []
    told: set[frozenset[str]] = set()
    for at, (item, timex) in enumerate(dated):
        for other in index.near(item)[:CANDIDATES]:
            earlier, known = dated[other]
            pair = frozenset((str(timex.edtf), str(known.edtf)))
            if earlier.account == item.account or pair in told or not _one_happening(item, earlier, material):
                continue
            result = _difference((earlier, known), (item, timex), material, published)
            if result:
                told.add(pair)
                made.append(result)
        index.add(at, item)
    return made


def _one_happening(a: Proposition, b: Proposition, material: Material) -> bool:
    if a.negated != b.negated or not same_frame(a, b) or not same_parties(a, b) or a.numbers or b.numbers:
        return False
    shared = a.keys & b.keys
    heavy = material.known.total(shared)
    own = material.known.total(a.keys) + material.known.total(b.keys)
    return len(shared) >= 2 and heavy >= DATED_APART_WEIGHT and own > 0 and 2 * heavy / own >= DATED_APART_SHARE


def _difference(
    one: tuple[Proposition, Timex],
    two: tuple[Proposition, Timex],
    material: Material,
    published: dict[str, str | None],
) -> Discrepancy | None:
    days = [day(timex.edtf or "") for _, timex in (one, two)]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return None
    accounts = [published[item.account] for item, _ in (one, two)]
    sides = [
        side(material.texts[item.account][timex.span[0] : timex.span[1]], [words(item, material.texts)])
        for item, timex in (one, two)
    ]
    if one[0].ahead and two[0].ahead:
        if accounts[0] and accounts[1] and before(accounts[1], accounts[0]):
            sides.reverse()
        elif not (accounts[0] and accounts[1] and before(accounts[0], accounts[1])):
            return None
        text = f"The date was moved: “{sides[0].value}” in the earlier account, “{sides[1].value}” in the later one."
        return discrepancy("date", "supersedes", text, sides)
    if any(_weekday(timex) and not accounts[at] for at, (_, timex) in enumerate((one, two))):
        return None
    text = f"One happening is put on two days: “{sides[0].value}” and “{sides[1].value}”."
    return discrepancy("date", "contradicts", text, sides)


def _weekday(timex: Timex) -> bool:
    return "W" in (timex.value or "")
