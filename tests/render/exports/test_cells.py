from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.render.exports.cells import one_line, safe, tsv
from readout.render.exports.names import iri, passage_iri, text_iri
from readout.render.exports.prov import literal
from tests.render.exports.conftest import NASTY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no", "no"),
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("-3", "'-3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+49", "'+49"),
        ("a=b", "a=b"),
        ("", ""),
        ("\u00a0=1", "'\u00a0=1"),
    ],
)
def test_no_cell_begins_as_a_formula_does(text: str, expected: str) -> None:
    assert safe(text) == expected


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_rows_and_cells_stay_what_they_are(rows: list[list[str]]) -> None:
    lines = tsv(rows).decode("utf-8").split("\n")
    assert len(lines) == len(rows) + 1
    assert all(line.count("\t") == 1 for line in lines[:-1])


def test_what_looks_like_json_is_text_all_the_same() -> None:
    assert (
        tsv([['[{"a"\tb', [{"quote": 'say "no" \\'}]]])
        == b"[{'a' b\t" + rb'[{"quote":"say \u0022no\u0022 \\"}]' + b"\n"
    )


def test_one_line_keeps_every_letter() -> None:
    assert one_line("a\u00a0b قال 🛶\tc\r\nd") == "a\u00a0b قال 🛶 c  d"


def test_names_hold_no_character_that_ends_a_name(story: dict[str, object], hostile: object) -> None:
    readout = hostile.readout
    for name in (iri("urn:x:", readout, "entities", NASTY), text_iri("urn:x:", readout, "a 1")):
        assert not set(name) & set(' <>"{}|^`\\\n\t')
    item = readout.moves[0].evidence[0]
    assert passage_iri("https://h.example/", readout, item).endswith(
        f"/accounts/a%201.txt#char={item.start},{item.end}"
    )


@given(st.text())
def test_a_literal_is_one_turtle_string(text: str) -> None:
    inner = literal(text)[1:-1]
    assert "\n" not in inner
    assert '"' not in inner.replace("\\\\", "").replace('\\"', "")
