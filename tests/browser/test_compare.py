"""Two accounts side by side: shared, changed and missing passages, for any two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import readout
from readout.render import report_html

_ROWS = "[...document.querySelectorAll('#compare-rows .row:not(.heads)')]"
_KINDS = f"{_ROWS}.map((n) => n.classList[1])"
_DIFFERS = "[...document.querySelectorAll('#compare-rows .differs')].map((n) => n.textContent)"
_SIDES = (
    _ROWS + ".map((n) => [0, 1].map((at) => "
    "[...n.querySelectorAll(':scope > div')[at].querySelectorAll('p')].map((p) => p.textContent).join(' ')))"
)


def _open(report: Any, one: str, other: str) -> list[list[str]]:
    report.run(f"location.hash = '#compare/{one}/{other}'; new Promise((done) => setTimeout(done, 60))")
    assert report.run("document.getElementById('compare').open") is True
    found: list[list[str]] = report.run(_SIDES)
    return found


def test_a_reprint_is_the_same_word_for_word(report: Any) -> None:
    sides = _open(report, "velmar-dispatch", "isk-valley-news")
    kinds = report.run(_KINDS)
    assert kinds.count("same") == 4
    assert "changed" not in kinds
    for kind, (left, right) in zip(kinds, sides, strict=True):
        assert kind != "same" or left == right
    only = " ".join(left for kind, (left, _) in zip(kinds, sides, strict=True) if kind == "only")
    assert "ruled out any commitment on paper" in only
    assert "Also read" not in " ".join(left for left, _ in sides)  # boilerplate is not compared


def test_a_rewriting_shows_the_words_that_were_changed(report: Any) -> None:
    sides = _open(report, "velmar-dispatch", "the-lantern")
    changed = [pair for kind, pair in zip(report.run(_KINDS), sides, strict=True) if kind == "changed"]
    assert any("cubic metres" in left and "cubic meters" in right for left, right in changed)
    differs = report.run(_DIFFERS)
    assert any("metres" in words for words in differs)
    assert any("meters" in words for words in differs)
    assert not any("came" in words for words in differs)


def test_texts_of_their_own_share_nothing(report: Any) -> None:
    _open(report, "ostran-herald", "norra-bulletin")
    assert set(report.run(_KINDS)) == {"only"}


def test_swapped_it_says_the_same_of_either(report: Any) -> None:
    _open(report, "velmar-dispatch", "the-lantern")
    one = report.run("document.getElementById('compare-sum').textContent")
    before = sorted(report.run(_KINDS))
    report.click("#compare-swap")
    assert sorted(k for k in report.run(_KINDS) if k != "only") == [k for k in before if k != "only"]
    other = report.run("document.getElementById('compare-sum').textContent")
    assert one.split(" · ")[:2] == other.split(" · ")[:2]
    assert one != other
    assert report.run("location.hash") == "#compare/the-lantern/velmar-dispatch"


def test_every_pair_can_be_shown_and_no_word_is_lost(report: Any, story: dict[str, Any]) -> None:
    compared = {"headline", "standfirst", "subhead", "body"}
    for one in story["PAGES"]:
        for other in story["PAGES"]:
            if one == other:
                continue
            sides = _open(report, one, other)
            for at, name in enumerate((one, other)):
                shown = sorted(" ".join(pair[at] for pair in sides).split())
                text = " ".join(line for role, line in story["PAGES"][name] if role in compared)
                assert shown == sorted(text.split()), (one, other)
    assert report.run("window.pwned") is None
    assert report.run("document.querySelectorAll('img,iframe,object,embed').length") == 0


def test_the_buttons_open_the_closest_pair_and_close_it(report: Any) -> None:
    report.click("#compare-open")
    shown = report.run("['a', 'b'].map((x) => document.getElementById('compare-' + x).selectedOptions[0].textContent)")
    assert shown == ["A1 · Velmar Dispatch", "A2 · Isk Valley News"]
    assert report.run("document.activeElement.id") == "compare-title"
    report.press("Escape", 27)
    assert report.run("document.getElementById('compare').open") is False
    left = "(function look(done) { location.hash.startsWith('#compare') ? setTimeout(look, 10, done) : done(true); })"
    assert report.run(f"new Promise({left})")  # a browser tells of the closing a moment later


def test_from_an_open_account_it_is_set_beside_its_nearest(report: Any) -> None:
    report.click(".sources a", 2)
    report.click("#pane-compare")
    assert report.run("document.getElementById('compare-a').value") == "2"
    report.click("#compare-rows .heads a")
    assert report.run("document.getElementById('compare').open") is False
    assert report.run("document.getElementById('pane-view').hidden") is False


@pytest.mark.parametrize("address", ["#compare/velmar-dispatch/nobody", "#compare/%E0%A4%A/x", "#compare/a"])
def test_an_address_of_no_pair_opens_nothing(report: Any, address: str) -> None:
    report.run(f"location.hash = {address!r}; new Promise((done) => setTimeout(done, 60))")
    assert report.run("document.getElementById('compare').open") is False


def test_what_is_written_from_right_to_left_stands_so(browser: Any, tmp_path: Path) -> None:
    words = "رفض رئيس البلدية مطلب العمال يوم الثلاثاء وقال إن المدينة لن تدفع."
    for name, title in (("one", "فشل المحادثات"), ("two", "فشل المحادثات في الميناء")):
        lines = f"<h1>{title}</h1><p>{words}</p><p>وطالب الاتحاد برد مكتوب بحلول يوم الجمعة. {title}.</p>"
        (tmp_path / f"{name}.html").write_text(
            f"<html lang=ar><title>{title}</title><article>{lines}</article>", encoding="utf-8"
        )
    outcome = readout.run(readout.records([str(tmp_path)]))
    answer = outcome.readouts[0]
    file = tmp_path / "readout.html"
    file.write_text(report_html(answer, outcome.texts), encoding="utf-8")
    browser.screen(1360, 900)
    browser.open(file.as_uri())
    _open(browser, *(account.id for account in answer.accounts))
    paragraphs = "[...document.querySelectorAll('#compare-rows p:not(.note)')]"
    assert set(browser.run(f"{paragraphs}.map((p) => getComputedStyle(p).direction)")) == {"rtl"}
    assert browser.run("[...document.querySelectorAll('#compare-rows .heads a')].every((a) => a.querySelector('bdi'))")
