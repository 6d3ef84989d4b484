"""What files, folders, globs and records become, good and bad."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.ingest import records
from readout.ingest.reading import PAGE_LIMIT
from readout.spans import evidence, text_hash
from readout.types import Article, Block, Dropped, Page, Reading, Sourced

TEXT = "Talks in Rolnek end\n\nThe ministers of Ardovia and Velm met on Friday."
HTML = "<!doctype html><html><head><title>x</title></head><body><p>Talks ended.</p></body></html>"


def take(*inputs: Path | str) -> list[Page | Article | Reading | Dropped]:
    return list(records([str(i) for i in inputs]))


def only_page(*inputs: Path | str) -> Page:
    (page,) = take(*inputs)
    assert isinstance(page, Page)
    return page


def reasons(items: list[Page | Article | Reading | Dropped]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Dropped)]


def test_kind_is_told_by_content_and_not_by_ending(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HTML)
    (tmp_path / "b.html").write_text(TEXT)
    (tmp_path / "c.dat").write_bytes(gzip.compress(json.dumps({"text": TEXT, "id": "c"}).encode()))
    a, b, c = take(tmp_path)
    assert isinstance(a, Page) and a.html == HTML and a.text is None
    assert isinstance(b, Page) and b.text == TEXT and b.html is None
    assert isinstance(c, Page) and c.text == TEXT and c.id == "c"


def test_plain_text_changes_in_its_line_ends_only(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("  One\r\ntwo\rthree\u00a0four \n\n".encode())
    assert only_page(path).text == "  One\ntwo\nthree\u00a0four \n\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café".encode("utf-8-sig"), "Café"),
        ("Café talks in Łódź".encode("utf-16"), "Café talks in Łódź"),
        ("Plain talks".encode("utf-16-le"), "Plain talks"),
        (b"Caf\xe9 \x93quoted\x94", "Café “quoted”"),
        ("Министры встретились в городе и говорили".encode("cp1251"), "Министры встретились в городе и говорили"),
        ("会談は金曜日に始まりました。".encode("shift_jis"), "会談は金曜日に始まりました。"),
    ],
)
def test_charsets(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    assert only_page(path).text == text


def test_declared_charset_goes_before_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes('<html><meta charset="iso-8859-2"><p>Łódź'.encode("iso-8859-2"))
    assert only_page(path).html == '<html><meta charset="iso-8859-2"><p>Łódź'


def test_lost_characters_are_told_and_the_page_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("Ärger über Öl und Gänse: ".encode() * 3 + b"\xff\xfe end")
    page, dropped = sorted(take(path), key=lambda i: isinstance(i, Dropped))
    assert isinstance(page, Page) and page.text is not None and page.text.endswith("\ufffd\ufffd end")
    assert isinstance(dropped, Dropped) and dropped.reason == "decoded as utf-8, 2 characters lost"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (bytes(range(256)) * 20, "binary data: not a page"),
        (b"%PDF-1.7 ...", "a PDF file (binary data): not a page"),
        (b"\x89PNG\r\n", "an image (binary data): not a page"),
        (gzip.compress(TEXT.encode() * 50)[:60], "broken gzip"),
        (b"\x1f\x8b\x08garbage", "broken gzip"),
        (gzip.compress(b""), "empty"),
    ],
)
def test_what_cannot_be_taken_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "bad"
    path.write_bytes(data)
    (item,) = take(path)
    assert isinstance(item, Dropped) and item.stage == "ingest"
    assert item.reason.startswith(reason) and item.input == str(path)


def test_gzip_bomb_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    with gzip.open(path, "wb", compresslevel=1) as out:
        for _ in range((PAGE_LIMIT >> 20) + 1):
            out.write(b"a" * (1 << 20))
    assert reasons(take(path)) == ["more than 64 MiB in one page"]


def test_missing_inputs_and_empty_globs(tmp_path: Path) -> None:
    assert reasons(take(tmp_path / "nope")) == ["no such file"]
    assert reasons(take(tmp_path / "*.nope")) == ["no such file: nothing matches this pattern"]
    assert reasons(list(records(["", "a\0b"]))) == ["no such file", "no such file"]


def test_a_folder_that_holds_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert take(tmp_path) == [Dropped(stage="ingest", input=str(tmp_path), reason="a folder without files")]
    (tmp_path / "a" / "page.txt").write_text(TEXT, "utf-8")
    assert reasons(take(tmp_path)) == []


def test_unreadable_file_among_good_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text(TEXT)
    (tmp_path / "b").write_text(TEXT + " More.")
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    items = take(tmp_path)
    assert reasons(items) == ["cannot be read: Permission denied"]
    assert len(items) == 2


def test_links_loops_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a").write_text(TEXT)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    os.mkfifo(tmp_path / "pipe")
    items = take(tmp_path)
    assert sum(isinstance(i, Page) for i in items) == 1
    assert {i.input.rsplit("/", 1)[1] for i in items if isinstance(i, Dropped)} == {"up", "gone", "self", "pipe"}


def test_folder_and_glob_are_sorted(tmp_path: Path) -> None:
    for name in ("c.txt", "a.txt", "b/z.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} {name}")
    assert [Path(i.input).name for i in take(tmp_path) if isinstance(i, Page)] == ["a.txt", "z.txt", "c.txt"]
    assert [Path(i.input).name for i in take(tmp_path / "*.txt") if isinstance(i, Page)] == ["a.txt", "c.txt"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(TEXT.encode()))))
    page = only_page("-")
    assert page.text == TEXT and page.input == "-"


def test_one_broken_record_among_good_ones(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "one", "text": TEXT, "url": "https://a.example/1", "title": " ", "extra": [1]}),
        '{"text": "cut off',
        "",
        "[1, 2]",
        '{"text": 3}',
        '{"url": "https://a.example"}',
        '{"text": "a \\ud800 b"}',
        "[" * 50_000,
        json.dumps({"id": 7, "html": HTML, "body_only": True}),
    ]
    path = tmp_path / "r.jsonl"
    path.write_text("\n".join(lines))
    items = take(path)
    pages = [i for i in items if isinstance(i, Page)]
    assert [p.id for p in pages][::2] == ["one", "7"]
    assert pages[0].title is None and pages[0].input == f"{path}:1"
    assert pages[1].text == "a \ufffd b"
    assert pages[2].html == HTML and pages[2].body_only
    told = {i.input.rsplit(":", 1)[1]: i.reason for i in items if isinstance(i, Dropped)}
    assert sorted(told) == ["2", "4", "5", "6", "7", "8"]
    assert told["6"] == "a record with neither html nor text"


def test_a_json_document_of_records(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"text": TEXT, "id": "a"}, {"text": TEXT, "id": "b"}], indent=2))
    assert [i.id for i in take(path) if isinstance(i, Page)] == ["a", "b"]
    path.write_text(json.dumps({"text": TEXT, "id": "a"}, indent=2))
    assert only_page(path).id == "a"
    path.write_text('{"text": \n never ending')
    assert len(reasons(take(path))) == 1


def article(name: str = "a1") -> Article:
    title = Sourced(value="Talks", evidence=(evidence(name, TEXT, (0, 5)),))
    return Article(
        id=name,
        input="x",
        text=TEXT,
        text_sha256=text_hash(TEXT),
        title=title,
        blocks=(Block(start=0, end=len(TEXT), role="body"),),
    )


def encoded(tmp_path: Path, **changes: object) -> Path:
    import msgspec

    value = msgspec.to_builtins(article()) | changes
    path = tmp_path / "s.jsonl"
    path.write_bytes(msgspec.json.encode(value))
    return path


def test_stage_records_come_back_as_they_were(tmp_path: Path) -> None:
    assert take(encoded(tmp_path)) == [article()]
    (reading,) = take(encoded(tmp_path, sentences=[[0, 19]]))
    assert isinstance(reading, Reading) and reading.sentences == ((0, 19),)
    path = tmp_path / "d.jsonl"
    path.write_text('{"stage":"extract","input":"p","reason":"no text on the page"}')
    assert take(path) == [Dropped(stage="extract", input="p", reason="no text on the page")]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": TEXT + "."},
        {"blocks": [{"start": 0, "end": 5, "role": "body"}]},
        {"blocks": [{"start": 0, "end": len(TEXT), "role": "nonsense"}]},
        {"title": {"value": "Talks", "evidence": [{"account": "a1", "start": 0, "end": 5, "quote": "Walks"}]}},
        {"blocks": 3},
    ],
)
def test_stage_records_that_lie_are_dropped(tmp_path: Path, changes: dict[str, object]) -> None:
    (item,) = take(encoded(tmp_path, **changes))
    assert isinstance(item, Dropped) and item.reason.startswith("a record that cannot be taken")


def test_unsafe_ids_of_stage_records_are_renamed_in_their_evidence(tmp_path: Path) -> None:
    (item,) = take(encoded(tmp_path, id="../../x"))
    assert isinstance(item, Article) and "/" not in item.id
    assert item.title is not None and item.title.evidence[0].account == item.id


def test_id_of_a_page_is_made_from_address_and_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(TEXT)
    (tmp_path / "b").write_text(json.dumps({"text": TEXT, "url": "https://a.example"}))
    (tmp_path / "c").write_text(json.dumps({"text": TEXT, "id": ""}))
    a, b, c = (i.id for i in take(tmp_path) if isinstance(i, Page))
    assert a == c and a != b and len(a) == 16 and int(a, 16) >= 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(data=st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_any_bytes_end_as_a_page_or_a_reason(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(data)
    items = take(path)
    assert items
    for item in items:
        assert isinstance(item, (Page, Dropped))
        if isinstance(item, Page):
            (item.text or item.html or "").encode("utf-8")


def test_a_long_line_takes_its_length_in_time(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"<a " * 5_000_000)
    assert len(take(path)) == 1
