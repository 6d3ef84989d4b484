from __future__ import annotations

import pytest

from readout.compare.headlines import headline_discrepancies
from readout.compare.material import material


@pytest.mark.parametrize(
    ("title", "body", "count"),
    [
        ("Ardovia scraps duty on Corvian wool", "Ardovia has suspended its duty on Corvian wool until the autumn.", 1),
        (
            "Ardovia suspends duty on Corvian wool",
            "Ardovia has suspended its duty on Corvian wool until the autumn.",
            0,
        ),
        ("Ardovia scraps duty on Corvian wool", "Ardovia scraps its duty on wool that was once suspended.", 0),
        ("Ardovia scraps duty on Corvian wool", "The ferry was suspended.", 0),
        ("Talks of Marn and Orlov in Lenz ended", "The talks of Marn and Orlov in Lenz began with a prayer.", 1),
    ],
)
def test_a_headline_that_says_more_than_its_text(story, reading, title, body, count):
    found = headline_discrepancies(material(story(reading("a1", f"{title}\n{body}", title=title))))
    assert [(d.about, d.relation) for d in found] == [("headline", "contradicts")] * count
