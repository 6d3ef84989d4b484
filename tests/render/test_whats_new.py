from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import jsonschema
import msgspec
from rich.console import Console

import readout
from readout.compare.changes import changes
from readout.editions import Changes
from readout.render import encode, news_section, report_html, schema, show_changes
from readout.render.whats_new import news
from readout.types import Readout

EXAMPLE = Path(__file__).parents[2] / "docs" / "example"


@cache
def _told(day: str) -> tuple[Readout, dict[str, str]]:
    found = readout.run(readout.records([str(EXAMPLE / day)]))
    (one,) = found.readouts
    return one, found.texts


@cache
def _both() -> tuple[Changes, Readout, Readout, dict[str, str]]:
    (old, old_texts), (new, new_texts) = _told("monday"), _told("tuesday")
    return changes(old, new, old_texts, new_texts), old, new, new_texts


def test_what_is_new_is_counted_first() -> None:
    found, old, new, _ = _both()
    line = news(found, old, new).line
    assert line.startswith("3 new accounts, 2 independent; 1 updated account.")
    nothing = msgspec.structs.replace(found, changes=(), old=found.new)
    assert news(nothing, new, new).line.startswith("Nothing is new")


def test_every_group_says_what_was_and_what_is_now() -> None:
    found, old, new, _ = _both()
    groups = {group.heading: group.lines for group in news(found, old, new).groups}
    (number,) = groups["Corrected numbers"]
    assert (number.text, number.was, number.now) == ("The Osker Post", "14 people", "nine people")
    assert any(line.note == "an independent text" for line in groups["Accounts"])
    assert any(line.note.startswith("not independent: shares text with") for line in groups["Accounts"])
    for heading, lines in groups.items():  # a headline that only a page's metadata states has no words on the page
        assert all(line.evidence or line.old_evidence for line in lines if heading != "Accounts")


def test_what_a_move_tells_is_not_told_again_as_a_date_or_a_saying() -> None:
    found, old, new, _ = _both()
    groups = {group.heading: group.lines for group in news(found, old, new).groups}
    moves = {line.text for line in groups["New moves"]}
    assert "The Osker Canal Company accepted the demand for a second pilot on Tuesday" in moves
    assert not moves & {line.text for line in (*groups["New on the timeline"], *groups["Newly said"])}


def test_what_is_gone_is_never_told_as_new() -> None:
    (monday, monday_texts), (tuesday, tuesday_texts) = _told("monday"), _told("tuesday")
    back = changes(tuesday, monday, tuesday_texts, monday_texts)
    groups = {group.heading: group.lines for group in news(back, tuesday, monday).groups}
    lost = [line.text for line in groups["No longer told"]]
    assert not any(line.gone for line in groups.get("New on the timeline", ()))
    assert "The canal will reopen on Thursday" in lost
    assert len(set(lost)) == len(lost)


def test_reports_without_a_common_account_may_be_of_two_events() -> None:
    found, old, new, _ = _both()
    strange = "No account is in both: these may be two events."
    assert strange not in news(found, old, new).line
    account = next(change for change in found.changes if change.noun == "account" and change.kind == "new")
    gone = msgspec.structs.replace(account, kind="gone", old=old.accounts[0].id, new=None)
    assert found.old is not None
    other = msgspec.structs.replace(
        found,
        old=msgspec.structs.replace(found.old, accounts=1),
        new=msgspec.structs.replace(found.new, accounts=1),
        changes=(account, gone),
    )
    assert news(other, old, new).line.endswith(strange)


def test_the_json_is_what_its_schema_says() -> None:
    document = msgspec.json.decode(encode(_both()[0]))
    jsonschema.Draft202012Validator(msgspec.json.decode(schema("changes"))).validate(document)
    assert document["format"] == "readout-changes/1"


def test_in_the_report_each_line_opens_its_words() -> None:
    found, old, new, texts = _both()
    page = report_html(new, texts, news=news_section(found, old, new))
    (section,) = re.findall(r'<section aria-labelledby="new">(.*?)</section>', page, re.S)
    assert section.count("data-ev=") > 20
    assert re.search(r"<s>14 people</s>.*<b>nine people</b>", section)


def test_in_a_terminal_it_fits_and_shows_evidence_on_demand() -> None:
    found, old, new, _ = _both()
    for width in (40, 90):
        console = Console(file=io.StringIO(), width=width)
        show_changes(found, old, new, console, evidence=True)
        assert isinstance(console.file, io.StringIO)
        text = console.file.getvalue()
        assert max(console.measure(line).maximum for line in text.splitlines()) <= width
    assert "14 people → nine people" in text
    assert re.search(r"B \d+–\d+  nine people", text)
