"""Names that accounts spell differently: one discrepancy per entity, none for case, accents or hyphens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from readout.compare.entities import same_place_name, skeleton
from readout.compare.entity_groups import fold
from readout.compare.sides import against, discrepancy, side
from readout.compare.thresholds import RESPELT
from readout.types import Discrepancy, Entity, Evidence, Sourced


def respelt(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two folded names are one name in two spellings, and not a name and its short form.

    >>> respelt(("sergei", "orlov"), ("sergey", "orlov")), respelt(("joe", "hale"), ("joseph", "hale"))
    (True, False)
    """
    if a == b or len(a) != len(b) or _abbreviates(a, b) or _abbreviates(b, a):
        return False
    if same_place_name(a, b):
        return True
    return all(x == y or _word_respelt(x, y) for x, y in zip(a, b, strict=True))


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one name is the initials of the other: "U.N." of "United Nations"."""
    return all(len(word) == 1 for word in short) and "".join(short) == "".join(word[0] for word in long)


def _word_respelt(a: str, b: str) -> bool:
    if min(len(a), len(b)) < 3 or skeleton(a)[0] != skeleton(b)[0]:  # "Worel" and "Vorel", "Yoren" and "Joren"
        return False
    if a.rstrip("s") == b.rstrip("s"):
        return False
    if skeleton(a) == skeleton(b):
        return True
    short, long = sorted((a.rstrip("s"), b.rstrip("s")), key=len)
    if long.startswith(short):
        return False  # "Democrats" and "Democratic", "Orlov" and "Orlova" are two words
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= RESPELT


def spelling_discrepancies(entities: Iterable[Entity]) -> list[Discrepancy]:
    """For each entity the spellings of its fullest name that occur, the most used first."""
    found = []
    told: set[tuple[str, ...]] = set()
    for entity in entities:
        if entity.type not in ("person", "place"):  # "Islamic" and "Islamist", "ISIS" and "ISIL" are no spellings
            continue
        sides = _spellings(entity.names)
        key = tuple(sorted(" ".join(forms) for forms in sides))
        if len(sides) < 2 or key in told:
            continue
        told.add(key)
        ordered = sorted(sides.items(), key=lambda entry: (-len({e.account for e in entry[1][1]}), entry[1][0]))
        made = [side(value, evidence) for _, (value, evidence) in ordered]
        found.append(
            discrepancy("name", "respells", f"{entity.name} is spelled in {_count(len(made))}: {against(made)}.", made)
        )
    return found


def _count(number: int) -> str:
    return {2: "two ways", 3: "three ways", 4: "four ways"}.get(number, f"{number} ways")


def _spellings(names: Iterable[Sourced]) -> dict[tuple[str, ...], tuple[str, list[Evidence]]]:
    """The largest set of an entity's names, of the most words, that are spellings of one name."""
    forms: dict[tuple[str, ...], list[Sourced]] = defaultdict(list)
    for name in names:
        words = fold(name.value)
        if words and name.evidence:
            forms[words].append(name)
    for size in sorted({len(words) for words in forms}, reverse=True):
        alike = sorted(words for words in forms if len(words) == size)
        for base in alike:
            group = [words for words in alike if words == base or respelt(base, words)]
            if len(group) > 1:
                return {
                    words: (
                        min(forms[words], key=lambda s: (-len(s.evidence), s.value)).value,
                        [item for name in forms[words] for item in name.evidence],
                    )
                    for words in group
                }
    return {}
