from __future__ import annotations

import pytest

from readout.compare.acting_for import acts_for
from readout.compare.entities import merge_entities
from readout.compare.propositions import ahead, clauses, negated, propositions


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Ardovia closed the port of Lenz, and the Union sent two patrol ships to the strait.",
            ["Ardovia closed the port of Lenz", "the Union sent two patrol ships to the strait"],
        ),
        ("He left early.", ["He left early"]),
        (
            "She called it “a port, and nothing else but a port” before parliament voted.",
            ["She called it “a port, and nothing else but a port”", "before parliament voted"],
        ),
        (
            "The army stationed ten tanks at the bridge and was accused by Corvia of planning an attack.",
            ["The army stationed ten tanks at the bridge", "was accused by Corvia of planning an attack"],
        ),
        ("", []),
    ],
)
def test_a_sentence_is_cut_at_its_joints_and_not_inside_quotations(text, pieces):
    assert [text[s:e] for s, e in clauses(text, (0, len(text)))] == pieces


@pytest.mark.parametrize(
    ("text", "no", "future"),
    [
        ("They will not come.", True, True),
        ("They came in May.", False, False),
        ("They may come.", False, True),
        ("He doesn’t know.", True, False),
        ("The notion is old.", False, False),
    ],
)
def test_negation_and_outlook(text, no, future):
    assert (negated(text, (0, len(text))), ahead(text, (0, len(text)))) == (no, future)


def test_what_is_said_is_on_the_speakers_word_and_names_its_party(story, reading):
    text = "Ardovian Foreign Minister Ilse Marn said that Ardovia had moved forty tanks to the northern border."
    account = reading(
        "a1",
        text,
        people=["Ilse Marn"],
        places=["Ardovia"],
        roles={"Ilse Marn": "Ardovian Foreign Minister"},
        said=[("Ilse Marn", "said", "that Ardovia had moved forty tanks to the northern border")],
    )
    told = story(account)
    _, entity_of = merge_entities(told)
    party_of = acts_for(told, entity_of)
    assert party_of["ilse-marn"] == "ardovia"
    (clause,) = propositions(told, entity_of, party_of)
    assert clause.speakers == ("ilse-marn",)
    assert clause.heard_from == {"ardovia"}
    assert [(n.low, n.unit) for n in clause.numbers] == [(40, "tank")]
    assert text[slice(*clause.shown)].startswith("Ilse Marn said")


def test_a_language_without_data_keeps_its_sentences_whole(story, reading):
    account = reading("a1", "Der Hafen wurde geschlossen, und die Union schickte zwei Schiffe.")
    (clause,) = propositions(
        story(type(account)(**{**{f: getattr(account, f) for f in account.__struct_fields__}, "language": "de"})),
        {},
        {},
    )
    assert (clause.negated, clause.numbers) == (False, ())
