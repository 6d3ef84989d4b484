"""The report's section on what is new, in a real browser: its lines open their words, and axe finds nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import readout
from readout.compare.changes import changes
from readout.render import news_section, report_html

EXAMPLE = Path(__file__).parents[2] / "docs" / "example"


@pytest.fixture(scope="module")
def news(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    before, after = (readout.run(readout.records([str(EXAMPLE / day)])) for day in ("monday", "tuesday"))
    (old,), (new,) = before.readouts, after.readouts
    section = news_section(changes(old, new, before.texts, after.texts), old, new)
    file = tmp_path_factory.mktemp("news") / "readout.html"
    file.write_text(report_html(new, after.texts, news=section), encoding="utf-8")
    browser.complaints.clear()
    browser.screen(1360, 900)
    browser.open(file.as_uri())
    return browser


def test_a_corrected_number_opens_the_passage_that_has_it(news: Any) -> None:
    line = "[...document.querySelectorAll('section[aria-labelledby=new] li')].find((n) => n.querySelector('s'))"
    assert news.run(f"{line}.querySelector('s').textContent") == "14 people"
    news.run(f"{line}.querySelector('a.e').click();0")
    shown = news.run("[...document.querySelectorAll('#pane mark.hit')].map((n) => n.textContent).join('')")
    assert "nine people" in shown
    assert news.complaints == []


@pytest.mark.parametrize(("width", "dark", "phone"), [(1360, False, False), (1360, True, False), (390, False, True)])
def test_axe_finds_nothing(news: Any, axe: Any, width: int, dark: bool, phone: bool) -> None:
    news.screen(width, 844, dark=dark, phone=phone)
    assert axe(news, "'section[aria-labelledby=new]'") == []
