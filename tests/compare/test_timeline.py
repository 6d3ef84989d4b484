from __future__ import annotations

import time

from readout import edtf
from readout.compare.entities import merge_entities
from readout.compare.timeline import timeline
from readout.spans import check
from readout.types import Reading, TimelineEntry
from tests.compare.stories import story, told


def entries(*readings: Reading) -> tuple[TimelineEntry, ...]:
    one = story(*readings)
    _, entity_of = merge_entities(one)
    found = timeline(one, entity_of)
    texts = {reading.id: reading.text for reading in readings}
    for entry in found:
        assert entry.evidence
        assert edtf.precision(entry.date) == entry.precision
        for item in entry.evidence:
            check(item, texts[item.account])
    return found


TALKS = "Norway's foreign minister Ilse Marn and Finland's foreign minister Otto Dray held talks in Oslo on Friday."
LATER = (
    "The foreign ministers Ilse Marn and Otto Dray met in Oslo on Friday to discuss the border. The weather was fine."
)


def test_one_happening_in_two_accounts_is_one_entry() -> None:
    (entry,) = entries(told("a", TALKS), told("b", LATER))
    assert entry.date == "2031-05-09"
    assert entry.place == "Oslo"
    assert entry.status == "happened"
    assert {item.account for item in entry.evidence} == {"a", "b"}
    assert len(entry.participants) >= 2


def test_the_most_precise_date_wins() -> None:
    found = entries(told("a", TALKS), told("b", "The talks between Marn and Dray began at 11:00. " + LATER))
    assert [entry.date[:10] for entry in found] == ["2031-05-09"]
    assert "T11:00" in found[0].date
    assert found[0].precision == "minute"


def test_planned_and_held_is_one_happening_that_happened() -> None:
    before = told("a", "The foreign ministers Ilse Marn and Otto Dray will meet in Oslo on Friday.", "2031-05-08")
    (entry,) = entries(before, told("b", LATER))
    assert entry.status == "happened"


def test_a_time_from_two_passages_is_derived() -> None:
    one = told("a", LATER + " The meeting began at 11:00 in the town hall.")
    two = told("b", "Twenty minutes before the start of the meeting, Norway announced that it wants the radar removed.")
    found = entries(one, two)
    derived = [entry for entry in found if entry.derived]
    assert [entry.date[:16] for entry in derived] == ["2031-05-09T10:40"]
    assert {item.account for item in derived[0].evidence} == {"a", "b"}


def test_days_after_a_first_round_give_its_day() -> None:
    one = told("a", LATER)
    two = told("b", "The talks in Oslo come 11 days after a first round of discussions ended without result.")
    derived = [entry for entry in entries(one, two) if entry.derived]
    assert [entry.date for entry in derived] == ["2031-04-28"]


def test_a_day_told_elsewhere_confirms_the_count_of_days() -> None:
    one = told("a", LATER)
    two = told("b", "The talks in Oslo come 11 days after the first round of discussions ended without result.")
    three = told("c", "A first round of discussions on the border was held on 28 April in Oslo.")
    found = [entry for entry in entries(one, two, three) if entry.date == "2031-04-28"]
    assert len(found) == 1
    assert not found[0].derived
    assert {item.account for item in found[0].evidence} == {"b", "c"}


def test_dated_clauses_without_an_act_are_told() -> None:
    (entry,) = entries(told("a", "The old bridge at Dorn burned down on 2 May after a gas leak in the customs house."))
    assert (entry.date, entry.status) == ("2031-05-02", "happened")


def test_days_of_speech_and_publication_are_no_happenings() -> None:
    assert entries(told("a", "The harbour is closed, the mayor said on Friday. Rain is likely. Talks are hard.")) == ()


def test_two_events_of_one_day_stay_apart() -> None:
    found = entries(
        told(
            "a", "Norway expelled two Finnish diplomats on Thursday. Police in Turku arrested nine dockers on Thursday."
        )
    )
    assert [entry.date for entry in found] == ["2031-05-08", "2031-05-08"]


def test_the_order_of_accounts_changes_nothing() -> None:
    one, two = told("a", TALKS), told("b", LATER)
    assert entries(one, two) == entries(two, one)


def test_a_line_of_dates_alone_takes_no_time() -> None:
    began = time.process_time()
    entries(told("a", "The talks began. " + "4 March 2031 " * 20_000))
    assert time.process_time() - began < 10
