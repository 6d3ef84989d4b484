"""Amounts in a clause: the lowest and highest number the words allow, and what is counted.

"some 100,000" is about, "more than 13,000" a lower bound, "tens of thousands" a range of its own. Dates, clock times,
ordinals, ages and numbers in names are no amounts.
"""

from __future__ import annotations

import re
from functools import cache
from math import inf
from typing import Any, Literal, NamedTuple

from readout.compare.terms import key
from readout.compare.thresholds import ABOUT, NEARLY
from readout.languages import table
from readout.types import Span

Kind = Literal["exact", "about", "least", "most", "range", "vague"]


class Quantity(NamedTuple):
    """An amount: bounds (both included), how the words tell it, the key of what is counted, and where it stands.

    ``span`` is the number with its hedge; ``whole`` goes on to the word counted where there is one. ``rate`` is "day",
    "year" and so on for so much a day, "all" for so much altogether, empty where the words leave it open.
    """

    low: float
    high: float
    kind: Kind
    unit: str
    span: Span
    whole: Span
    rate: str = ""


def _alternatives(entries: list[str]) -> str:
    return "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in sorted(entries, key=lambda e: (-len(e), e)))


@cache
def _data() -> dict[str, Any]:
    return table("en", "quantities")


@cache
def _pattern() -> re.Pattern[str]:
    data = _data()
    before = data["before"]
    hedges = "|".join(f"(?P<{kind}>{_alternatives(before[kind])})" for kind in ("least", "most", "nearly", "about"))
    numerals = _alternatives(list(data["numerals"]))
    multipliers = _alternatives([m for m in data["multipliers"] if len(m) > 2])
    short = _alternatives([m for m in data["multipliers"] if len(m) <= 2])
    worded = rf"(?:{numerals})(?:[-\s](?:{numerals}))?"
    digits = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,12}(?:\.[0-9]+)?"
    number = (
        rf"(?:(?P<digits>{digits})(?:\s?(?P<short>{short})\b)?|(?P<worded>{worded})|(?P<alone>a(?=\s+(?:{multipliers})\b)))"
        rf"(?:[-\s]+(?P<times>{multipliers})\b(?:\s+and\s+(?P<rest>{worded})\b)?)?"
    )
    return re.compile(
        rf"(?<![\w.,:/])(?:(?:{hedges})\s+)?(?:(?P<vague>{_alternatives(list(data['vague']))})|(?P<sign>[$€£¥₹])?{number})"
        rf"(?:\s?(?:-|–|\bto\b|\band\b)\s?[$€£¥₹]?(?P<upper>{digits})(?![\w,]))?(?![\w]|[.,:/][0-9])",
        re.IGNORECASE,
    )


@cache
def _rules() -> tuple[frozenset[str], frozenset[str], dict[str, str], frozenset[str], dict[str, str]]:
    data = _data()
    same = {word: name for name, group in data["same_unit"].items() for word in group}
    return (
        frozenset(data["not_amounts"]["before"]),
        frozenset(data["not_amounts"]["months"]),
        dict(data["units"]),
        frozenset(data["skipped"]["words"]),
        same,
    )


@cache
def measures() -> dict[str, str]:
    """Word -> what happened to those who are counted with it: killed, injured, missing, arrested, evacuated."""
    return {word: name for name, group in _data()["measures"].items() for word in group}


@cache
def _verbs() -> frozenset[str]:
    """Forms of "to be" and the like: what stands before them counts what was named before ("nineteen are missing")."""
    return frozenset(word for entry in _data()["fates"]["being"] for word in entry.split())


_NEXT = re.compile(r"[\s\-]*([^\W\d_]+(?:[-'’][^\W\d_]+)*|%)")
_RATE = re.compile(
    r"(?:\s\w+)?\s(?:(?:an?|per|each|every)\s(?P<every>hour|day|week|month|year)|in all|in total|altogether|overall)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"([^\W\d_]+)[.\s]*$")
_NAMES = re.compile(r"[^\W\d_]+")
_NEXT_LOWER = re.compile(r"[\s\-]+(?!(?:of|in|on|at|to|for|from|and|or|by|with|is|are|was|were|has|have|had)\b)[a-z]")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20|21)[0-9]{2}")


def _value(match: re.Match[str]) -> float | None:
    data = _data()
    numerals, multipliers = data["numerals"], data["multipliers"]
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
        value *= multipliers[match["short"].casefold()] if match["short"] else 1
    elif match["worded"]:
        parts = [numerals[part.casefold()] for part in re.split(r"[-\s]+", match["worded"])]
        if len(parts) == 2 and not (parts[0] >= 20 and parts[0] % 10 == 0 and parts[1] < 10):
            return None
        value = float(sum(parts))
    else:
        value = 1.0
    rest = sum(numerals[part.casefold()] for part in re.split(r"[-\s]+", match["rest"])) if match["rest"] else 0
    return value * (multipliers[match["times"].casefold()] if match["times"] else 1) + rest


