"""The nouns of Readout: frozen values without logic, in the order in which data flows.

``Page -> Article -> Reading -> Story -> Readout``

Every span and offset is a half-open range of Unicode code points into ``Article.text``. Every date is an
EDTF (ISO 8601-2) string. What is not known is ``None`` or an empty tuple, never a guess and never ``""``.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Span = tuple[int, int]
"""Half-open ``(start, end)`` in code points."""
Spans = tuple[Span, ...]
"""One stretch of text in pieces, in text order; a span without a gap is a tuple of one."""

BlockRole = Literal[
    "headline", "standfirst", "byline", "dateline", "date", "outlet", "agency", "body", "subhead",
    "caption", "credit", "promo", "navigation", "widget", "comment", "share", "source-link",
    "source-url", "footer", "other",
]  # fmt: skip
PublishedBasis = Literal["stated", "inferred", "unknown"]
Phase = Literal["before", "during", "after", "mixed"]
EntityType = Literal["person", "organisation", "place", "group", "agreement", "other"]
AttributionType = Literal["direct", "mixed", "indirect"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Status = Literal["happened", "under-way", "planned", "promised", "alleged", "claimed", "denied", "conditional"]
Precision = Literal["minute", "hour", "day-part", "day", "week", "month", "season", "year", "decade", "interval"]
MoveKind = Literal[
    "demand", "offer", "accept", "reject", "promise", "threat", "accuse", "deny", "concede", "deflect",
    "reserve", "show-of-force",
]  # fmt: skip
MoveStatus = Literal["open", "answered", "rejected", "accepted", "superseded", "stands"]
PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
RelationKind = Literal["copy", "derived", "shared-ancestor", "update"]
DiscrepancyAbout = Literal[
    "number", "date", "place", "name", "title", "outcome", "wording", "scope", "attribution", "headline",
]  # fmt: skip
DiscrepancyRelation = Literal["contradicts", "supersedes", "refines", "rewords", "respells"]
OmissionKind = Literal["only-in", "absent-from"]
Stage = Literal["ingest", "extract", "read", "cluster", "compare", "render"]


class Value(Struct, frozen=True, kw_only=True):
    """The common shape of every noun: immutable, built by keyword (msgspec wants it said in each class)."""


# ---------------------------------------------------------------------------------------------- any stage


class Evidence(Value, frozen=True, kw_only=True):
    """The exact words at ``[start, end)`` of an account's text. Built by :func:`readout.spans.evidence` only."""

    account: str
    start: int
    end: int
    quote: str


class Sourced(Value, frozen=True, kw_only=True):
    """A value and the words it was read from; no evidence means the page's metadata or its record states it."""

    value: str
    evidence: tuple[Evidence, ...] = ()


class Dropped(Value, frozen=True, kw_only=True):
    """What left the stream or lost something on the way, where, and why."""

    stage: Stage
    input: str
    reason: str


# ---------------------------------------------------------------------------------------------------- Page


class Page(Value, frozen=True, kw_only=True):
    """One input as it arrived: decoded characters (``html`` or ``text``) and what its record states.

    ``id`` names the page in everything that follows; ``input`` is where it came from, for people.
    ``body_only`` says that ``text`` is an article's clean body with nothing around it.
    """

    id: str
    input: str
    html: str | None = None
    text: str | None = None
    url: str | None = None
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    fetched_at: str | None = None
    body_only: bool = False


# ------------------------------------------------------------------------------------------------- Article


class Block(Value, frozen=True, kw_only=True):
    """A stretch of the text with one role. The blocks of an article tile its text: no gap, no overlap."""

    start: int
    end: int
    role: BlockRole


class Published(Value, frozen=True, kw_only=True):
    """When the account was published, as EDTF, and how that is known."""

    value: str | None = None
    basis: PublishedBasis = "unknown"
    evidence: tuple[Evidence, ...] = ()


class RejectedDate(Value, frozen=True, kw_only=True):
    """A date the page shows that is not its publication date, and why it was rejected."""

    value: str
    reason: str
    evidence: tuple[Evidence, ...] = ()


class Article(Value, frozen=True, kw_only=True):
    """A page as one labelled text. ``text`` is written once; every later offset indexes it."""

    id: str
    input: str
    url: str | None = None
    fetched_at: str | None = None
    text: str
    text_sha256: str
    language: str | None = None
    outlet: Sourced | None = None
    title: Sourced | None = None
    standfirst: Sourced | None = None
    bylines: tuple[Sourced, ...] = ()
    agencies: tuple[Sourced, ...] = ()
    published: Published = Published()
    rejected_dates: tuple[RejectedDate, ...] = ()
    blocks: tuple[Block, ...] = ()


