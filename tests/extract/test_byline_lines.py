"""Which lines at a headline name who wrote the text, and which do not."""

from __future__ import annotations

import pytest

from readout.extract.byline_lines import byline_names
from readout.extract.roles import Part
from readout.types import BlockRole

HEAD = "Ardovia and Velm agree on a timetable for the river talks"
STORY = (
    "The ministers of Ardovia and Velm agreed on Friday on a timetable for talks about the river, which both claim.",
    "Delegations of four people each are to meet every second week in Rolnek, said Petr Lom after the meeting.",
)


def told(*above: str, below: tuple[str, ...] = (), before: tuple[str, ...] = ()) -> list[str]:
    texts = [*before, HEAD, *above, *STORY, *below]
    roles: list[BlockRole] = ["other"] * len(texts)
    roles[len(before)] = "headline"
    first = len(before) + 1 + len(above)
    roles[first] = roles[first + 1] = "body"
    parts = [Part(start=0, end=0, role=role, segment=index) for index, role in enumerate(roles)]
    return [texts[index][s:e] for index, (s, e) in byline_names(texts, parts)[1]]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (("By Jana Holt",), ["Jana Holt"]),
        (("By —", "Jana Holt", "Otto Brandis"), ["Jana Holt"]),
        (("By Jana Holt", "and Otto Brandis", "4 May 2031"), ["Jana Holt"]),
        (("By Jana Holt", "By Otto Brandis"), ["Jana Holt", "Otto Brandis"]),
        (("Jana Holt", "Contributing Reporter"), ["Jana Holt"]),
        (("Jana Holt, Money Reporter 4 May 2031",), ["Jana Holt"]),
        (("Jana Holt@jana_holt",), ["Jana Holt"]),
        (("Jana Holt • rolnek.example",), ["Jana Holt"]),
        (("4 May 2031 / Jana Holt",), ["Jana Holt"]),
        (("Jana Holt|Published 4 months ago",), ["Jana Holt"]),
        (("Posted on 4 May 2031 by Jana Holt",), ["Jana Holt"]),
        (("Photographs by Jana Holt",), []),
        (("Edited by Jana Holt", "4 May 2031"), []),
        (("Petr Lom",), []),  # whom the story tells of
        (("Climate Change", "4 May 2031"), []),
        (("Opinion",), []),
    ],
)
def test_lines_above_the_story(above: tuple[str, ...], expected: list[str]) -> None:
    assert told(*above) == expected


def test_teasers_above_the_headline_do_not_sign_it() -> None:
    teasers = ("Storm closes schools in Velm", "By Otto Brandis May 3, 2031")
    assert told("By Jana Holt May 4, 2031", before=teasers) == ["Jana Holt"]


def test_a_signature_below_the_story() -> None:
    assert told(below=("By Jana Holt",)) == ["Jana Holt"]
    assert told(below=("Related", "More", "By Jana Holt")) == []
