"""Omissions: what one lineage alone reports, and what an account lacks that most others carry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from readout.compare.alignment import Index, Lexicon, tell_the_same
from readout.compare.facts import line
from readout.compare.material import Material
from readout.compare.phases import happening_in
from readout.compare.propositions import Proposition
from readout.compare.thresholds import (
    CANDIDATES,
    FRAME_WORDS,
    OMISSION_DAY,
    OMISSION_MOVE,
    OMISSION_NAME,
    OMISSION_WEIGHT,
    OMISSIONS_ABSENT,
    OMISSIONS_OF_ONE_FACT,
    OMISSIONS_ONLY,
    OMISSIONS_PER_LINEAGE,
    TOLD_ELSEWHERE,
)
from readout.edtf import before
from readout.spans import Placed, evidence, overlap
from readout.types import Account, Fact, Omission, Reading, Span


def omissions(material: Material, listed: Sequence[Account], facts: Sequence[Fact]) -> tuple[Omission, ...]:
    """The weightiest omissions, ``absent-from`` before ``only-in``; none where there is but one lineage."""
    if len(material.story.lineages) < 2:
        return ()
    return (*_absent(material, listed, facts, material.index), *_only(material, material.index))


def _told(item: Proposition, others: Sequence[Proposition], known: Lexicon) -> float:
    """The largest share of the clause's words, amounts and days that one clause of the others holds."""
    telling = item.keys | {mark for mark in item.marks if mark[0] != "@"}
    own = known.total(telling)
    if own <= 0:
        return 1.0
    return max((known.total(telling & (other.keys | other.marks)) / own for other in others), default=0.0)


def _absent(material: Material, listed: Sequence[Account], facts: Sequence[Fact], index: Index) -> list[Omission]:
    """Facts of at least half of the lineages, and those of an account's own lineage that others confirm.

    An account written before the happening cannot know what the others wrote after it.
    """
    items, known, lineages = material.clauses, material.known, len(material.story.lineages)
    phases = {account.id: account.phase for account in listed}
    lineage_of = {account.id: account.lineage for account in listed}
    written = {account.id: account.published.value for account in listed}
    by_span = {(item.account, item.shown): item for item in items}
    found: list[tuple[float, Omission]] = []
    per_account: Counter[str] = Counter()
    for fact in facts:
        common = fact.independent >= 2 and 2 * fact.independent >= lineages
        late = all(phases[account] in ("after", "mixed") for account in fact.accounts)
        clause = next(
            (by_span[e.account, (e.start, e.end)] for e in fact.evidence if (e.account, (e.start, e.end)) in by_span),
            None,
        )
        if clause is None:
            continue
        near = [items[at] for at in index.near(clause)[: 4 * CANDIDATES]]
        lacking = 0
        for account in listed:
            sibling = lineage_of[account.id] in fact.lineages and fact.independent >= 2
            if (
                account.id in fact.accounts
                or not (common or sibling)
                or per_account[account.id] >= OMISSIONS_PER_LINEAGE
            ):
                continue
            if _too_early(account, [written[name] for name in fact.accounts]):
                continue
            if late and phases[account.id] in ("before", "during"):
                continue
            if _told(clause, [other for other in near if other.account == account.id], known) >= TOLD_ELSEWHERE:
                continue
            if any(
                tell_the_same(clause, other, material.texts, known) >= TOLD_ELSEWHERE
                for other in near
                if other.account == account.id
            ):
                continue
            lacking += 1
            if lacking > OMISSIONS_OF_ONE_FACT:
                break
            per_account[account.id] += 1
            worth = fact.independent / lineages + known.total(clause.keys) / 100
            found.append(
                (worth, Omission(kind="absent-from", account=account.id, text=fact.text, evidence=fact.evidence))
            )
    found.sort(key=lambda entry: (-round(entry[0], 6), entry[1].account or "", entry[1].text))
    return [omission for _, omission in found[:OMISSIONS_ABSENT]]


def _too_early(account: Account, others: Sequence[str | None]) -> bool:
    """Whether the account is older than all that tell the fact."""
    own = account.published.value
    return own is not None and all(other is not None and before(own[:10], other[:10]) for other in others)


