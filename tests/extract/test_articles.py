"""Whole pages, bare and marked up, with every role a page can hold."""

# ruff: noqa: E501 (the examples are lines of pages, kept whole)
from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.extract import extract
from readout.extract.dated_lines import dated_line
from readout.extract.limits import extracted
from readout.spans import check, check_tiling, text_hash
from readout.types import Article, BlockRole, Dropped, Evidence, Page

PROSE = (
    "The foreign ministers of Ardovia and Velm met in Rolnek on Friday to discuss the grain corridor, and agreed to meet again.",
    "Ardovia's minister, Ilse Marn, said the talks had been difficult but that both delegations wanted the corridor open.",
    "“We have heard promises before, and we will judge Velm by what it does,” she told reporters after the two-hour meeting.",
    "Velm has blocked the river port since March, accusing Ardovia of smuggling fuel to its rebels, which Ardovia denies.",
    "Otto Brandis, the Velmian minister, said his government would answer the proposal in writing before the end of the month.",
)
BARE = "\n\n".join(
    (
        "icon menu-bicon searchicon closeicon share-aicon playicon pauseicon muteicon mailicon linkicon arrow lefticon arrow right",
        "Tuesday, June 3",
        "The Rolnek Courier",
        "Ardovia and Velm agree to meet again on grain corridor",
        "By Jana Holt for AFP",
        "May 4, 2031",
        "The ministers of Ardovia and Velm in Rolnek on Friday. **Petr Lom / TASS**",
        "ROLNEK (AFP) — " + PROSE[0],
        PROSE[1],
        "Also read\u00a0 Storm closes three schools in the northern valleys",
        PROSE[2],
        "A blocked port",
        PROSE[3],
        "Read more: Ten recipes for the long weekend",
        PROSE[4],
        "Source link",
        "Original url:",
        "https://www.rolnekcourier.example/2031/05/04/ardovia-and-velm-agree-to-meet-again-on-gra in-corridor-a123",
        "18 minutes ago",
        "Carmaker recalls thousands of vans over brakes",
        "24 minutes ago",
        "Champions crowned after extra time in cup final",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "Share on Facebook",
        "© 2031 The Rolnek Courier. All rights reserved.",
    )
)
MARKED_UP = f"""<!doctype html><html lang="en"><head><title>Ministers meet again | The Rolnek Courier</title>
<meta property="og:title" content="Ministers meet again on grain corridor"><meta property="og:site_name" content="The Rolnek Courier">
<script type="application/ld+json">{
    json.dumps(
        {
            "@graph": [
                {
                    "@type": "NewsArticle",
                    "headline": "Ministers meet again on grain corridor",
                    "datePublished": "2031-05-04T10:00Z",
                    "author": [{"@type": "Person", "name": "Jana Holt"}, {"name": "AFP"}],
                }
            ]
        }
    )
}</script>
<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Ministers meet again on <em>grain</em>&nbsp;corridor</h1><p class="byline">By Jana Holt</p>
<figure><img src="a.jpg"><figcaption>The two ministers in Rolnek <span class="credit">Petr Lom / TASS</span></figcaption></figure>
<div class="article-body"><p>{PROSE[0]}</p><p>{PROSE[1]}</p>
<aside class="related"><h3>Related</h3><a href="/x">Storm closes three schools in the northern valleys</a></aside>
<p>{PROSE[2]}</p><h2>A blocked port</h2><p>{PROSE[3]}<br>{PROSE[4]}</p></div></article>
<p hidden>Hidden words</p><div style="display: none">More hidden words</div><noscript>Enable scripts</noscript><template><p>No</p></template>
<section class="comments"><h3>Comments</h3><p>I think they should all go home and think about it.</p></section>
<footer><p>© 2031 The Rolnek Courier</p></footer><script>var x = "not text";</script></body></html>"""


def article(**page: object) -> Article:
    found = extract(Page(**({"id": "a", "input": "test"} | page)))  # type: ignore[arg-type]
    assert isinstance(found, Article)
    check_tiling(found.blocks, found.text)
    assert found.text_sha256 == text_hash(found.text)
    for item in evidence_of(found):
        check(item, found.text)
        assert item.account == found.id
    return found


