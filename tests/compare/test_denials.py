from __future__ import annotations

import pytest

from readout.compare.denials import denial_discrepancies
from readout.compare.material import material
from tests.compare import stories

CLAIM = "Ilse Marn said that Ardovia had agreed to reopen the old tunnel for ore trains."
SAID = [("Ilse Marn", "said", "that Ardovia had agreed to reopen the old tunnel for ore trains")]
OTHER = "Ardovia has agreed to reopen the old tunnel for ore trains."


def differences(story, reading, after, other=OTHER):
    one = reading("a1", f"{CLAIM} {after}", people=["Ilse Marn", "Jan Holm"], places=["Ardovia"], said=SAID)
    said = SAID if "Ilse Marn said" in other else []
    two = reading("a2", other, people=["Ilse Marn"], places=["Ardovia"], said=said)
    return denial_discrepancies(material(story(one, two)))


@pytest.mark.parametrize("denial", ["Jan Holm denied it.", "The railway denies it.", "Its envoy has denied that."])
def test_a_claim_that_another_denies_contradicts_who_tells_it_without_the_denial(story, reading, denial):
    (found,) = differences(story, reading, denial, f"{CLAIM} A band played.")
    assert (found.about, found.relation) == ("outcome", "contradicts")
    assert [{e.account for e in side.evidence} for side in found.sides] == [{"a1", "a2"}, {"a1"}]
    assert found.sides[1].value == denial


@pytest.mark.parametrize(
    ("after", "other"),
    [
        ("Jan Holm would neither confirm nor deny it.", CLAIM),
        ("Jan Holm never denied it.", CLAIM),
        ("Jan Holm denied entry to nobody.", CLAIM),
        ("Ilse Marn denied it.", CLAIM),  # a person does not deny what she said
        ("Jan Holm denied it.", f"{CLAIM} Jan Holm denied it."),  # both tell both
        ("Jan Holm denied it.", "A choir sang in Orbe until midnight."),  # nobody else tells the claim
        ("The band played. The rain fell. The choir sang. Jan Holm denied it.", CLAIM),  # what is "it"?
    ],
)
def test_no_denial_is_found_where_none_is(story, reading, after, other):
    assert differences(story, reading, after, other) == []


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        (
            "Ilse Marn said on Friday that Jan Holm had promised to reopen the old tunnel.",
            "“I promised nothing,” Jan Holm said on Friday in Lenz.",
            1,
        ),
        (
            "Ilse Marn said on Friday that Rosa Lind had promised to reopen the old tunnel.",
            "“I promised nothing,” Jan Holm said on Friday in Lenz.",
            0,
        ),
        (
            "Ilse Marn said on Friday that Jan Holm had not promised to reopen the old tunnel.",
            "“I promised nothing,” Jan Holm said on Friday in Lenz.",
            0,
        ),
    ],
)
def test_nothing_promised_stands_against_a_promise_told_of_the_speaker(one: str, two: str, found: int) -> None:
    made = denial_discrepancies(material(stories.story(stories.told("a", one), stories.told("b", two))))
    assert [(item.about, item.relation) for item in made] == [("outcome", "contradicts")] * found
