from __future__ import annotations

import pytest

from readout.render.speeches import introduced
from readout.spans import evidence
from readout.types import AttributionType, Evidence, Statement


def statement(text: str, cue: str, content: str, quoted: tuple[str, ...], kind: AttributionType) -> Statement:
    def at(words: str) -> Evidence:
        start = text.index(words)
        return evidence("a", text, (start, start + len(words)))

    return Statement(
        id="s1", type=kind, speakers=(), source=None, cue=at(cue), content=at(content),
        quoted=tuple(at(words) for words in quoted), said=None, utterance="u1", flags=(),
    )  # fmt: skip


TWICE = "“No,” Marn said. “Never.”"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((TWICE, "said", TWICE, ("No,", "Never."), "direct"), ("said", "“No,” … “Never.”")),
        (("Marn said “No.” “Nay.”", "said", "“No.” “Nay.”", ("No.", "Nay."), "direct"), ("said", "“No.” “Nay.”")),
        (("Marn told envoys shut it was", "told", "shut it was", (), "indirect"), ("told …", "shut it was")),
        (("Marn said it was shut", "said", "it was shut", (), "indirect"), ("said", "it was shut")),
        (("It is denied by Marn", "is denied by", "It", (), "indirect"), ("", "It is denied by")),
        (("It was shut, Marn said", "said", "It was shut", (), "indirect"), ("said", "It was shut")),
        (("Marn: “No.”", ":", "“No.”", ("No.",), "direct"), ("", "“No.”")),
    ],
)  # fmt: skip
def test_how_a_statement_is_introduced(
    parts: tuple[str, str, str, tuple[str, ...], AttributionType], expected: tuple[str, str]
) -> None:
    assert introduced(statement(*parts)) == expected
