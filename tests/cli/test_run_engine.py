"""``readout run --engine``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from readout.cli.group import cli

TEXT = "Senn, 4 May 2031 - The port of Senn was closed on Friday, harbour master Oda Brekk said.\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["run", *words], standalone_mode=False)


def test_tables_are_written_and_said(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    out = tmp_path / "tables"
    result = run(
        str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--out", str(out), "--engine", "local", "--workers", "1"
    )
    assert (result.return_value, result.exception) == (0, None)
    assert "1 article in 1 story" in result.stdout
    assert "1 thing left out" in result.stdout
    assert (out / "_SUCCESS").exists()
    again = run(str(tmp_path / "b.txt"), "--out", str(out), "--engine", "local", "--workers", "1", "--quiet")
    assert (again.return_value, again.output) == (1, "")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["x", "--out", "o", "--engine", "local", "--json"], "neither --json nor --since"),
        (["--out", "o", "--engine", "local"], "Give an input"),
        (["-", "--out", "o", "--engine", "local"], "not a pipe"),
    ],
)
def test_what_an_engine_cannot_mean_is_said(words: list[str], message: str) -> None:
    assert message in str(run(*words).exception)
