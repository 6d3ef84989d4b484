"""Whatever a page says, each export is one that its readers can open, and holds as many things as before."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from rdflib import Graph

from readout.render.exports import FORMATS
from tests.render.exports.conftest import nasty_story
from tests.render.exports.linked_data import graph

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

words = st.text(min_size=1, max_size=40).filter(lambda text: text.strip())
words |= st.text("<>\"'\\{}|^`%;,:=+-@#&/?[]()\t\r\n\x00\x0b\x85\u2028a", min_size=1, max_size=40).filter(str.strip)


@settings(max_examples=15, deadline=None)
@given(words)
def test_each_export_is_still_one(nasty: str) -> None:
    answer = nasty_story("a", nasty)
    made = {name: one.write([answer], "urn:readout:") for name, one in FORMATS.items() if not one.files}
    assert len(Graph().parse(data=made["prov"], format="turtle")) > 15
    for name in ("schema-org", "web-annotation"):
        assert len(graph(made[name])) > 30
    for name, lines in (("ninjs", 1), ("polecat", 2)):
        assert len(made[name].decode().splitlines()) == lines
    assert all(json.loads(line)["id"] for line in made["ftm"].decode().splitlines())
    calendar = Calendar.from_ical(made["icalendar"])
    assert not calendar.errors
    assert [event.errors for event in calendar.walk("VEVENT")] == [[]]
    tables = FORMATS["csv"].write([answer], "urn:readout:")
    assert isinstance(tables, dict)
    for data in tables.values():
        assert len({len(row) for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))}) == 1
