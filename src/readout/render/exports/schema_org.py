"""schema.org as JSON-LD: the accounts as NewsArticle, quoted words as Quotation, what accounts state as Claim.

Only what is true in schema.org's own terms. A quotation is words in quotation marks, never reported speech. A claim is
a fact as accounts state it, with every passage where it appears. No ``ClaimReview`` is written: it says that somebody
judged the claim true or false, and Readout does not. A date of publication is given where the page states it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import Any

import msgspec

from readout.render.exports.formats import Answer, Format
from readout.render.exports.moments import iso
from readout.render.exports.names import iri, passage_iri, story_iri, text_iri, web_address
from readout.render.names import role_of, squeeze
from readout.types import Account, Entity, Evidence, Fact, Readout, Statement

Node = dict[str, Any]

_HIDDEN = re.compile("[<>&\u2028\u2029]")
"""What would end or bend the ``<script>`` element in which a page carries its JSON-LD; in JSON all are in strings."""
_KINDS = {"person": "Person", "organisation": "Organization", "group": "Organization", "place": "Place"}


def write(answers: Sequence[Answer], base: str) -> bytes:
    """One document with one graph."""
    graph = [node for answer in answers for node in _nodes(answer.readout, base)]
    document = {"@context": "https://schema.org", "@graph": graph}
    return _HIDDEN.sub(_escape, msgspec.json.format(msgspec.json.encode(document), indent=1).decode()).encode() + b"\n"


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _nodes(readout: Readout, base: str) -> Iterator[Node]:
    yield _dataset(readout, base)
    speaking = {name for statement in readout.statements for name in statement.speakers}
    for entity in readout.entities:
        if entity.type in _KINDS:
            yield _entity(readout, entity, base) | _kind(entity, speaking)
    for account in readout.accounts:
        yield _article(readout, account, base)
    for statement in readout.statements:
        yield from _quotations(readout, statement, base)
    for fact in readout.facts:
        yield _claim(readout, fact, base)


def _ref(base: str, readout: Readout, noun: str, name: str) -> Node:
    return {"@id": iri(base, readout, noun, name)}


def _dataset(readout: Readout, base: str) -> Node:
    """The readout itself, and the program that made it."""
    node: Node = {
        "@id": story_iri(base, readout),
        "@type": "Dataset",
        "identifier": readout.story.id,
        "creator": {
            "@type": "SoftwareApplication",
            "name": readout.made_by.name,
            "softwareVersion": readout.made_by.version,
        },
        "hasPart": [_ref(base, readout, "accounts", account.id) for account in readout.accounts],
    }
    if readout.story.title:
        node["name"] = squeeze(readout.story.title.value)
    if (start := iso(readout.story.start)) and (end := iso(readout.story.end)):
        node["temporalCoverage"] = f"{start}/{end}"
    if readout.story.place:
        node["spatialCoverage"] = {"@type": "Place", "name": squeeze(readout.story.place.value)}
    return node


def _kind(entity: Entity, speaking: Set[str]) -> Node:
    """A place that speaks stands for its government: schema.org lets only people and organisations be quoted."""
    kind = _KINDS[entity.type]
    return {"@type": [kind, "Organization"] if kind == "Place" and entity.id in speaking else kind}


def _entity(readout: Readout, entity: Entity, base: str) -> Node:
    node: Node = {
        "@id": iri(base, readout, "entities", entity.id),
        "name": squeeze(entity.name),
    }
    others = dict.fromkeys(squeeze(name.value) for name in entity.names if squeeze(name.value) != node["name"])
    if others:
        node["alternateName"] = list(others)
    role = role_of(entity)
    if role and entity.type == "person":
        node["jobTitle"] = role
    if entity.wikidata:
        node["sameAs"] = f"http://www.wikidata.org/entity/{entity.wikidata}"
    return node


def _article(readout: Readout, account: Account, base: str) -> Node:
    node: Node = {
        "@id": iri(base, readout, "accounts", account.id),
        "@type": "NewsArticle",
        "identifier": account.id,
        "encoding": {
            "@id": text_iri(base, readout, account.id),
            "@type": "MediaObject",
            "encodingFormat": "text/plain; charset=utf-8",
            "sha256": account.text_sha256,
        },
    }
    if account.title:
        node["headline"] = squeeze(account.title.value)
    if account.standfirst:
        node["description"] = squeeze(account.standfirst.value)
    if url := web_address(account.url):
        node["url"] = url
    if account.language:
        node["inLanguage"] = account.language
    if account.published.basis == "stated" and (stated := iso(account.published.value)):
        node["datePublished"] = stated
    if account.bylines:
        node["author"] = [{"@type": "Person", "name": squeeze(one.value)} for one in account.bylines]
    if account.outlet:
        node["publisher"] = {"@type": "Organization", "name": squeeze(account.outlet.value)}
    if account.agencies:
        node["sourceOrganization"] = [{"@type": "Organization", "name": squeeze(one.value)} for one in account.agencies]
    mentioned = [
        _ref(base, readout, "entities", entity.id)
        for entity in readout.entities
        if entity.type in _KINDS and any(item.account == account.id for name in entity.names for item in name.evidence)
    ]
    if mentioned:
        node["mentions"] = mentioned
    return node


def _passage(readout: Readout, item: Evidence, base: str) -> Node:
    """The exact words; the name of the passage holds its offsets (RFC 5147)."""
    return {
        "@id": passage_iri(base, readout, item),
        "@type": "CreativeWork",
        "text": item.quote,
        "isPartOf": _ref(base, readout, "accounts", item.account),
    }


def _quotations(readout: Readout, statement: Statement, base: str) -> Iterator[Node]:
    known = {entity.id: entity for entity in readout.entities}
    speakers = [name for name in statement.speakers if name in known and known[name].type in _KINDS]
    for at, item in enumerate(statement.quoted, 1):
        node = _passage(readout, item, base) | {"@type": "Quotation"}
        node["identifier"] = statement.id if len(statement.quoted) == 1 else f"{statement.id}.{at}"
        if speakers:
            node["spokenByCharacter"] = [_ref(base, readout, "entities", name) for name in speakers]
        if said := iso(statement.said):
            node["dateCreated"] = said
        yield node


def _claim(readout: Readout, fact: Fact, base: str) -> Node:
    return {
        "@id": iri(base, readout, "facts", fact.id),
        "@type": "Claim",
        "identifier": fact.id,
        "text": fact.text,
        "appearance": [_passage(readout, item, base) for item in fact.evidence],
    }


FORMAT = Format(
    name="schema-org",
    title="schema.org (JSON-LD): NewsArticle, Quotation, Claim",
    suffix=".jsonld",
    readers="web desks and fact-checkers who publish or index structured data",
    holds="accounts, quoted words with their speakers, facts with every passage that states them",
    write=write,
)
