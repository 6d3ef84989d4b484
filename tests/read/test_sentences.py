"""Sentences: a stop by a stop, hard cases first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.read.sentences import SENTENCES_MOST, sentences, unread
from readout.spans import text_hash
from readout.types import Article, Block, BlockRole


def article(text: str, language: str | None = "en", role: BlockRole = "body") -> Article:
    blocks = (Block(start=0, end=len(text), role=role),) if text else ()
    digest = text_hash(text.encode("utf-8", "replace").decode())
    return Article(id="a", input="a", text=text, text_sha256=digest, language=language, blocks=blocks)


# A bar marks where one sentence ends and the next begins; it is taken out before the text is read.
ENGLISH = [
    "The talks ended.| Both sides left.",
    "The U.S. Senate met.| It voted.",
    "He lives in the U.S.| The law there differs.",
    "Gen. Aldo Ferr spoke with Lt. Gen. Mira Tann.| They agreed.",
    "J. R. Ostrand and K.L. Pym signed.| Nobody else did.",
    "Ilse B. Marn arrived.| She waved.",
    "They chose Plan B.| The army did not.",
    "It cost 3.5 million.| Prices rose 4.2% in May.",
    "Point No. 5 is open.| Point No. 6 is not.",
    "She said no.| Then she left.",
    "“We are ready,” he said.| “We always were.”| The hall was full.",
    "“Why now?” she asked.| Nobody knew.",
    "“Why now?” Ilse Marn asked.| Nobody knew.",
    "“Never!”| The crowd roared.",
    '"It is over." he said.| "Go home."',
    "The plan (see Art. 7) holds.| (It was signed in May.)| It stands.",
    "He paused...| Then he spoke.",
    "They offered ... Nothing at all.",
    "The text [...] Says little.",
    "Meeting at 9 a.m. Monday was short.| It ended at 10 a.m.| The next one is longer.",
    "The army crossed the border.|The capital slept.",
    "See example.com for more.| Or www.example.org/Page.Html today.",
    "Marn Corp. Chairman Ole Tid resigned.| Shares of Marn Corp. fell.",
    "It rained on Dec. 5 in St. Aldan.| Roads closed.",
    "A mismatched mark ends here.”| The next one starts.",
    "«We know this.»| He left.",
    "A no-break space.|\u00a0Another sentence.",
    "1. The first point stands.| It does.",
    'He spoke of "two roads."| The third he left out.',
    "Mr. and Mrs. Tann vs. the State: who wins?| No one.",
]


@pytest.mark.parametrize("marked", ENGLISH)
def test_english(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    text = marked.replace("|", "")
    assert [text[s:e] for s, e in sentences(article(text))] == expected


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("zh", "会议结束了。|双方离开。|真的吗？|是的。"),
        ("ar", "هل انتهى الاجتماع؟| نعم انتهى."),
        ("hi", "बैठक समाप्त हुई।| सब चले गए।"),
        ("es", "¿Quién habló?| ¡Nadie!| Todos callaron."),
        ("de", "Am 3. Mai traf man sich.| Es regnete."),
        ("ru", "Встреча закончилась.| Все ушли."),
    ],
)
def test_other_languages(language: str, marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[s:e] for s, e in sentences(article(text, language))] == [p.strip() for p in marked.split("|")]


def test_blocks_part_sentences_and_menus_hold_none() -> None:
    text = "Talks fail\nHome | Sport\nThe talks failed. No date was set.\n"
    cuts = [(0, 11, "headline"), (11, 24, "navigation"), (24, len(text), "body")]
    page = Article(
        id="a",
        input="a",
        text=text,
        text_sha256=text_hash(text),
        language="en",
        blocks=tuple(Block(start=s, end=e, role=r) for s, e, r in cuts),  # type: ignore[arg-type]
    )
    assert [text[s:e] for s, e in sentences(page)] == ["Talks fail", "The talks failed.", "No date was set."]


def test_a_line_that_goes_on_in_lower_case_is_one_sentence() -> None:
    text = "The envoy said that\nthe talks were over.\nA list entry\nAnother entry"
    expected = ["The envoy said that\nthe talks were over.", "A list entry", "Another entry"]
    assert [text[s:e] for s, e in sentences(article(text))] == expected


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=300) | st.text(alphabet="aA1.!?…\"”“’') \n\u00a0。", max_size=120),
    st.sampled_from(["en", None, "de"]),
)
def test_ordered_disjoint_trimmed_and_lossless(text: str, language: str | None) -> None:
    found = sentences(article(text, language))
    at = 0
    for start, end in found:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert not text[start].isspace() and not text[end - 1].isspace()
        at = end
    assert not text[at:].strip()


def test_long_lines_take_linear_time() -> None:
    text = "Mr. X." * 100_000 + "a" * 500_000 + "." * 500_000 + '."' * 100_000
    assert sentences(article(text))


def test_prose_beyond_measure_has_no_sentences_and_is_counted() -> None:
    page = article("He left. " * (SENTENCES_MOST + 10))
    found = sentences(page)
    assert len(found) == SENTENCES_MOST
    assert unread(page, found) == len(page.text[found[-1][1] :].strip()) > 0
    short = article("He left. He came.")
    assert unread(short, sentences(short)) == 0
