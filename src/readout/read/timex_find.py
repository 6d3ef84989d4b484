"""English time expressions in a sentence: small rules, each started by a word that only such expressions use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from readout.languages import table
from readout.languages.calendar import month_names, weekday_names
from readout.read.timex_counts import count_before
from readout.read.timex_meaning import Meaning
from readout.types import Span

_TOKEN = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)\b|\d{2,4}s\b|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]", re.IGNORECASE
)
_YEAR = re.compile(r"1\d{3}|20\d\d")
_DECADE = re.compile(r"(?:1\d|20)?\d0s", re.IGNORECASE)
_LONGEST_EVENT = 12
SAME_YEAR = 99
"""In the place of a shift: the year mentioned before."""
_MONTHS_THAT_ARE_WORDS = frozenset({"may", "march", "mar", "dec", "jan", "sep", "august", "april", "june"})


class Token(NamedTuple):
    """A word, number or mark; ``low`` is in lower case with straight apostrophes and without ``'s``."""

    start: int
    end: int
    low: str
    raw: str


class Core(NamedTuple):
    """Tokens ``[first, last)`` of a time expression, with what they mean."""

    first: int
    last: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    meaning: Meaning
    event: Span | None = None
    direction: Literal["before", "after"] = "after"


Rule = Callable[["list[Token]", int], "Core | None"]


@cache
def listed(name: str) -> frozenset[str]:
    """A closed list of ``times.toml``."""
    return frozenset(str(table("en", "times")["words"][name]).split())


