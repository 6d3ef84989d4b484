"""The filters of the report: what is left is what fits, and everything comes back."""

from __future__ import annotations

from typing import Any

_SHOWN = "[...document.querySelectorAll('main [data-kind]')].filter((n) => !n.closest('[hidden]'))"
_COUNT = "document.getElementById('filter-count').textContent"


def test_a_kind_leaves_lines_of_that_kind_only(report: Any, story: dict[str, Any]) -> None:
    whole = report.run(f"{_SHOWN}.length")
    report.click("#filter-open")
    report.choose("filter-kind", "contradicts")
    assert report.run(f"new Set({_SHOWN}.map((n) => n.dataset.kind)).size") == 1
    wanted = sum(item.relation == "contradicts" for item in story["READOUT"].discrepancies)
    assert report.run(f"{_SHOWN}.length") == wanted
    assert report.run(_COUNT) == f"{wanted} of {whole} lines"
    tabs = "[...document.querySelectorAll('#tabs a')].filter((a) => !a.hidden).map((a) => a.textContent)"
    assert report.run(tabs) == ["Disputed", "Accounts"]
    report.click("#filter-clear")
    assert report.run(f"{_SHOWN}.length") == whole
    assert report.run("document.getElementById('active').hidden") is True


def test_a_speaker_leaves_what_that_speaker_says_and_does(report: Any, story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    speaker = next(entity for entity in readout.entities if entity.name == "Dara Quell")
    value = report.choose("filter-say", "Dara Quell")
    assert report.run(f"{_SHOWN}.every((n) => n.dataset.say.split(' ').includes('{value}'))")
    said = {s.utterance for s in readout.statements if speaker.id in s.speakers}
    assert report.run(f"{_SHOWN}.filter((n) => n.classList.contains('speech')).length") == len(said)
    assert report.run("document.querySelector('.glance').hidden") is True


def test_a_day_leaves_what_covers_it(report: Any) -> None:
    value = report.choose("filter-day", "12 March")
    assert value == "2031-03-12"
    days = report.run(f"{_SHOWN}.map((n) => n.dataset.day)")
    assert days
    for shown in days:
        spans = [(span.split("/") * 2)[:2] for span in shown.split(" ")]
        assert any(first <= value <= last for first, last in spans)


def test_words_and_a_chip_that_takes_them_back(report: Any) -> None:
    whole = report.run(f"{_SHOWN}.length")
    report.run(
        "(() => { const f = document.getElementById('filter-words'); f.value = 'Cubic';"
        "f.dispatchEvent(new Event('input')); })()"
    )
    assert 0 < report.run(f"{_SHOWN}.length") < whole
    assert report.run(f"{_SHOWN}.every((n) => n.textContent.toLowerCase().includes('cubic'))")
    report.click("#active button")
    assert report.run(f"{_SHOWN}.length") == whole


def test_what_a_fold_hides_is_found_and_folded_again(report: Any, story: dict[str, Any]) -> None:
    folded = "document.querySelectorAll('main details.rest:not([open])').length"
    before = report.run(folded)
    report.choose("filter-kind", "fact")
    facts = len(story["READOUT"].facts)
    assert report.run(f"{_SHOWN}.filter((n) => n.getClientRects().length).length") == facts
    report.choose("filter-kind", "any")
    assert report.run(folded) == before


def test_the_panel_is_left_with_escape(report: Any) -> None:
    report.click("#filter-open")
    assert report.run("document.activeElement.id") == "filter-say"
    report.press("Escape", 27)
    assert report.run("document.getElementById('filters').hidden") is True
    assert report.run("document.activeElement.id") == "filter-open"


def test_nothing_fits_is_said(report: Any) -> None:
    report.run(
        "(() => { const f = document.getElementById('filter-words'); f.value = 'zyzzyva';"
        "f.dispatchEvent(new Event('input')); })()"
    )
    assert "No line fits" in report.run("document.getElementById('active').textContent")
