from readout.cluster.alignment import fingerprint
from readout.cluster.sharers import NEIGHBOURS, sharers, without_repeats
from tests.cluster.readings import OTHER, OWN, RETRANSLATED, WIRE, reading

LINES = """Subscribe to our newsletter and get the best stories of the week every Saturday morning.
This article was produced by our own reporters who are paid by readers like you."""


def stories(count):
    places = [f"{a}{b}" for a in ("Mar", "Tol", "Ves", "Kor", "Lan") for b in ("burg", "feld", "dal", "mark")]
    topics = [
        "A fire in the timber yard of {0} burned for nine hours before boats from {1} put it out at noon.",
        "Teachers at the grammar school of {0} refuse to mark papers until {1} pays them what was promised.",
        "The orchestra of {0} opens its season with a symphony that a baker from {1} wrote in prison.",
        "Police in {0} are looking for a grey horse that ran from the circus of {1} during the storm.",
        "Fishermen of {0} found a bell from the sunken church of {1} in their nets on Tuesday night.",
        "A court in {0} gave the former treasurer of {1} four years for the money in his cellar.",
    ]
    return [topics[n % 6].format(places[n % 20], places[(n * 7 + 3) % 20]) for n in range(count)]


def test_lines_under_everything_are_dropped_and_a_wire_story_keeps_its_own():
    told = stories(18)
    texts = ["\n".join([*told[n::6], LINES]) for n in range(6)]
    under = [reading(f"a{n}", text, outlet="Lunde Post") for n, text in enumerate(texts)]
    wire = [reading(f"w{n}", WIRE, outlet=f"Paper {n}") for n in range(6)]
    found = without_repeats([fingerprint(item) for item in (*under, *wire)])
    assert [len(item.sentences) for item in found] == [3] * 6 + [5] * 6


def test_who_shares_rare_words_meets():
    texts = (WIRE, RETRANSLATED, OWN, OTHER, WIRE)
    prints = [fingerprint(reading(name, text)) for name, text in zip("abcde", texts, strict=True)]
    assert set(sharers(prints)) >= {(0, 1), (0, 4), (1, 4)}
    assert not {pair for pair in sharers(prints) if 3 in pair}


def test_however_many_carry_a_text_each_meets_a_bounded_number():
    prints = [fingerprint(reading(f"a{n:03}", WIRE)) for n in range(100)]
    found = list(sharers(prints))
    assert len(found) <= 100 * NEIGHBOURS
    assert {(n, n + 1) for n in range(99)} <= set(found)


def test_nothing_and_nobody():
    assert list(sharers([])) == []
    assert list(sharers([fingerprint(reading("a", ""))])) == []
