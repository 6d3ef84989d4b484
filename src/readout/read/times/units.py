"""Rules for units of time: two weeks ago, last year, the next day, every month, 11 days after the vote."""

from __future__ import annotations

from typing import Literal

from readout.read.times.counts import count_before
from readout.read.times.meaning import Meaning
from readout.read.times.tokens import Core, Token, listed, low_at, shift_of, words_of
from readout.types import Span

_LONGEST_EVENT = 12


def unit_of_time(tokens: list[Token], i: int) -> Core | None:
    """The expression that the unit at token ``i`` ends or begins."""
    if tokens[i].low in ("second", "quarter", "quarters") and low_at(tokens, i - 1) not in listed("last") | listed(
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
    before = low_at(tokens, i - 1)
    if before in listed("every") | {"per"}:
        return Core(i - 1, i + 1, "SET", Meaning("set", value=duration("1", unit)))
    if before in ("a", "an") and low_at(tokens, i - 2) in ("once", "twice", "times", "hours", "days"):
        first = i - 2 if low_at(tokens, i - 2) in ("once", "twice") else i - 1
        return Core(first, i + 1, "SET", Meaning("set", value=duration("1", unit)))
    if before == "other" and low_at(tokens, i - 2) == "every":
        return Core(i - 2, i + 1, "SET", Meaning("set", value=duration("2", unit)))
    count = count_before(tokens, i)
    if count and low_at(tokens, count.first - 1) in listed("every"):
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
    after, then = low_at(tokens, i + 1), low_at(tokens, i + 2)
    if (after == "-" and then == "old") or after in ("old", "-old") or (after == "of" and then == "age"):
        return None
    if unit == "E":
        return None
    first, value = count.first, count.value
    if after == "ago":
        kind = "TIME" if unit in "hms" else "DATE"
        return Core(first, i + 2, kind, Meaning("ago", amount=value, unit=unit, shift=-1, about=count.about))  # type: ignore[arg-type]
    if after == "from" and then in ("now", "today"):
        return Core(first, i + 3, "DATE", Meaning("ago", amount=value, unit=unit, shift=1, about=count.about))
    sign = {"earlier": -1, "previously": -1, "later": 1, "afterward": 1, "afterwards": 1}.get(after)
    sign = {"before": -1, "after": 1}.get(after, sign) if then in ("", ".", ",", ";", "that") else sign
    if sign is not None:
        meaning = Meaning("discourse", amount=value, unit=unit, shift=sign, about=count.about)
        return Core(first, i + 2, "TIME" if unit in "hms" else "DATE", meaning)
    if after in listed("before") | listed("after"):
        at = i + 2 + (then == "to" and after == "prior")
        event = _event(tokens, at)
        if event:
            side: Literal["before", "after"] = "before" if after in listed("before") else "after"
            return Core(first, i + 1, "DURATION", Meaning("duration", value=duration(value, unit)), event, side)
    if low_at(tokens, first - 1) == "in" and value != "X" and after in ("", ".", ",", ";"):
        return Core(
            first, i + 1, "DURATION", Meaning("ago", amount=value, unit=unit, shift=1, about=count.about, value="in")
        )
    before = low_at(tokens, first - 1)
    if before in listed("last") | listed("next"):
        first -= 1 + (low_at(tokens, first - 2) == "the")
    return Core(first, i + 1, "DURATION", Meaning("duration", value=duration(value, unit)))


def _event(tokens: list[Token], at: int) -> Span | None:
    """The words that name what an offset counts from, up to the end of their clause."""
    last = at
    while last < len(tokens) and last - at < _LONGEST_EVENT and tokens[last].raw not in ',.;:—–()"“”?!':
        if tokens[last].low in listed("event_ends") and last > at:
            break
        last += 1
    return (tokens[at].start, tokens[last - 1].end) if last - at >= 2 else None


def _named_unit(tokens: list[Token], i: int) -> Core | None:
    """last week, this year, the next day, later that month, the weekend, the end of the year, recent weeks."""
    word, before = tokens[i].low, low_at(tokens, i - 1)
    unit = words_of("units")[word]
    plural = word.endswith("s")
    if before == "same" or (before == "that" and unit in "DWMYT" and not plural):
        first = i - 1 - (low_at(tokens, i - 2) in ("the", "that"))
        first -= low_at(tokens, first - 1) in ("later", "earlier")
        return Core(first, i + 1, "DATE", Meaning("discourse", amount="0", unit=unit, shift=0))
    shift = shift_of(before)
    definite = low_at(tokens, i - 2) in ("the", "that")
    if plural:
        if (shift is not None and shift != 0) or before in listed("vague") | {"the", "for"}:
            if before in ("the", "for") and low_at(tokens, i + 1) not in (
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
            return Core(i - 2, i + 1, "DATE", Meaning("discourse", amount="1", unit=unit, shift=shift))
        if (definite and before in ("past", "last")) or (unit in "TC" and before in ("past", "coming")):
            return Core(i - 2, i + 1, "DURATION", Meaning("duration", value=duration("1", unit)))
        edge_word = low_at(tokens, i - 2)
        meaning = Meaning("unit", unit=unit, shift=shift, edge={"earlier": "early", "later": "late"}.get(edge_word, ""))  # type: ignore[arg-type]
        return Core(i - 1 - bool(meaning.edge), i + 1, "DATE", meaning)
    if unit == "E" and before == "the":
        return Core(i - 1, i + 1, "DATE", Meaning("unit", unit="E", shift=None))
    if (
        before == "the"
        and low_at(tokens, i - 2) == "of"
        and low_at(tokens, i - 3) in ("end", "start", "beginning", "middle")
    ):
        return Core(i - 1, i + 1, "DATE", Meaning("unit", unit=unit, shift=0))
    if before in ("a", "an") or (before == "-" and count_before(tokens, i - 1)):
        return None
    return None
