from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from readout.render.dates import extent
from readout.render.names import labels
from readout.render.timeline_svg import axis, calendar, clock, kind, track
from readout.types import Readout


def _with(readout: Readout, *dates: str, **more: Any) -> Readout:
    entry = readout.timeline[1]
    entries = [msgspec.structs.replace(entry, id=f"t{n}", date=date, **more) for n, date in enumerate(dates)]
    return msgspec.structs.replace(readout, timeline=tuple(entries))


def _bars(readout: Readout) -> list[tuple[float, float] | None]:
    """Start and width of each entry's bar in per cent of the scale; ``None`` where it has none."""
    scale = calendar(readout)
    assert scale is not None
    found = []
    for entry in readout.timeline:
        bar = re.search(r'<rect x="([\d.]+)%" width="([\d.]+)%"', track(entry, scale, labels(readout)))
        found.append((float(bar[1]), float(bar[2])) if bar else None)
    return found


def test_width_is_precision(story: dict[str, Any]) -> None:
    day, three, _ = _bars(_with(story["READOUT"], "2031-03-12", "2031-03-14/2031-03-16", "2031-03-17"))
    assert day and three
    assert three[1] == pytest.approx(3 * day[1], abs=0.05)
    assert three[0] - day[0] == pytest.approx(2 * day[1], abs=0.05)


def test_nothing_is_drawn_outside_the_scale(story: dict[str, Any]) -> None:
    dates = [f"2031-03-{day:02}" for day in range(1, 29)] + ["2031-03", "2031", "203X", "../2031-03-13"]
    for bar in _bars(_with(story["READOUT"], *dates)):
        assert bar is not None
        assert 0 <= bar[0] <= bar[0] + bar[1] <= 100.01


def test_what_is_far_off_has_an_arrow_and_what_has_no_day_has_nothing(story: dict[str, Any]) -> None:
    readout = _with(story["READOUT"], "1998", "2031-03-13", "soon", "2055-01-01")
    scale = calendar(readout)
    assert scale is not None
    drawn = [track(entry, scale, labels(readout)) for entry in readout.timeline]
    assert [("beyond" in one, "<rect" in one) for one in drawn] == [
        (True, False), (False, True), (False, False), (True, False),
    ]  # fmt: skip
    assert ["far" in one for one in drawn] == [True, False, True, True]


def test_without_any_day_there_is_no_scale(story: dict[str, Any]) -> None:
    readout = _with(story["READOUT"], "soon", "")
    assert calendar(readout) is None
    assert clock(readout) is None


@pytest.mark.parametrize("date", ["9999-12-31", "0001-01-01", "9999"])
def test_the_ends_of_the_calendar_are_survived(story: dict[str, Any], date: str) -> None:
    readout = _with(story["READOUT"], date, "2031-03-13")
    assert calendar(readout) is not None
    bare = msgspec.structs.replace(
        _with(readout, date), story=msgspec.structs.replace(readout.story, start=date, end=date)
    )
    scale = calendar(bare)
    assert scale is None or axis(scale)


def test_what_did_not_happen_looks_otherwise(story: dict[str, Any]) -> None:
    looks = {
        "happened": "solid", "under-way": "solid", "planned": "plan", "promised": "plan", "conditional": "if",
        "alleged": "unsure", "claimed": "unsure", "denied": "unsure",
    }  # fmt: skip
    for status, look in looks.items():
        readout = _with(story["READOUT"], "2031-03-13", status=status)
        scale = calendar(readout)
        assert scale is not None
        assert kind(readout.timeline[0]) == look
        assert f'class="track {look}' in track(readout.timeline[0], scale, labels(readout))
    derived = _with(story["READOUT"], "2031-03-13", derived=True).timeline[0]
    assert kind(derived) == "derived"
    vague = _with(story["READOUT"], "2031-03").timeline[0]
    assert kind(vague) == "vague"


def test_a_bar_wears_the_colour_of_the_one_text_that_tells_it(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    known, scale = labels(readout), calendar(readout)
    assert scale is not None
    for entry in readout.timeline:
        lineages = {known[item.account].lineage for item in entry.evidence}
        coloured = re.search(r'class="track [a-z ]+ k\d', track(entry, scale, known)) is not None
        assert coloured == (len(lineages) == 1)


def test_the_busiest_day_has_a_clock(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    found = clock(readout)
    assert found is not None
    day, scale, entries = found
    assert day == "2031-03-14"
    assert len(entries) == 2
    assert all(scale.window[0] <= stretch[0] for entry in entries if (stretch := extent(entry.date)))
    assert clock(_with(readout, "2031-03-14T08:40", "2031-03-15T10:00")) is None
    assert clock(_with(readout, "2031-03-14T23:10", "2031-03-14T23:59")) is not None


def test_the_ticks_lie_on_the_scale_in_order(story: dict[str, Any]) -> None:
    for dates in (["2031-03-12"], ["2031-03-12", "2031-03-14"], ["2031-02-25", "2031-04-02"]):
        scale = calendar(_with(story["READOUT"], *dates))
        assert scale is not None
        places = [at for at, _ in scale.ticks]
        assert places == sorted(places)
        assert places[0] >= 0 and places[-1] <= 100
        assert 1 <= len(places) <= 9
