"""The sets of accounts that the pair models are fitted and measured on.

Two public sets alone would teach how large their stories are and whether they carry dates, and not what one story is:
of AllSides two or three dated accounts are one, of ECB+ ten undated ones. So they are also mixed, undated, dated anew,
cut into pieces (stories three times as large), copied with omissions (as outlets copy agencies), and thinned until
accounts stand alone: that two are each other's best match must not make them one story. Nothing is random beyond fixed
seeds.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from bench.story_data import reading, records
from numpy.typing import NDArray

from readout.cluster.candidates import Pairs, candidates
from readout.cluster.columns import UNDATED, Columns, columns, joined
from readout.cluster.pair_columns import norms, pair_columns
from readout.cluster.signatures import signature

FOLDS = 4
_BATCH = 50_000

Row = dict[str, Any]


class World(NamedTuple):
    """A set of accounts with their stories ("" = not known), its candidate pairs and what they show.

    ``known`` pairs are between accounts whose stories are known; ``folds`` are of accounts, by story.
    """

    columns: Columns
    gold: NDArray[np.str_]
    folds: NDArray[np.int64]
    pairs: Pairs
    shown: NDArray[np.float32]
    same: NDArray[np.bool_]
    known: NDArray[np.bool_]

    def touched(self, fold: int) -> NDArray[np.bool_]:
        """The pairs of which one account is of a story in the fold."""
        touched: NDArray[np.bool_] = (self.folds[self.pairs] == fold).any(axis=1)
        return touched


Labelled = tuple[Columns, NDArray[np.str_]]


def worlds(data: Path) -> dict[str, World]:
    """The sets by name; :mod:`bench.cluster` measures ``allsides``, ``allsides+background`` and ``ecb+``."""
    allsides, ecb, background = (
        sorted(records(data / "stories" / f"{name}.jsonl.gz"), key=lambda row: row["id"])
        for name in ("allsides_events", "ecbplus", "allsides_background")
    )
    chance, numbers = random.Random(5), np.random.default_rng(5)
    events, topics, unrelated = _labelled(allsides), _labelled(ecb), _labelled(background)

    def some(of: Labelled, share: float) -> Labelled:
        rows = np.flatnonzero(numbers.random(of[0].size) < share)
        return of[0].take(rows), of[1][rows]

    def single(of: Labelled, share: float) -> Labelled:
        """Of some of the stories one account alone."""
        seen: set[str] = set()
        kept = []
        alone = {story for story in sorted(set(of[1].tolist())) if numbers.random() < share}
        for row, story in enumerate(of[1].tolist()):
            if story not in alone or story not in seen:
                kept.append(row)
            seen.add(story)
        return of[0].take(np.array(kept)), of[1][kept]

    made = {
        "allsides": events,
        "allsides+background": _together(events, unrelated),
        "ecb+": topics,
        "a quarter of ecb+, allsides undated": _together(some(topics, 0.25), _undated(events)),
        "ecb+, allsides, a quarter of background, undated": _together(
            topics, _undated(events), _undated(some(unrelated, 0.25))
        ),
        "allsides in pieces": _labelled(_pieces(allsides, 3)),
        "allsides with copies, an eighth of background": _together(
            _labelled(_with_copies(allsides, chance)), some(unrelated, 0.125)
        ),
        "ecb+ dated": _dated(topics, numbers),
        "allsides, half of the stories single": single(events, 0.5),
        "allsides, all single": single(events, 1.0),
        "ecb+, all single": single(topics, 1.0),
        "ecb+, all single, dated": _dated(single(topics, 1.0), numbers),
        "ecb+ with copies, dated": _dated(_labelled(_with_copies(ecb, chance)), numbers),
    }
    return {name: _world(of) for name, of in made.items()}


def _labelled(rows: Sequence[Row]) -> Labelled:
    told = columns(signature(reading(row["id"], row["text"], row["title"], row["published"])) for row in rows)
    return told, np.array([row["story"] or "" for row in rows], np.str_)


def _world(of: Labelled) -> World:
    order = np.argsort(of[0].ids.astype(str), kind="stable")
    told, gold = of[0].take(order), of[1][order]
    pairs = candidates(told)
    sums = norms(told)
    shown = [pair_columns(told, sums, pairs[start : start + _BATCH]) for start in range(0, len(pairs), _BATCH)]
    one, two = gold[pairs[:, 0]], gold[pairs[:, 1]]
    known = (one != "") & (two != "")
    folds = np.array([crc32(story.encode()) % FOLDS if story else -1 for story in gold.tolist()])
    return World(told, gold, folds, pairs, np.concatenate(shown), known & (one == two), known)


def _together(*parts: Labelled) -> Labelled:
    return joined([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _undated(of: Labelled) -> Labelled:
    return of[0]._replace(days=np.full(of[0].size, UNDATED, np.int32)), of[1]


def _dated(of: Labelled, numbers: np.random.Generator) -> Labelled:
    """All stories within ten days, so that a day is no name of a story; a tenth undated."""
    first = {story: int(numbers.integers(17000, 17010)) for story in sorted(set(of[1].tolist()))}
    days = [first[story] + int(numbers.choice((0, 0, 0, 1, 1, 2, 5))) for story in of[1].tolist()]
    days = np.where(numbers.random(len(days)) < 0.1, UNDATED, days).astype(np.int32)
    return of[0]._replace(days=days), of[1]


def _pieces(rows: Sequence[Row], parts: int) -> list[Row]:
    """Each account dealt out, three sentences at a time, into accounts of its story; the first keeps the headline."""
    made = []
    for row in rows:
        sentences = [item for item in re.split(r"(?<=[.!?”\"]) +|\n+", row["text"]) if item.strip()]
        threes = [sentences[start : start + 3] for start in range(0, len(sentences), 3)]
        for part in range(parts):
            mine = [item for three in threes[part::parts] for item in three]
            if len(mine) >= 4:
                title, text = (row["title"], mine) if part == 0 else (mine[0][:120], mine[1:])
                made.append(row | {"id": f"{row['id']}_{part}", "title": title, "text": "\n".join(text)})
    return made


def _with_copies(rows: Sequence[Row], chance: random.Random) -> list[Row]:
    """Of three accounts in ten one to four copies without some of the paragraphs, half of them under another line."""
    made = list(rows)
    for row in rows:
        if chance.random() < 0.3:
            for number in range(chance.choice((1, 1, 2, 4))):
                kept = [part for part in row["text"].split("\n") if chance.random() < 0.85]
                title = row["title"] if chance.random() < 0.5 or not kept else kept[0][:90]
                made.append(row | {"id": f"{row['id']}_c{number}", "title": title, "text": "\n".join(kept)})
    return made
