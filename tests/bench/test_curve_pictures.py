from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from bench.curve_pictures import COST, MEMORY, draw

BATCH = {
    str(size): {
        "articles": size, "processor seconds": size / 900, "GB": 0.3 + size / 4e5, "GB of signatures": size / 5e5,
        "candidates per article": 35.0,
    }
    for size in (10_000, 100_000)
}  # fmt: skip
STREAM = {
    "articles": 400,
    "days": 100,
    "series": [
        {"seen": seen, "GB": 0.2, "open articles": 40, "open stories": 20, "sealed stories": seen / 4}
        for seen in (100, 200, 300, 400)
    ],
}


@pytest.mark.parametrize(("known", "names"), [({}, set()), ({"batch": BATCH, "stream": STREAM}, {COST, MEMORY})])
def test_what_was_measured_is_drawn(known: dict[str, object], names: set[str], tmp_path: Path) -> None:
    draw(known, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == names
    for name in names:
        root = ElementTree.fromstring((tmp_path / name).read_text(encoding="utf-8"))
        assert root.tag.endswith("svg")
        assert "NaN" not in (tmp_path / name).read_text(encoding="utf-8")
