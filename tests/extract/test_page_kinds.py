"""Pages that are no whole article: said so, and real ones left alone."""

# ruff: noqa: E501 (the examples are lines of pages, kept whole)

from __future__ import annotations

import pytest

from readout.extract import extracted
from readout.types import Article, Dropped, Page

PROSE = (
    "The dockers of Rolnek stopped work on Friday after talks about their pay broke down for the third time this month.",
    "Oda Brekk, who leads their union, said the strike would go on until the port authority made a better offer.",
    "The authority said that it had no more money to give and that the port would stay closed over the weekend.",
    "Eleven ships are waiting in the bay, among them two with grain for Velm, the harbour master told reporters.",
    "Shops in the northern valleys have begun to ration flour, and the government has called both sides to a meeting.",
    "A strike nine years ago lasted for six weeks and ended when the two sides agreed to let a judge decide.",
)
HEADS = [
    f"{who} {what} {where}"
    for who in (
        "Mayor of Rolnek",
        "Two grain ships",
        "Velm's new minister",
        "The northern rail line",
        "A court in Ardovia",
    )
    for what in ("to be questioned over", "delayed again by", "at odds with allies about")
    for where in ("the bridge contract", "the winter storms", "a new customs union")
]
ARTICLE = "\n\n".join(("Dockers of Rolnek stop work", "By Jana Holt", "May 4, 2031", *PROSE))


def told(text: str = "", html: str | None = None, **page: str) -> tuple[Article | Dropped, ...]:
    return extracted(Page(id="p", input="p.txt", text=None if html else text, html=html, **page))


@pytest.mark.parametrize(
    "text",
    [
        "404 Not Found\n\nnginx",
        "Page not found | The Rolnek Courier\nHome\nWorld\nSorry, the page you were looking for does not exist.\nContact",
        "Access Denied\nYou don't have permission to access this page on this server.\nReference #18.2f",
        "Just a moment...\nEnable JavaScript and cookies to continue",
        "Seite nicht gefunden\nStartseite\nPolitik\nDie angeforderte Seite gibt es nicht mehr.",
    ],
)
def test_error_pages_are_dropped_with_what_they_say(text: str) -> None:
    (found,) = told(text)
    assert isinstance(found, Dropped)
    assert found.stage == "extract"
    assert "error page" in found.reason


def test_a_cookie_wall_is_dropped() -> None:
    (found,) = told(
        "We value your privacy\n"
        "We and our partners store and/or access information on a device, such as cookies, and process personal data.\n"
        "With your permission we and our partners may use precise data of where you are, for the purposes named below.\n"
        "Accept all cookies\nManage cookies\nReject"
    )
    assert isinstance(found, Dropped)
    assert "cookie wall" in found.reason


def test_a_list_of_links_is_dropped() -> None:
    items = "".join(f'<li><a href="/{i}">{head}</a></li>' for i, head in enumerate(HEADS))
    (found,) = told(html=f"<html><head><title>News</title></head><body><ul>{items}</ul></body></html>")
    assert isinstance(found, Dropped)
    assert "list of 45 headlines" in found.reason


def test_an_article_comes_alone() -> None:
    found = told(ARTICLE)
    assert len(found) == 1
    assert isinstance(found[0], Article)


@pytest.mark.parametrize("count", [1, 2])
def test_a_page_of_one_or_two_sentences_is_an_article(count: int) -> None:
    found = told("\n".join(PROSE[:count]))[0]
    assert isinstance(found, Article)
    roles = {block.role for block in found.blocks}
    assert roles == {"body"}


def test_an_article_about_errors_and_cookies_stays() -> None:
    text = "\n\n".join(
        (
            "Access denied: how the port of Rolnek locked out its dockers",
            *PROSE,
            "The port's site says that it uses cookies; under its cookie policy they are kept for a year.",
        )
    )
    assert isinstance(told(text)[0], Article)


def test_a_paywall_is_said_beside_the_article() -> None:
    text = "\n\n".join(
        ("Dockers of Rolnek stop work", *PROSE[:3], "Subscribe to read the full story", "Already a subscriber? Log in")
    )
    article, note = told(text)
    assert isinstance(article, Article)
    assert isinstance(note, Dropped)
    assert "paywall" in note.reason


def test_a_live_blog_is_said_beside_the_article() -> None:
    entries = [line for i, prose in enumerate(PROSE) for line in (f"1{i}:20", prose)]
    article, note = told("\n\n".join(("Strike in Rolnek: live updates", *entries)))
    assert isinstance(article, Article)
    assert isinstance(note, Dropped)
    assert "live blog" in note.reason


def test_a_clean_body_is_never_judged() -> None:
    (found,) = extracted(Page(id="p", input="p", text="404 Not Found", body_only=True))
    assert isinstance(found, Article)


def test_a_page_hidden_as_a_whole_is_read() -> None:
    found = told(html="<body><div style='display: none'>" + "".join(f"<p>{p}</p>" for p in PROSE) + "</div></body>")
    assert isinstance(found[0], Article)
    assert PROSE[0] in found[0].text


def test_a_list_that_its_metadata_call_an_article_stays() -> None:
    items = "".join(f'<li><a href="/{i}">{head}</a></li>' for i, head in enumerate(HEADS))
    head = '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
    assert isinstance(told(html=f"<html><head>{head}</head><body><ul>{items}</ul></body></html>")[0], Article)
