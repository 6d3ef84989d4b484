"""Work on this machine: in this process while there is little of it, on every core once there is more."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import active_children, get_context
from typing import TypeVar

from readout.errors import ReadoutError

A = TypeVar("A")
B = TypeVar("B")

FEW = 24
"""Items that are done before a pool of processes would have started and warmed up (about a second)."""
BATCH = 8
_AHEAD = 4


def over(function: Callable[[A], B], items: Iterable[A], workers: int = 1) -> Iterator[B]:
    """``function`` of each item, in the order of the items; the same answers on any number of workers.

    ``function`` must be importable by name and free of state. Up to ``FEW`` items, or with one worker, everything runs
    in this process; beyond that a few batches per worker are under way, so a stream need not fit in memory. Raises
    :class:`ReadoutError` where a process of the pool is ended from outside; whoever stops early leaves no process.
    """
    stream = iter(items)
    first = list(islice(stream, FEW + 1))
    if workers == 1 or len(first) <= FEW:
        yield from map(function, chain(first, stream))
        return
    others = set(active_children())
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        under_way: deque[Future[list[B]]] = deque()
        whole = chain(first, stream)
        while batch := list(islice(whole, BATCH)):
            with unheard_interrupts():
                under_way.append(pool.submit(_each, function, batch))
            if len(under_way) >= workers * _AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenProcessPool as error:
        raise ReadoutError(
            "a process that read pages was ended from outside, perhaps for want of memory; fewer workers need less"
        ) from error
    except BaseException:  # nobody waits for what is under way
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def unheard_interrupts() -> Iterator[None]:
    """Processes started within never hear an interrupt from the terminal, which is this process's to answer; one that
    comes meanwhile is answered after."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _each(function: Callable[[A], B], batch: list[A]) -> list[B]:
    return [function(item) for item in batch]
