from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace
from rdflib import RDF, Namespace

from readout.render.evidence import collect
from readout.render.exports import Answer
from readout.render.exports.web_annotation import write
from readout.spans import text_hash
from readout.types import ReadoutStory
from tests.render.exports.linked_data import graph

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own, not ours

OA = Namespace("http://www.w3.org/ns/oa#")
SHA = "https://schema.org/sha256"


def _targets(document: Any) -> list[dict[str, Any]]:
    pages = [document["first"]] if "first" in document else document["@graph"][1:]
    return [
        target
        for page in pages
        for one in page["items"]
        for target in (one["target"] if isinstance(one["target"], list) else [one["target"]])
    ]


def test_rdf_readers_find_both_selectors_and_the_hash_of_the_text(answer: Answer) -> None:
    found = graph(write([answer], "https://desk.example/"))
    hashes = {text_hash(text): text for text in answer.texts.values()}
    assert len(set(found.subjects(RDF.type, OA.Annotation))) > 30
    targets = set(found.objects(None, OA.hasTarget))
    for target in targets:
        by_kind = {found.value(one, RDF.type): one for one in found.objects(target, OA.hasSelector)}
        position, quotation = by_kind[OA.TextPositionSelector], by_kind[OA.TextQuoteSelector]
        start, end = int(found.value(position, OA.start)), int(found.value(position, OA.end))
        source = found.value(target, OA.hasSource)
        (digest,) = {str(value) for _, term, value in found.triples((source, None, None)) if str(term) == SHA}
        text = hashes[digest]
        exact, prefix, suffix = (str(found.value(quotation, OA[name]) or "") for name in ("exact", "prefix", "suffix"))
        assert text[start:end] == exact
        assert text[:start].endswith(prefix)
        assert text[end:].startswith(suffix)
        assert prefix or start == 0


def test_the_offsets_count_code_points(answer: Answer) -> None:
    targets = _targets(json.loads(write([answer], "urn:x:")))
    moon = [one for one in targets if "💧" in one["selector"][1]["exact"]]
    assert moon
    for one in moon:
        text = answer.texts["the-lantern"]
        assert text[one["selector"][0]["start"] : one["selector"][0]["end"]] == one["selector"][1]["exact"]
        assert "🏮" in text[: one["selector"][0]["start"]]


def test_all_words_of_the_nouns_are_targets(answers: list[Answer]) -> None:
    for answer in answers:
        document = json.loads(write([answer], "urn:x:"))
        held = {(t["selector"][0]["start"], t["selector"][0]["end"]) for t in _targets(document)}
        nothing = ReadoutStory(id=answer.readout.story.id)
        nouns = replace(answer.readout, story=nothing, accounts=(), entities=(), statements=(), omissions=())
        wanted = {(item.start, item.end) for item in collect(nouns)}
        wanted |= {(one.content.start, one.content.end) for one in answer.readout.statements}
        assert held == wanted
        assert document["total"] == len(document["first"]["items"])


def test_several_stories_are_pages_of_one_collection(answers: list[Answer]) -> None:
    collection, *pages = json.loads(write(answers, "urn:x:"))["@graph"]
    assert collection["total"] == sum(len(page["items"]) for page in pages)
    assert [page["startIndex"] for page in pages] == sorted(page["startIndex"] for page in pages)
    assert (collection["first"], collection["last"]) == (pages[0]["id"], pages[-1]["id"])
    assert graph(write(answers, "urn:x:"))
