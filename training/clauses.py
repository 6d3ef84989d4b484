"""How ``readout/models/clauses.json`` is made: when two clauses of different accounts tell the same.

``python -m training.clauses`` fits a logistic model over the measures of :class:`readout.models.clauses.Common` to two
kinds of pairs: those judged by hand in ``clause_pairs.tsv`` (public stories, by account and offsets, no text), and
those of the invented events of the tuning half, where two clauses tell the same if one fact of the gold rests on both.
Pairs that a rule forbids to be one (:func:`readout.compare.alignment.forbidden`) are left out, as at run time. It
prints precision and recall on stories left out of the fitting. Two runs give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np
from bench.compare import EXAMPLES, events, gold_of, page_name
from bench.extract import DEFAULT_DATA
from numpy.typing import NDArray

from readout import pipeline
from readout.cluster import story as as_story
from readout.compare.alignment import forbidden
from readout.compare.likeness import common
from readout.compare.material import Material, material
from readout.compare.propositions import Proposition
from readout.ingest import records
from readout.models.clauses import Common, Weights
from readout.spans import overlap
from readout.types import Page, Reading, Span, Story

HERE = Path(__file__).parent
PAIRS = HERE / "clause_pairs.tsv"
MODEL = HERE.parent / "src" / "readout" / "models" / "clauses.json"
MOST = {"words": 20.0, "distinct": 6.0, "names": 3.0}
JUDGED = 2.0
"""What a pair judged by hand counts for, beside one of the invented events: there are eight times as many of those."""
NEAR = 0.3
"""Share of the lighter clause's weight that a pair of the invented events has in common to be looked at, if it does not
tell the same: the rest is told apart without a model."""
AS_CUT = 0.7
"""Share of the longer span that a clause of today and one as judged must have in common to be the same."""
RIDGE = 3.0
FOLDS = 10

Row = tuple[str, float, bool, Common]


def _public(data: Path) -> Iterator[tuple[Material, list[tuple[str, int, int, str, int, int, bool]]]]:
    """Each public story of the judged pairs with its pairs."""
    texts: dict[str, Page] = {}
    for name, field in (("stories/allsides_events", "text"), ("lineage/helsinki_articles", "clean_text")):
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                known = {key: row.get(key) for key in ("url", "outlet", "published", "title")}
                if field != "text":
                    known = {"outlet": row["outlet"]}
                texts[row["id"]] = Page(id=row["id"], input=row["id"], text=row[field], body_only=True, **known)
    members: dict[str, list[str]] = {}
    pairs = defaultdict(list)
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if line.startswith("#>"):
            members[parts[1]] = parts[2:]
        elif not line.startswith("#"):
            _, story, a, a1, a2, b, b1, b2, same = parts
            pairs[story].append((a, int(a1), int(a2), b, int(b1), int(b2), same == "1"))
    for story in sorted(pairs):
        found = pipeline.readings(texts[name] for name in members[story])
        yield _material(as_story([item for item in found if isinstance(item, Reading)])), pairs[story]


def _material(story: Story) -> Material:
    from readout.compare import settle_dates
    from readout.read import read

    settled = settle_dates(story).readings
    again = tuple(
        read(now) if now.published != then.published else now for then, now in zip(story.readings, settled, strict=True)
    )
    return material(Story(id=story.id, readings=again, lineages=story.lineages))


def _judged(data: Path) -> Iterator[Row]:
    for made, pairs in _public(data):
        for a, a1, a2, b, b1, b2, same in pairs:
            one, two = _clause(made, a, (a1, a2)), _clause(made, b, (b1, b2))
            if one and two and one.keys & two.keys and not forbidden(one, two, made.texts):
                yield made.story.id, JUDGED, same, _common(one, two, made)


def _common(one: Proposition, two: Proposition, made: Material) -> Common:
    return common(one, two, made.known.weights, made.known.days)


def _clause(made: Material, account: str, span: Span) -> Proposition | None:
    """The clause that was judged, if clauses are still cut there."""
    near = [(overlap(c.span, span), c.span, c) for c in made.clauses if c.account == account]
    size, found, clause = max(near, key=lambda entry: entry[:2])
    return clause if size >= AS_CUT * max(span[1] - span[0], found[1] - found[0]) else None


def _invented() -> Iterator[Row]:
    for event in events("tuning"):
        gold = gold_of(event)
        pages = records([str(EXAMPLES / event / "pages")])
        made = _material(as_story([item for item in pipeline.readings(pages) if isinstance(item, Reading)]))
        names = {r.id: page_name(r.input) for r in made.story.readings}
        page_of = {account.id: account.page for account in gold.accounts}
        told: dict[int, set[str]] = defaultdict(set)
        for fact in gold.facts:
            for quoted in fact.evidence:
                for at, clause in enumerate(made.clauses):
                    if names[clause.account] != page_of[quoted.account]:
                        continue
                    shared = overlap(clause.span, (quoted.start, quoted.end))
                    if 2 * shared >= min(quoted.end - quoted.start, clause.span[1] - clause.span[0]):
                        told[at].add(fact.id)
        for x, y in combinations(range(len(made.clauses)), 2):
            one, two = made.clauses[x], made.clauses[y]
            if one.lineage == two.lineage or not one.keys & two.keys or forbidden(one, two, made.texts):
                continue
            same = bool(told[x] & told[y])
            measured = _common(one, two, made)
            if same or measured.contained >= NEAR:
                yield event, 1.0, same, measured


def _columns(rows: list[Row]) -> NDArray[np.float64]:
    fields = Common.__struct_fields__
    return np.array([[min(float(getattr(c, f)), MOST.get(f, np.inf)) for f in fields] for *_, c in rows])


def fitted(rows: list[Row]) -> Weights:
    """The weights by Newton's method, with a ridge on the measures as scaled to one standard deviation."""
    x = _columns(rows)
    mean, scale = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / scale])
    y = np.array([same for _, _, same, _ in rows], float)
    w = np.array([weight for _, weight, _, _ in rows])
    ridge = np.diag([0.0, *[RIDGE] * x.shape[1]])
    beta = np.zeros(z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ beta))
        step = np.linalg.solve((z * (w * p * (1 - p))[:, None]).T @ z + ridge, z.T @ (w * (y - p)) - ridge @ beta)
        beta += step
    own = beta[1:] / scale
    return Weights(
        constant=round(float(beta[0] - own @ mean), 4),
        weights={name: round(float(value), 4) for name, value in zip(Common.__struct_fields__, own, strict=True)},
        most=MOST,
    )


def _report(rows: list[Row]) -> None:
    groups = sorted({group for group, *_ in rows})
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    chance = np.zeros(len(rows))
    for out in range(FOLDS):
        model = fitted([row for row in rows if fold[row[0]] != out])
        for number, row in enumerate(rows):
            if fold[row[0]] == out:
                chance[number] = model.probability(row[3])
    same = np.array([row[2] for row in rows])
    for name, part in (("judged", [r[1] == JUDGED for r in rows]), ("invented", [r[1] != JUDGED for r in rows])):
        mine = np.array(part)
        for least in (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8):
            taken = mine & (chance >= least)
            found = same[taken].sum() / same[mine].sum()
            print(f"{name:9} >= {least:.2f}  precision {same[taken].mean():.3f}  recall {found:.3f}")


def main() -> None:
    """Fit, print how well it does on stories left out, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    rows = [*_judged(parser.parse_args().data), *_invented()]
    print(f"{len(rows)} pairs, {sum(row[2] for row in rows)} of them tell the same")
    _report(rows)
    MODEL.write_bytes(msgspec.json.format(msgspec.json.encode(fitted(rows)), indent=2) + b"\n")


if __name__ == "__main__":
    main()
