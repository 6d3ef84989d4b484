from __future__ import annotations

import pytest

from readout.compare.material import material


def told(story, reading, *accounts, together=()):
    """Accounts as (text, source, cue, content); the speaker is Ilse Marn wherever a source is named."""
    readings = [
        reading(
            f"a{i}",
            text,
            published=f"2031-05-0{i}",
            people=["Ilse Marn=Marn"] if "Marn" in text else [],
            said=[(source, cue, content)],
        )
        for i, (text, source, cue, content) in enumerate(accounts, 1)
    ]
    return material(story(*readings, together=together))


VERBATIM = (
    "Marn said: “We do not expect any settlement this week.”",
    "Marn",
    "said",
    "“We do not expect any settlement this week.”",
)


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (
            (
                "“We do not expect a settlement this week,” Marn said.",
                "Marn",
                "said",
                "“We do not expect a settlement this week,”",
            ),
            True,
        ),
        (("“We do not expect any settlement,” said Marn.", "Marn", "said", "“We do not expect any settlement,”"), True),
        (
            (
                "Marn said: “The ferry will sail on time tomorrow.”",
                "Marn",
                "said",
                "“The ferry will sail on time tomorrow.”",
            ),
            False,
        ),
        (
            (
                "Marn said that no settlement could be expected this week.",
                "Marn",
                "said",
                "that no settlement could be expected this week",
            ),
            True,
        ),
    ],
)
def test_the_same_words_of_one_speaker_are_one_utterance(story, reading, other, one):
    found = told(story, reading, VERBATIM, other)
    assert len(found.utterances) == (1 if one else 2)
    assert {s.utterance for s in found.statements} == {u.id for u in found.utterances}


def test_the_verbatim_wording_is_preferred_and_the_departure_told(story, reading):
    other = (
        "“We do not expect a settlement this week,” Marn said.",
        "Marn",
        "said",
        "“We do not expect a settlement this week,”",
    )
    (utterance,) = told(story, reading, VERBATIM, other, other).utterances
    assert utterance.preferred == "s2"  # two texts have "a"
    assert utterance.why == "the same words stand in 2 independent texts"
    assert [d.text for d in utterance.differences] == ["“any” for “a”"]


def test_of_two_wordings_the_earlier_is_preferred_and_flags_say_how_they_differ(story, reading):
    other = (
        "“We do not expect a settlement this week,” Marn said.",
        "Marn",
        "said",
        "“We do not expect a settlement this week,”",
    )
    found = told(story, reading, VERBATIM, other)
    (utterance,) = found.utterances
    assert (utterance.preferred, utterance.why) == ("s1", "published first, on 2031-05-01")
    assert found.statements[1].flags == ("one word changed",)


def test_of_two_wordings_that_of_a_page_with_a_date_is_preferred(story, reading):
    words = "“We do not expect any settlement this week,”", "“We do not expect a settlement this week,”"
    undated, dated = (
        reading(name, f"{said} Marn said.", published=day, people=["Ilse Marn=Marn"], said=[("Marn", "said", said)])
        for name, said, day in (("a", words[0], None), ("b", words[1], "2031-05-02"))
    )
    found = material(story(undated, dated))
    (utterance,) = found.utterances
    preferred = next(statement for statement in found.statements if statement.id == utterance.preferred)
    assert preferred.content.account == "b"
    assert utterance.why.startswith("its page says that it was written on 2031-05-02")


def test_two_speakers_do_not_share_an_indirect_statement(story, reading):
    one = reading(
        "a1",
        "Ilse Marn said the dam at Orbe would hold.",
        people=["Ilse Marn"],
        said=[("Ilse Marn", "said", "the dam at Orbe would hold")],
    )
    two = reading(
        "a2",
        "Jan Holm said the dam at Orbe would hold.",
        people=["Jan Holm"],
        said=[("Jan Holm", "said", "the dam at Orbe would hold")],
    )
    assert len(material(story(one, two)).utterances) == 2
