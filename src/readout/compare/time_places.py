"""What a time expression in a clause dates: the clause, or only a noun in it, or nothing that happened."""

from __future__ import annotations

import re
from functools import cache

from readout.languages import table
from readout.types import Span

_WORD = re.compile(r"[^\W_]+|['’]s\b|[^\w\s]")

_NOUN = re.compile(r"[^\W_]+(?:-[^\W_]+)*|['’]s\b|[^\w\s]")
_QUOTES = frozenset("\"“”„«»‘’'")


@cache
def _classes(name: str) -> frozenset[str]:
    return frozenset(table("en", "word_classes")[name])


@cache
def _labels() -> tuple[str, ...]:
    labels = table("shared", "date_labels")
    return tuple(sorted({*labels["published"], *labels["updated"]}))


def dates_clause(text: str, clause: Span, time: Span, *, coming: bool = False) -> bool:
    """Whether the time at ``time`` is that of its clause.

    It is not where it describes a noun after the clause's beginning ("spoke of the 2016 election", "this week's vote"),
    where something is compared with it ("more than in 2015"), or where the clause only says when a page was changed.
    """
    before = _WORD.findall(text[max(clause[0], time[0] - 40) : time[0]].casefold())
    after = _WORD.findall(text[time[1] : time[1] + 30])
    if len(before) > 1 and after and _describes(before[-1], after[0]):
        return False
    if before and after and before[-1] in _QUOTES and after[0] in _QUOTES:
        return False  # a name: “Independence Day”
    year = text[slice(*time)].isdigit()
    if year and before and (before[-1] == "between" or (before[-1] == "and" and "between" in before)):
        return False  # "rose between 1971 and 2011"
    starts = coming and before[-1:] == ["from"]  # "is to pay from 2036"
    ends = before[-3:] == ["the", "end", "of"]
    if before and (before[-1] == "than" or (year and before[-1] in ("from", "of") and not starts and not ends)):
        return False  # "up by half from 2015", "the Trade Act of 1974"
    if year and re.match(r"[-‑]\w", text[time[1] : time[1] + 2]):
        return False  # "2019-nCoV"
    return not is_stamp(text, clause)


def belongs_to_happening(text: str, clause: Span, time: Span) -> bool:
    """Whether a day dates a noun that names a happening: "the run-off of 14 October", "Sunday's vote"."""
    if text[slice(*time)].isdigit():
        return False
    before = _NOUN.findall(text[max(clause[0], time[0] - 40) : time[0]].casefold())
    after = _NOUN.findall(text[time[1] : min(clause[1], time[1] + 30)].casefold())
    nouns = frozenset(table("en", "phases")["happenings"]) | frozenset(table("en", "phases")["dated_nouns"])
    if len(before) > 1 and before[-1] in ("of", "on") and before[-2] in nouns:
        return True
    if after[:1] and after[0] in ("'s", "’s"):
        return any(word in nouns for word in after[1:3])
    return bool(before) and before[-1] in _classes("determiners") and any(word in nouns for word in after[:2])


def _describes(before: str, after: str) -> bool:
    """Whether a time between these two words belongs to the noun after it."""
    if after in ("'s", "’s"):
        return True
    if before not in _classes("determiners") and before not in ("'s", "’s"):
        return False
    closed = ("prepositions", "coordinators", "relatives", "be", "have", "do", "modals", "subordinators")
    return after[:1].islower() and not any(after in _classes(name) for name in closed)


def is_stamp(text: str, clause: Span) -> bool:
    """Whether a clause opens with what labels a page's times: "Updated at 4:30 a.m. on Thursday"."""
    opening = text[clause[0] : clause[0] + 40]
    low = opening.casefold()
    for label in _labels():
        if low.startswith(label) and not low[len(label) : len(label) + 1].isalpha():
            rest = _WORD.findall(low[len(label) :])
            return opening[:1].isupper() and (not rest or rest[0] in ("at", "on", ":") or rest[0][0].isdigit())
    return False


def subjectless(text: str, span: Span) -> bool:
    """Whether a stretch begins amid a sentence with its verb: "met with envoys on Sunday", cut from who met them."""
    first = _WORD.match(text, span[0])
    if first is None or not first.group().islower():
        return False
    word = first.group()
    verb = (
        word in _pasts()
        or word in _classes("be")
        or word in _classes("modals")
        or (word.endswith("ed") and len(word) > 4)
    )
    return verb and not re.search(r",\s(?:and|but)\s", text[slice(*span)])  # a clause with its own subject may follow


@cache
def _pasts() -> frozenset[str]:
    return frozenset(str(forms).split()[0] for forms in table("en", "inflections")["irregular"].values())
