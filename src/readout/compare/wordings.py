"""Quotations whose words differ: one utterance printed in two wordings, or in the mouths of two speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from readout.compare.entities import skeleton
from readout.compare.entity_groups import fold
from readout.compare.propositions import reports
from readout.compare.sides import discrepancy, in_accounts, side
from readout.compare.thresholds import SAME_MEANING_QUOTED, SAME_WORDS_QUOTED, SHORTEST_QUOTATION
from readout.compare.wording import Word, core_changes, likeness, told, words
from readout.models.reader import vectors
from readout.types import Discrepancy, Entity, Evidence, Statement, Utterance

_Piece = tuple[Evidence, tuple[Word, ...]]
_FEWEST = 3
"""Words below which a quotation is a term, and not a passage."""
_MOST_QUOTES = 60
"""Quotations of one utterance that are looked at for their meaning."""
_EDGES = " ,;“”\"'‘’„"


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
    """For the stretches that the first statement quotes, the wordings in which the others have them.

    Stretches that the same accounts print in other words are one line.
    """
    stretches: dict[tuple[tuple[str, ...], ...], list[tuple[list[list[Evidence]], list[str]]]] = defaultdict(list)
    rest = [piece for statement in members[1:] for piece in _pieces(statement, texts)]
    bases = _pieces(members[0], texts)
    meant = _meant_alike(bases, rest)
    for at, (base, base_words) in enumerate(bases):
        if len(base_words) < _FEWEST:
            continue
        wordings: list[tuple[tuple[Word, ...], list[Evidence]]] = [(base_words, [base])]
        for number, (piece, piece_words) in enumerate(rest):
            least = min(len(base_words), len(piece_words))
            passage = least >= SHORTEST_QUOTATION and _same_passage(base_words, piece_words)
            if not passage and (at, number) not in meant:
                continue
            for known, places in wordings:
                if not _reworded(known, piece_words):
                    places.append(piece)
                    break
            else:
                wordings.append((piece_words, [piece]))
        if len(wordings) < 2:
            continue
        how = []
        for known, places in wordings[1:]:
            changed = core_changes(base_words, known)
            if changed is None:
                line = f"“{' '.join(places[0].quote.split()).strip(_EDGES)}”"
            else:
                line = told(texts[base.account], base_words, texts[places[0].account], known, changed)
            how.append(f"{line} {in_accounts(places)}")
        printed = tuple(tuple(piece.account for piece in places) for _, places in wordings)
        stretches[printed].append(([places for _, places in wordings], how))
    found = []
    for printed, told_so in stretches.items():
        sides = [
            side(told_so[0][0][at][0].quote, [piece for wordings, _ in told_so for piece in wordings[at]])
            for at in range(len(printed))
        ]
        line = "; ".join(one for _, how in told_so for one in how)
        text = f"{_who(members[0], names)} is quoted in {len(sides)} wordings: {line}."
        found.append(discrepancy("wording", "rewords", text, sides))
    return found


def _meant_alike(bases: Sequence[_Piece], rest: Sequence[_Piece]) -> frozenset[tuple[int, int]]:
    """Pieces of one utterance that mean the same in words too different to be laid beside one another, by place.

    A quotation that was translated twice has few words in common with itself. Of an account only the piece nearest in
    meaning can be the one, and the other way round; a piece that the other holds is a clipping and no other wording.
    """
    open_pairs = [
        (at, number)
        for at, (base, ours) in enumerate(bases)
        for number, (piece, theirs) in enumerate(rest)
        if base.account != piece.account and min(len(ours), len(theirs)) >= _FEWEST
    ]
    if all(_held(bases[at][1], rest[number][1]) for at, number in open_pairs):
        return frozenset()
    quotes = list(dict.fromkeys(q for at, number in open_pairs for q in (bases[at][0].quote, rest[number][0].quote)))
    if len(quotes) > _MOST_QUOTES:
        return frozenset()
    found = dict(zip(quotes, vectors(quotes), strict=True))
    near = {(at, n): float(found[bases[at][0].quote] @ found[rest[n][0].quote]) for at, n in open_pairs}

    def nearest(at: int, number: int) -> bool:
        account = rest[number][0].account
        return near[at, number] == max(
            value
            for (one, other), value in near.items()
            if (one == at and rest[other][0].account == account) or other == number
        )

    return frozenset(
        (at, number)
        for (at, number), value in near.items()
        if value >= SAME_MEANING_QUOTED and not _held(bases[at][1], rest[number][1]) and nearest(at, number)
    )


def _held(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether the shorter wording is in the longer, or both are one passage word by word."""
    return likeness(a, b) >= SAME_WORDS_QUOTED or _same_passage(a, b)


def _reworded(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether one passage was put in other words: a clipped end or a sentence left out is no other wording."""
    changed = core_changes(a, b)
    return likeness(a, b) < SAME_WORDS_QUOTED if changed is None else bool(changed)


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
