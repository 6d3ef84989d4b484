from hypothesis import given
from hypothesis import strategies as st

from readout.extract.date_sightings import stamp, url_day, url_month
from readout.extract.dates import date_evidence
from readout.types import Block, BlockRole, Page, Published, RejectedDate

LEAD = (
    "Envoys of Ardovia and the Union met in Tarn on Friday for talks on the river treaty that both sides called useful."
)
MORE = (
    "The talks come 11 days after a first round in the same city. In 2029 Ardovia had left the treaty, and on "
    "17 December 2030 it proposed a new one."
)
END = "A written reply is promised for next week, and both delegations will return to Tarn in the spring."


def dated(
    *lines: tuple[BlockRole, str],
    metadata: tuple[tuple[str, str], ...] = (),
    language: str | None = "en",
    url: str | None = None,
    published: str | None = None,
    fetched_at: str | None = None,
) -> tuple[Published, tuple[RejectedDate, ...]]:
    text, blocks = "", []
    for role, line in lines:
        blocks.append(Block(start=len(text), end=len(text) + len(line) + 1, role=role))
        text += line + "\n"
    page = Page(id="a", input="a.txt", text=text, url=url, published=published, fetched_at=fetched_at)
    found, rejected = date_evidence(page, text, tuple(blocks), metadata, language)
    for item in (*found.evidence, *(e for r in rejected for e in r.evidence)):
        assert text[item.start : item.end] == item.quote
    return found, rejected


STORY: tuple[tuple[BlockRole, str], ...] = (("body", LEAD), ("body", MORE), ("body", END))
HEAD: tuple[BlockRole, str] = ("headline", "Ardovia and the Union meet in Tarn")


def test_date_under_the_headline_is_stated() -> None:
    found, rejected = dated(HEAD, ("byline", "By A. Writer"), ("date", "January 21, 2031"), *STORY)
    assert (found.value, found.basis) == ("2031-01-21", "stated")
    assert [e.quote for e in found.evidence] == ["January 21, 2031"]
    assert rejected == ()


def test_date_with_clock_above_the_headline_is_stated() -> None:
    found, _ = dated(("other", "icon menu icon search"), ("date", "21 Jan, 2031 09:59"), HEAD, *STORY)
    assert found.value == "2031-01-21T09:59"


def test_banner_alone_is_no_publication_date() -> None:
    found, rejected = dated(
        ("date", "July 19, 2034"), ("outlet", "Tarn News"), ("other", "News from Tarn"), HEAD, *STORY
    )
    assert found == Published()
    assert [(r.value, r.evidence[0].quote) for r in rejected] == [("2034-07-19", "July 19, 2034")]
    assert "the text tells of 2029 and 2030 and never of 2034" in rejected[0].reason


def test_banner_without_a_year_is_no_publication_date() -> None:
    found, rejected = dated(("date", "Tuesday, May 27"), HEAD, *STORY)
    assert found.basis == "unknown"
    assert rejected[0].value == "XXXX-05-27"
    assert "without a year" in rejected[0].reason
    assert "never of May" in rejected[0].reason


def test_banner_beside_a_true_date_is_named() -> None:
    found, rejected = dated(
        ("date", "Friday, July 19, 2034"), HEAD, ("date", "Published 21 January 2031, 10:15 GMT"), *STORY
    )
    assert found.value == "2031-01-21T10:15+00:00"
    assert [r.value for r in rejected] == ["2034-07-19"]


def test_updated_is_not_published() -> None:
    found, rejected = dated(HEAD, ("date", "Published 21 January 2031 | Updated 24 January 2031"), *STORY)
    assert found.value == "2031-01-21"
    assert [(r.value, "updated" in r.reason) for r in rejected] == [("2031-01-24", True)]


def test_only_an_update_is_told() -> None:
    found, rejected = dated(HEAD, ("date", "Last updated: 24 January 2031"), *STORY)
    assert found.basis == "unknown"
    assert [r.value for r in rejected] == ["2031-01-24"]


