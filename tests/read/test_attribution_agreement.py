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

EDGES = [
    (  # a day before what is said
        "{Ilse Marn} [announced] <Thursday a review of both branches>.",
        "{Ilse Marn} [announced] Thursday <a review of both branches>.",
    ),
    (
        "{Ilse Marn} [said] <Thursday’s vote would be held again>.",
        "{Ilse Marn} [said] <Thursday’s vote would be held again>.",
    ),
    (  # those to whom it is said
        "{Ilse Marn} [promised] <the crews that the port would open>.",
        "{Ilse Marn} [promised] the crews <that the port would open>.",
    ),
    (  # a phrase cut at the day inside it
        "{The bank} [denounced] as <“hollow” remarks by Ilse Marn> on Wednesday that promised a review.",
        "{The bank} [denounced] as <“hollow” remarks by Ilse Marn on Wednesday that promised a review>.",
    ),
    (
        "{Ilse Marn} [said] <she was ready for a second vote>, after the one on 16 June.",
        "{Ilse Marn} [said] <she was ready for a second vote, after the one on 16 June>.",
    ),
    (  # a clause cut before its verb
        "{The union} [says] <no to talks as strike> enters its second day",
        "{The union} [says] <no to talks as strike enters its second day>",
    ),
    (  # the line under a headline
        "{The union} [says] <jailed crews to be freed\n11 April>\nThe crews wait at the port.",
        "{The union} [says] <jailed crews to be freed>\n11 April\nThe crews wait at the port.",
    ),
    (  # a denial and its words
        "{Ilse Marn} [denied] <it>: “The port is open.”",
        "{Ilse Marn} [denied] <it: “The port is open.”>",
    ),
    (  # a source cut inside its relative clause
        "<The port will close>, [according to] {Orm, to whom his aide, Ilse Marn,} gave her word.",
        "<The port will close>, [according to] {Orm}, to whom his aide, Ilse Marn, gave her word.",
    ),
    (  # the next act of the same subject
        "{Belmar} [accused] <Ardovia of arming the crews and closed the port>.",
        "{Belmar} [accused] <Ardovia of arming the crews> and closed the port.",
    ),
]


@pytest.mark.parametrize(("marked", "expected"), BOTH + EDGES)
def test_both_find_it(marked: str, expected: str) -> None:
    assert together(marked) == [expected]


def test_what_the_reader_does_not_find_is_dropped() -> None:
    assert together("Ilse Marn denied the closure of the port.") == []


def test_a_clause_that_only_the_rules_find_is_kept() -> None:
    text = "{Ilse Marn} [said] <that the port was closed>."
    assert together(text.translate(str.maketrans("", "", "{}[]<>"))) == [text]


@pytest.mark.parametrize(
    "marked",
    ["It was confirmed in a note to {the press} <that the port is closed>.", "It is said that the port is closed."],
)
def test_what_is_said_by_nobody_is_kept(marked: str) -> None:
    cue = "was confirmed" if "confirmed" in marked else "is said"
    text = unmark(marked)[0].replace(cue, f"[{cue}]").replace("that the port is closed", "<that the port is closed>")
    assert together(marked.replace(cue, f"[{cue}]") if "{" in marked else marked) == [text]


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
        ("{Ilse Marn} [called off] <the march that she had planned for Friday>.", "said"),  # only a relative clause
        ("{Two members} [put forward a bill] <that would close the port>.", "said"),
        ("{Ilse Marn} [would maybe hint] <that the port had been closed>.", "said"),  # only possible
        ("{Ilse Marn} [never hinted] <that the port had been closed>.", "said"),  # negated
        ("It [was plain] <that the port had been closed for good>.", "said"),  # on nobody's word
        ("{MARN}[:] <The port is closed for good>.", "said"),  # a transcript
    ],
)
def test_what_only_the_reader_finds_and_is_no_statement(marked: str, kind: str) -> None:
    assert together(marked, kind) == []
