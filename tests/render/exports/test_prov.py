from __future__ import annotations

import pytest
from msgspec.structs import replace
from prov.model import ProvDocument
from rdflib import PROV, RDF, Graph, URIRef

from readout.render.exports import Answer
from readout.render.exports.prov import write
from readout.types import Published

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own, not ours

BASE = "https://desk.example/"
TEXT = f"{BASE}hallim-water-talks/accounts/{{}}.txt"


def _graph(*answers: Answer) -> Graph:
    return Graph().parse(data=write(answers, BASE), format="turtle")


def _dated(answer: Answer, **dates: str | None) -> Answer:
    accounts = tuple(
        replace(one, published=Published(value=dates[one.id.replace("-", "_")], basis="stated"))
        if one.id.replace("-", "_") in dates
        else one
        for one in answer.readout.accounts
    )
    return Answer(readout=replace(answer.readout, accounts=accounts), texts=answer.texts)


def test_a_provenance_library_reads_it(answers: list[Answer]) -> None:
    document = ProvDocument.deserialize(content=write(answers, BASE), format="rdf", rdf_format="turtle")
    kinds = {type(record).__name__ for record in document.get_records()}
    assert {"ProvEntity", "ProvAgent", "ProvActivity", "ProvUsage", "ProvAttribution", "ProvMembership"} <= kinds


def test_every_term_is_one_of_prov(answers: list[Answer]) -> None:
    found = _graph(*answers)
    used = {str(term) for _, term, _ in found} | {str(kind) for kind in found.objects(None, RDF.type)}
    names = {term.removeprefix(str(PROV)) for term in used if term.startswith(str(PROV))}
    assert names
    assert not {name for name in names if PROV[name] not in PROV}


def _without_agencies(answer: Answer) -> Answer:
    accounts = tuple(replace(account, agencies=()) for account in answer.readout.accounts)
    return Answer(readout=replace(answer.readout, accounts=accounts), texts=answer.texts)


def test_no_direction_where_both_may_have_it_from_an_agency(answer: Answer) -> None:
    one, two = URIRef(TEXT.format("velmar-dispatch")), URIRef(TEXT.format("the-lantern"))
    assert (one, PROV.alternateOf, two) in _graph(answer)  # the one credits an agency, 14 and 15 March


def test_the_later_text_derives_from_the_earlier(answer: Answer) -> None:
    first, later = URIRef(TEXT.format("velmar-dispatch")), URIRef(TEXT.format("the-lantern"))
    found = _graph(_without_agencies(answer))  # 14 and 15 March
    assert (later, PROV.wasDerivedFrom, first) in found
    assert (first, PROV.wasDerivedFrom, later) not in found


@pytest.mark.parametrize(
    "dates",
    [
        {"the_lantern": None},
        {"the_lantern": "2031-03"},
        {"the_lantern": "2031-03-14"},
    ],
)
def test_no_direction_where_the_dates_do_not_tell(answer: Answer, dates: dict[str, str | None]) -> None:
    one, two = URIRef(TEXT.format("velmar-dispatch")), URIRef(TEXT.format("the-lantern"))
    found = _graph(_dated(answer, **dates))
    assert (one, PROV.alternateOf, two) in found
    assert not set(found.objects(one, PROV.wasDerivedFrom)) | set(found.objects(two, PROV.wasDerivedFrom))


def test_a_later_version_is_a_revision_and_an_unseen_text_a_source(answer: Answer) -> None:
    (copy, derived) = answer.readout.lineages[0].relations
    for kind, term in (("update", PROV.wasRevisionOf), ("shared-ancestor", PROV.wasDerivedFrom)):
        lineage = replace(answer.readout.lineages[0], relations=(replace(derived, kind=kind),))
        told = Answer(readout=replace(answer.readout, lineages=(lineage,)), texts=answer.texts)
        found = _graph(_without_agencies(told))
        source = found.value(URIRef(TEXT.format("the-lantern")), term)
        assert str(source).endswith("velmar-dispatch.txt" if kind == "update" else "lineages/lineage-1/unseen")
    assert copy.kind == "copy"


def test_shared_passages_are_exact(answer: Answer) -> None:
    found = _graph(answer)
    passages = [one for one in found.subjects(RDF.type, PROV.Entity) if "#char=" in str(one)]
    assert len(passages) == 7  # one of them is shared with two accounts
    for passage in passages:
        name, _, place = str(passage).rpartition(".txt#char=")
        start, end = map(int, place.split(","))
        assert str(found.value(passage, PROV.value)) == answer.texts[name.rsplit("/", 1)[1]][start:end]


def test_hostile_words_stay_inside_their_literals(hostile: Answer) -> None:
    found = _graph(hostile)
    words = hostile.readout.accounts[0].title
    assert words is not None
    assert len(set(found.subjects(RDF.type, PROV.Activity))) == 1
    assert any("<script>" in str(value) for value in found.objects())
