"""What is new, the brief and the terminal: for any pages they end, quote truly and keep to the width."""

from __future__ import annotations

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

import readout
from readout.compare.changes import all_new, changes, earlier
from readout.pipeline import Outcome
from readout.render import brief_html, brief_markdown, encode, show, show_brief, show_changes
from readout.render.terminal import NOUNS
from readout.types import Page

_WORDS = st.sampled_from(
    (
        "Ardovia", "Boria", "demanded", "refused", "promised", "on Monday", "on 4 May 2032", "a written answer",
        "14 people", "nine people", "said", "“never again”", "minister Oda Brekk", "was hurt", "will reopen", "קבל",
        "水门受损", "💧", "\n\n", "<b>", "the talks", "on Friday", "if no answer comes", "40 lorries", "\u202e",
    )
)  # fmt: skip
_SENTENCE = st.lists(_WORDS, min_size=1, max_size=9).map(lambda words: " ".join(words) + ".")
_TEXT = st.one_of(st.lists(_SENTENCE, min_size=1, max_size=6).map(" ".join), st.text(max_size=200))
_PAGES = st.lists(st.tuples(st.sampled_from("abcd"), _TEXT), max_size=4)


def _run(pages: list[tuple[str, str]]) -> Outcome:
    """The pages, each under an address, so that one may be an update of another."""
    given_pages = [
        Page(id=f"p{at}", input=f"p{at}", url=f"https://{name}.example/x", text=text, published="2032-05-05")
        for at, (name, text) in enumerate(pages)
    ]
    return readout.run(given_pages)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(_PAGES, _PAGES)
def test_any_two_runs_can_be_compared_and_shown(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    before, after = _run(first), _run(first + second)
    for new in after.readouts:
        old = earlier(new, before.readouts)
        found = all_new(new, after.texts) if old is None else changes(old, new, before.texts, after.texts)
        assert encode(found)
        for change in found.changes:
            for item in change.evidence:
                assert after.texts[item.account][item.start : item.end] == item.quote
            for item in change.old_evidence:
                assert before.texts[item.account][item.start : item.end] == item.quote
        assert not changes(new, new, after.texts, after.texts).changes
        console = Console(file=io.StringIO(), width=40)
        show_changes(found, old or new, new, console, evidence=True)
        show(new, console, NOUNS, evidence=True)
        show_brief(new, console)
        assert isinstance(console.file, io.StringIO)
        printed = console.file.getvalue()
        assert max(console.measure(line).maximum for line in printed.splitlines()) <= 40
        assert not set(printed) & set("\x1b\x07\u202e")
        assert "<script" not in brief_html(new)
        assert brief_markdown(new).endswith("\n")
