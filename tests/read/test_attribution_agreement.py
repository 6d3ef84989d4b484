"""Attributions of the rules and marks made by hand: a row is a text with {source} [cue] <content> as the reader gives
it, its kind, and the text as it comes out."""

from __future__ import annotations

import pytest

from readout.models.reader import AttributionMark, Marks
from readout.read.attribution import attributions
from readout.read.sentences import sentences
from tests.read.test_attribution import article, remark, unmark


def together(marked: str, kind: str = "said") -> list[str]:
    """What comes out where the reader marks ``marked``."""
    text, spans = unmark(marked)
    marks = Marks()
    if spans["cue"]:
        marks = Marks(attributions=(AttributionMark(spans["source"], spans["cue"], spans["content"], 0.95, kind),))
    page = article(text)
    return [remark(text, found) for found in attributions(page, sentences(page), (), (), marks)]


BOTH = [
    (  # the reader's source, with its relative clause
        "{Ilse Marn, who chairs the board,} [said] <she would obey the ruling>.",
        "{Ilse Marn, who chairs the board,} [said] <she would obey the ruling>.",
    ),
    (  # the reader's content
        "{The bank} [said] <that it would close two branches>, but the mayor was not told.",
        "{The bank} [said] <that it would close two branches>, but the mayor was not told.",
    ),
    (  # a further piece that only the reader finds
        "<“We are done,”> {Ilse Marn} [said], and left the hall. <“It is over.”>",
        "<“We are done,”> {Ilse Marn} [said], and left the hall. <“It is over.”>",
    ),
    (  # an edge inside a quotation is moved out of it
        "{Ilse Marn} [said]: <“We are> done. It is over.”",
        "{Ilse Marn} [said:] <“We are done. It is over.”>",
    ),
]


@pytest.mark.parametrize(("marked", "expected"), BOTH)
def test_both_find_it(marked: str, expected: str) -> None:
    assert together(marked) == [expected]


def test_what_the_reader_does_not_find_is_dropped() -> None:
    assert together("Ilse Marn said that the port was closed.") == []


ALONE = "To {Ilse Marn} it [was plain] <that the port had been closed for good>."


def test_what_only_the_reader_finds_counts_where_it_is_a_statement() -> None:
    assert together(ALONE) == [ALONE]


def test_a_content_that_runs_over_a_second_cue_stays_with_the_rules() -> None:
    found = together("{Ilse Marn} [said] <that the port was closed and warned of “a hard winter.”>")
    assert found == [
        "{Ilse Marn} [said] <that the port was closed> and warned of “a hard winter.”",
        "{Ilse Marn} said that the port was closed and [warned of] <“a hard winter.”>",
    ]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        (ALONE, "thought"),  # no statement
        ("{Ilse Marn} [gave thanks for] <the warm welcome>.", "said"),  # no wording of its own
        ("{Ilse Marn} [would maybe hint] <that the port had been closed>.", "said"),  # only possible
        ("{Ilse Marn} [never hinted] <that the port had been closed>.", "said"),  # negated
        ("It [was plain] <that the port had been closed for good>.", "said"),  # on nobody's word
        ("{MARN}[:] <The port is closed for good>.", "said"),  # a transcript
    ],
)
def test_what_only_the_reader_finds_and_is_no_statement(marked: str, kind: str) -> None:
    assert together(marked, kind) == []