def evidence_of(found: Article) -> list[Evidence]:
    sourced = [found.title, found.standfirst, found.outlet, *found.bylines, *found.agencies]
    items = [e for s in sourced if s is not None for e in s.evidence]
    return [*items, *found.published.evidence, *(e for r in found.rejected_dates for e in r.evidence)]


def role_of(found: Article, words: str) -> BlockRole:
    at = found.text.index(words)
    return next(b.role for b in found.blocks if b.start <= at < b.end)


def body(found: Article) -> str:
    return "\n".join(found.text[b.start : b.end].strip() for b in found.blocks if b.role == "body")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("The Rolnek Courier", "outlet"),
        ("Ardovia and Velm agree", "headline"),
        ("By Jana Holt", "byline"),
        ("May 4, 2031", "date"),
        ("The ministers of Ardovia", "caption"),
        ("**Petr Lom", "credit"),
        ("ROLNEK (AFP)", "dateline"),
        ("Also read", "promo"),
        ("A blocked port", "subhead"),
        ("Read more:", "promo"),
        ("Source link", "source-link"),
        ("Original url", "source-link"),
        ("https://", "source-url"),
        ("18 minutes ago", "widget"),
        ("Carmaker recalls", "widget"),
        ("Champions crowned", "widget"),
        ("Leave a Reply", "comment"),
        ("Your email address", "comment"),
        ("Share on Facebook", "share"),
        ("© 2031", "footer"),
    ],
)
def test_roles_of_a_bare_page(words: str, role: BlockRole) -> None:
    assert role_of(article(text=BARE), words) == role


def test_a_bare_page_is_its_own_text() -> None:
    found = article(text=BARE)
    assert found.text == BARE
    assert body(found) == "\n".join(PROSE)
    assert found.title is not None and found.title.value == "Ardovia and Velm agree to meet again on grain corridor"
    assert [b.value for b in found.bylines] == ["Jana Holt"]
    assert [a.value for a in found.agencies] == ["AFP"]
    assert found.outlet is not None and found.outlet.value == "The Rolnek Courier"
    assert found.language == "en"


def test_a_marked_up_page() -> None:
    found = article(html=MARKED_UP, url="https://rolnekcourier.example/a")
    assert body(found) == "\n".join(PROSE)
    assert role_of(found, "Ministers meet again") == "headline"
    assert role_of(found, "The two ministers") == "caption"
    assert role_of(found, "Storm closes") == "promo"
    assert role_of(found, "A blocked port") == "subhead"
    assert role_of(found, "I think they") == "comment"
    assert role_of(found, "© 2031") == "footer"
    assert found.title is not None and found.title.value == "Ministers meet again on grain\u00a0corridor"
    assert found.title.evidence[0].quote == found.title.value
    assert [b.value for b in found.bylines] == ["Jana Holt"]
    assert [a.value for a in found.agencies] == ["AFP"]
    assert found.outlet is not None and found.outlet.value == "The Rolnek Courier"
    for words in ("hidden", "not text", "color: red", "Enable", "datePublished"):
        assert words not in found.text


def test_reading_order_and_joins() -> None:
    found = article(html="<div>One<div>two</div>three <b>bold</b>\n  text</div><ul><li>a<li>b</ul><p>x<br>y")
    assert found.text == "One\ntwo\nthree bold text\na\nb\nx\ny"


def test_body_only_is_all_body_but_the_stated_title() -> None:
    text = "Corridor opens\nShare this\nBy nobody at all\n"
    found = article(text=text, body_only=True, title="Corridor opens")
    assert [b.role for b in found.blocks] == ["headline", "body", "body"]
    assert [b.role for b in article(text=text, body_only=True).blocks] == ["body"] * 3


