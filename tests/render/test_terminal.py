from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.console import Console

from readout.errors import UsageError
from readout.render import Selection, overview, show, summary
from readout.render.terminal import NOUNS
from readout.types import Readout, Sourced


def _console(width: int = 80, **more: Any) -> Console:
    return Console(file=io.StringIO(), width=width, **more)


def _text(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _printed(readout: Readout, width: int = 80, **more: Any) -> str:
    console = _console(width, **more)
    summary(readout, console)
    return _text(console)


def _shown(readout: Readout, *nouns: str, evidence: bool = False, width: int = 100, **wanted: str) -> str:
    console = _console(width)
    show(readout, console, nouns, Selection(**wanted), evidence=evidence)
    return " ".join(_text(console).split())


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
        "a copy of A1: 97% of its text is there too",
        "(claimed, derived from",
        "overtaken",
        "contradicts how long the talks lasted",
        "ninety minutes B",
        "Speaker not named",
        "no text in it",
        "2 texts Velmar demands 300 cubic metres",
    ):
        assert words in printed


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("accounts", "A2 Isk Valley News"),
        ("timeline", "Wednesday 12 March 2031"),
        ("timeline", "08:40 ◆ "),
        ("timeline", "○ Ostrany writes down a release schedule (promised)"),
        ("moves", "└ 4 deflect Joren Tal: the valves open when the snow melts"),
        ("moves", "12 March 2031 · overtaken"),
        ("moves", "on the word of Dara Quell"),
        ("facts", "2 texts Dara Quell and Joren Tal talked in Hallim"),
        ("discrepancies", "four hours A1 A2 A3 ninety minutes B"),
        ("discrepancies", "respelled Dara Quell"),
        ("statements", "also: We came for cubic meters and not courtesy"),
        ("lineages", "├─ A2 Isk Valley News"),
        ("lineages", "Texts of their own: B Ostran Herald"),
        ("omissions", "only in B an inspection by neutral engineers"),
        ("entities", "person Ilka Brand, spokeswoman"),
        ("dropped", "no text in it"),
    ],
)
def test_each_noun_is_shown_in_full(story: dict[str, Any], noun: str, words: str) -> None:
    assert words in _shown(story["READOUT"], noun)


@pytest.mark.parametrize(
    ("wanted", "there", "not_there"),
    [
        ({"speaker": "quell"}, "We came for cubic metres", "There is no paper"),
        ({"speaker": "FOREIGN minister"}, "will open when the snow melts", "We came for"),
        ({"party": "tal"}, "neutral engineers", "river court"),
        ({"speaker": "quell", "party": "ostrany"}, "Ostrany will put a release schedule", "We came for cubic metres"),
        ({"speaker": "quell"}, "the river court", "neutral engineers"),
        ({"day": "2031-03-12"}, "There is no paper", "frigate"),
        ({"day": "2031-02"}, "300 cubic metres", "no commitment on paper"),
        ({"kind": "offer"}, "neutral engineers", "river court"),
        ({"kind": "contradicts"}, "how long the talks lasted", "dozens"),
        ({"kind": "promised"}, "Ostrany writes down", "frigate"),
        ({"account": "c"}, "There is no paper", "neutral engineers"),
        ({"account": "ostran"}, "neutral engineers", "There is no paper"),
    ],
)
def test_a_filter_keeps_what_fits_and_nothing_else(
    story: dict[str, Any], wanted: dict[str, str], there: str, not_there: str
) -> None:
    shown = _shown(story["READOUT"], **wanted)
    assert there in shown
    assert not_there not in shown


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"speaker": "nobody"}, "there are: Dara Quell, Ilka Brand, Joren Tal"),
        ({"party": "--"}, "no party here"),
        ({"account": "Z9"}, "no account here is called 'Z9'"),
        ({"day": "yesterday"}, "is no day"),
        ({"kind": "gossip"}, "no kind here is called 'gossip'; there are: "),
    ],
)
def test_a_name_that_is_not_there_is_an_error_that_helps(
    story: dict[str, Any], wanted: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        _shown(story["READOUT"], **wanted)


def test_evidence_is_given_word_for_word_with_its_place(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    shown = _shown(readout, "moves", evidence=True, width=200)
    for item in readout.moves[5].evidence:
        assert f"B {item.start}–{item.end} {item.quote}" in shown


@pytest.mark.parametrize("width", [40, 60, 80, 116, 200])
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(story: dict[str, Any], width: int) -> None:
    console = _console(width)
    show(story["READOUT"], console, NOUNS, evidence=True)
    for line in _text(console).splitlines():
        assert console.measure(line).maximum <= width
        assert line == line.rstrip()


def test_wide_characters_keep_their_columns_and_arabic_turns_none_around(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    entries = [
        msgspec.structs.replace(readout.timeline[0], text="水" * 100, date="2031-03-14"),
        msgspec.structs.replace(readout.timeline[0], text="قال تال إن السد لن يفتح", date="2031-03-14"),
    ]
    changed = msgspec.structs.replace(readout, timeline=tuple(entries))
    console = _console(60)
    show(changed, console, ["timeline"])
    lines = _text(console).splitlines()
    assert all(console.measure(line).maximum <= 60 for line in lines)
    assert "".join(lines).count("水") == 100
    assert any("\u2068قال تال إن السد لن يفتح\u2069" in line for line in lines)


def test_a_terminal_without_our_signs_gets_plain_ones(story: dict[str, Any]) -> None:
    buffer = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    console = Console(file=buffer, width=120)
    show(story["READOUT"], console, ["timeline", "lineages"])
    buffer.flush()
    shown = buffer.buffer.getvalue().decode()  # type: ignore[attr-defined]
    assert "|- A2 Isk Valley News" in shown
    assert " o  " in shown


def test_there_is_no_colour_in_a_pipe_and_some_in_a_terminal(
    story: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b" not in _printed(story["READOUT"])
    assert "\x1b[34m" in _printed(story["READOUT"], force_terminal=True, color_system="standard")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[34m" not in _printed(story["READOUT"], force_terminal=True, color_system="standard")


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
    console = _console()
    overview([story["READOUT"], story["bare"]()], story["READOUT"].dropped, console)
    printed = _text(console)
    assert "5 accounts, 3 texts" in printed
    assert "1 account, 1 text" in printed
    assert "no text in it" in printed


def test_a_paragraph_for_a_headline_is_cut_in_the_summary_and_whole_in_show(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    title = Sourced(value="water " * 200 + "end")
    first, *others = readout.accounts
    long = msgspec.structs.replace(
        readout,
        accounts=(msgspec.structs.replace(first, title=title, outlet=title), *others),
        story=msgspec.structs.replace(readout.story, title=title),
    )
    assert _printed(long).count("\n") < _printed(readout).count("\n") + 20
    assert "water…" in _printed(long)
    assert "water end" not in _printed(long)
    assert _shown(long, "accounts").count("water end") == 2  # the name and the headline; the story's title is cut


@pytest.mark.parametrize(
    ("folder", "command"),
    [
        (Path("out") / "water", "readout show out/water moves"),
        (Path("my report"), "readout show 'my report' moves"),
        (None, "readout show DIR moves"),
    ],
)
def test_a_cut_list_says_the_command_that_shows_the_rest(
    story: dict[str, Any], folder: Path | None, command: str
) -> None:
    readout = story["READOUT"]
    many = tuple(msgspec.structs.replace(readout.moves[0], id=f"m{number}", answers=()) for number in range(20))
    console = _console()
    summary(msgspec.structs.replace(readout, moves=many), console, folder)
    assert f"and 4 more: {command}\n" in _text(console)
