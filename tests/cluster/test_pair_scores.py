import numpy as np

from readout.cluster.columns import columns
from readout.cluster.pair_columns import COLUMNS, norms, pair_columns
from readout.cluster.pair_scores import pair_scores, scores
from readout.cluster.signatures import signature
from tests.cluster.readings import OTHER, OWN, RETRANSLATED, WIRE, reading

TOLD = columns(
    signature(reading(name, text, published="2030-03-01"))
    for name, text in zip("abcd", (WIRE, OWN, RETRANSLATED, OTHER), strict=True)
)
ALL = np.array([(a, b) for a in range(4) for b in range(a + 1, 4)])


def test_one_event_scores_high_and_two_low():
    found = {tuple(pair): score for pair, score in zip(ALL.tolist(), scores(TOLD, ALL).tolist(), strict=True)}
    assert min(found[pair] for pair in ((0, 1), (0, 2))) > 0.5
    assert max(found[pair] for pair in ((0, 3), (1, 3))) < 0.1


def test_a_score_depends_on_the_two_alone_and_on_neither_order():
    one_by_one = [float(scores(TOLD, ALL[k : k + 1])[0]) for k in range(len(ALL))]
    assert one_by_one == scores(TOLD, ALL).tolist() == scores(TOLD, ALL[:, ::-1]).tolist()
    assert pair_scores(TOLD.take(ALL[:, 0]), TOLD.take(ALL[:, 1])).tolist() == one_by_one
    assert scores(TOLD, ALL[:0]).tolist() == []


def test_columns_of_a_pair_are_what_they_are_called():
    shown = dict(zip(COLUMNS, pair_columns(TOLD, norms(TOLD), np.array([[0, 0]]))[0].tolist(), strict=True))
    assert [round(shown[name], 5) for name in ("cosine", "held_low", "weekday")] == [1, 1, 1]
    assert shown["gap"] == 0
    empty = columns([signature(reading("a", "")), signature(reading("b", WIRE))])
    shown = dict(zip(COLUMNS, pair_columns(empty, norms(empty), np.array([[0, 1]]))[0].tolist(), strict=True))
    assert shown["cosine"] == shown["top"] == 0
    assert shown["weekday"] == -1
