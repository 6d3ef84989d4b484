"""The report in a real browser: a click leads to the words, and no page's script ever runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from readout.render import collect, index_html

_HIGHLIGHT = "[...document.querySelectorAll('#pane mark.hit')].map((n) => n.textContent).join('')"
_STILL = "Promise.all(document.getAnimations().map((one) => one.finished)).then(() => 0)"
_FOCUS = "document.activeElement.id || document.activeElement.getAttribute('data-ev')"


# Every line once, and every account that each line rests on; browsers limit how often an address may change.
_WALK = f"""(() => {{
  const found = {{}}, done = new Set();
  const note = () => {{ found[document.getElementById('pane-where').textContent] = {_HIGHLIGHT}; }};
  for (const line of document.querySelectorAll('a[data-ev]')) {{
    const refs = line.getAttribute('data-ev');
    if (done.has(refs)) continue;
    done.add(refs);
    line.dispatchEvent(new MouseEvent('click', {{bubbles: true, cancelable: true}}));
    note();
    const others = document.querySelectorAll('#pane-also button').length;
    for (let i = 1; i < others; i++) {{ document.querySelectorAll('#pane-also button')[i].click(); note(); }}
  }}
  return found;
}})()"""


def test_a_click_on_a_line_shows_exactly_its_words(report: Any, story: dict[str, Any]) -> None:
    move = story["MOVES"][4]
    evidence = collect(story["READOUT"])
    number = evidence.index(move.evidence[0])
    report.click(f"#move-5 a.e[data-ev^='{number}']")
    assert report.run(_HIGHLIGHT) == move.evidence[0].quote
    assert report.run("document.querySelector('#pane-title bdi').textContent") == "Velmar Dispatch"
    box = report.run(
        "(() => { const a = document.querySelector('mark.hit').getBoundingClientRect(),"
        "b = document.getElementById('pane').getBoundingClientRect(); return [a.top - b.top, a.bottom - b.bottom]; })()"
    )
    assert box[0] > 0 > box[1], "the words are not in view"


def test_every_piece_of_evidence_can_be_shown(report: Any, story: dict[str, Any]) -> None:
    evidence = collect(story["READOUT"])
    shown = report.run(_WALK)
    expected = {f"Characters {e.start}–{e.end} of accounts/{e.account}.txt": e.quote for e in evidence}
    assert {place: expected[place] for place in shown} == shown
    assert any("🏮" in story["TEXTS"][e.account][: e.start] for e in evidence if e.quote in shown.values())
    assert len(shown) > 50


def test_the_scripts_of_the_pages_never_run(report: Any) -> None:
    for nth in range(report.run("document.querySelectorAll('.accounts h3 a').length")):
        report.click(".accounts h3 a", nth)
    assert report.run("window.pwned") is None
    assert report.run("document.querySelectorAll('img,iframe,object,embed').length") == 0
    assert report.run("document.scripts.length") == 2
    assert report.run("[...document.links].filter((a) => a.protocol === 'javascript:').length") == 0
    assert "{{ 7*7 }}" in report.run("document.getElementById('pane-text').textContent")


def test_the_policy_forbids_what_the_page_does_not_need(report: Any) -> None:
    report.run(
        "new Promise((done) => { document.addEventListener('securitypolicyviolation', done, {once: true});"
        "const s = document.createElement('script'); s.textContent = 'window.pwned = 9'; document.body.append(s); })"
        ".then((e) => e.violatedDirective)"
    )
    assert report.run("window.pwned") is None
    assert report.complaints
    report.complaints.clear()


def test_the_keyboard_opens_and_closes_and_comes_back(report: Any) -> None:
    report.run("document.querySelector('#move-2 a.e').focus()")
    before = report.run(_FOCUS)
    report.press("Enter", 13)
    assert report.run(_FOCUS) == "pane-title"
    assert report.run(_HIGHLIGHT) == "Ostrany will sign nothing"
    report.press("Escape", 27)
    assert report.run(_FOCUS) == before
    assert report.run("document.getElementById('pane-view').hidden") is True


def test_an_address_leads_to_the_words(report: Any, story: dict[str, Any]) -> None:
    item = story["MOVES"][4].evidence[2]
    url = report.run("location.href.split('#')[0]")
    report.open("about:blank")
    report.open(f"{url}#account/{item.account}/{item.start}-{item.end}")
    assert report.run(_HIGHLIGHT) == item.quote
    assert "💧" in item.quote


def test_boilerplate_is_grey_and_a_rejected_date_struck_out(report: Any) -> None:
    report.click(".accounts h3 a", 0)
    assert report.run("document.querySelector('#pane-text s.struck').textContent") == "2 August 2032"
    assert report.run("document.querySelector('#pane-text .pubdate').textContent") == "14 March 2031"
    grey = report.run("[...document.querySelectorAll('#pane-text .off')].map((n) => n.textContent).join('|')")
    assert "Also read" in grey
    assert "Leave a comment" in grey
    assert "HALLIM" not in grey


def test_text_runs_the_way_its_script_runs(report: Any) -> None:
    report.click(".sources a", 2)
    ways = report.run(
        "[...document.querySelectorAll('#pane-text .b')].map((n) => [n.textContent, getComputedStyle(n).direction])"
    )
    assert [way for text, way in ways if "قال" in text] == ["rtl"]
    assert {way for text, way in ways if "schedule" in text} == {"ltr"}


def test_the_report_is_read_without_its_script(report: Any) -> None:
    url = report.run("location.href")
    report.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        report.open(url)
        height, words = (
            report.call("Page.getLayoutMetrics")["cssContentSize"]["height"],
            report.call("DOM.getOuterHTML", nodeId=report.call("DOM.getDocument")["root"]["nodeId"])["outerHTML"],
        )
    finally:
        report.call("Emulation.setScriptExecutionDisabled", value=False)
    assert height > 3000
    assert "a release schedule in writing next week" in words


def test_on_a_phone_the_account_is_a_sheet_and_nothing_is_wider_than_the_screen(report: Any) -> None:
    report.screen(390, 844, phone=True)
    report.run(_STILL)
    assert report.run("document.documentElement.scrollWidth") <= 390
    report.click("#move-1 a.e")
    report.run(_STILL)
    top, bottom = report.run(
        "(() => { const b = document.getElementById('pane').getBoundingClientRect(); return [b.top, b.bottom]; })()"
    )
    assert 200 < top < 600
    assert round(bottom) == 844


def test_the_index_loads_nothing_and_leads_to_the_report(browser: Any, story: dict[str, Any], tmp_path: Path) -> None:
    browser.complaints.clear()
    file = tmp_path / "index.html"
    file.write_text(index_html([story["READOUT"]], story["READOUT"].dropped), encoding="utf-8")
    browser.open(file.as_uri())
    assert browser.complaints == []
    assert browser.run("document.querySelector('h2 a').getAttribute('href')") == "hallim-water-talks/readout.html"
