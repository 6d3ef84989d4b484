from __future__ import annotations

from typing import Any

import msgspec

from readout.render.facets import facets
from readout.types import Readout


def test_every_value_of_a_filter_is_a_lines_value(story: dict[str, Any]) -> None:
    readout: Readout = story["READOUT"]
    found = facets(readout, 2031)
    names = {entity.name for entity in readout.entities}
    assert {choice.name for choice in (*found.speakers, *found.parties)} <= names
    assert [choice.name.casefold() for choice in found.speakers] == sorted(c.name.casefold() for c in found.speakers)
    persons = {entity.name for entity in readout.entities if entity.type == "person"}
    assert not persons & {choice.name for choice in found.parties}
    assert [choice.value for choice in found.days] == sorted(choice.value for choice in found.days)
    kinds = {choice.value for _, choices in found.kinds for choice in choices}
    assert {move.kind for move in readout.moves} <= kinds
    assert {item.relation for item in readout.discrepancies} <= kinds


def test_a_day_is_offered_only_where_a_line_names_it(story: dict[str, Any]) -> None:
    readout: Readout = story["READOUT"]
    wide, day = (msgspec.structs.replace(readout.timeline[0], date=date) for date in ("2031-05", "2031-05-07"))
    found = facets(msgspec.structs.replace(readout, timeline=(wide, day), moves=(), statements=()))
    assert [(choice.value, choice.lines) for choice in found.days] == [("2031-05-07", 1)]


def test_a_line_says_what_it_is(story: dict[str, Any]) -> None:
    readout: Readout = story["READOUT"]
    found = facets(readout)
    one, other = readout.entities[0].id, readout.entities[1].id
    line = found.of(["demand", "demand"], [one], [other], ["2031-03-14", "2031-03-10/2031-03-16", None, "soon"])
    assert line == (
        f'data-kind="demand" data-who="{found.numbers[one]} {found.numbers[other]}" '
        f'data-say="{found.numbers[other]}" data-day="2031-03-14 2031-03-10/2031-03-16"'
    )
    assert found.of(["fact"], ["nobody"]) == 'data-kind="fact"'
    assert "data-day" not in found.of(["happened"], dates=["2031"])  # a year is no day


def test_names_are_found_as_whole_words(story: dict[str, Any]) -> None:
    readout: Readout = story["READOUT"]
    found = facets(readout)
    named = next(entity for entity in readout.entities if entity.name == "Velmar")
    assert named.id in found.mentioned("Velmar asked for water")
    assert named.id not in found.mentioned("the Velmarian side asked")


def test_hostile_kinds_and_ids_stay_in_their_attribute(story: dict[str, Any]) -> None:
    readout: Readout = story["READOUT"]
    entity = msgspec.structs.replace(readout.entities[0], id='"><script>')
    found = facets(msgspec.structs.replace(readout, entities=(entity,)))
    assert "<" not in found.of(['"><b>'], ['"><script>'])
