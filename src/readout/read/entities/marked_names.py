"""The names that the rules cut out of runs of capitals, and those that the reader marks, made one.

What the lists know, the rules decide; where a name has no list behind it, the reader does, the surer the more. All
places of an account that have the same words are of one kind. Figures: held-out documents of a worldwide newswire.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from readout.models.reader import MentionMark
from readout.read.entities.kinds import key
from readout.read.entities.lexicon import words
from readout.read.entities.names import Name
from readout.read.entities.rows import Row, known_at, opening, shouted
from readout.read.entities.runs import HYPHENS
from readout.types import EntityType

RULES_WEIGH = 0.35
"""What the rules' word for the kind of a name that no list has weighs against the squares of the reader's scores."""
OVER_PLAIN, OVER_KNOWN, NEVER = 0.35, 0.6, 2.0
"""Scores from which the reader's edges are taken over the rules': of a name in no list, and of a listed one."""
ALONE: Mapping[EntityType, float] = {
    "person": 0.65, "group": 0.5, "organisation": 0.5, "place": 0.7, "agreement": 0.9, "other": NEVER,
}  # fmt: skip
"""Scores from which a name counts that only the reader has found."""
SURE = 0.9
"""Score from which one common word that opens a sentence is a name."""
_UNSURE: frozenset[EntityType] = frozenset({"organisation", "place", "other"})
"""Kinds of which the rules alone are not believed: one in four was right where the reader saw no name."""
_KINDS: Mapping[str, EntityType] = {
    "person": "person", "organisation": "organisation", "place": "place", "group": "group", "agreement": "agreement",
    "facility": "place", "other": "other",
}  # fmt: skip


class _Marked(NamedTuple):
    """A mark in tokens ``[first, last)`` of a sentence."""

    sentence: int
    first: int
    last: int
    kind: EntityType
    score: float


def with_marks(rows: Mapping[int, Row], names: Sequence[Name], marks: Sequence[MentionMark]) -> list[Name]:
    """The names of sentences in which capitals tell something, those of the rules and of the reader made one."""
    marked = list(_in_tokens(rows, marks))
    by_row: dict[int, list[_Marked]] = defaultdict(list)
    for mark in marked:
        by_row[mark.sentence].append(mark)
    ruled: dict[int, list[Name]] = defaultdict(list)
    for name in names:
        ruled[name.sentence].append(name)
    found: list[Name] = []
    for number, row in rows.items():
        found.extend(_one_sentence(row, ruled[number], by_row[number]))
    kinds = _kinds(rows, found, names, marked)
    return [
        name if name.known is not None else name._replace(type=kinds.get(_folded(rows, name), name.type))
        for name in found
    ]


def _in_tokens(rows: Mapping[int, Row], marks: Sequence[MentionMark]) -> Iterator[_Marked]:
    """The marks of names, widened to whole tokens; none across a sentence's edge, or where capitals tell nothing."""
    plain = [row for row in rows.values() if row.tokens and not shouted(row)]
    starts = [row.tokens[0].start for row in plain]
    for mark in marks:
        at = bisect_right(starts, mark.span[0]) - 1
        if mark.label not in _KINDS or at < 0:
            continue
        row = plain[at]
        first = bisect_right(row.tokens, mark.span[0], key=lambda token: token.end)
        last = bisect_left(row.tokens, mark.span[1], key=lambda token: token.start)
        if first >= last or mark.span[1] > row.tokens[-1].end or row.barred.intersection(range(first, last)):
            continue
        kind = _KINDS[mark.label]
        if kind == "other" and not row.tokens[last - 1].cap:
            continue
        heads = words(row.language).agreement_heads
        if kind == "agreement" and not any(token.low in heads for token in row.tokens[first:last]):
            kind = "other"
        if row.tokens[first].cap or kind in {"person", "place"}:  # "ministry of Defence" is no name but a body
            yield _Marked(row.number, first, last, kind, mark.score)


