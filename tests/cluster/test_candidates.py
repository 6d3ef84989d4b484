import numpy as np
import pytest

from readout.cluster import candidates as index
from readout.cluster.columns import UNDATED, columns
from readout.cluster.signatures import Signature


def keyed(number, keys, day=None):
    return Signature(id=f"{number:05}", keys=tuple(keys), day=day)


def test_accounts_that_share_a_key_are_paired_once():
    told = columns([keyed(0, [1, 2]), keyed(1, [2, 1]), keyed(2, [3]), keyed(3, [3, -5]), keyed(4, [-5])])
    assert index.candidates(told).tolist() == [[0, 1], [2, 3], [3, 4]]
    assert index.candidates(columns([])).shape == (0, 2)
    assert index.candidates(columns([keyed(0, [1])])).shape == (0, 2)


def test_however_common_a_key_is_an_account_meets_a_bounded_number():
    told = columns([keyed(number, [7], day=number) for number in range(500)])
    met = np.bincount(index.candidates(told).ravel())
    assert 0 < met.max() <= 2 * index.MOST
    assert np.abs(np.diff(index.candidates(told))).max() <= index.NEIGHBOURS  # the nearest in time


@pytest.mark.parametrize("block", [3, 20_000])
def test_a_join_in_partitions_gives_the_same_pairs(block, monkeypatch):
    monkeypatch.setattr(index, "_BLOCK", block)
    monkeypatch.setattr(index, "MOST", 4)
    chance = np.random.default_rng(1)
    told = columns(
        [keyed(n, chance.integers(0, 30, 12).tolist(), int(chance.integers(0, 9)) or None) for n in range(80)]
    )
    assert (told.days == UNDATED).any()
    rows = np.repeat(np.arange(told.size), np.diff(told.key_starts))
    parts = [
        index.neighbours(told.keys[m], told.days[rows[m]], rows[m]) for m in (told.keys % 2 == 0, told.keys % 2 == 1)
    ]
    pairs = index.strongest(np.concatenate([p for p, _ in parts]), np.concatenate([s for _, s in parts]))
    assert pairs.tolist() == index.candidates(told).tolist()
    assert (pairs[:, 0] < pairs[:, 1]).all()
