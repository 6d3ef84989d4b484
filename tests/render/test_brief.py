from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import unquote

import msgspec
from rich.console import Console

from readout.render import brief_html, brief_markdown, show_brief
from readout.render.brief import Line, brief
from readout.render.brief_markdown import escaped
from readout.render.names import labels, lineages_of
from readout.types import Readout


def _lines(readout: Readout) -> dict[str, tuple[Line, ...]]:
    return {part.heading: part.lines for part in brief(readout).parts}


def _every(readout: Readout) -> list[Line]:
    lines = [line for found in _lines(readout).values() for line in found]
    return [*lines, *(below for line in lines for below in line.below)]


def test_its_parts_answer_the_questions_of_the_morning(story: dict[str, Any]) -> None:
    parts = _lines(story["READOUT"])
    assert list(parts) == [
        "What happened",
        "Who wants what, and what came back",
        "Disputed",
        "What is next",
        "Be careful",
    ]
    asked = {line.text: line for line in parts["Who wants what, and what came back"]}
    water = asked["Velmar: a release of 300 cubic metres a second from the Karsa dam"]
    assert (water.note, water.independent, water.when) == ("refused", 2, "February")
    assert [line.text for line in water.below] == ["Joren Tal: the valves open when the snow melts, not on an order"]
    assert [line.note for line in parts["Disputed"]] == [
        "cannot both be true",
        "overtaken: the later one stands",
        "more exactly",
    ]
    assert [line.when for line in parts["What is next"]] == ["17–23 March", "by 1 April", "about May"]


def test_it_warns_of_what_rests_on_little(story: dict[str, Any]) -> None:
    careful = [line.text for line in _lines(story["READOUT"])["Be careful"]]
    assert re.fullmatch(r"\d of the \d+ lines above rests? on one independent text\.", careful[0])
    assert "Norra <i>Bulletin</i>: its day, 12 March 2031, is inferred, not stated." in careful
    assert any(line.startswith("Velmar Dispatch shows 2 August 2032, which is not its day") for line in careful)


def test_every_line_is_evidenced_and_its_count_is_that_of_its_evidence(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    known = labels(readout)
    for line in _every(readout):
        assert line.evidence or line.below or line in _lines(readout)["Be careful"]
        assert line.independent in (0, len(lineages_of(line.evidence, known)))


def test_no_passage_is_told_twice(story: dict[str, Any]) -> None:
    texts = [line.text for line in _every(story["READOUT"])]
    assert len(texts) == len(set(texts))


def test_its_letters_lead_to_the_exact_words_in_the_report(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    page = brief_html(readout)
    links = re.findall(r'href="readout\.html#account/([^"/]+)/(\d+)-(\d+)" title="([^"]*)"', page)
    assert len(links) > 20
    for account, start, end, quote in links:
        text = story["TEXTS"][unquote(account)][int(start) : int(end)]
        shown = re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), quote).replace("&amp;", "&").replace("&lt;", "<")
        assert shown.replace("&gt;", ">").rstrip("…") in " ".join(text.split())
    assert "<script" not in page
    assert "<i>Bulletin</i>" not in page


def test_markdown_cites_keys_and_count_and_takes_no_mark_up_from_pages(story: dict[str, Any]) -> None:
    page = brief_markdown(story["READOUT"])
    demand = "Velmar: a release of 300 cubic metres a second from the Karsa dam"
    assert f"- **February:** {demand} *(refused)* [2 texts: A1 A2 C]" in page
    assert "\n  - **14 March:** Joren Tal: the valves" in page
    assert (
        "- **C** [Norra \\<i\\>Bulletin\\</i\\>](<https://www.norra.example/a?b=1&c=2>), 12 March 2031, inferred"
        in page
    )
    assert "javascript:" not in page
    assert [escaped(words) for words in ("# a", "- a", "12) a", "-a")] == ["\\# a", "\\- a", "12\\) a", "-a"]


def test_a_bare_readout_has_a_brief_of_what_there_is(story: dict[str, Any]) -> None:
    readout = story["bare"]()
    assert list(_lines(readout)) == ["Be careful"]
    assert "None" not in brief_html(readout)
    assert "None" not in brief_markdown(readout)


def test_in_a_terminal_it_fits_the_width(story: dict[str, Any]) -> None:
    for width in (40, 80, 200):
        console = Console(file=io.StringIO(), width=width)
        show_brief(story["READOUT"], console)
        assert isinstance(console.file, io.StringIO)
        lines = console.file.getvalue().splitlines()
        assert max(console.measure(line).maximum for line in lines) <= width
    assert "Who wants what, and what came back" in lines


def test_the_order_of_moves_is_by_what_most_texts_tell(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    turned = msgspec.structs.replace(readout, discrepancies=readout.discrepancies[::-1])
    assert _lines(turned)["Disputed"] == _lines(readout)["Disputed"]


def test_the_answer_on_which_the_status_rests_comes_first_then_the_newest(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    asked, other = readout.moves[0], readout.moves[3]
    answers = [
        msgspec.structs.replace(
            other, id=f"n{at}", kind=kind, text=text, date=date, answers=(asked.id,), evidence=items
        )
        for at, (kind, text, date, items) in enumerate(
            (
                ("promise", "a promise", "2031-03-15", (readout.moves[4].evidence[0],)),
                ("reject", "a refusal", "2031-03-12", (readout.moves[2].evidence[0],)),
                ("deflect", "a dodge", "2031-03-14", (other.evidence[0],)),
            )
        )
    ]
    changed = msgspec.structs.replace(readout, moves=(asked, *answers))
    (line,) = (line for line in _lines(changed)["Who wants what, and what came back"] if line.below)
    assert [below.text.rpartition(": ")[2] for below in line.below] == ["a refusal", "a promise"]


def test_a_promise_without_a_day_says_so(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    vow = msgspec.structs.replace(
        readout.moves[0], id="vow", kind="promise", status="open", answers=(), evidence=readout.facts[0].evidence
    )
    parts = _lines(msgspec.structs.replace(readout, moves=(vow,), timeline=()))
    (line,) = parts["What is next"]
    assert (line.when, line.note) == ("", "promised, no day given")


def _with_first_account(readout: Readout, **changed: Any) -> Readout:
    first, *others = readout.accounts
    return msgspec.structs.replace(readout, accounts=(msgspec.structs.replace(first, **changed), *others))


def test_in_markdown_an_address_stands_behind_the_name_and_never_as_mark_up(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    long = "https://dispatch.example/" + "a" * 5000
    assert f"[Velmar Dispatch](<{long}>), 14 March 2031" in brief_markdown(_with_first_account(readout, url=long))
    entity = "https://dispatch.example/?a=1&copy;=2"
    assert "(<https://dispatch.example/?a=1&amp;copy;=2>)" in brief_markdown(_with_first_account(readout, url=entity))
    for odd in ("https://a.example/> [b](c", "https://a.example/a b", "https://a.example/\\", "ftp://a.example/"):
        assert "- **A1** Velmar Dispatch, 14 March 2031" in brief_markdown(_with_first_account(readout, url=odd))


def test_a_paragraph_for_a_title_is_cut(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    title = msgspec.structs.replace(readout.story.title, value="water " * 200)
    long = msgspec.structs.replace(readout, story=msgspec.structs.replace(readout.story, title=title))
    assert len(brief(long).title) < 200
