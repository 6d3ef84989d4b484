from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from readout.render.exports import Answer
from readout.render.exports.ninjs import write
from tests.render.exports.ninjs_schema import SCHEMA

BASE = "https://desk.example/"


def _items(*answers: Answer) -> list[Any]:
    return [json.loads(line) for line in write(answers, BASE).splitlines()]


def test_every_item_is_as_the_published_schema_says(answers: list[Answer]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    check = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    items = _items(*answers)
    assert len(items) == len(answers)
    for item in items:
        check.validate(item)
        uris = [item["uri"], *(one["uri"] for one in item["associations"])]
        assert len(set(uris)) == len(uris)
        assert not any(" " in uri for uri in uris)


def test_the_lines_name_their_outlets_and_count_their_texts(answer: Answer) -> None:
    (item,) = _items(answer)
    plain, marked = item["bodies"]
    line = "14 March 2031: a release schedule in writing next week (Velmar Dispatch, Isk Valley News and"
    assert line in plain["value"]
    assert (plain["charCount"], plain["wordCount"]) == (len(plain["value"]), len(plain["value"].split()))
    assert marked["contentType"] == "text/html"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "a":
            self.found.append(dict(attrs))


def test_each_line_links_to_the_exact_words(answers: list[Answer]) -> None:
    for answer in answers:
        (item,) = _items(answer)
        links = _Links()
        links.feed(item["bodies"][1]["value"] if "bodies" in item else "")
        assert links.tags <= {"ul", "li", "a"}
        for link in links.found:
            address, _, place = str(link["href"]).rpartition(".txt#char=")
            start, end = map(int, place.split(","))
            account = address.rsplit("/", 1)[1].replace("%20", " ")
            assert link["title"] == " ".join(
                "".join(c if c.isprintable() else " " for c in answer.texts[account][start:end]).split()
            )
        assert bool(links.found) == bool(answer.readout.moves)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-05-04T11:00+01:00", {"startDate": "2031-05-04T11:00:00+01:00"}),
        ("2031-05-04T11:00", {"expectedStartDate": "2031-05-04T11:00:00"}),
        ("2031-05-04", {"expectedStartDate": "2031-05-04"}),
        ("2031-05", {"expectedStartDate": "2031-05"}),
        ("2031", {"expectedStartDate": "2031"}),
        ("../2031-05-04", None),
        ("2031-05-09/2031-05-15", None),
        ("2031-05-04~", None),
    ],
)
def test_a_planned_event_has_the_date_that_is_known(answer: Answer, value: str, expected: Any) -> None:
    entry = replace(answer.readout.timeline[-1], date=value)
    (item,) = _items(Answer(readout=replace(answer.readout, timeline=(entry,)), texts=answer.texts))
    event = item["associations"][-1]
    assert event["type"] == "event"
    assert event.get("eventDetails", {}).get("dates") == expected
    assert f"EDTF {value})" in event["edNote"]
    assert "[velmar-dispatch " in event["edNote"]
