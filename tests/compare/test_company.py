from __future__ import annotations

from datetime import date

import pytest

from readout.compare import of_later_versions, reading_days, without_crawl_days, without_own_day
from readout.spans import evidence
from readout.types import Event, Pair, Published, RejectedDate, Relation

WEDNESDAY, FRIDAY, TODAY = "XXXX-WXX-3", "XXXX-WXX-5", "XXXX-XX-XX"


@pytest.fixture
def dated(reading):
    return reading("a1", "The ministers held talks in Lenz on Friday.", published="2031-05-09")


def shown(reading, day):
    """An account whose page shows a day in words."""
    made = reading("c", f"{day}\nThe ministers held talks in Lenz on Friday.", published=day)
    words = evidence("c", made.text, (0, len(day)))
    return type(made)(
        **{f: getattr(made, f) for f in made.__struct_fields__}
        | {"published": Published(value=day, basis="stated", evidence=(words,))}
    )


def copied(a, b):
    pair = Pair(a=evidence(a.id, a.text, (0, 10)), b=evidence(b.id, b.text, (0, 10)))
    return Relation(a=a.id, b=b.id, kind="copy", a_in_b=0.9, b_in_a=0.9, pairs=(pair,))


@pytest.mark.parametrize(("day", "kept"), [("2032-02-03", None), ("2031-05-12", "2031-05-12")])
def test_a_day_far_from_those_of_its_copies_is_that_of_a_crawl(story, reading, dated, day, kept):
    other = reading("b", "A round of talks ended in Lenz.", published="2031-05-10")
    late = shown(reading, day)
    given = story(dated, other, late, together=[["a1", "c"], ["b"]], relations=[copied(dated, late)])
    found = without_crawl_days(given).readings[2]
    assert found.published.value == kept
    assert bool(found.rejected_dates) is (kept is None)


def test_of_two_copies_with_two_days_none_is_called_a_crawl(story, reading, dated):
    late = shown(reading, "2032-02-03")
    given = story(dated, late, together=[["a1", "c"]], relations=[copied(dated, late)])
    assert without_crawl_days(given) == given


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy left on Wednesday.", date(2031, 5, 7)),
        ("The talks must be resumed on Wednesday.", None),
        ("The envoy left in anger.", None),
    ],
)
def test_weekdays_of_an_undated_account_are_read_from_the_last_one_told_as_past(story, reading, dated, text, expected):
    before = reading("a0", "The port was closed on Wednesday.", published="2031-05-07")
    times = [("Wednesday", WEDNESDAY, None)] if "Wednesday" in text else []
    found = reading_days(story(before, dated, reading("b", text, times=times)))
    assert found == ({} if expected is None else {"b": expected})


def test_what_only_its_own_day_tells_stays_unknown(reading):
    text = "The envoy left on Wednesday. The port is closed today."
    before = reading("b", text, times=[("Wednesday", WEDNESDAY, None), ("today", TODAY, None)])
    again = reading(
        "b",
        text,
        published="2031-05-07",
        times=[("Wednesday", WEDNESDAY, "2031-05-07"), ("today", TODAY, "2031-05-07")],
    )
    closed = Event(type="COERCE", trigger=(41, 47), clause=(29, 54), date="2031-05-07")
    again = type(again)(**{f: getattr(again, f) for f in again.__struct_fields__} | {"events": (closed,)})
    found = without_own_day(again, before)
    assert [timex.edtf for timex in found.times] == ["2031-05-07", None]
    assert found.published.value is None
    assert found.events[0].date is None


def test_days_counted_from_an_unknown_day_stay_unknown(reading):
    text = "Five days ago it rained."
    before = reading("b", text, times=[("Five days ago", None, None)])
    again = reading("b", text, published="2031-05-07", times=[("Five days ago", "2031-05-02", "2031-05-02")])
    assert [timex.edtf for timex in without_own_day(again, before).times] == [None]


@pytest.mark.parametrize(
    ("words", "together", "day"),
    [
        ("First published 8 May 2031, last updated 17 May 2031", True, "2031-05-17"),
        ("First published 8 May 2031, last updated 17 May 2031", False, "2031-05-08"),
        ("First published 8 May 2031, printed 17 May 2031", True, "2031-05-08"),
    ],
)
def test_a_page_changed_later_is_of_the_day_of_its_change(story, reading, words, together, day):
    old = reading("a", "What has happened? The port is closed since yesterday.", published="2031-05-08")
    made = reading("b", f"What has happened? The port is open today. {words}", published="2031-05-08")
    at = made.text.index("17 May")
    shown = RejectedDate(value="2031-05-17", reason="", evidence=(evidence("b", made.text, (at, at + 11)),))
    fields = {f: getattr(made, f) for f in made.__struct_fields__}
    new = type(made)(**fields | {"rejected_dates": (shown,)})
    pair = Pair(a=evidence("a", old.text, (0, 10)), b=evidence("b", new.text, (0, 10)))
    relation = Relation(a="a", b="b", kind="update", a_in_b=0.5, b_in_a=0.5, pairs=(pair,))
    given = story(old, new, together=[["a", "b"]] if together else [["a"], ["b"]], relations=[relation] * together)
    found = of_later_versions(given).readings[1]
    assert found.published.value == day
    assert bool(found.rejected_dates) is (day == "2031-05-08")
