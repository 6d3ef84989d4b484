from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from readout.errors import EvidenceError, UsageError
from readout.render import directory, write
from readout.render.directory import safe_name
from readout.types import Readout


def _files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def _renamed(readout: Readout, name: str) -> Readout:
    return msgspec.structs.replace(readout, story=msgspec.structs.replace(readout.story, id=name))


def test_what_the_contract_names_is_written_and_nothing_else(story: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    write([story["READOUT"]], story["TEXTS"], out, story["READOUT"].dropped)
    accounts = [f"hallim-water-talks/accounts/{name}.txt" for name in sorted(story["TEXTS"])]
    pages = [f"hallim-water-talks/{name}" for name in ("brief.html", "readout.html", "readout.json")]
    assert list(_files(out)) == sorted(["index.html", *accounts, *pages])
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    for name, text in story["TEXTS"].items():
        assert (out / "hallim-water-talks/accounts" / f"{name}.txt").read_bytes() == text.encode("utf-8")


def test_the_same_readouts_give_the_same_bytes(story: dict[str, Any], tmp_path: Path) -> None:
    for name in ("one", "two"):
        write([story["READOUT"]], story["TEXTS"], tmp_path / name)
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


def test_an_earlier_output_is_replaced_and_the_rest_left_alone(story: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = story["READOUT"]
    write([first, _renamed(first, "old-story")], story["TEXTS"], out)
    (out / "notes.md").write_text("mine", "utf-8")
    (out / "pictures").mkdir()
    write([first], story["TEXTS"], out)
    assert sorted(path.name for path in out.iterdir()) == ["hallim-water-talks", "index.html", "notes.md", "pictures"]
    assert "old-story" not in (out / "index.html").read_text("utf-8")


def test_an_earlier_story_that_somebody_added_to_is_not_removed(story: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = story["READOUT"]
    write([first], story["TEXTS"], out)
    (out / first.story.id / "notes.md").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="hallim-water-talks"):
        write([first], story["TEXTS"], out)
    write([_renamed(first, "another")], story["TEXTS"], out)
    assert (out / first.story.id / "notes.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["hallim-water-talks", "index.html"])
def test_what_readout_did_not_write_is_never_replaced(story: dict[str, Any], tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(UsageError):
        write([story["READOUT"]], story["TEXTS"], tmp_path)
    assert _files(tmp_path) == {name: b"mine"}


def test_a_link_to_elsewhere_is_not_followed(story: dict[str, Any], tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    write([story["READOUT"]], story["TEXTS"], elsewhere)
    out.mkdir()
    (out / "hallim-water-talks").symlink_to(elsewhere / "hallim-water-talks")
    before = _files(elsewhere)
    with pytest.raises(UsageError):
        write([story["READOUT"]], story["TEXTS"], out)
    assert _files(elsewhere) == before


def test_a_file_in_the_place_of_the_directory_is_refused(story: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="is a file"):
        write([story["READOUT"]], story["TEXTS"], tmp_path / "out")


def test_a_place_that_cannot_be_written_to_is_named(story: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="cannot write to"):
        write([story["READOUT"]], story["TEXTS"], tmp_path / "file" / "deeper" / "out")
    assert _files(tmp_path) == {"file": b"mine"}


@pytest.mark.parametrize("existing", [False, True])
def test_an_interrupted_run_leaves_nothing_half_written(
    story: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existing: bool
) -> None:
    out = tmp_path / "out"
    first = story["READOUT"]
    if existing:
        write([first], story["TEXTS"], out)
    before = _files(tmp_path)

    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(directory, "index_html", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write([first, _renamed(first, "second")], story["TEXTS"], out)
    assert _files(tmp_path) == before


def test_a_false_quotation_is_never_written(story: dict[str, Any], tmp_path: Path) -> None:
    texts = {**story["TEXTS"], "ostran-herald": story["TEXTS"]["ostran-herald"].replace("ninety", "eighty")}
    with pytest.raises(EvidenceError):
        write([story["READOUT"]], texts, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_two_stories_of_one_name_are_refused(story: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="same id"):
        write([story["READOUT"], _renamed(story["READOUT"], "Hallim-Water-Talks")], story["TEXTS"], tmp_path / "out")


def test_no_story_still_gives_an_index(tmp_path: Path) -> None:
    write([], {}, tmp_path / "out")
    assert "No story came of these pages." in (tmp_path / "out" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\\b", "a\0b", "a\nb", ".hidden", "a.", " a", "é" * 200, "a:b"]
)
def test_unsafe_names(name: str) -> None:
    with pytest.raises(UsageError):
        safe_name(name)


@pytest.mark.parametrize("name", ["talks-in-hallim", "000_ab12", "переговоры", "a.b"])
def test_safe_names(name: str) -> None:
    assert safe_name(name) == name
