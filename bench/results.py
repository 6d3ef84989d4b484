"""``bench/results.json``: one section for each measurement, whose figures the last run of it wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"


def read(section: str, path: Path = RESULTS) -> dict[str, Any]:
    """The figures of one section; empty where it was never measured."""
    return dict(json.loads(path.read_text(encoding="utf-8")).get(section, {})) if path.exists() else {}


def write(section: str, figures: dict[str, Any], path: Path = RESULTS) -> None:
    """Put ``figures`` in the place of one section and leave the others as they are."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known[section] = figures
    path.write_text(json.dumps(known, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
