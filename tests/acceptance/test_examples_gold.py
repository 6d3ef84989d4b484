"""The gold of the invented events fits their pages, and a readout that says just what it says scores one throughout."""

from itertools import count

import pytest
from bench.compare import FIRST, answer_to, events, gold_of
from bench.scoring import score
from bench.view import Answer

from readout.spans import evidence, hull
from readout.types import (
    Account,
    Block,
    Discrepancy,
    Entity,
    Fact,
    Lineage,
    MadeBy,
    Move,
    Omission,
    Plover,
    Published,
    Readout,
    ReadoutStory,
    RejectedDate,
    Relation,
    Side,
    Sourced,
    Statement,
    TimelineEntry,
    Utterance,
)

EVENTS = events()


def perfect(gold):
    """The readout that the gold describes."""
    number = count(1)

    def identity():
        return f"n{next(number)}"

    text = {account.id: account.text for account in gold.accounts}
    statements = [
        Statement(
            id=identity(),
            type=item.type,
            speakers=item.speakers,
            source=None,
            cue=evidence(item.account, text[item.account], item.cue) if item.cue else None,
            content=evidence(item.account, text[item.account], hull(item.content)),
            quoted=(),
            said=None,
            utterance=item.utterance or identity(),
            flags=(),
        )
        for item in gold.statements
    ]
    spoken = {}
    for statement in statements:
        spoken.setdefault(statement.utterance, []).append(statement.id)
    return Readout(
        format="readout/1",
        made_by=MadeBy(name="gold", version="0"),
        story=ReadoutStory(id=gold.name),
        accounts=tuple(
            Account(
                id=item.id,
                input=f"pages/{item.page}",
                url=None,
                fetched_at=None,
                text_sha256="",
                language="en",
                outlet=Sourced(value=item.outlet) if item.outlet else None,
                title=Sourced(value=item.title),
                standfirst=None,
                bylines=tuple(Sourced(value=name) for name in item.bylines),
                agencies=tuple(Sourced(value=name) for name in item.agencies),
                published=Published(value=item.published[0], basis="stated"),
                rejected_dates=tuple(RejectedDate(value="?", reason="", evidence=words) for words in item.rejected),
                phase=item.phases[0],
                lineage="",
                blocks=tuple(Block(start=a, end=b, role=min(roles)) for (a, b), roles in item.lines),
            )
            for item in gold.accounts
        ),
        lineages=tuple(
            Lineage(
                id=identity(),
                accounts=item.accounts,
                relations=tuple(Relation(a=a, b=b, kind=k[0], a_in_b=1, b_in_a=1) for a, b, k in item.relations),
            )
            for item in gold.lineages
        ),
        independent_texts=len(gold.lineages),
        entities=tuple(
            Entity(
                id=e.id,
                name=e.names[0],
                type=e.type,
                names=tuple(Sourced(value=name) for name in e.names),
                roles=tuple(Sourced(value=role) for role in e.roles),
            )
            for e in gold.entities
        ),
        statements=tuple(statements),
        utterances=tuple(
            Utterance(id=name, statements=tuple(members), preferred=members[0], why="", differences=())
            for name, members in spoken.items()
        ),
        timeline=tuple(
            TimelineEntry(
                id=identity(),
                date=item.dates[0],
                precision="day",
                status=item.statuses[0],
                text=item.what,
                place=None,
                participants=(),
                derived=item.derived,
                evidence=item.evidence,
            )
            for item in gold.timeline
        ),
        moves=tuple(
            Move(
                id=item.id,
                kind=item.kinds[0],
                actors=item.actors[:1],
                targets=item.targets,
                text="",
                condition=item.condition,
                date=item.dates[0] if item.dates else None,
                answers=item.answers,
                status=item.statuses[0],
                plover=Plover(type="REQUEST", mode=None),
                evidence=item.evidence,
            )
            for item in gold.moves
        ),
        facts=tuple(
            Fact(id=f.id, text="", accounts=(), lineages=(), independent=f.independent, evidence=f.evidence)
            for f in gold.facts
        ),
        discrepancies=tuple(
            Discrepancy(
                id=item.id,
                about=item.abouts[0],
                relation=item.relations[0],
                text="",
                sides=tuple(Side(value=side[0].quote, evidence=side) for side in item.sides),
            )
            for item in gold.discrepancies
        ),
        omissions=tuple(Omission(kind=o.kind, text=o.what, evidence=o.evidence) for o in gold.omissions),
        dropped=(),
    )


@pytest.fixture(scope="module", params=EVENTS)
def gold(request):
    return gold_of(request.param)


def test_there_are_at_least_eight_events():
    assert len(EVENTS) >= 8


def test_size_and_hostile_forms(gold):
    assert 4 <= len(gold.accounts) <= 10
    assert any(len(item.accounts) > 1 for item in gold.lineages)
    assert any("contradicts" in item.relations for item in gold.discrepancies)
    assert any("supersedes" in item.relations for item in gold.discrepancies)
    assert any("refines" in item.relations for item in gold.discrepancies)
    assert gold.traps


def test_the_perfect_answer_scores_one_throughout(gold):
    readout = perfect(gold)
    texts = {account.id: account.text for account in gold.accounts}
    pages = {account.id: account.page for account in gold.accounts}
    counts = score(gold, Answer((readout,), texts, pages))
    imperfect = {noun: counted.errors for noun, counted in counts.items() if counted.figure not in {1.0, None}}
    assert imperfect == {}


def test_no_answer_scores_nothing(gold):
    counts = score(gold, Answer((), {}, {}))
    assert {noun for noun, counted in counts.items() if counted.right and noun != "traps"} == set()


def test_the_pipeline_keeps_every_quotation_true_and_the_first_events_together(gold):
    """What the other events give is measured, and held by the floors of ``bench.compare``."""
    counts = score(gold, answer_to(gold.name))
    assert counts["evidence"].errors == []
    if gold.name not in FIRST:
        return
    assert counts["stories"].errors == []
    assert counts["lineage partition"].errors == []
    assert counts["traps"].errors == []
    assert counts["published"].wrong == 0
