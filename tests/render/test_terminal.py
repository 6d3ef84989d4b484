from __future__ import annotations

import io
from typing import Any

import msgspec
import pytest
from rich.console import Console

from readout.render import overview, summary
from readout.types import Readout, Sourced


def _printed(readout: Readout, width: int = 80, **more: Any) -> str:
    console = Console(file=io.StringIO(), width=width, **more)
    summary(readout, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_it_says_who_met_whom_where_and_when(story: dict[str, Any]) -> None:
    top = " ".join(_printed(story["READOUT"]).split("Accounts")[0].split())
    assert "Dara Quell (Velmar's water minister) and Joren Tal (Foreign Minister)" in top
    assert "Hallim · 14 March 2031, 09:00–13:00" in top
    assert "5 accounts · 3 independent texts · 10 statements · 7 moves · 1 contradiction" in top


def test_it_says_what_the_rest_of_the_readout_holds(story: dict[str, Any]) -> None:
    printed = " ".join(_printed(story["READOUT"], 120).split())
    for words in (
        "14 March 2031, stated",
        "not 2 August 2032",
        "copy: 97% of its text is in A1",
        "(claimed, derived from two passages)",
        "answers 2",
        "overtaken",
        "contradicts how long the talks lasted",
        "ninety minutes B",
        "Speaker not named",
        "no text in it",
        "2 texts Velmar demands 300 cubic metres",
    ):
        assert words in printed


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(story: dict[str, Any], width: int) -> None:
    console = Console(file=io.StringIO(), width=width)
    for line in _printed(story["READOUT"], width).splitlines():
        assert console.measure(line).maximum <= width


def test_there_is_no_colour_in_a_pipe_and_some_in_a_terminal(story: dict[str, Any]) -> None:
    assert "\x1b" not in _printed(story["READOUT"])
    assert "\x1b[" in _printed(story["READOUT"], force_terminal=True, color_system="standard")


def test_a_pages_words_are_neither_markup_nor_commands(story: dict[str, Any]) -> None:
    title = Sourced(value="[red]Talks[/red] \x1b[2J\x07\u202e:smile: \u2028 end")
    readout = msgspec.structs.replace(
        story["READOUT"], story=msgspec.structs.replace(story["READOUT"].story, title=title)
    )
    first = _printed(readout, force_terminal=False).splitlines()[0]
    assert first.rstrip() == "[red]Talks[/red] [2J :smile: end"


def test_a_bare_readout_is_told_in_calm_sentences(story: dict[str, Any]) -> None:
    printed = _printed(story["bare"]())
    assert "No account gives a date" in printed
    assert "No statement was found." in printed
    assert "None" not in printed


def test_the_overview_has_a_line_for_each_story(story: dict[str, Any]) -> None:
    console = Console(file=io.StringIO(), width=80)
    overview([story["READOUT"], story["bare"]()], story["READOUT"].dropped, console)
    assert isinstance(console.file, io.StringIO)
    printed = console.file.getvalue()
    assert "5 accounts, 3 texts" in printed
    assert "1 account, 1 text" in printed
    assert "no text in it" in printed
