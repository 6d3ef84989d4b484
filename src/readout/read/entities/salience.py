"""Who was spoken of, how lately and how prominently: what a pronoun can take up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from readout.read.entities.clusters import Cluster
from readout.read.entities.lexicon import words
from readout.read.entities.roles import grammar
from readout.read.entities.rows import Row

_DISTANCE = (3.0, 2.5, 1.5, 0.8, 0.4)  # by sentences back
_MARGIN = 0.5
_OPENING_OWNER = 0.2  # what tells against an owner that opens its sentence: "Marn's answer was short"
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


class Seen(NamedTuple):
    """One place that named or took up a cluster: where, and how prominently."""

    cluster: Cluster
    sentence: int
    paragraph: int
    at: int
    subject: bool
    owner: bool
    governed: bool
    quoted: bool


def seen(row: Row, cluster: Cluster, first: int, last: int, *, paragraph: int, quoted: bool) -> Seen:
    """How tokens ``[first, last)`` stand in their sentence."""
    tokens = row.tokens
    owner = last < len(tokens) and tokens[last].text in _POSSESSIVES
    before = first - 1
    while before >= 0 and tokens[before].low in {"the", "a", "an"}:
        before -= 1
    governed = before >= 0 and tokens[before].low in grammar(row.language).prepositions
    subject = not owner and not governed and is_subject(row, first, last)
    return Seen(cluster, row.number, paragraph, first, subject, owner, governed, quoted)


def is_subject(row: Row, first: int, last: int) -> bool:
    """Whether a verb follows, over an apposition, the rest of a list and adverbs, or the phrase opens its sentence."""
    tokens = row.tokens
    facts = words(row.language)
    at = last
    if at < len(tokens) and tokens[at].text == ",":
        close = next((i for i in range(at + 1, min(len(tokens), at + 16)) if tokens[i].text == ","), None)
        at = close + 1 if close is not None else at
    steps = 0
    while at < len(tokens) and steps < 5:
        low = tokens[at].low
        if low in facts.speech or (low.endswith("ed") and len(low) > 4 and not tokens[at].cap):
            return True
        if at in row.barred or low in facts.no_names or (low in {"on", "in", "last"} and at + 1 in row.barred):
            at += 1
        elif low == "on" and at + 1 < len(tokens) and tokens[at + 1].low in facts.no_names:
            at += 2
        elif low.endswith("ly") or low in grammar(row.language).adverbs or low == "who" or tokens[at].cap:
            at += 1
            steps += 1
        else:
            break
    return first <= 1 and at < len(tokens) and tokens[at].low.isalpha() and tokens[at].low not in facts.openers


def choose(
    history: Sequence[Seen], sentence: int, fits: Callable[[Seen], float | None], reach: int = 3
) -> Cluster | None:
    """The most salient cluster of those that fit, unless another is about as salient.

    ``fits`` gives what speaks for a place besides its distance and prominence, or ``None`` where it cannot be meant.
    """
    best: dict[int, tuple[float, Cluster]] = {}
    count: dict[int, int] = {}
    for place in reversed(history):
        back = sentence - place.sentence
        if back > reach or back >= len(_DISTANCE):
            break
        extra = fits(place)
        if extra is None:
            continue
        value = (
            _DISTANCE[back]
            + extra
            + (1.0 if place.subject else 0.0)
            - (0.0 if not place.owner else 0.8 if place.at > 1 else _OPENING_OWNER)
        )
        value -= (0.3 if place.governed else 0.0) + (1.5 if place.quoted else 0.0)
        key = id(place.cluster)
        count[key] = count.get(key, 0) + 1
        if key not in best or value > best[key][0]:
            best[key] = (value, place.cluster)
    scored = [
        (value + 0.1 * min(count[key], 5), -number, cluster)
        for number, (key, (value, cluster)) in enumerate(best.items())
    ]
    ranked = sorted(scored, key=lambda row: row[:2], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        return None
    return ranked[0][2]
