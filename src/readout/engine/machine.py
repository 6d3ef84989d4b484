"""The engine of one machine: processes that take one task at a time, started again where one is ended from outside."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing import connection, get_context
from typing import Any, cast

from msgspec import Struct

from readout.engine import places
from readout.engine.local import unheard_interrupts
from readout.engine.stages import Lost, Stage, Task, do

DEATHS = 3
"""As many workers as one task may have ended before the stage is given back as lost."""


class Machine(Struct, frozen=True, kw_only=True):
    """This machine: ``workers`` processes; with one, this process itself."""

    workers: int

    def each(self, stage: Stage, tasks: Sequence[Task]) -> None:
        """Every task, in any order."""
        _spread(do, stage, tasks, self.workers)

    def gather(self, stage: Stage, tasks: Sequence[Task]) -> None:
        """Every task with the rows of its part, which its worker picks out of the files."""
        _spread(_gathered, stage, tasks, self.workers)


def _gathered(stage: Stage, task: Task) -> None:
    sharing = stage.sharing
    assert sharing is not None
    from pyarrow import compute, concat_tables  # noqa: PLC0415

    low = task.given["part"] * sharing.width
    only = (compute.field("bucket") >= low) & (compute.field("bucket") < low + sharing.width)
    columns = list(sharing.columns)
    do(stage, task, concat_tables([places.read_table(stage.root, name, columns, only) for name in sharing.files]))


def _spread(work: Callable[[Stage, Task], None], stage: Stage, tasks: Sequence[Task], workers: int) -> None:
    if workers == 1:
        for task in tasks:
            _told(work, stage, task)
        return
    waiting = deque((task, 0) for task in tasks)
    busy: dict[Any, tuple[Any, Task, int]] = {}
    idle: list[tuple[Any, Any]] = []
    fault: str | None = None
    context = get_context("spawn")
    try:
        while waiting or busy:
            while waiting and len(busy) < workers and fault is None:
                task, deaths = waiting.popleft()
                pipe, process = idle.pop() if idle else _started(context, work, stage)
                try:
                    pipe.send(task)
                except OSError:  # it was ended while it had nothing to do
                    waiting.appendleft((task, deaths))
                    continue
                busy[pipe] = (process, task, deaths)
            if not busy:
                break
            for pipe in cast(list[Any], connection.wait(list(busy))):
                process, task, deaths = busy.pop(pipe)
                try:
                    answer = pipe.recv()
                except (EOFError, OSError):
                    process.join()
                    if deaths + 1 == DEATHS:
                        fault = f"{stage.name}, shard {task.key}: its worker was ended from outside {DEATHS} times"
                    waiting.append((task, deaths + 1))
                    continue
                fault = fault or answer
                idle.append((pipe, process))
    finally:
        for pipe in (*busy, *(pipe for pipe, _ in idle)):
            pipe.close()
        for process in (*(entry[0] for entry in busy.values()), *(process for _, process in idle)):
            process.terminate()
            process.join()
    if fault is not None:
        raise Lost(fault)


def _started(context: Any, work: Callable[[Stage, Task], None], stage: Stage) -> tuple[Any, Any]:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, stage), daemon=True)
    with unheard_interrupts():
        process.start()
    theirs.close()
    return ours, process


def _serve(pipe: Any, work: Callable[[Stage, Task], None], stage: Stage) -> None:
    """One task after the other, until nobody sends any."""
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            _told(work, stage, task)
            answer = None
        except Lost as error:
            answer = str(error)
        try:
            pipe.send(answer)
        except OSError:  # whoever asked has gone
            return


def _told(work: Callable[[Stage, Task], None], stage: Stage, task: Task) -> None:
    """The work; what it raises names the shard."""
    try:
        work(stage, task)
    except Exception as error:
        raise Lost(f"{stage.name}, shard {task.key}: {type(error).__name__}: {str(error)[:300]}") from error
