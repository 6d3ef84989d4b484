"""POLECAT: the moves as PLOVER event data, tab-separated, one row for each event however many reports tell it.

The 40 columns are those of the POLECAT files (Halterman et al., 2023), in their order and with their ``None`` for what
is not known; after them stand ours, the evidence among them. The four contexts in which PLOVER says whether an event is
real (``historical``, ``future``, ``hypothetical``, ``negation``) are filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from readout.languages import table, words
from readout.render.exports.cells import tsv
from readout.render.exports.formats import Answer, Format
from readout.render.exports.moments import day, days
from readout.render.names import Label, account_name, labels, lineages_of, role_of, squeeze
from readout.spans import inside, overlap
from readout.types import Entity, Evidence, Move, Readout, TimelineEntry

POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
"""The columns of a POLECAT file since 2021."""
OURS = (
    "Event Date EDTF", "Story", "Move", "Move Kind", "Move Status", "Move Text", "Answers", "Condition", "Accounts",
    "Independent Texts", "Evidence",
)  # fmt: skip
"""What a readout knows beyond them. ``Evidence`` is JSON: ``[{"account", "start", "end", "quote"}, ...]``."""
_NONE = "None"


def plover_type(move: Move) -> str:
    """The type in POLECAT's 16: what the readout calls YIELD is RETREAT as a deed and CONCEDE as words."""
    if move.plover.type != "YIELD":
        return move.plover.type
    deed = move.kind == "concede" and move.plover.mode in table("shared", "plover")["retreat"]["modes"]
    return "RETREAT" if deed else "CONCEDE"


def contexts(readout: Readout, move: Move) -> tuple[str, ...]:
    """Which of ``historical``, ``future``, ``hypothetical`` and ``negation`` hold for the event, in that order.

    Future and hypothetical speak of the event itself: a demand for what is to come is no future event.
    """
    facts = table("shared", "plover")
    kind = plover_type(move)
    found = set()
    if kind not in facts["speech"]["types"]:
        found.add(facts["contexts"]["kind"].get(move.kind))
        found.update(facts["contexts"]["status"].get(entry.status) for entry in _entries(readout, move))
    if move.condition and kind not in facts["unconditional"]["types"]:
        found.add("hypothetical")
    first, last = _published(readout)
    meant = days(move.date)
    if meant.last and first and (first - meant.last).days > facts["historical"]["days"]:
        found.add("historical")
    if meant.first and last and meant.first > last:
        found.add("future")
    return tuple(name for name in ("historical", "future", "hypothetical", "negation") if name in found)


def _published(readout: Readout) -> tuple[date | None, date | None]:
    """The first and the last day on which an account was published; of the story where no account says."""
    spans = [days(account.published.value) for account in readout.accounts]
    firsts = [span.first for span in spans if span.first]
    lasts = [span.last for span in spans if span.last]
    return min(firsts, default=days(readout.story.start).first), max(lasts, default=days(readout.story.end).last)


def _entries(readout: Readout, move: Move) -> Iterator[TimelineEntry]:
    """The dated entries told by the words that tell the move."""
    for entry in readout.timeline:
        if any(_same(a, b) for a in entry.evidence for b in move.evidence):
            yield entry


def _same(a: Evidence, b: Evidence) -> bool:
    both = overlap((a.start, a.end), (b.start, b.end)) if a.account == b.account else 0
    return 2 * both > min(a.end - a.start, b.end - b.start)


def _list(values: Iterable[str]) -> str:
    """Values as POLECAT writes several in one cell; what would split a value is taken out of it."""
    return "; ".join(dict.fromkeys(value.replace(";", ",") for value in values if value)) or _NONE


def _party(parties: Sequence[Entity], move: Move) -> tuple[str, ...]:
    """The eight cells of an actor or recipient. A country is named only where the party is one."""
    raw = [
        name.value
        for party in parties
        for name in party.names
        if any(_within(place, item) for place in name.evidence for item in move.evidence)
    ]
    return (
        _list(squeeze(party.name) for party in parties),
        _list(party.name for party in parties if party.name in _states()),
        _NONE,
        _NONE,
        _NONE,
        _list(role_of(party) or "" for party in parties),
        _list(raw),
        _NONE,
    )


@cache
def _states() -> frozenset[str]:
    return frozenset(line.split("|", 1)[0].strip() for line in words("shared", "countries"))


def _within(inner: Evidence, outer: Evidence) -> bool:
    return inner.account == outer.account and inside((inner.start, inner.end), (outer.start, outer.end))


def _named(readout: Readout, *kinds: str) -> str:
    return _list(squeeze(entity.name) for entity in readout.entities if entity.type in kinds)


def _row(readout: Readout, move: Move, known: dict[str, Label]) -> tuple[object, ...]:
    entities = {entity.id: entity for entity in readout.entities}
    accounts = {account.id: account for account in readout.accounts}
    telling = [accounts[name] for name in dict.fromkeys(item.account for item in move.evidence) if name in accounts]
    kind = plover_type(move)
    places = [squeeze(entry.place) for entry in _entries(readout, move) if entry.place]
    published = [stated for account in telling if (stated := day(account.published.value))]
    return (
        f"{readout.story.id}-{move.id}_{kind}",
        day(move.date) or _NONE,
        kind,
        move.plover.mode or _NONE,
        _NONE,
        table("shared", "plover")["quads"][kind],
        _list(contexts(readout, move)),
        *_party([entities[name] for name in move.actors if name in entities], move),
        *_party([entities[name] for name in move.targets if name in entities], move),
        *(_NONE,) * 8,
        _list(places),
        _NONE,
        _list(account_name(account) for account in telling),
        min(published, default=_NONE),
        _named(readout, "person"),
        _named(readout, "organisation", "group"),
        _named(readout, "place"),
        _list(account.language or "" for account in telling),
        f"{readout.made_by.name} {readout.made_by.version}",
        move.date or _NONE,
        readout.story.id,
        move.id,
        move.kind,
        move.status,
        move.text,
        _list(move.answers),
        move.condition or _NONE,
        _list(account.id for account in telling),
        str(len(lineages_of(move.evidence, known))),
        move.evidence,
    )


def rows(readout: Readout) -> Iterator[tuple[object, ...]]:
    """A row for each move of a story, with a cell for each of POLECAT's columns and of ours."""
    known = labels(readout)
    return (_row(readout, move, known) for move in readout.moves)


def write(answers: Sequence[Answer], base: str) -> bytes:
    """The header and a row for each move of each story."""
    return tsv([POLECAT + OURS, *(row for answer in answers for row in rows(answer.readout))])


FORMAT = Format(
    name="polecat",
    title="PLOVER event data in POLECAT's columns (TSV)",
    suffix=".tsv",
    readers="political scientists who join it to POLECAT, in R, Stata or Python",
    holds="moves: one row an event, with who, to whom, type, mode, contexts and the evidence",
    write=write,
)