def test_metadata_with_the_page_agreeing() -> None:
    found, _ = dated(HEAD, ("date", "Jan. 21"), *STORY, metadata=(("jsonld:datePublished", "2031-01-21T09:00:00Z"),))
    assert (found.value, [e.quote for e in found.evidence]) == ("2031-01-21T09:00+00:00", ["Jan. 21"])


def test_date_under_the_headline_of_a_page_without_a_story_is_its_own() -> None:
    found, _ = dated(("navigation", "Home"), HEAD, ("date", "2 February 2031"), ("other", "Register to read on"))
    assert found.value == "2031-02-02"


def test_when_a_page_was_created_gives_way_to_when_it_was_published() -> None:
    told = (("jsonld:datePublished", "2031-01-21T09:00:00Z"), ("jsonld:dateCreated", "2031-01-14T16:00:00Z"))
    assert dated(HEAD, *STORY, metadata=told)[0].value == "2031-01-21T09:00+00:00"


def test_modified_metadata_alone_is_not_enough() -> None:
    found, _ = dated(HEAD, *STORY, metadata=(("jsonld:dateModified", "2031-01-24"),))
    assert found.value is None


def test_contradicting_dates_are_left_alone() -> None:
    found, rejected = dated(HEAD, ("date", "21 January 2031"), ("date", "3 March 2031"), *STORY)
    assert found.value is None
    assert [r.value for r in rejected] == ["2031-01-21", "2031-03-03"]


def test_record_is_taken_as_stated() -> None:
    found, rejected = dated(HEAD, ("date", "22 January 2031"), *STORY, published="2031-01-21")
    assert (found.value, found.basis) == ("2031-01-21", "stated")
    assert [r.value for r in rejected] == ["2031-01-22"]


def test_dates_of_other_stories_and_of_the_prose_are_no_page_dates() -> None:
    found, rejected = dated(HEAD, *STORY, ("widget", "3 March 2031"), ("widget", "Another story altogether"))
    assert found.value is None
    assert rejected == ()


def test_address() -> None:
    found, _ = dated(HEAD, *STORY, url="https://news.invalid/2031/01/21/tarn-talks")
    assert found.value == "2031-01-21"
    source = "https://news.invalid/2031/01/21/tarn-talks-a1"
    found, _ = dated(HEAD, *STORY, ("source-url", source))
    assert [e.quote for e in found.evidence] == [source]


def test_numbers_in_an_unknown_order() -> None:
    found, _ = dated(HEAD, ("date", "04/05/2031"), *STORY)
    assert found.value is None
    found, _ = dated(HEAD, ("date", "04/05/2031"), *STORY, url="https://n.invalid/2031/04/05/x")
    assert found.value == "2031-04-05"
    found, _ = dated(HEAD, ("date", "04/05/2031"), *STORY, language="fr")
    assert found.value == "2031-05-04"


def test_day_after_the_fetch_is_impossible() -> None:
    found, rejected = dated(HEAD, ("date", "21 January 2031"), *STORY, fetched_at="2030-06-01T10:00:00Z")
    assert found.value is None
    assert "fetched" in rejected[0].reason


def test_nothing_at_all() -> None:
    page = Page(id="a", input="a", text="")
    assert date_evidence(page, "", (), (), None) == (Published(), ())


def test_stamps_and_addresses() -> None:
    assert stamp("2031-05-04 10:00:00") == "2031-05-04T10:00"
    assert stamp("3B92D15190FFAFB254D37CE182C0D3AE") is None
    assert stamp("2031-02-30") is None
    assert url_day("https://n.invalid/world/20310504/x") == url_day("https://n.invalid/2031/may/04/x")
    assert url_day("https://n.invalid/2031-05-04/then-2031-05-06") is None
    assert url_month("https://n.invalid/2031/05/x") == (2031, 5)


