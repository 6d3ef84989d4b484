from __future__ import annotations

import pytest

from readout.compare.statements import balanced, drafts, quoted


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
