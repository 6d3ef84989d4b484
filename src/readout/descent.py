"""Which of two related accounts carries the other's text, as far as the pages prove it, and how exactly they agree.

Everything here follows from a readout's accounts, relations and texts, so whoever holds those can ask: the readout's
format says how much two accounts share and of which kind that is, and does not say who was first. Every rule names its
reason or abstains; where none speaks, or another account explains the pair better, nobody is first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, Protocol

from readout import edtf
from readout.languages import table
from readout.languages.stems import common_stems, stem, tokens
from readout.spans import lines
from readout.types import Block, Pair, Published, Relation, Sourced, Value

Exactness = Literal["word for word", "reworded", "in other words"]
Ground = Literal["agency", "named", "correction", "date", "shortened"]

NEARLY = 0.6
"""Overlap of words (Dice) from which two sentences are one sentence reworded: that of the alignment itself."""
LOST = 3
"""Sentences that must have lost words, and none gained, for one text to be the other shortened."""
_OWN_WORDS = frozenset({"headline", "standfirst", "subhead", "body"})
_RARE = 0.02  # share of articles below which one word alone can be told to be an outlet's name


class Told(Protocol):
    """What is asked of an account: an article, a reading and an account of a readout all have it."""

    @property
    def id(self) -> str:
        """Its name, as relations give it."""
        ...

    @property
    def outlet(self) -> Sourced | None:
        """Who published it."""
        ...

    @property
    def agencies(self) -> tuple[Sourced, ...]:
        """Whom it credits."""
        ...

    @property
    def published(self) -> Published:
        """When."""
        ...

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The roles of its lines."""
        ...


class Descent(Value, frozen=True, kw_only=True):
    """``downstream`` carries the text of ``upstream``; ``reason`` says in a few words how that is known."""

    upstream: str
    downstream: str
    ground: Ground
    reason: str


def directions(
    accounts: Iterable[Told], relations: Sequence[Relation], texts: Mapping[str, str]
) -> dict[tuple[str, str], Descent]:
    """By pair ``(a, b)`` of a relation which of the two carries the other's text; pairs of which that is not known
    lack.

    Two accounts that both carry a third's text are siblings and neither is upstream, whatever their dates: so where
    both, or others that carry the same text, credit an agency, and where a third account of the list explains what
    both hold.
    """
    by_id = {account.id: account for account in accounts}
    known = [item for item in relations if item.a in by_id and item.b in by_id]
    found: dict[tuple[str, str], Descent] = {}
    for relation in known:
        descent = direction(relation, by_id[relation.a], by_id[relation.b], texts)
        if descent is not None:
            found[relation.a, relation.b] = descent
    shares = {(r.a, r.b): r.a_in_b for r in known} | {(r.b, r.a): r.b_in_a for r in known}
    sources: dict[str, set[str]] = {}
    for descent in found.values():
        sources.setdefault(descent.downstream, set()).add(descent.upstream)
    wires = _wires(by_id, known)
    return {
        pair: descent
        for pair, descent in found.items()
        if descent.ground in ("agency", "named", "correction")
        or not (
            _by_wire(descent, by_id, wires)
            or any(
                shares.get((descent.downstream, third), 0.0) >= shares[descent.downstream, descent.upstream]
                for third in sources[descent.downstream] & sources.get(descent.upstream, set())
            )
        )
    }


def direction(relation: Relation, a: Told, b: Told, texts: Mapping[str, str]) -> Descent | None:
    """Which of the two accounts carries the other's text, by what these two say alone; ``None`` where that is open."""
    if relation.kind == "update":
        notices = [bool(correction_notices(texts.get(x.id, ""))) for x in (a, b)]
        if notices[0] != notices[1]:
            one, other = (b, a) if notices[0] else (a, b)
            return _told(one, other, "correction", "it says that it corrects an earlier version")
    for one, other in ((a, b), (b, a)):
        agency = _credited(other, one)
        if agency is not None:
            return _told(one, other, "agency", f"it credits {agency}")
    named = [_names(by, source, texts.get(by.id, "")) for by, source in ((b, a), (a, b))]
    if named[0] != named[1]:
        one, other = (a, b) if named[0] else (b, a)
        return _told(one, other, "named", f"it names {one.outlet.value if one.outlet else one.id}")
    if _agencies(a) & _agencies(b):
        return None
    if relation.kind == "shared-ancestor":
        return None
    for one, other in ((a, b), (b, a)):
        if one.published.value and other.published.value and edtf.before(one.published.value, other.published.value):
            return _told(one, other, "date", "it was published later")
    if relation.kind != "update":
        lost = _shortened(relation.pairs)
        if lost is not None:
            one, other = (a, b) if lost == "b" else (b, a)
            return _told(one, other, "shortened", "its sentences are the other’s with words left out")
    return None


