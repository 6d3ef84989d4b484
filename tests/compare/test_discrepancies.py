"""Two short accounts and what is said of their difference; first of all, where nothing is to be said."""

from __future__ import annotations

import pytest

from readout.compare.discrepancies import discrepancies
from readout.compare.material import material
from readout.compare.spellings import respelt

PLACES = ["Ardovia", "Corvia", "Lenz", "Orbe"]


def differences(story, reading, one, two, published=("2031-05-04", "2031-05-04"), **more):
    readings = [
        reading(f"a{i}", text, published=day, places=[p for p in PLACES if p in text], **more)
        for i, (text, day) in enumerate(zip((one, two), published, strict=True), 1)
    ]
    return discrepancies(material(story(*readings)))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # two roundings of one number
        (
            "The flood at Orbe displaced 13,280 people near the dam.",
            "The flood at Orbe displaced 13,000 people near the dam.",
        ),
        ("The flood at Orbe displaced more than 13,000 people.", "The flood at Orbe displaced 13,000 people."),
        (
            "Inflation in Ardovia rose to 3.2 percent in the spring.",
            "Inflation in Ardovia rose to 3 percent in the spring.",
        ),
        # other things counted
        ("The blast at Lenz killed nine soldiers.", "The blast at Lenz wounded four soldiers."),
        (
            "The blast at Lenz killed nine soldiers in the barracks.",
            "The blast at Lenz killed four children in the school.",
        ),
        ("Ardovia sent 40 trucks to Orbe with flour.", "Ardovia sent 60 tents to Orbe with blankets."),
        # other happenings
        ("The fire at Orbe killed nine miners.", "The crash at Lenz killed four miners."),
        # the same list in another order
        (
            "Ardovia closed its crossings at Dorn, Ulm and Sarre.",
            "Ardovia closed its crossings at Sarre, Dorn and Ulm.",
        ),
        # written before and after
        ("The ministers of Ardovia and Corvia will meet in Lenz.", "The ministers of Ardovia and Corvia met in Lenz."),
        # a distance in time counts nothing
        ("The talks in Lenz came 11 days after the first round.", "The talks in Lenz came 12 days before the vote."),
        # a part of a set against the whole
        (
            "Five border guards were killed at the Lenz checkpoint by a mine.",
            "Three of the slain border guards at the Lenz checkpoint were killed by a mine.",
        ),
        # a number that only tells what kind of thing is meant
        ("Wages in Ardovia fell to a 30-year low in spring.", "Wages in Ardovia fell to a 31-year low in spring."),
        # people and cases
        (
            "The fever in Orbe has killed at least 170 people and infected 7,834.",
            "The fever in Orbe spread on, with almost 10,000 cases.",
        ),
        # two estimates that cannot stand for one another, and do not exclude one another
        (
            "The flood at Orbe displaced about 26,000 villagers in the valley.",
            "The flood at Orbe displaced 28,000 villagers in the valley.",
        ),
        (
            "The flood at Orbe displaced more than 100 villagers in the valley.",
            "The flood at Orbe displaced about 200 villagers in the valley.",
        ),
        # shares of two things
        ("Turnout in Orbe was 61 percent.", "Inflation in Orbe was 71 percent."),
        ("", ""),
    ],
)
def test_no_wolf_is_cried(story, reading, one, two):
    assert differences(story, reading, one, two) == ()


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        (
            "The blast at Lenz barracks killed nine Ardovian soldiers.",
            "Four Ardovian soldiers were killed by the blast at Lenz barracks.",
            "contradicts",
        ),
        (
            "Some 40 prisoners will be exchanged by Ardovia at the Orbe bridge checkpoint.",
            "Dozens of prisoners will be exchanged by Ardovia at the Orbe bridge checkpoint.",
            "refines",
        ),
        (
            "The strike cost the Orbe railway company 12 million crowns a day.",
            "The strike cost the Orbe railway company 12 million crowns in all.",
            "contradicts",
        ),
        ("Turnout was 71 per cent in the evening.", "It put the turnout at 61 percent.", "contradicts"),
        ("The 24 students are home in Lenz.", "Twenty-two students came home to Lenz.", "contradicts"),
        (
            "The council of Lenz backed the mayor, with seven abstentions, on Monday.",
            "The council of Lenz has supported the mayor Monday, in 17 abstentions.",
            "contradicts",
        ),
    ],
)
def test_numbers(story, reading, one, two, relation):
    (found,) = differences(story, reading, one, two)
    assert (found.about, found.relation) == ("number", relation)
    assert [{e.account for e in side.evidence} for side in found.sides] in ([{"a1"}, {"a2"}], [{"a2"}, {"a1"}])


def test_a_toll_that_grew_is_superseded_and_says_which_is_later(story, reading):
    (found,) = differences(
        story,
        reading,
        "The mudslide at Orbe valley killed twelve villagers.",
        "The mudslide at Orbe valley killed seventeen villagers.",
        published=("2031-05-04", "2031-05-06"),
    )
    assert (found.relation, [side.value for side in found.sides]) == (
        "supersedes",
        ["twelve villagers", "seventeen villagers"],
    )


