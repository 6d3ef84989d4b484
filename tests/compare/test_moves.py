from __future__ import annotations

import pytest

from readout.compare.acting_for import acts_for
from readout.compare.entities import merge_entities
from readout.compare.moves import moves
from readout.spans import check
from readout.types import Move, Reading
from tests.compare.stories import story, told


def ledger(*readings: Reading) -> tuple[Move, ...]:
    one = story(*readings)
    _, entity_of = merge_entities(one)
    found = moves(one, entity_of)
    texts = {reading.id: reading.text for reading in readings}
    known = {move.id for move in found}
    for move in found:
        assert move.evidence
        assert set(move.answers) < known
        for item in move.evidence:
            check(item, texts[item.account])
    return found


DEMAND = "Norway demands that Finland remove its radar post from the island of Selm."


def test_a_demand_and_its_refusal() -> None:
    demand, refusal = ledger(told("a", DEMAND + " Finland has rejected this demand."))
    assert (demand.kind, demand.actors, demand.status) == ("demand", ("norway",), "rejected")
    assert (refusal.kind, refusal.actors, refusal.answers) == ("reject", ("finland",), (demand.id,))
    assert refusal.targets == ("norway",)
    assert refusal.status == "stands"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("She refused to discuss the radar post of Finland.", "Ilse Marn refuses to discuss the radar post of Finland"),
        ("On Friday she complained about the radar post.", "Ilse Marn complained about the radar post"),
        ("In Selm, Ilse Marn complained about the radar post.", "Ilse Marn complained about the radar post"),
        ("She declined to comment on the strait.", "Ilse Marn declines to comment on the strait"),
    ],
)
def test_lines_read_as_sentences(text: str, line: str) -> None:
    assert [move.text for move in ledger(told("a", f"President Ilse Marn spoke in Selm. {text}"))] == [line]


def test_members_of_a_party_act_in_the_plural() -> None:
    (move,) = ledger(told("a", "Democrats accused Finland of hiding the radar post."))
    assert move.text == "Democrats accuse Finland of hiding the radar post"


def test_one_step_in_two_accounts_is_one_move() -> None:
    other = told("b", "Norway wants the radar post on the island of Selm removed. Otherwise the day was calm.")
    (demand,) = ledger(told("a", DEMAND), other)
    assert {item.account for item in demand.evidence} == {"a", "b"}


def test_answers_are_found_across_accounts_by_what_they_are_about() -> None:
    found = ledger(told("a", DEMAND), told("b", "Finland refused to remove the radar post from the island of Selm."))
    refusal = next(move for move in found if move.kind == "reject")
    assert [move.kind for move in found if move.id in refusal.answers] == ["demand"]


def test_nothing_is_answered_where_it_is_unclear() -> None:
    found = ledger(told("a", DEMAND), told("b", "Finland rejected a tax on imported timber."))
    assert all(move.answers == () for move in found)


def test_a_promise_overtakes_a_refusal_of_the_same_thing() -> None:
    before = told("a", "On Wednesday, Finland said it will not give a written answer to the questions.", "2031-05-08")
    after = told("b", "Finland has agreed to give a written answer to the questions next week.", "2031-05-09")
    found = {move.kind: move for move in ledger(before, after)}
    assert found["reject"].date == "2031-05-07"
    assert found["reject"].status == "superseded"
    assert found["promise"].status == "stands"


def test_a_threat_keeps_its_condition() -> None:
    (threat,) = ledger(told("a", "Finland warned of a swift response if Norway closes the strait."))
    assert (threat.kind, threat.condition) == ("threat", "if Norway closes the strait")


def test_an_accusation_and_its_denial() -> None:
    accuse, deny = ledger(told("a", "Finland is accused by Norway of planning a blockade, which it denies."))
    assert (accuse.kind, accuse.actors, accuse.targets) == ("accuse", ("norway",), ("finland",))
    assert deny.kind == "deny"


def test_denied_and_alleged_acts_are_no_moves() -> None:
    assert ledger(told("a", "Norway has not rejected the plan. Norway allegedly offered money.")) == ()


def test_lines_are_made_of_names_and_words_of_the_accounts() -> None:
    (demand,) = ledger(told("a", "Norway insists that Finland should leave the valley."))
    assert demand.text.startswith("Norway ")
    assert "Finland should leave the valley" in demand.text


def test_numbers_follow_the_dates_and_not_the_order_of_accounts() -> None:
    one = told("a", "On Thursday, Norway rejected the plan for a bridge.")
    two = told("b", "On Wednesday, Finland accused Norway of delay.")
    assert ledger(one, two) == ledger(two, one)
    assert [move.date for move in ledger(one, two)] == ["2031-05-07", "2031-05-08"]
    assert [move.id for move in ledger(one, two)] == ["m1", "m2"]


def test_ministers_act_for_the_state_of_their_title() -> None:
    one = story(
        told(
            "a",
            "Norwegian Foreign Minister Ilse Marn met Dutch Prime Minister Otto Dray. Norway and the Netherlands talk.",
        )
    )
    _, entity_of = merge_entities(one)
    party = acts_for(one, entity_of)
    assert party["ilse-marn"] == "norway"
    assert party["otto-dray"] == "netherlands"


def test_a_bare_answer_is_for_what_was_told_before() -> None:
    demand, answer = ledger(told("a", DEMAND + " Finland refused."))
    assert (demand.status, answer.answers) == ("rejected", (demand.id,))


def test_a_pronoun_points_back() -> None:
    demand, answer = ledger(told("a", DEMAND + " Finland rejected it on Friday."))
    assert answer.answers == (demand.id,) or demand.answers == (answer.id,)


def test_a_show_of_force_in_two_accounts_is_one_move() -> None:
    one = told("a", "Norway announced on Thursday large naval exercises in the Barents Sea.")
    two = told("b", "Norway on Thursday announced large naval drills in the Barents Sea.")
    (show,) = ledger(one, two)
    assert (show.kind, show.date) == ("show-of-force", "2031-05-08")
    assert {item.account for item in show.evidence} == {"a", "b"}


def test_what_it_points_to_tells_what_a_step_is_about() -> None:
    one = told("a", "Norway accused Finland of fishing in the strait. Finland denies it.")
    two = told("b", "Norway accused Finland of fishing in the strait. Finland denied fishing in the strait.")
    assert [move.kind for move in ledger(one, two)] == ["accuse", "deny"]


def test_who_says_he_never_did_it_answers_those_who_say_he_did() -> None:
    text = "Ilse Marn said that Finland had promised a loan for the bridge. Finland said it never gave such a word."
    promise, deny = ledger(told("a", text))
    assert (promise.kind, deny.kind, deny.answers) == ("promise", "deny", (promise.id,))


def test_both_sides_are_the_two_of_the_quarrel() -> None:
    text = (
        "Norway accused Finland of delay. Finland accused Norway of fraud. Norway urged Finland to open the strait. "
        "Both sides pledged to free the ship."
    )
    promise = next(move for move in ledger(told("a", text)) if move.kind == "promise")
    assert promise.actors == ("finland", "norway")


def test_the_ledger_of_many_accounts_costs_no_more_an_account() -> None:
    texts = [DEMAND + f" Finland refused to remove post number {n} from the island." for n in range(60)]
    assert len(ledger(*(told(f"a{n}", text) for n, text in enumerate(texts)))) >= 2