def _only(material: Material, index: Index) -> list[Omission]:
    """Clauses of one lineage whose words no sentence of another lineage holds, the weightiest of each lineage."""
    items, known = material.clauses, material.known
    readings = {reading.id: reading for reading in material.story.readings}
    spoken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for statement in material.statements:
        if statement.speakers:
            spoken[statement.content.account].append((statement.content.start, statement.content.end))
    met = _encounters(material)
    weighty = _weighty(material)
    candidates: list[tuple[float, Proposition, list[Proposition]]] = []
    for group in material.groups:
        members = [items[at] for at in group.members]
        if len({member.lineage for member in members}) > 1 or all(member.headline for member in members):
            continue
        best = max(members, key=lambda m: (not m.headline, -m.span[0]))
        text = readings[best.account].text
        if any(pair <= set(best.names) for pair in met) and happening_in(text, best.sentence):
            continue  # the encounter itself, told once more
        if _frame_only(best, readings[best.account]):
            continue
        worth = _worth(best, readings[best.account], spoken, known) * weighty.of(best)
        if worth >= OMISSION_WEIGHT:
            candidates.append((worth, best, members))
    candidates.sort(key=lambda entry: (-round(entry[0], 6), entry[1].account, entry[1].span))
    taken: Counter[str] = Counter()
    sentences: set[tuple[str, int]] = set()
    lines: set[str] = set()
    found: list[Omission] = []
    for _, best, members in candidates:
        if taken[best.lineage] >= OMISSIONS_PER_LINEAGE or (best.account, best.sentence[0]) in sentences:
            continue
        near = [items[at] for at in index.near(best)[: 4 * CANDIDATES]]
        if _told(best, [other for other in near if other.lineage != best.lineage], known) >= TOLD_ELSEWHERE:
            continue
        if any(
            tell_the_same(best, other, material.texts, known) >= TOLD_ELSEWHERE
            for other in near
            if other.lineage != best.lineage
        ):
            continue
        told = line(best, readings[best.account].text, material.names)
        if told in lines:
            continue
        lines.add(told)
        taken[best.lineage] += 1
        sentences.update((member.account, member.sentence[0]) for member in members)
        first = {member.account: member for member in reversed(members)}
        found.append(
            Omission(
                kind="only-in",
                lineage=best.lineage,
                text=told,
                evidence=tuple(
                    evidence(m.account, readings[m.account].text, m.shown)
                    for m in sorted(first.values(), key=lambda m: (m.account != best.account, m.account))
                ),
            )
        )
        if len(found) == OMISSIONS_ONLY:
            break
    return found


class _Weighty(Struct, frozen=True):
    """Where in each account a step of the bargaining, and where a day of the timeline, is told."""

    moves: dict[str, Placed[None]]
    days: dict[str, Placed[str]]

    def of(self, item: Proposition) -> float:
        """How much more a clause is worth for it; what lies far back is background and worth less."""
        worth = OMISSION_MOVE if self.moves[item.account].overlapping(item.shown) else 1.0
        status = self.days[item.account].overlapping(item.span)
        return worth * (OMISSION_DAY if status else 1.0)


def _weighty(material: Material) -> _Weighty:
    moves: dict[str, list[tuple[Span, None]]] = {account: [] for account in material.texts}
    days: dict[str, list[tuple[Span, str]]] = {account: [] for account in material.texts}
    for move in material.moves:
        for item in move.evidence:
            moves[item.account].append(((item.start, item.end), None))
    first = min((r.published.value[:10] for r in material.story.readings if r.published.value), default=None)
    for entry in material.timeline:
        if first is None or not before(entry.date, f"{int(first[:4]) - 1}{first[4:]}"):
            for item in entry.evidence:
                days[item.account].append(((item.start, item.end), entry.status))
    return _Weighty(
        {account: Placed(found) for account, found in moves.items()},
        {account: Placed(found) for account, found in days.items()},
    )


def _frame_only(item: Proposition, reading: Reading) -> bool:
    """Whether a clause only introduces somebody's words, which stand in the next ("she told reporters on Friday")."""
    return (
        item.voice is None
        and len(item.keys) <= FRAME_WORDS
        and any(
            any(overlap(cue, item.span) for cue in found.cue) and not any(overlap(c, item.span) for c in found.content)
            for found in reading.attributions
        )
    )


def _encounters(material: Material) -> list[frozenset[str]]:
    """The pairs of persons whose encounter several lineages tell."""
    people = {entity.id for entity in material.entities if entity.type == "person"}
    found: set[frozenset[str]] = set()
    for group in material.groups:
        members = [material.clauses[at] for at in group.members]
        if len({member.lineage for member in members}) < 2:
            continue
        for member in members:
            if happening_in(material.texts[member.account], member.sentence):
                found.update(map(frozenset, combinations(sorted(set(member.names) & people), 2)))
    return sorted(found, key=sorted)


def _worth(
    item: Proposition, reading: Reading, spoken: Mapping[str, Sequence[tuple[int, int]]], known: Lexicon
) -> float:
    """Weight of a clause for a reader: its telling words and names; more for a statement, an amount, a day."""
    named = {*item.names, *item.speakers}
    worth = min(known.total(item.keys) + OMISSION_NAME * len(named), 25.0)
    if not named and not item.numbers:
        return 0.0
    if any(overlap(item.span, span) for span in spoken.get(item.account, ())):
        worth *= 1.3
    if item.numbers or item.dates:
        worth *= 1.15
    return worth