def _one_sentence(row: Row, ruled: Sequence[Name], marked: Sequence[_Marked]) -> list[Name]:
    kept = list(ruled)
    found: list[Name] = []
    for mark in sorted(marked, key=lambda m: (-m.score, m.first)):
        if any(name.first < mark.last and mark.first < name.last for name in found):
            continue
        met = [name for name in kept if name.first < mark.last and mark.first < name.last]
        if len(met) == 1 and (met[0].first, met[0].last) == (mark.first, mark.last):
            found.append(met[0])
        elif met and all(mark.score >= _needed(row, name, mark) for name in met):
            found.append(_name(row, mark, met))
        elif met:
            continue
        elif mark.score >= ALONE[mark.kind] and _stands_out(row, mark):
            found.append(_name(row, mark, ()))
        else:
            continue
        kept = [name for name in kept if name not in met]
    touched = [range(mark.first, mark.last) for mark in marked]
    for name in kept:
        seen = any(name.first < part.stop and part.start < name.last for part in touched)
        if seen or name.known is not None or name.type not in _UNSURE:
            found.append(name)
    return sorted(found, key=lambda name: name.span)


def _stands_out(row: Row, mark: _Marked) -> bool:
    """Whether its capitals tell a name: not those of one common word that opens a sentence, but where it is sure."""
    if mark.last - mark.first == 1 and opening(row, mark.first) and mark.score < SURE:
        facts = words(row.language)
        return row.tokens[mark.first].low not in facts.common | facts.organisation_heads
    return any(row.tokens[i].cap for i in range(mark.first, mark.last))


def _needed(row: Row, name: Name, mark: _Marked) -> float:
    """The score that a mark with other edges needs to be taken for the name; never one that breaks a name up."""
    inside = name.first <= mark.first and mark.last <= name.last
    if inside and (name.known is not None or name.type == "agreement" or _beheads(row, name, mark)):
        return NEVER
    if name.known is None:
        return OVER_PLAIN
    return NEVER if name.known.kind == "demonym" else OVER_KNOWN


def _beheads(row: Row, name: Name, mark: _Marked) -> bool:
    """Whether a mark leaves out of a name the word that tells its kind, or begins after a hyphen in it."""
    facts = words(row.language)
    last, first = row.tokens[name.last - 1].low, row.tokens[name.first].low
    if mark.last < name.last and last in facts.organisation_heads:
        return True
    if mark.first == name.first:
        return False
    openers = facts.place_openers | facts.organisation_openers
    return first in openers or row.tokens[mark.first - 1].text in HYPHENS


def _name(row: Row, mark: _Marked, met: Sequence[Name]) -> Name:
    span = (row.tokens[mark.first].start, row.tokens[mark.last - 1].end)
    known = known_at(row, mark.first)
    if known is not None and known[0] == mark.last:
        return Name(row.number, mark.first, mark.last, span, known[1].type, known[1])
    titled = next((name for name in met if name.last == mark.last and name.type == mark.kind == "person"), None)
    found = Name(row.number, mark.first, mark.last, span, mark.kind)
    return found if titled is None else found._replace(titled=titled.titled, gender=titled.gender)


def _kinds(
    rows: Mapping[int, Row], found: Sequence[Name], ruled: Sequence[Name], marked: Sequence[_Marked]
) -> dict[tuple[str, ...], EntityType]:
    """For the words of each name the kind that the reader and the rules give it in all places together.

    One word that ends a person's full name is that person: 47 of 54 that the reader gave another kind.
    """
    votes: dict[tuple[str, ...], dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for mark in marked:
        folded = tuple(t.text.casefold() for t in rows[mark.sentence].tokens[mark.first : mark.last])
        votes[folded][mark.kind] += mark.score**2
    for name in ruled:
        if name.known is None and name.type is not None and name.type != "other":
            votes[_folded(rows, name)][name.type] += RULES_WEIGH
    wanted = dict.fromkeys(_folded(rows, name) for name in found)
    kinds = {folded: max(sorted(held), key=held.__getitem__) for folded in wanted if (held := votes.get(folded))}
    people = {word for folded, kind in kinds.items() if kind == "person" and len(folded) > 1 for word in folded[-1:]}
    return {folded: "person" if folded[0] in people and len(folded) == 1 else kind for folded, kind in kinds.items()}


def _folded(rows: Mapping[int, Row], name: Name) -> tuple[str, ...]:
    return tuple(word.casefold() for word in key(rows[name.sentence], name))
