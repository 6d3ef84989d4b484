"""Whether the clause around a time expression looks back or ahead from the time of writing."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from readout.languages import table
from readout.types import Span

Direction = Literal["past", "future", "present"]
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[.;:!?,()—–\"“”]")
_STOPS = frozenset('.;:!?()—–"“”')
_REACH = 300


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(table("en", "times")["direction"][name]).split())


@cache
def _irregular_past() -> frozenset[str]:
    forms: set[str] = set()
    for listed in table("en", "inflections")["irregular"].values():
        past, participle = str(listed).split()[:2]
        forms |= {past, participle}
    return frozenset(forms - {"put", "set", "cut", "let", "hit", "cost", "read", "bid", "cast", "shut", "hurt", "come"})


def _looks_past(word: str) -> bool:
    if word in _words("past") or word in _irregular_past():
        return True
    return len(word) > 3 and word.endswith("ed") and word not in _words("not_past") and word.islower()


def _vote(words: list[str], index: int, ahead: bool = False) -> Direction | None:
    """What the word at ``index`` says of its clause; ``ahead``: it follows the time expression."""
    word = words[index]
    low = word.lower().replace("’", "'")
    before = words[index - 1].lower() if index else ""
    after = words[index + 1].lower() if index + 1 < len(words) else ""
    if low in _words("future") or low.endswith("'ll"):
        return "future"
    if not word.islower():
        return None
    if low in _words("obliged") and after != "have":
        return "future"
    if low in _words("be") and after == "to" and not ahead:
        return "future"  # "is to rise", "was to take effect"
    if low in _words("planned"):
        return (
            "future" if low != "set" or after in ("to", "for", "") or before in ("is", "are", "was", "were") else None
        )
    if low in _words("intended") and after == "to":
        return "past" if ahead and _looks_past(word) else "future"
    if low in _words("called") and after == "for" and before in _words("perfect"):
        return "future"  # "have called for a meeting on Monday": no perfect goes with a day gone by
    if before == "to" and low not in _words("past"):
        return None  # "offered to come": the verb before tells
    held = low == "open" and not _words("kept_state").isdisjoint(words[max(0, index - 5) : index])
    if held:
        return None  # "voted to keep the port open"
    if low in _words("present") or (low in _words("present_base") and before not in _words("noun_before")):
        return "future" if _modal_before(words, index) else "present"
    if _looks_past(word):
        return "future" if _modal_before(words, index) else "past"
    return None


def _modal_before(words: list[str], index: int) -> bool:
    """Whether a modal verb or "to be" stands within three words before a verb: "will meet", "must be returned"."""
    first = max(0, index - 3)
    # a capital tells "Ms. May called" from "may call", save where a sentence begins
    near = [word.lower() if not at or word.islower() else "" for at, word in enumerate(words[first:index], first)]
    if "have" in near and any(word in _words("modal") for word in near[: near.index("have")]):
        return False  # "should have left"
    return any(word in _words("modal") for word in near) or ("to" in near and "be" in near)


def direction(text: str, sentence: Span, span: Span) -> Direction | None:
    """The direction of the clause that holds ``span``; ``None`` where no verb shows it.

    The nearest verb before the expression in its clause decides, else the nearest after it.

    >>> text = "He said on Monday that they will meet on Friday."
    >>> direction(text, (0, len(text)), (11, 17)), direction(text, (0, len(text)), (41, 47))
    ('past', 'future')
    """
    start, end = max(sentence[0], span[0] - _REACH), min(sentence[1], span[1] + _REACH)
    before = [match.group() for match in _TOKEN.finditer(text, start, span[0])]
    while before and before[-1] == "(":
        before.pop()
    opening = sum(word not in _STOPS and word != "," for word in before) <= 2
    for index in range(len(before) - 1, -1, -1):
        word = before[index]
        if word.lower() == "since" and before[index + 1 : index + 2] and before[index + 1].endswith("ing"):
            return "past"  # "since taking office in January"
        if word in _STOPS or (word.lower() in _words("boundary") and index < len(before) - 1):
            break
        if word == "," and not _words("condition").isdisjoint(w.lower() for w in before[:index]):
            break  # "If the ban is not gone by then, beer pays a duty from 1 April"
        vote = _vote(before, index)
        if vote is not None:
            return vote
    after = [match.group() for match in _TOKEN.finditer(text, span[1], end)]
    for index, word in enumerate(after):
        if word in _STOPS or word.lower() in _words("boundary") or (word == "," and not opening):
            break
        vote = _vote(after, index, ahead=True)
        if vote is not None:
            return vote
    return None
