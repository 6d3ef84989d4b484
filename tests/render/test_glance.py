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


def test_a_reply_that_was_overtaken_gives_way_to_the_one_that_stands(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    for one in _glance(readout).wanted:
        every = next(thread for thread in threads(readout.moves) if thread.move.id == one.move.id).answers
        if one.reply is None:
            assert not every
        elif one.reply.status == "superseded":
            assert all(move.status == "superseded" for move in every)
        assert one.more == max(0, len(every) - 1)


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
