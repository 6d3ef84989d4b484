"""The invented story, for the tests in a browser."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

_STORY = runpy.run_path(str(Path(__file__).parents[1] / "render" / "story.py"))


@pytest.fixture
def story() -> dict[str, Any]:
    return _STORY
