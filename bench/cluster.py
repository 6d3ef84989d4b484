"""Story grouping against public data, with the goals and with peers in the same run: ``python -m bench.cluster``.

Our quality is that on stories to which the models were not shown (section *stories unseen* of ``bench/results.json``,
written by :mod:`training.pairs`): a model that was fitted to a set may not be measured on it. Our speed, the
candidates, the stream and all figures of the peers are measured here. ``--check`` fails where a figure lies under its
floor in ``bench/floors.json``, ``--raise-floors`` lifts floors.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from rich.console import Console
from rich.table import Table

from bench import results
from bench.cluster_peers import PEERS
from bench.scoring_groups import b3, pairwise
from bench.story_data import DATA, reading, records
from readout.cluster.candidates import candidates
from readout.cluster.columns import Columns, joined
from readout.cluster.columns import columns as as_columns
from readout.cluster.groups import groups
from readout.cluster.online import Step, Stream
from readout.cluster.pair_scores import scores
from readout.cluster.signatures import Signature, signature
from readout.types import Reading

FLOORS = Path(__file__).parent / "floors.json"
SECTION, UNSEEN = "cluster", "stories unseen"
SETS = {
    "allsides": ("allsides_events",),
    "allsides+background": ("allsides_events", "allsides_background"),
    "ecb+": ("ecbplus",),
}
GOALS = {
    ("allsides", "B3"): 0.93, ("allsides", "pairwise"): 0.75, ("allsides+background", "B3"): 0.90,
    ("allsides+background", "pairwise"): 0.65, ("ecb+", "B3"): 0.96,
}  # fmt: skip
SPEED = 1000
"""Articles a second on two cores, after reading: signatures, candidates, scores, groups."""
_PARTS = 8

T = TypeVar("T")
Row = dict[str, Any]
_given: Any = None


def rows(data: Path, name: str) -> list[Row]:
    found = [row for file in SETS[name] for row in records(data / "stories" / f"{file}.jsonl.gz")]
    return sorted(found, key=lambda row: str(row["id"]))


def in_two(function: Callable[[int], T], given: Any) -> list[T]:
    """``function`` of each part's number in two processes, which find ``given`` in ``_given`` and need no copy."""
    global _given  # noqa: PLW0603
    _given = given
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        return list(pool.map(function, range(_PARTS)))


