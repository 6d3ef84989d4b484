"""Names of the rules and marks made by hand: a row is a text, what the reader marks in it, and the names."""

from __future__ import annotations

import pytest

from readout.models.reader import Marks, MentionMark
from readout.read.entities import find_names, rows_of
from readout.read.sentences import sentences
from tests.read.test_marking import article


def names(text: str, *marked: tuple[str, str, float]) -> list[tuple[str, str | None]]:
    """The names of a text in which the reader marks the words given, with label and score, wherever they stand."""
    marks = []
    for words, label, score in marked:
        at = text.find(words)
        while at >= 0:
            marks.append(MentionMark((at, at + len(words)), label, score))
            at = text.find(words, at + 1)
    rows = rows_of(text, sentences(article(text)), (), "en")
    found = find_names(rows, Marks(mentions=tuple(sorted(marks, key=lambda mark: mark.span))))
    return [(text[slice(*name.span)], name.type) for name in found]


ROWS = [
    # a name that no list has takes the reader's kind
    ("Staff at Corvel met on Friday.", [("Corvel", "organisation", 0.9)], [("Corvel", "organisation")]),
    # a listed one keeps its own
    ("Staff in Norway met on Friday.", [("Norway", "organisation", 0.9)], [("Norway", "place")]),
    # the reader's edges, where it is sure
    (
        "He joined the small team of Natural Resources Ardovia in its first year.",
        [("Natural Resources Ardovia", "organisation", 0.9)],
        [("Natural Resources Ardovia", "organisation")],
    ),
    # an adjective stays apart from what it describes
    ("The Norwegian fishermen came.", [("Norwegian fishermen", "group", 0.9)], [("Norwegian", "group")]),
    # at the start of a sentence, where a capital tells nothing
    ("Lantern grew last year.", [("Lantern", "organisation", 0.9)], [("Lantern", "organisation")]),
    ("Lantern grew last year.", [("Lantern", "organisation", 0.3)], []),
    # a building is a place; a role is no name
    ("It stands by Marn Bridge.", [("Marn Bridge", "facility", 0.9)], [("Marn Bridge", "place")]),
    ("Finance Minister Ilse Marn came.", [("Finance Minister", "role", 0.9), ("Ilse Marn", "person", 0.9)],
     [("Ilse Marn", "person")]),
    # what the reader does not mark is no body or place by its capitals alone
    ("They praised the Grand Old Scheme Office.", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "marked", "expected"), ROWS)
def test_names(text: str, marked: list[tuple[str, str, float]], expected: list[tuple[str, str]]) -> None:
    assert names(text, *marked) == expected


def test_one_name_is_of_one_kind_throughout() -> None:
    text = "Shares of Tenvo rose. Critics of Tenvo left. They bought Tenvo in a hurry. He left Tenvo in May."
    rows = rows_of(text, sentences(article(text)), (), "en")
    at = [i for i in range(len(text)) if text.startswith("Tenvo", i)]
    kinds = ("person", "organisation", "organisation", "organisation")
    marks = tuple(MentionMark((i, i + 5), kind, 0.9) for i, kind in zip(at, kinds, strict=True))
    assert {name.type for name in find_names(rows, Marks(mentions=marks))} == {"organisation"}
