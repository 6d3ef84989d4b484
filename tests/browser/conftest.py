"""The invented story in a real browser, for the tests of the report."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from readout.render import report_html

_HERE = Path(__file__).parent
_STORY = runpy.run_path(str(_HERE.parent / "render" / "story.py"))
_DRIVER = runpy.run_path(str(_HERE / "chromium.py"))
_CHROMIUM = _DRIVER["executable"]()


@pytest.fixture
def story() -> dict[str, Any]:
    return _STORY


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if _CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with _DRIVER["chromium"](_CHROMIUM) as page:
        yield page


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """What axe-core finds wrong in a part of the page that is open, a line for each kind of fault."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-core is not installed (group browser)")
    source = (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")

    def faults(page: Any, part: str = "document") -> list[str]:
        page.run(f"{source};0")
        return page.run(
            f"axe.run({part}, {{resultTypes: ['violations']}}).then((r) => r.violations.map("
            "(v) => `${v.impact} ${v.id}: ${v.nodes[0].html.slice(0, 200)}`))"
        )

    return faults


@pytest.fixture
def report(browser: Any, story: dict[str, Any], tmp_path: Path) -> Iterator[Any]:
    """The report on the story, opened on a wide screen; it must fetch nothing and complain of nothing."""
    file = tmp_path / "readout.html"
    file.write_text(report_html(story["READOUT"], story["TEXTS"]), encoding="utf-8")
    browser.complaints.clear()
    browser.requests.clear()
    browser.screen(1360, 900)
    browser.open(file.as_uri())
    yield browser
    assert browser.complaints == []
    assert [url for url in browser.requests if not url.startswith(("file:", "data:"))] == []
