"""Stages: markers, what is lost and done again, and what cannot be done."""

from __future__ import annotations

import os
import signal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from readout.engine import places
from readout.engine.edition import edition
from readout.engine.machine import Machine
from readout.engine.named import engine_named
from readout.engine.stages import BUCKETS, Sharing, Stage, Task, bucket, digest, key, parts, run
from readout.errors import ReadoutError

pyarrow = pytest.importorskip("pyarrow")
NOW = edition("1.0")
needs_daft = pytest.mark.skipif(find_spec("daft") is None, reason="daft is not installed")


def note(root: str, task: Task) -> dict[str, Any]:
    """Says on what it worked; where it is asked to, it is killed the first time, or always, or fails."""
    with (Path(root) / "log").open("a", encoding="utf-8") as log:
        log.write(f"{task.key}\n")
    seen = (Path(root) / "log").read_text(encoding="utf-8").split().count(task.key)
    if task.given == "killed always" or (task.given == "killed once" and seen == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if task.given == "fails":
        raise ValueError("no good")
    return {"on": task.given}


def held(root: str, task: Task, rows: Any) -> list[str]:
    return sorted(rows.column("name").to_pylist())


def stage(root: Path, function: Any = note, **more: Any) -> Stage:
    return Stage(name="noting", edition=more.pop("edition", NOW), root=str(root), function=function, **more)


def tasks(*given: str) -> list[Task]:
    return [Task(key=f"k{number}", given=what) for number, what in enumerate(given)]


def quiet(done: int, of: int) -> None:
    """Tells nobody."""


def times(root: Path) -> dict[str, int]:
    done = (root / "log").read_text(encoding="utf-8").split()
    return {name: done.count(name) for name in sorted(set(done))}


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_tasks_and_nothing_is_done_twice(tmp_path: Path, workers: int) -> None:
    first = run(Machine(workers=workers), stage(tmp_path), tasks("a", "b", "c"), quiet)
    assert run(Machine(workers=workers), stage(tmp_path), tasks("a", "b", "c", "d"), quiet) == [*first, {"on": "d"}]
    assert first == [{"on": "a"}, {"on": "b"}, {"on": "c"}]
    assert times(tmp_path) == {"k0": 1, "k1": 1, "k2": 1, "k3": 1}
    markers = sorted(path.name for path in (tmp_path / "_work" / "done" / "noting").iterdir())
    assert markers == [f"{NOW}-k{number}.json" for number in range(4)]


def test_another_edition_does_it_again_and_a_worker_of_another_edition_is_refused(tmp_path: Path) -> None:
    run(Machine(workers=1), stage(tmp_path), tasks("a"), quiet)
    run(Machine(workers=1), stage(tmp_path, edition=edition("1.1")), tasks("a"), quiet)
    assert times(tmp_path) == {"k0": 2}
    with pytest.raises(ReadoutError, match="has another edition"):
        run(Machine(workers=1), stage(tmp_path, edition="1.0-0badc0de"), tasks("a"), quiet)


def test_a_killed_worker_costs_its_own_shard_alone(tmp_path: Path) -> None:
    given = ["killed once" if number == 3 else "fine" for number in range(8)]
    run(Machine(workers=2), stage(tmp_path), tasks(*given), quiet)
    assert times(tmp_path) == {f"k{number}": 2 if number == 3 else 1 for number in range(8)}


@pytest.mark.parametrize(
    ("workers", "bad", "message"),
    [(1, "fails", "no good"), (2, "fails", "no good"), (2, "killed always", "ended from outside 3 times")],
)
def test_a_shard_that_cannot_be_done_is_named_and_the_others_are_done(
    tmp_path: Path, workers: int, bad: str, message: str
) -> None:
    with pytest.raises(ReadoutError, match=f"noting: 1 of 4 shards cannot be done: .*k3.*{message}"):
        run(Machine(workers=workers), stage(tmp_path), tasks("a", "b", "c", bad), quiet)
    assert {name for name, count in times(tmp_path).items() if count == 1} == {"k0", "k1", "k2"}


@pytest.mark.parametrize("engine", ["local", pytest.param("daft", marks=needs_daft)])
def test_rows_are_brought_together_by_ranges_of_buckets(tmp_path: Path, engine: str) -> None:
    names = [name for name in map(str, range(300)) if bucket(name) // (BUCKETS // 4) != 1]
    for number in range(2):
        mine = names[number::2]
        columns = {"bucket": pyarrow.array([bucket(one) for one in mine], pyarrow.int32()), "name": mine}
        places.write_table(str(tmp_path), f"{number}.parquet", pyarrow.table(columns))
    sharing = Sharing(files=("0.parquet", "1.parquet"), columns=("name",), width=BUCKETS // 4)
    asked = [Task(key=key(at), given={"part": at}) for at in range(4)]
    found = run(engine_named(engine, 2), stage(tmp_path, held, sharing=sharing), asked, quiet)
    assert found[1] == []
    assert sorted(name for part in found for name in part) == sorted(names)
    assert found[2] == sorted(name for name in names if bucket(name) // (BUCKETS // 4) == 2)


def test_keys_and_parts() -> None:
    assert key("a", 1) != key("a1") and key("a", 1) == key("a", 1)
    assert digest([b"ab", b"c"]) != digest([b"a", b"bc"])
    assert [parts(rows, 100) for rows in (0, 100, 101, 250, 10**9)] == [1, 1, 2, 4, BUCKETS]
    assert all(0 <= bucket(str(number)) < BUCKETS for number in range(50))
