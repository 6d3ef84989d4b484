"""Entities of an account: names, kinds, roles, and what pronouns and nominals take up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.read.entities import entities
from readout.read.sentences import sentences
from readout.spans import check, text_hash
from readout.types import Article, Block, Entity, Mention


def read(text: str, language: str | None = "en") -> tuple[tuple[Mention, ...], dict[str, Entity]]:
    blocks = (Block(start=0, end=len(text), role="body"),) if text else ()
    digest = text_hash(text.encode("utf-8", "replace").decode())
    page = Article(id="a", input="a", text=text, text_sha256=digest, language=language, blocks=blocks)
    mentions, found = entities(page, sentences(page), ())
    return mentions, {entity.id: entity for entity in found}


def resolved(text: str, words: str, nth: int = 0) -> str | None:
    """The entity of the mention with these words; fails where there is no such mention."""
    mentions, _ = read(text)
    return [m for m in mentions if text[m.span[0] : m.span[1]] == words][nth].entity


# Each text with its names, as they stand in it, and their kinds; names that are left out must not be found.
NAMES = [
    (
        "Envoys met Norwegian Foreign Minister Ilse Marn in Oslo.",
        {"Norwegian": "group", "Ilse Marn": "person", "Oslo": "place"},
    ),
    ("Gen. J. R. Ostrand of Marn Corp. spoke.", {"J. R. Ostrand": "person", "Marn Corp": "organisation"}),
    ("They signed the Treaty of Aldan on Monday.", {"Treaty of Aldan": "agreement"}),
    (
        "It broke the Short-range Missile Forces (SMF) arms treaty.",
        {"Short-range Missile Forces (SMF) arms treaty": "agreement"},
    ),
    ("The plan of the Ministry of Health and Welfare failed.", {"Ministry of Health and Welfare": "organisation"}),
    ("Earlier the court heard Tan Mei-yu, 43.", {"Tan Mei-yu": "person"}),
    ("The US-led bloc and the EU agreed.", {"US": "place", "EU": "organisation"}),
    ("Talks on the West Bank failed.", {"West Bank": "place"}),
    ("He paid HK$500 and USD105,000.", {}),
    ("Earlier Talks Had Failed, Officials Said.", {}),
    ("Yesterday the river rose.", {}),
    ("Then Martin Luther King Jr. spoke in English.", {"Martin Luther King Jr.": "person"}),
    (
        "Muslims and Kurds fled from Tessel, Norway.",
        {"Muslims": "group", "Kurds": "group", "Tessel": "place", "Norway": "place"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_and_kinds(text: str, expected: dict[str, str]) -> None:
    mentions, _ = read(text)
    named = {text[m.span[0] : m.span[1]]: m.type for m in mentions if text[m.span[0]].isupper() and m.entity}
    assert named == expected


ROLES = [
    ("US Secretary of State Ilse Marn left.", "Ilse Marn", "US Secretary of State"),
    ("Norway's Foreign Minister Ilse Marn left.", "Ilse Marn", "Norway's Foreign Minister"),
    ("NATO’s Secretary General, Ole Tid, left.", "Ole Tid", "NATO’s Secretary General"),
    ("Ole Tid, the Norwegian chancellor, left.", "Ole Tid", "Norwegian chancellor"),
    ("Marn’s deputy, Ole Tid, left.", "Ole Tid", "Marn’s deputy"),
    (
        "Then the Norwegian envoy to the talks in Vienna, Ole Tid, left.",
        "Ole Tid",
        "Norwegian envoy to the talks in Vienna",
    ),
    ("The former president Ole Tid left.", "Ole Tid", "former president"),
    ("Norwegian Foreign Ministry spokeswoman Ilse Marn left.", "Ilse Marn", "Norwegian Foreign Ministry spokeswoman"),
]


@pytest.mark.parametrize(("text", "name", "role"), ROLES)
def test_roles(text: str, name: str, role: str) -> None:
    mentions, found = read(text)
    mention = next(m for m in mentions if text[m.span[0] : m.span[1]] == name)
    assert mention.role is not None
    assert text[mention.role[0] : mention.role[1]] == role
    assert [r.value for r in found[str(mention.entity)].roles] == [role]


def test_spellings_of_one_name_share_an_entity() -> None:
    _, found = read("Sergei Lavrin spoke. Later Sergey Lavrin left. Lavrin was late.")
    assert [n.value for n in found["sergei-lavrin"].names] == ["Sergei Lavrin", "Sergey Lavrin", "Lavrin"]


def test_a_family_name_of_two_people_is_left_open() -> None:
    text = "Ilse Marn met Ole Marn. Then Marn left."
    mentions, _ = read(text)
    assert [m.entity for m in mentions] == ["ilse-marn", "ole-marn", None]


def test_a_family_name_in_use_stays_with_its_bearer() -> None:
    mentions, _ = read("Ilse Marn left. Marn was tired. Her son Ole Marn stayed. Then Marn slept.")
    assert mentions[-1].entity == "ilse-marn"


METONYMS = [
    ("Oslo announced that it wants talks.", "Oslo", "norway"),
    ("Envoys met in Oslo on Monday.", "Oslo", "oslo"),
    ("Oslo, Brussels and NATO have rejected these demands.", "Brussels", "european-union"),
    ("Oslo has categorically rejected this demand.", "Oslo", "norway"),
    ("Envoys spoke of Oslo's demands.", "Oslo", "norway"),
    ("The fire closed Oslo's airport.", "Oslo", "oslo"),
    ("Tensions with Oslo grew.", "Oslo", "norway"),
    ("A trip to Oslo followed.", "Oslo", "oslo"),
    ("He was accused by the Kremlin.", "Kremlin", "russia"),
    ("Downing Street said no.", "Downing Street", "united-kingdom"),
]


@pytest.mark.parametrize(("text", "words", "entity"), METONYMS)
def test_capitals_as_governments_and_as_places(text: str, words: str, entity: str) -> None:
    assert resolved(text, words) == entity


POINTERS = [
    ("Ilse Marn met Ole Tid. She said no.", "She", "ilse-marn"),
    ("“No,” Ole Tid said. “Never,” he added.", "he", "ole-tid"),
    ("Norwegian Foreign Minister Ilse Marn left. The minister was tired.", "The minister", "ilse-marn"),
    (
        "Norwegian Foreign Minister Ilse Marn left. Norway's top diplomat was tired.",
        "Norway's top diplomat",
        "ilse-marn",
    ),
    (
        "Peruvian Foreign Minister Ilse Marn met her Norwegian counterpart Ole Tid. Norway's foreign minister said no.",
        "Norway's foreign minister",
        "ole-tid",
    ),
    ("Norway wants guarantees. It accused the West of lies.", "It", "norway"),
    (
        "Oslo has rejected this demand. The Foreign Ministry said that Peru's request is void.",
        "The Foreign Ministry",
        None,
    ),
    ("Norway wants more. Instead, he accuses the West of plots.", "he", "norway"),
    ("NATO met. The alliance said no.", "The alliance", "nato"),
    (
        "Then Norway's military intelligence service said no.",
        "military intelligence service",
        "norwegian-military-intelligence-service",
    ),
    ("President Ole Tid left. The Tid administration said no.", "Tid administration", "tid-administration"),
    ("Norwegian President Ole Tid left. The Tid administration said no.", "Tid administration", "norway"),
]


@pytest.mark.parametrize(("text", "words", "entity"), POINTERS)
def test_pronouns_and_nominals(text: str, words: str, entity: str | None) -> None:
    if entity is None:
        mentions, _ = read(text)
        assert "norwegian-foreign-ministry" in {m.entity for m in mentions}
    else:
        assert resolved(text, words) == entity


def test_two_equal_candidates_are_left_open() -> None:
    assert resolved("Ole Tid and Karl Pym spoke. He left.", "He") is None


def test_headlines_are_read_with_what_the_text_shows() -> None:
    text = "MARN REJECTS OFFER\n\nForeign Minister Ilse Marn rejected the offer on Monday."
    assert resolved(text, "MARN") == "ilse-marn"


def test_other_languages_are_left_alone() -> None:
    assert read("Der Minister Ole Tid sprach in Oslo.", "de") == ((), {})
    assert read("Ole Tid.", None) == ((), {})


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "Oslo",
                "the",
                "Minister",
                "Ilse",
                "Marn",
                ",",
                "he",
                "said",
                ".",
                "’s",
                "“",
                "”",
                "of",
                "and",
                "-",
                "US",
                "\n",
                "J.",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_any_text_gives_sound_values(text: str) -> None:
    mentions, found = read(text)
    assert read(text) == (mentions, found)
    for mention in mentions:
        assert 0 <= mention.span[0] < mention.span[1] <= len(text)
        assert mention.entity is None or mention.entity in found
    for entity in found.values():
        for sourced in (*entity.names, *entity.roles):
            for item in sourced.evidence:
                check(item, text)


@pytest.mark.parametrize(
    "unit", ["Foreign Minister ", "Oslo, ", "he said ", "Norway's ", "A-", "Ministry of ", "“Oslo” "]
)
def test_long_lines_take_no_quadratic_time(unit: str) -> None:
    read(unit * 4000)


def test_father_and_son_are_two_people() -> None:
    mentions, _ = read("Donald Pym met Donald Pym Jr. in Oslo. Pym left.")
    assert [m.entity for m in mentions] == ["donald-pym", "donald-pym-jr", "oslo", "donald-pym"]


def test_a_former_holder_is_not_the_holder() -> None:
    text = "The former Norwegian President Ole Tid met Norwegian President Ilse Marn. The president left."
    assert resolved(text, "The president") == "ilse-marn"


def test_a_name_that_two_fuller_names_hold_loses_nobody() -> None:
    _, found = read("Abu Hassen Dosk spoke first. Abu Dosk then left. Later Sadir Abu Dosk said that it was over.")
    assert all(entity.names for entity in found.values())
    assert any("Dosk" in entity.name for entity in found.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Fisheries Minister Aud Marn.", {"Aud Marn": "person"}),
        ("The Spice Exporters’ League met.", {"Spice Exporters’ League": "organisation"}),
        ("The Bakers' Union met.", {"Bakers' Union": "organisation"}),
        ("His ministry of Defence spoke of an exercise.", {"Defence Ministry": "organisation"}),
        ("The districts of Quell, Brenn and Tarv voted.", {"Quell": "place", "Brenn": "place", "Tarv": "place"}),
        ("BRENNA – Rain fell.", {"BRENNA": "place"}),
        ("They met Jan Marn on the GDP.", {"Jan Marn": "person"}),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_tells_its_kind(text: str, expected: dict[str, str]) -> None:
    _, found = read(text)
    assert {entity.name: entity.type for entity in found.values()} == expected


def test_an_unlisted_state_has_its_bodies_and_its_people() -> None:
    text = "Quorra closed the road. Quorrian Interior Minister Ilse Marn denied it. The Interior Ministry said so."
    _, found = read(text)
    assert {entity.name: entity.type for entity in found.values()} == {
        "Quorra": "place",
        "Ilse Marn": "person",
        "Quorrian Interior Ministry": "organisation",
    }


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("Ilse Marn came late. The chairwoman of the board said no.", "The chairwoman of the board", "ilse-marn"),
        ("Ilse Marn met Ole Tid. The chairwoman of the board said no.", "The chairwoman of the board", None),
        ("Ole Tid said no.\n\nKarl Brand’s word was short. If it rained, he warned, they swam.", "he w", "karl-brand"),
    ],
)  # fmt: skip
def test_who_was_just_spoken_of(text: str, words: str, entity: str | None) -> None:
    mentions, _ = read(text)
    at = text.rindex(words)
    assert next((m.entity for m in mentions if m.span[0] in {at, at + 4}), None) == entity
