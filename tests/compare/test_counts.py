from __future__ import annotations

import pytest

from readout.compare.counts import claims
from readout.compare.material import material


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The blast killed nine soldiers.", [("nine soldiers", "killed")]),
        ("Nine soldiers were killed in the blast.", [("Nine soldiers", "killed")]),
        ("Thirteen people died when the dam broke.", [("Thirteen people", "killed")]),
        ("The death toll rose to 40.", [("40", "killed")]),
        ("Thirty wounded were taken to Lenz.", [("Thirty wounded", "injured")]),
        ("Three gunmen killed the guard.", [("Three gunmen", "")]),
        ("Nineteen are still missing.", [("Nineteen", "missing")]),
        ("Three of the victims were named.", []),
        ("The 98-year-old guard slept.", []),
        ("Three more people came.", []),
        ("They met 11 days after the vote.", []),
    ],
)
def test_what_is_counted_and_what_befell_it(story, reading, text, found):
    made = claims(material(story(reading("a1", text))))
    assert [(claim.told.quote, claim.measure) for claim in made] == found
