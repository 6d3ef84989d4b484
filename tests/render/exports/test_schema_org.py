from __future__ import annotations

import json
import warnings

import pytest
from msgspec.structs import replace
from rdflib import RDF, Namespace, URIRef, namespace

from readout.render.exports import Answer
from readout.render.exports.schema_org import write
from tests.render.exports.linked_data import graph

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own, not ours

BASE = "https://desk.example/readouts/"
HOME = "https://schema.org/"
TERMS = Namespace(HOME)


def test_every_term_is_one_of_schema_org(answers: list[Answer]) -> None:
    found = graph(write(answers, BASE))
    used = {str(term) for _, term, _ in found} | {str(kind) for kind in found.objects(None, RDF.type)}
    names = {term.removeprefix(HOME) for term in used if term != str(RDF.type)}
    assert not {name for name in names if "/" in name}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert not {name for name in names if namespace.SDO[name] not in namespace.SDO}


# What schema.org's pages list for each type, as far as it is used (https://schema.org/Quotation and so on).
_WORK = {
    "identifier",
    "text",
    "isPartOf",
    "dateCreated",
    "url",
    "inLanguage",
    "headline",
    "mentions",
    "author",
    "publisher",
}
_WORK |= {
    "datePublished",
    "description",
    "sourceOrganization",
    "encoding",
    "encodingFormat",
    "creator",
    "hasPart",
    "name",
}
_WORK |= {"temporalCoverage", "spatialCoverage"}
_THING = {"name", "alternateName", "sameAs", "identifier"}
PROPERTIES = {
    "NewsArticle": _WORK, "Dataset": _WORK, "CreativeWork": _WORK, "Quotation": _WORK | {"spokenByCharacter"},
    "Claim": _WORK | {"appearance"}, "MediaObject": _WORK | {"sha256"}, "Person": _THING | {"jobTitle"},
    "Organization": _THING, "Place": _THING, "SoftwareApplication": _THING | {"softwareVersion"},
}  # fmt: skip


def test_every_property_is_one_of_its_type_and_quoted_are_people_and_bodies(answers: list[Answer]) -> None:
    found = graph(write(answers, BASE))
    for subject in set(found.subjects()):
        kinds = {str(kind).removeprefix(HOME) for kind in found.objects(subject, RDF.type)}
        allowed = set().union(*(PROPERTIES[kind] for kind in kinds))
        assert {str(term).removeprefix(HOME) for term in found.predicates(subject)} - {str(RDF.type)} <= allowed
    for speaker in found.objects(None, TERMS.spokenByCharacter):
        assert {TERMS.Person, TERMS.Organization} & set(found.objects(speaker, RDF.type))


def test_nobody_is_said_to_have_reviewed_a_claim(answer: Answer) -> None:
    kinds = {str(kind) for kind in graph(write([answer], BASE)).objects(None, RDF.type)}
    assert str(TERMS.Claim) in kinds
    assert not {kind for kind in kinds if "Review" in kind or "Rating" in kind}


def test_quotations_and_claims_lead_to_the_exact_words(answers: list[Answer]) -> None:
    for answer in answers:
        found = graph(write([answer], BASE))
        passages = [subject for subject in set(found.subjects()) if "#char=" in str(subject)]
        for passage in passages:
            text_of, _, place = str(passage).partition(".txt#char=")
            start, end = map(int, place.split(","))
            account = next(one.id for one in answer.readout.accounts if text_of.endswith(_quoted(one.id)))
            assert str(found.value(passage, TERMS.text)) == answer.texts[account][start:end]
            assert found.value(passage, TERMS.isPartOf) == URIRef(text_of)
        assert len({p for p in passages if (p, RDF.type, TERMS.Quotation) in found}) == len(
            {(q.account, q.start, q.end) for s in answer.readout.statements for q in s.quoted}
        )


def _quoted(name: str) -> str:
    return "/" + name.replace(" ", "%20")


def test_words_without_marks_are_no_quotation(answer: Answer) -> None:
    found = graph(write([answer], BASE))
    texts = {str(found.value(one, TERMS.text)) for one in found.subjects(RDF.type, TERMS.Quotation)}
    assert "There is no paper and there will be none," in texts
    assert not any("release schedule in writing" in text for text in texts)


@pytest.mark.parametrize(
    ("value", "basis", "expected"),
    [
        ("2031-03-14", "stated", "2031-03-14"),
        ("2031-03", "stated", "2031-03"),
        ("2031-03-14T09:00+01:00", "stated", "2031-03-14T09:00+01:00"),
        ("2031-03-14", "inferred", None),
        ("../2031-03-14", "stated", None),
        ("2031-03~", "stated", None),
    ],
)
def test_published_is_what_the_page_states(answer: Answer, value: str, basis: str, expected: str | None) -> None:
    account = answer.readout.accounts[0]
    changed = replace(account, published=replace(account.published, value=value, basis=basis))
    data = write([Answer(readout=replace(answer.readout, accounts=(changed,)), texts=answer.texts)], BASE)
    article = next(node for node in json.loads(data)["@graph"] if node["@type"] == "NewsArticle")
    assert article.get("datePublished") == expected


def test_it_can_stand_in_a_page_as_it_is(answers: list[Answer]) -> None:
    data = write(answers, BASE)
    assert b"script" in data
    assert not set(b"<>&") & set(data)


def test_an_address_that_is_a_script_is_no_url(answer: Answer) -> None:
    assert b"javascript:" not in write([answer], BASE)
