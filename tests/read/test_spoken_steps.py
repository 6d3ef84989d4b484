from __future__ import annotations

import pytest

from readout.read.events import events
from readout.spans import text_hash
from readout.types import Article, Attribution, Block, Entity, Event, Mention, Published


def heard(said: str, told: str = "") -> tuple[Event, ...]:
    """The events of 'Rey said: ...', in which Rey is known to speak."""
    text = f"Rey said: “{said}” {told}".strip()
    content = (text.index("“") + 1, text.index("”"))
    one = Article(
        id="a",
        input="a",
        text=text,
        text_sha256=text_hash(text),
        language="en",
        published=Published(value="2031-05-09", basis="stated"),
        blocks=(Block(start=0, end=len(text), role="body"),),
    )
    names = (Mention(span=(0, 3), type="person", entity="rey"),)
    told_by = (Attribution(source=((0, 3),), cue=((4, 8),), content=(content,), type="direct", speakers=("rey",)),)
    return events(one, ((0, len(text)),), names, (Entity(id="rey", name="Rey", type="person"),), told_by, ())


STEPS = [
    ("There will be no amnesty by another name.", "reject"),
    ("Not a chance.", "reject"),
    ("Our harbour is not up for sale.", "reject"),
    ("Nothing of the kind was ever said.", "deny"),
    ("Not a word of it is true.", "deny"),
    ("That would have to be looked into.", "reserve"),
    ("It is too early to say.", "reserve"),
    ("Such questions are premature.", "deflect"),
    ("Whoever sails tomorrow comes at his own risk.", "threat"),
    ("Unless the gates open, we shall take the matter to the court.", "threat"),
    ("We can live with the figure.", "accept"),
    ("You have my word.", "promise"),
    ("The door is still open.", "offer"),
    ("It is blackmail.", "accuse"),
]


@pytest.mark.parametrize(("said", "move"), STEPS)
def test_what_is_said_makes_a_step_of_the_speaker(said: str, move: str) -> None:
    found = [(event.move, event.actor_ids) for event in heard(said) if event.move]
    assert found == [(move, ("rey",))]


NONE = [
    "Is it too early to say?",
    "We will see the harbour from the hill.",
    "There will be no school on Monday.",
    "I want to win.",
    "If it has not decided by then, the boats go out.",
    "No deal was made last night.",
    "The weather was fine and the boats went out.",
]


@pytest.mark.parametrize("said", NONE)
def test_what_is_no_step(said: str) -> None:
    assert [event.move for event in heard(said) if event.move] == []


@pytest.mark.parametrize(
    ("told", "move"),
    [
        ("Ardovia gave way on the tariff.", "concede"),
        ("Ardovia pushed the draft back without a word.", "reject"),
        ("Ardovia gave Belmark until Friday.", "demand"),
        ("Ardovia had sent no reply by noon.", "reserve"),
        ("Ardovia put forward a compromise.", "offer"),
        ("Ardovia pointed the finger at Belmark.", "accuse"),
        ("Ardovia laid down its terms.", "demand"),
        ("Ardovia walked out.", "reject"),
        ("Ardovia dodged the question.", "deflect"),
        ("Ardovia called its ambassador home.", "show-of-force"),
    ],
)
def test_idioms_of_bargaining(told: str, move: str) -> None:
    one = Article(
        id="a",
        input="a",
        text=told,
        text_sha256=text_hash(told),
        language="en",
        published=Published(value="2031-05-09", basis="stated"),
        blocks=(Block(start=0, end=len(told), role="body"),),
    )
    names = (Mention(span=(0, 7), type="place", entity="ardovia"),)
    known = (Entity(id="ardovia", name="Ardovia", type="place"),)
    found = events(one, ((0, len(told)),), names, known, (), ())
    assert [event.move for event in found if event.move] == [move]
