import builtins
import gzip
import zlib
from pathlib import Path

import pytest

from readout.errors import UsageError
from readout.ingest import records
from readout.ingest.http import Unusable, entity, kind_of
from readout.types import Dropped, Page
from tests.ingest.archives import packed, record, response, wet

HTML = "Content-Type: text/html; charset=utf-8"
PAGE = "<!DOCTYPE html><title>Port</title><p>The port of Senn closed on Friday.</p>"


def read(tmp_path: Path, data: bytes) -> tuple[list[Page], list[str]]:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(data)
    found = list(records([str(path)]))
    pages = [item for item in found if isinstance(item, Page)]
    return pages, [f"{item.input.split(':')[-1]}: {item.reason}" for item in found if isinstance(item, Dropped)]


@pytest.mark.parametrize(
    "pack", [packed, lambda *parts: b"".join(parts), lambda *parts: gzip.compress(b"".join(parts))]
)
def test_an_archive_gives_its_pages_and_says_what_it_leaves(tmp_path, pack):
    data = pack(
        record("warcinfo", b"software: a crawler"),
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
        response(PAGE.encode(), HTML, number=1),
        response(b"gone", HTML, status="404 Not Found"),
        response(b"\x89PNG", "Content-Type: image/png"),
        wet("The port of Senn closed on Friday.\n", 2),
        record("revisit", b""),
    )
    pages, reasons = read(tmp_path, data)
    assert [(page.url, page.html is not None, page.fetched_at) for page in pages] == [
        ("https://ardovia.example/1", True, "2031-05-04T10:00:00Z"),
        ("https://ardovia.example/2", False, "2031-05-04T10:00:00Z"),
    ]
    assert pages[0].input.endswith(":3")
    assert reasons == [
        "4: HTTP status 404: not a page",
        "5: image/png: not a page",
        "7: a visit that found a page as before: its text is in an earlier record",
    ]


@pytest.mark.parametrize(
    ("content", "headers", "expected"),
    [
        ("Žižkov".encode("iso-8859-2"), ["Content-Type: text/html; charset=iso-8859-2"], "Žižkov"),
        ("Žižkov".encode(), ["Content-Type: text/html; charset=iso-8859-2"], "Žižkov"),
        ("Žižkov".encode("cp1250"), ["Content-Type: text/plain; charset=no-such"], None),
        (gzip.compress(b"Senn"), [HTML, "Content-Encoding: gzip"], "Senn"),
        (b"Senn", [HTML, "Content-Encoding: gzip"], "Senn"),
        (zlib.compress(b"Senn"), [HTML, "Content-Encoding: deflate"], "Senn"),
        (zlib.compress(b"Senn")[2:-4], [HTML, "Content-Encoding: deflate"], "Senn"),
        (b"3\r\nSen\r\n1\r\nn\r\n0\r\n\r\n", [HTML, "Transfer-Encoding: chunked"], "Senn"),
        (b"Senn", [HTML, "Transfer-Encoding: chunked"], "Senn"),
        (b"Senn", [], "Senn"),
    ],
)
def test_the_servers_headers_are_taken_off_and_heeded(tmp_path, content, headers, expected):
    pages, _ = read(tmp_path, packed(response(content, *headers)))
    text = pages[0].html or pages[0].text
    assert text is not None
    assert expected is None or expected in text
    assert "HTTP" not in text


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (wet("A short text.", length=5_000), "2: a broken archive record: it is cut off"),
        (wet("Longer than it says.", length=6), "2: a broken archive record: its length is wrong"),
        (wet("Not a number.", length=-1), "2: a broken archive record: no headers that can be read, or no length"),
        (b"WARC/1.0\r\nWARC-Type: conversion\r\n\r\nno length\r\n\r\n", "2: a broken archive record: no headers"),
        (b"\xff\x00 what is this\n\n", "1: 15 bytes after this record belong to no record"),
        (record("wish", b"?"), "2: an archive record of the unknown type 'wish'"),
        (wet(" \n"), "2: empty"),
        (record("resource", bytes(range(256)) * 20, media="text/plain"), "2: binary data"),
        (response(b"x", HTML, "Content-Encoding: br"), "2: in the content encoding 'br'"),
        (response(b"\x1f\x8bno", HTML, "Content-Encoding: gzip"), "2: its compressed content is broken"),
        (record("response", b"HTTP/1.1 200 OK", media="application/http"), "2: a broken HTTP response"),
        (record("response", b"what", media="application/http"), "2: a broken HTTP response"),
    ],
)
def test_one_bad_record_costs_nothing_else(tmp_path, bad, reason):
    good = [wet(f"The port of Senn closed on day {n}.\n", n) for n in range(4)]
    pages, reasons = read(tmp_path, good[0] + bad + b"".join(good[1:]))
    assert [page.url[-1] for page in pages] == ["0", "1", "2", "3"]
    assert any(line.startswith(reason) for line in reasons), reasons


