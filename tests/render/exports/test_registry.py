from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import readout
from readout.errors import EvidenceError, UsageError
from readout.render.exports import FORMATS, Answer, archive, export

ROOT = Path(__file__).parents[3]
HOME = ROOT / "src" / "readout" / "render" / "exports"


def test_every_file_with_a_format_is_registered_under_its_name() -> None:
    named = {
        found[1] for file in HOME.glob("*.py") if (found := re.search(r'^    name="([^"]+)"', file.read_text(), re.M))
    }
    assert named == set(FORMATS)
    assert all(name == one.name for name, one in FORMATS.items())


@pytest.mark.parametrize("name", FORMATS)
def test_same_answers_same_bytes_also_for_hostile_bare_and_several_stories(name: str, answers: list[Answer]) -> None:
    one = FORMATS[name]
    made = one.write(answers, "urn:readout:")
    assert made == one.write(answers, "urn:readout:")
    assert isinstance(made, dict) == one.files
    for answer in answers:
        assert one.write([answer], "https://desk.example/r/")


def test_one_readout_or_several_and_nothing_else(answer: Answer) -> None:
    one = export(answer.readout, "polecat", answer.texts)
    assert (
        one
        == export([answer.readout], "polecat", answer.texts)
        == readout.export(answer.readout, "polecat", answer.texts)
    )
    with pytest.raises(UsageError, match="polecat"):
        export(answer.readout, "xml", answer.texts)


def test_words_that_are_not_in_the_texts_are_not_exported(answer: Answer) -> None:
    with pytest.raises(EvidenceError):
        export(answer.readout, "polecat", {**answer.texts, "the-lantern": "something else"})
    with pytest.raises(EvidenceError):
        export(answer.readout, "csv", {})


@pytest.mark.parametrize("base", ["", "desk", "https://desk.example/a b", "urn:x:<", "javascript\n:"])
def test_a_base_that_begins_no_name_is_refused(answer: Answer, base: str) -> None:
    with pytest.raises(UsageError, match="IRI"):
        export(answer.readout, "polecat", answer.texts, base)


def test_an_archive_holds_the_files_and_is_the_same_each_time() -> None:
    files = {"b.csv": b"1", "a.csv": b"2" * 1000}
    assert archive(files) == archive(files)
    with zipfile.ZipFile(BytesIO(archive(files))) as held:
        assert {name: held.read(name) for name in held.namelist()} == files
