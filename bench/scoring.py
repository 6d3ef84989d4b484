"""When a line of a readout counts as right, noun by noun.

==================  ======================================================================================
evidence            every quotation of the readout stands at its offsets (share)
stories             accounts in the event's largest story (share)
body lines          a line whose larger part the readout labels ``body``, against the gold's label
line roles          the same for every role the gold gives; where it accepts several, any of them (share)
published           the exact day; no day is missing, another day is wrong
rejected dates      the misleading date's words on the page
titles ...          the same string, apart from white space and the shape of quotation marks
phase               before, during or after, as accepted by the gold (share)
lineages            pairs of accounts that are put into one lineage
lineage partition   events whose lineages are exactly right (share)
relations           the pair, and how its texts are related
entities            a common name, best by the full name; ``types`` is the share of the right type
statements          same account, IoU of the contents >= .5; ``who`` means by the right speaker too
utterances          pairs of statements said to be one utterance
timeline            evidence of the same words and the same day, month or interval (a clock time is cut off);
                    ``words`` leaves the date open, ``status`` is the share of right ones
moves               kind, an actor and the words in one account at least; ``kind`` leaves the actor open
answers             pairs of a move and the move it answers
facts               the same words in two accounts at least; ``count`` is the share of right independent counts.
                    Only what two lineages carry is gold: what a single one repeats is not looked at
discrepancies       two sides of the one are two sides of the other; ``typed``: about and relation right too
contradictions      of these, the ones with the relation ``contradicts``
traps               pairs of passages that are no discrepancy: the share that none is made of
omissions           kind and words; recall only, since the gold is a selection
==================  ======================================================================================

Two pieces of evidence mean the same words where they share half of the shorter one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeVar

import msgspec

from bench import matching
from bench.gold import Gold, GoldEntry, GoldMove, GoldStatement
from bench.matching import Count, count, iou, links, match, share, touching
from readout.errors import EvidenceError
from readout.spans import check, hull, overlap
from readout.types import (
    Account,
    Discrepancy,
    Entity,
    Evidence,
    Fact,
    Move,
    Readout,
    Statement,
    TimelineEntry,
)

T = TypeVar("T")
_LONGEST = 110


@dataclass(frozen=True)
class Answer:
    """What the pipeline made of an event: readouts, the accounts' texts by id, and their pages' file names."""

    readouts: tuple[Readout, ...]
    texts: Mapping[str, str]
    pages: Mapping[str, str]


def score(gold: Gold, answer: Answer) -> dict[str, Count]:
    """The counts of every noun, in the order of the table above."""
    name_of = {account.page: account.id for account in gold.accounts}
    renamed = {account: name_of.get(page, account) for account, page in answer.pages.items()}
    view = _View(gold, answer, renamed)
    return {
        **_whole(view),
        **_accounts(view),
        **_lineages(view),
        **_entities(view),
        **_statements(view),
        **_timeline(view),
        **_moves(view),
        **_facts(view),
        **_discrepancies(view),
        **_omissions(view),
    }


class _View:
    """The readouts of an event as the gold sees them: accounts under the gold's ids, entities paired with it."""

    def __init__(self, gold: Gold, answer: Answer, renamed: Mapping[str, str]) -> None:
        self.gold = gold
        self.answer = answer
        self._renamed = renamed
        self.readouts = answer.readouts
        self.accounts: dict[str, Account] = {renamed[a.id]: a for r in self.readouts for a in r.accounts}
        self.predicted_entities = tuple(entity for readout in self.readouts for entity in readout.entities)
        self.entity_pairs = match(gold.entities, self.predicted_entities, _same_entity)
        self._entity: dict[tuple[int, str], str] = {}
        position = 0
        gold_of = {j: gold.entities[i].id for i, j in self.entity_pairs}
        for number, readout in enumerate(self.readouts):
            for entity in readout.entities:
                self._entity[(number, entity.id)] = gold_of.get(position, f"?{entity.id}")
                position += 1

    def lines(self, noun: str) -> tuple[tuple[int, Any], ...]:
        """Every line of a noun with the number of its readout."""
        return tuple((number, line) for number, r in enumerate(self.readouts) for line in getattr(r, noun))

    def entities(self, number: int, ids: Iterable[str]) -> frozenset[str]:
        """Entity ids of a readout as ids of the gold; ``?id`` for those that the gold does not know."""
        return frozenset(self._entity.get((number, name), f"?{name}") for name in ids)

    def evidence(self, items: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Evidence with the gold's account ids."""
        return tuple(msgspec.structs.replace(e, account=self.account(e.account)) for e in items)

    def account(self, name: str) -> str:
        """The gold's id of an account of the readout."""
        return self._renamed.get(name, name)


def _plain(text: str) -> str:
    """Text without differences of width, of white space and of the shape of quotation marks, in lower case."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[“”„«»\"]", '"', re.sub(r"[‘’`']", "'", text))
    return " ".join(text.split()).casefold()


def _name(text: str) -> str:
    return re.sub(r"'s?$", "", re.sub(r"^the ", "", _plain(text)))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _words(items: Sequence[Evidence]) -> str:
    return "; ".join(f"{item.account}: “{_short(item.quote)}”" for item in items[:3])


# ---------------------------------------------------------------------------------------------- the whole


def _whole(view: _View) -> dict[str, Count]:
    found = []
    for readout in view.readouts:
        for item in _evidence_in(readout):
            try:
                check(item, view.answer.texts[item.account])
            except (EvidenceError, KeyError) as error:
                found.append((False, str(error)))
            else:
                found.append((True, ""))
    largest = max(view.readouts, key=lambda readout: len(readout.accounts), default=None)
    together = {view.account(account.id) for account in largest.accounts} if largest else set()
    return {
        "evidence": share(found),
        "stories": share((account.id in together, account.id) for account in view.gold.accounts),
    }


def _evidence_in(value: Any) -> Iterable[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _evidence_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _evidence_in(item)


# ------------------------------------------------------------------------------------------------ accounts


def _accounts(view: _View) -> dict[str, Count]:
    body, published = Count(), Count()
    rejected, titles, outlets, bylines, agencies = Count(), Count(), Count(), Count(), Count()
    roles: list[tuple[bool, str]] = []
    phases: list[tuple[bool, str]] = []
    for gold in view.gold.accounts:
        account = view.accounts.get(gold.id)
        if account is None:
            published.missing += 1
            published.errors.append(f"missing  account {gold.id} is in no story")
            continue
        for span, accepted in gold.lines:
            role = _role(account, span)
            words = f"{gold.id}: {role} for {'/'.join(sorted(accepted))}: “{_short(gold.text[slice(*span)])}”"
            roles.append((role in accepted, words))
            if "body" not in accepted or len(accepted) == 1:
                body.add(_one(role == "body", "body" in accepted, words))
        _published(published, account, gold.id, gold.published)
        rejected.add(_rejected(view, account, gold.id, gold.rejected))
        titles.add(_strings(gold.id, [gold.title] if gold.title else [], [account.title] if account.title else []))
        outlets.add(_strings(gold.id, [gold.outlet] if gold.outlet else [], [account.outlet] if account.outlet else []))
        bylines.add(_strings(gold.id, gold.bylines, account.bylines))
        agencies.add(_strings(gold.id, gold.agencies, account.agencies))
        phases.append((account.phase in gold.phases, f"{gold.id}: {account.phase} for {'/'.join(gold.phases)}"))
    return {
        "body lines": body,
        "line roles": share(roles),
        "published": published,
        "rejected dates": rejected,
        "titles": titles,
        "outlets": outlets,
        "bylines": bylines,
        "agencies": agencies,
        "phase": share(phases),
    }


def _role(account: Account, span: tuple[int, int]) -> str:
    shares: dict[str, int] = {}
    for block in account.blocks:
        if common := overlap(span, (block.start, block.end)):
            shares[block.role] = shares.get(block.role, 0) + common
    return max(sorted(shares), key=lambda role: shares[role]) if shares else "none"


def _one(said: bool, so: bool, words: str) -> Count:
    found = Count(right=said and so, wrong=said and not so, missing=so and not said)
    if said != so:
        found.errors.append(f"{'wrong   ' if said else 'missing '} {words}")
    return found


def _published(found: Count, account: Account, name: str, accepted: Sequence[str]) -> None:
    value = account.published.value
    if value is None:
        found.missing += bool(accepted)
        if accepted:
            found.errors.append(f"missing  {name}: {accepted[0]}")
    elif value[:10] in accepted:
        found.right += 1
    else:
        found.wrong += 1
        found.missing += bool(accepted)
        found.errors.append(f"wrong    {name}: {value} for {' or '.join(accepted) or 'none'}")


def _rejected(view: _View, account: Account, name: str, gold: Sequence[Sequence[Evidence]]) -> Count:
    predicted = [view.evidence(item.evidence) for item in account.rejected_dates]
    pairs = match(gold, predicted, lambda g, p: float(bool(touching(g, p))))
    return count(gold, predicted, pairs, _words, lambda p: _words(p) or f"{name}: a date without evidence")


def _strings(name: str, gold: Sequence[str], predicted: Sequence[Any]) -> Count:
    pairs = match(gold, predicted, lambda g, p: float(_name(g) == _name(p.value)))
    return count(gold, predicted, pairs, lambda g: f"{name}: {g}", lambda p: f"{name}: {p.value}")


# ------------------------------------------------------------------------------------------------ lineages


def _lineages(view: _View) -> dict[str, Count]:
    gold = {pair for item in view.gold.lineages for pair in combinations(sorted(item.accounts), 2)}
    said = [sorted(view.account(name) for name in item.accounts) for _, item in view.lines("lineages")]
    predicted = {pair for names in said for pair in combinations(names, 2)}
    exact = sorted(said) == sorted(sorted(item.accounts) for item in view.gold.lineages)
    wanted = [relation for item in view.gold.lineages for relation in item.relations]
    relations = [relation for _, item in view.lines("lineages") for relation in item.relations]

    def same(g: tuple[str, str, tuple[str, ...]], p: Any) -> float:
        return float({g[0], g[1]} == {view.account(p.a), view.account(p.b)} and p.kind in g[2])

    return {
        "lineages": links(gold, predicted, " + ".join),
        "lineage partition": share([(exact, f"{view.gold.name}: {said}")]),
        "relations": count(
            wanted,
            relations,
            match(wanted, relations, same),
            lambda g: f"{g[0]} + {g[1]}: {'/'.join(g[2])}",
            lambda p: f"{view.account(p.a)} + {view.account(p.b)}: {p.kind}",
        ),
    }


# ------------------------------------------------------------------------------------------------ entities


def _same_entity(gold: Any, predicted: Entity) -> float:
    names = {_name(name) for name in gold.names}
    said = {_name(name.value) for name in predicted.names} | {_name(predicted.name)}
    common = len(names & said) / len(names | said)
    return common and common + (_name(predicted.name) == _name(gold.names[0]))


def _entities(view: _View) -> dict[str, Count]:
    gold, predicted = view.gold.entities, view.predicted_entities
    types = (
        (
            gold[i].type == predicted[j].type,
            f"{gold[i].names[0]}: {predicted[j].type} for {gold[i].type}",
        )
        for i, j in view.entity_pairs
    )
    return {
        "entities": count(
            gold, predicted, view.entity_pairs, lambda g: f"{g.type} {g.names[0]}", lambda p: f"{p.type} {p.name}"
        ),
        "entities: type": share(types),
    }


# ---------------------------------------------------------------------------------------------- statements


def _statements(view: _View) -> dict[str, Count]:
    gold = view.gold.statements
    lines = view.lines("statements")

    def content(g: GoldStatement, p: tuple[int, Statement]) -> float:
        item = p[1].content
        if view.account(item.account) != g.account:
            return 0.0
        span = (item.start, item.end)
        whole = hull(g.content)
        best = max(iou(span, whole) if whole else 0.0, *(iou(span, piece) for piece in g.content))
        return best if best >= matching.ENOUGH else 0.0

    def speaker(g: GoldStatement, p: tuple[int, Statement]) -> bool:
        said = view.entities(p[0], p[1].speakers)
        return said <= set(g.speakers) and bool(said) == bool(g.speakers)

    def say_gold(g: GoldStatement) -> str:
        return f"{g.account}: {'/'.join(g.speakers) or 'nobody'}: “{_short(g.words)}”"

    def say(p: tuple[int, Statement]) -> str:
        who = "/".join(sorted(view.entities(p[0], p[1].speakers))) or "nobody"
        return f"{view.account(p[1].content.account)}: {who}: “{_short(p[1].content.quote)}”"

    loose = match(gold, lines, content)
    strict = match(gold, lines, lambda g, p: content(g, p) if speaker(g, p) else 0.0)
    return {
        "statements": count(gold, lines, loose, say_gold, say),
        "statements: who": count(gold, lines, strict, say_gold, say),
        "utterances": _utterances(view, lines, loose, say_gold),
    }


def _utterances(
    view: _View, lines: Sequence[tuple[int, Statement]], pairs: Sequence[tuple[int, int]], say: Any
) -> Count:
    statements = view.gold.statements
    same: dict[str, list[int]] = {}
    for index, item in enumerate(statements):
        if item.utterance is not None:
            same.setdefault(item.utterance, []).append(index)
    every = {pair for members in same.values() for pair in combinations(members, 2)}
    optional = {pair for pair in every if any(statements[index].optional for index in pair)}
    by_id = {(lines[j][0], lines[j][1].id): i for i, j in pairs}
    predicted = set()
    for number, utterance in view.lines("utterances"):
        found = sorted(by_id[(number, name)] for name in utterance.statements if (number, name) in by_id)
        predicted |= set(combinations(found, 2))
    return links(every - optional, predicted, lambda p: f"{say(statements[p[0]])} = {say(statements[p[1]])}", optional)


# ------------------------------------------------------------------------------------------------ timeline


def day(date: str | None) -> str | None:
    """An EDTF date without clock times and without the mark for "about".

    >>> day("2031-04-11T10:00+02:00"), day("2031-04-14/2031-04-20"), day("2031-04~")
    ('2031-04-11', '2031-04-14/2031-04-20', '2031-04')
    """
    return None if date is None else "/".join(part.partition("T")[0].rstrip("~?%") for part in date.split("/"))


def _timeline(view: _View) -> dict[str, Count]:
    gold = view.gold.timeline
    lines = [line for _, line in view.lines("timeline")]

    def words(g: GoldEntry, p: TimelineEntry) -> float:
        found = touching(g.evidence, view.evidence(p.evidence))
        return (sum(found.values()) + (day(p.date) in map(day, g.dates))) if found else 0.0

    def dated(g: GoldEntry, p: TimelineEntry) -> float:
        return words(g, p) if day(p.date) in map(day, g.dates) else 0.0

    def say_gold(g: GoldEntry) -> str:
        return f"{g.dates[0]} {g.what}: {_words(g.evidence)}"

    def say(p: TimelineEntry) -> str:
        return f"{p.date} {p.status}: {_words(view.evidence(p.evidence))}"

    pairs = match(gold, lines, dated)
    statuses = (
        (lines[j].status in gold[i].statuses, f"{lines[j].status} for {'/'.join(gold[i].statuses)}: {gold[i].what}")
        for i, j in pairs
    )
    return {
        "timeline: words": count(gold, lines, match(gold, lines, words), say_gold, say),
        "timeline": count(gold, lines, pairs, say_gold, say),
        "timeline: status": share(statuses),
    }


# --------------------------------------------------------------------------------------------------- moves


def _moves(view: _View) -> dict[str, Count]:
    gold = view.gold.moves
    lines = view.lines("moves")

    def kind(g: GoldMove, p: tuple[int, Move]) -> float:
        found = touching(g.evidence, view.evidence(p[1].evidence))
        return sum(found.values()) if found and p[1].kind in g.kinds else 0.0

    def whole(g: GoldMove, p: tuple[int, Move]) -> float:
        return kind(g, p) if view.entities(p[0], p[1].actors) & set(g.actors) else 0.0

    def say_gold(g: GoldMove) -> str:
        return f"{g.id}: {'/'.join(g.kinds)} by {'/'.join(g.actors)}: {_words(g.evidence)}"

    def say(p: tuple[int, Move]) -> str:
        who = "/".join(sorted(view.entities(p[0], p[1].actors))) or "nobody"
        return f"{p[1].kind} by {who}: {_words(view.evidence(p[1].evidence))}"

    pairs = match(gold, lines, whole)
    statuses = (
        (lines[j][1].status in gold[i].statuses, f"{gold[i].id}: {lines[j][1].status} for {gold[i].statuses[0]}")
        for i, j in pairs
    )
    by_id = {(lines[j][0], lines[j][1].id): gold[i].id for i, j in pairs}
    optional = {item.id for item in gold if item.optional}
    every = {(item.id, answered) for item in gold for answered in item.answers}
    free = {pair for pair in every if optional & set(pair)}
    said = {
        (by_id[(number, line.id)], by_id[(number, answered)])
        for number, line in lines
        for answered in line.answers
        if (number, line.id) in by_id and (number, answered) in by_id
    }
    return {
        "moves: kind": count(gold, lines, match(gold, lines, kind), say_gold, say),
        "moves": count(gold, lines, pairs, say_gold, say),
        "moves: status": share(statuses),
        "answers": links(every - free, said, " answers ".join, free),
    }


# --------------------------------------------------------------------------------------------------- facts


def _facts(view: _View) -> dict[str, Count]:
    gold = view.gold.facts
    lines: list[Fact] = [line for _, line in view.lines("facts")]

    def words(g: Any, p: Fact) -> float:
        found = touching(g.evidence, view.evidence(p.evidence))
        return sum(found.values()) if len(found) >= 2 else 0.0

    pairs = match(gold, lines, words)
    counted = (
        (
            lines[j].independent == gold[i].independent,
            f"{gold[i].id}: {lines[j].independent} for {gold[i].independent} independent texts",
        )
        for i, j in pairs
    )
    return {
        "facts": count(
            gold,
            lines,
            pairs,
            lambda g: f"{g.id}: {_words(g.evidence)}",
            lambda p: _words(view.evidence(p.evidence)),
            ignore=lambda p: p.independent < 2,
        ),
        "facts: count": share(counted),
    }


# ------------------------------------------------------------------------------------------- discrepancies


def _discrepancies(view: _View) -> dict[str, Count]:
    gold = view.gold.discrepancies
    lines: list[Discrepancy] = [line for _, line in view.lines("discrepancies")]
    sides = {id(line): [view.evidence(side.evidence) for side in line.sides] for line in lines}

    def between(a: Sequence[Sequence[Evidence]], b: Sequence[Sequence[Evidence]]) -> int:
        return len(match(a, b, lambda g, p: sum(touching(g, p).values())))

    def words(g: Any, p: Discrepancy) -> float:
        found = between(g.sides, sides[id(p)])
        typed = (p.about in g.abouts) + (p.relation in g.relations)
        return found + typed if found >= 2 else 0.0

    def typed(g: Any, p: Discrepancy) -> float:
        return words(g, p) if p.about in g.abouts and p.relation in g.relations else 0.0

    def say_gold(g: Any) -> str:
        return f"{g.id} ({'/'.join(g.abouts)}, {'/'.join(g.relations)}): " + " | ".join(map(_words, g.sides))

    def say(p: Discrepancy) -> str:
        return f"({p.about}, {p.relation}): " + " | ".join(map(_words, sides[id(p)]))

    strict_gold = [g for g in gold if g.relations == ("contradicts",)]
    strict = [p for p in lines if p.relation == "contradicts"]
    accepting = [g for g in gold if "contradicts" in g.relations]
    contradictions = count(strict_gold, strict, match(strict_gold, strict, words), say_gold, say)
    right = len(match(accepting, strict, words))
    contradictions.wrong = len(strict) - right
    traps = (
        (
            all(between((trap.a, trap.b), sides[id(line)]) < 2 for line in lines),
            f"{trap.why}: {_words(trap.a)} | {_words(trap.b)}",
        )
        for trap in view.gold.traps
    )
    return {
        "discrepancies": count(gold, lines, match(gold, lines, words), say_gold, say),
        "discrepancies: typed": count(gold, lines, match(gold, lines, typed), say_gold, say),
        "contradictions": contradictions,
        "traps": share(traps),
    }


def _omissions(view: _View) -> dict[str, Count]:
    gold = view.gold.omissions
    lines = [line for _, line in view.lines("omissions")]

    def same(g: Any, p: Any) -> float:
        return sum(touching(g.evidence, view.evidence(p.evidence)).values()) if p.kind == g.kind else 0.0

    pairs = match(gold, lines, same)
    return {
        "omissions": count(
            gold, lines, pairs, lambda g: f"{g.kind} {g.account}: {g.what}", lambda p: p.text, recall_only=True
        )
    }
