from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest

import readout
from readout.pipeline import Outcome
from readout.render.notebook import html
from readout.types import Page

NOUNS = (
    "story",
    "accounts",
    "lineages",
    "entities",
    "statements",
    "utterances",
    "timeline",
    "moves",
    "facts",
    "discrepancies",
    "omissions",
    "dropped",
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _tags(shown: str) -> _Tags:
    parser = _Tags()
    parser.feed(shown)
    assert not parser.open
    return parser


def test_a_readout_says_what_it_is_about(story: dict[str, Any]) -> None:
    shown = html(story["READOUT"])
    assert shown is not None
    for words in (
        "Ostrany promises a written water schedule",
        "Hallim",
        "5 accounts (3 independent texts)",
        "7 <code>.moves</code>",
    ):
        assert words in shown
    assert len(shown) < 8000


@pytest.mark.parametrize("field", NOUNS)
def test_every_noun_is_shown_and_escaped(story: dict[str, Any], field: str) -> None:
    held = getattr(story["READOUT"], field)
    for noun in held if isinstance(held, tuple) else (held,):
        parsed = _tags(noun._repr_html_())
        assert not {"script", "img", "i", "b"} & set(parsed.tags)
        assert not {name for name in parsed.attributes if name.startswith("on")}


def test_long_things_are_cut_and_counted() -> None:
    page = Page(id="p", input="p.txt", text="word " * 10_000)
    shown = html(page)
    assert shown is not None
    assert len(shown) < 1000
    assert "50,000 characters" in shown


def test_nouns_in_nouns_are_named_and_counted(story: dict[str, Any]) -> None:
    readout_ = story["READOUT"]
    lineage = html(readout_.lineages[0])
    assert lineage is not None
    assert "pairs 3 of them" in lineage
    outcome = Outcome(readouts=(readout_,), texts=story["TEXTS"], dropped=readout_.dropped)._repr_html_()
    assert "Ostrany promises a written water schedule" in outcome
    assert "5 of them" in outcome
    assert len(outcome) < 1500


def test_the_words_of_evidence_have_their_place(story: dict[str, Any]) -> None:
    item = story["READOUT"].moves[3].evidence[0]
    assert re.search(rf"will open when the snow melts.*{item.account} {item.start}–{item.end}", item._repr_html_())


def test_what_is_no_noun_is_left_to_the_notebook() -> None:
    assert html("text") is None


def test_showing_changes_no_noun(story: dict[str, Any]) -> None:
    assert readout.Readout._repr_html_
    assert "_repr_html_" not in story["READOUT"].__struct_fields__
    assert b"repr" not in msgspec.json.encode(story["READOUT"].moves[0])
