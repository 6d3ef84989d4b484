"""Bulk runs: the same bytes by every engine and after any kill, and the same answers as a run in one memory."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from readout import pipeline
from readout.errors import ReadoutError, UsageError
from tests.ingest.archives import packed, wet

pytest.importorskip("pyarrow")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
EVENTS = (
    "The port of Senn was closed on {day} after {n} dockers walked out, harbour master Oda Brekk said.\n\n"
    '"We demand that the council of Senn pays what it promised," union leader Per Aas said on {day}. '
    "The council rejected the demand on Thursday.\n\nShips were sent on to the harbour of Ardovia.\n",
    "Floods in the Tarn valley drove {n} families from their homes on {day}, mayor Ilse Dorn said.\n\n"
    'Rescue crews from Velm searched the farms below the Kolm dam. "The water rose within an hour," Dorn said.\n\n'
    "The government promised tents and blankets for the valley.\n",
    "A court in Harrow found former banker Jan Mirov guilty of fraud on {day}.\n\n"
    "Judge Elin Varga sentenced Mirov to {n} months in prison. His lawyer, Tomas Rehn, said he would appeal.\n\n"
    "Prosecutors accused Mirov of hiding losses of the Meridian bank.\n",
    "Ministers of Kessia and Orland agreed on {day} to reopen the Brann pass to lorries.\n\n"
    "Transport minister Sofie Lang of Kessia offered {n} permits a day. Orland threatened to close the rail tunnel.\n\n"
    "Talks on the tolls go on in Brann next week.\n",
)
PROGRAM = """
import sys
from readout import pipeline
if __name__ == "__main__":
    pipeline.bulk([sys.argv[1]], sys.argv[2], sys.argv[3], 2, lambda *told: print(*told, flush=True))
