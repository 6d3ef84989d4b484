"""Utterances: which statements report one act of speech, and which wording of it to prefer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec
from msgspec import Struct

from readout.compare.alignment import Lexicon, tell_the_same
from readout.compare.propositions import Proposition, negated, side_of
from readout.compare.quantities import Quantity, agree, quantities
from readout.compare.statements import Draft
from readout.compare.terms import terms, weight
from readout.compare.thresholds import (
    CLIPPED,
    INDEX_LONGEST,
    INDEX_TERMS,
    PAIRED_WEIGHT,
    REPORTED_BY_UNKNOWN,
    REPORTED_SHARE,
    REPORTED_WEIGHT,
    REPORTED_WHOLE,
    SAME_CLAUSE,
    SAME_QUOTATION,
    SAME_QUOTATION_ALIGNED,
    SAME_QUOTATION_KIN,
    SHORTEST_QUOTATION,
)
from readout.compare.wording import Word, changes, describe, likeness, words
from readout.edtf import compatible, order_key
from readout.spans import overlap
from readout.types import Difference, Published, Span, Statement, Story, Utterance

_TYPES = {"direct": 0, "mixed": 1, "indirect": 2}
_MEMBERS_COMPARED = 6
_CANDIDATES = 16


class Heard(Struct, frozen=True):
    """A draft with what comparison needs of it: all its words, those in quotation marks, and its telling keys.

    ``parties`` are those its speakers act for; ``clause`` is the clause that holds most of it.
    """

    draft: Draft
    parties: frozenset[str]
    clause: Proposition | None
    amounts: tuple[Quantity, ...]
    said: tuple[Word, ...]
    quoted: tuple[Word, ...]
    keys: frozenset[str]
    negated: bool
    position: int


class Aligned:
    """Which stretches of which accounts are the same sentence, by the lineages' relations."""

    def __init__(self, story: Story) -> None:
        self._pairs: dict[tuple[str, str], list[tuple[Span, Span]]] = defaultdict(list)
        for lineage in story.lineages:
            for relation in lineage.relations:
                for pair in relation.pairs:
                    a, b = (pair.a.start, pair.a.end), (pair.b.start, pair.b.end)
                    self._pairs[relation.a, relation.b].append((a, b))
                    self._pairs[relation.b, relation.a].append((b, a))

    def sentences(self) -> Iterator[tuple[tuple[str, Span], tuple[str, Span]]]:
        """Each aligned pair of sentences once: account and span, and account and span."""
        for (a, b), pairs in sorted(self._pairs.items()):
            if a < b:
                for one, two in pairs:
                    yield (a, one), (b, two)

    def same_sentence(self, a: str, span_a: Span, b: str, span_b: Span) -> bool:
        """Whether the two stretches touch two sentences that were aligned with one another."""
        return any(overlap(x, span_a) and overlap(y, span_b) for x, y in self._pairs.get((a, b), ()))


def _heard(
    draft: Draft, text: str, position: int, party_of: Mapping[str, str], clauses: Sequence[Proposition]
) -> Heard:
    held = [(overlap(c.span, draft.span), -c.span[0], c) for c in clauses if overlap(c.span, draft.span)]
    quoted = tuple(word for piece in draft.statement.quoted for word in words(text, (piece.start, piece.end)))
    return Heard(
        draft=draft,
        parties=side_of(draft.statement.speakers, party_of),
        clause=max(held, key=lambda entry: entry[:2])[2] if held else None,
        amounts=quantities(text, draft.span),
        said=words(text, draft.span),
        quoted=quoted,
        keys=frozenset(t.key for t in terms(text, draft.span) if weight(t.key) > 0),
        negated=negated(text, draft.span),
        position=position,
    )


def utterances(
    story: Story,
    found: Sequence[Draft],
    known: Lexicon,
    aligned: Aligned,
    *,
    party_of: Mapping[str, str] = MappingProxyType({}),
    clauses: Sequence[Proposition] = (),
) -> tuple[tuple[Statement, ...], tuple[Utterance, ...]]:
    """The statements with their utterance and the flags that comparison gives, and the utterances ``u1``, ``u2`` ..."""
    texts = {reading.id: reading.text for reading in story.readings}
    published = {reading.id: reading.published for reading in story.readings}
    said: dict[str, list[Proposition]] = defaultdict(list)
    for clause in clauses:
        if clause.voice is not None:
            said[clause.account].append(clause)
    heard = [_heard(d, texts[d.account], at, party_of, said[d.account]) for at, d in enumerate(found)]
    made: list[Utterance] = []
    statements: dict[str, Statement] = {}
    for group in _groups(heard, texts, aligned, known):
        name = f"u{len(made) + 1}"
        preferred, why = _preferred(group, published)
        differences = []
        for item in group:
            flags, text = _departure(preferred, item, texts) if item is not preferred else ((), "")
            statement = item.draft.statement
            statements[statement.id] = msgspec.structs.replace(
                statement, utterance=name, flags=(*statement.flags, *flags)
            )
            if text:
                differences.append(Difference(statement=statement.id, text=text))
        made.append(
            Utterance(
                id=name,
                statements=tuple(item.draft.statement.id for item in group),
                preferred=preferred.draft.statement.id,
                why=why,
                differences=tuple(differences),
            )
        )
    return tuple(statements[draft.statement.id] for draft in found), tuple(made)