def test_update_to_the_minute_alone_infers_the_day() -> None:
    found, _ = dated(HEAD, ("date", "Updated 24 January 2031, 14:05"), *STORY)
    assert (found.value, found.basis) == ("2031-01-24", "inferred")
    found, _ = dated(HEAD, ("other", "19:00, 23 Jan 2031"), ("date", "Updated 24 January 2031, 14:05"), *STORY)
    assert (found.value, found.basis) == ("2031-01-23T19:00", "stated")


def test_date_between_masthead_and_story() -> None:
    menu: tuple[tuple[BlockRole, str], ...] = tuple(("navigation", f"Section {n}") for n in range(8))
    rest: tuple[tuple[BlockRole, str], ...] = tuple(("other", f"Share {n}") for n in range(20))
    found, _ = dated(*menu, ("date", "Dec 17, 2030 03:53 am"), *rest, *STORY)
    assert found.value == "2030-12-17T03:53"
    found, rejected = dated(*menu, ("date", "Tuesday, December 17, 2030"), *rest, *STORY)
    assert found.value is None
    assert [r.value for r in rejected] == ["2030-12-17"]


def test_byline_amid_a_body_that_began_too_early() -> None:
    found, _ = dated(HEAD, *STORY, *STORY, ("byline", "By A. Writer"), ("date", "Dec 17, 2030"), *STORY, *STORY)
    assert found.value == "2030-12-17"


def test_date_glued_to_its_neighbours() -> None:
    found, rejected = dated(HEAD, ("date", "12:43, 20 Jan 2031Updated 12:44, 22 Jan 2031"), *STORY)
    assert (found.value, [r.value for r in rejected]) == ("2031-01-20T12:43", ["2031-01-22"])


def test_clock_of_24_hours_puts_the_day_first() -> None:
    found, _ = dated(HEAD, ("date", "Published on 06/01/2031 - 13:55"), *STORY)
    assert found.value == "2031-01-06T13:55"
    found, _ = dated(HEAD, ("date", "Published on 06/01/2031 1:55 pm EST"), *STORY)
    assert found.value == "2031-06-01T13:55-05:00"


def test_dateline_and_weekday_settle_the_year() -> None:
    opening = (
        "TARN, Jan 24 (Agency) - Envoys of Ardovia and the Union met on Friday for talks that both sides called useful."
    )
    found, _ = dated(HEAD, ("body", opening), ("body", MORE), ("body", END))
    assert (found.value, found.basis) == ("2031-01-24", "inferred")
    assert [e.quote for e in found.evidence] == ["Jan 24", "Friday"]
    found, _ = dated(HEAD, ("body", opening.replace("Friday", "Monday")), ("body", MORE), ("body", END))
    assert found.basis == "unknown"


def test_pages_of_nothing_but_dates_take_linear_time() -> None:
    for line in ("4 May 2031\n", "By A. Writer, published 4/5/2031 10:00 GMT\n", "May " * 20 + "\n"):
        text = line * (200_000 // len(line))
        blocks = (Block(start=0, end=len(text), role="date"),)
        found, _ = date_evidence(Page(id="a", input="a", text=text), text, blocks, (), "en")
        assert found.basis in ("unknown", "stated")


PIECES = ("4 May 2031", "Updated", "By A. Writer", "04/05/31", "\u200f", "5 مايو 2031", "٤", "(", "10:00", "x" * 90, "")
ROLES: tuple[BlockRole, ...] = ("date", "body", "headline", "widget")


@given(st.lists(st.sampled_from(PIECES)))
def test_any_page_gives_evidence_that_is_there(pieces: list[str]) -> None:
    lines = [(ROLES[n % 4], piece) for n, piece in enumerate(pieces)]
    dated(*lines, language=None, url="https://n.invalid/2031/05/x", fetched_at="2031-06-01")


def test_first_line_above_the_headline_needs_support() -> None:
    found, _ = dated(("date", "March 19, 2031"), HEAD, *STORY)
    assert found.value is None
    found, _ = dated(("date", "January 10, 2031"), HEAD, *STORY)
    assert found.value == "2031-01-10"
