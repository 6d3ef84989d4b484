"""The accounts as the readout lists them, and what the story is about: title, place, first and last day."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from readout.compare.material import Material
from readout.compare.phases import phase
from readout.compare.terms import terms, weight
from readout.edtf import day, order_key
from readout.spans import evidence, overlap
from readout.types import Account, Reading, ReadoutStory, Sourced, Span, Story, TimelineEntry

_LEAD_SENTENCES = 3
_IN = re.compile(r"\b(?:in|at)\s+(?:the\s+(?:[\w-]+\s+){0,3}(?:city|town|village|capital)\s+of\s+)?$", re.IGNORECASE)
_PHASES = {"after": 0, "mixed": 1, "during": 2, "before": 3, None: 4}


def accounts(story: Story) -> tuple[Account, ...]:
    """Each reading as an account with its phase and its lineage, in the story's order."""
    lineage_of = {account: lineage.id for lineage in story.lineages for account in lineage.accounts}
    return tuple(
        Account(
            id=reading.id,
            input=reading.input,
            url=reading.url,
            fetched_at=reading.fetched_at,
            text_sha256=reading.text_sha256,
            language=reading.language,
            outlet=reading.outlet,
            title=reading.title,
            standfirst=reading.standfirst,
            bylines=reading.bylines,
            agencies=reading.agencies,
            published=reading.published,
            rejected_dates=reading.rejected_dates,
            phase=phase(reading),
            lineage=lineage_of.get(reading.id, reading.id),
            blocks=reading.blocks,
        )
        for reading in story.readings
    )


def about(material: Material, listed: Sequence[Account]) -> ReadoutStory:
    """What the readout is about. The days are those of what the accounts report, by their dates of publication."""
    story = material.story
    place = _place(material)
    first, last = _days(story, material.timeline)
    return ReadoutStory(id=story.id, title=_title(story, listed), start=first, end=last, place=place)


def _title(story: Story, listed: Sequence[Account]) -> Sourced | None:
    """The headline of an account written after the fact that shares most words with the other accounts' headlines.

    Then the later account's; a headline that no page shows stands only where there is no other. Where that text
    is rewritten from one that says when it was written, it is that one's: the other's wording may be a translation's.
    """
    heads = {
        reading.id: frozenset(t.key for t in terms(reading.title.value, (0, len(reading.title.value))))
        for reading in story.readings
        if reading.title is not None
    }
    counts: Counter[str] = Counter(key for keys in heads.values() for key in keys)
    candidates = []
    for account in listed:
        if account.title is None:
            continue
        common = sum(weight(key) * (counts[key] - 1) for key in sorted(heads[account.id]))
        day = order_key(account.published.value)[0].toordinal() if account.published.value else 0
        unseen = not account.title.evidence
        candidates.append(((unseen, _PHASES[account.phase], -round(common, 6), -day, account.id), account))
    if not candidates:
        return None
    best = min(candidates, key=itemgetter(0))[1]
    originals = _originals(story, best) if best.published.basis != "stated" else frozenset()
    better = [(order, account) for order, account in candidates if account.id in originals and not order[0]]
    return min(better, key=itemgetter(0))[1].title if better else best.title


def _originals(story: Story, rewritten: Account) -> frozenset[str]:
    """The accounts whose text ``rewritten`` carries in other words and that state when they were written."""
    stated = {reading.id for reading in story.readings if reading.published.basis == "stated"}
    relations = (relation for lineage in story.lineages for relation in lineage.relations)
    ends = ((r.a, r.b) for r in relations if r.kind in ("derived", "shared-ancestor"))
    return frozenset(account for pair in ends if rewritten.id in pair for account in pair if account in stated)


def _lead(reading: Reading) -> list[Span]:
    """Headline, standfirst and first sentences."""
    heads = [(b.start, b.end) for b in reading.blocks if b.role in ("headline", "standfirst")]
    top = [s for s in reading.sentences if any(overlap(s, head) for head in heads)]
    body = [s for s in reading.sentences if s not in top]
    return [*top, *body[:_LEAD_SENTENCES]]


def _place(material: Material) -> Sourced | None:
    """The place that most accounts name after "in" or "at" in headline or lead; ``None`` where only one does so
    and there are several accounts."""
    story, entity_of = material.story, material.entity_of
    places = {entity.id: entity for entity in material.entities if entity.type == "place"}
    shown: dict[str, dict[str, Span]] = defaultdict(dict)
    for reading in story.readings:
        lead = _lead(reading)
        for mention in sorted(reading.mentions, key=lambda m: m.span):
            entity = entity_of.get((reading.id, mention.entity or ""))
            if entity not in places or not any(overlap(mention.span, s) for s in lead):
                continue
            if _IN.search(reading.text[max(0, mention.span[0] - 60) : mention.span[0]]):
                shown[entity].setdefault(reading.id, mention.span)
    if not shown:
        return None
    best = min(shown, key=lambda name: (-len(shown[name]), name))
    if len(shown[best]) == 1 and len(story.readings) > 2:
        return None
    return Sourced(
        value=places[best].name,
        evidence=tuple(evidence(account, material.texts[account], span) for account, span in shown[best].items()),
    )


def _days(story: Story, timeline: Sequence[TimelineEntry]) -> tuple[str | None, str | None]:
    """First and last day of what happened: the days that most accounts tell of, near the days of publication.

    Without a timeline the days of publication themselves bound nothing: then both are ``None``.
    """
    published = sorted(d for r in story.readings if r.published.value and (d := day(r.published.value)))
    happened: Counter[date] = Counter()
    for entry in timeline:
        when = day(entry.date)
        if when is not None and entry.status in ("happened", "under-way"):
            happened[when] += len({item.account for item in entry.evidence})
    if not happened or not published:
        return None, None
    close = [d for d in happened if (d - published[0]).days >= -_NEAR and (d - published[-1]).days <= 0]
    if not close:
        return None, None
    most = max(happened[d] for d in close)
    core = sorted(d for d in close if happened[d] * 2 >= most)
    return core[0].isoformat(), core[-1].isoformat()


_NEAR = 3
"""Days before the first account within which a happening is what the accounts are about."""
