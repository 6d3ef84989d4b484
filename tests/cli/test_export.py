"""``readout export``: what it writes, where, and what it says when it cannot."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from readout.cli.export import command
from readout.errors import EvidenceError, ReadoutError
from readout.render import write
from readout.render.exports import FORMATS, export
from tests.render import story as told


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "report"
    write([told.READOUT, told.bare()], {**told.TEXTS, "only": "x\n"}, out)
    return out


def invoke(*arguments: Any) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments], standalone_mode=False)


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if not one.files])
def test_one_file_goes_to_standard_output_or_to_a_file(name: str, report: Path, tmp_path: Path) -> None:
    shown = invoke(report / "hallim-water-talks", "--to", name)
    assert shown.exception is None
    assert shown.stdout_bytes == export(told.READOUT, name, told.TEXTS)
    assert (
        invoke(report / "hallim-water-talks" / "readout.json", "--to", name, "--out", tmp_path / "new" / "x").exit_code
        == 0
    )
    assert (tmp_path / "new" / "x").read_bytes() == shown.stdout_bytes
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["x"]


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.files])
def test_tables_go_to_a_folder_or_an_archive(name: str, report: Path, tmp_path: Path) -> None:
    assert invoke(report, "--to", name, "--out", tmp_path / "tables").exit_code == 0
    assert invoke(report, "--to", name, "--out", tmp_path / "tables.zip").exit_code == 0
    with zipfile.ZipFile(io.BytesIO((tmp_path / "tables.zip").read_bytes())) as held:
        assert {one: held.read(one) for one in held.namelist()} == {
            path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()
        }
    assert "--out" in str(invoke(report, "--to", name).exception)


def test_all_stories_of_a_report_and_the_base_of_names(report: Path) -> None:
    lines = invoke(report, "--to", "ninjs", "--base", "https://desk.example/").stdout.splitlines()
    assert sorted(json.loads(line)["uri"] for line in lines) == [
        "https://desk.example/hallim-water-talks",
        "https://desk.example/only",
    ]


def test_the_list_and_the_help_teach_every_format() -> None:
    taught, helped = invoke("--list").stdout, invoke("--help").stdout
    for name, one in FORMATS.items():
        assert f"  {name}  " in helped or f"  {name} " in helped
        assert all(words in taught for words in (f"{name} ({one.suffix})", one.title, one.readers, one.holds))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "xml"), "polecat"),
        ((), "--to"),
        (("--to", "csv"), ".zip"),
        (("--to", "prov", "--out", "."), "name a file"),
    ],
)
def test_a_wrong_wish_is_answered_with_the_remedy(arguments: tuple[str, ...], said: str, report: Path) -> None:
    error = invoke(report, *arguments).exception
    assert said in (error.format_message() if isinstance(error, click.ClickException) else str(error))


def test_what_is_no_report_is_named(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("x")
    assert "readout.json" in str(invoke(other, "--to", "prov").exception)
    assert "readout.json" in str(invoke(tmp_path, "--to", "prov").exception)
    assert invoke(tmp_path / "nowhere", "--to", "prov").exception is not None


def test_words_that_are_not_there_are_not_exported(report: Path, tmp_path: Path) -> None:
    write([told.READOUT], told.TEXTS, tmp_path / "report")
    text = tmp_path / "report" / "hallim-water-talks" / "accounts" / "ostran-herald.txt"
    text.write_text(text.read_text("utf-8").replace("ninety", "NINETY"), "utf-8")
    assert isinstance(invoke(tmp_path / "report", "--to", "csv", "--out", tmp_path / "t").exception, EvidenceError)
    assert not (tmp_path / "t").exists()


def test_a_pipe_is_written_to_and_a_link_stays_one(report: Path, tmp_path: Path) -> None:
    pipe, link, file = tmp_path / "pipe", tmp_path / "link", tmp_path / "file"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert invoke(report / "only", "--to", "icalendar", "--out", pipe).exit_code == 0
    assert os.read(reader, 15) == b"BEGIN:VCALENDAR"
    os.close(reader)
    assert pipe.is_fifo()
    file.write_text("old")
    link.symlink_to(file)
    assert invoke(report, "--to", "polecat", "--out", link).exit_code == 0
    assert link.is_symlink()
    assert file.read_bytes().startswith(b"Event ID")


def test_a_place_that_cannot_be_written_is_said(report: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    error = invoke(report, "--to", "prov", "--out", tmp_path / "file" / "x.ttl").exception
    assert isinstance(error, ReadoutError)
    assert "cannot write" in str(error)


def test_tables_are_no_single_file(report: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    error = invoke(report, "--to", "csv", "--out", tmp_path / "notes.txt").exception
    assert isinstance(error, click.UsageError)
    assert "is a file" in error.message
    assert (tmp_path / "notes.txt").read_text() == "x"
