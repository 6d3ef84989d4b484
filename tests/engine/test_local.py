import os
import signal
from functools import partial
from math import isqrt
from multiprocessing import active_children

import pytest

from readout.engine.local import FEW, over
from readout.errors import ReadoutError


def test_few_items_run_here_and_many_in_processes_with_the_same_answer():
    few, many = range(FEW), range(FEW * 5)
    assert list(over(isqrt, few, workers=2)) == [isqrt(n) for n in few]
    assert list(over(isqrt, many, workers=2)) == [isqrt(n) for n in many]


def test_one_worker_streams():
    taken = []

    def stream():
        for number in range(1000):
            taken.append(number)
            yield number

    results = over(isqrt, stream(), workers=1)
    assert [next(results) for _ in range(30)] == [isqrt(n) for n in range(30)]
    assert len(taken) < 40


def test_whoever_stops_early_leaves_no_process():
    results = over(isqrt, range(500), workers=2)
    assert next(results) == 0
    results.close()
    assert active_children() == []


def test_a_process_ended_from_outside_is_an_error_with_a_remedy():
    with pytest.raises(ReadoutError, match="fewer workers"):
        list(over(os._exit, range(FEW * 2), workers=2))


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no signal masks here")
def test_an_interrupt_is_answered_by_this_process_alone():
    masks = list(over(partial(signal.pthread_sigmask, signal.SIG_BLOCK), [()] * (FEW + 1), workers=2))
    assert all(signal.SIGINT in mask for mask in masks)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
