from __future__ import annotations

from readout.compare.entities import merge_entities
from readout.compare.happenings import shorten
from readout.compare.moves import moves
from readout.types import Lineage, Move, Reading, Story
from tests.compare.stories import told


def ledger(*readings: Reading) -> tuple[Move, ...]:
    lineages = tuple(Lineage(id=f"l{n}", accounts=(r.id,)) for n, r in enumerate(readings, 1))
    story = Story(id="s", readings=readings, lineages=lineages)
    return moves(story, merge_entities(story)[1])


def only(found: tuple[Move, ...], kind: str) -> Move:
    (move,) = [move for move in found if move.kind == kind]
    return move


def test_an_offer_answers_the_demand_that_names_the_same_measure() -> None:
    found = ledger(
        told("a", "Norway demands that Finland pay 40 million euros."),
        told("b", "Finland offered 10 million euros."),
    )
    demand, offer = only(found, "demand"), only(found, "offer")
    assert offer.answers == (demand.id,)
    assert demand.targets == ("finland",)


def test_a_raised_offer_takes_the_place_of_the_first() -> None:
    found = ledger(
        told("a", "Finland has offered 10 million euros for the post.", "2031-05-08"),
        told("b", "Finland raised its offer to 12 million euros for the post.", "2031-05-09"),
    )
    assert [(move.kind, move.status) for move in found if "10" in move.text] == [("offer", "superseded")]
    assert [(move.kind, move.status) for move in found if "12" in move.text] == [("offer", "open")]


def test_two_demands_in_one_sentence_are_two() -> None:
    found = ledger(told("a", "Norway demands that Finland close its radar post and that Sweden open the harbour."))
    assert [move.kind for move in found] == ["demand", "demand"]


def test_who_is_offered_something_is_its_target() -> None:
    assert only(ledger(told("a", "Norway has offered Finland licences for nine boats.")), "offer").targets == (
        "finland",
    )


def test_a_threat_around_its_saying_keeps_its_condition() -> None:
    threat = only(ledger(told("a", "If the post stays, Norway warned, its navy will close the strait.")), "threat")
    assert threat.actors == ("norway",)
    assert threat.condition == "If the post stays"


def test_the_day_of_the_news_is_that_of_a_plain_past() -> None:
    found = ledger(
        told("a", "Envoys of Norway and Finland met in Oslo on Friday.\n\nFinland rejected the plan for the island.")
    )
    assert only(found, "reject").date == "2031-05-09"


def test_no_day_where_the_paragraph_tells_of_another_or_the_tense_leaves_it_open() -> None:
    opening = "Envoys of Norway and Finland met in Oslo on Friday.\n\n"
    other = told("a", opening + "Norway had spoken of it on Tuesday. Finland rejected the plan for the island.")
    perfect = told("b", opening + "Finland has rejected the plan for the island.")
    joined = told("c", opening + "Finland has studied the plan for the island and rejected it.")
    taken_up = told("d", opening + "President Mikko Salo spoke on Tuesday.\n\nHe rejected the plan for the island.")
    for account in (other, perfect, joined, taken_up):
        assert only(ledger(account), "reject").date is None, account.id


def test_a_question_makes_no_move() -> None:
    assert ledger(told("a", "Norway demands what from Finland?")) == ()


def test_quotations_are_closed_in_lines() -> None:
    assert shorten("Norway called it “a plan without") == "Norway called it “a plan without”"
    assert shorten("a plan”, it said") == "“a plan”, it said"
    assert shorten('it said "no" twice') == 'It said "no" twice'
