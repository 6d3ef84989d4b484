"""The shipped reader: it says what the network it was made from says, needs no torch, and sees one text at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from readout.models import reader
from readout.models.reader_windows import windows

FIXTURE: dict[str, Any] = json.loads((Path(__file__).parent / "reader_torch.json").read_text(encoding="utf-8"))
"""Scores of the network in torch, in full precision, on invented text; written with the weights."""
TEXT = FIXTURE["texts"][0]["text"]


def cut(item: dict[str, Any]) -> list[tuple[int, int]]:
    return [(start, end) for start, end in item["sentences"]]


@pytest.mark.parametrize("item", FIXTURE["texts"], ids=lambda item: item["text"][:20])
def test_scores_are_those_of_the_network(item: dict[str, Any]) -> None:
    (window,) = windows(item["text"], cut(item), reader._tokenizer())
    assert window.ids == item["ids"]
    scores = reader._scores(window)
    for name in ("mentions", "roles", "cues", "triggers"):
        mine, theirs = getattr(scores, name), np.array(item[name])
        assert mine.shape == theirs.shape
        assert np.abs(mine - theirs).mean() < 0.5, name
        assert (mine.argmax(-1) == theirs.argmax(-1)).mean() > 0.95, name
    theirs = np.array(item["words"])
    mine = scores.words[: len(theirs)]
    cosines = (mine * theirs).sum(-1) / (np.linalg.norm(mine, axis=-1) * np.linalg.norm(theirs, axis=-1))
    assert cosines.mean() > 0.97


def test_marks_are_those_of_the_network() -> None:
    same = total = 0
    for item in FIXTURE["texts"]:
        marks = reader.mark(item["text"], cut(item))
        mine = {(m.label, *m.span) for m in marks.mentions}
        mine |= {(a.kind, *a.cue[0], *a.content[0]) for a in marks.attributions}
        theirs = {tuple(mark) for mark in item["marks"]}
        same += len(mine & theirs)
        total += max(len(mine), len(theirs))
    assert total > 15
    assert same / total > 0.85


def test_vectors_and_verdicts_are_those_of_the_network() -> None:
    found = reader.vectors(FIXTURE["sentences"])
    assert found.shape == (len(FIXTURE["sentences"]), 384) and found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-4)
    assert ((found * np.array(FIXTURE["vectors"])).sum(1) > 0.96).all()
    verdicts = reader.entailment([(a, b) for a, b in FIXTURE["pairs"]])
    assert np.allclose(verdicts.sum(1), 1.0, atol=1e-4)
    assert np.abs(verdicts - np.array(FIXTURE["verdicts"])).mean() < 0.12


def test_a_text_is_read_by_itself() -> None:
    item, other = FIXTURE["texts"][:2]
    alone = reader.mark(item["text"], cut(item))
    reader.mark(other["text"], cut(other))
    assert reader.mark(item["text"], cut(item)) == alone
    sentences = FIXTURE["sentences"]
    assert (reader.vectors(sentences)[1] == reader.vectors(sentences[1:2])[0]).all()
    pairs = [(a, b) for a, b in FIXTURE["pairs"]]
    assert (reader.entailment(pairs)[-1] == reader.entailment(pairs[-1:])[0]).all()


def test_layers_can_be_left_out() -> None:
    item = FIXTURE["texts"][0]
    whole, part = reader.mark(item["text"], cut(item)), reader.mark(item["text"], cut(item), layers={"mentions"})
    assert part.mentions == whole.mentions and part.mentions
    assert part.attributions == () and part.events == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "…", "\u200f\u202e", "a\u0301" * 30, "x " * 3000, "“" * 400])
def test_odd_text_has_marks_within_it(text: str) -> None:
    sentences = [(0, len(text))] if text else []
    marks = reader.mark(text, sentences)
    for mark in (*marks.mentions, *marks.events):
        start, end = mark.span if isinstance(mark, reader.MentionMark) else mark.trigger
        assert 0 <= start < end <= len(text)


def test_no_torch_is_needed() -> None:
    code = (
        "import sys; sys.modules['torch'] = sys.modules['onnx'] = None\n"
        "from readout.models import reader\n"
        "text = 'Ilse Varga said on Friday that the port would stay shut.'\n"
        "assert reader.mark(text, [(0, len(text))]).mentions\n"
        "assert reader.vectors([text]).shape == (1, 384)\n"
        "assert reader.entailment([(text, text)]).shape == (1, 3)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_importing_it_loads_nothing_heavy() -> None:
    code = (
        "import sys; from readout.models import reader\n"
        "assert not {'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_the_files_are_small() -> None:
    folder = Path(str(reader.__file__)).parent
    names = (reader.ENCODER, reader.TOKENIZER, *reader.LINKS.values())
    assert sum((folder / name).stat().st_size for name in names) < 30_000_000