def test_a_broken_member_costs_its_record_alone(tmp_path):
    members = [packed(wet(f"The port of Senn closed on day {n}.\n" * 20, n)) for n in range(4)]
    members[1] = members[1][:40] + b"\xff" * 30 + members[1][70:]
    pages, reasons = read(tmp_path, b"".join(members))
    assert [page.url[-1] for page in pages] == ["0", "2", "3"]
    assert sum("broken gzip" in line for line in reasons) == 1


def test_a_cut_off_archive_keeps_what_is_whole(tmp_path):
    pages, reasons = read(tmp_path, packed(wet("One.", 1), wet("Two. " * 200, 2))[:-30])
    assert [page.url[-1] for page in pages] == ["1"]
    assert [line for line in reasons if "it ends in the middle" in line]
    assert [line for line in reasons if line.startswith("2: a broken archive record")]


def test_a_bomb_in_a_record_is_dropped(tmp_path):
    bomb = gzip.compress(b"<p>" + b" " * (65 << 20), compresslevel=1)
    pages, reasons = read(tmp_path, packed(response(bomb, HTML, "Content-Encoding: gzip"), wet("One.")))
    assert len(pages) == 1
    assert reasons == ["1: more than 64 MiB in one page"]


def test_what_an_independent_writer_writes_is_read(tmp_path):
    warc = pytest.importorskip("fastwarc.warc")
    path = tmp_path / "x.warc.gz"
    with path.open("wb") as raw:
        writer = pytest.importorskip("fastwarc.stream_io").GzipWriter(raw)
        for n in range(3):
            one = warc.WarcRecord()
            one.init_headers(warc.WarcRecordType.conversion)
            one.headers["WARC-Target-URI"] = f"https://ardovia.example/{n}"
            one.set_bytes_content(f"Text {n}".encode())
            one.write(writer)
        writer.close()
    assert [(item.url[-1], item.text) for item in records([str(path)])] == [(str(n), f"Text {n}") for n in range(3)]


def test_media_types():
    assert kind_of('application/xhtml+xml; charset="UTF-8"') == ("html", "utf-8")
    assert kind_of("text/plain;charset=wonderland") == ("text", None)
    with pytest.raises(Unusable, match="video/mp4"):
        kind_of("video/mp4")
    with pytest.raises(Unusable, match="MiB"):
        entity(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"a" * 5000), 1000)


def test_parquet_rows_are_records_and_what_is_missing_is_named(tmp_path, monkeypatch):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = arrow.table(
        {
            "id": ["a", "b", "c"],
            "text": ["One.", None, "Three."],
            "published": arrow.array([1, None, 3], arrow.date32()),
            "more": [1, 2, 3],
        }
    )
    path = tmp_path / "pages"
    parquet.write_table(table, path)
    found = list(records([str(path)]))
    assert [(item.id, item.published) for item in found if isinstance(item, Page)] == [
        ("a", "1970-01-02"),
        ("c", "1970-01-04"),
    ]
    assert [item.input.split(":")[-1] for item in found if isinstance(item, Dropped)] == ["2"]
    path.write_bytes(path.read_bytes()[:-20])
    assert "a broken Parquet file" in next(records([str(path)])).reason
    parquet.write_table(arrow.table({"name": ["x"]}), path)
    assert "without a column html or text" in next(records([str(path)])).reason

    imported = builtins.__import__
    monkeypatch.setattr(
        builtins, "__import__", lambda name, *rest: imported(name if "pyarrow" not in name else "no_such", *rest)
    )
    with pytest.raises(UsageError, match=r"readout\[parquet\]"):
        list(records([str(path)]))
    with pytest.raises(UsageError, match=r"readout\[parquet\]"):
        list(records(["s3://bucket/prefix"]))
