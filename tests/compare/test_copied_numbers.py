from __future__ import annotations

import pytest

from readout.compare.copied_numbers import copied_number_discrepancies
from readout.compare.corrections import differing_amounts
from readout.compare.material import material
from readout.spans import evidence
from readout.types import Lineage, Pair, Relation, RelationKind, Story
from tests.compare.stories import told


@pytest.mark.parametrize(
    ("kind", "two", "expected"),
    [
        ("copy", "The budget passed with 17 abstentions.", ["contradicts"]),
        ("update", "The budget passed with 17 abstentions.", ["supersedes"]),
        ("copy", "The budget passed with 7 abstentions.", []),
        ("copy", "The budget passed with abstentions.", []),
    ],
)
def test_one_sentence_with_two_amounts(kind: RelationKind, two: str, expected: list[str]) -> None:
    a, b = told("a", "The budget passed with seven abstentions."), told("b", two)
    pair = Pair(a=evidence("a", a.text, (0, len(a.text))), b=evidence("b", b.text, (0, len(b.text))))
    kin = Relation(a="a", b="b", kind=kind, a_in_b=0.8, b_in_a=0.8, pairs=(pair,))
    story = Story(id="s", readings=(a, b), lineages=(Lineage(id="l1", accounts=("a", "b"), relations=(kin,)),))
    assert [item.relation for item in copied_number_discrepancies(material(story))] == expected


def test_amounts_that_do_not_pair_off_are_not_compared() -> None:
    one, two = "Nine men and 40 lorries came.", "40 lorries came."
    assert differing_amounts(one, (0, len(one)), two, (0, len(two))) is None
