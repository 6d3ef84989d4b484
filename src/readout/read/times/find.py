"""English time expressions in a sentence: small rules, each started by a word that only such expressions use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from readout.languages.calendar import month_names, weekday_names
from readout.read.times.meaning import Meaning
from readout.read.times.tokens import Core, Token, listed, low_at, shift_of, words_of, year_after
from readout.read.times.units import unit_of_time

_YEAR = re.compile(r"1\d{3}|20\d\d")
_DECADE = re.compile(r"(?:1\d|20)?\d0s", re.IGNORECASE)
_MONTHS_THAT_ARE_WORDS = frozenset({"may", "march", "mar", "dec", "jan", "sep", "august", "april", "june"})


Rule = Callable[["list[Token]", int], "Core | None"]


def _weekday(tokens: list[Token], i: int) -> Core | None:
    word, before = tokens[i], low_at(tokens, i - 1)
    number = weekday_names("en").get(word.low)
    plural = number is None and word.low.endswith("s")
    if plural:
        number = weekday_names("en").get(word.low[:-1])
    if number is None or len(word.low) < 6 or not word.raw[0].isupper():
        return None
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    part = words_of("parts").get(following.low, "") if following and word.raw.isalpha() else ""
    if before in listed("no_weekday_before"):
        return None
    if before == "the" and following and following.raw[0].isupper() and not part:
        return None
    if plural or before in listed("every"):
        first = i - 1 if before in listed("every") else i
        return Core(first, i + 1 + bool(part), "SET", Meaning("set", value=f"XXXX-WXX-{number + 1}"))
    of_week = _of_week(tokens, i + 1)
    if of_week is not None:
        return Core(i, of_week[1], "DATE", Meaning("weekday", number=number, shift=of_week[0], unit="W"))
    shift = shift_of(before) if before in listed("shifts") else None
    if shift is None and low_at(tokens, i + 1) == "past" and not _counts_on(low_at(tokens, i + 2)):
        return Core(i, i + 2, "DATE", Meaning("weekday", number=number, shift=-1))
    meaning = Meaning("weekday", number=number, shift=shift, part=part)
    return Core(i - (shift is not None), i + 1 + bool(part), "TIME" if part else "DATE", meaning)


def _counts_on(word: str) -> bool:
    """Whether a word after "past" makes it a preposition: "on Tuesday past noon"."""
    return word[:1].isdigit() or word in words_of("numbers") or word in words_of("parts") or word in ("the", "midnight")


def _of_week(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """``(shift, end)`` for "(of) next week" at token ``i``."""
    at = i + (low_at(tokens, i) == "of")
    if low_at(tokens, at) in ("last", "this", "next") and low_at(tokens, at + 1) == "week":
        return shift_of(low_at(tokens, at)) or 0, at + 2
    return None


def _month(tokens: list[Token], i: int) -> Core | None:
    word, before = tokens[i], low_at(tokens, i - 1)
    number = month_names("en").get(word.low)
    if number is None or not word.raw[0].isupper() or (len(word.low) < 4 and word.low != "may"):
        return None
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    supported = before in listed("month_before") or before == "-"
    if not supported:
        if word.low in _MONTHS_THAT_ARE_WORDS and (word.low != "april" or i == 0):
            return None
        if following and following.raw[0].isupper() and following.low not in month_names("en"):
            return None
        if i and tokens[i - 1].raw[0].isupper() and tokens[i - 1].low not in month_names("en"):
            return None
    if before in listed("every"):
        return Core(i - 1, i + 1, "SET", Meaning("set", value=f"XXXX-{number:02d}"))
    after, last = year_after(tokens, i + 1)
    if after is not None:
        return Core(i, last, "DATE", Meaning("date", month=number, year=None, shift=after, unit="Y"))
    shift = shift_of(before) if before in listed("shifts") else None
    return Core(i - (shift is not None), i + 1, "DATE", Meaning("date", month=number, shift=shift))


def _year(tokens: list[Token], i: int) -> Core | None:
    word, before, after = tokens[i], low_at(tokens, i - 1), low_at(tokens, i + 1)
    if not _YEAR.fullmatch(word.raw) or before in listed("no_year_before"):
        return None
    if tokens[max(0, i - 1)].raw in "/=_&" and i and tokens[i - 1].end == word.start:
        return None
    number = int(word.raw)
    if number < 1400 and before not in listed("old_year_before"):
        return None
    joined = low_at(tokens, i + 2) if after in ("-", ".", ":") else ""
    if _YEAR.fullmatch(joined) and after == "-":
        joined = ""
    if after in ("-", ".", ":") and joined.isdigit() and tokens[i + 1].start == word.end:
        return None
    beyond = tokens[i - 2].raw if i >= 2 else ""
    if before in ("-", "/", ".", ":", "+") and beyond.isdigit() and not (before == "-" and _YEAR.fullmatch(beyond)):
        return None
    known = before in listed("year_before") or before in ("", "(", ",", "-", "–", "'", "post")
    if after in listed("no_year_after") or (not known and not (before == "the" or 1900 <= number <= 2060)):
        return None
    strict = before in listed("year_before")
    if not strict and after.endswith("s") and before != "the" and after not in listed("verb_after_year"):
        return None
    if before == "," and i >= 2 and tokens[i - 2].raw.isdigit() and tokens[i - 1].end == word.start:
        return None
    first = i - 2 if before in ("year", "years") and low_at(tokens, i - 2) == "the" else i
    return Core(first, i + 1, "DATE", Meaning("date", year=number))


def _decade(tokens: list[Token], i: int) -> Core | None:
    word = tokens[i].low
    before = low_at(tokens, i - 1)
    number: int | None = None
    if _DECADE.fullmatch(word):
        number = int(word[:-1]) // 10
        if len(word) < 5:
            number += 190
        if len(word) < 5 and before not in listed("edges") | {"the", "'", "’", "‘", "-"}:
            return None
    elif word in words_of("decades") and before in listed("edges") | {"the", "-"}:
        number = 190 + int(words_of("decades")[word])
    if number is None or (len(word) == 5 and number % 10 == 0 and number > 202):
        return None
    first = i - 1 if before in ("'", "’", "‘") else i
    return Core(first - (low_at(tokens, first - 1) == "the"), i + 1, "DATE", Meaning("decade", number=number))


def _day_word(tokens: list[Token], i: int) -> Core | None:
    word, previous = tokens[i].raw, tokens[i - 1].raw if i else ""
    if word[0].isupper() and previous[-1:].isalpha() and previous[0].isupper():
        return None
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[tokens[i].low]
    part = "NI" if tokens[i].low == "tonight" else words_of("parts").get(low_at(tokens, i + 1), "")
    last = i + 1 + bool(part and tokens[i].low != "tonight")
    if low_at(tokens, i - 1) in ("before", "after") and low_at(tokens, i - 2) == "day":
        shift += 1 if tokens[i - 1].low == "after" else -1
        return Core(i - 2 - (low_at(tokens, i - 3) == "the"), i + 1, "DATE", Meaning("day", shift=shift))
    return Core(i, last, "TIME" if part else "DATE", Meaning("day", shift=shift, part=part))


def _part(tokens: list[Token], i: int) -> Core | None:
    word, before = tokens[i].low, low_at(tokens, i - 1)
    part = words_of("parts")[word]
    if word in ("noon", "midday"):
        return Core(i, i + 1, "TIME", Meaning("clock", clock="12:00"))
    if before in ("this", "last"):
        return Core(i - 1, i + 1, "TIME", Meaning("day", shift=0 if before == "this" else -1, part=part))
    if before == "that" or (
        before in ("same", "next", "following", "previous") and low_at(tokens, i - 2) in ("the", "that")
    ):
        shift = {"next": 1, "following": 1, "previous": -1}.get(before, 0)
        first = i - 1 if before == "that" else i - 2
        return Core(
            first, i + 1, "TIME", Meaning("discourse", amount="1" if shift else "0", unit="D", shift=shift, part=part)
        )
    of_day = low_at(tokens, i + 1) == "of" or (low_at(tokens, i + 1) == "hours" and low_at(tokens, i + 2) == "of")
    if before in ("the", "early", "late") and of_day:
        last = i + 1 + (low_at(tokens, i + 1) == "hours")
        return Core(
            i - 1 - (before != "the" and low_at(tokens, i - 2) == "the"), last, "TIME", Meaning("part", part=part)
        )
    if before == "the" and low_at(tokens, i - 2) in ("in", "during") and not word.endswith("s"):
        return Core(i - 1, i + 1, "TIME", Meaning("part", part=part))
    return None


def _season(tokens: list[Token], i: int) -> Core | None:
    letters = words_of("seasons")[tokens[i].low]
    before, after = low_at(tokens, i - 1), low_at(tokens, i + 1)
    at = i + 2 if after == "of" else i + 1
    if _YEAR.fullmatch(low_at(tokens, at)):
        first = i - (before == "the")
        return Core(first, at + 1, "DATE", Meaning("season", value=letters, year=int(tokens[at].raw)))
    shift, last = year_after(tokens, i + 1)
    if shift is not None:
        return Core(i - (before == "the"), last, "DATE", Meaning("season", value=letters, shift=shift, unit="Y"))
    shift = shift_of(before) if before in listed("shifts") else None
    if shift is not None:
        return Core(i - 1, i + 1, "DATE", Meaning("season", value=letters, shift=shift))
    if after == "of" or (before == "the" and low_at(tokens, i - 2) not in listed("season_before")):
        return None
    if before in listed("season_before"):
        return Core(i - (before == "the"), i + 1, "DATE", Meaning("season", value=letters))
    return None


def _century(tokens: list[Token], i: int) -> Core | None:
    before = low_at(tokens, i - 1) if low_at(tokens, i - 1) != "-" else low_at(tokens, i - 2)
    at = i - 1 if low_at(tokens, i - 1) != "-" else i - 2
    number = words_of("ordinals").get(before)
    digits = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", before)
    if digits:
        number = digits[1]
    if number is None or not 1 <= int(number) <= 21:
        return None
    return Core(at - (low_at(tokens, at - 1) == "the"), i + 1, "DATE", Meaning("century", number=int(number)))


def _quarter(tokens: list[Token], i: int) -> Core | None:
    """the first quarter of 2031, the second half of the year."""
    number = words_of("ordinals").get(low_at(tokens, i - 1))
    letter = "Q" if tokens[i].low == "quarter" else "H"
    if number is None or int(number) > (4 if letter == "Q" else 2):
        return None
    at = i + 2 if low_at(tokens, i + 1) == "of" else i + 1
    year = int(tokens[at].raw) if _YEAR.fullmatch(low_at(tokens, at)) else None
    shift, last = year_after(tokens, i + 1)
    if year is None and shift is None and letter == "H":
        return None
    last = at + 1 if year else last if shift is not None else i + 1
    first = i - 1 - (low_at(tokens, i - 2) == "the")
    return Core(first, last, "DATE", Meaning("quarter", number=int(number), value=letter, year=year, shift=shift))


def _adverb(tokens: list[Token], i: int) -> Core | None:
    word = tokens[i]
    if word.low in words_of("sets"):
        capital = word.raw[0].isupper() and i > 0
        return None if capital else Core(i, i + 1, "SET", Meaning("set", value=str(words_of("sets")[word.low])))
    if word.low == "now" and low_at(tokens, i - 1) in ("from", "just", "until"):
        return (
            None
            if low_at(tokens, i - 1) == "just"
            else Core(i, i + 1, "DATE", Meaning("reference", value="PRESENT_REF"))
        )
    return Core(i, i + 1, "DATE", Meaning("reference", value=str(words_of("references")[word.low])))


def _joined(tokens: list[Token], i: int, length: int) -> str:
    return " ".join(token.low for token in tokens[i : i + length]) if i + length <= len(tokens) else ""


def _phrase(tokens: list[Token], i: int) -> Core | None:
    for length in (3, 2):
        phrase = _joined(tokens, i, length)
        if phrase in words_of("phrases") and low_at(tokens, i + length) not in ("of", "for"):
            if phrase == "the past" and low_at(tokens, i - 1) not in ("in", "of", "from"):
                return None
            return Core(i, i + length, "DATE", Meaning("reference", value=str(words_of("phrases")[phrase])))
    return None


def _holiday(tokens: list[Token], i: int) -> Core | None:
    if not tokens[i].raw[0].isupper():
        return None
    for length in (3, 2, 1):
        phrase = _joined(tokens, i, length)
        day = words_of("holidays").get(phrase)
        if day and length == 1 and i and low_at(tokens, i - 1) not in listed("holiday_before"):
            return None  # a Christmas tree
        if day:
            year_at = i + length
            year = int(tokens[year_at].raw) if _YEAR.fullmatch(low_at(tokens, year_at)) else None
            meaning = Meaning("holiday", year=year, value=day)
            shift = shift_of(low_at(tokens, i - 1)) if year is None else None
            first = i - (shift is not None)
            return Core(first, year_at + bool(year), "DATE", meaning._replace(shift=shift))
    return None


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """Starting word -> the rules that it starts."""
    started: dict[str, list[Rule]] = {}

    def start(rule: Rule, *starts: str) -> None:
        for word in starts:
            started.setdefault(word, []).append(rule)

    start(_weekday, *(name + end for name in weekday_names("en") for end in ("", "s")))
    start(_month, *month_names("en"))
    start(unit_of_time, *words_of("units"))
    start(_day_word, "today", "tonight", "yesterday", "tomorrow")
    start(_part, *words_of("parts"))
    start(_season, *words_of("seasons"))
    start(_century, "century")
    start(_quarter, "quarter", "half")
    start(_adverb, *words_of("sets"), *words_of("references"))
    start(_phrase, *(phrase.split()[0] for phrase in words_of("phrases")))
    start(_holiday, *(name.split()[0] for name in words_of("holidays")))
    start(_decade, *words_of("decades"))
    return {word: tuple(rules) for word, rules in started.items()}


def cores(tokens: list[Token]) -> Iterator[Core]:
    """Every reading of every token that starts a rule."""
    rules = _rules()
    for index, token in enumerate(tokens):
        if token.low[0].isdigit():
            found = _decade(tokens, index) if token.low.endswith("s") else _year(tokens, index)
            if found:
                yield found
        for rule in rules.get(token.low, ()):
            found = rule(tokens, index)
            if found:
                yield found
