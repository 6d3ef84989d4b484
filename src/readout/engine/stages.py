"""A stage of a bulk run: tasks that any worker may do, and done-markers named by stage, version and input.

A task writes files and gives a small result, which its marker keeps. The marker is written last: a task without one has
not been done, whatever lies there. A task must give the same files whenever and wherever it is done.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
from msgspec import Struct

from readout.engine import places
from readout.engine.edition import other_edition
from readout.errors import ReadoutError

if TYPE_CHECKING:
    import pyarrow

TRIES = 3
"""How often in a row a stage is tried again when not one of its tasks could be finished."""


SECONDS = 5.0
"""Between two looks at how far a stage is."""


class Lost(ReadoutError):
    """Work under way is lost: a worker or a node went away, or a task failed. What is marked as done stands."""


class Task(Struct, frozen=True, kw_only=True):
    """A piece of a stage: its key, made of everything that its result depends on, and what it works on."""

    key: str
    given: Any


class Sharing(Struct, frozen=True, kw_only=True):
    """How rows of tables are brought together: those whose ``bucket // width`` is ``at`` are part ``at``."""

    files: tuple[str, ...]
    columns: tuple[str, ...]
    width: int


class Stage(Struct, frozen=True, kw_only=True):
    """What is done to each task: ``function(root, task)``, or ``function(root, task, rows)`` with the rows of a part.

    ``edition`` names the program that does it. The function is importable by name and gives a result in plain values.
    """

    name: str
    edition: str
    root: str
    function: Callable[..., Any]
    sharing: Sharing | None = None

    def marker(self, task: Task) -> str:
        """The marker's file: stage, version and input hash."""
        return f"{self.folder}/{self.edition}-{task.key}.json"

    @property
    def folder(self) -> str:
        """The folder of the stage's markers."""
        return f"{places.WORK}/done/{self.name}"


class Engine(Protocol):
    """Where tasks run. Both verbs may do a task twice, and raise :class:`Lost` where some could not be done."""

    def each(self, stage: Stage, tasks: Sequence[Task]) -> None:
        """:func:`do` for every task."""

    def gather(self, stage: Stage, tasks: Sequence[Task]) -> None:
        """:func:`do` for every task with the rows of its part; ``given["part"]`` is the part's number."""


def do(stage: Stage, task: Task, rows: pyarrow.Table | None = None) -> None:
    """The task, and then its marker; :class:`Lost` where this worker has another edition of the program installed."""
    other = other_edition(stage.edition)
    if other is not None:
        raise Lost(f"a worker on {platform.node()} has another edition of readout, {other} and not {stage.edition}")
    result = stage.function(stage.root, task) if rows is None else stage.function(stage.root, task, rows)
    places.write(stage.root, stage.marker(task), msgspec.json.encode(result))


def run(engine: Engine, stage: Stage, tasks: Sequence[Task], told: Callable[[int, int], None]) -> list[Any]:
    """The results of the tasks, in their order. What has a marker is not done again; what is lost is done again.

    ``told`` is called with how many are done and how many there are. Raises :class:`ReadoutError` where a stage was
    tried ``TRIES`` times without finishing a single task more.
    """
    without = 0
    pending = _pending(stage, tasks)
    told(len(tasks) - len(pending), len(tasks))
    while pending:
        fault = ""
        with _watched(stage, tasks, told):
            try:
                (engine.gather if stage.sharing else engine.each)(stage, pending)
            except Lost as error:
                fault = str(error)
        left = _pending(stage, pending)
        told(len(tasks) - len(left), len(tasks))
        without = 0 if len(left) < len(pending) else without + 1
        if without == TRIES:
            raise ReadoutError(f"{stage.name}: {len(left)} of {len(tasks)} shards cannot be done: {fault}")
        pending = left
    return [places.read_json(stage.root, stage.marker(task)) for task in tasks]


@contextmanager
def _watched(stage: Stage, tasks: Sequence[Task], told: Callable[[int, int], None]) -> Iterator[None]:
    """While this lasts, tell every few seconds how many tasks have their markers, whoever does them."""
    over = Event()

    def watch() -> None:
        while not over.wait(SECONDS):
            told(len(tasks) - len(_pending(stage, tasks)), len(tasks))

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _pending(stage: Stage, tasks: Sequence[Task]) -> list[Task]:
    there = set(places.names(stage.root, stage.folder))
    return [task for task in tasks if stage.marker(task).rpartition("/")[2] not in there]


def key(*parts: Any) -> str:
    """16 hex digits of a hash over plain values: the same values in the same order, the same key."""
    return sha256(msgspec.json.encode(parts)).hexdigest()[:16]


def digest(parts: Iterable[bytes]) -> str:
    """16 hex digits of a hash over bytes laid end to end, each with its length before it."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()[:16]


BUCKETS = 4096
"""Into so many buckets rows are told apart when they are written; a part is a range of them."""


def bucket(name: str) -> int:
    """The bucket of whatever goes by ``name``."""
    return int(sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:3], 16)


def parts(rows: int, most: int) -> int:
    """How many parts, a power of two, give about ``most`` rows to a part or fewer."""
    count = 1
    while count < BUCKETS and rows > count * most:
        count *= 2
    return count
