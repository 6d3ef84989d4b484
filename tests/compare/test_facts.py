from __future__ import annotations

import msgspec
import pytest

from readout.compare.facts import facts, line
from readout.compare.material import material


def found(story, reading, *texts, together=(), **more):
    places = ["Ardovia", "Corvia", "Lenz", "Orbe"]
    readings = [
        reading(f"a{i}", text, places=[p for p in places if p in text], **more) for i, text in enumerate(texts, 1)
    ]
    return facts(material(story(*readings, together=together)))


BORDER = "Ardovia has stationed some 6,000 soldiers along the frozen river Selm."


def test_a_fact_counts_lineages_and_not_reprints(story, reading):
    (fact,) = found(
        story,
        reading,
        BORDER,
        BORDER,
        "Ardovia deployed 6,000 troops along the frozen river Selm.",
        together=[["a1", "a2"]],
    )
    assert (fact.accounts, fact.independent) == (("a1", "a2", "a3"), 2)
    assert {item.account for item in fact.evidence} == {"a1", "a2", "a3"}
    (alone,) = found(story, reading, BORDER, BORDER, together=[["a1", "a2"]])
    assert alone.independent == 1


def test_the_line_of_a_fact_is_not_one_that_only_dates_another_thing(story, reading):
    aside = "Ardovia blamed Corvia before it stationed 6,000 soldiers along the frozen river Selm."
    (fact,) = (f for f in found(story, reading, aside, BORDER) if "6,000" in f.text)
    assert fact.text.startswith("Ardovia has stationed")


def test_what_an_account_prints_twice_joins_those_who_print_it_once(story, reading):
    word = "“The frozen river Selm is closed to every ship.”"
    said = ("Marn", "said", "The frozen river Selm is closed to every ship.")
    one = reading("a1", f"{word} Marn said. A note was shown. {word}", people=["Marn"], said=[said])
    two = reading("a2", f"{word} Marn said.", people=["Marn"], said=[said])
    three = reading("a3", f"A sign hung there. {word}")
    made = [fact for fact in facts(material(story(one, two, three))) if "closed to every ship" in fact.text]
    assert [fact.independent for fact in made] == [3]


@pytest.mark.parametrize(
    "other",
    [
        "Ardovia has stationed some 9,000 soldiers along the frozen river Selm.",
        "Ardovia has not stationed soldiers along the frozen river Selm.",
        "Corvia has stationed some 6,000 soldiers along the frozen river Selm.",
        "A choir sang in the old theatre of Orbe until midnight.",
    ],
)
def test_other_numbers_parties_or_a_negation_make_no_shared_fact(story, reading, other):
    assert found(story, reading, BORDER, other) == ()


def test_who_did_it_to_whom_matters(story, reading):
    assert (
        found(
            story,
            reading,
            "Ardovia accused Corvia of smuggling rifles through the tunnel.",
            "Corvia accused Ardovia of smuggling rifles through the tunnel.",
        )
        == ()
    )


def test_a_shared_day_pins_two_wordings_to_one_happening(story, reading):
    one = reading(
        "a1",
        "The ceasefire has been in force since March 2, when the guns fell silent.",
        times=[("March 2", "2031-03-02", "2031-03-02")],
    )
    two = reading(
        "a2", "A ceasefire has held, more or less, since 2 March.", times=[("2 March", "2031-03-02", "2031-03-02")]
    )
    (fact,) = facts(material(story(one, two)))
    assert fact.independent == 2


def test_a_claim_and_the_same_clause_as_fact_are_not_one_fact(story, reading):
    one = reading("a1", BORDER, places=["Ardovia"])
    two = reading(
        "a2",
        "Jan Holm said that Ardovia has stationed some 6,000 soldiers along the frozen river Selm.",
        people=["Jan Holm"],
        places=["Ardovia"],
        said=[("Jan Holm", "said", "that Ardovia has stationed some 6,000 soldiers along the frozen river Selm")],
    )
    assert all(fact.independent == 1 for fact in facts(material(story(one, two))))


@pytest.mark.parametrize(
    ("text", "start", "told"),
    [
        (
            "Ardovia wanted the tunnel, but closed it in May.",
            "closed",
            "Ardovia wanted the tunnel, but closed it in May",
        ),
        ("Ardovia wanted the tunnel, but Corvia closed it.", "Corvia", "Corvia closed it"),
        ("“We will dig. And we will pay for it.”", "And", "“And we will pay for it.”"),
        ('"We will dig on. We will pay for it."', '"We', '"We will dig on"'),
        ("The “old tunnel” was closed by Corvia.", "The", "The “old tunnel” was closed by Corvia"),
    ],
)
def test_a_fact_can_be_read_by_itself(story, reading, text, start, told):
    found = material(story(reading("a1", text, places=["Ardovia"]))).clauses
    at = text.index(start)
    end = len(text) if told.endswith("”") else text.index(".", at)
    clause = msgspec.structs.replace(found[0], span=(at, end), shown=(at, end), sentence=(0, len(text)))
    assert line(clause, text, {}) == told


def test_copies_of_one_text_have_one_vote(story, reading):
    plain = "Ardovia has offered Corvia licences for 30 boats on the bank."
    copied = "Ardovia was ready to license 30 Corvian boats for the season that opens on the old bank in July."
    fact = found(
        story,
        reading,
        plain,
        copied,
        copied,
        copied,
        "Ardovia offers licences for 30 boats to Corvia.",
        together=[["a2", "a3", "a4"]],
    )[0]
    assert {"a1", "a5"} <= set(fact.accounts)


def test_a_promise_quoted_and_a_promise_told_are_no_fact_for_the_cue_alone(story, reading):
    assert (
        found(
            story,
            reading,
            "Ardovia pledged to keep the blockade of Orbe until the prisoners walk free.",
            "Ardovia promised to rebuild the lighthouse and the grain harbour.",
        )
        == ()
    )


def test_a_short_clause_is_worth_a_line_for_its_amount_and_not_for_a_date_alone(story, reading):
    (fact,) = found(
        story, reading, "The railway raised its offer to 6.5 percent.", "The railway’s last offer was 6.5 percent."
    )
    assert fact.independent == 2
    day = [("September 30, 2031", "2031-09-30", "2031-09-30")]
    stamp = "Jan Holm (@janholm) September 30, 2031"
    assert found(story, reading, stamp, stamp, people=["Jan Holm"], times=day) == ()
