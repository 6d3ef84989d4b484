"""The brief in a real browser: one printed page, letters that lead into the report, nothing that axe finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from readout.render import write


@pytest.fixture
def brief(browser: Any, story: dict[str, Any], tmp_path: Path) -> Any:
    """The brief as a run writes it, opened beside its report; it must fetch nothing and complain of nothing."""
    write([story["READOUT"]], story["TEXTS"], tmp_path / "out")
    browser.complaints.clear()
    browser.requests.clear()
    browser.screen(1100, 900)
    browser.open((tmp_path / "out" / story["READOUT"].story.id / "brief.html").as_uri())
    yield browser
    assert browser.complaints == []
    assert [url for url in browser.requests if not url.startswith(("file:", "data:"))] == []


def test_a_letter_opens_the_report_at_the_exact_words(brief: Any, story: dict[str, Any]) -> None:
    demand = story["MOVES"][0].evidence[0]
    href = brief.run(f"[...document.querySelectorAll('.cite a')].find((a) => a.href.includes('{demand.account}')).href")
    assert href.split("#")[0].endswith("/readout.html")
    brief.open(href)
    account, span = href.rsplit("/", 2)[1:]
    start, end = (int(part) for part in span.split("-"))
    shown = brief.run("[...document.querySelectorAll('#pane mark.hit')].map((n) => n.textContent).join('')")
    assert shown == story["TEXTS"][account][start:end]


def test_the_report_links_its_brief(browser: Any, brief: Any) -> None:
    browser.open(browser.run("location.href").replace("brief.html", "readout.html"))
    assert browser.run("document.querySelector('a[href=\"brief.html\"]') !== null")


def test_it_prints_on_one_page(brief: Any) -> None:
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed (group browser)")
    assert len(pdfium.PdfDocument(brief.print())) == 1


@pytest.mark.parametrize(("width", "dark", "phone"), [(1100, False, False), (1100, True, False), (390, False, True)])
def test_axe_finds_nothing(brief: Any, axe: Any, width: int, dark: bool, phone: bool) -> None:
    brief.screen(width, 844, dark=dark, phone=phone)
    assert axe(brief) == []
    assert brief.run("document.documentElement.scrollWidth <= window.innerWidth")
