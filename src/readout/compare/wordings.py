"""Quotations whose words differ: one utterance printed in two wordings, or in the mouths of two speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from readout.compare.entities import skeleton
from readout.compare.entity_groups import fold
from readout.compare.propositions import reports
from readout.compare.sides import discrepancy, in_accounts, side
from readout.compare.thresholds import SHORTEST_QUOTATION
from readout.compare.wording import Word, core_changes, told, words
from readout.types import Discrepancy, Entity, Evidence, Statement, Utterance

_Piece = tuple[Evidence, tuple[Word, ...]]


def wording_discrepancies(
    texts: Mapping[str, str],
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    utterances: Sequence[Utterance],
) -> list[Discrepancy]:
    """One discrepancy per utterance whose quotations differ by more than marks, spelling and clipping."""
    names = {entity.id: entity.name for entity in entities}
    people = {entity.id for entity in entities if entity.type == "person"}
    by_id = {statement.id: statement for statement in statements}
    found = []
    for utterance in utterances:
        members = [by_id[name] for name in utterance.statements]
        quoting = [s for s in members if s.quoted]
        if len({s.content.account for s in quoting}) < 2:
            continue
        first = by_id[utterance.preferred]
        ordered = sorted(quoting, key=lambda s: s is not first)
        found += _rewordings(ordered, texts, names)
        found += _speakers([s for s in ordered if set(s.speakers) <= people], texts, names)
    return found


def _pieces(statement: Statement, texts: Mapping[str, str]) -> list[_Piece]:
    return [(piece, words(texts[piece.account], (piece.start, piece.end))) for piece in statement.quoted]


def _who(statement: Statement, names: Mapping[str, str]) -> str:
    return " and ".join(names.get(speaker, speaker) for speaker in statement.speakers) or "The speaker"


def _rewordings(members: Sequence[Statement], texts: Mapping[str, str], names: Mapping[str, str]) -> list[Discrepancy]:
    """For each stretch that the first statement quotes, the wordings in which the others have it."""
    found = []
    rest = [piece for statement in members[1:] for piece in _pieces(statement, texts)]
    for base, base_words in _pieces(members[0], texts):
        if len(base_words) < SHORTEST_QUOTATION:
            continue
        wordings: list[tuple[tuple[Word, ...], list[Evidence]]] = [(base_words, [base])]
        for piece, piece_words in rest:
            if len(piece_words) < SHORTEST_QUOTATION or not _same_passage(base_words, piece_words):
                continue
            for known, places in wordings:
                if not _reworded(known, piece_words):
                    places.append(piece)
                    break
            else:
                wordings.append((piece_words, [piece]))
        if len(wordings) < 2:
            continue
        sides = [side(places[0].quote, places) for _, places in wordings]
        how = []
        for known, places in wordings[1:]:
            changed = core_changes(base_words, known) or ()
            line = told(texts[base.account], base_words, texts[places[0].account], known, changed)
            how.append(f"{line} {in_accounts(places)}")
        text = f"{_who(members[0], names)} is quoted in {len(sides)} wordings: {'; '.join(how)}."
        found.append(discrepancy("wording", "rewords", text, sides))
    return found


def _reworded(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether one passage was put in other words: a clipped end or a sentence left out is no other wording."""
    return bool(core_changes(a, b))


def _same_passage(a: Sequence[Word], b: Sequence[Word]) -> bool:
    return core_changes(a, b) is not None


def _named(statement: Statement, names: Mapping[str, str]) -> bool:
    name = names.get(statement.speakers[0], "")
    return statement.source is not None and bool(set(fold(name)) & set(fold(statement.source.quote)))


def _speakers(members: Sequence[Statement], texts: Mapping[str, str], names: Mapping[str, str]) -> list[Discrepancy]:
    """The same words said by one person here, by another there; both named on the spot, since "he" may be misread."""
    voiced = [
        s
        for s in members
        if len(s.speakers) == 1 and _named(s, names) and len(s.quoted) > 0 and not _passed_on(s, texts)
    ]
    for at, one in enumerate(voiced):
        for two in voiced[at + 1 :]:
            if one.content.account == two.content.account or not _strangers(
                names[one.speakers[0]], names[two.speakers[0]]
            ):
                continue
            if sum(len(piece_words) for _, piece_words in _pieces(two, texts)) < 2 * SHORTEST_QUOTATION:
                continue
            sides = [side(_who(s, names), [e for e in (s.source, s.content) if e is not None]) for s in (one, two)]
            text = f"The same words are {_who(one, names)}’s in one account and {_who(two, names)}’s in another."
            return [discrepancy("attribution", "contradicts", text, sides)]
    return []


def _passed_on(statement: Statement, texts: Mapping[str, str]) -> bool:
    """Whether what is said holds, outside its quotations, a word of saying: the quoted words are then another's."""
    at, text = statement.content.start, texts[statement.content.account]
    for piece in sorted(statement.quoted, key=lambda e: e.start):
        if piece.start > at and reports(text, (at, piece.start)):
            return True
        at = max(at, piece.end)
    return False


def _strangers(a: str, b: str) -> bool:
    """Two full names without a word in common: never a name and its short form, a body and its spokesman."""
    one, two = fold(a), fold(b)
    return min(len(one), len(two)) > 1 and not {skeleton(w) for w in one} & {skeleton(w) for w in two}
