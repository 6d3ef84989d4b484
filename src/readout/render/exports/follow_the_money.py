"""FollowTheMoney: entities as JSON lines, for OpenAleph and everything built on its model.

The accounts are Articles with their full text, so that Aleph finds and highlights in them; people, bodies and places
are entities with a Mention for each account that names them; dated happenings are Events with their proof; a move from
one party to another is a link between them; quoted words are Notes on their speaker. Every quotation has its offsets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1

import msgspec

from readout.languages import table
from readout.render.dates import human
from readout.render.exports.cells import json_line
from readout.render.exports.formats import Answer, Format
from readout.render.exports.moments import days, iso, utc
from readout.render.exports.names import iri, web_address
from readout.render.ledger import KIND_WORDS
from readout.render.names import account_name, role_of, squeeze
from readout.types import Account, Entity, Evidence, Move, Readout, Relation, Statement, TimelineEntry

_CENTURIES = ("1", "2")  # the model knows the years 1000 to 2999


class Proxy(msgspec.Struct, frozen=True, kw_only=True):
    """An entity as FollowTheMoney exchanges it: every property is a list of strings."""

    id: str
    schema: str
    properties: dict[str, list[str]]


def write(answers: Sequence[Answer], base: str) -> bytes:
    """JSON lines, each entity once."""
    proxies = {proxy.id: proxy for answer in answers for proxy in _proxies(answer, base)}
    return b"".join(json_line(proxy).encode() + b"\n" for proxy in proxies.values())


def _key(base: str, readout: Readout, noun: str, name: str) -> str:
    """An id of Aleph's kind: the hash of the thing's name."""
    return _hash(iri(base, readout, noun, name))


def _document(base: str, account: Account) -> str:
    """The id of an account is the same in every run that holds the same text under the same id."""
    return _hash(f"{base}accounts/{account.id}/{account.text_sha256}")


def _hash(name: str) -> str:
    return sha1(name.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _proxy(key: str, schema: str, **properties: Iterable[str | None]) -> Proxy:
    filled = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return Proxy(id=key, schema=schema, properties={name: values for name, values in filled.items() if values})


def _proxies(answer: Answer, base: str) -> Iterator[Proxy]:
    readout = answer.readout
    parties = _parties(readout)
    yield from _articles(answer, base)
    for lineage in readout.lineages:
        for relation in lineage.relations:
            yield _kinship(readout, relation, base)
    for entity in readout.entities:
        if (schema := _schema(entity, parties)) is None:
            continue
        yield _thing(readout, entity, schema, base)
        if schema != "Address":
            yield from _mentions(readout, entity, schema, base)
    for entry in readout.timeline:
        yield _event(readout, entry, parties, base)
    for move in readout.moves:
        yield from _links(readout, move, parties, base)
    for statement in readout.statements:
        yield from _notes(readout, statement, parties, base)


def _parties(readout: Readout) -> frozenset[str]:
    """Who acts, is acted upon or speaks; a place among them stands for its government."""
    acting = {name for move in readout.moves for name in (*move.actors, *move.targets)}
    return frozenset(acting | {name for one in readout.statements for name in one.speakers})


def _schema(entity: Entity, parties: frozenset[str]) -> str | None:
    if entity.type == "place":
        return "LegalEntity" if entity.id in parties else "Address"
    return {"person": "Person", "organisation": "Organization", "group": "LegalEntity"}.get(entity.type)


def _language(code: str | None) -> str | None:
    """ISO 639-3, as the model has it; ``None`` for a language that the table does not know."""
    found = table("shared", "iso639")["three"].get(code or "")
    return str(found) if found else None


def _time(value: str | None) -> str | None:
    """An ISO date as the model reads it, which takes every clock time for UTC: without a zone the day alone is said."""
    moment = utc(value) if value else None
    known = f"{moment:%Y-%m-%dT%H:%M:%S}" if moment else (iso(value) or "")[:10]
    return known if known[:1] in _CENTURIES else None


def _articles(answer: Answer, base: str) -> Iterator[Proxy]:
    for account in answer.readout.accounts:
        text = answer.texts[account.id]
        stated = account.published.value if account.published.basis == "stated" else None
        inferred = account.published.value if account.published.basis == "inferred" else None
        yield _proxy(
            _document(base, account),
            "Article",
            title=[squeeze(account.title.value) if account.title else None],
            name=[squeeze(account.title.value) if account.title else account_name(account)],
            fileName=[f"{account.id}.txt"],
            mimeType=["text/plain"],
            contentHash=[_hash(text)],
            fileSize=[str(len(text.encode("utf-8", "replace")))],
            language=[_language(account.language)],
            publisher=[squeeze(account.outlet.value) if account.outlet else None],
            author=[squeeze(one.value) for one in account.bylines],
            publishedAt=[_time(stated)],
            notes=[
                *(f"Agency: {squeeze(one.value)}" for one in account.agencies),
                f"Published {human(inferred)}, inferred from the text" if inferred else None,
            ],
            sourceUrl=[web_address(account.url)],
            summary=[squeeze(account.standfirst.value) if account.standfirst else None],
            bodyText=[text],
        )


def _kinship(readout: Readout, relation: Relation, base: str) -> Proxy:
    """Two accounts that share text: a link, whose direction says nothing."""
    a, b = _proofs(readout, (relation.a, relation.b), base)
    return _proxy(
        _hash(f"{a}~{b}"),
        "UnknownLink",
        subject=[a],
        object=[b],
        role=[f"shares its text ({relation.kind})"],
        summary=[
            f"{relation.a_in_b:.0%} of the first is in the second, {relation.b_in_a:.0%} of the second in the first"
        ],
        description=[f"{_place(pair.a)} = {_place(pair.b)}" for pair in relation.pairs],
        proof=[a, b],
    )


def _thing(readout: Readout, entity: Entity, schema: str, base: str) -> Proxy:
    name = squeeze(entity.name)
    others = [squeeze(one.value) for one in entity.names if squeeze(one.value) != name]
    role = role_of(entity)
    key = _key(base, readout, "entities", entity.id)
    if schema == "Address":
        return _proxy(key, schema, full=[name], name=[name], wikidataId=[entity.wikidata])
    held = {"position": [role]} if schema == "Person" else {"summary": [role]}
    return _proxy(key, schema, name=[name], alias=others, wikidataId=[entity.wikidata], **held)


def _mentions(readout: Readout, entity: Entity, schema: str, base: str) -> Iterator[Proxy]:
    accounts = dict.fromkeys(item.account for name in entity.names for item in name.evidence)
    for account in accounts:
        forms = [name.value for name in entity.names if any(item.account == account for item in name.evidence)]
        yield _proxy(
            _key(base, readout, "mentions", f"{entity.id}~{account}"),
            "Mention",
            document=_proofs(readout, [account], base),
            name=[squeeze(form) for form in forms],
            resolved=[_key(base, readout, "entities", entity.id)],
            detectedSchema=[schema],
        )


def _place(item: Evidence) -> str:
    return f"“{squeeze(item.quote)}” [{item.account} {item.start}–{item.end}]"


def _proofs(readout: Readout, accounts: Iterable[str], base: str) -> list[str]:
    known = {account.id: account for account in readout.accounts}
    return [_document(base, known[name]) for name in accounts]


def _accounts(evidence: Iterable[Evidence]) -> Iterable[str]:
    return dict.fromkeys(item.account for item in evidence)


def _dates(value: str | None) -> dict[str, list[str | None]]:
    """``date`` for what is one ISO date; for an interval its bounds; the words beside it say what they bound."""
    if plain := _time(value):
        return {"date": [plain]}
    meant = days(value)
    return {
        "startDate": [_time(meant.first.isoformat() if meant.first else None)],
        "endDate": [_time(meant.last.isoformat() if meant.last else None)],
    }


def _legal(readout: Readout, names: Iterable[str], parties: frozenset[str]) -> list[str]:
    """Those of the ids whose entities can take part in something: all but places, agreements and things."""
    known = {entity.id: entity for entity in readout.entities}
    return [name for name in names if name in known and _schema(known[name], parties) not in (None, "Address")]


def _event(readout: Readout, entry: TimelineEntry, parties: frozenset[str], base: str) -> Proxy:
    involved = [_key(base, readout, "entities", name) for name in _legal(readout, entry.participants, parties)]
    return _proxy(
        _key(base, readout, "timeline", entry.id),
        "Event",
        name=[squeeze(entry.text)],
        summary=[f"{human(entry.date)} (EDTF {entry.date}), {entry.status}"],
        location=[squeeze(entry.place) if entry.place else None],
        involved=involved,
        proof=_proofs(readout, _accounts(entry.evidence), base),
        notes=[_place(item) for item in entry.evidence],
        **_dates(entry.date),
    )


def _links(readout: Readout, move: Move, parties: frozenset[str], base: str) -> Iterator[Proxy]:
    targets = _legal(readout, move.targets, parties)
    for actor in _legal(readout, move.actors, parties):
        for target in targets:
            yield _proxy(
                _key(base, readout, "moves", f"{move.id}~{actor}~{target}"),
                "UnknownLink",
                subject=[_key(base, readout, "entities", actor)],
                object=[_key(base, readout, "entities", target)],
                role=[KIND_WORDS[move.kind]],
                status=[move.status],
                summary=[move.text],
                description=[_place(item) for item in move.evidence],
                proof=_proofs(readout, _accounts(move.evidence), base),
                **_dates(move.date),
            )


def _notes(readout: Readout, statement: Statement, parties: frozenset[str], base: str) -> Iterator[Proxy]:
    speakers = [_key(base, readout, "entities", name) for name in _legal(readout, statement.speakers, parties)]
    for at, item in enumerate(statement.quoted, 1):
        yield _proxy(
            _key(base, readout, "statements", f"{statement.id}~{at}"),
            "Note",
            name=[squeeze(item.quote, 120)],
            description=[_place(item)],
            entity=speakers,
            proof=_proofs(readout, [item.account], base),
        )


FORMAT = Format(
    name="ftm",
    title="FollowTheMoney entities (JSON lines), for OpenAleph",
    suffix=".ftm.json",
    readers="investigative desks: `alephclient write-entities`, `ftm` on the command line",
    holds="accounts with their text, entities and mentions, events, links between parties, quoted words",
    write=write,
)
