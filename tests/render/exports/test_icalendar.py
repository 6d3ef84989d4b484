"""Read by the icalendar package, which knows nothing of us."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from readout.render.exports import Answer
from readout.render.exports.icalendar import when, write


def _events(*answers: Answer) -> list[dict[str, object]]:
    calendar = Calendar.from_ical(write(answers, ""))
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def test_only_what_is_to_come_is_in_the_calendar(answer: Answer) -> None:
    events = _events(answer)
    assert [str(event["CATEGORIES"].to_ical(), "utf-8") for event in events] == ["promised", "conditional", "planned"]
    promised = events[0]
    assert promised.decoded("DTSTART") == date(2031, 3, 17)
    assert promised.decoded("DTEND") == date(2031, 3, 24)  # iCalendar ends before the day it names
    assert str(promised["SUMMARY"]) == "within 17–23 March 2031: Ostrany writes down a release schedule"
    assert str(promised["STATUS"]) == "TENTATIVE"
    assert "1 independent text)" in str(promised["DESCRIPTION"])


def test_the_words_and_their_offsets_survive(answers: list[Answer]) -> None:
    for answer in answers:
        found = 0
        for event in _events(answer):
            proofs = event["X-READOUT-EVIDENCE"]
            for proof in proofs if isinstance(proofs, list) else [proofs]:
                words = answer.texts[proof.params["X-ACCOUNT"]]
                quote = words[int(proof.params["X-START"]) : int(proof.params["X-END"])]
                assert str(proof) == re.sub("[\x00-\x08\x0b-\x1f]", "", quote.replace("\u2028", "\n"))
                found += 1
        assert found or not any(one.status in ("planned", "promised", "conditional") for one in answer.readout.timeline)


@pytest.mark.parametrize(
    ("value", "start", "end", "word"),
    [
        ("2031-05-04", date(2031, 5, 4), date(2031, 5, 5), ""),
        ("2031-05-04~", date(2031, 5, 4), date(2031, 5, 5), "about 4 May 2031"),
        ("2031-05-09/2031-05-15", date(2031, 5, 9), date(2031, 5, 16), "within 9–15 May 2031"),
        ("2031-05", date(2031, 5, 1), date(2031, 6, 1), "within May 2031"),
        ("../2031-05-04", date(2031, 5, 4), date(2031, 5, 5), "by 4 May 2031"),
        ("2031-05-04/..", date(2031, 5, 4), date(2031, 5, 5), "from 4 May 2031"),
        ("2031-05-04T11:00+01:00", datetime(2031, 5, 4, 10, 0), None, ""),
        ("2031-05-04T11:00", datetime(2031, 5, 4, 11, 0), None, ""),
        ("2031-05-04T11:00~", date(2031, 5, 4), date(2031, 5, 5), "about 4 May 2031, 11:00"),
    ],
)
def test_a_date_is_placed_as_it_is_known(answer: Answer, value: str, start: date, end: date | None, word: str) -> None:
    entry = replace(answer.readout.timeline[-1], date=value)
    (event,) = _events(Answer(readout=replace(answer.readout, timeline=(entry,)), texts=answer.texts))
    found = event.decoded("DTSTART")
    assert (found.replace(tzinfo=None) if isinstance(found, datetime) else found) == start
    assert (event.decoded("DTEND") if "DTEND" in event else None) == end
    assert str(event["SUMMARY"]) == (f"{word}: " if word else "") + entry.text
    assert str(event["X-READOUT-EDTF"]) == value


@pytest.mark.parametrize("value", ["2031", "203X", "next week", "2031-02-30", "9999-12-31", "../.."])
def test_what_has_no_day_is_named_and_not_placed(answer: Answer, value: str) -> None:
    assert when(value) is None
    entry = replace(answer.readout.timeline[-1], date=value)
    told = Answer(readout=replace(answer.readout, timeline=(entry,)), texts=answer.texts)
    assert not _events(told)
    assert "the release ends" in str(Calendar.from_ical(write([told], ""))["DESCRIPTION"])


@pytest.mark.parametrize(
    ("value", "there"),
    [("2031-03-14", False), ("2031-02", False), ("2031-03-15", True), ("2031-03", True), ("../2031-03-14", False)],
)
def test_a_plan_whose_day_was_over_is_no_plan_any_more(answer: Answer, value: str, there: bool) -> None:
    entry = replace(answer.readout.timeline[-1], date=value)  # the last account is of 15 March
    assert bool(_events(Answer(readout=replace(answer.readout, timeline=(entry,)), texts=answer.texts))) == there


def test_an_event_is_known_again_in_the_next_export(answer: Answer) -> None:
    fewer = replace(answer.readout, timeline=answer.readout.timeline[3:])
    again = Answer(readout=fewer, texts=answer.texts)
    assert [event["UID"] for event in _events(answer)] == [event["UID"] for event in _events(again)]


def test_lines_are_folded_between_characters(answers: list[Answer]) -> None:
    data = write(answers, "")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    data.decode("utf-8")
    unfolded = data.replace(b"\r\n ", b"").decode("utf-8")
    assert "Ostrany is to write down its schedule of releases in the coming week 💧" in unfolded


def test_a_calendar_with_nothing_in_it_is_one(bare: Answer) -> None:
    assert Calendar.from_ical(write([bare], ""))["VERSION"] == "2.0"
