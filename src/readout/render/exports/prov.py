"""PROV-O in Turtle: where each text comes from, who carries whose, and what the readout was made of.

A direction is stated only where it is known (:mod:`readout.descent`); else two related texts are alternates of one
thing. An account that carries a text which none of the pages holds is derived from that unseen text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from readout.descent import Descent, directions
from readout.render.exports.formats import Answer, Format
from readout.render.exports.moments import moment
from readout.render.exports.names import hash_iri, iri, passage_iri, story_iri, text_iri, web_address
from readout.render.names import account_name, squeeze
from readout.types import Account, Evidence, Lineage, Readout, Relation

Ways = Mapping[tuple[str, str], Descent]
_PREFIXES = """\
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_UNFIT = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f]')
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

Triples = list[tuple[str, str]]


def literal(text: str, mark: str = "") -> str:
    r"""``text`` as a Turtle string; ``mark`` is its language or datatype.

    >>> print(literal('say "no"\n', "@en"))
    "say \"no\"\n"@en
    """
    escaped = "".join(_ESCAPES.get(c) or (_code(c) if _HIDDEN.match(c) else c) for c in text)
    return f'"{escaped}"{mark}'


def _code(character: str) -> str:
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:
        return "\\uFFFD"  # half a character: Turtle has no way to write it
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"


def _link(name: str) -> str:
    return "<" + _UNFIT.sub(lambda found: "".join(f"%{octet:02X}" for octet in found[0].encode()), name) + ">"


def _block(subject: str, kind: str, triples: Triples) -> str:
    lines = [f"{_link(subject)} a {kind}", *(f"    {predicate} {value}" for predicate, value in triples)]
    return " ;\n".join(lines) + " .\n"


def write(answers: Sequence[Answer], base: str) -> bytes:
    """Turtle, in the order of the readout."""
    blocks = [block for answer in answers for block in _story(answer, base)]
    return "\n".join([_PREFIXES, *dict.fromkeys(blocks)]).encode("utf-8")


def _story(answer: Answer, base: str) -> Iterator[str]:
    readout = answer.readout
    whole, run = story_iri(base, readout), f"{story_iri(base, readout)}/run"
    program = f"{base}program/{readout.made_by.name}-{readout.made_by.version}"
    accounts = {account.id: account for account in readout.accounts}
    texts = [text_iri(base, readout, name) for name in accounts]
    title = squeeze(readout.story.title.value) if readout.story.title else readout.story.id
    yield _block(
        whole,
        "prov:Entity",
        [("rdfs:label", literal(title)), ("prov:wasGeneratedBy", _link(run))],
    )
    yield _block(
        run,
        "prov:Activity",
        [("prov:wasAssociatedWith", _link(program)), *(("prov:used", _link(text)) for text in texts)],
    )
    label = f"{readout.made_by.name} {readout.made_by.version}"
    yield _block(program, "prov:Agent, prov:SoftwareAgent", [("rdfs:label", literal(label))])
    agents: dict[tuple[str, str], str] = {}
    for account in readout.accounts:
        yield _account(readout, account, base, agents)
    for (agent, name), kind in agents.items():
        yield _block(agent, f"prov:Agent, {kind}", [("rdfs:label", literal(name))])
    relations = [relation for lineage in readout.lineages for relation in lineage.relations]
    ways = directions(readout.accounts, relations, answer.texts)
    for lineage in readout.lineages:
        yield from _lineage(readout, lineage, ways, base)


def _account(readout: Readout, account: Account, base: str, agents: dict[tuple[str, str], str]) -> str:
    """The text of an account: the entity that offsets count in."""
    triples: Triples = [
        ("rdfs:label", literal(account_name(account))),
        ("dcterms:identifier", literal(account.id)),
        ("dcterms:format", literal("text/plain; charset=utf-8")),
        ("dcterms:identifier", literal(hash_iri(account.text_sha256))),
    ]
    if account.title:
        triples.append(("dcterms:title", literal(squeeze(account.title.value))))
    if account.language:
        triples.append(("dcterms:language", literal(account.language)))
    if url := web_address(account.url):
        triples.append(("dcterms:source", _link(url)))
    published = account.published
    if published.value and published.basis != "unknown":
        triples.append(("dcterms:issued", literal(published.value, "^^edtf:EDTF")))
        if published.basis == "stated" and (known := moment(published.value)):
            triples.append(("prov:generatedAtTime", literal(known, "^^xsd:dateTime")))
    for kind, noun, sources in (
        ("prov:Organization", "outlets", (account.outlet,) if account.outlet else ()),
        ("prov:Organization", "agencies", account.agencies),
        ("prov:Person", "bylines", account.bylines),
    ):
        for source in sources:
            name = squeeze(source.value)
            agent = iri(base, readout, noun, name)
            agents.setdefault((agent, name), kind)
            triples.append(("prov:wasAttributedTo", _link(agent)))
    return _block(text_iri(base, readout, account.id), "prov:Entity", triples)


