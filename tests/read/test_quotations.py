"""Quotations: which marks pair, and which are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.read.quotations import quotations


def quoted(text: str) -> list[str]:
    return [text[slice(*quotation.span)] for quotation in quotations(text, ((0, len(text)),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" twice.', ['"no"']),
        ("He said “no”, then “yes.” She left.", ["“no”", "“yes.”"]),
        ("„Nein“, sagte er.", ["„Nein“"]),
        ("«Oui», dit-elle.", ["«Oui»"]),
        ("''We are here,'' she said.", ["''We are here,''"]),
        ("``We are here,'' she said.", ["``We are here,''"]),
        ("‘We are here,’ she said.", ["‘We are here,’"]),
        ("'We are here,' she said.", ["'We are here,'"]),
        ('“We are here," she said.', ['“We are here,"']),
        ('"We are here,” she said.', ['"We are here,”']),
        ("The so-called “two-tier“ plan.", ["“two-tier“"]),
        ("She said: “They call it ‘the wall’ here.”", ["“They call it ‘the wall’ here.”"]),
        ("(“No”) and —“never”—", ["“No”", "“never”"]),
        ("It is “over.” Done”.", ["“over.”"]),
        ("The miners' pay and the Union's plan.", []),
        ("Don't say it isn't so, 'tis true of the '90s.", []),
        ("The miners' ‘rights’ are gone.", ["‘rights’"]),
        ('A plank 5"x3" long.', []),
        ("“", []),
        ('"" and “”', []),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is “tired of it all, he said.\n\n“I am not,” said she.", ["“I am not,”"]),
        ('An orphan" mark. "This is whole," he said.', ['"This is whole,"']),
        ("“Lost at the start. “Found,” he said.", ["“Found,”"]),
        ("Nothing” opens here. “Found,” he said.", ["“Found,”"]),
    ],
)
def test_an_orphan_mark_swallows_nothing(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_of_several_paragraphs_opens_each_and_closes_the_last() -> None:
    text = "“We came early.\n\n“We stayed late.\n\n“We left,” he said."
    found = quotations(text, ((0, len(text)),))
    assert [text[slice(*q.inner)] for q in found] == ["We came early.", "We stayed late.", "We left,"]
    assert [q.closed for q in found] == [False, False, True]


def test_a_quotation_stays_inside_its_block() -> None:
    text = "“Open here\nand closed” there"
    assert quotations(text, ((0, 10), (11, len(text)))) == ()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .,\n\"'“”‘’«»„s", max_size=80))
def test_quotations_are_in_order_and_disjoint(text: str) -> None:
    found = quotations(text, ((0, len(text)),))
    ends = 0
    for quotation in found:
        assert ends <= quotation.span[0] < quotation.inner[0] < quotation.inner[1] <= quotation.span[1]
        assert "\n\n" not in text[slice(*quotation.span)]
        ends = quotation.span[1]


def test_a_long_line_of_marks_is_quick() -> None:
    assert len(quotations("' " * 100_000 + '" ' * 100_000, ((0, 400_000),))) < 100_001
