from __future__ import annotations

import pytest

from readout.compare.phases import phase, phases_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers will meet in Lenz.", ("before",)),
        ("A second round of talks begins on Friday.", ("before",)),
        ("The two are sitting down in Lenz.", ("during",)),
        ("Both will face the press after their two-hour talks.", ("during",)),
        ("The talks ended without a result.", ("after",)),
        ("She spoke after the meeting.", ("after",)),
        ("He had said so before the meeting began.", ()),
        ("The port is closed.", ()),
    ],
)
def test_what_a_sentence_says_of_the_time_of_writing(text, expected):
    assert phases_of(text) == expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Ministers to meet in Lenz", "The ministers will meet in Lenz on Friday.", "before"),
        ("Talks in Lenz ended early", "The talks in Lenz ended at noon. Both left after the meeting.", "after"),
        (
            "Talks in Lenz ended early",
            "The ministers are sitting down in Lenz. They will speak after the talks.",
            "mixed",
        ),
        ("Port closed", "The port was quiet.", None),
    ],
)
def test_phase_of_an_account(reading, title, body, expected):
    assert phase(reading("a1", f"{title}\n{body}", title=title)) == expected
