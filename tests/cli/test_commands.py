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


def test_cluster_as_a_stream_tells_each_step():
    steps = [json.loads(line) for line in invoke("cluster", "--stream", *PAGES).stdout.splitlines()]
    assert [step["kind"] for step in steps] == ["opened", *["joined"] * (len(PAGES) - 1), "sealed"]
    assert len({step["story"] for step in steps}) == 1
    assert all(step["like"] and step["score"] > 0 for step in steps if step["kind"] == "joined")
    for mixed in (("--stream", "--brief"), ("--horizon", "3")):
        assert isinstance(invoke("cluster", *mixed, *PAGES).exception, click.UsageError)


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


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """The invented event of docs/example, as it was on Monday and on Tuesday, the latter with what is new."""
    out = tmp_path_factory.mktemp("days")
    for day, since in (("monday", ()), ("tuesday", ("--since", str(out / "monday")))):
        pages = str(ROOT / "docs" / "example" / day)
        assert invoke("run", pages, "--out", str(out / day), "-q", *since).return_value == 0
    return out


def test_diff_says_what_is_new_in_lines_and_in_json(days):
    said = invoke("diff", str(days / "monday"), str(days / "tuesday")).stdout
    assert "3 new accounts, 2 independent; 1 updated account." in said
    assert "\x1b" not in said
    (line,) = invoke("diff", "--json", str(days / "monday"), str(days / "tuesday")).stdout.splitlines()
    assert {change["noun"] for change in json.loads(line)["changes"]} >= {"account", "number", "move", "timeline"}


def test_since_puts_what_is_new_into_the_report_and_diff_writes_the_same(days):
    (written,) = (days / "tuesday").glob("*/readout.html")
    made = days / "again.html"
    invoke("diff", str(days / "monday"), str(days / "tuesday"), "--html", str(made))
    section = 'aria-labelledby="new"'
    assert section in written.read_text(encoding="utf-8")
    assert section in made.read_text(encoding="utf-8")
    refused = invoke("diff", str(days / "monday"), str(days / "tuesday"), "--html", str(made / "readout.html"))
    assert "again.html" in str(refused.exception)


def test_since_without_a_report_to_write_is_wrong_usage(days):
    failed = invoke("compare", *PAGES, "--since", str(days / "monday"))
    assert "--out" in str(failed.exception)


def test_a_story_the_older_report_lacks_is_all_new_and_one_it_alone_has_is_named(days, tmp_path):
    assert invoke("run", *PAGES, "--out", str(tmp_path / "other"), "-q").return_value == 0
    both = [str(ROOT / "docs" / "example" / "tuesday"), *PAGES]
    assert invoke("run", *both, "--out", str(tmp_path / "both"), "-q").return_value == 0
    said = invoke("diff", str(days / "monday"), str(tmp_path / "both")).stdout
    assert "A story that was not there before: 6 accounts" in said
    gone = invoke("diff", str(tmp_path / "both"), str(tmp_path / "other")).stderr
    assert "Nine hurt at Torvik lock" in gone


def test_brief_in_each_form(days):
    folder = str(days / "tuesday")
    assert "Who wants what, and what came back" in invoke("brief", folder).stdout
    assert "\n## What is next\n" in invoke("brief", folder, "--to", "markdown").stdout
    (written,) = (days / "tuesday").glob("*/brief.html")
    assert invoke("brief", folder, "--to", "html").stdout == written.read_text(encoding="utf-8")


def test_show_takes_nouns_and_filters(days):
    folder = str(days / "tuesday")
    said = invoke("show", folder, "statements", "--speaker", "lind").stdout
    assert "The company made the rule" in said
    assert "Timeline" not in said
    assert "there are:" in str(invoke("show", folder, "--speaker", "nobody").exception)


def test_the_nouns_of_show_are_those_of_the_terminal():
    from readout.cli.show import NOUNS
    from readout.render import terminal

    assert NOUNS == terminal.NOUNS