"""


def text(event: int, number: int) -> str:
    told = EVENTS[event].format(day=DAYS[number % 5], n=200 + number)
    return f"{told.split(' on ')[0]}\n\nMay {4 + number % 3}, 2031\n\n{told}\nRead also: page {number}\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(len(EVENTS)):
        pages = [wet(text(number, n), number * 100 + n) for n in range(5)]
        (folder / f"{number}.warc.wet.gz").write_bytes(packed(*pages, wet("  ")))
    (folder / "again.jsonl").write_text(json.dumps({"id": "x", "text": text(0, 1)}) + "\nbroken\n")
    (folder / "named.jsonl").write_text(json.dumps({"id": "X", "text": text(3, 9)}) + "\n")
    return folder


@pytest.fixture(scope="module")
def alone(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("alone")
    pipeline.bulk([str(corpus)], str(out), "local", 1)
    return out


def files(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def rows(out: Path, table: str) -> list[dict[str, object]]:
    from pyarrow import parquet

    return [row for path in sorted((out / table).glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]


def test_the_tables_hold_what_a_run_in_one_memory_answers(corpus: Path, alone: Path) -> None:
    from readout.ingest import records
    from readout.render.exports import bulk_tables

    outcome = pipeline.run(records([str(corpus)]))
    expected = bulk_tables(outcome.readouts)
    assert len(outcome.readouts) > 1
    for name, table in expected.items():
        wanted = sorted(map(repr, table.to_pylist()))
        assert sorted(map(repr, rows(alone, name))) == wanted, name
    assert {row["id"]: row["text"] for row in rows(alone, "articles")} == outcome.texts
    assert {(row["input"], row["reason"]) for row in rows(alone, "dropped")} == {
        (one.input, one.reason) for one in outcome.dropped
    }
    assert {row["id"] for row in rows(alone, "readings")} == set(outcome.texts)


def test_which_story_follows_which_is_a_table(tmp_path: Path) -> None:
    pages = [wet(text(0, n), n) for n in range(3)]
    later = text(0, 1).replace("May 5", "May 25").replace("201", "240") + "The dockers of Senn had walked out before.\n"
    (tmp_path / "a.warc").write_bytes(b"".join([*pages, wet(later, 9)]))
    pipeline.bulk([str(tmp_path / "a.warc")], str(tmp_path / "out"), "local", 1)
    stories = {row["story"] for row in rows(tmp_path / "out", "stories")}
    for row in rows(tmp_path / "out", "threads"):
        assert {row["earlier"], row["later"]} <= stories
        assert row["days"] > 0
    assert len(list((tmp_path / "out" / "threads").iterdir())) == 1


def test_the_tables_are_opened_by_an_independent_reader(alone: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    events = duckdb.sql(
        f"""select e."Event Type", e.Evidence[1].quote, a.text
            from '{alone}/events/*.parquet' e join '{alone}/articles/*.parquet' a on a.id = e.Evidence[1].account"""
    ).fetchall()
    assert events
    assert all(quote in whole for _, quote, whole in events)


def test_more_workers_give_the_same_bytes(corpus: Path, alone: Path, tmp_path: Path) -> None:
    pipeline.bulk([str(corpus)], str(tmp_path), "local", 2)
    assert files(tmp_path) == files(alone)


@pytest.mark.skipif(find_spec("daft") is None, reason="daft is not installed")
def test_daft_gives_the_same_bytes(corpus: Path, alone: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(corpus), str(tmp_path), "daft"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert files(tmp_path) == files(alone)


@pytest.mark.slow
@pytest.mark.skipif(find_spec("daft") is None or find_spec("ray") is None, reason="daft or ray is not installed")
def test_ray_gives_the_same_bytes(corpus: Path, alone: Path, tmp_path: Path) -> None:
    """On a cluster of one node, which is started here and ends with the run."""
    command = [sys.executable, "-c", PROGRAM, str(corpus), str(tmp_path), "ray"]
    environment = {name: value for name, value in os.environ.items() if name != "RAY_ADDRESS"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600, env=environment)
    assert done.returncode == 0, done.stderr
    assert files(tmp_path) == files(alone)


def test_what_is_done_is_not_done_again_and_what_is_new_is_added(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readout.engine.bulk.SMALL", 1)
    inputs = [str(path) for path in sorted(corpus.glob("*.gz"))]
    said: list[tuple[str, int, int]] = []
    first = pipeline.bulk(inputs[:3], str(tmp_path), "local", 1)
    held = {path: path.stat().st_mtime_ns for path in (tmp_path / "readings").iterdir()}
    second = pipeline.bulk(inputs, str(tmp_path), "local", 1, lambda *told: said.append(told))
    assert second.articles == first.articles + 5
    assert all(path.stat().st_mtime_ns == changed for path, changed in held.items())
    assert ("readings", 3, 4) in said
    assert pipeline.bulk(inputs[:3], str(tmp_path), "local", 1) == first
    assert set((tmp_path / "readings").iterdir()) == set(held)


def test_half_a_file_is_not_taken_for_a_whole_one(corpus: Path, alone: Path, tmp_path: Path) -> None:
    pipeline.bulk([str(corpus)], str(tmp_path), "local", 1)
    shard = next((tmp_path / "articles").iterdir())
    marker = next((tmp_path / "_work" / "done" / "readings").iterdir())
    shard.write_bytes(shard.read_bytes()[:50])
    (tmp_path / "articles" / "_x.parquet.host-1.part").write_bytes(b"half")
    marker.unlink()
    pipeline.bulk([str(corpus)], str(tmp_path), "local", 1)
    assert files(tmp_path) == files(alone)


@pytest.mark.parametrize("stage", ["readings", pytest.param("answers", marks=pytest.mark.slow)])
def test_a_killed_run_is_taken_up_where_it_was(corpus: Path, alone: Path, tmp_path: Path, stage: str) -> None:
    """First a worker is killed, which the run survives; then everything."""
    command = [sys.executable, "-c", PROGRAM, str(corpus), str(tmp_path), "local"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stdout is not None
        for line in run.stdout:
            if line.startswith(f"{stage} 0"):
                break
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
        if children.exists():
            for child in children.read_text().split():
                if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
                    os.kill(int(child), signal.SIGKILL)
                    break
        os.killpg(run.pid, signal.SIGKILL)
    assert not (tmp_path / "_SUCCESS").exists()
    pipeline.bulk([str(corpus)], str(tmp_path), "local", 2)
    assert files(tmp_path) == files(alone)


def test_nothing_usable_is_no_error_and_a_pipe_is(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"")
    counts = pipeline.bulk([str(tmp_path / "a.html"), str(tmp_path / "none")], str(tmp_path / "out"), "local", 1)
    assert (counts.articles, counts.stories, counts.dropped) == (0, 0, 2)
    with pytest.raises(UsageError, match="pipe"):
        pipeline.bulk(["-"], str(tmp_path / "out"), "local", 1)
    with pytest.raises(UsageError, match="no engine"):
        pipeline.bulk([str(tmp_path)], str(tmp_path / "out"), "spark", 1)
    assert issubclass(UsageError, ReadoutError)