def _lineage(readout: Readout, lineage: Lineage, ways: Ways, base: str) -> Iterator[str]:
    name = iri(base, readout, "lineages", lineage.id)
    members = [("prov:hadMember", _link(text_iri(base, readout, one))) for one in lineage.accounts]
    said = f"one independent text, in {len(lineage.accounts)} account{'s' if len(lineage.accounts) != 1 else ''}"
    yield _block(name, "prov:Entity, prov:Collection", [("rdfs:label", literal(said, "@en")), *members])
    unseen = [relation for relation in lineage.relations if relation.kind == "shared-ancestor"]
    if unseen:
        yield _block(
            f"{name}/unseen",
            "prov:Entity",
            [("rdfs:label", literal("a text that none of the pages holds", "@en"))],
        )
    for relation in lineage.relations:
        yield from _relation(readout, relation, ways.get((relation.a, relation.b)), f"{name}/unseen", base)


def _relation(readout: Readout, relation: Relation, way: Descent | None, unseen: str, base: str) -> Iterator[str]:
    a, b = text_iri(base, readout, relation.a), text_iri(base, readout, relation.b)
    share = (
        f"{relation.kind}: {relation.b} holds {relation.a_in_b:.0%} of {relation.a}, "
        f"{relation.a} holds {relation.b_in_a:.0%} of {relation.b}"
    )
    order = (way.upstream, way.downstream) if way else None
    if relation.kind == "shared-ancestor":
        for text in dict.fromkeys((a, b)):
            yield f"{_link(text)} prov:wasDerivedFrom {_link(unseen)} .\n"
    elif order is None:
        yield f"{_link(a)} prov:alternateOf {_link(b)} .\n"
    else:
        first, later = (text_iri(base, readout, name) for name in order)
        derivation = f"{iri(base, readout, 'derivations', '~'.join(order))}"
        kind = "prov:Revision" if relation.kind == "update" else "prov:Derivation"
        how = "prov:wasRevisionOf" if relation.kind == "update" else "prov:wasDerivedFrom"
        qualified = "prov:qualifiedRevision" if relation.kind == "update" else "prov:qualifiedDerivation"
        yield f"{_link(later)} {how} {_link(first)} ;\n    {qualified} {_link(derivation)} .\n"
        yield _block(derivation, kind, [("prov:entity", _link(first)), ("rdfs:comment", literal(share, "@en"))])
    for pair in relation.pairs:
        left, right = (pair.a, pair.b) if order is None or order[0] == relation.a else (pair.b, pair.a)
        yield from (_passage(readout, item, base) for item in (left, right))
        one, two = (_link(passage_iri(base, readout, item)) for item in (left, right))
        sure = order is not None and relation.kind != "shared-ancestor"
        yield f"{two} prov:wasDerivedFrom {one} .\n" if sure else f"{one} prov:alternateOf {two} .\n"


def _passage(readout: Readout, item: Evidence, base: str) -> str:
    """The shared words, part of their text; the name holds the offsets."""
    triples = [
        ("prov:value", literal(item.quote)),
        ("dcterms:isPartOf", _link(text_iri(base, readout, item.account))),
    ]
    return _block(passage_iri(base, readout, item), "prov:Entity", triples)


FORMAT = Format(
    name="prov",
    title="W3C PROV-O (Turtle): where each text comes from",
    suffix=".ttl",
    readers="archives and auditors; provenance tools and triple stores",
    holds="accounts with outlet, agency, byline and hash; lineages, relations and the passages shared",
    write=write,
)
