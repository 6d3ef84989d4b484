from __future__ import annotations

import pytest

from readout.compare.statements import balanced, drafts, quoted
from tests.compare import stories
from tests.compare.stories import told


@pytest.mark.parametrize(
    ("text", "content", "pieces"),
    [
        ("He said “no deal” today.", "“no deal”", ["no deal"]),
        ('"Never," she said.', "Never,", ["Never,"]),
        ("He called it “a trap” and “a bad one”.", "it “a trap” and “a bad one”", ["a trap", "a bad one"]),
        ("He said “we shall see", "“we shall see", ["we shall see"]),
        ("He said nothing new.", "nothing new", []),
    ],
)
def test_what_stands_inside_quotation_marks(text, content, pieces):
    start = text.index(content)
    assert [text[s:e] for s, e in quoted(text, (start, start + len(content)))] == pieces


@pytest.mark.parametrize(("text", "so"), [('“No,"', False), ("“No,”", True), ('"No,"', True), ("no", True)])
def test_marks_that_do_not_match(text, so):
    assert balanced(text, (1, len(text) - 1)) == so


def test_a_statement_holds_source_cue_content_and_day(story, reading):
    account = reading(
        "a1",
        "Ilse Marn said on Friday that the port would stay open.",
        people=["Ilse Marn"],
        said=[("Ilse Marn", "said", "that the port would stay open")],
        times=[("Friday", "2031-05-09", "2031-05-09")],
    )
    (draft,) = drafts(story(account), {("a1", "ilse-marn"): "ilse-marn"})
    statement = draft.statement
    assert (statement.source.quote, statement.cue.quote) == ("Ilse Marn", "said")
    assert (statement.speakers, statement.said, statement.type) == (("ilse-marn",), "2031-05-09", "indirect")


def test_a_day_inside_what_was_said_is_not_the_day_it_was_said(story, reading):
    account = reading(
        "a1",
        "It was announced that the port would open on Friday.",
        said=[("", "announced", "that the port would open on Friday")],
        times=[("Friday", "2031-05-09", "2031-05-09")],
    )
    (draft,) = drafts(story(account), {})
    assert draft.statement.said is None
    assert draft.statement.flags == ("no source named",)


def test_a_quotation_that_goes_on_with_a_new_sentence_is_a_statement_of_its_own():
    account = told("a1", "“We will pay,” Ilse Marn said on Friday. “We will not wait.”")
    found = drafts(stories.story(account), {("a1", entity.id): entity.id for entity in account.entities})
    assert [(draft.statement.content.quote, draft.statement.speakers) for draft in found] == [
        ("“We will pay,”", ("ilse-marn",)),
        ("“We will not wait.”", ("ilse-marn",)),
    ]


@pytest.mark.parametrize(
    ("office", "who"),
    [("The foreign minister", ("ilse-marn",)), ("The minister", ("ilse-marn",)), ("The deputy foreign minister", ())],
)
def test_an_office_that_only_another_account_gives_somebody(office, who):
    accounts = (
        told("a1", f"Ilse Marn met Ole Tid. Ole Tid left for Aldan. {office} said that the port would stay open."),
        told("a2", "Ilse Marn, the foreign minister of Ardovia, met the union leader Ole Tid."),
    )
    known = {(account.id, entity.id): entity.id for account in accounts for entity in account.entities}
    (draft,) = (draft for draft in drafts(stories.story(*accounts), known) if "port" in draft.statement.content.quote)
    assert draft.statement.speakers == who
