"""Who carries whose text, against public and invented texts, with peers in the same run: ``python -m bench.lineage``.

Copies: pairs of pages on one summit with silver labels (Helsinki; eight-word sequences shared by half or more of the
shorter, or by under a tenth). Invented pairs: relations, their kinds and who came first (``bench/lineage_pairs.py``).
Peers: datasketch's MinHash with LSH, at two thresholds, and containment of word five-grams of the shorter page; they
know neither kinds nor who came first. ``--errors`` lists the wrong and missing lines, ``--outlets`` the pairs of
outlets on one story (AllSides) that are said to share a text, to be read by eye: no gold says which do. ``--cost``
measures time."""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import lineage_cost, results
from bench.lineage_pairs import events, page_read, scored
from bench.story_data import DATA, records
from readout import edtf
from readout.cluster import relations
from readout.cluster.alignment import NGRAM
from readout.descent import directions
from readout.languages.stems import tokens
from readout.types import Page, Reading, Relation

FLOORS = Path(__file__).parent / "floors.json"
SECTION = "lineage"
Pair = tuple[str, str]
Shingles = Mapping[str, frozenset[tuple[str, ...]]]
_SENTENCES = frozenset({"sentences"})


def helsinki(data: Path) -> tuple[list[Reading], dict[Pair, str | None]]:
    """The pages that can be scored, and the silver label of each pair; ``None`` for what is neither."""
    pages = {r["id"]: r for r in records(data / "lineage" / "helsinki_articles.jsonl.gz") if r["shingles"] >= 40}
    labels: dict[Pair, str | None] = dict.fromkeys(combinations(sorted(pages), 2), "independent")
    for row in records(data / "lineage" / "helsinki_pairs.jsonl.gz"):
        pair = min(row["a"], row["b"]), max(row["a"], row["b"])
        if pair in labels:
            labels[pair] = row["label"]
    read = [_plain(name, row["clean_text"], row["outlet"]) for name, row in sorted(pages.items())]
    return read, labels


def outlets(data: Path) -> dict[str, list[Reading]]:
    """The articles of each AllSides story that has two or more."""
    found = defaultdict(list)
    for row in records(data / "stories" / "allsides_events.jsonl.gz"):
        found[row["story"]].append(_plain(row["id"], row["text"], row["outlet"]))
    return {story: readings for story, readings in sorted(found.items()) if len(readings) > 1}


def _plain(name: str, text: str, outlet: str | None) -> Reading:
    return page_read(Page(id=name, input=name, text=text, outlet=outlet, body_only=True), _SENTENCES)


# ------------------------------------------------------------------------------------------------- peers


def shingles(readings: Iterable[Reading]) -> Shingles:
    """The word five-grams of each whole text."""
    found = {}
    for reading in readings:
        words = [reading.text[s:e].casefold() for s, e in tokens(reading.text)]
        found[reading.id] = frozenset(tuple(words[i : i + NGRAM]) for i in range(max(1, len(words) - NGRAM + 1)))
    return found