def draws_on(by: Told, source: Told, text: str) -> bool:
    """Whether ``by``, whose text is given, says that it draws on ``source``: it credits that agency or names that
    outlet."""
    return _credited(by, source) is not None or _names(by, source, text)


def _credited(by: Told, source: Told) -> str | None:
    """The agency that ``by`` credits and whose own page ``source`` is."""
    agency = _outlet(source)
    if agency is None or agency == _outlet(by):
        return None
    return next((item.value for item in by.agencies if _agency(item.value) == agency), None)


def exactness(pair: Pair) -> Exactness:
    """How exactly two aligned stretches agree: their words, most of their words, or only what they say."""
    one, two = ([text[s:e].casefold() for s, e in tokens(text)] for text in (pair.a.quote, pair.b.quote))
    if one == two:
        return "word for word"
    left, right = (sorted(map(stem, words)) for words in (one, two))
    shared = len(left) - len(_without(left, right))
    return "reworded" if 2 * shared >= NEARLY * (len(left) + len(right)) else "in other words"


def _told(one: Told, other: Told, ground: Ground, reason: str) -> Descent:
    return Descent(upstream=one.id, downstream=other.id, ground=ground, reason=reason)


def _outlet(account: Told) -> str | None:
    return _agency(account.outlet.value) if account.outlet else None


def _agencies(account: Told) -> frozenset[str]:
    return frozenset(_agency(item.value) for item in account.agencies)


def _agency(name: str) -> str:
    """The agency's one name where the list knows the form, else the name itself, folded."""
    folded = " ".join(name.casefold().split())
    return _forms().get(folded, folded)


@cache
def _forms() -> dict[str, str]:
    listed = table("shared", "agencies")["agency"]
    return {form.casefold(): item["name"].casefold() for item in listed for form in (item["name"], *item["forms"])}


def _wires(accounts: Mapping[str, Told], relations: Sequence[Relation]) -> dict[str, frozenset[str]]:
    """For each account the agencies whose text it may carry: its own credits and those of what it is related to."""
    found = {name: set(_agencies(account)) for name, account in accounts.items()}
    for relation in relations:
        if relation.kind != "update":
            found[relation.a] |= _agencies(accounts[relation.b])
            found[relation.b] |= _agencies(accounts[relation.a])
    return {name: frozenset(agencies) for name, agencies in found.items()}


def _by_wire(descent: Descent, accounts: Mapping[str, Told], wires: Mapping[str, frozenset[str]]) -> bool:
    """Whether both may have their text from an agency that neither of them is."""
    own = {_outlet(accounts[name]) for name in (descent.upstream, descent.downstream)}
    if len(own) == 1 and None not in own:
        return False
    return bool((wires[descent.upstream] & wires[descent.downstream]) - own)


def _names(by: Told, source: Told, text: str) -> bool:
    """Whether the own words of ``by`` name the other's outlet."""
    if source.outlet is None or _outlet(by) == _outlet(source):
        return False
    name = re.sub(r"^The ", "", " ".join(source.outlet.value.split()))
    single = " " not in name and common_stems("en").get(stem(name), 0.0) >= _RARE
    if len(name) < 4 or single or not name[0].isupper():
        return False
    shape = re.compile(r"(?<!\w)" + re.escape(name).replace(r"\ ", r"\s+") + r"(?!\w)")
    return any(
        shape.search(text, block.start, block.end) is not None for block in by.blocks if block.role in _OWN_WORDS
    )


def correction_notices(text: str) -> tuple[str, ...]:
    """The lines in which a page says that it is a later version of itself."""
    found = (text[start:end] for start, end in lines(text))
    return tuple(line for line in found if any(phrase in line.casefold() for phrase in _notices()))


@cache
def _notices() -> tuple[str, ...]:
    return tuple(table("en", "versions")["corrected"])


def _shortened(pairs: Sequence[Pair]) -> Literal["a", "b"] | None:
    """The side whose sentences have lost words that the other has, and gained none."""
    lost = {"a": 0, "b": 0}
    for pair in pairs:
        one, two = (sorted(stem(text[s:e]) for s, e in tokens(text)) for text in (pair.a.quote, pair.b.quote))
        more, less = _without(one, two), _without(two, one)
        if len(more) != len(less):
            side = "b" if len(more) > len(less) else "a"
            lost[side] += 1
    fewer, more_ = sorted(lost, key=lambda side: lost[side])
    return more_ if lost[fewer] == 0 and lost[more_] >= LOST else None  # type: ignore[return-value]


def _without(one: Sequence[str], two: Sequence[str]) -> list[str]:
    rest = list(two)
    left = []
    for word in one:
        if word in rest:
            rest.remove(word)
        else:
            left.append(word)
    return left
