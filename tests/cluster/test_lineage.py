import pytest
from msgspec.structs import replace

from readout.cluster import relations, story
from readout.spans import check
from readout.types import Attribution
from tests.cluster.readings import OTHER, OWN, PAD, RETRANSLATED, WIRE, reading


def kinds(*readings):
    return {(r.a, r.b): r.kind for r in relations(readings)}


def test_a_reprint_is_a_copy_and_says_how_much_each_holds():
    longer = WIRE + "\nThe town council meets on Monday to discuss what the closure will cost the fishing fleet."
    (relation,) = relations([reading("b", longer), reading("a", WIRE)])
    assert (relation.a, relation.b, relation.kind) == ("a", "b", "copy")
    assert relation.a_in_b == 1.0 > relation.b_in_a > 0.7


def test_a_translation_back_is_derived():
    assert kinds(reading("a", WIRE), reading("b", RETRANSLATED)) == {("a", "b"): "derived"}


def test_two_reporters_on_one_event_are_independent():
    assert kinds(reading("a", WIRE), reading("b", OWN), reading("c", OTHER)) == {}


def test_a_shared_passage_inside_two_own_texts_has_a_third_behind_it():
    half = "\n".join(WIRE.splitlines()[:3])
    assert kinds(reading("a", f"{half}\n{OWN}"), reading("b", f"{half}\n{OTHER}")) == {("a", "b"): "shared-ancestor"}


def test_a_later_version_by_one_outlet_is_an_update():
    later = WIRE.replace("was closed", "has been closed") + "\n" + OTHER
    pair = reading("a", WIRE, outlet="Lunde Post"), reading("b", later, outlet="Lunde Post")
    assert kinds(*pair) == {("a", "b"): "update"}


def test_a_speech_that_everybody_quotes_makes_no_copy():
    marked = "\n".join(f'"{line}"' for line in WIRE.splitlines())
    one, two = reading("a", f"{OWN}\n{marked}"), reading("b", f"{OTHER}\n{marked}")
    assert relations([one, two]) == ()
    bare = [reading("a", f"{OWN}\n{WIRE}"), reading("b", f"{OTHER}\n{WIRE}")]
    assert relations(bare)  # until somebody has read who says it
    speech = [
        replace(item, attributions=(Attribution(source=(), cue=(), content=(span,), type="direct"),))
        for item in bare
        for span in [(item.text.index(WIRE), len(item.text))]
    ]
    assert relations(speech) == ()


def test_aligned_sentences_are_evidence():
    texts = {"a": WIRE, "b": RETRANSLATED}
    (relation,) = relations([reading(name, text) for name, text in texts.items()])
    assert len(relation.pairs) == 4
    for pair in relation.pairs:
        check(pair.a, texts["a"])
        check(pair.b, texts["b"])


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_lineages_partition_the_accounts_in_any_order(order):
    readings = [reading("a", WIRE), reading("b", RETRANSLATED), reading("c", OWN), reading("d", WIRE)]
    told = story([readings[i] for i in order])
    assert [lineage.accounts for lineage in told.lineages] == [("a", "b", "d"), ("c",)]
    assert told == story(readings)


def test_an_account_without_sentences_stands_alone():
    assert [lineage.accounts for lineage in story([reading("a", WIRE), reading("b", "")]).lineages] == [("a",), ("b",)]


def test_sentences_that_mean_the_same_in_one_order_are_a_rewriting():
    rewritten = """On Friday the port of Lunde had to close because a crane had fallen into its main channel.
There were no injuries, but off the coast eleven freighters wait until the wreck has been lifted.
The work will last four days at least, Oda Brekk, the harbour master, told the press.
A third of the grain of the country goes through the port, and most of the fertiliser for its farmers.
Two inspectors were sent by the insurers to learn why the crane had given way in moderate wind."""
    (relation,) = relations([reading("a", WIRE), reading("b", rewritten)])
    assert relation.kind == "derived"
    assert relation.a_in_b < 0.3
    assert len(relation.pairs) >= 4


def test_the_same_happenings_in_another_order_are_no_rewriting():
    lines = RETRANSLATED.splitlines()
    mixed = [lines[at].replace("Lunde", "the town").replace("eleven", "many") for at in (3, 1, 0)]
    own = "\n".join([mixed[0], *OWN.splitlines(), mixed[1], *OTHER.splitlines(), mixed[2]])
    assert kinds(reading("a", WIRE.replace("eleven", "eight").replace("four", "six")), reading("b", own)) == {}


def test_a_version_written_anew_that_names_what_it_corrects_is_an_update():
    last = "The harbour was last closed in the winter of the great frost, for {} days."
    first = "\n".join([OWN, OTHER, *PAD.splitlines()[:3], last.format("eleven")])
    later = "\n".join([WIRE, *OWN.splitlines()[:2], *PAD.splitlines()[3:], last.format("nine")])
    notice = "\nCorrection: An earlier version of this article said that the harbour had been closed for eleven days."
    assert kinds(reading("a", first), reading("b", later)) == {}
    assert kinds(reading("a", first), reading("b", later + notice)) == {("a", "b"): "update"}


def test_two_pages_of_one_outlet_with_one_text_are_copies():
    assert kinds(reading("a", WIRE, outlet="Post"), reading("b", WIRE, outlet="Post")) == {("a", "b"): "copy"}


def test_one_outlet_needs_less_for_a_version_than_two_for_a_copy():
    first = "\n".join([*PAD.splitlines()[:3], OWN, RETRANSLATED, OTHER])
    later = "\n".join([*PAD.splitlines(), *(line.upper()[::-1] for line in (OWN + OTHER + WIRE).splitlines())])
    assert kinds(reading("a", first), reading("b", later)) == {}
    pair = reading("a", first, outlet="Lunde Post"), reading("b", later, outlet="Lunde Post")
    assert kinds(*pair) == {("a", "b"): "update"}
