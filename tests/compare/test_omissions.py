from __future__ import annotations

import pytest

from readout.compare import compare

MILL = "Ardovia accused Corvia of burning the old wooden mill at the river Selm."


@pytest.fixture
def told(story, reading):
    def of(*accounts, together=()):
        readings = [
            reading(f"a{i}", text, published=day, places=[p for p in ("Ardovia", "Corvia", "Lenz") if p in text])
            for i, (text, day) in enumerate(accounts, 1)
        ]
        return compare(story(*readings, together=together)).omissions

    return of


def test_what_most_texts_carry_is_missed_where_it_lacks(told):
    other = "Ardovia closed the harbour of Lenz to foreign fishing boats."
    found = told((MILL, "2031-05-09"), (MILL + " It rained.", "2031-05-09"), (other, "2031-05-09"))
    assert [(o.kind, o.account) for o in found if o.kind == "absent-from"] == [("absent-from", "a3")]
    assert any(o.kind == "only-in" and "harbour of Lenz" in o.text for o in found)


def test_an_account_older_than_the_others_lacks_nothing(told):
    other = "Ardovia closed the harbour of Lenz to foreign fishing boats."
    found = told((MILL, "2031-05-09"), (MILL + " It rained.", "2031-05-09"), (other, "2031-05-07"))
    assert not [o for o in found if o.kind == "absent-from"]


def test_one_text_omits_nothing(told):
    assert told((MILL, "2031-05-09"), (MILL, "2031-05-09"), together=[["a1", "a2"]]) == ()


def test_what_is_told_elsewhere_in_other_words_is_not_only_here(told):
    again = "Corvia stood accused by Ardovia of having burned the old wooden mill at the Selm river."
    assert not [o for o in told((MILL, "2031-05-09"), (again, "2031-05-09")) if o.kind == "only-in"]
