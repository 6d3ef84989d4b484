"""From scores to marks: what is kept, what is left out, by a network that says what the test wants."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from readout.models.reader import _tokenizer
from readout.models.reader_marks import KINDS, LABELS, LinkScores, Scores, Settings, attributions, events, mentions
from readout.models.reader_tags import count, tags_of
from readout.models.reader_windows import Window, windows

TEXT = "Ilse Varga said the port was shut, not the quay."
WORDS = ["Ilse", "Varga", "said", "the", "port", "was", "shut", ",", "not", "the", "quay", "."]
SETTINGS = Settings(
    said_least=0.5,
    act_least=0.5,
    cue_lean=0.0,
    trigger_lean=0.0,
    roots=("AGREE", "REJECT"),
    statuses=("happened", "denied"),
)


def table(labels: int, marked: list[tuple[int, int, int]]) -> Any:
    found = np.full((len(WORDS), count(labels)), -5.0, np.float32)
    for word, tag in enumerate(tags_of(len(WORDS), marked)):
        found[word, tag] = 5.0
    return found


def window() -> Window:
    (found,) = windows(TEXT, [(0, len(TEXT))], _tokenizer())
    assert [TEXT[s:e] for s, e in found.spans] == WORDS
    return found


def scores(**marked: list[tuple[int, int, int]]) -> Scores:
    return Scores(
        np.zeros((len(WORDS), 384), np.float32),
        table(len(LABELS), marked.get("mentions", [])),
        *(table(1, marked.get(name, [])) for name in ("roles", "cues", "triggers")),
    )


def linked(parts: list[tuple[int, int, int]], classes: list[float], status: list[float] | None = None) -> Any:
    def links(head: str, window: Window, words: Any, places: list[tuple[int, int]]) -> LinkScores:
        n = len(places)
        return LinkScores(np.stack([table(2, parts)] * n), np.array([classes] * n), np.array([status or [0.0] * 8] * n))

    return links


def words_of(spans: Any) -> list[str]:
    return [TEXT[s:e] for s, e in spans]


def test_names_and_roles() -> None:
    found = list(mentions(window(), scores(mentions=[(0, 2, 0), (4, 5, 2)], roles=[(0, 1, 0)])))
    assert [(TEXT[slice(*m.span)], m.label) for m in found] == [
        ("Ilse Varga", "person"),
        ("port", "place"),
        ("Ilse", "role"),
    ]
    assert all(0.9 < m.score <= 1 for m in found)


def test_an_attribution_with_a_content_in_pieces() -> None:
    yes = [-5.0, 5.0, 0.0, 0.0]
    links = linked([(0, 2, 0), (3, 7, 1), (8, 11, 1)], yes)
    (found,) = attributions(TEXT, window(), scores(cues=[(2, 3, 0)]), links, SETTINGS)
    assert words_of(found.source) == ["Ilse Varga"]
    assert words_of(found.cue) == ["said"]
    assert words_of(found.content) == ["the port was shut", "not the quay"]
    assert found.kind == "said" and found.score > 0.99


@pytest.mark.parametrize("kind", KINDS[1:])
def test_kinds(kind: str) -> None:
    classes = [4.0 if name == kind else 0.0 for name in KINDS]
    (found,) = attributions(TEXT, window(), scores(cues=[(2, 3, 0)]), linked([(3, 7, 1)], classes), SETTINGS)
    assert found.kind == kind and found.source == ()


@pytest.mark.parametrize(
    ("parts", "classes"),
    [
        ([(0, 2, 0)], [-5.0, 5.0, 0.0, 0.0]),  # no content
        ([(0, 2, 0), (2, 3, 1)], [-5.0, 5.0, 0.0, 0.0]),  # nor is the cue its own content
        ([(0, 2, 0), (3, 7, 1)], [5.0, 0.0, 0.0, 0.0]),  # "none"
    ],
)
def test_no_attribution(parts: list[tuple[int, int, int]], classes: list[float]) -> None:
    assert list(attributions(TEXT, window(), scores(cues=[(2, 3, 0)]), linked(parts, classes), SETTINGS)) == []
    assert list(attributions(TEXT, window(), scores(), linked(parts, classes), SETTINGS)) == []


def test_an_act() -> None:
    links = linked([(0, 2, 0), (3, 5, 1)], [-5.0, 0.0, 5.0], [0.0, 3.0])
    (found,) = events(window(), scores(triggers=[(5, 7, 0)]), links, SETTINGS)
    assert (TEXT[slice(*found.trigger)], found.type, found.status) == ("was shut", "REJECT", "denied")
    assert (words_of(found.actors), words_of(found.recipients)) == (["Ilse Varga"], ["the port"])
    assert list(events(window(), scores(triggers=[(5, 7, 0)]), linked([], [5.0, 0.0, 0.0]), SETTINGS)) == []
