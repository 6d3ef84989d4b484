"""Read as any program reads tab-separated values, and held against the columns that POLECAT publishes."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from msgspec.structs import replace

from readout.render.exports import Answer
from readout.render.exports.polecat import contexts, plover_type, write
from readout.types import Move, Plover

# The header of the published files (2018 to 2023), typed from them.
PUBLISHED = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
]  # fmt: skip
TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def read(data: bytes) -> list[dict[str, str]]:
    """The rows, as one who knows quoting reads them and as one who does not: they are the same."""
    plain, quoting = (
        list(csv.DictReader(StringIO(data.decode("utf-8"), newline=""), delimiter="\t", quoting=how))
        for how in (csv.QUOTE_NONE, csv.QUOTE_MINIMAL)
    )
    assert plain == quoting
    assert not [line for line in data.decode("utf-8").split("\n") if line.count('"') % 2]
    return plain


def test_one_row_for_each_move_in_the_published_columns(answers: list[Answer]) -> None:
    data = write(answers, "")
    assert data.decode("utf-8").split("\n", 1)[0].split("\t")[:40] == PUBLISHED
    assert {line.count("\t") for line in data.decode("utf-8").splitlines() if line} == {50}
    rows = read(data)
    assert len(rows) == sum(len(one.readout.moves) for one in answers)
    assert len({row["Event ID"] for row in rows}) == len(rows)
    assert {row["Event Type"] for row in rows} <= TYPES
    assert {row["Quad Code"].split()[0] for row in rows} <= {"VERBAL", "MATERIAL"}


def test_one_event_of_several_reports_is_one_row_with_all_its_words(answer: Answer) -> None:
    row = next(row for row in read(write([answer], "")) if row["Move"] == "m1")
    assert row["Actor Name"] == "Velmar"
    assert row["Recipient Name"] == "Ostrany"
    assert row["Event Date"] == "None"  # "in February" is no day
    assert row["Event Date EDTF"] == "2031-02"
    assert row["Independent Texts"] == "2"
    assert row["Publication Date"] == "2031-03-12"
    for item in json.loads(row["Evidence"]):
        assert answer.texts[item["account"]][item["start"] : item["end"]] == item["quote"]


def test_hostile_words_stay_in_their_cell_and_the_evidence_exact(hostile: Answer) -> None:
    (row,) = read(write([hostile], ""))
    assert row["Move Text"].startswith("'=cmd")
    assert "\t" not in row["Actor Name"]
    (item,) = json.loads(row["Evidence"])
    assert item["quote"] == hostile.readout.moves[0].evidence[0].quote


def _move(answer: Answer, **more: object) -> Move:
    base = {"evidence": (), "condition": None, "date": None, "plover": Plover(type="AID", mode=None), "kind": "accept"}
    return replace(answer.readout.moves[0], **{**base, **more})


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ()),
        ({"kind": "offer"}, ("hypothetical",)),
        ({"kind": "promise"}, ("future",)),
        ({"kind": "deny"}, ("negation",)),
        ({"kind": "promise", "plover": Plover(type="AGREE", mode=None)}, ()),  # the promise itself has been made
        ({"condition": "if it rains"}, ("hypothetical",)),
        ({"condition": "if it rains", "plover": Plover(type="THREATEN", mode=None)}, ()),
        ({"date": "1961"}, ("historical",)),
        ({"date": "2030-03-12"}, ()),  # a year to the day
        ({"date": "2030-03-11"}, ("historical",)),
        ({"date": "2031-02"}, ()),
        ({"date": "2031-04-20"}, ("future",)),
        ({"date": "2031-03"}, ()),  # may be before or after: not said
        ({"date": "2040", "kind": "offer"}, ("future", "hypothetical")),
    ],
)
def test_contexts_say_what_is_not_simply_so(answer: Answer, more: dict[str, object], expected: tuple[str, ...]) -> None:
    assert contexts(answer.readout, _move(answer, **more)) == expected


def test_a_country_is_named_only_where_the_party_is_one(answer: Answer) -> None:
    people = tuple(
        replace(one, name={"ostrany": "Norway", "joren-tal": "Norway Tal"}.get(one.id, one.name))
        for one in answer.readout.entities
    )
    rows = read(write([Answer(readout=replace(answer.readout, entities=people), texts=answer.texts)], ""))
    assert {row["Actor Name"]: row["Actor Country"] for row in rows} == {
        "Norway": "Norway",
        "Norway Tal": "None",
        "Velmar": "None",
    }


@pytest.mark.parametrize(
    ("status", "expected"),
    [("planned", "future"), ("conditional", "hypothetical"), ("denied", "negation"), ("happened", None)],
)
def test_the_entry_told_in_the_same_words_says_whether_it_came_about(
    answer: Answer, status: str, expected: str | None
) -> None:
    entry = replace(answer.readout.timeline[3], status=status)
    readout = replace(answer.readout, timeline=(entry,))
    assert contexts(readout, _move(answer, evidence=entry.evidence[:1])) == ((expected,) if expected else ())


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [("concede", "release", "RETREAT"), ("concede", None, "CONCEDE"), ("promise", "release", "CONCEDE")],
)
def test_yielding_is_a_deed_or_words(answer: Answer, kind: str, mode: str | None, expected: str) -> None:
    assert plover_type(_move(answer, kind=kind, plover=Plover(type="YIELD", mode=mode))) == expected