def test_what_the_record_states_is_taken() -> None:
    found = article(text="\n".join(PROSE), title="A title of its own", outlet="Velm Daily", fetched_at="2031-05-05")
    assert found.title is not None and found.title.value == "A title of its own" and found.title.evidence == ()
    assert found.outlet is not None and found.outlet.value == "Velm Daily"
    assert found.fetched_at == "2031-05-05"


def test_the_headline_twice_is_a_headline_twice() -> None:
    text = "\n".join(
        ("Ministers meet again on the corridor | Velm Daily", "Menu", "Ministers meet again on the corridor", *PROSE)
    )
    found = article(text=text)
    assert found.title is not None and found.title.value == "Ministers meet again on the corridor"
    assert [b.role for b in found.blocks[:3]] == ["headline", "navigation", "headline"]
    assert found.outlet is not None and found.outlet.value == "Velm Daily"


def test_closing_agency_is_cut_from_the_last_paragraph() -> None:
    found = article(text="\n".join((*PROSE[:4], PROSE[4] + " — Agencies")))
    assert role_of(found, "— Agencies") == "agency"
    assert [a.value for a in found.agencies] == ["Agencies"]
    assert body(found).endswith("the month.")


def test_hard_wrapped_paragraphs_are_one_block_each() -> None:
    import textwrap

    text = "\n\n".join(textwrap.fill(p * 2, 72) for p in PROSE)
    assert len(article(text=text).blocks) == len(PROSE)


@pytest.mark.parametrize(
    "page", [{"text": " \n\u00a0\n"}, {"html": "<script>only</script>"}, {"html": "<img src=a>"}, {"html": ""}]
)
def test_pages_without_text_are_dropped(page: dict[str, str]) -> None:
    found = extract(Page(id="a", input="there", **page))
    assert found == Dropped(stage="extract", input="there", reason="no text on the page")


@pytest.mark.parametrize(
    "text",
    [
        "Здравствуйте. " * 20,
        "وقال الوزير إن المحادثات كانت صعبة. " * 10,
        "会談は金曜日に行われた。" * 20,
        "\u202e\u200f\ufeff\u0000\ufffd",
        "| " * 3000,
        ", " * 3000,
        "(" * 5000,
        "© " * 400,
        "Aa/" * 500,
        "By " * 500,
        "- - " * 2000,
        "Words before a long address – " + "a" * 130,
        "Words before a long address (" + "a-" * 70,
    ],
)
def test_hostile_lines_end_soon(text: str) -> None:
    began = time.perf_counter()
    article(text=f"{text}\n{text[:100]}\nMore.")
    assert time.perf_counter() - began < 2


def test_deep_nesting_and_long_lines_keep_their_text() -> None:
    assert article(html="<div>" * 49_000 + "deep").text == "deep"
    assert article(html="<b><i>" * 24_500 + "deep").text == "deep"
    assert article(text="word " * 1_000_000).blocks[-1].end == 5_000_000


def test_text_beyond_the_tags_that_are_read_is_told_of() -> None:
    first, *rest = extracted(Page(id="a", input="test", html="<div>" * 100_000 + "deep"))
    told = [item.reason for item in (first, *rest) if isinstance(item, Dropped)]
    assert any("too much for one page" in reason for reason in told), told


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=600)
    | st.lists(st.sampled_from([*BARE.split("\n"), "", "\u2028", "\x0c"]), max_size=25).map("\n".join)
)
def test_any_text_is_tiled_and_evidenced(text: str) -> None:
    page = Page(id="a", input="i", text=text.encode("utf-8", "replace").decode())
    found = extract(page)
    if isinstance(found, Dropped):
        assert not (page.text or "").strip()
    else:
        assert article(text=page.text).text == page.text == found.text


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class='byline date'>", "</div>", "<a href=x>", "</a>", "<h1>", "<table><tr><td>", "<li>", "<!--", "-->", "<br>",
     "<script>", "</script>", "&amp;", "&#0;", "<svg>", "<title>", "<time datetime='2031-05-04'>", "By Jana Holt", "ROLNEK (AFP) - ", *PROSE]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=20), max_size=25).map("".join))