def _bounds(match: re.Match[str], text: str) -> tuple[float, float, Kind] | None:
    if match["vague"]:
        low, high = _data()["vague"][" ".join(match["vague"].casefold().split())]
        if match["least"]:
            return low, inf, "least"
        return float(low), float(high), "vague"
    value = _value(match)
    if value is None:
        return None
    if match["upper"]:
        upper = float(match["upper"].replace(",", ""))
        joined = text[match.end("times") if match["times"] else match.end("digits") : match.start("upper")]
        if joined.strip().casefold() == "and" and not _BETWEEN.search(text[max(0, match.start() - 10) : match.start()]):
            return None
        if match["times"] or match["short"] or upper <= value:
            return None
        return value, upper, "range"
    after = text[match.end() : match.end() + 20].casefold()
    trailing = {kind: after.lstrip().startswith(tuple(entries)) for kind, entries in _data()["after"].items()}
    if match["least"] or trailing["least"]:
        return value, inf, "least"
    if match["most"] or trailing["most"]:
        return 0.0, value, "most"
    if match["nearly"]:
        return round(value * (1 - NEARLY), 6), value, "about"
    if match["about"] or trailing["about"]:
        return round(value * (1 - ABOUT), 6), round(value * (1 + ABOUT), 6), "about"
    return value, value, "exact"


def _unit(match: re.Match[str], text: str, end: int) -> tuple[str, int]:
    """The key of what is counted and where its word ends: the sign, or the first telling word after the number."""
    _, months, units, skipped, same = _rules()
    if match["sign"]:
        return units[match["sign"]], match.end()
    at = match.end()
    for _ in range(4):
        found = _NEXT.match(text, at, end)
        if found is None:
            return "", match.end()
        word = found[1].casefold()
        two = " ".join(_NAMES.findall(text[found.start(1) : found.end() + 12].casefold())[:2])
        if two in units:
            return units[two], found.end() + len(two) - len(word)
        if word in units:
            return units[word], found.end()
        if word in months or word in _verbs() or word in _data()["skipped"]["ends"]:
            return "", match.end()
        if word in skipped or (found[1][0].isupper() and _NEXT_LOWER.match(text, found.end(), end)):
            at = found.end()
            continue
        return same.get(word) or key(word), found.end()
    return "", match.end()


def _rate(text: str, whole: Span, end: int) -> str:
    found = _RATE.match(text, whole[1], min(end, whole[1] + 40))
    return (found["every"] or "all").casefold() if found else ""


def _is_amount(match: re.Match[str], text: str) -> bool:
    """Not a year, a day of a month, a clock time, an age, or a number in a name ("Article 5")."""
    not_before, months, *_ = _rules()
    before = _LAST.search(text[max(0, match.start() - 24) : match.start()])
    word = before[1].casefold() if before else ""
    gap = text[max(0, match.start() - 24) : match.start()]
    if word in not_before or (word in months and gap.rstrip().casefold().rstrip(".").endswith(word)):
        return False
    after = _NEXT.match(text, match.end(), match.end() + 20)
    follows = after[1].casefold() if after else ""
    if follows in months or follows in ("am", "pm", "gmt", "utc", "bst", "cet"):
        return False
    hedged = match["least"] or match["most"] or match["nearly"] or match["about"]
    year = match["digits"] and _YEAR.fullmatch(match["digits"]) and not match["sign"] and not match["short"]
    return not (year and not match["times"] and not hedged)


def quantities(text: str, span: Span) -> tuple[Quantity, ...]:
    """The amounts told in ``span``, in text order. English words; digits in any language.

    >>> [(q.low, q.high, q.kind, q.unit) for q in quantities("more than 40 men, two lorries", (0, 29))]
    [(40.0, inf, 'least', 'men'), (2.0, 2.0, 'exact', '=lorry')]
    """
    found = []
    for match in _pattern().finditer(text, *span):
        if not _is_amount(match, text):
            continue
        bounds = _bounds(match, text)
        if bounds is None:
            continue
        unit, until = _unit(match, text, span[1])
        if match["worded"] and bounds[2] == "exact" and bounds[0] == 1 and not match["times"]:
            continue  # "one" is a pronoun as often as a number
        whole = (match.start(), until)
        found.append(Quantity(*bounds, unit, match.span(), whole, _rate(text, whole, span[1])))
    return tuple(found)


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether one number could be meant by both."""
    if a.rate and b.rate and a.rate != b.rate:
        return False
    return a.low <= b.high and b.low <= a.high


def finer(a: Quantity, b: Quantity) -> bool:
    """Whether ``a`` tells the amount more exactly than ``b`` does, and does not leave its bounds."""
    return b.low <= a.low and a.high <= b.high and (a.high - a.low) < (b.high - b.low)
