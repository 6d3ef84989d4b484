"""Agencies credited for a text, told from those of a picture: what a line says, and where it stands."""

from __future__ import annotations

import pytest

from readout.extract import extract
from readout.extract.credit_lines import credit_line
from readout.types import Article, Page

STORY = (
    "The ministers of Ardovia and Velm agreed on Friday on a timetable for talks about the river, which both claim.",
    "Delegations of four people each are to meet every second week in Rolnek, and both parliaments will get a report.",
    '"We have waited long enough for a first step," said the Ardovian minister after the meeting of three hours.',
    "Her colleague from Velm called the talks useful but said that nothing had been decided about the dam at Osk.",
    "Farmers on both banks had asked for an agreement before the dry months begin, and two unions welcomed it.",
)


@pytest.mark.parametrize(
    ("line", "kind", "agencies"),
    [
        ("Quelle: dpa/AFP", "source", ["dpa", "AFP"]),
        ("Source: The Herald and news agencies", "source", ["Agencies"]),
        ("4 May 2031 | Source: PTI | Photo: Otto Brandis", "source", ["PTI"]),
        ("来源：新华社", "source", ["Xinhua"]),
        ("By AFP", "by", ["AFP"]),
        ("By Jana Holt and Otto Brandis, Associated Press", "by", ["AP"]),
        ("Von Jana Holt mit dpa", "by", ["dpa"]),
        ("By our correspondent with agencies", "by", ["Agencies"]),
        ("AFP / Updated: May 4, 2031, 19:28 IST", "bare", ["AFP"]),
        ("(APA/dpa/red)", "bare", ["APA", "dpa"]),
        ("sak/Reuters", "bare", ["Reuters"]),
        ("Jana Holt, AP", "person", ["AP"]),
        ("AFP, ROLNEK", "place", ["AFP"]),
        ("Reuters in Rolnek", "place", ["Reuters"]),
        ("Le Courrier (avec Reuters)", "place", ["Reuters"]),
        ("Additional reporting by Reuters", "contributing", ["Reuters"]),
        ("The Associated Press and Reuters contributed to this article.", "contributing", ["AP", "Reuters"]),
        ("Mit Agenturen", "contributing", ["Agencies"]),
        ("© 2031 The Canadian Press", "rights", ["The Canadian Press"]),
        ("The Canadian Press. All rights reserved.", "rights", ["The Canadian Press"]),
        ("Photo: AFP", None, []),
        ("Getty/AFP", None, []),
        ("Otto Brandis/dpa", None, []),
        ("Otto Brandis | AP", None, []),
        ("Reuters / Lehtikuva", None, []),
        ("Pekka Lom, EPA-EFE", None, []),
        ("Quelle: Otto Brandis/dpa", None, []),
        ("The dam at Osk. © dpa", None, []),
        ("Copyright Otto Brandis/Copyright 2031 The AP. All rights reserved", None, []),
        ("The envoy told Reuters so on Friday.", None, []),
        ("", None, []),
    ],
)
def test_what_a_line_credits(line: str, kind: str | None, agencies: list[str]) -> None:
    found = credit_line(line)
    assert (found.kind if found else None) == kind
    assert [name for _, name in found.agencies] == agencies if found else agencies == []


def credited(
    above: tuple[str, ...] = (), opening: str = "", closing: str = "", below: tuple[str, ...] = ()
) -> list[str]:
    head = "Ardovia and Velm agree on a timetable for the river talks"
    lines = (head, *above, opening + STORY[0], *STORY[1:-1], STORY[-1] + closing, *below)
    found = extract(Page(id="a", input="a.txt", text="\n".join(lines)))
    assert isinstance(found, Article)
    for agency in found.agencies:
        assert all(found.text[e.start : e.end] == e.quote for e in agency.evidence)
    return [agency.value for agency in found.agencies]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (("AP", "May 4, 2031"), ["AP"]),
        (("CNA, Reykjavik", "4 May 2031"), ["CNA"]),
        (("Author:", "The Associated Press", "Published May 4, 2031"), ["AP"]),
        (("Source: Xinhua", "2031-05-04 10:15"), ["Xinhua"]),
        (("By Jana Holt", "Photo: Reuters", "May 4, 2031"), []),
        (("By Jana Holt", "The dam at Osk in 2029. (AP Photo/Otto Brandis)"), []),
        (("Home", "Agencies", "Contact", "By Jana Holt", "May 4, 2031"), []),
        (("AA", "A minister of Ardovia at the dam"), []),
    ],
)
def test_credits_above_the_story(above: tuple[str, ...], expected: list[str]) -> None:
    assert credited(above=above) == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("ROLNEK, May 4 (Reuters) - ", ["Reuters"]),
        ("Rolnek (dpa/AFP) - ", ["dpa", "AFP"]),
        ("ROLNEK, May 4. /TASS/. ", ["TASS"]),
        ("New Rolnek [Ardovia], May 4 (ANI): ", ["ANI"]),
        ("ROLNEK (KRLN) — ", []),
    ],
)
def test_credits_in_the_dateline(opening: str, expected: list[str]) -> None:
    assert credited(opening=opening) == expected


@pytest.mark.parametrize(
    ("closing", "below", "expected"),
    [
        (" (With inputs from PTI)", (), ["PTI"]),
        (" (dpa/jh)", (), ["dpa"]),
        (" EFE", (), ["EFE"]),
        ("", ("sak/Reuters", "Feedback"), ["Reuters"]),
        ("", ("AFP contributed to this report.",), ["AFP"]),
        ("", ("© 2031 AFP",), ["AFP"]),
        (" A second round was first reported by AFP.", (), []),
        ("", ("Related stories", "Storm closes schools in Velm", "By Associated Press"), []),
    ],
)
def test_credits_below_the_story(closing: str, below: tuple[str, ...], expected: list[str]) -> None:
    assert credited(closing=closing, below=below) == expected
