from readout.cluster import relations, story
from readout.cluster.containers import bridges, containers
from tests.cluster.readings import OTHER, OWN, PAD, WIRE, reading


def test_a_digest_does_not_bring_together_what_it_carries():
    digest = reading("d", f"{WIRE}\n{PAD}\n{OTHER}")
    readings = [reading("a", WIRE), reading("b", OTHER), reading("c", WIRE), digest]
    found = relations(readings)
    assert {("a", "d"), ("b", "d"), ("c", "d")} <= {(r.a, r.b) for r in found}
    assert containers(found) == {"d"}
    told = story(readings)
    assert [lineage.accounts for lineage in told.lineages] == [("a", "c", "d"), ("b",)]
    assert {(r.a, r.b) for lineage in told.lineages for r in lineage.relations} == {("a", "c"), ("a", "d"), ("c", "d")}


def test_versions_of_one_outlet_are_always_brought_together():
    first = reading("a", WIRE, outlet="Lunde Post")
    middle = reading("b", f"{WIRE}\n{PAD}\n{OTHER}", outlet="Lunde Post")
    found = relations([first, middle, reading("c", OTHER)])
    assert containers(found) == frozenset()
    assert bridges(found) == found


def test_who_shares_one_text_with_many_is_no_container():
    found = relations([reading(name, WIRE) for name in "abc"] + [reading("d", f"{OWN}\n{WIRE}")])
    assert len(found) == 6
    assert containers(found) == frozenset()
