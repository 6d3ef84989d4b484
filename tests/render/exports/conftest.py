"""The invented story as the exports get it, a bare one, and one whose every word is hostile."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from readout.render.exports import Answer
from readout.spans import evidence, text_hash
from readout.types import (
    Account,
    Block,
    Entity,
    Fact,
    Lineage,
    MadeBy,
    Move,
    Plover,
    Published,
    Readout,
    ReadoutStory,
    Sourced,
    Statement,
    TimelineEntry,
    Utterance,
)

NASTY = '=cmd|"/c calc"!A1\t<script>alert(1)</script>\n"; DROP,\\ \u2028 \x0b\u00a0 قال 🛶 ]]> %0d{{7*7}}'


@pytest.fixture
def answer(story: dict[str, Any]) -> Answer:
    return Answer(readout=story["READOUT"], texts=story["TEXTS"])


@pytest.fixture
def bare(story: dict[str, Any]) -> Answer:
    return Answer(readout=story["bare"](), texts={"only": "x\n"})


def nasty_story(name: str, nasty: str) -> Answer:
    """A story whose every word, also of its ids, is ``nasty``."""
    text = f"  {nasty}\n{nasty}\n"
    words = evidence(name, text, (2, 2 + len(nasty)))
    sourced = Sourced(value=nasty, evidence=(words,))
    account = Account(
        id=name, input=nasty, url=f"https://host.example/{nasty}", fetched_at=None, text_sha256=text_hash(text),
        language="en", outlet=sourced, title=sourced, standfirst=sourced, bylines=(sourced,), agencies=(sourced,),
        published=Published(value="2031-05-04", basis="stated", evidence=(words,)), rejected_dates=(), phase=None,
        lineage="l1", blocks=(Block(start=0, end=len(text), role="body"),),
    )  # fmt: skip
    people = tuple(
        Entity(id=f"{kind}-{nasty}", name=nasty, type=kind, roles=(sourced,), names=(sourced,))
        for kind in ("person", "organisation", "place", "group", "agreement", "other")
    )
    parties = tuple(one.id for one in people)
    return Answer(
        readout=Readout(
            format="readout/1",
            made_by=MadeBy(name="readout", version="0.1.0"),
            story=ReadoutStory(id=f"story {name}", title=sourced, start="2031-05-04", end="2031-05~", place=sourced),
            accounts=(account,),
            lineages=(Lineage(id="l1", accounts=(name,)),),
            independent_texts=1,
            entities=people,
            statements=(
                Statement(
                    id="s1", type="direct", speakers=parties, source=words, cue=words, content=words, quoted=(words,),
                    said=None, utterance="u1", flags=(),
                ),
            ),
            utterances=(Utterance(id="u1", statements=("s1",), preferred="s1", why=nasty, differences=()),),
            timeline=tuple(
                TimelineEntry(
                    id=f"t{at}", date=date, precision="day", status="planned", text=nasty, place=nasty,
                    participants=parties, derived=False, evidence=(words,),
                )
                for at, date in enumerate(("2031-05-04", "not a date", "203X", "9999-12-31", "../..", "0001"))
            ),
            moves=(
                Move(
                    id="m1", kind="offer", actors=parties, targets=parties, text=nasty, condition=nasty, date="203X",
                    answers=(), status="open", plover=Plover(type="AID", mode=None), evidence=(words,),
                ),
            ),
            facts=(
                Fact(id="f1", text=nasty, accounts=(name,), lineages=("l1",), independent=2, evidence=(words,)),
            ),
            discrepancies=(),
            omissions=(),
            dropped=(),
        ),
        texts={name: text},
    )  # fmt: skip


@pytest.fixture
def hostile() -> Answer:
    return nasty_story("a 1", NASTY)


@pytest.fixture
def answers(answer: Answer, bare: Answer, hostile: Answer) -> list[Answer]:
    """Three stories in one export."""
    twin = replace(hostile.readout, story=replace(hostile.readout.story, id="twin"))
    return [answer, bare, hostile, Answer(readout=twin, texts=hostile.texts)]
