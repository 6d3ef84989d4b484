from __future__ import annotations

import time

import pytest

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


@pytest.mark.parametrize(
    ("text", "date", "status"),
    [
        ("The Harbour Party narrowly lost the run-off of 2 May.", "2031-05-02", "happened"),
        ("The recount of all votes has to be over by 27 May.", "../2031-05-27", "planned"),
        (
            "If the northern road is not open by 20 May, the ore trains stop there.",
            "../2031-05-20",
            "conditional",
        ),
        ("In 2009 a smaller basin of the mine leaked, and nobody was hurt.", "2009", "happened"),
        ("The shelter for the harbour workers was built in 1987.", "1987", "happened"),
    ],
)
def test_what_carries_a_date_is_told_with_its_status(text: str, date: str, status: str) -> None:
    found = [(entry.date, entry.status) for entry in entries(told("a", text))]
    assert (date, status) in found


@pytest.mark.parametrize(
    "text",
    [
        "The share of women rose from 2 to 9 percent between 1971 and 2011.",
        "The charge was part of a 2016 election case.",
    ],
)
def test_years_that_only_name_or_bound_something_make_no_entry(text: str) -> None:
    assert entries(told("a", text)) == ()


def test_one_happening_of_a_day_in_two_wordings_is_one_entry() -> None:
    one = told("a", "The president disbanded two of his economic advisory councils on 2 May.")
    two = told("b", "The president was forced to disband two business councils on 2 May.")
    assert len(entries(one, two)) == 1


def test_two_days_in_one_clause_are_two_entries() -> None:
    found = entries(told("a", "The recount of the northern votes begins on 12 May and has to be over by 27 May."))
    assert {entry.date for entry in found} >= {"2031-05-12", "../2031-05-27"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Tamsir gave the government of Kronmark until 20 May.", "2031-05-20"),
        ("The fuel rebate for the League will be paid until the end of 2037.", "../2037"),
        ("Under a pact sealed on Monday with the League, a billion crowns will come off the rents.", "2031-05-05"),
        ("The League will pay 40 billion crowns from 2036.", "2036"),
    ],
)
def test_limits_and_deeds_of_nouns_have_their_day(text: str, date: str) -> None:
    assert date in [entry.date for entry in entries(told("a", text))]


def test_an_advertisement_amid_the_story_tells_nothing() -> None:
    text = "The envoys of both sides met in the harbour.\nSheep sale in the valley moved on Monday\nNobody shook hands."
    assert entries(told("a", text)) == ()


def test_what_two_accounts_tell_of_a_year_to_come_is_one_entry() -> None:
    found = entries(
        told("a", "Vantria will pay the first rate to the fund in 2036."),
        told("b", "A first payment of Vantria to the fund will arrive in 2036."),
    )
    assert [entry.date for entry in found] == ["2036"]
