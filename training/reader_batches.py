"""Examples as tensors: batches of windows of like length, their targets, pairs and single sentences."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

from readout.models.reader_tags import tag, tags_of
from readout.models.reader_windows import FIRST, LAST
from training.reading_data import FREE, LABELS, Example

IGNORED = -1
_EXACT = 1 + 4 * len(LABELS)


class Batch(NamedTuple):
    """Windows side by side. Targets are ``IGNORED`` where nobody has marked anything; those of mentions are rows of
    the table of allowed tags."""

    examples: list[Example]
    ids: Tensor
    features: Tensor
    mask: Tensor
    starts: Tensor
    words: Tensor
    sentences: Tensor
    mentions: Tensor
    roles: Tensor
    cues: Tensor
    triggers: Tensor


class Allowed:
    """Sets of tags, by number: the first are single tags, the others stand for what a set of data leaves open."""

    def __init__(self) -> None:
        self.rows: list[frozenset[int]] = [frozenset({number}) for number in range(_EXACT)]
        self.numbers = {row: number for number, row in enumerate(self.rows)}

    def number(self, tags: frozenset[int]) -> int:
        if tags not in self.numbers:
            self.numbers[tags] = len(self.rows)
            self.rows.append(tags)
        return self.numbers[tags]

    def table(self) -> Tensor:
        found = torch.zeros(len(self.rows), _EXACT, dtype=torch.bool)
        for number, row in enumerate(self.rows):
            found[number, sorted(row)] = True
        return found


def mention_rows(example: Example, allowed: Allowed) -> list[int]:
    """For each word of a window the number of the set of tags that it may have."""
    count = len(example.window.spans)
    if example.mentions is None:
        return [IGNORED] * count
    numbers = {label: number for number, label in enumerate(LABELS)}
    named = sorted(m for m in example.mentions if m[2] != FREE)
    tags = tags_of(count, [(start, end, numbers[label]) for start, end, label in named])
    unmarked = [tag(numbers[label], place) for label in sorted(example.unmarked) for place in range(4)]
    open_row = allowed.number(frozenset({0, *unmarked}))
    rows = [number or open_row for number in tags]
    other = [tag(numbers["other"], place) for place in range(4)]
    for start, end, label in example.mentions:
        if label == FREE:
            rows[start:end] = [
                row if tags[at] else allowed.number(frozenset({0, *unmarked, *other}))
                for at, row in enumerate(rows[start:end], start)
            ]
        elif label == "other" and "agreement" in example.unmarked:
            own = numbers["agreement"] - numbers["other"]
            rows[start:end] = [
                allowed.number(frozenset({tags[at], tags[at] + 4 * own})) if tags[at] else row
                for at, row in enumerate(rows[start:end], start)
            ]
    return rows


def padded(rows: Sequence[Sequence[int]], fill: int = 0) -> Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows])


def _spans(example: Example, links: Any, *, whole: bool) -> list[int]:
    count = len(example.window.spans)
    if links is None:
        return [IGNORED] * count
    tags = tags_of(count, sorted((link.start, link.end, 0) for link in links))
    return tags if whole else [number or IGNORED for number in tags]


def batch(examples: list[Example], allowed: Allowed) -> Batch:
    seen = [example.window for example in examples]
    ids = padded([w.ids for w in seen])
    features = torch.stack(
        [padded(rows) for rows in ([w.shapes for w in seen], [w.quotes for w in seen], [w.gaps for w in seen])], 1
    )
    count = [len(w.spans) for w in seen]
    roles = [
        [IGNORED] * n if e.roles is None else tags_of(n, sorted(e.roles)) for e, n in zip(examples, count, strict=True)
    ]
    return Batch(
        examples, ids, features, padded([[1] * len(w.ids) for w in seen]).bool(),
        padded([w.starts for w in seen]), padded([[1] * n for n in count]).bool(), padded([w.sentences for w in seen]),
        padded([mention_rows(e, allowed) for e in examples], IGNORED), padded(roles, IGNORED),
        padded([_spans(e, e.cues, whole=True) for e in examples], IGNORED),
        padded([_spans(e, e.triggers, whole=e.every_trigger) for e in examples], IGNORED),
    )  # fmt: skip


def grouped(lengths: Sequence[int], most: int, chance: random.Random) -> Iterator[list[int]]:
    """Indices in batches of like length, at most so many pieces with their padding, in random order, for ever."""
    while True:
        order = sorted(range(len(lengths)), key=lambda i: (lengths[i] + chance.random() * 12, i))
        made: list[list[int]] = []
        current: list[int] = []
        for index in order:
            if current and (len(current) + 1) * lengths[index] > most:
                made.append(current)
                current = []
            current.append(index)
        if current:
            made.append(current)
        chance.shuffle(made)
        yield from made


def pair_ids(tokenizer: Any, premise: str, hypothesis: str, most: int = 96) -> tuple[list[int], list[int]]:
    """Pieces and sides of a pair: ``[CLS] premise [SEP] hypothesis [SEP]``."""
    a = tokenizer.encode(premise, add_special_tokens=False).ids[:most]
    b = tokenizer.encode(hypothesis, add_special_tokens=False).ids[:most]
    return [FIRST, *a, LAST, *b, LAST], [*[0] * (len(a) + 2), *[1] * (len(b) + 1)]
