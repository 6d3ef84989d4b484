from __future__ import annotations

import pytest

from readout.read.events.clauses import Clauses, clause_end
from readout.read.events.grammar import tokens
from readout.read.events.objects import object_of
from readout.read.events.subjects import subject_of

SUBJECTS = [
    ("Ardovia rejected the plan.", "rejected", "Ardovia"),
    ("On Thursday, the minister rejected the plan.", "rejected", "the minister"),
    ("Ardovia, Belmark and the Union rejected the plan.", "rejected", "Ardovia, Belmark and the Union"),
    (
        "The foreign minister of Ardovia, Ilse Marn, rejected the plan.",
        "rejected",
        "The foreign minister of Ardovia, Ilse Marn",
    ),
    ("Ardovia met Belmark and rejected the plan.", "rejected", "Ardovia"),
    ("Ardovia said on Friday it rejected the plan.", "rejected", "Ardovia"),
    ("Belmark, which rejected the plan, left.", "rejected", "Belmark"),
    ("The envoy arrived, accusing Belmark of delay.", "accusing", "The envoy"),
    ("Ardovia is ready to reject the plan.", "reject", "Ardovia"),
    ("In a letter on Friday she rejected the plan.", "rejected", "she"),
    ("The Lake Union (LU) rejected the plan.", "rejected", "The Lake Union (LU)"),
    ("The union on Tuesday rejected the plan.", "rejected", "The union"),
]


def taken_apart(text: str) -> Clauses:
    words = tokens(text, (0, len(text)))
    return Clauses(words, frozenset(i for i, word in enumerate(words) if word.text.endswith("day")))


@pytest.mark.parametrize(("text", "verb", "subject"), SUBJECTS)
def test_subjects(text: str, verb: str, subject: str) -> None:
    clauses = taken_apart(text)
    k = next(k for k, v in enumerate(clauses.verbs) if clauses.low(v.main) == verb)
    found = subject_of(clauses, k)
    assert found is not None
    assert text[clauses.words[found[0]].start : clauses.words[found[1] - 1].end] == subject


@pytest.mark.parametrize(
    ("text", "verb", "wanted"),
    [
        ("Belmark arrested at least nine people in Dorn.", "arrested", "at least nine people"),
        ("Belmark accused Ardovia of delay.", "accused", "Ardovia"),
        ("Belmark denounced as “unfair” the remarks of the envoy.", "denounced", "the remarks of the envoy"),
        ("Belmark met Ilse Marn and Otto Dray.", "met", "Ilse Marn and Otto Dray"),
        ("Belmark rejected it.", "rejected", "it"),
        ("Belmark marched to the sea.", "marched", None),
    ],
)
def test_objects(text: str, verb: str, wanted: str | None) -> None:
    clauses = taken_apart(text)
    k = next(k for k, v in enumerate(clauses.verbs) if clauses.low(v.main) == verb)
    found = object_of(clauses, k)
    held = None if found is None else text[clauses.words[found[0]].start : clauses.words[found[1] - 1].end]
    assert held == wanted


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Ardovia rejected the plan and accused Belmark of delay.", "Ardovia rejected the plan"),
        ("Ardovia rejected the plan, citing the costs.", "Ardovia rejected the plan"),
        ("Ardovia rejected the plan after the envoy left.", "Ardovia rejected the plan"),
        ("Ardovia rejected the plan, the minister said.", "Ardovia rejected the plan"),
        ("Ardovia rejected the plan, which Belmark backs.", "Ardovia rejected the plan"),
    ],
)
def test_clauses_end_before_the_next(text: str, clause: str) -> None:
    clauses = taken_apart(text)
    end = clause_end(clauses, 0)
    assert text[: clauses.words[end - 1].end] == clause


@pytest.mark.parametrize("text", ["The attack on Dorn and the visit to Orlo.", "A meeting in May.", "The signed copy."])
def test_nouns_are_no_verbs(text: str) -> None:
    assert taken_apart(text).verbs == ()
