"""Held against FollowTheMoney's own model: the package where it is installed, always what it says of what is used."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from msgspec.structs import replace

from readout.render.exports import Answer
from readout.render.exports.follow_the_money import write
from readout.types import Published

# From followthemoney 4.11.2 (MIT, the OpenSanctions and OCCRP authors): each schema with those it extends, its required
# properties, and the type (or range) of the properties that an export fills.
_THING = {"name": "name"}
_PROOF = {"proof": "Document"}
_DATES = {"date": "date", "startDate": "date", "endDate": "date"}
MODEL: dict[str, tuple[set[str], set[str], dict[str, str]]] = {
    "Article": (
        {"Document", "Thing"},
        set(),
        {
            **_THING, "author": "string", "bodyText": "text", "contentHash": "checksum", "fileName": "string",
            "fileSize": "number", "language": "language", "mimeType": "mimetype",
            "notes": "text", "publishedAt": "date", "publisher": "string", "sourceUrl": "url", "summary": "text",
            "title": "string",
        },
    ),
    "Person": (
        {"LegalEntity", "Thing"},
        {"name"},
        {**_THING, "alias": "name", "position": "string", "wikidataId": "string"},
    ),
    "Organization": (
        {"LegalEntity", "Thing"},
        {"name"},
        {**_THING, "alias": "name", "summary": "text", "wikidataId": "string"},
    ),
    "LegalEntity": (
        {"LegalEntity", "Thing"},
        {"name"},
        {**_THING, "alias": "name", "summary": "text", "wikidataId": "string"},
    ),
    "Address": ({"Thing"}, set(), {**_THING, "full": "string", "wikidataId": "string"}),
    "Mention": (
        set(),
        {"document", "name"},
        {**_THING, "document": "Document", "resolved": "LegalEntity", "detectedSchema": "string"},
    ),
    "Event": (
        {"Interval", "Thing"},
        {"name"},
        {
            **_THING, **_PROOF, **_DATES, "involved": "LegalEntity", "location": "string", "notes": "text",
            "summary": "text",
        },
    ),
    "UnknownLink": (
        {"Interest", "Interval"},
        {"subject", "object"},
        {
            **_PROOF, **_DATES, "subject": "Thing", "object": "Thing", "role": "string", "status": "string",
            "summary": "text", "description": "text",
        },
    ),
    "Note": ({"Thing"}, set(), {**_THING, **_PROOF, "description": "text", "entity": "Thing"}),
}  # fmt: skip
FORMS = {
    "date": r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d)?)?)?",
    "checksum": r"[0-9a-f]{40}",
    "language": r"[a-z]{3}",
    "number": r"\d+",
    "url": r"https?://\S+",
}


def _entities(*answers: Answer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in write(answers, "urn:x:").splitlines()]


def test_every_entity_is_one_of_the_model(answers: list[Answer]) -> None:
    entities = _entities(*answers)
    schema_of = {one["id"]: one["schema"] for one in entities}
    assert len(schema_of) == len(entities)
    assert set(schema_of.values()) <= set(MODEL)
    for one in entities:
        _, required, properties = MODEL[one["schema"]]
        assert set(one) == {"id", "schema", "properties"}
        assert required <= set(one["properties"])
        for name, values in one["properties"].items():
            kind = properties[name]
            assert values
            assert len(set(values)) == len(values)
            for value in values:
                if kind[0].isupper():  # a reference: to an entity that is there, of the range
                    target = schema_of[value]
                    assert kind in (MODEL[target][0] | {target})
                elif kind in FORMS:
                    assert re.fullmatch(FORMS[kind], value), (name, value)


def test_the_package_itself_takes_every_value(answers: list[Answer]) -> None:
    ftm = pytest.importorskip("followthemoney")
    for one in _entities(*answers):
        proxy = ftm.model.get_proxy(one, cleaned=False)
        proxy.schema.validate(one)
        taken = proxy.to_dict()["properties"]
        assert set(taken) == set(one["properties"])


def test_the_text_is_whole_and_quotations_have_their_place_in_it(answer: Answer) -> None:
    entities = _entities(answer)
    texts = {one["properties"]["bodyText"][0] for one in entities if one["schema"] == "Article"}
    assert texts == set(answer.texts.values())
    told = [note for one in entities if one["schema"] in ("Event", "Note") for note in _told(one)]
    assert told
    for note in told:
        found = re.fullmatch(r"“(.*)” \[(\S+) (\d+)–(\d+)\]", note)
        assert found
        words = answer.texts[found[2]][int(found[3]) : int(found[4])]
        assert " ".join(words.split()) == found[1]


def _told(entity: dict[str, Any]) -> list[str]:
    field = "notes" if entity["schema"] == "Event" else "description"
    return list(entity["properties"][field])


def test_a_move_links_its_parties_with_its_proof(answer: Answer) -> None:
    entities = _entities(answer)
    names = {one["id"]: one["properties"].get("name") for one in entities}
    links = [one["properties"] for one in entities if one["schema"] == "UnknownLink"]
    assert len(links) == len(answer.readout.moves) + 2  # and the two relations of the texts
    link = links[2]
    assert (names[link["subject"][0]], link["role"], names[link["object"][0]]) == (["Velmar"], ["demands"], ["Ostrany"])
    assert link["date"] == ["2031-02"]
    assert len(link["proof"]) == 3


@pytest.mark.parametrize(
    ("value", "basis", "expected"),
    [
        ("2031-03-14T09:00+01:00", "stated", "2031-03-14T08:00:00"),
        ("2031-03-14T09:00", "stated", "2031-03-14"),
        ("2031-03", "stated", "2031-03"),
        ("2031-03-14~", "stated", None),
        ("2031-03-14", "inferred", None),
    ],
)
def test_the_model_takes_clock_times_for_utc(answer: Answer, value: str, basis: Any, expected: str | None) -> None:
    account = replace(answer.readout.accounts[0], published=Published(value=value, basis=basis))
    accounts = (account, *answer.readout.accounts[1:])
    first = _entities(Answer(readout=replace(answer.readout, accounts=accounts), texts=answer.texts))[0]
    assert first["properties"].get("publishedAt") == ([expected] if expected else None)
