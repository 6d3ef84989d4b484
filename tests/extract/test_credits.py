"""Names, agencies, datelines and the lines that hold them."""

# ruff: noqa: E501 (the examples are lines of pages, kept whole)
from __future__ import annotations

import pytest

from readout.extract.agencies import agency_line, agency_name, closing_credit
from readout.extract.dated_lines import dated_line
from readout.extract.datelines import dateline
from readout.extract.language import language
from readout.extract.names import by_phrase, is_name, names
from readout.extract.photo_credits import photo_credit
from readout.extract.phrases import phrase


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jana Holt", ["Jana Holt"]),
        ("By JANA HOLT and OTTO BRANDIS", ["JANA HOLT", "OTTO BRANDIS"]),
        ("By Jana Holt, Otto Brandis & Mei-Lin O'Dell", ["Jana Holt", "Otto Brandis", "Mei-Lin O'Dell"]),
        ("By Jana Holt, Velm Daily", ["Jana Holt"]),
        ("By Jana Holt for AFP", ["Jana Holt"]),
        ("By Jana Holt in Rolnek", ["Jana Holt"]),
        ("By Jana Holt May 4, 2031", ["Jana Holt"]),
        ("By Jana Holt Political Correspondent", ["Jana Holt"]),
        ("by Ana María del Río", ["Ana María del Río"]),
        ("Von Jörg van der Laan", ["Jörg van der Laan"]),
        ("By Jana HoltDec 4, 2031", ["Jana Holt"]),
        ("By Jana BrandisPublished: May 4, 2031", ["Jana Brandis"]),
        ("ByJana Holt", ["Jana Holt"]),
        ("By Jana McAllen", ["Jana McAllen"]),
        ("By Jana Holt and Otto Brandis The Associated Press", ["Jana Holt", "Otto Brandis"]),
        ("By Jana Holt Wellness Writer", ["Jana Holt"]),
        ("By Jana Holt Fox News", ["Jana Holt"]),
        ("By Jana Holt Rolnek Courier", ["Jana Holt"]),
        ("By Jana Holt, PhD, RDN", ["Jana Holt"]),
        ("By Jana BrandisData and Graphics Journalist", ["Jana Brandis"]),
        ("By Jana Holt5 hours ago", ["Jana Holt"]),
        ("ByMei-Lin Holt", ["Mei-Lin Holt"]),
        ("By Jäna Heikkilä", ["Jäna Heikkilä"]),
        ("By Jana Holt, Chief Technology Officer", ["Jana Holt"]),
        ("By Staff Reporter", []),
        ("By AFP", []),
        ("By The Associated Press", []),
        ("By Hours Ago", []),
        ("By our correspondent", []),
        ("By 2031 the corridor will be open", []),
        ("Bystanders saw it", []),
    ],
)
def test_bylines(line: str, expected: list[str]) -> None:
    start = by_phrase(line)
    assert [line[s:e] for s, e in names(line, start)] == expected if start is not None else expected == []


@pytest.mark.parametrize(
    "value", ["Velm Daily", "Read More", "Jana", "jana holt", "World News", "May 4", "Jana Holt writes", ""]
)
def test_what_is_no_name(value: str) -> None:
    assert not is_name(value)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("AFP", ["AFP"]),
        ("(Reuters)", ["Reuters"]),
        ("AFP/Reuters", ["AFP", "Reuters"]),
        ("Source: Xinhua", ["Xinhua"]),
        ("With reporting by QNW", ["QNW"]),
        ("(QNW, own report)", ["QNW"]),
        ("Source: EU", []),
        ("QNW", []),
        ("With inputs from PTI and ANI", ["PTI", "ANI"]),
        ("© 2031 The Associated Press", ["AP"]),
        ("— Agencies", ["Agencies"]),
        ("AFP was told of the talks", []),
        ("Reuters could not verify the claim.", []),
        ("The agencies of the state", []),
        (", " * 50 + "AFP", ["AFP"]),
        ("x" * 500 + " AFP", []),
    ],
)
def test_lines_of_agencies(line: str, expected: list[str]) -> None:
    assert [name for _, name in agency_line(line)] == expected


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("They agreed to meet. — Agencies", "They agreed to meet."),
        ("They agreed to meet. (AFP)", "They agreed to meet."),
        ("They agreed to meet. /TASS/", "They agreed to meet."),
        ("They agreed to meet.—Reuters", "They agreed to meet."),
        ("He spoke to the AFP", None),
        ("They met (the first time since 2019).", None),
    ],
)
def test_credit_that_closes_a_paragraph(line: str, rest: str | None) -> None:
    found = closing_credit(line)
    assert (line[: found[0]].strip() if found else None) == rest


