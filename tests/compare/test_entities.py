from __future__ import annotations

import pytest

from readout.compare.entities import merge_entities, skeleton


def ids(story, reading, *accounts):
    """The readout id of every local entity, by account; an account is the list of its persons' names."""
    readings = [reading(f"a{i}", ". ".join(names) + ".", people=names) for i, names in enumerate(accounts, 1)]
    return merge_entities(story(*readings))


@pytest.mark.parametrize(
    ("accounts", "count"),
    [
        ((["Sergei Orlov"], ["Sergey Orlov"]), 1),
        ((["Anthony Marsh"], ["Antony Marsh"], ["Marsh"]), 1),
        ((["Petro Zelenka"], ["Petro Zelenko"]), 2),
        ((["Ana Ruiz"], ["Eva Ruiz"], ["Ruiz"]), 3),
        ((["Ruiz"], ["Ruiz"]), 1),
        ((["J. Holm"], ["Jan Holm"]), 1),
        ((["J. Holm"], ["Jan Holm"], ["Jon Holm"]), 3),
        ((["Carl Berg"], ["Carl Berg Jr"]), 2),
        ((["Min Jong Ok"], ["Min"]), 1),
        ((["Oleh Hrytsenko"], ["Oleg Hritsenko"]), 1),
        ((["Ana Ruiz", "Ruiz"], ["Ruiz"]), 2),
    ],
)
def test_persons_become_one_only_where_no_other_bearer_is_known(story, reading, accounts, count):
    entities, entity_of = ids(story, reading, *accounts)
    assert len(entities) == count
    assert set(entity_of.values()) == {entity.id for entity in entities}


def test_of_two_bearers_of_a_surname_a_bare_name_is_the_one_who_holds_its_office(story, reading):
    roles = {"Petr Varga": "President", "Varga": "President", "Ilse Varga": "first lady"}
    one = reading("a1", "President Petr Varga spoke.", people=["Petr Varga"], roles={"Petr Varga": "President"})
    two = reading(
        "a2", "President Varga came with first lady Ilse Varga.", people=["Varga", "Ilse Varga"],
        roles={name: roles[name] for name in ("Varga", "Ilse Varga")},
    )  # fmt: skip
    three = reading("a3", "Varga left.", people=["Varga"])
    _, entity_of = merge_entities(story(one, two, three))
    assert entity_of["a1", "petr-varga"] == entity_of["a2", "varga"]
    assert entity_of["a3", "varga"] == entity_of["a1", "petr-varga"]
    assert entity_of["a2", "ilse-varga"] != entity_of["a1", "petr-varga"]


def test_all_names_and_roles_are_kept_with_evidence(story, reading):
    one = reading(
        "a1",
        "Foreign Minister Sergei Orlov spoke.",
        people=["Sergei Orlov"],
        roles={"Sergei Orlov": "Foreign Minister"},
    )
    two = reading("a2", "Top diplomat Sergey Orlov left. Orlov said no.", people=["Sergey Orlov=Orlov"])
    (orlov,), _ = merge_entities(story(one, two))
    assert [name.value for name in orlov.names] == ["Orlov", "Sergei Orlov", "Sergey Orlov"]
    assert [role.value for role in orlov.roles] == ["Foreign Minister"]
    assert all(source.evidence for source in (*orlov.names, *orlov.roles))
    assert orlov.id == "sergei-orlov"


def test_places_and_organisations_of_two_spellings(story, reading):
    one = reading(
        "a1",
        "Kyiv and the Northern Atlantic Grain Union agreed.",
        places=["Kyiv"],
        organisations=["Northern Atlantic Grain Union"],
    )
    two = reading("a2", "Kiev and NAGU agreed.", places=["Kiev"], organisations=["NAGU"])
    entities, entity_of = merge_entities(story(one, two))
    assert len(entities) == 2
    assert entity_of["a1", "kyiv"] == entity_of["a2", "kiev"]
    assert entity_of["a2", "nagu"] == "northern-atlantic-grain-union"


