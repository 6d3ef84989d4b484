"""The report for everybody: axe finds nothing, the phone loses nothing, print is clean, motion can be switched off."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

_STILL = "Promise.all(document.getAnimations().map((one) => one.finished)).then(() => 0)"
_STATES = (  # what is opened, and what of the page is looked at then
    ("document.querySelector('main a[data-ev]').click()", "document"),
    ("document.getElementById('filter-open').click()", "'#top'"),
    ("document.getElementById('compare-open').click()", "'#compare'"),
)


@pytest.mark.parametrize(("width", "dark", "phone"), [(1360, False, False), (1360, True, False), (390, False, True)])
def test_axe_finds_nothing(report: Any, axe: Any, width: int, dark: bool, phone: bool) -> None:
    report.screen(width, 844, dark=dark, phone=phone)
    for script, part in _STATES:
        report.run(f"{script};0")
        report.run(_STILL)
        assert axe(report, part) == [], part


def test_on_a_phone_every_section_is_reached_from_the_bar(report: Any) -> None:
    report.screen(390, 844, phone=True)
    report.click("#where")
    boxes = report.run(
        "[...document.querySelectorAll('#tabs a')].map((a) => { const b = a.getBoundingClientRect();"
        "return [b.left, b.right, b.top, b.bottom, a.textContent]; })"
    )
    assert len(boxes) == 8
    for left, right, top, bottom, name in boxes:
        assert 0 <= left < right <= 390, name
        assert 0 <= top < bottom <= 844, name
        assert bottom - top >= 24, name
    report.click("#tabs a[href='#accounts']")
    report.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert report.run("document.getElementById('where').getAttribute('aria-expanded')") == "false"
    assert report.run("document.getElementById('accounts').getBoundingClientRect().top") < 300
    assert report.run("document.getElementById('where-now').textContent") == "Accounts"


@pytest.mark.parametrize("width", [320, 390, 700, 820, 1024])
def test_nothing_is_wider_than_the_screen(report: Any, width: int) -> None:
    report.screen(width, 844, phone=width < 800)
    report.run("for (const node of document.querySelectorAll('main details')) node.open = true")
    assert report.run("document.documentElement.scrollWidth") <= width
    outside = report.run(
        "[...document.querySelectorAll('main p, main h2, main h3, main li, header *')]"
        ".filter((n) => !n.closest('.scroll') && n.getClientRects().length && !n.closest('.sr'))"
        f".filter((n) => n.getBoundingClientRect().right > {width} + 1).map((n) => n.textContent.slice(0, 60))"
    )
    assert outside == []


def test_no_words_of_the_timeline_are_cut(report: Any, story: dict[str, Any]) -> None:
    shown = report.run("document.querySelector('section[aria-labelledby=timeline]').textContent.replace(/\\s+/g, ' ')")
    for entry in story["READOUT"].timeline:
        assert " ".join(entry.text.split()) in shown


def test_who_wants_no_motion_gets_none(report: Any) -> None:
    features = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    report.screen(390, 844, phone=True)
    report.call("Emulation.setEmulatedMedia", features=features)
    try:
        report.click("#moves ~ ol a.e")
        assert report.run("document.getAnimations().length") == 0
    finally:
        report.call("Emulation.setEmulatedMedia", features=[])


def test_the_page_has_its_landmarks_and_its_headings_in_order(report: Any) -> None:
    marks = (
        "['header', 'nav', 'main', 'aside', 'footer', '[role=search]'].map((s) => document.querySelectorAll(s).length)"
    )
    assert report.run(marks) == [1, 1, 1, 1, 1, 1]
    levels = report.run("[...document.querySelectorAll('.answer :is(h1,h2,h3)')].map((n) => Number(n.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_print_is_whole_and_without_the_apparatus(report: Any, story: dict[str, Any], tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    file = tmp_path / "readout.pdf"
    file.write_bytes(report.print())
    with pdfium.PdfDocument(str(file)) as document:
        sizes = {tuple(round(side) for side in document[at].get_size()) for at in range(len(document))}
        words = " ".join(
            " ".join(document[at].get_textpage().get_text_bounded() for at in range(len(document))).split()
        )
        pages = len(document)
    assert sizes <= {(594, 842), (595, 842)}  # A4 in points
    assert f"{pages} / {pages}" in words
    plain = words.replace("-", "").replace("\ufffe", "")
    for entry in story["READOUT"].timeline:
        assert " ".join(entry.text.split()).replace("-", "")[:30] in plain
    for absent in ("Filter", "Compare", "Close esc", "Every underlined line opens here", "Copy"):
        assert absent not in words
    for heading in ("Timeline", "Ledger", "Disputed", "Agreed", "Statements", "Left out", "Accounts", "Not used"):
        assert heading in words
    assert report.run("document.querySelectorAll('main details[open]').length") == 0  # folded again afterwards
