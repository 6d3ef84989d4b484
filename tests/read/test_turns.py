"""Turns of interviews and transcripts, and quotations that no cue introduces."""

from __future__ import annotations

import pytest

from readout.read import read
from readout.spans import text_hash
from readout.types import Article, Block, BlockRole


def told(*lines: tuple[BlockRole, str]) -> list[tuple[str, str]]:
    """Who says what in an article of these blocks: the last word of the speaker's id, and the words."""
    text, blocks = "", []
    for role, line in lines:
        blocks.append(Block(start=len(text), end=len(text) + len(line) + 1, role=role))
        text += line + "\n"
    page = Article(id="a", input="a", text=text, text_sha256=text_hash(text), language="en", blocks=tuple(blocks))
    found = read(page, frozenset({"mentions", "attributions"})).attributions
    return [
        (" ".join(s.split("-")[-1] for s in a.speakers), " … ".join(text[s:e] for s, e in a.content)) for a in found
    ]


INTERVIEW = [
    ("headline", "Ilse Marn: the bridge was never closed"),
    ("body", "Post: Who closed the bridge?"),
    ("body", "Marn: Nobody closed it. The river did."),
    ("body", "Post: And the mayor?"),
    ("body", "Marn: The mayor slept."),
]


def test_the_answers_of_an_interview_are_statements() -> None:
    assert told(*INTERVIEW) == [("marn", "Nobody closed it. The river did."), ("marn", "The mayor slept.")]


def test_a_line_between_two_turns_belongs_to_the_one_above() -> None:
    lines = [*INTERVIEW[:3], ("body", "It rose by two metres."), *INTERVIEW[3:]]
    assert ("marn", "Nobody closed it. The river did.\nIt rose by two metres.") in told(*lines)


def test_what_a_newsroom_says_in_its_own_transcript_is_no_statement() -> None:
    found = told(
        ("headline", "Evening edition: transcript"),
        ("body", "PRESENTER: Our correspondent Ole Tid is at the bridge. Ole, what do you see?"),
        ("body", "TID: Fog, and two buses. The driver said that the road was open."),
        ("body", "PRESENTER: Who closed it?"),
        ("body", "TID: Nobody knows."),
    )
    assert [words for _, words in found] == ["that the road was open"]


def test_dashes_open_question_and_answer() -> None:
    found = told(
        ("headline", "A conversation with Ilse Marn, mayor of Port Brell"),
        ("body", "— Who closed the bridge?"),
        ("body", "— Nobody closed it."),
        ("body", "— You did not?"),
        ("body", "— I slept."),
    )
    assert found == [("marn", "Nobody closed it."), ("marn", "I slept.")]


def test_questions_and_answers_without_labels_where_the_text_calls_itself_an_interview() -> None:
    lines = [
        ("body", "Has the bridge been closed?"),
        ("body", "Not by me. The river did it."),
        ("body", "You said so in May."),
        ("body", "In May I slept."),
        ("body", "Will it open?"),
        ("body", "Ask the river."),
        ("body", "And the mayor?"),
        ("body", "He sleeps."),
        ("body", "The bridge is 40 years old."),
    ]
    above = [("headline", "Ilse Marn: the river did it"), ("standfirst", "The engineer spoke to us.")]
    answers = ["Not by me. The river did it.", "In May I slept.", "Ask the river.", "He sleeps."]
    plain = [("headline", "The bridge: five questions"), *lines]
    assert told(*above, *lines) == [("marn", words) for words in answers]
    assert not {words for _, words in told(*plain)} & set(answers)


@pytest.mark.parametrize(
    "lines",
    [
        [("body", "Weather: rain in the north."), ("body", "Sport: a draw."), ("body", "Culture: nothing new.")],
        [("body", "Tid: no deal this year"), ("body", "The mayor of Aldan, Ole Tid, went home.")],
        [("body", "— bread"), ("body", "— milk"), ("body", "— eggs"), ("body", "— salt")],
    ],
)
def test_other_lines_with_colons_and_dashes_are_no_turns(lines: list[tuple[BlockRole, str]]) -> None:
    assert not [words for _, words in told(("headline", "A day in Aldan"), *lines)]


LOOSE = [
    ("Ilse Marn shook her head. “Nobody closed the bridge.”", [("marn", "“Nobody closed the bridge.”")]),
    ("Ilse Marn shrugged: “Nobody closed the bridge.”", [("marn", "“Nobody closed the bridge.”")]),
    ("Ilse Marn’s answer came by text: ‘They were closed.’", [("marn", "‘They were closed.’")]),
    ("The reply of Ilse Marn came late: « Nobody closed it. »", [("marn", "« Nobody closed it. »")]),
    (
        "Ilse Marn came late. ‘Nobody closed the bridge’ was her line on Tuesday.",
        [("marn", "‘Nobody closed the bridge’")],
    ),
    ("A sign at the door of Ilse Marn was clear: “Closed.”", []),
    ("Ilse Marn wrote a book in May. “The Closed Bridge” sold well.", []),
]


@pytest.mark.parametrize(("text", "expected"), LOOSE)
def test_a_quotation_without_a_cue_is_of_the_one_who_acts(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(("body", text)) == expected
