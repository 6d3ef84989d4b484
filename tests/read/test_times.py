from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.edtf import parse
from readout.read.times import times
from readout.read.times.tense import direction
from readout.types import Article, Published, Timex

FRIDAY = "2031-01-24"


def read(text: str, published: str | None = FRIDAY, language: str | None = "en") -> tuple[Timex, ...]:
    basis = "stated" if published else "unknown"
    article = Article(
        id="a",
        input="a",
        text=text,
        text_sha256="",
        language=language,
        published=Published(value=published, basis=basis),
    )
    found = times(article, ((0, len(text)),) if text else ())
    assert all(one.span[1] <= other.span[0] for one, other in pairwise(found))
    return found


def told(
    text: str, published: str | None = FRIDAY, language: str | None = "en"
) -> list[tuple[str, str | None, str | None]]:
    return [(text[t.span[0] : t.span[1]], t.value, t.edtf) for t in read(text, published, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks were held on Friday.", [("Friday", "2031-01-24", "2031-01-24")]),
        ("He denounced the remarks on Wednesday.", [("Wednesday", "2031-01-22", "2031-01-22")]),
        ("They will meet again on Monday.", [("Monday", "2031-01-27", "2031-01-27")]),
        ("The vote is expected on Tuesday.", [("Tuesday", "2031-01-28", "2031-01-28")]),
        ("He spoke on Thursday evening.", [("Thursday evening", "2031-01-23TEV", "2031-01-23")]),
        ("Last Friday they met.", [("Last Friday", "2031-01-17", "2031-01-17")]),
        ("A call took place earlier this month.", [("earlier this month", "2031-01", "2031-01-01/2031-01-24")]),
        ("A reply is promised for next week.", [("next week", "2031-W05", "2031-01-27/2031-02-02")]),
        ("In initial talks last week, she proposed it.", [("last week", "2031-W03", "2031-01-13/2031-01-19")]),
        ("Drafts were presented last month.", [("last month", "2030-12", "2030-12")]),
        ("It left two years ago.", [("two years ago", "2029", "2029~")]),
        ("It left three days ago.", [("three days ago", "2031-01-21", "2031-01-21")]),
        ("He spoke a few weeks ago.", [("a few weeks ago", "PAST_REF", None)]),
        ("This year nothing changed.", [("This year", "2031", "2031")]),
        ("On December 17, 2030, drafts were published.", [("December 17, 2030", "2030-12-17", "2030-12-17")]),
        ("Consultations were held on January 10.", [("January 10", "2031-01-10", "2031-01-10")]),
        ("It was signed on 21 Dec.", [("21 Dec", "2030-12-21", "2030-12-21")]),
        ("In 2029 it withdrew.", [("2029", "2029", "2029")]),
        ("Since 2024 it has held the coast.", [("2024", "2024", "2024/..")]),
        ("It must leave by 2035.", [("2035", "2035", "../2035")]),
        ("States that were not members before 1997 object.", [("1997", "1997", "../1997")]),
        ("In the 1990s it grew.", [("the 1990s", "199X", "199X")]),
        ("About 1850 the canal was dug.", [("1850", "1850", "1850~")]),
        ("The crisis of spring 2029.", [("spring 2029", "2029-SP", "2029-21")]),
        ("Drills in January and February.", [("January", "2031-01", "2031-01"), ("February", "2031-02", "2031-02")]),
        (
            "It met on January 10. On the same day he left, and the next day he was back.",
            [("January 10", "2031-01-10", "2031-01-10"), ("the same day", "2031-01-10", "2031-01-10"),
             ("the next day", "2031-01-11", "2031-01-11")],
        ),
        (
            "On Friday it began at 11:00 (10:00 GMT).",
            [("Friday", "2031-01-24", "2031-01-24"), ("11:00", "2031-01-24T11:00", "2031-01-24T11:00+01:00"),
             ("10:00 GMT", "2031-01-24T10:00", "2031-01-24T10:00+00:00")],
        ),
        ("He left on Saturday.", [("Saturday", "2031-01-18", None)]),
        ("They voted to keep it open on Wednesday.", [("Wednesday", "2031-01-22", "2031-01-22")]),
        ("It is on 9 to 11 May 2031.", [("9 to 11 May 2031", "2031-05-09/2031-05-11", "2031-05-09/2031-05-11")]),
        ("They meet every week for two hours.", [("every week", "P1W", None), ("two hours", "PT2H", None)]),
        ("The two-hour talks ended.", [("two-hour", "PT2H", None)]),
        ("A poll of 2-3 January.", [("2-3 January", "2031-01-02/2031-01-03", "2031-01-02/2031-01-03")]),
        ("On Jan. 22 it said it would reply by Feb. 3.",
         [("Jan. 22", "2031-01-22", "2031-01-22"), ("Feb. 3", "2031-02-03", "../2031-02-03")]),
        ("It is due next Monday.", [("next Monday", "2031-01-27", "2031-01-27")]),
        ("He left last Tuesday.", [("last Tuesday", "2031-01-21", None)]),
        ("On Friday, he pledged to reply.", [("Friday", "2031-01-24", "2031-01-24")]),
        ("In a call on Thursday, the two agreed that it must stop.", [("Thursday", "2031-01-23", "2031-01-23")]),
        ("Remarks by the president on Wednesday that promised a reply.", [("Wednesday", "2031-01-22", "2031-01-22")]),
        ("Relatives have until 9 a.m. Tuesday to sign.",
         [("9 a.m. Tuesday", "2031-01-28T09:00", "../2031-01-28T09:00")]),
        ("It rose ahead of Monday's vote.", [("Monday", "2031-01-27", "2031-01-27")]),
        ("Since the Sept. 11 attacks it had paid.", [("Sept. 11", "2001-09-11", "2001-09-11")]),
        ("The match ended 3:10. Watch now 02:12 more.", [("now", "PRESENT_REF", None)]),
        ("Late on Thanksgiving Day it closed.", [("Thanksgiving Day", "2030-11-28", "2030-11-28")]),
        ("In the second half of 2030 it grew.", [("the second half of 2030", "2030-H2", "2030-41")]),
        ("It could come as early as Thursday.", [("Thursday", "2031-01-30", "2031-01-30")]),
        ("A Christmas tree stood there; it must be signed by Easter.", [("Easter", "2031-04-13", "../2031-04-13")]),
        ("A week ago he left, at 3 p.m.",
         [("A week ago", "2031-W03", "2031-01-13/2031-01-19"), ("3 p.m.", "2031-01-24T15:00", "2031-01-24T15:00")]),
        ("It was seen this weekend.", [("this weekend", "2031-W03-WE", "2031-01-18/2031-01-19")]),
        ("Daily flights resumed.", [("Daily", "P1D", None)]),
        ("A decade ago, in the 20th century and in the '90s.",
         [("A decade ago", "2021", "2021~"), ("the 20th century", "19XX", "19XX"), ("the '90s", "199X", "199X")]),
        ("Hours later it denied that.", []),
        ("The 13-year-old boy may march on; 2000 troops followed, and in all 1,950 people.", []),
    ],
)  # fmt: skip
def test_times(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Friday", [("Friday", "XXXX-WXX-5", None)]),
        ("on January 10", [("January 10", "XXXX-01-10", None)]),
        ("on 4 May 2031", [("4 May 2031", "2031-05-04", "2031-05-04")]),
        ("yesterday", [("yesterday", "XXXX-XX-XX", None)]),
        ("last week", [("last week", "XXXX-WXX", None)]),
        ("since 2014", [("2014", "2014", "2014/..")]),
    ],
)
def test_without_a_publication_date_only_absolute_words_are_dated(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(text, published=None) == expected


def test_history_follows_the_date_mentioned_before() -> None:
    text = (
        "The war began on 1 September 1891. In October 1891 the port fell. By March the coast was lost. A truce of "
        "12 May 1892 held until 3 June 1892. On 20 July it was signed."
    )
    assert [one[2] for one in told(text)] == [
        "1891-09-01", "1891-10", "../1892-03", "1892-05-12", "../1892-06-03", "1892-07-20",
    ]  # fmt: skip


def test_offset_from_a_happening() -> None:
    text = "Just 20 minutes before the start of the meeting, it announced a demand."
    (found,) = read(text)
    assert found.offset is not None
    start, end = found.offset.event
    assert (found.offset.duration, found.offset.direction, text[start:end]) == (
        "PT20M",
        "before",
        "the start of the meeting",
    )
    assert found.edtf is None


def test_other_languages_give_written_dates_only() -> None:
    assert told("Am Freitag, dem 24. Januar 2031, und am Montag", language="de") == [
        ("Freitag, dem 24. Januar 2031", "2031-01-24", "2031-01-24")
    ]
    assert told("يوم الجمعة", language="ar") == []


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("They will meet on Friday", "Friday", "future"),
        ("They met on Friday", "Friday", "past"),
        ("The round begins on Friday", "Friday", "present"),
        ("He said Monday he would go", "Monday", "past"),
        ("A vote to be held on Friday", "Friday", "future"),
        ("Friday", "Friday", None),
        ("Minister Ada May condemned the raid on Friday.", "Friday", "past"),
        ("Envoys have called for a meeting on Friday.", "Friday", "future"),
        ("Envoys called for calm on Friday.", "Friday", "past"),
        ("She said he must face them at their summit on Friday.", "Friday", "future"),
        ("They should have left on Friday.", "Friday", "past"),
        ("Those tolls take effect Friday.", "Friday", "present"),
    ],
)
def test_direction(text: str, word: str, expected: str | None) -> None:
    at = text.index(word)
    assert direction(text, (0, len(text)), (at, at + len(word))) == expected


