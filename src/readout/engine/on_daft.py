"""The engine of many machines: Daft, by threads and processes here or by Ray on a cluster.

Daft schedules the tasks, one row each, and brings rows together by part. What a task writes and when it counts as done
is the affair of :mod:`readout.engine.stages`: Daft gives up a query where a node with shuffled rows is lost (and, on
one machine, where a process is); the stage then asks for what is left.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

import msgspec
from msgspec import Struct

from readout.engine import places
from readout.engine.stages import Lost, Stage, Task, do
from readout.errors import UsageError

ROUND = 64
"""Parts that one shuffle brings together: what a lost node can cost."""
_QUIET = {
    "DAFT_ANALYTICS_ENABLED": "0", "DAFT_PROGRESS_BAR": "0", "RAY_USAGE_STATS_ENABLED": "0", "DO_NOT_TRACK": "1",
}  # fmt: skip
"""Neither Daft nor Ray is to call home, nor to draw."""


class OnDaft(Struct, frozen=True, kw_only=True):
    """Daft on this machine, or on the Ray cluster at ``address``; ``workers`` processes, ``None`` for all its cores."""

    workers: int | None = None
    ray: bool = False
    address: str | None = None

    def each(self, stage: Stage, tasks: Sequence[Task]) -> None:
        """Every task, in any order."""
        daft = _daft(self.ray, self.address)
        rows = daft.from_pydict({"task": [msgspec.json.encode(task) for task in tasks]})
        worker = _worker(daft, stage, self._workers())
        _collected(rows.into_batches(1).select(worker.each(daft.col("task"))))

    def gather(self, stage: Stage, tasks: Sequence[Task]) -> None:
        """Every task with the rows of its part, as a group by part brings them together."""
        daft = _daft(self.ray, self.address)
        sharing = stage.sharing
        assert sharing is not None
        worker = _worker(daft, stage, self._workers())
        files = [places.path(stage.root, name) for name in sharing.files]
        for at in range(0, len(tasks), ROUND):
            asked = {task.given["part"]: msgspec.json.encode(task) for task in tasks[at : at + ROUND]}
            part = daft.col("bucket") // sharing.width
            rows = daft.read_parquet(files).select(part.cast(daft.DataType.int64()).alias("part"), *sharing.columns)
            rows = rows.where(daft.col("part").is_in(list(asked)))
            held = [daft.col(name).list_agg().alias(name) for name in sharing.columns]
            shared = rows.groupby("part").agg(*held)
            wanted = daft.from_pydict({"part": list(asked), "task": list(asked.values())})
            shared = wanted.join(shared, on="part", how="left").into_batches(1)
            columns = [daft.col(name) for name in sharing.columns]
            _collected(shared.select(worker.gather(daft.col("task"), *columns)))

    def _workers(self) -> int:
        if self.workers is not None:
            return self.workers
        if not self.ray:
            return os.cpu_count() or 1
        ray: Any = import_module("ray")
        return max(1, int(ray.cluster_resources().get("CPU", 1)))


@cache
def _daft(on_ray: bool, address: str | None) -> Any:
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    extra = "ray" if on_ray else "daft"
    try:
        import daft  # noqa: PLC0415 - a quarter of a second

        ray: Any = import_module("ray") if on_ray else None  # half a second
    except ImportError as error:
        raise UsageError(f"The engine {extra} is not installed: pip install 'readout[{extra}]'") from error
    if on_ray:
        environment = {"env_vars": {name: os.environ[name] for name in _QUIET}}
        ray.init(address=address, log_to_driver=False, logging_level="ERROR", runtime_env=environment)
        daft.set_runner_ray(noop_if_initialized=True)
    else:
        daft.set_runner_native()
    return daft


def _worker(daft: Any, stage: Stage, workers: int) -> Any:
    """The stage as what Daft calls, in ``workers`` processes that stay while the query runs."""

    class Worker:
        @daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)  # type: ignore[untyped-decorator]
        def each(self, tasks: Any) -> list[str]:
            return [_done(stage, task, None) for task in tasks.to_pylist()]

        @daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)  # type: ignore[untyped-decorator]
        def gather(self, tasks: Any, *columns: Any) -> list[str]:
            made = places.arrow()
            names = stage.sharing.columns if stage.sharing else ()
            found = []
            for at, task in enumerate(tasks.to_pylist()):
                lists = [column.to_arrow() for column in columns]
                held = [one[at].values if one[at].is_valid else made.array([], one.type.value_type) for one in lists]
                rows = made.table(dict(zip(names, held, strict=True)))
                found.append(_done(stage, task, rows))
            return found

    return daft.cls(max_concurrency=workers, use_process=True)(Worker)()


def _done(stage: Stage, encoded: bytes, rows: Any) -> str:
    """Nothing, or what went wrong: the query goes on for the other tasks, and the marker that is missing tells."""
    task = msgspec.json.decode(encoded, type=Task)
    try:
        do(stage, task, rows)
    except Exception as error:
        return f"{stage.name}, shard {task.key}: {type(error).__name__}: {str(error)[:300]}"
    return ""


def _collected(query: Any) -> None:
    try:
        answers = [answer for column in query.to_pydict().values() for answer in column]
    except Exception as error:
        raise Lost(f"{type(error).__name__}: {str(error)[:500]}") from error
    faults = [answer for answer in answers if answer]
    if faults:
        raise Lost(faults[0])
