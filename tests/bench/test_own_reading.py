"""The scorer of the reading test set: what the gold itself would score, and what each kind of error costs."""

from __future__ import annotations

import pytest
from bench.own_reading import LAYERS, Counts, under
from bench.own_reading_view import View, articles, parsed, reading
from msgspec.structs import replace

from readout.spans import text_hash
from readout.types import Attribution, Entity, Event, Mention, Reading

PASSAGE = """## quay wire
The harbour minister, Ilse Varga, said on Friday that Norland would close the port. "We will not wait," she said.
Jon Varga, the clerk of the union, hopes for talks. Tolm rejected the plan.

person  Ilse Varga ; Jon Varga
place  Norland ; Tolm
role  harbour minister > Ilse Varga
said  The harbour minister, Ilse Varga, | said#1 | that Norland would close the port
said  she | said#2 | "We will not wait,"
said  Tolm | rejected | the plan
thought  Jon Varga, the clerk of the union, | hopes for | talks
same  Ilse Varga = she
same  Norland = Tolm
event  would close | COERCE | actor=Norland | to=the port | status=planned
event  rejected | REJECT | actor=Tolm
"""


def ideal() -> Reading:
    """A reading that holds what the gold holds."""
    (passage, _), *_ = parsed(PASSAGE)
    text = passage.text

    def span(words: str, number: int = 1) -> tuple[int, int]:
        at = -1
        for _ in range(number):
            at = text.index(words, at + 1)
        return (at, at + len(words))

    names = [
        ("Ilse Varga", "person", "ilse", span("harbour minister")),
        ("Norland", "place", "norland", None),
        ("she", "person", "ilse", None),
        ("Jon Varga", "person", "jon", None),
        ("Tolm", "place", "norland", None),
    ]
    said = [a for a in passage.attributions if a.kind == "said"]
    return Reading(
        id="quay",
        input="quay",
        text=text,
        text_sha256=text_hash(text),
        language="en",
        mentions=tuple(Mention(span=span(n), type=kind, entity=e, role=r) for n, kind, e, r in names),  # type: ignore[arg-type]
        entities=tuple(
            Entity(id=e, name=n, type=kind)  # type: ignore[arg-type]
            for n, kind, e, _ in names
            if n not in {"she", "Tolm"}
        ),
        attributions=tuple(
            Attribution(source=a.source, cue=a.cue, content=a.content, type="indirect", speakers=(who,))
            for a, who in zip(said, ("ilse", "ilse", "norland"), strict=True)
        ),
        events=tuple(
            Event(
                type=act.type,  # type: ignore[arg-type]
                trigger=act.trigger,
                clause=act.trigger,
                actors=act.actors,
                recipients=act.recipients,
                status=act.status,  # type: ignore[arg-type]
            )
            for act in passage.acts
        ),
    )


def scored(read: Reading) -> Counts:
    (passage, firsts), *_ = parsed(PASSAGE)
    view = View(passage, firsts, read)
    return {noun: one for layer in LAYERS.values() for noun, one in layer(view).items()}


def test_what_the_gold_holds_scores_in_full() -> None:
    counts = scored(ideal())
    assert {noun: one.errors for noun, one in counts.items() if one.errors} == {}
    assert {noun: one.figure for noun, one in counts.items() if one.figure not in {1.0, None}} == {}
    assert counts["speaker"].right == 3
    assert counts["pronouns"].right == 1


def test_a_thought_given_as_a_statement_is_wrong() -> None:
    read = ideal()
    (passage, _), *_ = parsed(PASSAGE)
    thought = next(a for a in passage.attributions if a.kind == "thought")
    more = Attribution(source=thought.source, cue=thought.cue, content=thought.content, type="indirect")
    counts = scored(replace(read, attributions=(*read.attributions, more)))
    assert counts["statement: overlap"].wrong == 1
    assert counts["thoughts held back"].wrong == 1


@pytest.mark.parametrize(
    ("speakers", "right", "wrong", "missing"),
    [(("jon",), 0, 1, 1), ((), 0, 0, 1), (("tolm",), 0, 0, 1), (("norland",), 1, 0, 0)],
)
def test_a_speaker_is_right_wrong_or_left_open(speakers: tuple[str, ...], right: int, wrong: int, missing: int) -> None:
    read = ideal()
    mentions = tuple(replace(m, entity="tolm") if read.text[slice(*m.span)] == "Tolm" else m for m in read.mentions)
    if speakers == ("norland",):
        mentions = read.mentions
    last = replace(read.attributions[-1], speakers=speakers)
    found = scored(replace(read, mentions=mentions, attributions=(last,)))["speaker"]
    assert (found.right, found.wrong, found.missing) == (right, wrong, missing)


def test_a_pronoun_that_goes_to_another_is_wrong() -> None:
    read = ideal()
    mentions = tuple(replace(m, entity="jon") if read.text[slice(*m.span)] == "she" else m for m in read.mentions)
    found = scored(replace(read, mentions=mentions))["pronouns"]
    assert (found.right, found.wrong, found.missing) == (0, 1, 1)


def test_a_false_event_costs_precision() -> None:
    read = ideal()
    at = read.text.index("wait")
    more = Event(type="REJECT", trigger=(at, at + 4), clause=(at, at + 4))
    assert scored(replace(read, events=(*read.events, more)))["events"].precision == pytest.approx(2 / 3)


def test_who_speaks_in_a_source() -> None:
    (passage, firsts), *_ = parsed(PASSAGE)
    view = View(passage, firsts, ideal())
    sources = [a.source for a in passage.attributions]
    assert [[chain.name for chain in view.speakers(source)] for source in sources] == [
        ["Ilse Varga"],
        ["Ilse Varga"],
        ["Norland"],
        ["Jon Varga"],
    ]


def test_the_test_set_is_whole_and_without_fault() -> None:
    found = articles()
    assert len(found) >= 35
    assert len({passage.id for passage, _ in found}) == len(found)
    for passage, firsts in found:
        assert len(firsts) == len(passage.same)
        assert all(first in passage.text for first in firsts)


def test_the_reader_reads_a_passage_whole() -> None:
    passage, firsts = articles()[0]
    assert View(passage, firsts, reading(passage)).reading.text == passage.text


def test_a_figure_that_was_not_measured_is_under_its_floor() -> None:
    assert under({}, {"events": 0.1}) == ["events: 0.000 is under its floor of 0.1"]