def _groups(heard: Sequence[Heard], texts: Mapping[str, str], aligned: Aligned, known: Lexicon) -> list[list[Heard]]:
    """Statements joined by the likeliest pairs first; two groups become one if half of their pairs are one utterance.

    One account tells an utterance once, but for its headline.
    """
    home = list(range(len(heard)))
    members = {at: [at] for at in home}
    places: dict[str, list[int]] = defaultdict(list)
    scores: dict[tuple[int, int], float] = {}

    def score(one: int, two: int) -> float:
        pair = (min(one, two), max(one, two))
        if pair not in scores:
            scores[pair] = same(heard[pair[0]], heard[pair[1]], texts, aligned, known)
        return scores[pair]

    edges = []
    for at, item in enumerate(heard):
        heaviest = sorted(item.keys, key=lambda key: (-known.weights.get(key, 0.0), key))[:INDEX_TERMS]
        votes: Counter[int] = Counter(other for key in heaviest for other in places[key])
        for other, _ in sorted(votes.items(), key=lambda entry: (-entry[1], entry[0]))[:_CANDIDATES]:
            if found := score(other, at):
                edges.append((-found, other, at))
        for key in sorted(item.keys):
            if len(places[key]) < INDEX_LONGEST:
                places[key].append(at)
    for _, one, two in sorted(edges):
        first, second = sorted((home[one], home[two]))
        if first == second or {_place(heard[at]) for at in members[first]} & {
            _place(heard[at]) for at in members[second]
        }:
            continue
        pairs = [(x, y) for x in members[first][:_MEMBERS_COMPARED] for y in members[second][:_MEMBERS_COMPARED]]
        if any(_strangers(heard[x], heard[y]) and not score(x, y) for x, y in pairs):
            continue  # what two sides said together makes neither's words the other's
        if 2 * sum(score(x, y) > 0 for x, y in pairs) < len(pairs):
            continue
        for at in members.pop(second):
            members[first].append(at)
            home[at] = first
    return [[heard[at] for at in sorted(members[first])] for first in sorted(members)]


def _place(item: Heard) -> tuple[str, bool]:
    return item.draft.account, item.draft.headline


def _strangers(a: Heard, b: Heard) -> bool:
    """Whether the two are known to be said for different parties."""
    return bool(a.parties and b.parties and not a.parties & b.parties)


def same(a: Heard, b: Heard, texts: Mapping[str, str], aligned: Aligned, known: Lexicon) -> float:
    """How surely two statements report one act of speech, 0 where that is not sure."""
    one, two = a.draft.statement, b.draft.statement
    paired = aligned.same_sentence(a.draft.account, a.draft.span, b.draft.account, b.draft.span)
    if one.said and two.said and not paired and not compatible(one.said, two.said):
        return 0.0
    strangers = _strangers(a, b)
    kin = a.draft.lineage == b.draft.lineage and bool(a.parties & b.parties)
    score = _quoted_alike(a, b, SAME_QUOTATION_ALIGNED if paired else SAME_QUOTATION_KIN if kin else SAME_QUOTATION)
    if strangers and not paired:
        return score if score >= 0.9 and min(len(a.quoted), len(b.quoted)) >= 2 * SHORTEST_QUOTATION else 0.0
    return score or _reported_alike(a, b, texts, paired, known)


def _quoted_alike(a: Heard, b: Heard, asked: float) -> float:
    """By the words inside quotation marks. Few words must be the same, with one among them that tells something."""
    if not a.quoted or not b.quoted:
        return 0.0
    score = likeness(a.quoted, b.quoted)
    least = min(len(a.quoted), len(b.quoted))
    if least < SHORTEST_QUOTATION:
        exact = score == 1.0 and abs(len(a.quoted) - len(b.quoted)) <= 2
        return score if exact and (asked < SAME_QUOTATION or a.keys & b.keys) else 0.0
    return score if score >= asked else 0.0


