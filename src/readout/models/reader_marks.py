"""From the network's scores to marks: mentions, attributions and events of one window."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from msgspec import Struct

from readout.models import reader_tags
from readout.models.reader_windows import Window
from readout.spans import join_pieces
from readout.types import Span, Spans

LABELS = ("person", "organisation", "place", "group", "agreement", "facility", "other")
KINDS = ("none", "said", "thought", "acted")
SOURCE, CONTENT = ACTOR, RECIPIENT = 0, 1


class MentionMark(Struct, frozen=True):
    """A name, or a role or title (``role``). ``facility`` is a building or site with a name, ``other`` any other thing
    with a name: neither is annotated in all of the training data. ``score`` is the mean probability of its words."""

    span: Span
    label: str
    score: float


class AttributionMark(Struct, frozen=True):
    """Who said what. ``source`` is empty where none is named. ``kind``: ``said``, ``thought`` (held, hoped, planned),
    ``acted`` (done by words whose object is no wording: "rejected the offer"). ``score``: that it is one at all."""

    source: Spans
    cue: Spans
    content: Spans
    score: float
    kind: str


class EventMark(Struct, frozen=True):
    """A political act: the words that tell it, PLOVER root, status, who and to whom. ``score``: that it is one."""

    trigger: Span
    type: str
    status: str
    actors: Spans
    recipients: Spans
    score: float


class Marks(Struct, frozen=True):
    """All marks of a text, in text order of mention, cue and trigger."""

    mentions: tuple[MentionMark, ...] = ()
    attributions: tuple[AttributionMark, ...] = ()
    events: tuple[EventMark, ...] = ()


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was tuned with the weights and is shipped beside them. A ``lean`` is added to the scores of marked words
    against unmarked ones; a ``least`` is the probability under which nothing is given."""

    cue_lean: float = 1.0
    said_least: float = 0.5
    content_lean: float = 0.0
    trigger_lean: float = 0.5
    act_least: float = 0.5
    roots: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


class Scores(NamedTuple):
    """What the network says of the words of one window; each (words, tags) but ``words``, their vectors."""

    words: Any
    mentions: Any
    roles: Any
    cues: Any
    triggers: Any


class LinkScores(NamedTuple):
    """What it says of n cues or triggers: (n, words, tags), (n, classes), (n, statuses)."""

    tags: Any
    classes: Any
    status: Any


class Links(Protocol):
    """The second pass: ``head`` is ``said`` or ``acts``; ``places`` are half-open spans of words."""

    def __call__(self, head: str, window: Window, words: Any, places: list[tuple[int, int]]) -> LinkScores:
        """The scores of the words of one window for each place."""


def log_softmax(scores: Any) -> Any:
    """Logarithms of the probabilities that scores stand for."""
    import numpy as np

    less = scores - scores.max(-1, keepdims=True)
    return less - np.log(np.exp(less).sum(-1, keepdims=True))


def leaning(scores: Any, lean: float) -> Any:
    """Scores with ``lean`` added to all tags but outside."""
    if not lean:
        return scores
    more = scores.copy()
    more[..., 1:] += lean
    return more


def tagged(scores: Any, lean: float = 0.0) -> Iterator[list[tuple[int, int, int, float]]]:
    """For each of n tables of scores (n, words, tags) its spans: first word, word after, label, mean probability."""
    import numpy as np

    if not scores.shape[1]:
        yield from ([] for _ in range(scores.shape[0]))
        return
    logs = log_softmax(scores)
    for table, tags in zip(logs, reader_tags.best(leaning(logs, lean)), strict=True):
        row = tags.tolist()
        if not any(row):
            yield []
            continue
        chosen = np.exp(table[np.arange(len(row)), tags]).tolist()
        yield [
            (start, end, label, sum(chosen[start:end]) / (end - start)) for start, end, label in reader_tags.spans(row)
        ]


def stretch(window: Window, start: int, end: int) -> Span:
    """The span of text of the words ``start`` to ``end``."""
    return (window.spans[start][0], window.spans[end - 1][1])


def mentions(window: Window, scores: Scores) -> Iterator[MentionMark]:
    """Names, then roles, each in text order."""
    for table, labels in ((scores.mentions, LABELS), (scores.roles, ("role",))):
        for start, end, label, score in next(tagged(table[None])):
            yield MentionMark(stretch(window, start, end), labels[label], round(score, 4))


def attributions(
    text: str, window: Window, scores: Scores, links: Links, settings: Settings
) -> Iterator[AttributionMark]:
    """Attributions in the order of their cues; none without a content."""
    found = next(tagged(scores.cues[None], settings.cue_lean))
    if not found:
        return
    places = [(start, end) for start, end, _, _ in found]
    linked = links("said", window, scores.words, places)
    logs = log_softmax(linked.classes)
    for number, spans in enumerate(_parts(linked.tags, places, settings.content_lean)):
        score = _yes(logs[number])
        content = [stretch(window, start, end) for start, end, label, _ in spans if label == CONTENT]
        if score < settings.said_least or not content:
            continue
        sources = [(likely, -start, end) for start, end, label, likely in spans if label == SOURCE]
        source: Spans = ()
        if sources:
            _, start, end = max(sources)
            source = (stretch(window, -start, end),)
        yield AttributionMark(
            source, (stretch(window, *places[number]),), join_pieces(text, content), score,
            KINDS[1 + int(logs[number][1:].argmax())],
        )  # fmt: skip


def events(window: Window, scores: Scores, links: Links, settings: Settings) -> Iterator[EventMark]:
    """Acts in the order of their triggers."""
    found = next(tagged(scores.triggers[None], settings.trigger_lean))
    if not found:
        return
    places = [(start, end) for start, end, _, _ in found]
    linked = links("acts", window, scores.words, places)
    logs = log_softmax(linked.classes)
    for number, spans in enumerate(_parts(linked.tags, places, 0.0)):
        score = _yes(logs[number])
        if score < settings.act_least:
            continue
        actors, recipients = (
            tuple(stretch(window, start, end) for start, end, label, _ in spans if label == which)
            for which in (ACTOR, RECIPIENT)
        )
        yield EventMark(
            stretch(window, *places[number]), settings.roots[int(logs[number][1:].argmax())],
            settings.statuses[int(linked.status[number].argmax())], actors, recipients, score,
        )  # fmt: skip


def _yes(logs: Any) -> float:
    """The probability that it is any of the classes but the first, "none"."""
    return round(1.0 - math.exp(float(logs[0])), 4)


def _parts(tags: Any, places: Sequence[tuple[int, int]], lean: float) -> Iterator[list[tuple[int, int, int, float]]]:
    """The spans that hang on each cue; none on its own words."""
    table = tags.copy()
    for number, (start, end) in enumerate(places):
        table[number, start:end, 1:] = -1e4
    yield from tagged(table, lean)
