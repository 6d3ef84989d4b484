"""The readout as tables: one for each noun, a row for each of its things, and one with every piece of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from readout.descent import directions
from readout.render.exports.moments import days
from readout.render.exports.table_rows import (
    ROWS,
    AccountRow,
    DiscrepancyRow,
    DroppedRow,
    EntityRow,
    EvidenceRow,
    FactRow,
    MoveRow,
    OmissionRow,
    RelationRow,
    Row,
    StatementRow,
    StoryRow,
    Texts,
    TimelineRow,
    UtteranceRow,
)
from readout.render.names import Label, entity_names, labels, lineages_of, role_of
from readout.types import Account, Discrepancy, Entity, Evidence, Move, Readout, Sourced, Statement, TimelineEntry

Table = dict[str, list[Any]]
"""Columns by name, all of one length: what pandas, polars, pyarrow and narwhals take as a data frame."""


def tables(readouts: Sequence[Readout] | Readout, texts: Mapping[str, str] | None = None) -> dict[str, Table]:
    """Every table, by name, each as columns: ``pandas.DataFrame(tables(answer)["moves"])`` is a data frame.

    Lists stay lists, days are ``datetime.date``, what is not known is ``None``. All tables are there, also empty ones.
    ``texts`` maps account ids to texts: without them less is known of who carries whose text.
    """
    rows = table_rows(readouts, texts)
    return {
        name: {field: [_plain(getattr(row, field)) for row in rows[name]] for field in kind.__struct_fields__}
        for name, kind in ROWS.items()
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def table_rows(readouts: Sequence[Readout] | Readout, texts: Mapping[str, str] | None = None) -> dict[str, list[Row]]:
    """The rows of every table, by its name."""
    given = (readouts,) if isinstance(readouts, Readout) else readouts
    found: dict[str, list[Row]] = {name: [] for name in ROWS}
    for readout in given:
        for name, rows in _story(readout, texts or {}):
            found[name] += rows
    return found


def _value(found: Sourced | None) -> str | None:
    return found.value if found else None


def _story(readout: Readout, texts: Mapping[str, str]) -> Iterator[tuple[str, Iterable[Row]]]:
    story = readout.story.id
    known, names = labels(readout), entity_names(readout)
    relations = [(lineage, relation) for lineage in readout.lineages for relation in lineage.relations]
    ways = directions(readout.accounts, [relation for _, relation in relations], texts)
    yield "stories", [_story_row(readout)]
    yield "accounts", [_account(story, one) for one in readout.accounts]
    yield (
        "relations",
        [
            RelationRow(
                story=story, id=f"r{at}", lineage=lineage.id, a=one.a, b=one.b, kind=one.kind, a_in_b=one.a_in_b,
                b_in_a=one.b_in_a, upstream=way.upstream if way else None, reason=way.reason if way else None,
            )
            for at, (lineage, one) in enumerate(relations, 1)
            for way in [ways.get((one.a, one.b))]
        ],
    )  # fmt: skip
    yield "entities", [_entity(story, one) for one in readout.entities]
    yield "statements", [_statement(story, one, names) for one in readout.statements]
    yield (
        "utterances",
        [
            UtteranceRow(story=story, id=one.id, statements=one.statements, preferred=one.preferred, why=one.why)
            for one in readout.utterances
        ],
    )
    yield "timeline", [_entry(story, one, names, known) for one in readout.timeline]
    yield "moves", [_move(story, one, names, known) for one in readout.moves]
    yield (
        "facts",
        [
            FactRow(
                story=story, id=one.id, text=one.text, accounts=one.accounts, lineages=one.lineages,
                independent=one.independent,
            )
            for one in readout.facts
        ],
    )  # fmt: skip
    yield "discrepancies", [row for one in readout.discrepancies for row in _sides(story, one, known)]
    yield (
        "omissions",
        [
            OmissionRow(
                story=story, id=f"o{at}", kind=one.kind, lineage=one.lineage, account=one.account, text=one.text
            )
            for at, one in enumerate(readout.omissions, 1)
        ],
    )
    yield "evidence", list(_evidence(readout))
    yield (
        "dropped",
        [DroppedRow(story=story, stage=one.stage, input=one.input, reason=one.reason) for one in readout.dropped],
    )


def _story_row(readout: Readout) -> StoryRow:
    return StoryRow(
        story=readout.story.id,
        title=_value(readout.story.title),
        start=readout.story.start,
        end=readout.story.end,
        place=_value(readout.story.place),
        accounts=len(readout.accounts),
        independent_texts=readout.independent_texts,
        made_by=f"{readout.made_by.name} {readout.made_by.version}",
    )


def _account(story: str, account: Account) -> AccountRow:
    meant = days(account.published.value)
    return AccountRow(
        story=story,
        id=account.id,
        input=account.input,
        url=account.url,
        fetched_at=account.fetched_at,
        text_sha256=account.text_sha256,
        language=account.language,
        outlet=_value(account.outlet),
        title=_value(account.title),
        standfirst=_value(account.standfirst),
        bylines=tuple(one.value for one in account.bylines),
        agencies=tuple(one.value for one in account.agencies),
        published=account.published.value,
        published_basis=account.published.basis,
        published_first_day=meant.first,
        published_last_day=meant.last,
        phase=account.phase,
        lineage=account.lineage,
    )


def _entity(story: str, entity: Entity) -> EntityRow:
    return EntityRow(
        story=story,
        id=entity.id,
        name=entity.name,
        type=entity.type,
        role=role_of(entity),
        names=tuple(dict.fromkeys(one.value for one in entity.names)),
        accounts=tuple(dict.fromkeys(item.account for one in entity.names for item in one.evidence)),
        wikidata=entity.wikidata,
    )


def _named(ids: Sequence[str], names: Mapping[str, str]) -> Texts:
    return tuple(names.get(one, one) for one in ids)


def _statement(story: str, one: Statement, names: Mapping[str, str]) -> StatementRow:
    return StatementRow(
        story=story,
        id=one.id,
        type=one.type,
        speakers=one.speakers,
        speaker_names=_named(one.speakers, names),
        account=one.content.account,
        start=one.content.start,
        end=one.content.end,
        content=one.content.quote,
        cue=one.cue.quote if one.cue else None,
        quoted=tuple(item.quote for item in one.quoted),
        said=one.said,
        utterance=one.utterance,
        flags=one.flags,
    )


def _accounts(evidence: Iterable[Evidence]) -> Texts:
    return tuple(dict.fromkeys(item.account for item in evidence))


def _entry(story: str, one: TimelineEntry, names: Mapping[str, str], known: dict[str, Label]) -> TimelineRow:
    meant = days(one.date)
    return TimelineRow(
        story=story,
        id=one.id,
        date=one.date,
        first_day=meant.first,
        last_day=meant.last,
        precision=one.precision,
        status=one.status,
        text=one.text,
        place=one.place,
        participants=one.participants,
        participant_names=_named(one.participants, names),
        derived=one.derived,
        accounts=_accounts(one.evidence),
        independent=len(lineages_of(one.evidence, known)),
    )


def _move(story: str, one: Move, names: Mapping[str, str], known: dict[str, Label]) -> MoveRow:
    meant = days(one.date)
    return MoveRow(
        story=story,
        id=one.id,
        kind=one.kind,
        actors=one.actors,
        actor_names=_named(one.actors, names),
        targets=one.targets,
        target_names=_named(one.targets, names),
        text=one.text,
        condition=one.condition,
        date=one.date,
        first_day=meant.first,
        last_day=meant.last,
        answers=one.answers,
        status=one.status,
        plover_type=one.plover.type,
        plover_mode=one.plover.mode,
        accounts=_accounts(one.evidence),
        independent=len(lineages_of(one.evidence, known)),
    )


def _sides(story: str, one: Discrepancy, known: dict[str, Label]) -> Iterator[DiscrepancyRow]:
    for at, side in enumerate(one.sides, 1):
        yield DiscrepancyRow(
            story=story,
            id=one.id,
            about=one.about,
            relation=one.relation,
            text=one.text,
            side=at,
            value=side.value,
            accounts=_accounts(side.evidence),
            independent=len(lineages_of(side.evidence, known)),
        )


def _evidence(readout: Readout) -> Iterator[EvidenceRow]:
    """Every piece of evidence there is, with what it stands for."""
    relations = [relation for lineage in readout.lineages for relation in lineage.relations]
    nouns: tuple[tuple[str, Sequence[Any], str], ...] = (
        ("stories", (readout.story,), ""),
        ("accounts", readout.accounts, ""),
        ("relations", relations, "r"),
        ("entities", readout.entities, ""),
        ("statements", readout.statements, ""),
        ("timeline", readout.timeline, ""),
        ("moves", readout.moves, ""),
        ("facts", readout.facts, ""),
        ("discrepancies", readout.discrepancies, ""),
        ("omissions", readout.omissions, "o"),
    )
    for noun, things, letter in nouns:
        for at, thing in enumerate(things, 1):
            name = f"{letter}{at}" if letter else thing.id
            for part, item in _parts(thing, ""):
                yield EvidenceRow(
                    story=readout.story.id, noun=noun, id=name, part=part, account=item.account, start=item.start,
                    end=item.end, quote=item.quote,
                )  # fmt: skip


def _parts(thing: Struct, path: str) -> Iterator[tuple[str, Evidence]]:
    """The evidence in a noun, each with the way to it: ``evidence``, ``sides.2``, ``pairs.1.a``."""
    for field in thing.__struct_fields__:
        held = getattr(thing, field)
        own = path if path and field == "evidence" else f"{path}.{field}" if path else field
        if isinstance(held, Evidence):
            yield own, held
        elif isinstance(held, Struct):
            yield from _parts(held, own)
        elif isinstance(held, tuple):
            for at, item in enumerate(held, 1):
                if isinstance(item, Evidence):
                    yield own, item
                elif isinstance(item, Struct):
                    yield from _parts(item, f"{own}.{at}")
