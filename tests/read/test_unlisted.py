"""States, peoples and capitals that no list knows."""

from __future__ import annotations

import pytest

from readout.read.entities import rows_of
from readout.read.entities.unlisted import adjectives_of, unlisted
from readout.read.sentences import sentences
from readout.spans import text_hash
from readout.types import Article, Block


def found(text: str) -> dict[str, tuple[str, str | None]]:
    blocks = (Block(start=0, end=len(text), role="body"),)
    article = Article(id="a", input="a", text=text, text_sha256=text_hash(text), language="en", blocks=blocks)
    phrases = unlisted(rows_of(text, sentences(article), (), "en"))
    return {word: (rows[0][1].kind, rows[0][1].stands_for) for word, rows in phrases.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ardovian officers closed the bridge. They came from Ardovia at noon.",
            {"Ardovia": "region", "Ardovian": "demonym", "Ardovians": "demonym"},
        ),
        (
            "Lestland waits. The Lestlandic foreign minister spoke in Lestland.",
            {"Lestland": "state", "Lestlandic": "demonym"},
        ),
        ("Quorra's interior ministry denied it.", {"Quorra": "state"}),
        ("Quorra was quick. Its foreign ministry wrote at once.", {"Quorra": "state"}),
        ("The paper praised the Brellish mediator.", {"Brellish": "demonym"}),
        ("They met the government of Quorra on Friday.", {"Quorra": "state"}),
        ("They met the government of Quorra Tidd on Friday.", {}),
        ("Ilse Marn spoke. Marn's ministry denied it.", {}),
        ("President Tidda came late. Tidda's government fell.", {}),
        ("Trellan, 45, owns the boats. Trellan's border collie won.", {}),
        ("Ole Bradish came in. The Bradish officials laughed.", {}),
        ("Gimbo's shop in Gimbo was closed.", {}),
    ],
)
def test_only_what_the_account_shows_is_a_state(text: str, expected: dict[str, str]) -> None:
    assert {word: kind for word, (kind, _) in found(text).items()} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ardovia's interior ministry said so in Aldan, the Ardovian capital.",
        "Ardovia's interior ministry spoke. Ardovia's capital, Aldan, was calm.",
    ],
)
def test_a_capital_is_what_is_called_one(text: str) -> None:
    assert found(text)["Aldan"] == ("capital", "Ardovia")


def test_adjectives_by_state() -> None:
    text = "Ardovian officers closed the bridge. They came from Ardovia. Ardovia's parliament met."
    blocks = (Block(start=0, end=len(text), role="body"),)
    article = Article(id="a", input="a", text=text, text_sha256=text_hash(text), language="en", blocks=blocks)
    rows = rows_of(text, sentences(article), (), "en")
    assert adjectives_of(unlisted(rows)) == {"Ardovia": "Ardovian"}
