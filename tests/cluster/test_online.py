from collections import defaultdict

from readout.cluster.online import Stream
from readout.cluster.signatures import signature
from tests.cluster.readings import OTHER, OWN, RETRANSLATED, WIRE, reading


def signed(name, text, published="2030-03-01"):
    return signature(reading(name, text, published=published))


def replayed(steps):
    where = {}
    for step in steps:
        if step.kind == "merged":
            where = {article: step.story if story == step.other else story for article, story in where.items()}
        elif step.article:
            where[step.article] = step.story
    stories = defaultdict(list)
    for article, story in where.items():
        stories[story].append(article)
    return {story: sorted(articles) for story, articles in stories.items()}


def test_an_account_opens_a_story_or_joins_one_and_says_by_what():
    stream = Stream()
    first, *_ = stream.add([signed("a", WIRE)])
    assert (first.kind, first.article) == ("opened", "a")
    (joined,) = stream.add([signed("b", OWN)])
    assert (joined.kind, joined.story, joined.article, joined.like) == ("joined", first.story, "b", "a")
    assert joined.score > 0.5
    (other,) = stream.add([signed("c", OTHER)])
    assert (other.kind, other.article) == ("opened", "c")
    assert stream.open_stories == {first.story: ("a", "b"), other.story: ("c",)}
    assert stream.add([signed("a", WIRE)]) == ()


def test_steps_replayed_are_the_open_stories_in_any_order_of_coming():
    texts = {"a": WIRE, "b": OTHER, "c": RETRANSLATED, "d": OWN, "e": OTHER[:200]}
    for names in ("abcde", "edcba", "cbade"):
        stream = Stream()
        steps = [step for name in names for step in stream.add([signed(name, texts[name])])]
        open_now = {story: sorted(members) for story, members in stream.open_stories.items()}
        assert replayed(steps) == open_now
        assert sorted(open_now.values()) == [["a", "c", "d"], ["b", "e"]]


def test_two_stories_become_one_when_what_lies_between_them_comes(monkeypatch):
    stream = Stream()
    opened = stream.add([signed("a", WIRE), signed("b", OTHER)])
    kept = {name: stream._kept[name] for name in "ab"}
    kept["a"].edges["b"] = kept["b"].edges["a"] = 0.99  # as an account between the two would show
    merged = [step for step in stream._regrouped(["a", "b"]) if step.kind == "merged"]
    assert [(step.story, step.other, step.like) for step in merged] == [(opened[0].story, opened[1].story, "a")]
    kept["a"].edges["b"] = kept["b"].edges["a"] = 0.0
    (split,) = stream._regrouped(["a", "b"])
    assert (split.kind, split.article, split.other) == ("split", "b", opened[0].story)
    assert split.story not in (opened[0].story, opened[1].story)


def test_what_is_old_is_sealed_and_leaves_memory():
    stream = Stream(horizon=5)
    (opened,) = stream.add([signed("a", WIRE, "2030-03-01")])
    later = stream.add([signed(f"b{n}", OTHER, f"2030-04-{n:02}") for n in range(1, 9)])
    assert [step.story for step in later if step.kind == "sealed"] == [opened.story]
    assert stream.open_articles == 8
    assert not {name for holders in stream._holders.values() for name in holders} & {"a"}
    assert {step.kind for step in stream.close()} == {"sealed"}
    assert (stream.open_articles, stream.open_stories, stream._holders) == (0, {}, {})


def test_one_wrong_date_seals_nothing():
    stream = Stream(horizon=5)
    stream.add([signed(f"a{n}", WIRE, f"2030-03-{n:02}") for n in range(1, 5)])
    assert [step.kind for step in stream.add([signed("b", OTHER, "2099-01-01")])] == ["opened"]


def test_memory_is_bounded_even_without_dates():
    stream = Stream(most_open=3)
    for number in range(10):
        stream.add([signed(f"a{number}", OTHER, None)])
    assert stream.open_articles <= 4
