"""Facts: what accounts share, stated once, with the number of independent texts behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from readout.compare.alignment import Lexicon, tell_the_same
from readout.compare.material import Material
from readout.compare.propositions import Proposition
from readout.compare.thresholds import (
    CANDIDATES,
    FACT_WEIGHT,
    FACTS_OF_ONE_LINEAGE,
    FEWEST_WORDS,
    MEMBERS_COMPARED,
    TOLD_TOO,
)
from readout.languages import table
from readout.spans import evidence, overlap
from readout.types import Fact, Span


@cache
def _points_back() -> re.Pattern[str]:
    entries = "|".join(re.escape(entry) for entry in table("en", "aspects")["points_back"])
    return re.compile(rf"(?:{entries})\b", re.IGNORECASE)


@cache
def _dates_another() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in table("en", "word_classes")["time_relations"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def facts(material: Material) -> tuple[Fact, ...]:
    """What at least two accounts tell, ``f1``, ``f2`` and so on: first what most independent texts carry.

    Of what one lineage tells alone only the weightiest lines are kept: its copies prove nothing.
    """
    texts, names = material.texts, material.names
    found = sorted(_told(material), key=lambda told: told.rank)
    alone = 0
    made: list[Fact] = []
    shown: dict[str, list[Span]] = defaultdict(list)
    for told in found:
        if all(any(2 * overlap(m.shown, s) > m.shown[1] - m.shown[0] for s in shown[m.account]) for m in told.members):
            continue  # part of a line that stands already
        if len(told.lineages) == 1:
            alone += 1
            if alone > FACTS_OF_ONE_LINEAGE:
                continue
        for member in told.members:
            shown[member.account].append(member.shown)
        best = told.members[0]
        made.append(
            Fact(
                id=f"f{len(made) + 1}",
                text=line(best, texts[best.account], names),
                accounts=told.accounts,
                lineages=told.lineages,
                independent=len(told.lineages),
                evidence=tuple(evidence(m.account, texts[m.account], m.shown) for m in told.members),
            )
        )
    return tuple(made)


class _Told(Struct, frozen=True):
    """What several accounts tell: of each the clause, first the one to quote; ``rank`` orders by what carries most."""

    members: tuple[Proposition, ...]
    accounts: tuple[str, ...]
    lineages: tuple[str, ...]
    rank: tuple[int, int, float, int]


def _told(material: Material) -> Iterator[_Told]:
    texts, known, items = material.texts, material.known, material.clauses
    wordings = _wordings(material)
    place = {account: number for number, account in enumerate(texts)}
    for group in material.groups:
        members = [items[i] for i in group.members]
        if len({member.account for member in members}) < 2:
            continue
        best = max(
            members,
            key=lambda m: (
                _preferred(m, wordings),
                *_telling(m, texts[m.account], known, _said_by_all(m, members, known)),
            ),
        )
        worth = known.total(best.keys) + known.total(mark for mark in best.marks if mark[0] != "@")
        if worth < FACT_WEIGHT or len(best.keys) < FEWEST_WORDS:
            continue
        first = {member.account: member for member in reversed(members)}
        if len({member.lineage for member in members}) > 1:
            first = _told_too(best, material, set(first)) | first
        accounts = tuple(sorted(first, key=place.__getitem__))
        lineages = tuple(dict.fromkeys(first[account].lineage for account in accounts))
        yield _Told(
            members=(best, *(first[account] for account in accounts if account != best.account)),
            accounts=accounts,
            lineages=lineages,
            rank=(-len(lineages), -len(accounts), -round(worth, 6), group.members[0]),
        )


def _told_too(best: Proposition, material: Material, told: Collection[str]) -> dict[str, Proposition]:
    """Of each further account the clause that is likeliest to tell the same, though it tells something else besides."""
    items, texts, known = material.clauses, material.texts, material.known
    found: dict[str, tuple[float, Proposition]] = {}
    for at in material.index.near(best)[: 2 * CANDIDATES]:
        other = items[at]
        if other.account in told:
            continue
        likely = tell_the_same(best, other, texts, known)
        if likely >= TOLD_TOO and likely > found.get(other.account, (0.0, other))[0]:
            found[other.account] = (likely, other)
    return {account: other for account, (_, other) in sorted(found.items())}


def _wordings(material: Material) -> dict[str, list[Span]]:
    """Of each account the quotations whose wording is to be preferred."""
    contents = {statement.id: statement.content for statement in material.statements}
    found = defaultdict(list)
    for utterance in material.utterances:
        if len(utterance.statements) > 1:
            content = contents[utterance.preferred]
            found[content.account].append((content.start, content.end))
    return found


def _preferred(item: Proposition, wordings: Mapping[str, Sequence[Span]]) -> bool:
    """Whether the clause is a quotation in the wording that is to be preferred."""
    return item.verbatim and any(overlap(item.span, span) for span in wordings.get(item.account, ()))


def _said_by_all(item: Proposition, members: Sequence[Proposition], known: Lexicon) -> float:
    """The share of what a clause tells that the others tell too: the line of a fact is no richer than its evidence."""
    own = known.total(item.keys | item.marks)
    if own <= 0:
        return 0.0
    others = [m for m in members if m.lineage != item.lineage] or [m for m in members if m is not item]
    shared = [known.total((item.keys & m.keys) | (item.marks & m.marks)) / own for m in others[:MEMBERS_COMPARED]]
    return round(sum(shared) / max(1, len(shared)), 1)


def _telling(
    item: Proposition, text: str, known: Lexicon, said_by_all: float
) -> tuple[bool, bool, bool, bool, bool, float, int, float, int, int]:
    """What makes a clause the one to quote: it stands by itself, says what all say, names its parties, is short."""
    start = item.shown[0]
    length = item.shown[1] - start
    return (
        not _points_back().match(text, start, item.shown[1]),
        not _lacks_subject(text, item.shown),
        not text[start].islower(),
        not _dates_another().search(text, start, item.shown[1]),
        not item.headline,
        said_by_all,
        min(len(item.names), 2),
        round(known.total(item.keys) - length / 60, 3),
        -length,
        -start,
    )


def line(item: Proposition, text: str, names: Mapping[str, str]) -> str:
    """The clause as a line for a person: its own words, with the speaker in front where they do not hold him.

    A clause that lacks its subject brings the sentence before it along; a quotation that was cut is closed.
    """
    start, end = item.shown
    if _lacks_subject(text, item.shown) and end - item.sentence[0] <= _LONGEST_LINE:
        start = item.sentence[0]
    shown = _closed(" ".join(text[start:end].split()))
    if item.voice is not None and (start, end) == item.span and item.speakers:
        shown = f"{' and '.join(names.get(s, s) for s in item.speakers)}: {shown}"
    return shown[:1].upper() + shown[1:]


_LONGEST_LINE = 320
"""Characters up to which a fact is told in the words of its whole sentence."""


def _closed(shown: str) -> str:
    """The words with the quotation mark that a cut took from either end; mixed marks are left as they are."""
    opening, closing, straight = shown.count("“"), shown.count("”"), shown.count('"')
    if opening - closing == 1 and not straight:
        return f"{shown}”"
    if closing - opening == 1 and not straight:
        return f"“{shown}"
    if straight % 2 and not opening and not closing:
        return f'{shown}"' if shown.startswith('"') else f'"{shown}' if shown.endswith('"') else shown
    return shown


def _lacks_subject(text: str, span: Span) -> bool:
    """Whether the words begin with a verb or a relative word, in the middle of a sentence."""
    return text[span[0]].islower() and _headless().match(text, *span) is not None


@cache
def _headless() -> re.Pattern[str]:
    data = table("en", "aspects")
    words = "|".join(
        re.escape(word) for word in (*data["verbs_after_and"], *data["relative"], *data["adverbs_after_and"])
    )
    return re.compile(rf"(?:(?:{words})\b|[a-z]+(?:ed|ing)\b|to\b|according\b)")
