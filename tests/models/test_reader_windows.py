"""How text becomes windows: words, shapes, quotation marks, paragraphs, and nothing lost."""

from __future__ import annotations

import pytest

from readout.models.reader import _tokenizer
from readout.models.reader_windows import (
    CLOSING,
    FIRST,
    INSIDE,
    LAST,
    OPENING,
    OUTSIDE,
    PARAGRAPH,
    SENTENCE,
    quote_states,
    windows,
)

LETTERS = {OUTSIDE: ".", OPENING: "(", INSIDE: "i", CLOSING: ")"}


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('He: "No," I say', "....(iii)......"),
        ("„So“ „X”", "(ii).(i)"),
        ("«Oui» dit-il", "(iii)......."),
        ("it's 'so' he", ".....(ii)..."),
        ("the ports' gate", "..............."),
        ("“He said ‘no’ twice”", "(iiiiiiiiiiiiiiiiii)"),
        ('"Never closed', "(iiiiiiiiiiii"),
        ("", ""),
    ],
)
def test_quotation_marks(text: str, states: str) -> None:
    assert "".join(LETTERS[state] for state in quote_states(text, 0, len(text))) == states


def spans_of(text: str) -> list[tuple[int, int]]:
    """Sentences by full stop, for the tests alone."""
    found, at = [], 0
    for part in text.replace("\n", " ").split(". "):
        end = min(len(text), at + len(part) + 1)
        found.append((at, len(text[:end].rstrip())))
        at = end + 1
    return [(s, e) for s, e in found if s < e]


TEXT = "Ilse Varga came to Ostport. She said the port's gate was shut.\nNobody replied. The UN did not."


def test_windows_hold_every_word_in_its_place() -> None:
    (window,) = windows(TEXT, spans_of(TEXT), _tokenizer())
    words = [TEXT[s:e] for s, e in window.spans]
    assert words[:6] == ["Ilse", "Varga", "came", "to", "Ostport", "."]
    assert "".join(words) == "".join(TEXT.split())
    assert (window.ids[0], window.ids[-1]) == (FIRST, LAST)
    assert len(window.ids) == len(window.shapes) == len(window.quotes) == len(window.gaps)
    assert len(window.spans) == len(window.starts) == len(window.sentences)
    assert sorted(set(window.sentences)) == [0, 1, 2, 3]
    gaps = [window.gaps[at] for at in window.starts]
    assert [gaps[words.index(word)] for word in ("Ilse", "She", "Nobody", "The")] == [
        PARAGRAPH,
        SENTENCE,
        PARAGRAPH,
        SENTENCE,
    ]


@pytest.mark.parametrize("most", [6, 12, 25, 160])
def test_no_window_is_too_long_and_no_word_lost(most: int) -> None:
    made = windows(TEXT, spans_of(TEXT), _tokenizer(), most)
    assert all(len(window.ids) <= most + 2 for window in made)
    assert "".join(TEXT[s:e] for window in made for s, e in window.spans) == "".join(TEXT.split())


def test_a_paragraph_is_not_cut_where_it_fits() -> None:
    made = windows(TEXT, spans_of(TEXT), _tokenizer(), 25)
    assert [TEXT[window.spans[0][0] : window.spans[-1][1]] for window in made] == TEXT.split("\n")


@pytest.mark.parametrize(
    "text", ["\u200b\u200b", "\x00\x01", "a" * 5000, "会议在周五结束", "é" * 40, "🙂🙂", "ﬁn de siècle"]
)
def test_odd_text(text: str) -> None:
    for window in windows(text, [(0, len(text))], _tokenizer()):
        assert all(0 <= s < e <= len(text) for s, e in window.spans)
    assert windows(text, [], _tokenizer()) == []