def test_an_acronym_may_leave_out_the_last_word(story, reading):
    one = reading(
        "a1",
        "The Board for River Control and Prevention met.",
        organisations=["Board for River Control and Prevention"],
    )
    two = reading("a2", "The BRC met.", organisations=["BRC"])
    entities, _ = merge_entities(story(one, two))
    assert len(entities) == 1


def test_one_word_of_two_types_is_what_most_take_it_for_unless_it_is_a_surname(story, reading):
    one = reading("a1", "Velmar closed the border.", places=["Velmar"])
    two = reading("a2", "Velmar said no.", people=["Velmar"])
    three = reading("a3", "Velmar agreed.", places=["Velmar"])
    entities, _ = merge_entities(story(one, two, three))
    assert [(e.id, e.type) for e in entities] == [("velmar", "place")]
    four = reading("a4", "Anna Velmar scored.", people=["Anna Velmar"])
    entities, _ = merge_entities(story(one, two, four))
    assert {(e.id, e.type) for e in entities} == {("velmar", "place"), ("anna-velmar", "person")}


def test_order_of_accounts_within_a_group_decides_nothing_but_evidence(story, reading):
    one, two, three = (
        reading(f"a{i}", f"{name} spoke.", people=[name]) for i, name in enumerate(["Vera Kol", "Kol", "Vera Kol"])
    )
    forward = {e.id for e in merge_entities(story(one, two, three))[0]}
    backward = {e.id for e in merge_entities(story(three, two, one))[0]}
    assert forward == backward == {"vera-kol"}


def test_skeleton_levels_transliteration():
    assert skeleton("khrushchyov") == skeleton("hrushchiov")
    assert skeleton("marsh") != skeleton("marx")


@pytest.mark.parametrize(
    ("roles", "count"), [(("Harbour Party leader", "Harbour Party leader"), 1), (("mayor", "judge"), 2)]
)
def test_given_names_that_differ_at_the_end_are_one_only_in_one_role(story, reading, roles, count):
    one = reading("a1", f"{roles[0]} Celestin Ado.", people=["Celestin Ado"], roles={"Celestin Ado": roles[0]})
    two = reading("a2", f"{roles[1]} Celestine Ado.", people=["Celestine Ado"], roles={"Celestine Ado": roles[1]})
    assert len(merge_entities(story(one, two))[0]) == count


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("Velmar River Board", "Velmarian River Board", 2),
        ("Velmarian River Board", "River Board", 2),
        ("Velmarian Interior Ministry", "Interior Ministry", 3),
        ("Velmarian River Board", "Tessian River Board", 3),
        ("bakers’ union", "union of bakers", 2),
    ],
)
def test_a_body_with_and_without_its_state_is_one_unless_every_state_has_one(story, reading, first, second, count):
    one = reading("a1", f"The {first} met in Velmar.", organisations=[first], places=["Velmar"])
    two = reading("a2", f"The {second} met.", organisations=[second])
    entities, _ = merge_entities(story(one, two))
    assert len(entities) == count


def names(*texts: str) -> dict[str, str]:
    """The story's entities by name, each with its type."""
    from tests.compare.stories import story, told

    merged, _ = merge_entities(story(*(told(f"a{n}", text) for n, text in enumerate(texts, 1))))
    return {entity.name: entity.type for entity in merged}


def test_a_body_called_by_its_head_is_the_one_body_of_that_head():
    found = names(
        "The Council of the Marn Valley said that it would talk. The Council has sent a letter.",
        "The Council rejected the plan, the mayor of Aldan said.",
    )
    assert [name for name in found if "Council" in name] == ["Council of the Marn Valley"]


def test_two_bodies_of_one_head_keep_a_bare_head_apart():
    found = names(
        "The Lakes Council said that it would talk. The Hills Council said that it would not.",
        "The Council rejected the plan on Friday, and the Council left.",
    )
    assert {"Lakes Council", "Hills Council"} <= set(found)


def test_a_name_turned_round_by_a_translation_is_the_same_name():
    found = names(
        "The Basin Group rejected the draft. The Northern Compact welcomed it.",
        "The Group of the Basin rejected the draft. The Compact of the North welcomed it.",
    )
    assert len([name for name in found if "Basin" in name or "Compact" in name]) == 2
