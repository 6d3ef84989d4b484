"""Each command says what it is for, is told of in the README, and prints what a person or a program can use."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import readout
from readout.cli.group import COMMANDS, cli

ROOT = Path(__file__).parents[2]
PAGES = sorted(str(path) for path in (ROOT / "examples" / "sarn-bank" / "pages").iterdir())


def invoke(*arguments, stdin=None):
    return CliRunner().invoke(cli, list(arguments), input=stdin, standalone_mode=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches_and_is_documented(name):
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help
    assert f"readout {name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert invoke(name, "--help").exit_code == 0


def test_the_version_is_that_of_the_package():
    assert readout.__version__ in invoke("--version").stdout


@pytest.mark.parametrize("name", readout.__all__)
def test_public_names_have_a_docstring(name):
    assert getattr(readout, name).__doc__


def test_a_page_given_twice_is_one_account_in_the_library_too():
    outcome = readout.run(readout.records([PAGES[0], PAGES[0]]))
    assert [len(answer.accounts) for answer in outcome.readouts] == [1]
    assert [item.reason for item in outcome.dropped] == [f"same page as {PAGES[0]}"]


def test_extract_gives_one_record_a_page():
    records = [json.loads(line) for line in invoke("extract", *PAGES).stdout.splitlines()]
    assert len(records) == len(PAGES)
    assert all(record["blocks"] and record["text_sha256"] for record in records)


def test_read_gives_just_the_layers_asked_for():
    (record,) = (json.loads(line) for line in invoke("read", "--only", "times,sentences", PAGES[0]).stdout.splitlines())
    assert record["times"]
    assert record["sentences"]
    assert "attributions" not in record


def test_cluster_in_brief_with_pairs():
    lines = [json.loads(line) for line in invoke("cluster", "--brief", "--pairs", *PAGES).stdout.splitlines()]
    accounts = [line for line in lines if "story" in line]
    pairs = [line for line in lines if "kind" in line]
    assert len(accounts) == len(PAGES)
    assert len({line["story"] for line in accounts}) == 1
    assert pairs
    assert all(line.keys() == {"a", "b", "kind", "a_in_b", "b_in_a"} for line in pairs)


def test_pairs_among_the_records_change_no_answer():
    records = invoke("cluster", "--pairs", *PAGES).stdout
    assert invoke("compare", stdin=records).stdout == invoke("compare", *PAGES).stdout


def test_a_later_stage_takes_earlier_records_and_pages_alike():
    piped = invoke("read", stdin=invoke("extract", *PAGES).stdout).stdout
    assert piped == invoke("read", *PAGES).stdout


def test_show_prints_the_summary_of_a_report(tmp_path):
    assert invoke("run", *PAGES, "--out", str(tmp_path / "report"), "-q").return_value == 0
    shown = invoke("show", str(tmp_path / "report"))
    assert "Timeline" in shown.stdout
    assert "\x1b" not in shown.stdout


def test_show_of_a_folder_without_a_report_says_what_is_missing(tmp_path):
    assert "readout.json" in str(invoke("show", str(tmp_path)).exception)