def _cpu_seconds() -> float:
    """Of this process and of those that it has waited for; it does not hang on what else the machine does."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _signatures(part: int) -> Columns:
    readings: Sequence[Reading] = _given
    size = math.ceil(len(readings) / _PARTS)
    return as_columns(map(signature, readings[part * size : (part + 1) * size]))


def _scores(part: int) -> Any:
    told, pairs = _given
    size = math.ceil(len(pairs) / _PARTS)
    return scores(told, pairs[part * size : (part + 1) * size])


def ours(articles: Sequence[Row]) -> dict[str, Any]:
    """Time and candidates of our own grouping, on two processes."""
    readings = [reading(row["id"], row["text"], row["title"], row["published"]) for row in articles]
    start, before = time.perf_counter(), _cpu_seconds()
    told = joined(in_two(_signatures, readings))
    signed = time.perf_counter()
    pairs = candidates(told)
    scored = np.concatenate(in_two(_scores, (told, pairs)))
    groups(told.size, pairs, scored, told.days)
    end, spent = time.perf_counter(), _cpu_seconds() - before
    gold = [row["story"] for row in articles]
    together = sum(gold[a] is not None and gold[a] == gold[b] for a, b in pairs.tolist())
    real = sum(size * (size - 1) // 2 for story, size in Counter(gold).items() if story)
    return {
        "articles a second": round(len(articles) / (end - start)),
        "articles a second on two free cores, by CPU time": round(2 * len(articles) / spent),
        "CPU ms an article": round(1000 * spent / len(articles), 2),
        "of it signatures, s": round(signed - start, 2),
        "seconds": round(end - start, 2),
        "pairs scored per article": round(len(pairs) / len(articles), 1),
        "true pairs among them": round(together / real, 3),
    }


def streamed(
    signatures: Sequence[Signature], horizon: int | None = None
) -> tuple[dict[str, list[str]], dict[str, Any]]:
    """The stories that the steps of a stream leave, by replaying them, and what it cost."""
    stream = Stream() if horizon is None else Stream(horizon)
    start = time.perf_counter()
    most = 0
    steps: list[Step] = []
    for first in range(0, len(signatures), 256):
        steps += stream.add(signatures[first : first + 256])
        most = max(most, stream.open_articles)
    steps += stream.close()
    spent = time.perf_counter() - start
    kinds = Counter(step.kind for step in steps)
    cost = {
        "articles a second": round(len(signatures) / spent),
        "most in memory": most,
        "steps": dict(sorted(kinds.items())),
    }
    return replayed(steps), cost


def replayed(steps: Sequence[Step]) -> dict[str, list[str]]:
    """Who is in which story when all steps have been taken."""
    stories: dict[str, list[str]] = defaultdict(list)
    where: dict[str, str] = {}

    def put(article: str, story: str) -> None:
        if (before := where.get(article)) is not None:
            stories[before].remove(article)
        stories[story].append(article)
        where[article] = story

    for step in steps:
        if step.kind == "merged" and step.other is not None:
            for article in list(stories[step.other]):
                put(article, step.story)
        elif step.article is not None:
            put(step.article, step.story)
    return {story: members for story, members in stories.items() if members}


def stream_against_batch(articles: Sequence[Row]) -> dict[str, Any]:
    """The stream, by day and id, against the groups made of all at once by the same models.

    Where some articles have a day the others are left out: nobody knows when they came.
    """
    dated = [row for row in articles if row["published"]] or list(articles)
    dated.sort(key=lambda row: (row["published"] or "", row["id"]))
    signatures = [signature(reading(row["id"], row["text"], row["title"], row["published"])) for row in dated]
    stories, cost = streamed(signatures)
    told = as_columns(sorted(signatures, key=lambda item: item.id))
    pairs = candidates(told)
    labels = groups(told.size, pairs, scores(told, pairs), told.days).tolist()
    batch = {str(id_): str(label) for id_, label in zip(told.ids, labels, strict=True)}
    by_label: dict[str, list[str]] = defaultdict(list)
    for id_, label in batch.items():
        by_label[label].append(id_)
    gold = {row["id"]: row["story"] for row in dated if row["story"]}
    found, together = list(stories.values()), list(by_label.values())
    return cost | {
        "articles": len(dated),
        "B3 against batch": round(b3(found, batch)[2], 3),
        "pairwise against batch": round(pairwise(found, batch)[2], 3),
        "B3 against gold, models that know the set": {
            "stream": round(b3(found, gold)[2], 3),
            "batch": round(b3(together, gold)[2], 3),
        },
    }


def measure(data: Path, ourselves: bool, peers: bool) -> None:
    for name in SETS:
        articles = rows(data, name)
        gold = {row["id"]: row["story"] for row in articles if row["story"]}
        if ourselves:
            results.write(f"stories, {name}", ours(articles))
            results.write(f"stories, {name}, stream", stream_against_batch(articles))
        for peer, function in PEERS.items() if peers else ():
            start = time.perf_counter()
            found = function(articles)
            spent = time.perf_counter() - start
            results.write(
                f"stories, {name}, {peer}",
                {
                    "B3": [round(value, 3) for value in b3(found, gold)],
                    "pairwise": [round(value, 3) for value in pairwise(found, gold)],
                    "articles a second": round(len(articles) / spent),
                },
            )
            print(name, peer, f"{spent:.1f} s", flush=True)


def table() -> Table:
    made = Table(title="Stories", title_justify="left")
    for heading in ("set", "method", "B3 P", "R", "F1", "goal", "pairwise P", "R", "F1", "goal", "articles/s"):
        made.add_column(heading, justify="left" if heading in {"set", "method"} else "right")
    for name in SETS:
        unseen = results.read(UNSEEN).get(name)
        lines = [("Readout, stories unseen", unseen, results.read(f"stories, {name}").get("articles a second"))]
        for peer in PEERS:
            known = results.read(f"stories, {name}, {peer}")
            lines.append((peer, known or None, known.get("articles a second")))
        for method, figures, speed in lines:
            cells = []
            for kind in ("B3", "pairwise"):
                score = figures[kind] if figures else [math.nan] * 3
                goal = GOALS.get((name, kind)) if method.startswith("Readout") else None
                cells += [*(f"{value:.3f}" for value in score), f">= {goal}" if goal else ""]
            made.add_row(name, method, *cells, str(speed or ""))
    return made


def figures() -> dict[str, float]:
    """What has a floor: quality on unseen stories, and the candidates."""
    found = {}
    for name in SETS:
        for kind in ("B3", "pairwise"):
            if unseen := results.read(UNSEEN).get(name):
                found[f"{name}: {kind}"] = float(unseen[kind][2])
        if known := results.read(f"stories, {name}"):
            found[f"{name}: true pairs among the candidates"] = float(known["true pairs among them"])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--show", action="store_true", help="print what was last measured, measure nothing")
    parser.add_argument("--no-peers", action="store_true", help="measure ourselves alone")
    parser.add_argument("--only-peers", action="store_true", help="measure the peers alone")
    parser.add_argument("--check", action="store_true", help="fail where a figure lies under its floor")
    parser.add_argument("--raise-floors", action="store_true", help="lift the floors to what was measured")
    given = parser.parse_args()
    if not given.show:
        measure(given.data, not given.only_peers, not given.no_peers)
    console = Console(width=150, highlight=False)
    console.print(table())
    for name in SETS:
        console.print(f"{name}: goal {SPEED} articles/s.", results.read(f"stories, {name}"), soft_wrap=True)
        console.print(f"{name}, stream:", results.read(f"stories, {name}, stream"), soft_wrap=True)
    now, held = figures(), results.read(SECTION, FLOORS)
    if given.raise_floors:
        lifted = {key: max(held.get(key, 0.0), math.floor(value * 100 + 1e-9) / 100) for key, value in now.items()}
        results.write(SECTION, held | lifted, FLOORS)
    low = [
        f"{key}: {now.get(key)} is under its floor of {floor}" for key, floor in held.items() if now.get(key, 0) < floor
    ]
    if given.check and low:
        console.print("\n".join(low), markup=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
