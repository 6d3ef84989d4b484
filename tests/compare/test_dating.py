from __future__ import annotations

import msgspec
import pytest

from readout.compare import settle_dates
from readout.spans import evidence
from readout.types import Pair, RejectedDate, Relation

FRIDAY = "XXXX-WXX-5"


@pytest.fixture
def dated(reading):
    """An account of Friday, 9 May 2031, that tells of talks on that day."""
    return reading(
        "a1",
        "The ministers held talks in Lenz on Friday. The talks ended without a result.",
        published="2031-05-09",
        times=[("Friday", FRIDAY, "2031-05-09")],
    )


def settled(story, dated, undated, **more):
    return settle_dates(story(dated, undated, **more)).readings[1]


def test_an_account_written_after_is_of_the_latest_day_it_names(story, reading, dated):
    other = reading("a2", "The talks in Lenz ended on Friday. Nobody shook hands.", times=[("Friday", FRIDAY, None)])
    found = settled(story, dated, other).published
    assert (found.value, found.basis) == ("2031-05-09", "inferred")
    assert {item.account for item in found.evidence} == {"a1", "a2"}


def test_an_account_written_during_is_of_the_day_of_the_happening(story, reading, dated):
    other = reading("a2", "The two ministers are sitting down in Lenz.")
    assert settled(story, dated, other).published.value == "2031-05-09"


def test_begins_on_friday_is_today_where_its_sibling_is_of_that_day_and_the_eve_is_past(story, reading, dated):
    text = "Talks in Lenz: a round begins on Friday. The envoy warned on Thursday that little would come of it."
    other = reading("a2", text, times=[("Friday", FRIDAY, None), ("Thursday", "XXXX-WXX-4", None)])
    pair = Pair(a=evidence("a1", dated.text, (0, 10)), b=evidence("a2", other.text, (0, 10)))
    relation = Relation(a="a1", b="a2", kind="derived", a_in_b=0.5, b_in_a=0.5, pairs=(pair,))
    assert settled(story, dated, other, together=[["a1", "a2"]], relations=[relation]).published.value == "2031-05-09"
    assert settled(story, dated, other).published.value is None


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The port of Lenz is old.", []),
        ("The talks in Lenz ended.", []),
        ("The ministers will meet in Lenz on Friday.", [("Friday", FRIDAY, None)]),
        ("The ministers are sitting down in Lenz. On Sunday they rested.", [("Sunday", "XXXX-WXX-7", None)]),
    ],
)
def test_thin_evidence_dates_nothing(story, reading, dated, text, times):
    assert settled(story, dated, reading("a2", text, times=times)).published.value is None


def test_a_rejected_date_that_the_others_bear_out_is_no_longer_rejected(story, reading, dated):
    text = "9 May 2031\nThe ministers came to Lenz."
    page = evidence("a2", text, (0, 10))
    other = msgspec.structs.replace(
        reading("a2", text),
        rejected_dates=(
            RejectedDate(value="2031-05-09", reason="nothing on the page supports it", evidence=(page,)),
            RejectedDate(value="2032-07-01", reason="crawl date", evidence=()),
        ),
    )
    found = settled(story, dated, other)
    assert found.published.value == "2031-05-09"
    assert [item.value for item in found.rejected_dates] == ["2032-07-01"]


def test_without_a_dated_account_nothing_is_dated(story, reading):
    one = reading("a1", "The talks in Lenz ended on Friday.", times=[("Friday", FRIDAY, None)])
    given = story(one)
    assert settle_dates(given) == given


def test_a_stated_date_is_never_changed(story, reading, dated):
    other = reading(
        "a2", "The talks in Lenz ended on Friday.", published="2031-05-10", times=[("Friday", FRIDAY, None)]
    )
    assert settled(story, dated, other) == other


@pytest.mark.parametrize(
    ("words", "company", "value"),
    [
        ("Friday", ("2031-05-09", "2031-05-09"), "2031-05-09"),
        ("Friday night", ("2031-05-09", "2031-05-09"), None),
        ("Friday", ("2031-05-10", "2031-05-10"), None),
        ("Friday", ("2031-05-09", "2031-05-10"), None),
        ("Friday", ("2031-05-09", "2031-05-29"), None),
    ],
)
def test_a_weekday_alone_needs_company_of_its_day(story, reading, words, company, value):
    others = [reading(f"a{i}", "The mill of Orbe burned down.", published=day) for i, day in enumerate(company, 1)]
    text = f"The mill of Orbe burned down on {words}. Nobody was hurt. The miller wept."
    other = reading("a9", text, times=[(words, FRIDAY + ("TNI" if "night" in words else ""), None)])
    assert settle_dates(story(*others, other)).readings[2].published.value == value
