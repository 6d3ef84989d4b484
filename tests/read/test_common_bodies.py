"""Bodies and groups that an account calls by common nouns."""

from __future__ import annotations

import pytest

from readout.read.entities import entities
from readout.read.entities.common_bodies import called, common_at
from readout.read.entities.rows import Row
from readout.read.entities.tokens import tokens
from readout.read.sentences import sentences
from readout.spans import text_hash
from readout.types import Article, Block


def row(text: str) -> Row:
    return Row(0, tokens(text, (0, len(text))), frozenset(), "en")


@pytest.mark.parametrize(
    ("text", "name", "described", "speaks"),
    [
        ("The union said no.", "union", (), True),
        ("The bakers’ union has rejected it.", "bakers’ union", ("bakers",), True),
        ("The union of bakers has said no.", "union of bakers", ("bakers",), True),
        ("The flood protection agency in Aldan was closed.", "flood protection agency", ("flood", "protection"), False),
        ("The seven judges ruled at noon.", "seven judges", (), True),
        ("The growers’ association in Aldan said no.", "growers’ association", ("growers",), True),
    ],
)
def test_heads_and_what_describes_them(text: str, name: str, described: tuple[str, ...], speaks: bool) -> None:
    common = common_at(row(text), 0)
    assert common is not None
    assert (called(row(text), common), common.described, common.speaks) == (name, described, speaks)


@pytest.mark.parametrize(
    "text",
    [
        "The union leader said no.",
        "The Bakers Union said no.",
        "The bread said no.",
        "The union's leader spoke.",
        "A union said",
    ],
)
def test_what_is_no_body(text: str) -> None:
    assert common_at(row(text), 0) is None


def taken(text: str) -> dict[str, list[str]]:
    blocks = (Block(start=0, end=len(text), role="body"),)
    article = Article(id="a", input="a", text=text, text_sha256=text_hash(text), language="en", blocks=blocks)
    mentions, _ = entities(article, sentences(article), ())
    found: dict[str, list[str]] = {}
    for mention in mentions:
        if mention.entity is not None:
            found.setdefault(mention.entity, []).append(text[slice(*mention.span)])
    return found


def test_the_union_is_the_one_that_is_named() -> None:
    found = taken("The Harbour Bakers Union met Ilse Marn. The union said no.")
    assert found["harbour-bakers-union"] == ["Harbour Bakers Union", "union"]


def test_two_unions_leave_it_open() -> None:
    found = taken("The Harbour Bakers Union met the Aldan Cooks Union. The union said no.")
    assert "union" not in [name for names in found.values() for name in names]


def test_what_speaks_and_is_described_is_a_body_of_its_own() -> None:
    found = taken("Bread was short, according to the bakers’ union. The union wants flour.")
    assert found["bakers-union"] == ["bakers’ union", "union"]


def test_a_body_that_nothing_tells_from_others_is_nobody() -> None:
    assert taken("The new union said that bread was short.") == {}


def test_the_company_is_the_one_that_was_called_one() -> None:
    found = taken("Shares of the mining company Quorrex fell. The company said nothing, but the bakers smiled.")
    assert found["quorrex"] == ["Quorrex", "company"]
