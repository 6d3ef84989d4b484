from __future__ import annotations

from typing import Any

import msgspec
import pytest

from readout.render.lede import lede
from readout.render.ledger import on_whose_word, threads, verb
from readout.render.names import account_name, first_per_account, labels, letters, role_of, squeeze
from readout.render.palette import colours
from readout.render.shared_text import carried, tree
from readout.render.speeches import by_speaker, wordings
from readout.render.timeline_svg import background
from readout.types import Account, Entity, Evidence, Sourced


def test_accounts_that_share_text_share_letter_and_colour(story: dict[str, Any]) -> None:
    found = labels(story["READOUT"])
    assert {name: (label.key, label.colour) for name, label in found.items()} == {
        "velmar-dispatch": ("A1", 0),
        "isk-valley-news": ("A2", 0),
        "the-lantern": ("A3", 0),
        "ostran-herald": ("B", 1),
        "norra-bulletin": ("C", 2),
    }


def _role(value: str, *accounts: str) -> Sourced:
    return Sourced(value=value, evidence=tuple(Evidence(account=a, start=0, end=1, quote="x") for a in accounts))


@pytest.mark.parametrize(
    ("roles", "shown"),
    [
        ((_role("President", "a", "b"), _role("Belmar's foreign minister", "c")), "President"),
        ((_role("President", "a"), _role("Ardovian President", "b"), _role("guest", "c")), "Ardovian President"),
        ((_role("President", "a", "b"), _role("Belmar president", "c")), "President"),
        ((), None),
    ],
)  # fmt: skip
def test_the_role_shown_is_that_of_most_accounts(roles: tuple[Sourced, ...], shown: str | None) -> None:
    assert role_of(Entity(id="e", name="E", type="person", roles=roles)) == shown


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"outlet": Sourced(value="The\n Courier\x07")}, "The Courier"),
        ({"outlet": None, "url": "https://www.courier.example/a"}, "courier.example"),
        ({"outlet": None, "url": "http://[broken"}, "“Ostrany promises a written water…”"),
        ({"outlet": None, "url": None, "title": None}, "velmar-dispatch"),
    ],
)
def test_an_account_is_called_by_what_it_says_of_itself(
    story: dict[str, Any], changes: dict[str, Any], name: str
) -> None:
    account: Account = story["READOUT"].accounts[0]
    assert account_name(msgspec.structs.replace(account, **changes)) == name


def test_every_lineage_is_named_before_a_second_account_of_any(story: dict[str, Any]) -> None:
    evidence = story["FACTS"][0].evidence
    plain = [item.account for item in first_per_account((*evidence, evidence[0]))]
    spread = [item.account for item in first_per_account(evidence, labels(story["READOUT"]))]
    assert plain == ["velmar-dispatch", "isk-valley-news", "the-lantern", "ostran-herald"]
    assert spread == ["velmar-dispatch", "ostran-herald", "isk-valley-news", "the-lantern"]


def test_history_is_told_from_the_story(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    old = [
        msgspec.structs.replace(readout.timeline[0], id=f"h{n}", date=date) for n, date in enumerate(("1998", "203X"))
    ]
    with_history = msgspec.structs.replace(readout, timeline=(*old, *readout.timeline))
    assert background(readout) == 0
    assert background(with_history) == 1  # a decade that is not over is no history
    assert background(story["bare"]()) == 0


def test_verbs_agree_with_their_actors(story: dict[str, Any]) -> None:
    move = story["MOVES"][0]
    assert verb(move) == "demands"
    assert verb(msgspec.structs.replace(move, actors=("velmar", "dara-quell"))) == "demand"


def test_letters_go_on_after_z() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_lineages_colour_can_be_read_on_its_paper() -> None:
    for ordinal in range(50):
        for colour, paper in zip(colours(ordinal), ("#fbfaf6", "#161513"), strict=True):
            low, high = sorted((_luminance(colour), _luminance(paper)))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (ordinal, colour)


def test_no_two_of_fifty_lineages_have_one_colour() -> None:
    assert len({colours(n) for n in range(50)}) == 50


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("", 0, ""), ("a\u0000b\x1bc", 0, "a b c"), ("abcdefghij", 5, "abcd…"), ("one, two", 6, "one…")],
)
def test_squeeze(text: str, limit: int, short: str) -> None:
    assert squeeze(text, limit) == short


def test_the_state_of_play_has_demands_and_offers_with_their_answers(story: dict[str, Any]) -> None:
    found = {thread.move.id: [answer.id for answer in thread.answers] for thread in threads(story["MOVES"])}
    assert found == {"m1": ["m4"], "m2": ["m3", "m5"], "m6": []}


def test_an_answer_to_an_answer_belongs_to_the_thread(story: dict[str, Any]) -> None:
    last = msgspec.structs.replace(story["MOVES"][2], id="m9", kind="concede", answers=("m4",))
    found = {t.move.id: [a.id for a in t.answers] for t in threads((*story["MOVES"], last))}
    assert found["m1"] == ["m4", "m9"]


def test_on_whose_word_a_move_is_known(story: dict[str, Any]) -> None:
    found = {move.id: on_whose_word(move, story["READOUT"]) for move in story["MOVES"]}
    assert found["m5"] == ("dara-quell",)  # Ostrany's promise, in the mouth of Velmar's minister
    assert found["m4"] == ()  # his own words
    assert found["m1"] == ()  # the account's own


def test_the_first_line_names_who_met_where_and_when(story: dict[str, Any]) -> None:
    found = lede(story["READOUT"], labels(story["READOUT"]))
    assert [part.text for part in found.who] == ["Dara Quell", "Joren Tal"]
    assert found.where is not None
    assert found.where.text == "Hallim"
    assert found.when is not None
    assert found.when.text == "14 March 2031, 09:00–13:00"
    assert all(part.evidence for part in (*found.who, found.where, found.when))


def test_without_a_meeting_those_who_speak_are_named_and_nothing_else_is_said(story: dict[str, Any]) -> None:
    readout = msgspec.structs.replace(story["READOUT"], timeline=())
    found = lede(readout, labels(readout))
    assert [part.text for part in found.who] == ["Joren Tal", "Dara Quell"]  # two texts name him, one her
    bare = lede(story["bare"](), {})
    assert (bare.who, bare.where, bare.when) == ((), None, None)


def test_speakers_by_how_many_texts_quote_them_unnamed_last(story: dict[str, Any]) -> None:
    found = by_speaker(story["READOUT"], labels(story["READOUT"]))
    assert [speaker.ids for speaker in found] == [("dara-quell",), ("ilka-brand",), ("joren-tal",), ()]
    assert [wordings(speech) for speech in found[0].speeches] == [2, 2, 1]
    assert found[0].speeches[1].others[1][1].startswith("“metres, not")


def test_the_lineages_tree_hangs_from_what_the_others_hold(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    found = tree(readout.lineages[0], readout.accounts)
    assert found.root == "velmar-dispatch"
    assert [(one.account, one.parent, one.share) for one in found.branches] == [
        ("isk-valley-news", "velmar-dispatch", 0.97),
        ("the-lantern", "velmar-dispatch", 0.51),
    ]


def test_words_outside_the_shared_passages_are_ones_own(story: dict[str, Any]) -> None:
    lineage = story["READOUT"].lineages[0]
    assert carried(story["ev"]("the-lantern", "Ostrany is to write down"), lineage, "velmar-dispatch")
    assert not carried(story["ev"]("the-lantern", "We came for cubic meters"), lineage, "velmar-dispatch")
    assert not carried(story["ev"]("velmar-dispatch", "HALLIM"), lineage, "velmar-dispatch")
