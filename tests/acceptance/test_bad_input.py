"""A run over bad inputs among good ones: it goes on, and each bad one is named with a reason."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = """Harbour talks end without a deal

By Nils Aaker

4 March 2031

LUNDE - The port authority of Lunde and the dockers' union ended two days of talks on Tuesday without an agreement.

"We are further apart than on Monday," said Oda Brekk, the union's chairwoman, after the meeting.

The authority has offered a rise of three per cent; the union demands seven and has threatened to strike from 10 March.
"""


def readout(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from readout.cli import main; main()", *arguments],
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )


def bad_files(folder: Path) -> dict[str, str]:
    """Writes each kind of bad file; gives its name and a word its reason must hold."""
    (folder / "empty.html").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(2000))
    (folder / "script.html").write_text("<html><body><script>" + "x=1;" * 5000 + "</script></body></html>")
    (folder / "broken.gz").write_bytes(gzip.compress(GOOD.encode())[:-20])
    (folder / "broken.jsonl").write_text(json.dumps({"id": "g", "text": GOOD}) + '\n{"text": "unfinished\n')
    return {
        "empty.html": "empty",
        "blank.txt": "empty",
        "binary.txt": "binary",
        "picture.html": "binary",
        "script.html": "no ",
        "broken.gz": "gzip",
        "broken.jsonl": "JSON",
    }


def test_each_bad_file_has_its_reason_and_the_good_one_its_readout(tmp_path):
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "good.txt").write_text(GOOD)
    reasons = bad_files(pages)
    done = readout("run", str(pages), "--out", str(out), "--json")
    assert done.returncode == 0, done.stderr.decode()
    (answer,) = (json.loads(line) for line in done.stdout.splitlines())
    assert answer["accounts"]
    for name, word in reasons.items():
        said = [item["reason"] for item in answer["dropped"] if name in item["input"]]
        assert said, f"{name} vanished"
        assert any(word.lower() in reason.lower() for reason in said), (name, said)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nested.html", b"<div>" * 100_000 + GOOD.encode() + b"</div>" * 100_000),
        ("entities.html", b"<p>&#0;&#xD800;&bogus;&amp;&#99999999;</p>" + GOOD.encode().replace(b"\n", b"<br>")),
        ("nulls.txt", GOOD.replace("talks", "ta\0lks").encode()),
        (
            "latin.html",
            b'<meta charset="utf-8"><p>' + "Café à Genève – “non”, dit-il. ".encode("cp1252") * 20 + b"</p>",
        ),
        ("rtl.txt", ("قال الوزير إن المحادثات انتهت دون اتفاق. " * 20).encode()),
        ("marks.txt", ("“" * 3000 + GOOD + "”" * 10 + '"' * 2001).encode()),
        ("surrogate.jsonl", b'{"text": "A \\ud800 stands alone in this sentence of the harbour report."}\n'),
    ],
)
def test_hostile_pages_go_through(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    done = readout("run", str(tmp_path / name), "--out", str(tmp_path / "out"), "--json")
    assert done.returncode in (0, 1), done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert b"fault of Readout" not in done.stdout + done.stderr


def test_a_page_of_fifty_megabytes_ends(tmp_path):
    (tmp_path / "long.txt").write_bytes(b"lorem ipsum dolor said on Friday, " * 1_500_000)
    (tmp_path / "good.txt").write_text(GOOD)
    done = readout(
        "run", str(tmp_path / "long.txt"), str(tmp_path / "good.txt"), "--out", str(tmp_path / "out"), "--json"
    )
    assert done.returncode == 0, done.stderr.decode()
    assert any("good.txt" in a["input"] for line in done.stdout.splitlines() for a in json.loads(line)["accounts"])


def test_nothing_usable_is_exit_code_one_with_the_reasons(tmp_path):
    bad_files(tmp_path)
    (tmp_path / "broken.jsonl").unlink()
    done = readout("run", str(tmp_path), str(tmp_path / "missing.txt"), "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert b"missing.txt: no such file" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "locked.txt").write_text(GOOD)
    (tmp_path / "locked.txt").chmod(0)
    done = readout("run", str(tmp_path), "--out", str(tmp_path / "out"))
    assert done.returncode == 0
    assert b"locked.txt" in done.stdout + done.stderr


@pytest.mark.parametrize("arguments", [("run",), ("run", "x"), ("read", "--only", "nonsense"), ("nonsense",)])
def test_wrong_usage_is_exit_code_two(arguments):
    assert readout(*arguments).returncode == 2


def test_a_report_among_the_pages_is_not_read(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)
    for _ in range(2):
        done = readout("run", str(tmp_path), "--out", str(tmp_path / "report"), "--json")
        (answer,) = (json.loads(line) for line in done.stdout.splitlines())
        assert [Path(account["input"]).name for account in answer["accounts"]] == ["good.txt"]
    assert {item["reason"].split(":")[0] for item in answer["dropped"]} == {"a report that Readout wrote"}


def test_an_out_that_cannot_be_written_is_said_before_any_work(tmp_path):
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "deeper"):
        done = readout("run", str(tmp_path), "--out", str(out))
        assert done.returncode == 2
        assert b"is a file" in done.stderr
    assert readout("run", str(tmp_path), "--out", "").returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def shell(command, **environment):
    script = f"readout() {{ '{sys.executable}' -c 'from readout.cli import main; main()' \"$@\"; }}\n{command}"
    return subprocess.run(
        ["bash", "-c", script], capture_output=True, timeout=120, check=False, env={**os.environ, **environment}
    )


@pytest.mark.parametrize(
    ("command", "codes", "said"),
    [
        ('readout extract "$PAGE" "$PAGE" | true; echo ${PIPESTATUS[0]}', b"0", b""),
        ("readout extract <&-; echo $?", b"1", b"dropped  -: empty (ingest)\n"),
        ('readout extract "$PAGE" >&-; echo $?', b"0", None),
        ('readout extract "$PAGE" >/dev/full; echo $?', b"2", b"readout: cannot go on: No space left on device\n"),
    ],
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the devices of Linux")
def test_closed_and_full_streams_are_no_accident(tmp_path, command, codes, said):
    (tmp_path / "good.txt").write_text(GOOD)
    done = shell(command, PAGE=str(tmp_path / "good.txt"))
    assert done.stdout.splitlines()[-1] == codes
    assert b"Traceback" not in done.stderr
    if said is not None:
        assert said in done.stderr


def test_a_terminal_without_the_characters_shows_what_it_can(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)
    command = 'readout run "$PAGES" --out "$OUT"; echo $?; readout show "$OUT"; echo $?'
    done = shell(command, PAGES=str(tmp_path), OUT=str(tmp_path / "out"), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.stdout.splitlines().count(b"0") == 2, done.stderr.decode()
    assert done.stdout.isascii()
