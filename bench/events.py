"""Political acts against PLV: root accuracy, macro-F1, coverage, spans of actor and recipient.

One sentence a record, its source and target known. Of the acts found in the sentence the one is scored whose actor and
recipient overlap those best. Only the sentences are read that the reader has not learnt from (``bench.held_out``);
``--rules`` reads all, by the rules alone. ``python -m bench.events [--sample 300] [--rules]``
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import results
from bench.held_out import held_out
from readout.models import reader
from readout.read.events import events
from readout.read.times import times
from readout.spans import overlap, text_hash
from readout.types import Article, Block, Event, Published, Span

DATA = Path(os.environ.get("READOUT_DATA", "../shared/data"))


def article(text: str) -> Article:
    """The sentence as an article of its own."""
    return Article(
        id="x", input="x", text=text, text_sha256=text_hash(text), language="en",
        published=Published(value="2020-06-15", basis="stated"),
        blocks=(Block(start=0, end=len(text), role="body"),),
    )  # fmt: skip


def rows(name: str, sample: int) -> Iterator[dict[str, Any]]:
    """Records of one file, every n-th where a sample is asked for."""
    with gzip.open(DATA / "events" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    step = max(1, len(records) // sample) if sample else 1
    yield from records[::step]


def iou(a: Span | None, b: Span | None) -> float:
    """Characters in both by characters in either."""
    if a is None or b is None:
        return 0.0
    both = overlap(a, b)
    return both / (a[1] - a[0] + b[1] - b[0] - both)


def best_iou(spans: tuple[Span, ...], gold: Span | None) -> float:
    """The best overlap of one of ``spans`` with ``gold``; of their hull as well."""
    if not spans or gold is None:
        return 0.0
    hull = (spans[0][0], spans[-1][1])
    return max(iou(span, gold) for span in (*spans, hull))


def read(text: str, rules: bool = True) -> tuple[Event, ...]:
    """The events of one sentence without any names found, by the rules alone or with the reader."""
    one = article(text)
    whole = ((0, len(text)),)
    marked = None if rules else reader.mark(text, whole, layers=["events"]).events
    return events(one, whole, (), (), (), times(one, whole), marked)


class Tally:
    """Counts over all sentences."""

    def __init__(self, rules: bool) -> None:
        self.rules = rules
        self.total = self.found = self.right = self.some = self.acts = 0
        self.labels: dict[str, Counter[str]] = {}
        self.spans: dict[str, Counter[str]] = {"actor": Counter(), "recipient": Counter()}
        self.confused: Counter[tuple[str, str]] = Counter()

    def take(self, row: dict[str, Any], show: str) -> None:
        """Score one sentence; ``show`` names a label, ``actor`` or ``recipient`` whose errors are printed."""
        text, label = row["text"], row["label"]
        golds = {"actor": _span(row["source"]), "recipient": _span(row["target"])}
        got = read(text, self.rules)
        self.total += 1
        self.acts += len(got)
        self.labels.setdefault(label, Counter())["gold"] += 1
        if not got:
            if show == label:
                print("-", text)
            return
        self.found += 1
        event = max(got, key=lambda e: (_fit(e, golds), -e.trigger[0]))
        self.right += event.type == label
        self.some += any(e.type == label for e in got)
        self.labels.setdefault(event.type, Counter())["given"] += 1
        self.labels[label]["right"] += event.type == label
        if event.type != label:
            self.confused[label, event.type] += 1
            if show == label:
                print(event.type, text[slice(*event.trigger)], "|", text)
        for name, spans in (("actor", event.actors), ("recipient", event.recipients)):
            gold = golds[name]
            if gold is None:
                continue
            overlapping = best_iou(spans, gold) >= 0.5
            self.spans[name].update(gold=1, given=int(bool(spans)), exact=int(gold in spans), overlap=int(overlapping))
            if show == name and not overlapping:
                print([text[slice(*s)] for s in spans], "| gold:", text[slice(*gold)], "|", text)

    def report(self) -> dict[str, float]:
        """Print the table; give its figures."""
        f1 = []
        for label, count in sorted(self.labels.items()):
            p, r = _ratio(count["right"], count["given"]), _ratio(count["right"], count["gold"])
            f = _ratio(2 * p * r, p + r)
            if count["gold"]:
                f1.append(f)
            print(f"{label:10} gold {count['gold']:4} P {p:.2f} R {r:.2f} F1 {f:.2f}")
        covered, right = _ratio(self.found, self.total), _ratio(self.right, self.found)
        print(f"{self.total} sentences, {self.acts / self.total:.2f} acts each")
        print(f"covered {covered:.3f}; accuracy where covered {right:.3f}")
        overall = _ratio(self.right, self.total)
        print(f"accuracy over all {overall:.3f} (some act {_ratio(self.some, self.total):.3f})")
        print(f"macro-F1 {sum(f1) / len(f1):.3f}")
        figures = {"covered": covered, "right where covered": right, "right": overall, "macro-F1": sum(f1) / len(f1)}
        for name, count in self.spans.items():
            exact, p, r = (
                _ratio(count["exact"], count["gold"]),
                _ratio(count["overlap"], count["given"]),
                _ratio(count["overlap"], count["gold"]),
            )
            print(f"{name}: exact {exact:.3f}; overlap P {p:.3f} R {r:.3f} F1 {_ratio(2 * p * r, p + r):.3f}")
            figures |= {f"{name} exact": exact, f"{name} overlap F1": _ratio(2 * p * r, p + r)}
        print("confused:", "; ".join(f"{a}>{b} {n}" for (a, b), n in self.confused.most_common(14)))
        return {name: round(value, 3) for name, value in figures.items()}


def _span(pair: list[int] | None) -> Span | None:
    return (pair[0], pair[1]) if pair else None


def _fit(event: Event, golds: dict[str, Span | None]) -> float:
    return best_iou(event.actors, golds["actor"]) + best_iou(event.recipients, golds["recipient"])


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def petrarch(sample: int, rules: bool) -> None:
    """The unit-test sentences of PETRARCH2: how often an act is found where one is to be coded, and where none is."""
    seen: Counter[str] = Counter()
    for row in rows("petrarch2", sample):
        kind = "act" if row["label"] else "none"
        seen[kind] += 1
        seen[kind + " found"] += bool(read(row["text"], rules))
    print(f"petrarch2: found {seen['act found']} of {seen['act']} acts, {seen['none found']} in {seen['none']} without")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--errors", default="", help="a PLOVER root, actor or recipient: print what is wrong there")
    parser.add_argument("--rules", action="store_true", help="by the rules alone, on all sentences")
    options = parser.parse_args()
    tally = Tally(options.rules)
    for row in rows("plv", options.sample):
        if options.rules or held_out(row["text"]):
            tally.take(row, options.errors)
    figures = tally.report()
    if not options.sample:
        results.write(f"events, plv, {'rules' if options.rules else 'rules and reader'}", figures)
    petrarch(options.sample, options.rules)


if __name__ == "__main__":
    main()
