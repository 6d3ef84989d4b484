"""Facts: what accounts share, stated once, with the number of independent texts behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from readout.compare.alignment import Lexicon
from readout.compare.material import Material
from readout.compare.propositions import Proposition
from readout.compare.thresholds import FACT_WEIGHT, FACTS_OF_ONE_LINEAGE, FEWEST_WORDS
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
    texts, known, names = material.texts, material.known, material.names
    contents = {statement.id: statement.content for statement in material.statements}
    wordings = defaultdict(list)
    for utterance in material.utterances:
        if len(utterance.statements) > 1:
            content = contents[utterance.preferred]
            wordings[content.account].append((content.start, content.end))
    found = []
    for group in material.groups:
        members = [material.clauses[i] for i in group.members]
        accounts = tuple(dict.fromkeys(member.account for member in members))
        if len(accounts) < 2:
            continue
        best = max(members, key=lambda m: (_preferred(m, wordings), *_telling(m, texts[m.account], known)))
        worth = known.total(best.keys) + known.total(mark for mark in best.marks if mark[0] != "@")
        if worth < FACT_WEIGHT or len(best.keys) < FEWEST_WORDS:
            continue
        lineages = tuple(dict.fromkeys(member.lineage for member in members))
        first = {member.account: member for member in reversed(members)}
        ordered = [best, *(first[a] for a in accounts if a != best.account)]
        found.append((len(lineages), len(accounts), worth, group.members[0], lineages, accounts, best, ordered))
    found.sort(key=lambda entry: (-entry[0], -entry[1], -round(entry[2], 6), entry[3]))
    alone = 0
    made: list[Fact] = []
    shown: dict[str, list[Span]] = defaultdict(list)
    for independent, _, _, _, lineages, accounts, best, ordered in found:
        if all(any(2 * overlap(m.shown, s) > m.shown[1] - m.shown[0] for s in shown[m.account]) for m in ordered):
            continue  # part of a line that stands already
        if independent == 1:
            alone += 1
            if alone > FACTS_OF_ONE_LINEAGE:
                continue
        for member in ordered:
            shown[member.account].append(member.shown)
        made.append(
            Fact(
                id=f"f{len(made) + 1}",
                text=line(best, texts[best.account], names),
                accounts=accounts,
                lineages=lineages,
                independent=independent,
                evidence=tuple(evidence(m.account, texts[m.account], m.shown) for m in ordered),
            )
        )
    return tuple(made)


def _preferred(item: Proposition, wordings: Mapping[str, Sequence[Span]]) -> bool:
    """Whether the clause is a quotation in the wording that is to be preferred."""
    return item.verbatim and any(overlap(item.span, span) for span in wordings.get(item.account, ()))


def _telling(item: Proposition, text: str, known: Lexicon) -> tuple[bool, bool, bool, bool, bool, int, float, int, int]:
    """What makes a clause the one to quote: it stands by itself, names its parties, is short, comes first."""
    start = item.shown[0]
    length = item.shown[1] - start
    return (
        not _points_back().match(text, start, item.shown[1]),
        not _lacks_subject(text, item.shown),
        not text[start].islower(),
        not _dates_another().search(text, start, item.shown[1]),
        not item.headline,
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
