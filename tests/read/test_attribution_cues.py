"""The lexicon of cues: its forms, and that every frame it names is one that a rule asks for."""

from __future__ import annotations

import pytest

from readout.languages import table
from readout.read.attribution.cues import inflections, lexicon

FRAMES = {
    "that", "bare", "clause", "quote", "after", "told", "wh", "inf", "np_inf", "np_of", "np_for", "np_as", "np_name",
    "np", "ing", "to", "to_np", "for", "of", "on", "against", "about", "with", "over", "from",
}  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("deny", ["denies", "denied", "denying"]),
        ("announce", ["announces", "announced", "announcing"]),
        ("stress", ["stresses", "stressed", "stressing"]),
        ("say", ["says", "said", "saying"]),
        ("admit", ["admits", "admitted", "admitting"]),
        ("convey", ["conveys", "conveyed", "conveying"]),
    ],
)
def test_inflections(verb: str, expected: list[str]) -> None:
    data = table("en", "cues")
    forms = inflections(verb, data["irregular"], frozenset(data["doubling"]))
    assert [forms["third"], forms["past"], forms["ing"]] == expected


def test_groups_name_known_kinds_and_frames() -> None:
    for group in table("en", "cues")["group"]:
        assert group["kind"] in {"said", "acted", "thought"}
        assert set(group["frames"]) <= FRAMES
        assert group["verbs"]


def test_irregular_forms_are_complete_and_used() -> None:
    data = table("en", "cues")
    heads = {verb.split()[0] for group in data["group"] for verb in group["verbs"]}
    for verb, forms in data["irregular"].items():
        assert len(forms) == 4, verb
        assert verb in heads, verb


def test_a_verb_with_its_particle_comes_before_the_bare_verb() -> None:
    assert [cue.lemma for cue in lexicon("en").verbs["pointed"]] == ["point out", "point to", "point"]
