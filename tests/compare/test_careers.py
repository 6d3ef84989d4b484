from __future__ import annotations

import pytest

from readout.compare.careers import career_discrepancies
from readout.compare.material import material
from tests.compare.stories import story, told


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("a former judge of the Supreme Court", "a former prosecutor", 1),
        ("a retired brigadier", "a former general", 1),
        ("a former judge of the Supreme Court", "a former judge", 0),
        ("a former judge", "a former general", 0),
        ("a judge", "a prosecutor", 0),
    ],
)
def test_two_pasts_of_one_person(one: str, two: str, found: int) -> None:
    line = "Helga Moen, {}, opened the hearings in Lenz on Friday."
    made = career_discrepancies(material(story(told("a", line.format(one)), told("b", line.format(two)))))
    assert [(item.about, item.relation) for item in made] == [("title", "contradicts")] * found