def test_an_account_that_knows_both_numbers_contradicts_nobody(story, reading):
    four = "The blast at Lenz barracks killed four soldiers."
    both = f"The blast at Lenz barracks killed nine soldiers. Earlier reports spoke otherwise. {four}"
    assert differences(story, reading, both, four) == ()


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ("Sergei Orlov", "Sergey Orlov", "respells"),
        ("Daud Remes", "Dawud Remes", "respells"),
        ("Vanda Orell", "Wanda Orell", "respells"),
        ("Sonja Vint", "Sonja Pint", None),
        ("Sergei Orlov", "SERGEI ORLOV", None),
        ("José Luna", "Jose Luna", None),
        ("Joe Hale", "Joseph Hale", None),
        ("Sergei Orlov", "Sergei Orlova", None),
    ],
)
def test_names(story, reading, one, two, relation):
    readings = [reading(f"a{i}", f"{name} left.", people=[name]) for i, name in enumerate((one, two), 1)]
    found = discrepancies(material(story(*readings)))
    assert [d.relation for d in found] == ([relation] if relation else [])


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("reformists",), ("reformist",), False),
        (("ardovians",), ("ardovianic",), False),
        (("u", "n"), ("united", "nations"), False),
        (("teresa", "holm"), ("theresa", "holm"), True),
    ],
)
def test_derived_words_and_initials_are_no_spellings(one, two, same):
    assert respelt(one, two) is same


@pytest.mark.parametrize(
    ("one", "two", "differs"),
    [
        ("Deputy Secretary of State", "Assistant Secretary of State", True),
        ("Interior Minister", "Defence Minister", True),
        ("Deputy Foreign Minister", "Foreign Minister", False),
        ("Foreign Minister", "top diplomat", False),
        ("Ardovian Foreign Minister", "Foreign Minister", False),
        ("former Interior Minister", "Defence Minister", False),
    ],
)
def test_titles(story, reading, one, two, differs):
    readings = [
        reading(f"a{i}", f"{title} Ilse Marn left.", people=["Ilse Marn"], roles={"Ilse Marn": title})
        for i, title in enumerate((one, two), 1)
    ]
    found = discrepancies(material(story(*readings)))
    assert [(d.about, d.relation) for d in found] == ([("title", "contradicts")] if differs else [])


@pytest.mark.parametrize(
    ("one", "two", "sides"),
    [
        ("“We do not expect any settlement this week,”", "“We do not expect a settlement this week,”", 2),
        ("“We will defend the harbour to the end,”", '"We will defend the harbor to the end,"', 0),
        ("“We will defend the harbour to the end,”", "“We will defend the harbour,”", 0),
        (
            "“We did not cross the river to go home without our bread,”",
            "“We have not crossed the river in order to return to the house without our bread,”",
            2,
        ),
    ],
)
def test_wordings(story, reading, one, two, sides):
    readings = [
        reading(f"a{i}", f"{words} Ilse Marn said.", people=["Ilse Marn"], said=[("Ilse Marn", "said", words)])
        for i, words in enumerate((one, two), 1)
    ]
    found = discrepancies(material(story(*readings)))
    assert [(d.about, d.relation, len(d.sides)) for d in found] == ([("wording", "rewords", sides)] if sides else [])


def stance(reading, account, published, text, *, kind, trigger, theme):
    return reading(
        account,
        text,
        published=published,
        places=["Ardovia"],
        events=[
            {
                "type": "AGREE" if kind == "promise" else "REJECT",
                "trigger": trigger,
                "clause": text.rstrip("."),
                "theme": theme,
                "actor_ids": ("ardovia",),
                "move": kind,
            }
        ],
    )


@pytest.mark.parametrize(("later", "count"), [("2031-05-06", 1), ("2031-05-04", 0)])
def test_a_refusal_that_was_overtaken_needs_an_order_in_time(story, reading, later, count):
    refused = stance(
        reading,
        "a1",
        "2031-05-04",
        "Ardovia refused a written reply to the ultimatum.",
        kind="reject",
        trigger="refused",
        theme="a written reply to the ultimatum",
    )
    agreed = stance(
        reading,
        "a2",
        later,
        "Ardovia agreed to send a written reply to the ultimatum.",
        kind="promise",
        trigger="agreed",
        theme="to send a written reply to the ultimatum",
    )
    found = discrepancies(material(story(refused, agreed)))
    assert [(d.about, d.relation) for d in found] == [("outcome", "supersedes")] * count
    if found:
        assert found[0].sides[0].evidence[0].account == "a1"
        assert "2031-05-04" in found[0].text and "2031-05-06" in found[0].text


def test_one_happening_on_two_days(story, reading):
    one = reading(
        "a1",
        "The frigate Halcyon sank off Lenz harbour on 3 May.",
        published="2031-05-06",
        times=[("3 May", "2031-05-03", "2031-05-03")],
    )
    two = reading(
        "a2",
        "The frigate Halcyon sank off Lenz harbour on 4 May.",
        published="2031-05-06",
        times=[("4 May", "2031-05-04", "2031-05-04")],
    )
    (found,) = discrepancies(material(story(one, two)))
    assert (found.about, found.relation) == ("date", "contradicts")


def test_fact_here_and_claim_there(story, reading):
    one = reading("a1", "Ardovia moved forty armoured lorries through the Selm tunnel.", places=["Ardovia"])
    two = reading(
        "a2",
        "Jan Holm said that Ardovia had moved forty armoured lorries through the Selm tunnel.",
        people=["Jan Holm"],
        places=["Ardovia"],
        said=[("Jan Holm", "said", "that Ardovia had moved forty armoured lorries through the Selm tunnel")],
    )
    (found,) = discrepancies(material(story(one, two)))
    assert (found.about, found.relation) == ("attribution", "refines")
    assert "Jan Holm" in found.text
