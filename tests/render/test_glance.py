from __future__ import annotations

from typing import Any

import msgspec

from readout.render.glance import Glance, glance
from readout.render.ledger import threads
from readout.render.names import labels
from readout.types import Readout


def _glance(readout: Readout) -> Glance:
    return glance(readout, threads(readout.moves), labels(readout))


def test_each_part_is_short_and_made_of_lines_of_the_readout(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    found = _glance(readout)
    assert 0 < len(found.wanted) <= 4
    assert 0 < len(found.happened) <= 3
    assert 0 < len(found.disputed) <= 3
    assert 0 < len(found.to_come) + len(found.promised) <= 3
    assert {entry.id for entry in (*found.happened, *found.to_come)} <= {entry.id for entry in readout.timeline}
    assert {one.move.id for one in found.wanted} <= {move.id for move in readout.moves}


def test_every_answer_is_shown_once(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    for one in _glance(readout).wanted:
        every = next(thread for thread in threads(readout.moves) if thread.move.id == one.move.id).answers
        shown = [move.id for move in (one.reply, one.then, *one.further) if move]
        assert sorted(shown) == sorted(move.id for move in every)
        if one.reply and one.reply.status == "superseded":
            assert all(move.status == "superseded" for move in every)


def _answered(readout: Readout, status: str, *answers: tuple[str, str | None]) -> Glance:
    """A demand of the status, answered by moves of the kinds and dates given."""
    ask = msgspec.structs.replace(readout.moves[0], id="ask", kind="demand", answers=(), status=status)
    back = [
        msgspec.structs.replace(readout.moves[0], id=f"a{n}", kind=kind, date=date, answers=("ask",), status="stands")
        for n, (kind, date) in enumerate(answers)
    ]
    return _glance(msgspec.structs.replace(readout, moves=(ask, *back)))


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
    relations = [item.relation for item in _glance(story["READOUT"]).disputed]
    assert relations[0] == "contradicts"
    assert "respells" not in relations


def test_what_happened_before_the_story_is_not_what_happened(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    old = msgspec.structs.replace(readout.timeline[0], id="t-old", date="1998-05-04", status="happened")
    found = _glance(msgspec.structs.replace(readout, timeline=(old, *readout.timeline)))
    assert "t-old" not in [entry.id for entry in found.happened]


def test_what_was_over_on_the_last_day_is_not_next(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    over = msgspec.structs.replace(readout.timeline[0], id="t-over", date="2031-01-02", status="planned")
    found = _glance(msgspec.structs.replace(readout, timeline=(over, *readout.timeline)))
    assert "t-over" not in [entry.id for entry in found.to_come]


def test_a_bare_readout_has_an_empty_glance(story: dict[str, Any]) -> None:
    found = _glance(story["bare"]())
    assert (found.wanted, found.happened, found.disputed, found.to_come, found.promised) == ((), (), (), (), ())
