from zlib import crc32

from msgspec.structs import replace

from readout.cluster.signatures import HEADLINE, LEAD, NAME, NUMBER, PLACE, TERMS, signature
from readout.languages.stems import stem
from readout.types import Block, Mention
from tests.cluster.readings import OTHER, WIRE, reading


def kinds(item, word):

    return dict(zip(item.terms, item.kinds, strict=True)).get(crc32(stem(word).encode()), 0)


def with_headline(name, headline, text):
    whole = reading(name, f"{headline}\n{text}")
    edge = len(headline) + 1
    blocks = (Block(start=0, end=edge, role="headline"), Block(start=edge, end=len(whole.text), role="body"))
    return replace(whole, blocks=blocks)


def test_a_signature_depends_on_the_reading_alone_and_is_in_order():
    item = signature(reading("a", WIRE, outlet="The Lunde Post", published="2030-03-01"))
    assert item == signature(reading("a", WIRE, outlet="The Lunde Post", published="2030-03-01"))
    assert list(item.terms) == sorted(set(item.terms))
    assert len(item.terms) == len(item.weights) == len(item.kinds) <= TERMS
    assert (item.day, item.weekday, item.outlet) == (21974, 4, "the lunde post")


def test_kinds_say_where_and_how_a_word_stands():
    item = signature(with_headline("a", "Crane closes 11 berths", WIRE))
    assert kinds(item, "crane") & HEADLINE
    assert kinds(item, "Lunde") & NAME
    assert kinds(item, "11") & NUMBER
    assert kinds(item, "harbour") & LEAD
    assert not kinds(item, "nobody") & NAME  # a capital at the head of a sentence
    placed = reading("a", WIRE)
    start = placed.text.index("Lunde")
    placed = replace(placed, mentions=(Mention(span=(start, start + 5), type="place"),))
    assert kinds(signature(placed), "Lunde") & PLACE


def test_rare_words_weigh_more_and_single_letters_nothing():
    item = signature(reading("a", "The council of Zvornhavn met. a b c"))

    weight = dict(zip(item.terms, item.weights, strict=True))
    assert weight[crc32(b"zvornh")] > weight[crc32(b"counci")] > weight[crc32(b"met")]
    assert not {crc32(b"b"), crc32(b"the")} & set(weight)


def test_two_of_one_event_share_keys_and_unrelated_ones_few():
    wire, cut, other = (signature(reading(name, text)) for name, text in (("a", WIRE), ("b", WIRE[:400]), ("c", OTHER)))
    assert len(set(wire.keys) & set(cut.keys)) > 10 > len(set(wire.keys) & set(other.keys))
    assert all(-(2**63) <= key < 2**63 for key in wire.keys)


def test_any_text_has_a_signature():
    assert signature(reading("a", "")).terms == ()
    assert signature(reading("a", "\u202e \x00 ١٢٣ 東京都庁で火災が発生 İstanbul’da")).id == "a"
    german = replace(
        reading("a", "Die Brücke über die Elbe bleibt am Montag gesperrt, sagte Oda Brekk."), language="de"
    )
    assert signature(german).weekday == 0
    assert signature(german).terms
