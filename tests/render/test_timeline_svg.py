from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from markupsafe import Markup

from readout.render.names import labels
from readout.render.timeline_svg import WIDTH, calendar, clock, marks
from readout.types import Readout, TimelineEntry


def _link(_: object) -> Markup:
    return Markup('href="#x"')


def _with(readout: Readout, *dates: str, **more: Any) -> Readout:
    entry = readout.timeline[1]
    entries = [msgspec.structs.replace(entry, id=f"t{n}", date=date, **more) for n, date in enumerate(dates)]
    return msgspec.structs.replace(readout, timeline=tuple(entries))


def _boxes(svg: str) -> list[tuple[float, float]]:
    found = re.findall(r'<rect class="(?!core)[^"]*" x="([\d.-]+)" y="[\d.]+" width="([\d.]+)"', svg)
    return [(float(x), float(width)) for x, width in found]


def test_width_is_precision(story: dict[str, Any]) -> None:
    readout = _with(story["READOUT"], "2031-03-12", "2031-03-14/2031-03-16", "2031-03-17")
    picture = calendar(readout, labels(readout), _link)
    assert picture is not None
    day, three, _ = sorted(set(_boxes(picture.svg)))
    assert three[1] == pytest.approx(3 * day[1], abs=0.2)
    assert three[0] - day[0] == pytest.approx(2 * day[1], abs=0.2)


def test_nothing_is_drawn_outside_the_picture(story: dict[str, Any]) -> None:
    dates = [f"2031-03-{day:02}" for day in range(1, 29)] * 3 + ["2031-03", "2031", "203X", "../2031-03-13"]
    readout = _with(story["READOUT"], *dates)
    picture = calendar(readout, labels(readout), _link)
    assert picture is not None
    assert picture.shown + picture.outside == len(dates)
    assert picture.outside > 0
    for x, width in _boxes(picture.svg):
        assert x >= 0
        assert x + width <= WIDTH


def test_what_is_far_off_or_has_no_day_is_in_the_list_only(story: dict[str, Any]) -> None:
    readout = _with(story["READOUT"], "1998", "2031-03-13", "soon", "2055-01-01")
    picture = calendar(readout, labels(readout), _link)
    assert picture is not None
    assert (picture.shown, picture.outside) == (1, 3)
    assert len(marks(readout, labels(readout))) == 3


def test_without_any_day_there_is_no_picture(story: dict[str, Any]) -> None:
    readout = _with(story["READOUT"], "soon", "")
    assert calendar(readout, labels(readout), _link) is None
    assert clock(readout, labels(readout), _link) is None


@pytest.mark.parametrize("date", ["9999-12-31", "0001-01-01", "9999"])
def test_the_ends_of_the_calendar_are_survived(story: dict[str, Any], date: str) -> None:
    readout = _with(story["READOUT"], date, "2031-03-13")
    assert calendar(readout, labels(readout), _link) is not None
    bare = msgspec.structs.replace(
        _with(readout, date), story=msgspec.structs.replace(readout.story, start=date, end=date)
    )
    calendar(bare, labels(bare), _link)


def test_what_is_to_come_is_dashed_and_what_is_derived_is_a_diamond(story: dict[str, Any]) -> None:
    for more, mark in (
        ({"status": "planned"}, 'class="plan'),
        ({"status": "denied"}, 'class="unsure'),
        ({"derived": True}, "<polygon"),
        ({}, 'class="solid'),
    ):
        readout = _with(story["READOUT"], "2031-03-13", **more)
        picture = calendar(readout, labels(readout), _link)
        assert picture is not None
        assert mark in picture.svg


def test_the_busiest_day_has_a_clock(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    found = clock(readout, labels(readout), _link)
    assert found is not None
    assert found[0] == "2031-03-14"
    assert found[1].shown == 2
    alone = _with(readout, "2031-03-14T08:40", "2031-03-15T10:00")
    assert clock(alone, labels(alone), _link) is None
    late = _with(readout, "2031-03-14T23:10", "2031-03-14T23:59")
    assert clock(late, labels(late), _link) is not None


def test_words_are_escaped(story: dict[str, Any]) -> None:
    readout = _with(story["READOUT"], "2031-03-13", text="</svg><script>alert(1)</script>")
    picture = calendar(readout, labels(readout), _link)
    assert picture is not None
    assert "<script" not in picture.svg
    assert isinstance(readout.timeline[0], TimelineEntry)
