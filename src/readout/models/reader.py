"""The reader: a small language model that marks names, attributions and acts, and compares sentences.

One encoder (all-MiniLM-L6-v2, trained on) with several heads, run by onnxruntime alone, one window at a time on one
thread: what is found in a text depends on nothing but that text. How it was made and how good it is: ``CARD.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Literal, get_args

import msgspec

from readout.models.reader_marks import (
    AttributionMark,
    EventMark,
    LinkScores,
    Marks,
    MentionMark,
    Scores,
    Settings,
    attributions,
    events,
    mentions,
)
from readout.models.reader_windows import FIRST, LAST, Window, windows
from readout.types import Span

__all__ = ["LAYERS", "AttributionMark", "EventMark", "Layer", "Marks", "MentionMark", "entailment", "mark", "vectors"]

Layer = Literal["mentions", "attributions", "events"]
LAYERS: frozenset[Layer] = frozenset(get_args(Layer))
ENCODER, TOKENIZER = "reader.onnx", "reader.tokenizer"
_VECTOR_MOST, _PAIR_MOST = 256, 96  # pieces of a text, and of each side of a pair, that are looked at
_HEADS = ("words", "mentions", "roles", "cues", "triggers")
LINKS = {"said": "reader_said.onnx", "acts": "reader_acts.onnx"}


def mark(text: str, sentences: Sequence[Span], *, layers: Collection[Layer] = LAYERS) -> Marks:
    """The marks of an article in one pass over ``sentences`` (in text order, disjoint; what is outside is not read).

    Offsets are code points of ``text``. Raises nothing on odd text; where there is nothing to mark, nothing is.
    """
    return mark_by(text, sentences, layers, _settings())


def mark_by(text: str, sentences: Sequence[Span], layers: Collection[Layer], settings: Settings) -> Marks:
    """:func:`mark` by other settings than those that ship."""
    found_mentions: list[MentionMark] = []
    found_attributions: list[AttributionMark] = []
    found_events: list[EventMark] = []
    for window in windows(text, sentences, _tokenizer()):
        scores = _scores(window)
        if "mentions" in layers:
            found_mentions.extend(mentions(window, scores))
        if "attributions" in layers:
            found_attributions.extend(attributions(text, window, scores, _linked, settings))
        if "events" in layers:
            found_events.extend(events(window, scores, _linked, settings))
    return Marks(
        tuple(sorted(found_mentions, key=lambda m: m.span)),
        tuple(sorted(found_attributions, key=lambda a: (a.cue, a.content))),
        tuple(sorted(found_events, key=lambda e: e.trigger)),
    )


def vectors(texts: Sequence[str]) -> Any:
    """A unit vector for each text (n, 384), float32: near one another where the texts mean alike.

    Of a long text its first 256 pieces count. A text's vector does not depend on the others.
    """
    import numpy as np

    found = np.zeros((len(texts), 384), np.float32)
    for number, text in enumerate(texts):
        ids = [FIRST, *_tokenizer().encode(text, add_special_tokens=False).ids[:_VECTOR_MOST], LAST]
        found[number] = _encoded(ids, [[0] * len(ids)] * 3, [0] * len(ids), [0], ("vector",))[0][0]
    return found


def entailment(pairs: Sequence[tuple[str, str]]) -> Any:
    """For each pair of short propositions the probabilities (n, 3) that the first entails the second, contradicts it,
    or neither."""
    import numpy as np

    found = np.zeros((len(pairs), 3), np.float32)
    for number, (first, second) in enumerate(pairs):
        a, b = (_tokenizer().encode(side, add_special_tokens=False).ids[:_PAIR_MOST] for side in (first, second))
        ids = [FIRST, *a, LAST, *b, LAST]
        sides = [*[0] * (len(a) + 2), *[1] * (len(b) + 1)]
        scores = _encoded(ids, [[0] * len(ids)] * 3, sides, [0], ("verdict",))[0][0]
        raised = np.exp(scores - scores.max())
        found[number] = raised / raised.sum()
    return found


def _scores(window: Window) -> Scores:
    features = [window.shapes, window.quotes, window.gaps]
    return Scores(*_encoded(window.ids, features, [0] * len(window.ids), window.starts, _HEADS))


def _encoded(
    ids: list[int], features: list[list[int]], sides: list[int], starts: list[int], wanted: Sequence[str]
) -> Any:
    import numpy as np

    given = {"ids": [ids], "features": [features], "sides": [sides], "starts": starts}
    return _session(ENCODER).run(wanted, {name: np.array(value, np.int64) for name, value in given.items()})


def _linked(head: str, window: Window, words: Any, places: list[tuple[int, int]]) -> LinkScores:
    """One run for each place: a fifth faster than all in one, and none is rounded for another's sake."""
    import numpy as np

    given = {"words": words, "sentences": np.array(window.sentences, np.int64)}
    session = _session(LINKS[head])
    found = []
    for start, end in places:
        place = {"starts": np.array([start], np.int64), "ends": np.array([end], np.int64)}
        found.append(session.run(LinkScores._fields, given | place))
    return LinkScores(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


@cache
def _session(name: str) -> Any:
    """One session a process and file, on one thread that sleeps where it waits."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    with as_file(files(__package__).joinpath(name)) as path:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def _settings() -> Settings:
    """What was tuned with the weights, from the encoder's file."""
    meta = _session(ENCODER).get_modelmeta().custom_metadata_map
    return msgspec.json.decode(meta["settings"], type=Settings)


@cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_str(files(__package__).joinpath(TOKENIZER).read_text(encoding="utf-8"))
