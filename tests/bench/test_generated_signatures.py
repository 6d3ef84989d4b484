from __future__ import annotations

import numpy as np
from bench.generated_signatures import items, parts, stories

from readout.cluster import signatures as rules
from readout.cluster.columns import columns, joined


def test_the_same_articles_every_time_in_the_order_of_their_days() -> None:
    told = stories(500)
    assert told == stories(500)
    assert len(told) == 500
    assert [day for *_, day in told] == sorted(day for *_, day in told)


def test_an_article_does_not_depend_on_what_is_around_it() -> None:
    told = stories(300)
    whole, last = joined(list(parts(told))), joined(list(parts(told[200:])))
    cut = whole.take(np.arange(200, 300))
    for name in ("days", "terms", "weights", "kinds", "keys", "outlets", "weekdays"):
        assert np.array_equal(getattr(cut, name), getattr(last, name))


def test_signatures_are_made_as_the_rules_make_them() -> None:
    made = joined(list(parts(stories(50))))
    found = list(items(made))
    for item in found:
        assert list(item.terms) == sorted(set(item.terms))
        assert len(item.terms) <= rules.TERMS
        kept = list(zip(item.terms, item.weights, item.kinds, strict=True))
        assert item.keys == rules._keys(kept)
    again = columns(found)
    assert np.array_equal(again.terms, made.terms)
    assert np.array_equal(again.outlets, made.outlets)


def test_one_story_shares_more_than_two_do() -> None:
    told = stories(4000)
    made = joined(list(parts(told)))
    terms = [set(made.terms[made.starts[at] : made.starts[at + 1]].tolist()) for at in range(made.size)]
    by_story: dict[int, list[int]] = {}
    for at, (story, _, _) in enumerate(told):
        by_story.setdefault(story, []).append(at)
    pairs = [members[:2] for members in by_story.values() if len(members) > 1]
    same = sorted(len(terms[a] & terms[b]) for a, b in pairs)
    other = sorted(len(terms[a] & terms[a - 1]) for a, _ in pairs if a)
    assert same[len(same) // 2] > 2 * other[len(other) // 2]