def _reported_alike(a: Heard, b: Heard, texts: Mapping[str, str], paired: bool, known: Lexicon) -> float:
    """By what is said: telling words, amounts, negation.

    In two sentences found to be one sentence little is asked, where the speakers go by other names more; where a
    speaker is not known, nearly all must be the same.
    """
    if a.negated != b.negated or not _amounts_agree(a, b):
        return 0.0
    heavy = known.total(a.keys & b.keys)
    least = min(known.total(a.keys), known.total(b.keys))
    share = heavy / least if least else 0.0
    named = bool(a.parties and b.parties)
    strangers = _strangers(a, b)
    kin = a.draft.lineage == b.draft.lineage
    if paired and (named or share >= REPORTED_SHARE):
        enough = share >= (REPORTED_SHARE if strangers else REPORTED_SHARE / 2) and heavy >= PAIRED_WEIGHT
    elif named and kin:
        enough = share >= REPORTED_SHARE and heavy >= (PAIRED_WEIGHT if share >= REPORTED_WHOLE else REPORTED_WEIGHT)
    elif named:
        enough = share >= REPORTED_SHARE and heavy >= REPORTED_WEIGHT
        one, two = a.draft.statement.speakers, b.draft.statement.speakers
        if not enough and a.clause and b.clause and set(one) & set(two):
            likely = tell_the_same(a.clause, b.clause, texts, known)
            return 0.9 * likely if likely >= SAME_CLAUSE else 0.0
    else:
        enough = share >= (REPORTED_SHARE if kin else REPORTED_WHOLE) and heavy >= REPORTED_BY_UNKNOWN
    return share * 0.9 if enough else 0.0


def _amounts_agree(a: Heard, b: Heard) -> bool:
    return not any(x.unit == y.unit and not agree(x, y) for x in a.amounts for y in b.amounts)


def _compared(item: Heard) -> tuple[Word, ...]:
    return item.said if item.draft.statement.type == "direct" or not item.quoted else item.quoted


def _preferred(group: Sequence[Heard], published: Mapping[str, Published]) -> tuple[Heard, str]:
    """The wording to trust: verbatim, in most independent texts, whole, of a page that dates itself, earliest; and
    the reason that decided.
    """
    longest = max(len(_compared(item)) for item in group)
    wordings: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for item in group:
        wordings[tuple(word.form for word in _compared(item))].add(item.draft.lineage)

    def rank(item: Heard) -> tuple[int, bool, int, bool, bool, tuple[object, ...], int]:
        same_words = wordings[tuple(word.form for word in _compared(item))]
        date = published[item.draft.account].value
        return (
            _TYPES[item.draft.statement.type],
            item.draft.headline,
            -len(same_words),
            len(_compared(item)) < CLIPPED * longest,
            published[item.draft.account].basis != "stated",
            order_key(date) if date else order_key("9999-12-31"),
            item.position,
        )

    ordered = sorted(group, key=rank)
    if len(ordered) == 1:
        return ordered[0], "the only report of it"
    form = tuple(word.form for word in _compared(ordered[0]))
    rival = next((item for item in ordered if tuple(word.form for word in _compared(item)) != form), ordered[1])
    first, second = rank(ordered[0]), rank(rival)
    if first[0] != second[0]:
        return ordered[0], "quoted word for word; the others report it in their own words"
    if first[1] != second[1]:
        return ordered[0], "from the text itself, not from a headline"
    if first[2] != second[2]:
        return ordered[0], f"the same words stand in {-first[2]} independent texts"
    if first[3] != second[3]:
        return ordered[0], "the fullest quotation; the others are clipped"
    day = (published[ordered[0].draft.account].value or "")[:10]
    if first[4] != second[4]:
        return ordered[0], f"its page says that it was written on {day}; the other wording's page does not say when"
    if first[5] != second[5]:
        return ordered[0], f"published first, on {day}"
    if form == tuple(word.form for word in _compared(rival)):
        return ordered[0], "the same words in every account"
    return ordered[0], "nothing tells the wordings apart; the first account's is shown"


def _departure(preferred: Heard, item: Heard, texts: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """Flags for a statement, and one line on how its wording differs from the preferred one."""
    kind = item.draft.statement.type
    if kind == "indirect":
        if preferred.draft.statement.type == "indirect":
            return (), ""
        return (), "reported in other words, not quoted"
    base, other = _compared(preferred), _compared(item)
    found = changes(base, other)
    if not found:
        return (), ""
    replaced = [c for c in found if c.a[0] != c.a[1] and c.b[0] != c.b[1]]
    if not any(c.b[0] != c.b[1] for c in found):
        return ("clipped",), "quotes only a part of it"
    text = describe(texts[preferred.draft.account], base, texts[item.draft.account], other)
    if len(found) == 1 and len(replaced) == 1 and replaced[0].b[1] - replaced[0].b[0] == 1:
        return ("one word changed",), text
    if item.draft.lineage == preferred.draft.lineage and len(replaced) >= 2:
        return ("back-translated",), text
    return ("reworded",), text
