"""The pictures of the report, taken in a headless Chromium from an invented event in examples/.

    python -m docs.screens

Needs Chromium and, for the printed page, the group ``browser``.
"""

from __future__ import annotations

import runpy
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

import pypdfium2

HERE = Path(__file__).parent
PAGES = HERE.parent / "examples" / "sarn-bank" / "pages"
_SETTLE = "new Promise((done) => setTimeout(done, 350))"
_OPEN = "document.querySelectorAll('.wanted .back a.e')[1].click();0"
_COMPARE = "location.hash = [...document.querySelectorAll('a[href^=\"#compare/\"]')].at(-1).getAttribute('href');0"

SCREENS: dict[str, tuple[int, int, dict[str, bool], str]] = {  # width, height, screen, what is done first
    "report": (1440, 900, {}, _OPEN),
    "report-timeline": (1440, 900, {}, "document.getElementById('timeline').scrollIntoView();0"),
    "report-compare": (1440, 900, {}, _COMPARE),
    "report-dark": (1440, 900, {"dark": True}, _OPEN),
    "report-phone": (390, 844, {"phone": True}, "0"),
}


def _png(pixels: Any) -> bytes:
    """A PNG of 8-bit red, green and blue, from rows of them."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + pixels[y].tobytes() for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def _first_page(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[0].render(scale=1.4, rev_byteorder=True)
        return _png(bitmap.to_numpy()[:, :, :3])


def take(report: Path, out: Path) -> None:
    """Write every picture of ``report`` into ``out``."""
    driver = runpy.run_path(str(HERE.parent / "tests" / "browser" / "chromium.py"))
    with driver["chromium"](driver["executable"]()) as page:
        for name, (width, height, screen, script) in SCREENS.items():
            page.screen(width, height, **screen)
            page.open(f"{report.as_uri()}?{name}")
            page.run(script)
            page.run(_SETTLE)
            page.picture(out / f"{name}.png")
        page.screen(1440, 900)
        page.open(report.as_uri())
        (out / "report-print.png").write_bytes(_first_page(page.print()))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        subprocess.run([str(Path(sys.executable).with_name("readout")), "run", str(PAGES), "--out", made], check=True)
        take(next(Path(made).glob("*/readout.html")), HERE)
