"""Numbers before a unit of time: digits, words, fractions and vague amounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from readout.languages import table


class Word(Protocol):
    """What a count needs to know of a token."""

    @property
    def low(self) -> str:
        """In lower case."""
        ...

    @property
    def raw(self) -> str:
        """As written."""
        ...


class Count(NamedTuple):
    """Index of the first token of a number, its value (``X`` for a vague one), and whether it is "about" that."""

    first: int
    value: str
    about: bool = False


def _vague() -> frozenset[str]:
    return frozenset(str(table("en", "times")["words"]["vague"]).split())


def _list(name: str) -> frozenset[str]:
    return frozenset(str(table("en", "times")["counts"][name]).split())


def count_before(tokens: Sequence[Word], i: int) -> Count | None:
    """The number that ends directly before token ``i``, over a hyphen, "more" or "full"; ``None`` for none."""
    at = i - 1
    if at >= 1 and tokens[at].raw in "-‑–":
        at -= 1
    while at >= 1 and tokens[at].low in _list("between"):
        at -= 1
    if at < 0:
        return None
    number = _number(tokens, at)
    if number is None:
        return None
    first, value = number
    about = first >= 1 and tokens[first - 1].low in _list("about")
    return Count(first, value, about)


def _number(tokens: Sequence[Word], at: int) -> tuple[int, str] | None:
    numbers = table("en", "times")["numbers"]
    word = tokens[at].low
    if (
        at >= 3
        and tokens[at - 1].raw == "/"
        and word == "2"
        and tokens[at - 2].low == "1"
        and tokens[at - 3].low.isdigit()
    ):
        return at - 3, f"{tokens[at - 3].low}.5"
    if word.replace(",", "").replace(".", "", 1).isdigit() and word.isascii():
        return at, word.replace(",", "")
    if word in _vague():
        if word == "few" or word in ("couple", "dozens"):
            back = at - 1 if at and tokens[at - 1].low in ("a", "the", "last", "past", "next") else at
            back = back if back == at or tokens[back].low == "a" else at
            return back, "2" if word == "couple" else "X"
        return at, "X"
    if word == "half" and at + 1 < len(tokens):
        return at, "0.5"
    if word not in numbers:
        return None
    value = int(numbers[word])
    if at >= 2 and tokens[at - 1].raw == "-" and int(numbers.get(tokens[at - 2].low, 0)) >= 20:
        return at - 2, str(int(numbers[tokens[at - 2].low]) + value)
    if word in ("hundred", "dozen") and at:
        times = int(numbers.get(tokens[at - 1].low, 1))
        return at - (tokens[at - 1].low in numbers), str(times * value)
    if word in ("a", "an") and at and tokens[at - 1].low == "half":
        return at - 1, "0.5"
    return at, str(value)
