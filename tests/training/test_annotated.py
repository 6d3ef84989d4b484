"""The format of the project's own training text: what a passage says, and what is refused, with its line."""

from __future__ import annotations

import pytest
from training.annotated import Attributed, Named, Role, parse, parse_pairs

GOOD = """# a remark
## harbour-1 wire brief
The harbour minister, Ilse Varga, said on Friday that the port would stay shut.
"We will not reopen it," she said, "before the Ostland Accord is signed." Ostland disagrees.

person      Ilse Varga
place       Ostland
agreement\tOstland Accord
role        The harbour minister > Ilse Varga
said        The harbour minister, Ilse Varga | said#1 | that the port would stay shut
said        she | said#2 | "We will not reopen it," // "before the Ostland Accord is signed."
thought     Ostland#2 | disagrees | it
same        Ilse Varga = she
event       will not reopen | REJECT | actor=We | status=conditional | if=before the Ostland Accord is signed

## second
Nothing.
"""


def test_a_passage() -> None:
    (first, second), faults = parse(GOOD, "a.txt")
    assert faults == []
    text = first.text

    def words(*spans: tuple[int, int]) -> list[str]:
        return [text[s:e] for s, e in spans]

    assert (first.id, first.tags, first.line) == ("harbour-1", ("wire", "brief"), 2)
    assert text.count("\n") == 1
    assert [(*words(m.span), m.label) for m in first.mentions] == [
        ("Ilse Varga", "person"), ("Ostland Accord", "agreement"), ("Ostland", "place"),
    ]  # fmt: skip
    assert first.mentions[2].span[0] == text.rindex("Ostland")
    assert [words(r.span, r.person or (0, 0)) for r in first.roles] == [["The harbour minister", "Ilse Varga"]]
    said, again, thought = first.attributions
    assert words(*said.cue) == ["said"] and said.cue[0][0] < again.cue[0][0]
    assert words(*again.content) == ['"We will not reopen it,"', '"before the Ostland Accord is signed."']
    assert thought == Attributed(
        "thought", thought.source, thought.cue, ((text.index(" it") + 1, text.index(" it") + 3),)
    )
    (act,) = first.acts
    assert (act.type, act.status, words(*act.actors), act.recipients) == ("REJECT", "conditional", ["We"], ())
    assert [words(*chain) for chain in first.same] == [["Ilse Varga", "she"]]
    assert second.text == "Nothing." and second.mentions == ()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("person  Ilse Vargas", "is not in the text"),
        ("person  port ; quay", "is not in the text"),
        ("said  Varga | said | it", "'said' stands in the text 2 times"),
        ("said  Varga | said#3 | it", "there is no #3"),
        ("said  Varga | said#1", "2 fields"),
        ("said  Varga | said#1 | -", "without content"),
        ("said  Ilse Varga | said#1 | Varga", "may not overlap"),
        ("event  shut | CLOSE", "no PLOVER root"),
        ("event  shut | COERCE | by=Varga", "is none of actor="),
        ("event  shut | COERCE | status=done", "no status"),
        ("same  Varga", "two mentions"),
        ("role  Ilse", "not of the form"),
        ("person Varga", "parted by a tab"),
        ("verb  said#1", "unknown key"),
    ],
)
def test_faults_name_their_line(row: str, fault: str) -> None:
    _, faults = parse(f"## a\nIlse Varga said the port is shut, she said it.\n\nplace  port\n{row}\n", "a.txt")
    assert len(faults) == 1
    assert faults[0].startswith("a.txt:5: ") and fault in faults[0]


def test_two_labels_for_one_place() -> None:
    _, faults = parse("## a\nVarga spoke.\n\nperson  Varga\nplace  Varga\n", "a.txt")
    assert faults == ["a.txt:1: a: one place is both person and place: [0, 5)"]


def test_a_role_takes_the_nearest_of_equal_names() -> None:
    (one,), faults = parse(
        "## a\nVarga came. Minister Varga left. Varga slept.\n\nrole  Minister > Varga ; Minister > -\n"
    )
    assert faults == []
    assert one.roles == (Role((12, 20), (21, 26)), Role((12, 20), None))
    assert one.mentions == () and Named((0, 5), "person") not in one.mentions


def test_pairs() -> None:
    pairs, faults = parse_pairs("The port is shut.\tThe port is open.\tcontradicts\nA\tB\tmaybe\n", "p.tsv")
    assert pairs == [("The port is shut.", "The port is open.", "contradicts")]
    assert len(faults) == 1 and faults[0].startswith("p.tsv:2:")