def test_agency_names_are_exact() -> None:
    assert agency_name("Agence France-Presse") == "AFP"
    assert agency_name("Reuters Institute") is None
    assert agency_name("aap") is None


@pytest.mark.parametrize(
    ("line", "head", "agencies"),
    [
        ("ROLNEK — The ministers met.", "ROLNEK — ", []),
        ("ROLNEK, May 4 (Reuters) - The ministers met.", "ROLNEK, May 4 (Reuters) - ", ["Reuters"]),
        ("ROLNEK, Ardovia (AP) — The ministers met.", "ROLNEK, Ardovia (AP) — ", ["AP"]),
        ("Rolnek/Velm (dpa) - Die Minister trafen sich.", "Rolnek/Velm (dpa) - ", ["dpa"]),
        ("(Reuters) - The ministers met.", "(Reuters) - ", ["Reuters"]),
        ("ROLNEK, May 4 (Xinhua) -- The ministers met.", "ROLNEK, May 4 (Xinhua) -- ", ["Xinhua"]),
        ("ROLNEK (VNA) — The ministers met.", "ROLNEK (VNA) — ", ["VNA"]),
        ("ROLNEK (UK) — The ministers met.", "ROLNEK (UK) — ", []),
        ("Talks — the third — began.", None, []),
        ("However - and this is new - they met.", None, []),
        ("NATO-led forces left.", None, []),
        ("“No” — she said.", None, []),
        ("He (the minister) - left.", None, []),
        ("EXCLUSIVE", None, []),
    ],
)
def test_datelines(line: str, head: str | None, agencies: list[str]) -> None:
    found = dateline(line)
    assert (line[: found.end] if found else None) == head
    assert [name for _, name in found.agencies] == agencies if found else agencies == []


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The two ministers in Rolnek. **Petr Lom / TASS**", "**Petr Lom / TASS**"),
        ("The two ministers. Photo: Petr Lom", "Photo: Petr Lom"),
        ("The two ministers met on Friday.", None),
        ("Both and/or neither of them came on Friday to the talks.", None),
    ],
)
def test_photo_credits(line: str, credit: str | None) -> None:
    at = photo_credit(line)
    assert (line[at:] if at is not None else None) == credit


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Leave a Reply", ("comment", "is")),
        ("ALSO READ:  Storm closes schools", ("promo", "starts")),
        ("Lire aussi : la tempête", ("promo", "starts")),
        ("Share", ("share", "is")),
        ("Sign up for our newsletter and get it daily", ("newsletter", "starts")),
        ("Verified by MonsterInsights", ("footer", "is")),
        ("The ministers shared a car.", None),
        ("", None),
    ],
)
def test_phrases(line: str, expected: tuple[str, str] | None) -> None:
    assert phrase(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("May 4, 2031", True),
        ("Published: 4 May 2031, 10:15 GMT", True),
        ("04/05/2031", True),
        ("The treaty of 2019 was signed in Rolnek by both ministers.", False),
        ("Ministers meet for the third time since 2019 in Rolnek", False),
    ],
)
def test_lines_that_tell_a_date(line: str, expected: bool) -> None:
    assert dated_line(line) is expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Die Minister trafen sich am Freitag und sagten, dass sie nicht mehr auf eine Einigung mit der anderen Seite hoffen.",
            "de",
        ),
        (
            "Les ministres se sont rencontrés vendredi et ils ont dit que la réunion était une des plus difficiles pour eux.",
            "fr",
        ),
        (
            "Los ministros se reunieron el viernes y dijeron que no esperan un acuerdo con la otra parte en los próximos días.",
            "es",
        ),
        (
            "Министры встретились в пятницу и сказали, что они не ждут соглашения, но что это было бы для них важно.",
            "ru",
        ),
        ("部長會議在星期五舉行,雙方表示他們不期待很快達成協議,但會繼續談判。", "zh"),
        ("Rolnek Velm Ardovia", None),
        ("", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert language(text) == code
