from math import isqrt

from readout.engine import over
from readout.engine.local import FEW


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
