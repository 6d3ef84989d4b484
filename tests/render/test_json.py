from __future__ import annotations

import json as stdlib_json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from readout.errors import EvidenceError, RecordError
from readout.render import json, write
from readout.types import Omission, Readout

SCHEMA = stdlib_json.loads(json.schema())


@dataclass
class Told:
    readout: Readout
    texts: dict[str, str]


@pytest.fixture
def told(story: dict[str, Any]) -> Told:
    return Told(story["READOUT"], story["TEXTS"])


def test_what_is_written_is_read_back(told: Told, story: dict[str, Any]) -> None:
    for readout in (told.readout, story["bare"]()):
        assert json.decode(json.encode(readout)) == readout
        assert json.encode(readout) == json.encode(json.decode(json.encode(readout)))


def test_the_document_is_utf8_with_fields_in_the_contracts_order(told: Told) -> None:
    document = json.document(told.readout)
    assert document.endswith(b"}\n")
    assert "💧" in document.decode("utf-8")
    assert json.decode(document) == told.readout
    assert b"\n" not in json.encode(told.readout)
    assert list(stdlib_json.loads(document))[:4] == ["format", "made_by", "story", "accounts"]


def test_the_schema_accepts_what_is_written(told: Told, story: dict[str, Any]) -> None:
    checker = jsonschema.Draft202012Validator(SCHEMA)
    checker.check_schema(SCHEMA)
    for readout in (told.readout, story["bare"]()):
        checker.validate(stdlib_json.loads(json.encode(readout)))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("format",), "readout/2"),
        (("independent_texts",), "3"),
        (("moves", 0, "kind"), "asks"),
        (("accounts", 0, "blocks", 0, "role"), "menu"),
        (("story", "extra"), 1),
        (("timeline", 0, "derived"), None),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_know(told: Told, place: tuple[Any, ...], value: object) -> None:
    document = stdlib_json.loads(json.encode(told.readout))
    node = document
    for step in place[:-1]:
        node = node[step]
    node[place[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


def test_the_schema_wants_every_field_also_the_unknown_ones(told: Told) -> None:
    document = stdlib_json.loads(json.encode(told.readout))
    del document["accounts"][1]["published"]["value"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


def test_no_object_of_the_schema_is_open() -> None:
    for name, node in SCHEMA["$defs"].items():
        assert node["additionalProperties"] is False, name
        assert set(node["required"]) == set(node["properties"]), name


def test_load_checks_the_words_against_the_texts(told: Told, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write([told.readout], told.texts, out)
    directory = out / told.readout.story.id
    assert json.load(directory) == told.readout
    assert json.load(directory / "readout.json") == told.readout
    text = directory / "accounts" / "ostran-herald.txt"
    text.write_text(text.read_text("utf-8").replace("ninety", "NINETY"), "utf-8")
    with pytest.raises(EvidenceError, match="ostran-herald"):
        json.load(directory)
    text.unlink()
    with pytest.raises(RecordError, match="ostran-herald"):
        json.load(directory)


def test_load_says_what_is_wrong(told: Told, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="nowhere"):
        json.load(tmp_path / "nowhere")
    (tmp_path / "readout.json").write_bytes(b'{"format": "readout/1", "story": 3}')
    with pytest.raises(RecordError, match=r"readout\.json"):
        json.load(tmp_path)
    (tmp_path / "readout.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RecordError):
        json.load(tmp_path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"format": "readout/0"}', "'readout/0', not 'readout/1'"),
        (b'{"format": "readout-changes/1"}', "'readout-changes/1', not 'readout/1'"),
        (b'{"a": 1}', "is no readout"),
        (b"[]", "is no readout"),
        (b'{"format": 7}', "is no readout"),
        (b'{"format": "readout/1", "story"', "no whole JSON"),
        (b"", "no whole JSON"),
        (b'{"format": "readout/1"}', "missing required field"),
    ],
)
def test_what_is_no_readout_of_this_format_is_told_from_a_broken_one(data: bytes, said: str) -> None:
    with pytest.raises(RecordError, match=r"^old/readout\.json: ") as raised:
        json.decode(data, "old/readout.json")
    assert said in str(raised.value)


def test_a_text_that_is_gone_is_named_once(told: Told, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="the account's text cannot be read: No such file") as raised:
        json.load_texts(told.readout, tmp_path)
    assert str(raised.value).count("accounts/") == 1


@pytest.mark.parametrize("name", ["../secret", "a/b", "..", "", "/etc/passwd"])
def test_an_account_id_never_leads_out_of_the_directory(told: Told, tmp_path: Path, name: str) -> None:
    account = msgspec.structs.replace(told.readout.accounts[0], id=name)
    readout = msgspec.structs.replace(told.readout, accounts=(account,))
    (tmp_path / "secret.txt").write_text("x", "utf-8")
    with pytest.raises(RecordError):
        json.load_texts(readout, tmp_path / "story")


def test_evidence_of_an_unknown_account_is_an_error(told: Told, tmp_path: Path) -> None:
    foreign = msgspec.structs.replace(told.readout.moves[0].evidence[0], account="elsewhere")
    omission = Omission(kind="only-in", lineage="lineage-1", text="x", evidence=(foreign,))
    readout = msgspec.structs.replace(told.readout, omissions=(omission,))
    with pytest.raises(EvidenceError, match="elsewhere"):
        write([readout], told.texts, tmp_path / "out")
    assert not (tmp_path / "out").exists()