def test_any_mark_up_is_tiled_and_evidenced(html: str) -> None:
    html = html.encode("utf-8", "replace").decode()
    if isinstance(extract(Page(id="a", input="i", html=html)), Article):
        article(html=html)


def test_a_section_of_a_menu_is_no_outlet() -> None:
    menu = ("Menu", "World", "Morning News", "Sport", "Sunday Review", "Culture", "Search", "Sign in", "More")
    found = article(text="\n".join((*menu, "Ministers of Ardovia and Velm meet in Rolnek", *PROSE)))
    assert found.outlet is None
    borne_out = article(text="\n".join((*menu, "Ministers of Ardovia and Velm meet", *PROSE, "© 2031 Morning News")))
    assert borne_out.outlet is not None and borne_out.outlet.value == "Morning News"


def test_a_line_of_names_and_times_is_no_standfirst() -> None:
    stamp = "Ilse Marn and Petr Oll , THE HERALD Published 3:55 a.m. ET May 4, 2031 | Updated 7:59 a.m. ET May 4, 2031"
    assert dated_line(stamp)
    assert dated_line("Updated at 4:30 a.m. ET Thursday")
    assert not dated_line(
        "Rolnek said the book Published May 4 was praised by many readers in the towns beyond the river"
    )


def test_the_day_of_the_visit_signs_no_motto() -> None:
    lines = ("Velm Daily", "Ministers and grain, every day but Sunday", "Today is Thursday, September 2, 2032")
    found = article(text="\n".join((*lines, "What ministers meet about on the grain corridor, in six answers", *PROSE)))
    assert (
        found.title is not None
        and found.title.value == "What ministers meet about on the grain corridor, in six answers"
    )


def test_a_caption_told_twice_is_no_headline() -> None:
    caption = "The ministers of Ardovia and Velm at the river port in Rolnek on Friday"
    title = "Ministers meet again over grain corridor"
    found = article(text="\n".join(("Velm Daily", title, "By Jana Holt", caption, caption, *PROSE)))
    assert found.title is not None and found.title.value == title
    assert [b.role for b in found.blocks[:5]] == ["outlet", "headline", "byline", "caption", "caption"]


def test_agencies_of_pictures_and_of_other_stories_are_not_the_texts() -> None:
    text = "\n".join(
        (
            "Ministers meet again over grain corridor",
            "Image:",
            "AFP",
            *PROSE,
            "Latest",
            "Storm nears coast",
            "x",
            "y",
            "Reuters",
        )
    )
    assert article(text=text).agencies == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["By —", "Jana Holt, Velm News Jana Holt, Velm News"],
        ["Author of the article:", "Jana Holt"],
        ["Jana Holt", "Political reporter @janaholt", "4 May 2031, 9:15"],
        ["Jana Holt 8:41 PM on May 4, 2031"],
        ["Jana Holt / VELMNEWS.EXAMPLE / May 4, 2031, 17:07"],
        ["Jana Holt and AFP", "May 4, 2031"],
    ],
)
def test_names_under_the_headline(lines: list[str]) -> None:
    head = "Velm and Ardovia agree on a corridor for grain"
    body = [
        "Velm and Ardovia agreed on Sunday to open a corridor for grain along the river, their ministers said.",
        "The corridor will be watched by officers of both states, and grain ships may pass it from the first of June.",
        "Ardovia had closed the river in March after a quarrel over the price of grain and the dues of the port.",
        "Farmers in Velm said that they had lost half of a harvest while they waited for the corridor to be opened.",
    ]
    found = article(text="\n".join([f"{head} | Velm News", "Home", "World", head, *lines, *body, "Contact us"]))
    assert [byline.value for byline in found.bylines] == ["Jana Holt"]
    assert found.title is not None
    assert found.title.value == head


def test_paragraphs_hidden_until_paid_are_text() -> None:
    html = (
        "<p>The ministers met in Rolnek.</p><div class='subscriber-only' style='display:none'><p>They left early.</p>"
        "</div><div class='menu' style='display:none'>Log in</div>"
    )
    assert article(html=html).text == "The ministers met in Rolnek.\nThey left early."
