"""Pages beyond all measure: what is kept, what is said, and that the rest is as it is without it."""

import pytest

from readout.extract import extract, extracted
from readout.extract.limits import HTML_MOST, LINES_MOST, TAGS_MOST, TEXT_MOST
from readout.spans import check_tiling, text_hash
from readout.types import Article, Dropped, Page

STORY = "Oda Brekk said on Friday that the strike would go on until the authority made a better offer to the dockers.\n"


@pytest.mark.parametrize("tail", ["x\n" * LINES_MOST, "word " * (TEXT_MOST // 5), "word" * (TEXT_MOST // 4)])
def test_text_beyond_the_limits_is_kept_as_other_and_said(tail: str) -> None:
    page = Page(id="p", input="long.txt", text=STORY * 20 + tail)
    article, note = extracted(page)
    assert isinstance(article, Article)
    assert isinstance(note, Dropped)
    assert "kept but not read" in note.reason
    assert article.text == page.text
    assert article.text_sha256 == text_hash(article.text)
    check_tiling(article.blocks, article.text)
    assert article.blocks[-1].role == "other"
    assert extract(page) == article


@pytest.mark.parametrize("tail", ["<b>x" * TAGS_MOST, "x" * HTML_MOST])
def test_mark_up_beyond_the_limits_is_left_out_and_said(tail: str) -> None:
    article, note = extracted(Page(id="p", input="long.html", html=f"<p>{STORY}</p>" * 9 + tail))
    assert isinstance(article, Article)
    assert isinstance(note, Dropped)
    assert "left out" in note.reason
    assert STORY.strip() in article.text


def test_a_page_within_the_limits_comes_alone() -> None:
    assert len(extracted(Page(id="p", input="x.txt", text=STORY * 20))) == 1
    assert len(extracted(Page(id="p", input="x.html", html=f"<p>{STORY}</p>" * 20))) == 1