# ------------------------------------------------------------------------------------------------- Reading


class Mention(Value, frozen=True, kw_only=True):
    """A place in the text that names or points to an entity; ``entity`` is ``None`` where that is not known.

    ``role`` is the span of the title that goes with it ("German Chancellor" beside "Olaf Scholz").
    """

    span: Span
    type: EntityType
    entity: str | None = None
    role: Span | None = None


class Entity(Value, frozen=True, kw_only=True):
    """A person, organisation, place, group or agreement, with the roles and names the accounts give it."""

    id: str
    name: str
    type: EntityType
    roles: tuple[Sourced, ...] = ()
    names: tuple[Sourced, ...] = ()
    wikidata: str | None = None


class Attribution(Value, frozen=True, kw_only=True):
    """Who said what: source, cue and content spans, each possibly in pieces; speakers are entity ids.

    ``source`` is empty where the text names none ("it was announced that ...").
    """

    source: Spans
    cue: Spans
    content: Spans
    type: AttributionType
    speakers: tuple[str, ...] = ()


class TimexOffset(Value, frozen=True, kw_only=True):
    """A time told by its distance from a happening: "20 minutes before the start of the meeting".

    ``duration`` is ISO 8601 (``PT20M``); ``event`` is the span that names the happening.
    """

    duration: str
    direction: Literal["before", "after"]
    event: Span


class Timex(Value, frozen=True, kw_only=True):
    """A time expression: its TIMEX3 type and value, and the EDTF date it resolves to.

    ``value`` keeps what the words alone say (``XXXX-WXX-5`` for "on Friday"); ``edtf`` is ``None`` until the
    account's publication date is known, and for durations, sets and vague expressions.
    """

    span: Span
    type: TimexType
    value: str | None = None
    edtf: str | None = None
    offset: TimexOffset | None = None


class Event(Value, frozen=True, kw_only=True):
    """A political act that the text tells: PLOVER type and mode, who, to whom, and whether it came about.

    ``clause`` is the stretch of text that tells it; ``theme`` what is demanded, offered or refused;
    ``condition`` the words it depends on. ``actor_ids`` and ``recipient_ids`` are entity ids.
    ``move`` is its kind as a step in bargaining, ``None`` for other events. ``attribution`` is the index of the
    innermost attribution in whose content it stands: then the reader has it on that speaker's word.
    """

    type: PloverType
    mode: str | None = None
    trigger: Span
    clause: Span
    actors: Spans = ()
    recipients: Spans = ()
    actor_ids: tuple[str, ...] = ()
    recipient_ids: tuple[str, ...] = ()
    theme: Span | None = None
    condition: Span | None = None
    status: Status = "happened"
    date: str | None = None
    place: Span | None = None
    move: MoveKind | None = None
    attribution: int | None = None


class Reading(Article, frozen=True, kw_only=True):
    """An article with what was read in it. ``sentences`` cover the article's own words, not the page's menus."""

    sentences: Spans = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[Timex, ...] = ()
    events: tuple[Event, ...] = ()


# --------------------------------------------------------------------------------------------------- Story


class Pair(Value, frozen=True, kw_only=True):
    """Two stretches that are the same words, or nearly, in two accounts."""

    a: Evidence
    b: Evidence


class Relation(Value, frozen=True, kw_only=True):
    """How the texts of two accounts are related; ``a_in_b`` is the share of a's word n-grams that b holds."""

    a: str
    b: str
    kind: RelationKind
    a_in_b: float
    b_in_a: float
    pairs: tuple[Pair, ...] = ()


class Lineage(Value, frozen=True, kw_only=True):
    """Accounts whose texts descend from one another: together they are one independent text."""

    id: str
    accounts: tuple[str, ...]
    relations: tuple[Relation, ...] = ()


class Member(Reading, frozen=True, kw_only=True):
    """A reading as it travels between commands once it has been grouped: with its story's and lineage's ids."""

    story: str
    lineage: str


class Story(Value, frozen=True, kw_only=True):
    """The readings that tell one event, in a fixed order, and the lineages that partition them."""

    id: str
    readings: tuple[Reading, ...]
    lineages: tuple[Lineage, ...]


