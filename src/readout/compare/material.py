"""What the parts of comparison work on, made once per story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from readout.compare.acting_for import acts_for
from readout.compare.alignment import Index, Lexicon, Shared, lexicon, shared, tell_the_same
from readout.compare.entities import merge_entities
from readout.compare.moves import moves
from readout.compare.phases import happening_in
from readout.compare.propositions import Proposition, propositions
from readout.compare.statements import drafts
from readout.compare.thresholds import (
    ACCOUNTS_MET,
    CORE_LEAD,
    FEWEST_SAME_WORDS,
    MEMBERS_COMPARED,
    SAME_ENCOUNTER,
    SAME_LINE,
    SAME_SENTENCE_CLAUSES,
)
from readout.compare.timeline import timeline
from readout.compare.utterances import Aligned, utterances
from readout.edtf import day
from readout.spans import overlap
from readout.types import Entity, Move, Span, Statement, Story, TimelineEntry, Utterance

_WORD = re.compile(r"[^\W_]+")


class Material(Struct, frozen=True):
    """A story with its entities and clauses; ``party_of`` is the state or body that an entity acts for.

    ``names`` and ``texts`` are by entity and by account id.

    ``groups`` partition the clauses, by index: those of one group tell the same. ``index`` finds clauses by their
    telling words.
    """

    story: Story
    entities: tuple[Entity, ...]
    entity_of: dict[tuple[str, str], str]
    party_of: dict[str, str]
    names: dict[str, str]
    texts: dict[str, str]
    clauses: tuple[Proposition, ...]
    known: Lexicon
    groups: tuple[Shared, ...]
    index: Index
    statements: tuple[Statement, ...]
    utterances: tuple[Utterance, ...]
    timeline: tuple[TimelineEntry, ...]
    moves: tuple[Move, ...]


def material(story: Story) -> Material:
    """Entities merged, clauses cut, weighed and grouped, statements grouped into utterances."""
    entities, entity_of = merge_entities(story)
    texts = {reading.id: reading.text for reading in story.readings}
    party_of = acts_for(story, entity_of)
    clauses = propositions(story, entity_of, party_of)
    written = [found for r in story.readings if r.published.value and (found := day(r.published.value))]
    known = lexicon(clauses, written)
    aligned = Aligned(story)
    statements, spoken = utterances(story, drafts(story, entity_of), known, aligned, party_of=party_of, clauses=clauses)
    happened = timeline(story, entity_of)
    ledger = moves(story, entity_of)
    joined = [
        *_same_sentences(clauses, known, aligned),
        *_same_words(clauses, texts),
        *_same_utterances(clauses, statements, spoken),
        *_same_encounter(story, clauses, entities, texts, known),
        *_same_lines(clauses, happened, texts, known),
        *_same_lines(clauses, ledger, texts, known),
    ]
    index = Index(known)
    for at, clause in enumerate(clauses):
        index.add(at, clause)
    return Material(
        story=story,
        entities=entities,
        entity_of=entity_of,
        party_of=party_of,
        names={entity.id: entity.name for entity in entities},
        texts=texts,
        clauses=clauses,
        known=known,
        groups=shared(clauses, texts, known, joined),
        index=index,
        statements=statements,
        utterances=spoken,
        timeline=happened,
        moves=ledger,
    )


def _same_sentences(clauses: Sequence[Proposition], known: Lexicon, aligned: Aligned) -> list[tuple[int, int]]:
    """Clauses of two sentences that the lineages found to be one sentence, each with its likest counterpart."""
    at: dict[tuple[str, Span], list[int]] = defaultdict(list)
    for index, clause in enumerate(clauses):
        at[clause.account, clause.sentence].append(index)
    found = []
    for (a, span_a), (b, span_b) in aligned.sentences():
        for one in at.get((a, span_a), ()):
            likest = [(_likeness(clauses[one], clauses[two], known), -two) for two in at.get((b, span_b), ())]
            share, two = max(likest, default=(0.0, 0))
            if share >= SAME_SENTENCE_CLAUSES and clauses[one].verbatim == clauses[-two].verbatim:
                found.append((share, one, -two))
    return [(one, two) for _, one, two in sorted(found, key=lambda entry: (-entry[0], entry[1:]))]


def _same_words(clauses: Sequence[Proposition], texts: Mapping[str, str]) -> list[tuple[int, int]]:
    """Clauses of the very same words, also within an account: what is quoted twice is one thing."""
    first: dict[tuple[str, ...], int] = {}
    found = []
    for index, clause in enumerate(clauses):
        words = tuple(_WORD.findall(texts[clause.account][slice(*clause.shown)].casefold()))
        if len(words) < FEWEST_SAME_WORDS:
            continue
        if words in first:
            found.append((first[words], index))
        first.setdefault(words, index)
    return found


def _likeness(a: Proposition, b: Proposition, known: Lexicon) -> float:
    own = known.total(a.keys | a.marks) + known.total(b.keys | b.marks)
    return 2 * known.total((a.keys & b.keys) | (a.marks & b.marks)) / own if own else 0.0


def _same_utterances(
    clauses: Sequence[Proposition], statements: Sequence[Statement], spoken: Sequence[Utterance]
) -> list[tuple[int, int]]:
    """Of each statement the clause that holds most of it, joined along its utterance."""
    by_account: dict[str, list[int]] = defaultdict(list)
    for index, clause in enumerate(clauses):
        if clause.voice is not None:
            by_account[clause.account].append(index)
    of = {statement.id: statement for statement in statements}
    found = []
    for utterance in spoken:
        if len(utterance.statements) < 2:
            continue
        chain = []
        for name in utterance.statements:
            content = of[name].content
            held = [(overlap(clauses[i].span, (content.start, content.end)), -i) for i in by_account[content.account]]
            size, index = max(held, default=(0, 0))
            if size:
                chain.append(-index)
        found += list(pairwise(chain))
    return found


def _same_lines(
    clauses: Sequence[Proposition],
    lines: Sequence[TimelineEntry] | Sequence[Move],
    texts: Mapping[str, str],
    known: Lexicon,
) -> list[tuple[int, int]]:
    """The clauses that one line of the timeline or of the ledger rests on, as far as they may tell the same.

    A derived time rests on two passages of which neither tells it alone.
    """
    by_account: dict[str, list[int]] = defaultdict(list)
    for index, clause in enumerate(clauses):
        by_account[clause.account].append(index)
    found = []
    for line in lines:
        if isinstance(line, TimelineEntry) and line.derived:
            continue
        chain: dict[str, int] = {}
        for item in line.evidence:
            held = [(overlap(clauses[i].shown, (item.start, item.end)), -i) for i in by_account[item.account]]
            size, index = max(held, default=(0, 0))
            if size and item.account not in chain:
                chain[item.account] = -index
        for one, two in combinations(list(chain.values())[:MEMBERS_COMPARED], 2):
            a, b = clauses[one], clauses[two]
            if tell_the_same(a, b, texts, known) >= SAME_LINE:
                found.append((one, two))
    return found


def _same_encounter(
    story: Story,
    clauses: Sequence[Proposition],
    entities: Sequence[Entity],
    texts: Mapping[str, str],
    known: Lexicon,
) -> list[tuple[int, int]]:
    """Of each account the first clause on the encounter of the two persons whom most accounts open with.

    "Will meet", "are sitting down" and "met" tell one encounter, written before, during and after.
    """
    people = {entity.id for entity in entities if entity.type == "person"}
    opening: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    starts = {reading.id: [s for s, _ in reading.sentences][:CORE_LEAD] for reading in story.readings}
    for index, clause in enumerate(clauses):
        if clause.sentence[0] not in starts[clause.account] or clause.negated or clause.verbatim:
            continue
        if not happening_in(texts[clause.account], clause.sentence):
            continue
        for pair in combinations(sorted(set(clause.names) & people), 2):
            opening[pair].setdefault(clause.account, index)
    if not opening:
        return []
    best = max(sorted(opening), key=lambda pair: len(opening[pair]))
    return [
        (one, two)
        for one, two in combinations(list(opening[best].values())[:ACCOUNTS_MET], 2)
        if tell_the_same(clauses[one], clauses[two], texts, known) >= SAME_ENCOUNTER
    ]
