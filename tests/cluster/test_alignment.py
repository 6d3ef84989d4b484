import pytest

from readout.cluster.alignment import aligned, containment, fingerprint, ordered
from tests.cluster.readings import OWN, RETRANSLATED, WIRE, reading


def test_quoted_words_and_posts_are_not_compared():
    text = (
        'The mayor of Lunde told the council: "We will open the harbour again as soon as the crane has been lifted."\n'
        "The harbour will open again on Friday, the town wrote. pic.twitter.com/lunde\n"
        "Nobody in the fishing quarter of the town believed a word of what was said."
    )
    print_ = fingerprint(reading("a", text))
    assert [sentence.stems[0] for sentence in print_.sentences] == ["nobody"]


def test_a_translation_keeps_its_sentences_in_order():
    matches = aligned(fingerprint(reading("a", WIRE)), fingerprint(reading("b", RETRANSLATED)))
    assert len(matches) == 4
    assert [m.b.span for m in matches] == sorted(m.b.span for m in matches)


def test_each_sentence_is_in_one_match():
    twice = WIRE + "\n" + WIRE.splitlines()[0]
    matches = aligned(fingerprint(reading("a", WIRE)), fingerprint(reading("b", twice)))
    assert len(matches) == 5
    assert len({m.b.span for m in matches}) == 5


def test_two_reporters_share_no_sentence():
    assert aligned(fingerprint(reading("a", WIRE)), fingerprint(reading("b", OWN))) == ()


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([], []),
        ([(0, 3, 1.0), (1, 0, 1.0), (2, 1, 1.0)], [(1, 0, 1.0), (2, 1, 1.0)]),
        ([(0, 1, 1.0), (2, 2, 1.0), (3, 0, 1.0), (4, 5, 1.0)], [(0, 1, 1.0), (2, 2, 1.0), (4, 5, 1.0)]),
    ],
)
def test_the_longest_run_in_one_order(found, kept):
    assert ordered(found) == kept


def test_containment_looks_one_way():
    a, b = fingerprint(reading("a", WIRE)), fingerprint(reading("b", WIRE + "\n" + OWN))
    assert containment(a, b) == 1.0 > containment(b, a)
