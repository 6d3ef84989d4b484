"""The rows of the tables: one kind for each noun, declared once for CSV, Parquet and data frames.

``story`` and ``id`` join them: evidence of a move has its ``story``, ``noun = "moves"`` and its ``id``.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

Texts = tuple[str, ...]
Day = date


class Row(Struct, frozen=True, kw_only=True):
    """A row of a table; ``None`` is not known."""


class StoryRow(Row, frozen=True, kw_only=True):
    """One story: what it is called, the days it spans (EDTF), and how many accounts and independent texts tell it."""

    story: str
    title: str | None
    start: str | None
    end: str | None
    place: str | None
    accounts: int
    independent_texts: int
    made_by: str


class AccountRow(Row, frozen=True, kw_only=True):
    """One account. ``published`` is EDTF; the two days are the first and last that it can mean."""

    story: str
    id: str
    input: str
    url: str | None
    fetched_at: str | None
    text_sha256: str
    language: str | None
    outlet: str | None
    title: str | None
    standfirst: str | None
    bylines: Texts
    agencies: Texts
    published: str | None
    published_basis: str
    published_first_day: Day | None
    published_last_day: Day | None
    phase: str | None
    lineage: str


class RelationRow(Row, frozen=True, kw_only=True):
    """Two accounts that share text; ``a_in_b`` is the share of a's word n-grams that b holds.

    ``upstream`` is the one whose text the other carries, where that is known, and ``reason`` how.
    """

    story: str
    id: str
    lineage: str
    a: str
    b: str
    kind: str
    a_in_b: float
    b_in_a: float
    upstream: str | None
    reason: str | None


class EntityRow(Row, frozen=True, kw_only=True):
    """One person, organisation, place, group or agreement, with the role most accounts give it and all its names."""

    story: str
    id: str
    name: str
    type: str
    role: str | None
    names: Texts
    accounts: Texts
    wikidata: str | None


class StatementRow(Row, frozen=True, kw_only=True):
    """One statement in one account; ``start`` and ``end`` are those of its content, ``said`` is EDTF."""

    story: str
    id: str
    type: str
    speakers: Texts
    speaker_names: Texts
    account: str
    start: int
    end: int
    content: str
    cue: str | None
    quoted: Texts
    said: str | None
    utterance: str
    flags: Texts


class UtteranceRow(Row, frozen=True, kw_only=True):
    """One act of speech: the statements that report it, the one to prefer, and why."""

    story: str
    id: str
    statements: Texts
    preferred: str
    why: str


class TimelineRow(Row, frozen=True, kw_only=True):
    """One dated happening. ``date`` is EDTF; the two days are the first and last that it can mean."""

    story: str
    id: str
    date: str
    first_day: Day | None
    last_day: Day | None
    precision: str
    status: str
    text: str
    place: str | None
    participants: Texts
    participant_names: Texts
    derived: bool
    accounts: Texts
    independent: int


class MoveRow(Row, frozen=True, kw_only=True):
    """One step in the bargaining, with the moves it answers."""

    story: str
    id: str
    kind: str
    actors: Texts
    actor_names: Texts
    targets: Texts
    target_names: Texts
    text: str
    condition: str | None
    date: str | None
    first_day: Day | None
    last_day: Day | None
    answers: Texts
    status: str
    plover_type: str
    plover_mode: str | None
    accounts: Texts
    independent: int


class FactRow(Row, frozen=True, kw_only=True):
    """What accounts share; ``independent`` counts lineages, not accounts."""

    story: str
    id: str
    text: str
    accounts: Texts
    lineages: Texts
    independent: int


class DiscrepancyRow(Row, frozen=True, kw_only=True):
    """One side of a discrepancy; the sides of one have its ``id``."""

    story: str
    id: str
    about: str
    relation: str
    text: str
    side: int
    value: str
    accounts: Texts
    independent: int


class OmissionRow(Row, frozen=True, kw_only=True):
    """What one lineage alone reports, or an account lacks."""

    story: str
    id: str
    kind: str
    lineage: str | None
    account: str | None
    text: str


class EvidenceRow(Row, frozen=True, kw_only=True):
    """Exact words: ``quote`` is the account's text from ``start`` to ``end``, in code points, half-open.

    ``noun`` and ``id`` say what they are evidence for, ``part`` for which part of it.
    """

    story: str
    noun: str
    id: str
    part: str
    account: str
    start: int
    end: int
    quote: str


class DroppedRow(Row, frozen=True, kw_only=True):
    """What was left out of the run, where, and why."""

    story: str
    stage: str
    input: str
    reason: str


ROWS: dict[str, type[Row]] = {
    "stories": StoryRow,
    "accounts": AccountRow,
    "relations": RelationRow,
    "entities": EntityRow,
    "statements": StatementRow,
    "utterances": UtteranceRow,
    "timeline": TimelineRow,
    "moves": MoveRow,
    "facts": FactRow,
    "discrepancies": DiscrepancyRow,
    "omissions": OmissionRow,
    "evidence": EvidenceRow,
    "dropped": DroppedRow,
}
"""The tables, in order."""
