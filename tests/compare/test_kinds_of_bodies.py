from __future__ import annotations

import pytest

from readout.compare.acting_for import acts_for
from readout.compare.kinds_of_bodies import Kinds, kinds_of, told_by_kind
from readout.spans import text_hash
from readout.types import Entity, Lineage, Reading, Sourced, Story

ENTITIES = (
    Entity(id="dockers-union", name="Dockers’ Union", type="organisation"),
    Entity(id="ada-voss", name="Ada Voss", type="person", roles=(Sourced(value="union’s leader"),)),
    Entity(id="ilse-marn", name="Ilse Marn", type="person", roles=(Sourced(value="spokeswoman of Voss"),)),
    Entity(
        id="karl-brandt", name="Karl Brandt", type="person", roles=(Sourced(value="former head of the Dockers’ Union"),)
    ),
    Entity(id="voss-administration", name="Voss administration", type="organisation"),
)


def story(*entities: Entity) -> tuple[Story, dict[tuple[str, str], str]]:
    reading = Reading(id="a", input="a", text="", text_sha256=text_hash(""), language="en", entities=entities)
    one = Story(id="s", readings=(reading,), lineages=(Lineage(id="l1", accounts=("a",)),))
    return one, {("a", entity.id): entity.id for entity in entities}


@pytest.mark.parametrize(("words", "kind"), [("The union", "union"), ("the Union", None), ("union", None), ("", None)])
def test_a_kind_stands_after_an_article(words: str, kind: str | None) -> None:
    assert told_by_kind(words) == kind


def test_one_body_of_a_kind_is_meant_and_of_two_none() -> None:
    assert kinds_of("Dockers’ Union") == ("union",)
    assert Kinds(*story(*ENTITIES)).of("a", "union") == "dockers-union"
    second = Entity(id="civic-union", name="Civic Union", type="organisation")
    assert Kinds(*story(*ENTITIES, second)).of("a", "union") is None


def test_a_body_told_by_its_kind_alone_is_the_one_named_in_full() -> None:
    kinds = Kinds(*story(*ENTITIES))
    assert kinds.named_by({"Union", "the Union"}) == "dockers-union"
    assert kinds.named_by({"Union", "Dockers"}) is None


def test_who_acts_for_whom() -> None:
    party = acts_for(*story(*ENTITIES))
    assert party["ada-voss"] == "dockers-union"
    assert party["ilse-marn"] == "dockers-union"
    assert party["voss-administration"] == "dockers-union"
    assert party["karl-brandt"] == "karl-brandt"
