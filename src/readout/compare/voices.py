"""Reported as fact here, as somebody's claim there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from readout.compare.alignment import Index, clash, turned_round
from readout.compare.dated_clauses import tells
from readout.compare.material import Material
from readout.compare.propositions import Proposition, ahead, reports
from readout.compare.sides import discrepancy, in_accounts, side
from readout.compare.thresholds import CANDIDATES, CLAIM_SHARE, CLAIM_WEIGHT, COUNT_LEAD
from readout.languages import table
from readout.spans import evidence, overlap
from readout.types import Discrepancy, Evidence, Span


def voice_discrepancies(material: Material) -> list[Discrepancy]:
    """Clauses with which an account opens on its own word, and which other lineages have only from a named speaker.

    Where the speaker tells of its own side, the account may well take it at its word: then nothing is said.
    """
    opening = {r.id: frozenset(s for s, _ in r.sentences[:COUNT_LEAD]) for r in material.story.readings}
    own = [
        item
        for item in material.clauses
        if item.voice is None
        and item.named
        and (tells(material.texts[item.account], item.span) or ahead(material.texts[item.account], item.span))
        and item.sentence[0] in opening[item.account]
        and not _passes_on(material.texts[item.account], item.sentence)
    ]
    index = Index(material.known)
    for at, item in enumerate(own):
        index.add(at, item)
    pairs: dict[int, list[Proposition]] = defaultdict(list)
    deeds = _deeds(material)
    for claim in material.clauses:
        if claim.voice is None or claim.verbatim or not claim.heard_from or (claim.account, claim.voice) in deeds:
            continue
        for at in index.near(claim)[:CANDIDATES]:
            if own[at].lineage != claim.lineage and _same_told(own[at], claim, material):
                pairs[at].append(claim)
    made = []
    used: set[tuple[str, int]] = set()
    for at in sorted(pairs):
        fact = own[at]
        claims = [c for c in pairs[at] if (c.account, c.sentence[0]) not in used]
        if not claims or (fact.account, fact.sentence[0]) in used:
            continue
        used.update((c.account, c.sentence[0]) for c in (fact, *claims))
        made.append(_difference(fact, claims, material))
    return made


def _passes_on(text: str, span: Span) -> bool:
    """Whether a sentence quotes, or passes on what somebody said."""
    return reports(text, span) or any(mark in text[span[0] : span[1]] for mark in '“”"')


def _deeds(material: Material) -> set[tuple[str, int]]:
    """Attributions whose verb is itself an act ("demands", "offered", "accuse"): what it holds claims nothing."""
    acts = table("en", "clause_words")["acting"].split()
    return {
        (reading.id, at)
        for reading in material.story.readings
        for at, item in enumerate(reading.attributions)
        if any(event.move and overlap(event.trigger, cue) for event in reading.events for cue in item.cue)
        or any(word in acts for cue in item.cue for word in reading.text[slice(*cue)].casefold().split())
    }


def _same_told(fact: Proposition, claim: Proposition, material: Material) -> bool:
    if clash(fact, claim) or claim.heard_from <= fact.parties | fact.parties_around:
        return False
    shared = fact.keys & claim.keys
    heavy = material.known.total(shared)
    marks = material.known.total(fact.marks & claim.marks)
    own = sum(material.known.total(item.keys | item.marks) for item in (fact, claim))
    pinned = len(shared) >= 2 and any(mark[0] == "#" for mark in fact.marks & claim.marks)
    alike = (
        (len(shared) >= 3 or pinned) and heavy >= CLAIM_WEIGHT and own > 0 and 2 * (heavy + marks) / own >= CLAIM_SHARE
    )
    texts = material.texts
    return alike and not turned_round(fact, claim, texts[fact.account], texts[claim.account])


def _difference(fact: Proposition, claims: Sequence[Proposition], material: Material) -> Discrepancy:
    def quoted(item: Proposition) -> Evidence:
        return evidence(item.account, material.texts[item.account], item.shown)

    first = claims[0]
    speakers = " and ".join(material.names.get(s, s) for s in first.speakers) or "a source"
    sides = [
        side(quoted(fact).quote, [quoted(fact)]),
        side(quoted(first).quote, [quoted(claim) for claim in claims]),
    ]
    text = f"Reported as fact in one account, on the word of {speakers} {in_accounts(sides[1].evidence)}."
    return discrepancy("attribution", "refines", text, sides)
