"""Acts of the rules with the parties of marks made by hand: {actor} [trigger] <recipient>."""

from __future__ import annotations

import pytest

from readout.models.reader import EventMark
from readout.read.events import events
from readout.read.sentences import sentences
from tests.read.test_attribution import article, unmark


def recipients(marked: str, score: float = 0.95, root: str = "ACCUSE") -> list[list[str]]:
    """The recipients of each event where the reader marks what is marked."""
    text, spans = unmark(marked)
    page = article(text)
    mark = EventMark(spans["cue"][0], root, "happened", spans["source"], spans["content"], score)
    found = events(page, sentences(page), (), (), (), (), (mark,))
    return [[text[slice(*span)] for span in event.recipients] for event in found]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Ardovia} [condemned] a raid that <Belmark> had ordered on a village.", [["Belmark"]]),
        ("{Ardovia} [condemned] a raid that <Belmark> and <Corvia> had ordered.", [["Belmark", "Corvia"]]),
        ("<Ardovia> [condemned] a raid that Belmark had ordered.", [[]]),  # a thing is no recipient of a step
    ],
)
def test_recipients_are_the_readers(marked: str, expected: list[list[str]]) -> None:
    assert recipients(marked)[:1] == expected


def test_the_party_of_the_next_clause_is_no_recipient() -> None:
    assert recipients("{Ardovia} has [accepted], and <Belmark> has not replied.", root="YIELD")[0] == []


def test_an_act_that_the_reader_does_not_mark_keeps_the_rules_recipient() -> None:
    text = "Ardovia condemned Belmark on Friday."
    page = article(text)
    mark = EventMark((0, 7), "ACCUSE", "happened", (), ((26, 32),), 0.99)
    plain = events(page, sentences(page), (), (), (), ())
    assert plain
    assert events(page, sentences(page), (), (), (), (), (mark,)) == plain


def acts(text: str, *marks: EventMark) -> list[tuple[str, str]]:
    """Type and trigger of each event where the reader marks these acts."""
    page = article(text)
    return [(e.type, text[slice(*e.trigger)]) for e in events(page, sentences(page), (), (), (), (), marks)]


def test_what_only_the_rules_find_is_kept() -> None:
    text = "Ardovia discussed the matter with Belmark. Ardovia demanded an answer from Belmark."
    assert acts(text) == [("CONSULT", "discussed"), ("REQUEST", "demanded")]


@pytest.mark.parametrize(("score", "expected"), [(0.99, [("COERCE", "put behind bars")]), (0.6, [])])
def test_an_act_that_only_the_reader_finds_counts_from_a_score_on(
    score: float, expected: list[tuple[str, str]]
) -> None:
    text = "Ardovia has put behind bars three men from Belmark."
    at = text.index("put")
    mark = EventMark((at, at + 15), "COERCE", "happened", ((0, 7),), ((31, 40),), score)
    assert [(kind, expected[0][1]) for kind, _ in acts(text, mark)] == expected