# ------------------------------------------------------------------------------------------------- Readout


class ReadoutStory(Value, frozen=True, kw_only=True):
    """What the readout is about: a title with its evidence, the days it spans, the place."""

    id: str
    title: Sourced | None = None
    start: str | None = None
    end: str | None = None
    place: Sourced | None = None


class Account(Value, frozen=True, kw_only=True):
    """An article as the readout lists it; its text lies beside the readout as ``accounts/<id>.txt``."""

    id: str
    input: str
    url: str | None
    fetched_at: str | None
    text_sha256: str
    language: str | None
    outlet: Sourced | None
    title: Sourced | None
    standfirst: Sourced | None
    bylines: tuple[Sourced, ...]
    agencies: tuple[Sourced, ...]
    published: Published
    rejected_dates: tuple[RejectedDate, ...]
    phase: Phase | None
    lineage: str
    blocks: tuple[Block, ...]


class Statement(Value, frozen=True, kw_only=True):
    """One attribution in one account. ``quoted`` are the stretches inside quotation marks."""

    id: str
    type: AttributionType
    speakers: tuple[str, ...]
    source: Evidence | None
    cue: Evidence | None
    content: Evidence
    quoted: tuple[Evidence, ...]
    said: str | None
    utterance: str
    flags: tuple[str, ...]


class Difference(Value, frozen=True, kw_only=True):
    """How one statement's wording departs from the preferred one of its utterance."""

    statement: str
    text: str


class Utterance(Value, frozen=True, kw_only=True):
    """The statements that report one act of speech, the wording to prefer, and why."""

    id: str
    statements: tuple[str, ...]
    preferred: str
    why: str
    differences: tuple[Difference, ...]


class TimelineEntry(Value, frozen=True, kw_only=True):
    """A dated happening; ``derived`` where the date follows only from two passages together."""

    id: str
    date: str
    precision: Precision
    status: Status
    text: str
    place: str | None
    participants: tuple[str, ...]
    derived: bool
    evidence: tuple[Evidence, ...]


class Plover(Value, frozen=True, kw_only=True):
    """PLOVER event type and mode (Halterman et al., 2023)."""

    type: PloverType
    mode: str | None


class Move(Value, frozen=True, kw_only=True):
    """One step in the bargaining, the moves it answers, and where it stands on the last day covered."""

    id: str
    kind: MoveKind
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    text: str
    condition: str | None
    date: str | None
    answers: tuple[str, ...]
    status: MoveStatus
    plover: Plover
    evidence: tuple[Evidence, ...]


class Fact(Value, frozen=True, kw_only=True):
    """What accounts share. ``independent`` counts lineages: five reprints of one wire story are one."""

    id: str
    text: str
    accounts: tuple[str, ...]
    lineages: tuple[str, ...]
    independent: int
    evidence: tuple[Evidence, ...]


class Side(Value, frozen=True, kw_only=True):
    """One side of a discrepancy, in its own words."""

    value: str
    evidence: tuple[Evidence, ...]


class Discrepancy(Value, frozen=True, kw_only=True):
    """Where accounts differ: what differs (``about``) and how (``relation``)."""

    id: str
    about: DiscrepancyAbout
    relation: DiscrepancyRelation
    text: str
    sides: tuple[Side, ...]


class Omission(Value, frozen=True, kw_only=True):
    """What one lineage alone reports (``only-in``), or what an account lacks (``absent-from``)."""

    kind: OmissionKind
    lineage: str | None = None
    account: str | None = None
    text: str
    evidence: tuple[Evidence, ...]


class Model(Value, frozen=True, kw_only=True):
    """A model file that took part."""

    name: str
    sha256: str


class MadeBy(Value, frozen=True, kw_only=True):
    """The program, its version and its models."""

    name: str
    version: str
    models: tuple[Model, ...] = ()


class Readout(Value, frozen=True, kw_only=True):
    """The answer on one story: the document ``readout.json``."""

    format: Literal["readout/1"]
    made_by: MadeBy
    story: ReadoutStory
    accounts: tuple[Account, ...]
    lineages: tuple[Lineage, ...]
    independent_texts: int
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    utterances: tuple[Utterance, ...]
    timeline: tuple[TimelineEntry, ...]
    moves: tuple[Move, ...]
    facts: tuple[Fact, ...]
    discrepancies: tuple[Discrepancy, ...]
    omissions: tuple[Omission, ...]
    dropped: tuple[Dropped, ...]
