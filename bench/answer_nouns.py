"""The counts of what the answer says: statements, timeline, moves, facts, discrepancies, omissions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from bench.gold import GoldEntry, GoldMove, GoldStatement
from bench.matching import ENOUGH, Count, count, given, iou, links, match, share, touching
from bench.view import View, short, words_of
from readout.spans import hull, overlap
from readout.types import Discrepancy, Evidence, Fact, Move, Statement, TimelineEntry

_TO_THE_MINUTE = len("2031-04-11T09:40")


# ---------------------------------------------------------------------------------------------- statements


def statements(view: View) -> dict[str, Count]:
    gold = view.gold.statements
    lines = view.lines("statements")

    def content(g: GoldStatement, p: tuple[int, Statement]) -> float:
        item = p[1].content
        if view.account(item.account) != g.account:
            return 0.0
        span = (item.start, item.end)
        whole = hull(g.content)
        best = max(iou(span, whole) if whole else 0.0, *(iou(span, piece) for piece in g.content))
        return best if best >= ENOUGH else 0.0

    def speaker(g: GoldStatement, p: tuple[int, Statement]) -> bool:
        said = view.entities(p[0], p[1].speakers)
        return said <= set(g.speakers) and bool(said) == bool(g.speakers)

    def say_gold(g: GoldStatement) -> str:
        return f"{g.account}: {'/'.join(g.speakers) or 'nobody'}: “{short(g.words)}”"

    def say(p: tuple[int, Statement]) -> str:
        who = "/".join(sorted(view.entities(p[0], p[1].speakers))) or "nobody"
        return f"{view.account(p[1].content.account)}: {who}: “{short(p[1].content.quote)}”"

    def bargaining(p: tuple[int, Statement]) -> bool:
        words = view.evidence([p[1].content])
        said = view.entities(p[0], p[1].speakers)
        return any(touching(move.evidence, words) and said <= set(move.actors) for move in view.gold.moves)

    loose = match(gold, lines, content)
    strict = match(gold, lines, lambda g, p: content(g, p) if speaker(g, p) else 0.0)
    found = {i for i, _ in loose}

    def further(p: tuple[int, Statement]) -> bool:
        """Whether a line is another piece of what is found already: one quotation in two sentences may be either."""
        span = (p[1].content.start, p[1].content.end)
        pieces = (
            piece
            for i in sorted(found)
            if len(gold[i].content) > 1 and speaker(gold[i], p)
            for piece in gold[i].content
        )
        return any(iou(span, piece) >= ENOUGH for piece in pieces)

    cues = (
        (
            (said := lines[j][1].cue) is not None and overlap((said.start, said.end), cue) > 0,
            f"{say_gold(gold[i])}: {said and said.quote}",
        )
        for i, j in loose
        if (cue := gold[i].cue)
    )
    return {
        "statements": count(gold, lines, loose, say_gold, say, ignore=lambda p: bargaining(p) or further(p)),
        "statements: who": count(gold, lines, strict, say_gold, say, ignore=lambda p: bargaining(p) or further(p)),
        "statements: cue": share(cues),
        "utterances": _utterances(view, lines, loose, say_gold),
    }


def _utterances(
    view: View, lines: Sequence[tuple[int, Statement]], pairs: Sequence[tuple[int, int]], say: Any
) -> Count:
    statements = view.gold.statements
    same: dict[str, list[int]] = {}
    for index, item in enumerate(statements):
        if item.utterance is not None:
            same.setdefault(item.utterance, []).append(index)
    every = {pair for members in same.values() for pair in combinations(members, 2)}
    by_id = {(lines[j][0], lines[j][1].id): i for i, j in pairs}
    predicted = set()
    for number, utterance in view.lines("utterances"):
        found = sorted(by_id[(number, name)] for name in utterance.statements if (number, name) in by_id)
        predicted |= set(combinations(found, 2))
    optional = {pair for pair in every | predicted if any(statements[index].optional for index in pair)}
    return links(every - optional, predicted, lambda p: f"{say(statements[p[0]])} = {say(statements[p[1]])}", optional)


# ------------------------------------------------------------------------------------------------ timeline


def day(date: str | None) -> str | None:
    """An EDTF date without clock times and without the mark for "about".

    >>> day("2031-04-11T10:00+02:00"), day("2031-04-14/2031-04-20"), day("2031-04~")
    ('2031-04-11', '2031-04-14/2031-04-20', '2031-04')
    """
    return None if date is None else "/".join(part.partition("T")[0].rstrip("~?%") for part in date.split("/"))


def timeline(view: View) -> dict[str, Count]:
    gold = view.gold.timeline
    lines = [line for _, line in view.lines("timeline")]

    def right_date(g: GoldEntry, p: TimelineEntry) -> bool:
        if g.derived:
            return p.date[:_TO_THE_MINUTE] in {date[:_TO_THE_MINUTE] for date in g.dates}
        return day(p.date) in map(day, g.dates)

    def words(g: GoldEntry, p: TimelineEntry) -> float:
        found = touching(g.evidence, view.evidence(p.evidence))
        return (sum(found.values()) + right_date(g, p)) if found else 0.0

    def dated(g: GoldEntry, p: TimelineEntry) -> float:
        return words(g, p) if right_date(g, p) else 0.0

    def dated_move(p: TimelineEntry) -> bool:
        return any(
            touching(move.evidence, view.evidence(p.evidence)) and day(p.date) in map(day, move.dates)
            for move in view.gold.moves
        )

    def say_gold(g: GoldEntry) -> str:
        return f"{g.dates[0]} {g.what}: {words_of(g.evidence)}"

    def say(p: TimelineEntry) -> str:
        return f"{p.date} {p.status}: {words_of(view.evidence(p.evidence))}"

    pairs = match(gold, lines, dated)
    statuses = (
        (lines[j].status in gold[i].statuses, f"{lines[j].status} for {'/'.join(gold[i].statuses)}: {gold[i].what}")
        for i, j in pairs
    )
    return {
        "timeline: words": count(gold, lines, match(gold, lines, words), say_gold, say, ignore=dated_move),
        "timeline": count(gold, lines, pairs, say_gold, say, ignore=dated_move),
        "timeline: status": share(statuses),
    }


# --------------------------------------------------------------------------------------------------- moves


def moves(view: View) -> dict[str, Count]:
    gold = view.gold.moves
    lines = view.lines("moves")

    def kind(g: GoldMove, p: tuple[int, Move]) -> float:
        found = touching(g.evidence, view.evidence(p[1].evidence))
        return sum(found.values()) if found and p[1].kind in g.kinds else 0.0

    def whole(g: GoldMove, p: tuple[int, Move]) -> float:
        return kind(g, p) if view.entities(p[0], p[1].actors) & set(g.actors) else 0.0

    def say_gold(g: GoldMove) -> str:
        return f"{g.id}: {'/'.join(g.kinds)} by {'/'.join(g.actors)}: {words_of(g.evidence)}"

    def say(p: tuple[int, Move]) -> str:
        who = "/".join(sorted(view.entities(p[0], p[1].actors))) or "nobody"
        return f"{p[1].kind} by {who}: {words_of(view.evidence(p[1].evidence))}"

    pairs = match(gold, lines, whole)
    statuses = (
        (lines[j][1].status in gold[i].statuses, f"{gold[i].id}: {lines[j][1].status} for {gold[i].statuses[0]}")
        for i, j in pairs
    )
    by_id = {(lines[j][0], lines[j][1].id): gold[i].id for i, j in pairs}
    optional = {item.id for item in gold if item.optional}
    every = {(item.id, answered) for item in gold for answered in item.answers}
    free = {pair for pair in every if optional & set(pair)} | {(item.id, a) for item in gold for a in item.may_answer}
    said = {
        (by_id[(number, line.id)], by_id[(number, answered)])
        for number, line in lines
        for answered in line.answers
        if (number, line.id) in by_id and (number, answered) in by_id
    }
    return {
        "moves: kind": count(gold, lines, match(gold, lines, kind), say_gold, say),
        "moves": count(gold, lines, pairs, say_gold, say),
        "moves: target": given(
            (
                view.entities(lines[j][0], lines[j][1].targets),
                bool(view.entities(lines[j][0], lines[j][1].targets) & set(gold[i].targets)),
                f"{'/'.join(gold[i].targets)}: {say_gold(gold[i])}",
            )
            for i, j in pairs
            if gold[i].targets
        ),
        "moves: date": given(
            (
                lines[j][1].date,
                day(lines[j][1].date) in map(day, gold[i].dates),
                f"{gold[i].dates[0]}: {say_gold(gold[i])}",
            )
            for i, j in pairs
            if gold[i].dates
        ),
        "moves: status": share(statuses),
        "answers": links(every - free, said, " answers ".join, free),
    }


# --------------------------------------------------------------------------------------------------- facts


def facts(view: View) -> dict[str, Count]:
    gold = view.gold.facts
    lines: list[Fact] = [line for _, line in view.lines("facts")]

    lineage_of = {name: index for index, item in enumerate(view.gold.lineages) for name in item.accounts}

    def words(g: Any, p: Fact) -> float:
        found = touching(g.evidence, view.evidence(p.evidence))
        return sum(found.values()) if len({lineage_of[name] for name in found}) >= 2 else 0.0

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
            lambda g: f"{g.id}: {words_of(g.evidence)}",
            lambda p: words_of(view.evidence(p.evidence)),
            ignore=lambda p: p.independent < 2,
        ),
        "facts: count": share(counted),
    }


# ------------------------------------------------------------------------------------------- discrepancies


def discrepancies(view: View) -> dict[str, Count]:
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
        return f"{g.id} ({'/'.join(g.abouts)}, {'/'.join(g.relations)}): " + " | ".join(map(words_of, g.sides))

    def say(p: Discrepancy) -> str:
        return f"({p.about}, {p.relation}): " + " | ".join(map(words_of, sides[id(p)]))

    strict_gold = [g for g in gold if g.relations == ("contradicts",)]
    strict = [p for p in lines if p.relation == "contradicts"]
    accepting = [g for g in gold if "contradicts" in g.relations]
    contradictions = count(strict_gold, strict, match(strict_gold, strict, words), say_gold, say)
    right = len(match(accepting, strict, words))
    contradictions.wrong = len(strict) - right
    traps = (
        (
            all(between((trap.a, trap.b), sides[id(line)]) < 2 for line in lines),
            f"{trap.why}: {words_of(trap.a)} | {words_of(trap.b)}",
        )
        for trap in view.gold.traps
    )
    return {
        "discrepancies": count(gold, lines, match(gold, lines, words), say_gold, say),
        "discrepancies: typed": count(gold, lines, match(gold, lines, typed), say_gold, say),
        "contradictions": contradictions,
        "traps": share(traps),
    }


def omissions(view: View) -> dict[str, Count]:
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