@pytest.mark.parametrize(
    "text", ["", "1 " * 20000, "two " * 20000, "Friday " * 3000, "11:00 (" * 3000, "May - " * 5000, "\ufeff\x00"]
)
def test_any_text_is_read(text: str) -> None:
    for timex in read(text):
        assert 0 <= timex.span[0] < timex.span[1] <= len(text)


WORDS = (
    "last", "Friday", "May", "4", "2031", "two", "weeks", "ago", "the", "next", "day", "-", "11:00", "(", "of", "a",
    "half", "century", "first", "Easter", "that", "year", "1990s", "and", "until", ".", "’s", "30", "quarter",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), max_size=14),
    st.sampled_from([None, FRIDAY, "0001-01-01", "9999-12-31", "2031", "nonsense"]),
)
def test_any_words_give_spans_and_dates_that_are_dates(words: list[str], published: str | None) -> None:
    for timex in read(" ".join(words), published):
        assert timex.edtf is None or parse(timex.edtf) is not None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Trains are to run again from Sunday.", "Sunday", "2031-01-26"),
        ("The judge offered to come to the pass on Monday.", "Monday", "2031-01-27"),
        ("The next meeting is on Tuesday.", "Tuesday", "2031-01-28"),
        ("The oath has been put off by a week, to 10 November.", "10 November", "2031-11-10"),
        ("She had spoken on Wednesday. The army moved at noon.", "noon", "2031-01-24T12:00"),
        ("The strike will end at midnight.", "midnight", "2031-01-25T00:00"),
    ],
)
def test_what_is_to_come_and_what_lay_before(text: str, words: str, expected: str) -> None:
    found = {words_: date for words_, _, date in told(text)}
    assert found[words] == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("It was ten past seven yesterday evening.", "ten past seven yesterday evening", "2031-01-23T19:10"),
        ("The guns will fall silent at six on Saturday morning.", "six on Saturday morning", "2031-01-25T06:00"),
        (
            "The plenary will begin at five o'clock on Sunday morning.",
            "five o'clock on Sunday morning",
            "2031-01-26T05:00",
        ),
        ("She rang him at a quarter to midnight on Tuesday.", "a quarter to midnight on Tuesday", "2031-01-21T23:45"),
        ("The result came at 18.52 o'clock.", "18.52 o'clock", "2031-01-24T18:52"),
        ("The gavel fell at 5h40 on Sunday.", "5h40 on Sunday", "2031-01-19T05:40"),
        ("He has been gone since Sunday and comes back.", "Sunday", "2031-01-19/.."),
        ("If it is not gone by then, beer pays a duty from 1 March.", "1 March", "2031-03-01"),
        ("She has until Friday of next week.", "Friday of next week", "2031-01-31"),
        ("He said Tuesday past that nobody would go.", "Tuesday past", None),
        ("He said Sunday past that nobody would go.", "Sunday past", "2031-01-19"),
    ],
)
def test_clock_times_in_words(text: str, words: str, expected: str | None) -> None:
    found = {words_.removeprefix("until "): date for words_, _, date in told(text)}
    assert (found[words] or "").removeprefix("../") == (expected or "")


@pytest.mark.parametrize(
    "text",
    [
        "The first came over at ten past eight.",
        "The council voted ten to seven this morning against it.",
        "He is one of five in the morning shift.",
    ],
)
def test_the_half_of_the_day_is_never_guessed(text: str) -> None:
    assert not any(":" in (date or "") for _, _, date in told(text))


def test_by_the_end_of_a_year_is_a_limit() -> None:
    assert [date for _, _, date in told("It gets the rebate until the end of 2037.")] == ["../2037"]