def words_of(name: str) -> dict[str, str]:
    """A table of ``times.toml``."""
    found: dict[str, str] = table("en", "times")[name]
    return found


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of ``text[start:end]``."""
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        raw = match.group()
        low = raw.lower().replace("’", "'")
        stop = match.end()
        if low.endswith("'s"):
            low, stop = low[:-2], stop - 2
        tokens.append(Token(match.start(), stop, low, raw))
    return tokens


def _low(tokens: list[Token], index: int) -> str:
    return tokens[index].low if 0 <= index < len(tokens) else ""


def _shift(word: str) -> int | None:
    if word in listed("last"):
        return -1
    if word in listed("next"):
        return 1
    return 0 if word in ("this", "current") else None


def _weekday(tokens: list[Token], i: int) -> Core | None:
    word, before = tokens[i], _low(tokens, i - 1)
    number = weekday_names("en").get(word.low)
    plural = number is None and word.low.endswith("s")
    if plural:
        number = weekday_names("en").get(word.low[:-1])
    if number is None or len(word.low) < 6 or not word.raw[0].isupper():
        return None
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    part = words_of("parts").get(following.low, "") if following and word.raw.isalpha() else ""
    if before in ("black", "good", "ash", "bloody", "holy", "palm", "easter", "super", "cyber", "giving"):
        return None
    if before == "the" and following and following.raw[0].isupper() and not part:
        return None
    if plural or before in ("every", "each"):
        first = i - 1 if before in ("every", "each", "on") and before != "on" else i
        return Core(first, i + 1 + bool(part), "SET", Meaning("set", value=f"XXXX-WXX-{number + 1}"))
    shift = _shift(before) if before in ("last", "next", "this", "past", "coming", "previous", "following") else None
    meaning = Meaning("weekday", number=number, shift=shift, part=part)
    return Core(i - (shift is not None), i + 1 + bool(part), "TIME" if part else "DATE", meaning)


def _month(tokens: list[Token], i: int) -> Core | None:
    word, before = tokens[i], _low(tokens, i - 1)
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
    if before in ("every", "each"):
        return Core(i - 1, i + 1, "SET", Meaning("set", value=f"XXXX-{number:02d}"))
    after, last = _year_after(tokens, i + 1)
    if after is not None:
        return Core(i, last, "DATE", Meaning("date", month=number, year=None, shift=after, unit="Y"))
    shift = _shift(before) if before in ("last", "next", "this", "past", "coming", "previous", "following") else None
    return Core(i - (shift is not None), i + 1, "DATE", Meaning("date", month=number, shift=shift))


def _year_after(tokens: list[Token], i: int) -> tuple[int | None, int]:
    """``(shift, end)`` for "(of) last year", "next year", or ``SAME_YEAR`` for "of that year", at token ``i``."""
    at = i + 1 if _low(tokens, i) == "of" else i
    if _low(tokens, at + 1) == "year" and _low(tokens, at) == "that":
        return SAME_YEAR, at + 2
    if _low(tokens, at + 2) == "year" and _low(tokens, at) == "the" and _low(tokens, at + 1) == "same":
        return SAME_YEAR, at + 3
    if _low(tokens, at + 1) == "year" and _low(tokens, at) in ("last", "this", "next"):
        return _shift(_low(tokens, at)), at + 2
    return None, i


def _year(tokens: list[Token], i: int) -> Core | None:
    word, before, after = tokens[i], _low(tokens, i - 1), _low(tokens, i + 1)
    if not _YEAR.fullmatch(word.raw) or before in listed("no_year_before"):
        return None
    if tokens[max(0, i - 1)].raw in "/=_&" and i and tokens[i - 1].end == word.start:
        return None
    number = int(word.raw)
    if number < 1400 and before not in ("in", "since", "until", "by", "before"):
        return None
    joined = _low(tokens, i + 2) if after in ("-", ".", ":") else ""
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
    if not strict and after.endswith("s") and before != "the" and after not in ("was", "is", "has", "as", "its", "his"):
        return None
    if before == "," and i >= 2 and tokens[i - 2].raw.isdigit() and tokens[i - 1].end == word.start:
        return None
    first = i - 2 if before in ("year", "years") and _low(tokens, i - 2) == "the" else i
    return Core(first, i + 1, "DATE", Meaning("date", year=number))


def _decade(tokens: list[Token], i: int) -> Core | None:
    word = tokens[i].low
    before = _low(tokens, i - 1)
    number: int | None = None
    if _DECADE.fullmatch(word):
        number = int(word[:-1]) // 10
        if len(word) < 5:
            number += 190
        if len(word) < 5 and before not in ("the", "'", "’", "‘", "early", "late", "mid", "-", "his", "her", "their"):
            return None
        if len(word) < 5 and before in ("his", "her", "their"):
            return None
    elif word in words_of("decades") and before in ("the", "early", "late", "mid", "-"):
        number = 190 + int(words_of("decades")[word])
    if number is None or (len(word) == 5 and number % 10 == 0 and number > 202):
        return None
    first = i - 1 if before in ("'", "’", "‘") else i
    return Core(first - (_low(tokens, first - 1) == "the"), i + 1, "DATE", Meaning("decade", number=number))


def _unit(tokens: list[Token], i: int) -> Core | None:
    if tokens[i].low in ("second", "quarter", "quarters") and _low(tokens, i - 1) not in listed("last") | listed(
        "next"
    ):
        return None
    for rule in (_each_unit, _counted_unit, _named_unit):
        found = rule(tokens, i)
        if found:
            return found
    return None


def _each_unit(tokens: list[Token], i: int) -> Core | None:
    """every day, every two weeks, every other day, once a week, per month."""
    unit = words_of("units")[tokens[i].low]
    before = _low(tokens, i - 1)
    if before in ("every", "each", "per"):
        return Core(i - 1, i + 1, "SET", Meaning("set", value=duration("1", unit)))
    if before in ("a", "an") and _low(tokens, i - 2) in ("once", "twice", "times", "hours", "days"):
        first = i - 2 if _low(tokens, i - 2) in ("once", "twice") else i - 1
        return Core(first, i + 1, "SET", Meaning("set", value=duration("1", unit)))
    if before == "other" and _low(tokens, i - 2) == "every":
        return Core(i - 2, i + 1, "SET", Meaning("set", value=duration("2", unit)))
    count = count_before(tokens, i)
    if count and _low(tokens, count.first - 1) in ("every", "each"):
        return Core(count.first - 1, i + 1, "SET", Meaning("set", value=duration(count.value, unit)))
    return None


def duration(count: str, unit: str) -> str:
    """ISO 8601 duration of ``count`` units.

    >>> duration("2", "W"), duration("20", "m"), duration("X", "T")
    ('P2W', 'PT20M', 'PX0Y')
    """
    if unit == "h" and count.endswith(".5"):
        return f"PT{count[:-2]}H30M" if count != "0.5" else "PT30M"
    if unit in ("h", "m", "s"):
        return f"PT{count}{unit.upper()}"
    scale = {"F": (2, "W"), "E": (1, "WE"), "Q": (3, "M"), "T": (10, "Y"), "C": (100, "Y")}.get(unit)
    if scale is None:
        return f"P{count}{unit}"
    if count == "X":
        return "PX0Y" if unit == "T" else "PXY" if unit == "C" else f"PX{scale[1]}"
    number = float(count) * scale[0]
    return f"P{int(number) if number == int(number) else number}{scale[1]}"


def _counted_unit(tokens: list[Token], i: int) -> Core | None:
    """two weeks, two weeks ago, 11 days after the vote, the past two months, six-year."""
    unit = words_of("units")[tokens[i].low]
    count = count_before(tokens, i)
    if count is None:
        return None
    after, then = _low(tokens, i + 1), _low(tokens, i + 2)
    if (after == "-" and then == "old") or after in ("old", "-old") or (after == "of" and then == "age"):
        return None
    if unit == "E":
        return None
    first, value = count.first, count.value
    if after == "ago":
        kind = "TIME" if unit in "hms" else "DATE"
        return Core(first, i + 2, kind, Meaning("ago", count=value, unit=unit, shift=-1, about=count.about))  # type: ignore[arg-type]
    if after == "from" and then in ("now", "today"):
        return Core(first, i + 3, "DATE", Meaning("ago", count=value, unit=unit, shift=1, about=count.about))
    sign = {"earlier": -1, "previously": -1, "later": 1, "afterward": 1, "afterwards": 1}.get(after)
    sign = {"before": -1, "after": 1}.get(after, sign) if then in ("", ".", ",", ";", "that") else sign
    if sign is not None:
        meaning = Meaning("discourse", count=value, unit=unit, shift=sign, about=count.about)
        return Core(first, i + 2, "TIME" if unit in "hms" else "DATE", meaning)
    if after in listed("before") | listed("after"):
        at = i + 2 + (then == "to" and after == "prior")
        event = _event(tokens, at)
        if event:
            side: Literal["before", "after"] = "before" if after in listed("before") else "after"
            return Core(first, i + 1, "DURATION", Meaning("duration", value=duration(value, unit)), event, side)
    if _low(tokens, first - 1) == "in" and value != "X" and after in ("", ".", ",", ";"):
        return Core(
            first, i + 1, "DURATION", Meaning("ago", count=value, unit=unit, shift=1, about=count.about, value="in")
        )
    before = _low(tokens, first - 1)
    if before in listed("last") | listed("next"):
        first -= 1 + (_low(tokens, first - 2) == "the")
    return Core(first, i + 1, "DURATION", Meaning("duration", value=duration(value, unit)))


def _event(tokens: list[Token], at: int) -> Span | None:
    """The words that name what an offset counts from, up to the end of their clause."""
    last = at
    while last < len(tokens) and last - at < _LONGEST_EVENT and tokens[last].raw not in ',.;:—–()"“”?!':
        if tokens[last].low in ("and", "but", "which", "who", "when", "while") and last > at:
            break
        last += 1
    return (tokens[at].start, tokens[last - 1].end) if last - at >= 2 else None


def _named_unit(tokens: list[Token], i: int) -> Core | None:
    """last week, this year, the next day, later that month, the weekend, the end of the year, recent weeks."""
    word, before = tokens[i].low, _low(tokens, i - 1)
    unit = words_of("units")[word]
    plural = word.endswith("s")
    if before == "same" or (before == "that" and unit in "DWMYT" and not plural):
        first = i - 1 - (_low(tokens, i - 2) in ("the", "that"))
        first -= _low(tokens, first - 1) in ("later", "earlier")
        return Core(first, i + 1, "DATE", Meaning("discourse", count="0", unit=unit, shift=0))
    shift = _shift(before)
    definite = _low(tokens, i - 2) in ("the", "that")
    if plural:
        if (shift is not None and shift != 0) or before in listed("vague") | {"the", "for"}:
            if before in ("the", "for") and _low(tokens, i + 1) not in (
                "before",
                "after",
                "ahead",
                "following",
                "of",
                "that",
            ):
                return (
                    None
                    if before == "the"
                    else Core(i, i + 1, "DURATION", Meaning("duration", value=duration("X", unit)))
                )
            return Core(i - (before != "for"), i + 1, "DURATION", Meaning("duration", value=duration("X", unit)))
        return None
    if shift is not None and unit in "DWMYTCEQF":
        if definite and shift != 0 and before in ("next", "following", "previous", "preceding"):
            return Core(i - 2, i + 1, "DATE", Meaning("discourse", count="1", unit=unit, shift=shift))
        if definite and before in ("past", "last"):
            return Core(i - 2, i + 1, "DURATION", Meaning("duration", value=duration("1", unit)))
        edge_word = _low(tokens, i - 2)
        meaning = Meaning("unit", unit=unit, shift=shift, edge={"earlier": "early", "later": "late"}.get(edge_word, ""))  # type: ignore[arg-type]
        return Core(i - 1 - bool(meaning.edge), i + 1, "DATE", meaning)
    if unit == "E" and before == "the":
        return Core(i - 1, i + 1, "DATE", Meaning("unit", unit="E", shift=None))
    if (
        before == "the"
        and _low(tokens, i - 2) == "of"
        and _low(tokens, i - 3) in ("end", "start", "beginning", "middle")
    ):
        return Core(i - 1, i + 1, "DATE", Meaning("unit", unit=unit, shift=0))
    if before in ("a", "an") or (before == "-" and count_before(tokens, i - 1)):
        return None
    return None


def _day_word(tokens: list[Token], i: int) -> Core | None:
    word, previous = tokens[i].raw, tokens[i - 1].raw if i else ""
    if word[0].isupper() and previous[-1:].isalpha() and previous[0].isupper():
        return None
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[tokens[i].low]
    part = "NI" if tokens[i].low == "tonight" else words_of("parts").get(_low(tokens, i + 1), "")
    last = i + 1 + bool(part and tokens[i].low != "tonight")
    if _low(tokens, i - 1) in ("before", "after") and _low(tokens, i - 2) == "day":
        shift += 1 if tokens[i - 1].low == "after" else -1
        return Core(i - 2 - (_low(tokens, i - 3) == "the"), i + 1, "DATE", Meaning("day", shift=shift))
    return Core(i, last, "TIME" if part else "DATE", Meaning("day", shift=shift, part=part))


def _part(tokens: list[Token], i: int) -> Core | None:
    word, before = tokens[i].low, _low(tokens, i - 1)
    part = words_of("parts")[word]
    if word in ("noon", "midday"):
        return Core(i, i + 1, "TIME", Meaning("clock", clock="12:00"))
    if before in ("this", "last"):
        return Core(i - 1, i + 1, "TIME", Meaning("day", shift=0 if before == "this" else -1, part=part))
    if before == "that" or (
        before in ("same", "next", "following", "previous") and _low(tokens, i - 2) in ("the", "that")
    ):
        shift = {"next": 1, "following": 1, "previous": -1}.get(before, 0)
        first = i - 1 if before == "that" else i - 2
        return Core(
            first, i + 1, "TIME", Meaning("discourse", count="1" if shift else "0", unit="D", shift=shift, part=part)
        )
    of_day = _low(tokens, i + 1) == "of" or (_low(tokens, i + 1) == "hours" and _low(tokens, i + 2) == "of")
    if before in ("the", "early", "late") and of_day:
        last = i + 1 + (_low(tokens, i + 1) == "hours")
        return Core(
            i - 1 - (before != "the" and _low(tokens, i - 2) == "the"), last, "TIME", Meaning("part", part=part)
        )
    if before == "the" and _low(tokens, i - 2) in ("in", "during") and not word.endswith("s"):
        return Core(i - 1, i + 1, "TIME", Meaning("part", part=part))
    return None


def _season(tokens: list[Token], i: int) -> Core | None:
    letters = words_of("seasons")[tokens[i].low]
    before, after = _low(tokens, i - 1), _low(tokens, i + 1)
    at = i + 2 if after == "of" else i + 1
    if _YEAR.fullmatch(_low(tokens, at)):
        first = i - (before == "the")
        return Core(first, at + 1, "DATE", Meaning("season", value=letters, year=int(tokens[at].raw)))
    shift, last = _year_after(tokens, i + 1)
    if shift is not None:
        return Core(i - (before == "the"), last, "DATE", Meaning("season", value=letters, shift=shift, unit="Y"))
    shift = _shift(before) if before in ("last", "this", "next", "past", "coming") else None
    if shift is not None:
        return Core(i - 1, i + 1, "DATE", Meaning("season", value=letters, shift=shift))
    if after == "of" or (
        before == "the" and _low(tokens, i - 2) not in ("in", "by", "during", "until", "since", "over")
    ):
        return None
    if before in ("in", "by", "during", "until", "since", "early", "late", "the", "mid"):
        return Core(i - (before == "the"), i + 1, "DATE", Meaning("season", value=letters))
    return None


def _century(tokens: list[Token], i: int) -> Core | None:
    before = _low(tokens, i - 1) if _low(tokens, i - 1) != "-" else _low(tokens, i - 2)
    at = i - 1 if _low(tokens, i - 1) != "-" else i - 2
    number = words_of("ordinals").get(before)
    digits = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", before)
    if digits:
        number = digits[1]
    if number is None or not 1 <= int(number) <= 21:
        return None
    return Core(at - (_low(tokens, at - 1) == "the"), i + 1, "DATE", Meaning("century", number=int(number)))


def _quarter(tokens: list[Token], i: int) -> Core | None:
    """the first quarter of 2031, the second half of the year."""
    number = words_of("ordinals").get(_low(tokens, i - 1))
    letter = "Q" if tokens[i].low == "quarter" else "H"
    if number is None or int(number) > (4 if letter == "Q" else 2):
        return None
    at = i + 2 if _low(tokens, i + 1) == "of" else i + 1
    year = int(tokens[at].raw) if _YEAR.fullmatch(_low(tokens, at)) else None
    shift, last = _year_after(tokens, i + 1)
    if year is None and shift is None and letter == "H":
        return None
    last = at + 1 if year else last if shift is not None else i + 1
    first = i - 1 - (_low(tokens, i - 2) == "the")
    return Core(first, last, "DATE", Meaning("quarter", number=int(number), value=letter, year=year, shift=shift))


def _adverb(tokens: list[Token], i: int) -> Core | None:
    word = tokens[i]
    if word.low in words_of("sets"):
        capital = word.raw[0].isupper() and i > 0
        return None if capital else Core(i, i + 1, "SET", Meaning("set", value=str(words_of("sets")[word.low])))
    if word.low == "now" and _low(tokens, i - 1) in ("from", "just", "until"):
        return (
            None if _low(tokens, i - 1) == "just" else Core(i, i + 1, "DATE", Meaning("reference", value="PRESENT_REF"))
        )
    return Core(i, i + 1, "DATE", Meaning("reference", value=str(words_of("references")[word.low])))


def _joined(tokens: list[Token], i: int, length: int) -> str:
    return " ".join(token.low for token in tokens[i : i + length]) if i + length <= len(tokens) else ""


def _phrase(tokens: list[Token], i: int) -> Core | None:
    for length in (3, 2):
        phrase = _joined(tokens, i, length)
        if phrase in words_of("phrases") and _low(tokens, i + length) not in ("of", "for"):
            if phrase == "the past" and _low(tokens, i - 1) not in ("in", "of", "from"):
                return None
            return Core(i, i + length, "DATE", Meaning("reference", value=str(words_of("phrases")[phrase])))
    return None


def _holiday(tokens: list[Token], i: int) -> Core | None:
    if not tokens[i].raw[0].isupper():
        return None
    for length in (3, 2, 1):
        phrase = _joined(tokens, i, length)
        day = words_of("holidays").get(phrase)
        if day:
            year_at = i + length
            year = int(tokens[year_at].raw) if _YEAR.fullmatch(_low(tokens, year_at)) else None
            meaning = Meaning("holiday", year=year, value=day)
            shift = _shift(_low(tokens, i - 1)) if year is None else None
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
    start(_unit, *words_of("units"))
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
