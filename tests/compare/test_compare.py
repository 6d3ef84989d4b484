from __future__ import annotations

import msgspec
import pytest

from readout.compare import compare
from readout.spans import check
from readout.types import Dropped, Evidence, Story


def evidence_in(value):
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from evidence_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from evidence_in(item)


@pytest.fixture
def event(story, reading):
    common = {"people": ["Ilse Marn=Marn"], "places": ["Ardovia", "Corvia", "Lenz"]}
    one = reading(
        "a1",
        "Ardovia and Corvia met in Lenz\nIlse Marn said that Ardovia would send 40 trucks of flour to Lenz. "
        "Ardovia accused Corvia of burning the mill at the river Selm. "
        "The ferry of Lenz was repainted green by volunteers from the orphanage.",
        title="Ardovia and Corvia met in Lenz",
        published="2031-05-09",
        said=[("Ilse Marn", "said", "that Ardovia would send 40 trucks of flour to Lenz")],
        **common,
    )
    two = reading(
        "a2",
        "Ardovia will send 40 lorries of flour to Lenz, Ilse Marn said. "
        "Ardovia accused Corvia of burning the mill at the Selm river.",
        published="2031-05-09",
        said=[("Ilse Marn", "said", "Ardovia will send 40 lorries of flour to Lenz")],
        **common,
    )
    three = reading(
        "a3",
        "In Lenz, Corvia was accused by Ardovia of burning the mill at the river Selm.",
        published="2031-05-10",
        **common,
    )
    return story(one, two, three)


def test_every_line_holds_evidence_that_stands_at_its_offsets(event):
    texts = {reading.id: reading.text for reading in event.readings}
    readout = compare(event)
    items = list(evidence_in(readout))
    assert items
    for item in items:
        check(item, texts[item.account])
    for noun in ("facts", "discrepancies", "omissions", "statements", "utterances"):
        for line in getattr(readout, noun):
            assert list(evidence_in(line)) or noun == "utterances"


def test_what_three_texts_tell_is_a_fact_with_its_count(event):
    facts = compare(event).facts
    assert (facts[0].independent, facts[0].accounts) == (3, ("a1", "a2", "a3"))
    assert "burning the mill" in facts[0].text


def test_the_story_has_title_place_and_accounts(event):
    readout = compare(event, (Dropped(stage="extract", input="x", reason="empty"),))
    assert readout.story.title.value == "Ardovia and Corvia met in Lenz"
    assert readout.story.place.value == "Lenz"
    assert [a.id for a in readout.accounts] == ["a1", "a2", "a3"]
    assert readout.independent_texts == 3
    assert readout.dropped[0].reason == "empty"


def test_what_one_text_alone_tells_is_named(event):
    only = [o for o in compare(event).omissions if o.kind == "only-in"]
    assert any("ferry" in o.text for o in only)
    assert not any("mill" in o.text for o in only)


def test_references_inside_the_readout_resolve(event):
    readout = compare(event)
    entities = {e.id for e in readout.entities}
    utterances = {u.id: u for u in readout.utterances}
    statements = {s.id for s in readout.statements}
    assert all(set(s.speakers) <= entities for s in readout.statements)
    assert all(s.id in utterances[s.utterance].statements for s in readout.statements)
    assert all(u.preferred in u.statements and set(u.statements) <= statements for u in readout.utterances)


@pytest.mark.parametrize("texts", [[""], ["", ""], ["\n\n \u202e\u0000 ", "“"], ["אבג דהו. 你好。", "नमस्ते।"]])
def test_text_of_any_kind_gives_a_readout(story, reading, texts):
    readings = [reading(f"a{i}", text) for i, text in enumerate(texts)]
    for language in ("en", None, "he"):
        given = [msgspec.structs.replace(r, language=language) for r in readings]
        assert len(compare(story(*given)).accounts) == len(texts)


def test_a_story_of_one_account_has_no_shared_facts_and_no_omissions(story, event):
    readout = compare(Story(id="s", readings=event.readings[:1], lineages=story(*event.readings[:1]).lineages))
    assert (readout.facts, readout.omissions) == ((), ())