def minhash(readings: Sequence[Reading], threshold: float) -> set[Pair]:
    """Pairs that datasketch's LSH proposes and whose estimated Jaccard similarity reaches the threshold."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=128)
    hashes = {}
    for name, held in sorted(shingles(readings).items()):
        made = MinHash(num_perm=128, seed=1)
        made.update_batch([" ".join(gram).encode() for gram in sorted(held)])
        hashes[name] = made
        index.insert(name, made)
    near = ((name, other) for name, made in hashes.items() for other in index.query(made) if name < other)
    return {(a, b) for a, b in near if hashes[a].jaccard(hashes[b]) >= threshold}


def contained(readings: Sequence[Reading], threshold: float) -> set[Pair]:
    """Pairs of which the one with fewer five-grams has this share of them in the other."""
    held = shingles(readings)
    return {
        (a, b)
        for a, b in combinations(sorted(held), 2)
        if len(held[a] & held[b]) >= threshold * min(len(held[a]), len(held[b]))
    }


PEERS: dict[str, Callable[[Sequence[Reading]], set[Pair]]] = {
    "MinHash LSH, Jaccard .5": lambda readings: minhash(readings, 0.5),
    "MinHash LSH, Jaccard .3": lambda readings: minhash(readings, 0.3),
    "5-gram containment .5": lambda readings: contained(readings, 0.5),
    "5-gram containment .3": lambda readings: contained(readings, 0.3),
}


def related(readings: Sequence[Reading]) -> set[Pair]:
    return {(relation.a, relation.b) for relation in relations(readings)}


# ---------------------------------------------------------------------------------------------- measures


def copies(data: Path, errors: bool) -> dict[str, list[float]]:
    """P, R, F1 and seconds of the copies among the Helsinki pages, ours first."""
    readings, labels = helsinki(data)
    wanted = {pair for pair, label in labels.items() if label == "copy"}
    unscored = {pair for pair, label in labels.items() if label is None}
    found = {}
    for name, method in {"readout": related, **PEERS}.items():
        start = time.process_time()
        pairs = method(readings)
        seconds = time.process_time() - start
        found[name] = [*_prf(len(pairs - unscored), len(pairs & wanted), len(wanted)), round(seconds, 1)]
        if errors and name == "readout":
            for pair in sorted(pairs - unscored - wanted):
                print("  false  ", pair)
            for pair in sorted(wanted - pairs):
                print("  missing", pair)
    return found


def invented(half: str, errors: bool) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """P, R, F1 on the invented pairs of a half: ours by measure, and each peer's on whether a pair is related at
    all."""
    found = events(half)
    by_dates, by_rules = [], []
    for event in found:
        said = relations(event.readings)
        texts = {reading.id: reading.text for reading in event.readings}
        known = directions(event.readings, said, texts)
        by_rules.append((event, said, lambda r, known=known: (d := known.get((r.a, r.b))) and d.upstream))
        dates = {reading.id: reading.published.value for reading in event.readings}
        by_dates.append((event, said, lambda r, dates=dates: _earlier(r, dates)))
    ours = {name: _prf(*counts) for name, counts in scored(by_rules, errors=errors).items()}
    ours["direction by dates alone"] = _prf(*scored(by_dates)["direction"])
    peers = {}
    for name, method in PEERS.items():
        pairs = [(event, method(event.readings)) for event in found]
        right = sum(len(said & event.related.keys()) for event, said in pairs)
        peers[name] = _prf(sum(len(said) for _, said in pairs), right, sum(len(event.related) for event in found))
    return ours, peers


def _earlier(relation: Relation, dates: Mapping[str, str | None]) -> str | None:
    a, b = dates[relation.a], dates[relation.b]
    if a is None or b is None:
        return None
    return relation.a if edtf.before(a, b) else relation.b if edtf.before(b, a) else None


def _prf(said: int, right: int, wanted: int) -> list[float]:
    p, r = right / max(1, said), right / max(1, wanted)
    return [round(value, 3) for value in (p, r, 2 * p * r / max(1e-9, p + r))]


def show_outlets(data: Path, most: int) -> None:
    """Print the pairs of different outlets on one story that are said to share a text, with what they share."""
    pairs = said = 0
    for story, readings in outlets(data).items():
        by_id = {reading.id: reading for reading in readings}
        pairs += math.comb(len(readings), 2)
        for relation in relations(readings):
            said += 1
            if said <= most:
                names = [
                    item.outlet.value if item.outlet else "?"
                    for item in map(by_id.get, (relation.a, relation.b))
                    if item
                ]
                print(f"\n{story}: {' | '.join(names)}: {relation.kind} {relation.a_in_b} {relation.b_in_a}")
                for pair in relation.pairs[:6]:
                    print(f"   {pair.a.quote[:150]}\n   = {pair.b.quote[:150]}")
    print(f"\n{said} of {pairs} pairs are said to share a text")


def table(title: str, rows: Mapping[str, Sequence[float]], columns: Sequence[str]) -> Table:
    shown = Table(title=title, title_justify="left")
    shown.add_column("")
    for column in columns:
        shown.add_column(column, justify="right")
    for name, row in rows.items():
        shown.add_row(name, *(f"{value:.2f}" if value < 1.005 else f"{value:.1f}" for value in row))
    return shown


def figures(measured: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, float]:
    """What floors are set under: precision and recall of ours."""
    found: dict[str, float] = {}
    for title, rows in measured.items():
        for name, row in rows.items():
            if "peers" not in title and name not in PEERS and name != "direction by dates alone":
                found |= {f"{title}: {name}: {label}": value for label, value in zip("PR", row, strict=False)}
    return found


def floors() -> dict[str, dict[str, float]]:
    known: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return known


def raise_floors(measured: Mapping[str, float]) -> None:
    """Lift the floors to the measured figures, rounded down to whole hundredths; none sinks."""
    known = floors()
    old = known.get(SECTION, {})
    known[SECTION] = {
        name: max(old.get(name, 0.0), math.floor(value * 100) / 100) for name, value in sorted(measured.items())
    }
    FLOORS.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--errors", action="store_true", help="list wrong and missing lines")
    parser.add_argument("--outlets", type=int, metavar="N", help="only show N pairs of outlets said to share a text")
    parser.add_argument("--cost", action="store_true", help="measure the time of 50 to 2,000 accounts too")
    parser.add_argument("--check", action="store_true", help="fail where a figure is under its floor")
    parser.add_argument("--raise-floors", action="store_true", help="lift the floors to what was measured")
    options = parser.parse_args()
    if options.outlets is not None:
        show_outlets(options.data, options.outlets)
        return
    measured = {"copies, Helsinki": copies(options.data, options.errors)}
    for half in ("tuning", "test"):
        measured[f"invented, {half}"], measured[f"invented, {half}, peers"] = invented(half, options.errors)
    console = Console()
    for title, rows in measured.items():
        console.print(table(title, rows, ["P", "R", "F1", "CPU s"][: max(map(len, rows.values()))]))
    if options.cost:
        measured["cost"] = lineage_cost.measured()
        console.print(table("cost", measured["cost"], lineage_cost.COLUMNS))
    results.write(SECTION, measured)
    ours = figures({title: rows for title, rows in measured.items() if title != "cost"})
    if options.raise_floors:
        raise_floors(ours)
    broken = [name for name, floor in floors().get(SECTION, {}).items() if ours.get(name, 0.0) < floor]
    if options.check and broken:
        raise SystemExit("under their floors: " + "; ".join(broken))


if __name__ == "__main__":
    main()
