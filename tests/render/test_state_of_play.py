from __future__ import annotations

from typing import Any

import msgspec

from readout.render.ledger import threads
from readout.render.names import labels, lineages_of
from readout.render.state_of_play import Room, StateOfPlay, state_of_play
from readout.types import Readout

SCREEN = Room(wanted=4, happened=3, disputed=3, ahead=3)
PAGE = Room(wanted=4, besides=3, happened=5, disputed=4, ahead=4)


def _play(readout: Readout, room: Room = SCREEN) -> StateOfPlay:
    return state_of_play(readout, threads(readout.moves), labels(readout), room)


def test_each_part_is_short_and_made_of_lines_of_the_readout(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    found = _play(readout)
    assert 0 < len(found.wanted) <= 4
    assert 0 < len(found.happened) <= 3
    assert 0 < len(found.disputed) <= 3
    assert 0 < len(found.to_come) + len(found.promised) <= 3
    assert {entry.id for entry in (*found.happened, *found.to_come)} <= {entry.id for entry in readout.timeline}
    assert {one.move.id for one in found.wanted} <= {move.id for move in readout.moves}


def test_every_answer_is_shown_once(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    for one in _play(readout).wanted:
        every = next(thread for thread in threads(readout.moves) if thread.move.id == one.move.id).answers
        shown = [move.id for move in (one.reply, one.then, *one.further) if move]
        assert sorted(shown) == sorted(move.id for move in every)
        if one.reply and one.reply.status == "superseded":
            assert all(move.status == "superseded" for move in every)


def _answered(readout: Readout, status: str, *answers: tuple[str, str | None]) -> StateOfPlay:
    """A demand of the status, answered by moves of the kinds and dates given."""
    ask = msgspec.structs.replace(readout.moves[0], id="ask", kind="demand", answers=(), status=status)
    back = [
        msgspec.structs.replace(readout.moves[0], id=f"a{n}", kind=kind, date=date, answers=("ask",), status="stands")
        for n, (kind, date) in enumerate(answers)
    ]
    return _play(msgspec.structs.replace(readout, moves=(ask, *back)))


def test_the_reply_is_the_one_the_status_rests_on_and_the_newest_follows(story: dict[str, Any]) -> None:
    (one,) = _answered(
        story["READOUT"], "rejected", ("promise", "2031-03-14"), ("reject", "2031-03-12"), ("deflect", "2031-03-13")
    ).wanted
    assert one.reply and one.then
    assert (one.reply.kind, one.then.kind, [move.kind for move in one.further]) == ("reject", "promise", ["deflect"])
    (one,) = _answered(story["READOUT"], "accepted", ("reject", "2031-03-12"), ("accept", "2031-03-14")).wanted
    assert one.reply and one.reply.kind == "accept"
    assert one.then is None  # an older refusal is not what came then
    assert [move.kind for move in one.further] == ["reject"]


def test_of_undated_replies_none_is_the_newest(story: dict[str, Any]) -> None:
    (one,) = _answered(story["READOUT"], "rejected", ("promise", None), ("reject", None)).wanted
    assert one.reply and one.reply.kind == "reject"
    assert one.then is None


def test_contradictions_come_first_and_spellings_never(story: dict[str, Any]) -> None:
    relations = [item.relation for item in _play(story["READOUT"]).disputed]
    assert relations[0] == "contradicts"
    assert "respells" not in relations


def test_what_happened_before_the_story_is_not_what_happened(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    old = msgspec.structs.replace(readout.timeline[0], id="t-old", date="1998-05-04", status="happened")
    found = _play(msgspec.structs.replace(readout, timeline=(old, *readout.timeline)))
    assert "t-old" not in [entry.id for entry in found.happened]


def test_what_was_over_on_the_last_day_is_not_next(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    over = msgspec.structs.replace(readout.timeline[0], id="t-over", date="2031-01-02", status="planned")
    found = _play(msgspec.structs.replace(readout, timeline=(over, *readout.timeline)))
    assert "t-over" not in [entry.id for entry in found.to_come]


def test_a_bare_readout_has_an_empty_play(story: dict[str, Any]) -> None:
    found = _play(story["bare"]())
    assert (found.wanted, found.happened, found.disputed, found.to_come, found.promised) == ((), (), (), (), ())
    assert (found.besides, found.agreed) == ((), ())


def test_less_room_takes_the_first_of_the_same_lines(story: dict[str, Any]) -> None:
    screen, page = (_play(story["READOUT"], room) for room in (SCREEN, PAGE))
    assert screen.wanted == page.wanted[: len(screen.wanted)]
    assert screen.disputed == page.disputed[: len(screen.disputed)]
    assert screen.to_come == page.to_come[: len(screen.to_come)]
    assert set(screen.happened) <= set(page.happened)
    assert screen.happened[:1] == page.happened[:1]
    assert screen.besides == ()


def test_what_most_texts_tell_is_first_of_what_happened(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    known = labels(readout)
    texts = [len(lineages_of(entry.evidence, known)) for entry in _play(readout, PAGE).happened]
    assert texts[0] == max(texts) > 1


def test_what_was_asked_and_answered_is_not_told_as_what_happened(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    asked = {item for one in threads(readout.moves) for move in (one.move, *one.answers) for item in move.evidence}
    found = _play(readout, PAGE)
    assert not asked & {item for one in (*found.happened, *found.agreed) for item in one.evidence}


def test_the_eve_of_a_story_belongs_to_it_and_comes_last_where_one_text_alone_tells_it(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    base = next(entry for entry in readout.timeline if len(lineages_of(entry.evidence, labels(readout))) > 1)
    days = msgspec.structs.replace(readout.story, start="2031-03-12", end="2031-03-12")
    both = base.evidence
    entries = (("before", "2031-03-01", both), ("lone-eve", "2031-03-10", both[:1]), ("eve", "2031-03-11", both),
               ("own", "2031-03-12", both[1:2]), ("after", "2031-03-14", both))  # fmt: skip
    timeline = tuple(
        msgspec.structs.replace(base, id=name, date=date, status="happened", evidence=items)
        for name, date, items in entries
    )
    changed = msgspec.structs.replace(readout, timeline=timeline, moves=(), story=days)
    for room, told in ((1, ["eve"]), (2, ["eve", "own"]), (3, ["eve", "lone-eve", "own"])):
        found = _play(changed, msgspec.structs.replace(SCREEN, happened=room))
        assert [entry.id for entry in found.happened] == told


def test_what_a_better_attested_move_tells_is_left_to_it(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    base = next(entry for entry in readout.timeline if len(lineages_of(entry.evidence, labels(readout))) > 1)
    days = msgspec.structs.replace(readout.story, start="2031-03-12", end="2031-03-12")
    entry = msgspec.structs.replace(base, date="2031-03-12", status="happened", evidence=base.evidence[:1])
    move = msgspec.structs.replace(
        readout.moves[0], kind="concede", status="stands", answers=(), evidence=base.evidence
    )
    changed = msgspec.structs.replace(readout, timeline=(entry,), moves=(move,), story=days)
    found = _play(changed, PAGE)
    assert (found.happened, found.besides) == ((), (move,))
    as_many = msgspec.structs.replace(changed, moves=(msgspec.structs.replace(move, evidence=entry.evidence),))
    found = _play(as_many, PAGE)
    assert (found.happened, found.besides) == ((entry,), ())


def test_what_texts_agree_on_fills_up_what_happened(story: dict[str, Any]) -> None:
    readout = msgspec.structs.replace(story["READOUT"], timeline=(), moves=(), statements=())
    facts = [fact for fact in readout.facts if fact.independent > 1]
    found = _play(readout)
    assert facts and found.happened == ()
    assert 0 < len(found.agreed) <= 3
    assert all(fact.independent > 1 for fact in found.agreed)
    assert _play(readout, msgspec.structs.replace(SCREEN, happened=0)).agreed == ()


def test_a_counter_offer_with_a_row_of_its_own_is_not_told_below_the_demand(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    words = [entry.evidence for entry in readout.timeline]
    ask, yes, offer, no, dodge = (
        msgspec.structs.replace(
            readout.moves[0], id=name, kind=kind, status=status, date=date, answers=answers, evidence=words[at]
        )
        for at, (name, kind, status, date, answers) in enumerate(
            (
                ("ask", "demand", "accepted", "2031-03-12", ()),
                ("yes", "accept", "stands", "2031-03-14", ("ask",)),
                ("offer", "offer", "rejected", "2031-03-13", ("ask",)),
                ("no", "reject", "stands", "2031-03-13", ("offer",)),
                ("dodge", "deflect", "stands", "2031-03-12", ("ask",)),
            )
        )
    )
    rows = _play(msgspec.structs.replace(readout, moves=(ask, yes, offer, no, dodge))).wanted
    shown = {one.move.id: [move.id for move in one.answers] for one in rows}
    assert shown == {"ask": ["yes", "dodge"], "offer": ["no"]}
    then = msgspec.structs.replace(offer, date="2031-03-15")  # what is shown as what came then has no second row
    rows = _play(msgspec.structs.replace(readout, moves=(ask, yes, then, no, dodge))).wanted
    assert [(one.move.id, one.then and one.then.id) for one in rows] == [("ask", "offer")]


def test_a_difference_in_the_event_comes_before_one_about_it(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    base = readout.discrepancies[0]
    kinds = (
        ("refines", "number"), ("contradicts", "headline"), ("refines", "attribution"), ("supersedes", "outcome"),
        ("respells", "name"), ("contradicts", "number"),
    )  # fmt: skip
    items = tuple(msgspec.structs.replace(base, relation=relation, about=about) for relation, about in kinds)
    found = _play(msgspec.structs.replace(readout, discrepancies=items), msgspec.structs.replace(PAGE, disputed=9))
    assert [item.about for item in found.disputed] == ["number", "outcome", "attribution", "headline", "number"]


def test_of_what_is_to_come_on_one_day_the_best_attested_is_first(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    known = labels(readout)
    ahead = next(entry for entry in readout.timeline if entry.status == "promised")
    lone = msgspec.structs.replace(ahead, id="t-lone", evidence=readout.timeline[-1].evidence[:1])
    assert len({item.account for item in ahead.evidence}) > 1
    assert len(lineages_of(lone.evidence, known)) == 1
    found = _play(msgspec.structs.replace(readout, timeline=(lone, ahead)))
    assert [entry.id for entry in found.to_come] == [ahead.id, "t-lone"]


def test_promises_without_a_day_fill_up_what_is_next_and_are_told_once(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    vow = msgspec.structs.replace(
        readout.moves[0], id="vow", kind="promise", status="open", answers=(), evidence=readout.facts[0].evidence
    )
    found = _play(msgspec.structs.replace(readout, moves=(vow,), timeline=()), PAGE)
    assert ([move.id for move in found.promised], found.besides) == (["vow"], ())
