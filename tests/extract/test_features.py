"""The columns by which lines are told apart."""

# ruff: noqa: E501 (the examples are lines of pages, kept whole)

from __future__ import annotations

import numpy as np
import pytest

from readout.extract.columns import around, shifted
from readout.extract.features import HTML, TEXT, WORDS, features, measured
from readout.extract.html import html_layout
from readout.extract.lines import MEASURES, Line
from readout.extract.plain import plain_layout
from readout.extract.role_columns import ROLE_COLUMNS, role_columns
from readout.models.words import Words

PROSE = "The dockers of Rolnek stopped work on Friday after talks about their pay broke down for the third time."
TEXT_PAGE = (
    f"Dockers stop work\nHome\nSign up for our newsletter\n\n{PROSE}\n{PROSE[:-1]} this month.\nHome\n© 2031 Courier"
)
HTML_PAGE = (
    "<html><head><title>Dockers stop work</title></head><body><nav><ul><li><a href='/'>Home</a></li></ul></nav>"
    f"<div class='story'><h1>Dockers stop work</h1><p class='t'>{PROSE}</p><p class='t'>{PROSE[:-1]} this month.</p></div>"
    "<footer><p>© 2031 Courier</p></footer></body></html>"
)
KNOWN = Words(weights={"dockers": 50, "work": 20, "subscribe": -90, "the": 0, "of": 0, "on": 5, "home": -40})


def column(name: str, text: str = TEXT_PAGE, words: Words = KNOWN) -> list[float]:
    layout = plain_layout(text)
    rows = features(layout, measured(layout), words)
    return [round(float(value), 3) for value in rows[:, TEXT.index(name)]]


def test_names_are_of_one_column_each() -> None:
    for names in (TEXT, HTML, ROLE_COLUMNS):
        assert len(set(names)) == len(names)


def test_a_row_for_each_line_and_a_number_for_each_name() -> None:
    plain, marked = plain_layout(TEXT_PAGE), html_layout(HTML_PAGE)
    assert features(plain, measured(plain), KNOWN).shape == (len(plain.segments), len(TEXT))
    rows = features(marked, measured(marked), KNOWN)
    assert rows.shape == (len(marked.segments), len(HTML))
    assert np.isfinite(rows).all()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("prose", [0, 0, 0, 1, 1, 0, 0]),
        ("twins", [1, 2, 1, 1, 1, 2, 1]),
        ("twin", [0, 0, 0, 0, 0, 1, 0]),
        ("line-back", [6, 5, 4, 3, 2, 1, 0]),
        ("gap", [0, 0, 0, 1, 0, 0, 0]),
        ("rank", [9, 9, 9, 0, 0, 9, 9]),
        ("from-best", [-3, -2, -1, 0, 1, 2, 3]),
        ("says:newsletter", [0, 0, 2, 0, 0, 0, 0]),
    ],
)
def test_place_on_the_page(name: str, expected: list[float]) -> None:
    assert column(name) == expected


def test_words_say_nothing_where_few_are_known() -> None:
    assert all(set(column(name, words=Words(weights={"dockers": 50}))) == {0.0} for name in WORDS)


def test_mark_up_shows_what_shares_an_element() -> None:
    layout = html_layout(HTML_PAGE)
    rows = features(layout, measured(layout), KNOWN)
    in_most = rows[:, HTML.index("in-most")].tolist()
    assert in_most == [0, 1, 1, 1, 0]
    assert rows[:, HTML.index("tag:p")].tolist() == [0, 0, 1, 1, 1]


def test_a_line_depends_on_itself_alone() -> None:
    assert Line(PROSE).measures == Line(PROSE).measures
    assert len(Line("x").measures) == len(MEASURES)


def test_neighbours() -> None:
    values = np.array([1, 2, 3], dtype=np.float32)
    assert shifted(values, 1, 0).tolist() == [2, 3, 0]
    assert shifted(values, -2, 9).tolist() == [9, 9, 1]
    assert shifted(values, 5, 7).tolist() == [7, 7, 7]
    before, after = around(values, np.ones(3, dtype=np.float32), 2)
    assert before.tolist() == [0, 1, 1.5]
    assert after.tolist() == [2.5, 3, 0]


def test_roles_are_seen_from_the_body() -> None:
    layout = plain_layout(TEXT_PAGE)
    lines = measured(layout)
    rows = role_columns(features(layout, lines, KNOWN), lines, [False, False, False, True, True, False, False])
    assert rows.shape == (7, len(ROLE_COLUMNS))
    assert rows[:, ROLE_COLUMNS.index("before-body")].tolist() == [1, 1, 1, 0, 0, 0, 0]
    assert rows[:, ROLE_COLUMNS.index("from-last")].tolist() == [-4, -3, -2, -1, 0, 1, 2]
    assert rows[:, ROLE_COLUMNS.index("since:newsletter")].tolist() == [60, 60, 0, 1, 2, 3, 4]
