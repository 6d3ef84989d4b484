"""Pages made to hurt: bounded work, every character accounted for, nothing executed, nothing raised."""

from __future__ import annotations

import resource
import time

import pytest

from readout.extract import extracted
from readout.extract.html import html_layout
from readout.spans import check_tiling
from readout.types import Article, Dropped, Page

STORY = "Oda Brekk said on Friday that the strike would go on until the authority made a better offer to the dockers."
BODY = f"<h1>Dockers stop work</h1><p>{STORY}</p><p>{STORY[:-1]} of Rolnek.</p>"
SECONDS_MOST = 20.0
"""Of processor time for one page of whatever size and make, on a core of 2020; the usual page takes a hundredth of
one."""
BYTES_MOST = 700_000_000
"""Of memory for the same, the page itself not counted."""

HTML = {
    "nested": "<div>" * 3000 + STORY + "</div>" * 3000,
    "nested in-line": "<b>" * 3000 + STORY,
    "deep and wide": "<div>" * 900 + f"<p>{STORY}</p>" * 300,
    "never closed": f"<div><p>{STORY}<table><tr><td><ul><li>{STORY}",
    "broken entities": f"<p>&amp;amp;&#xD800;&#1114112;&#0;&nosuch;&#x;&{STORY}&lt</p>",
    "null bytes": f"<p>\0{STORY}\0</p>\0<scr\0ipt>x</script>",
    "attribute without end": f'<p class="{"a " * 5000}">{STORY}</p><p title="{"x" * 100_000}',
    "tags in attributes": f'<p title="<script>alert(1)</script>">{STORY}</p>',
    "comments": f"<!-- {'-' * 5000} --><!--><p>{STORY}</p><!--",
    "empty elements": "<p></p>" * 5000 + BODY,
    "a class a word": "".join(f'<p class="c{i} d{i} related-{i}">{STORY}</p>' for i in range(300)),
    "json that lies": f'<script type="application/ld+json">{{"@graph": [{"[" * 3000}</script>{BODY}',
    "right to left": f"<p dir=rtl>\u202e{STORY}\u202c أعلن الوزير أن الإضراب مستمر</p>",
    "declares another charset": f"<meta charset=utf-16><meta http-equiv=content-type content='a; charset=x'>{BODY}",
    "surrogates": f"<p>\ud800{STORY}\udfff</p>",
    "no text": "<html><body><script>var x = 1</script></body></html>",
    "nothing": "",
}
TEXT = {
    "one line": STORY * 5000,
    "one word": "x" * 500_000,
    "spaces": " " * 500_000 + STORY,
    "line breaks": "\n" * 200_000 + STORY,
    "null bytes": f"\0\0{STORY}\0\n\0",
    "quotation marks": '"' * 50_000 + STORY,
    "colons": "a: " * 50_000,
    "capitals": "BY A AND " * 20_000,
    "digits": "1 2 3:4 5/6 " * 20_000,
    "surrogates": f"\ud800 {STORY} \udfff",
    "combining": "e\u0301" * 50_000,
    "line separators": f"{STORY}\u2028{STORY}\u2029\x0b\x0c\x1c{STORY}",
    "nothing": "",
}


def checked(page: Page) -> tuple[Article | Dropped, ...]:
    began = time.process_time()
    found = extracted(page)
    assert time.process_time() - began < SECONDS_MOST
    assert any(isinstance(one, Dropped) and one.reason for one in found) or isinstance(found[0], Article)
    if isinstance(found[0], Article):
        check_tiling(found[0].blocks, found[0].text)
    return found


@pytest.mark.parametrize("name", HTML)
def test_hostile_mark_up(name: str) -> None:
    found = checked(Page(id="p", input=name, html=HTML[name]))
    if STORY in HTML[name]:
        assert isinstance(found[0], Article)
        assert STORY[:40] in found[0].text
        assert "alert(1)" not in found[0].text


@pytest.mark.parametrize("name", TEXT)
def test_hostile_text(name: str) -> None:
    found = checked(Page(id="p", input=name, text=TEXT[name]))
    if isinstance(found[0], Article):
        whole = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in TEXT[name])
        assert found[0].text == whole
        assert (whole == TEXT[name]) == (not any(isinstance(one, Dropped) and "U+FFFD" in one.reason for one in found))


def test_paths_are_bounded_however_deep_a_page_is() -> None:
    layout = html_layout(HTML["deep and wide"])
    assert max(len(segment.path) for segment in layout.segments) <= 64
    assert {segment.tag for segment in layout.segments} == {"p"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [
        Page(id="p", input="50 MB in one line", text=STORY * 460_000),
        Page(id="p", input="50 MB of mark-up in one line", html="<p>" + STORY * 460_000),
        Page(id="p", input="100,000 nested tags", html="<div>" * 100_000 + STORY),
        Page(id="p", input="100,000 tags in 900", html="<div>" * 900 + f"<p>{STORY}" * 99_000),
        Page(id="p", input="millions of lines", text="Home\n" * 5_000_000),
    ],
    ids=lambda page: page.input,
)
def test_the_largest_pages_keep_within_the_bounds(page: Page) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    checked(page)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < BYTES_MOST
