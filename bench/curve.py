"""What grouping costs as the articles grow: ``python -m bench.curve 10000 100000 1000000``.

Signatures are drawn by ``bench.generated_signatures`` (how: its first lines) and grouped, in a fresh process for each
number of articles, in one batch and as a stream. Measured are seconds on the clock and of the processor, the most
memory that the process held, candidates per article and what came of it; making the signatures is not counted in time,
holding them is in memory. ``--pictures`` draws what was measured last as SVG in ``docs/``.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench import generated_signatures, results
from bench.curve_pictures import draw
from readout.cluster.candidates import candidates
from readout.cluster.columns import joined
from readout.cluster.groups import groups
from readout.cluster.online import BATCH, HORIZON, Stream
from readout.cluster.pair_scores import scores

SECTION = "cluster, cost"
DOCS = Path(__file__).parent.parent / "docs"
SIZES = (10_000, 100_000, 1_000_000)
STREAMED, STREAM_DAYS, POINTS = 40_000, 400, 50


def batch(count: int) -> dict[str, float]:
    """The figures of one batch of ``count`` articles."""
    told = generated_signatures.stories(count)
    columns = joined(list(generated_signatures.parts(told)))
    gold = np.array([story for story, _, _ in told], np.int64)
    held = _peak()
    clocks = [_clocks("signatures")]
    pairs = candidates(columns)
    clocks.append(_clocks("candidates"))
    scored = scores(columns, pairs)
    clocks.append(_clocks("scores"))
    found = groups(columns.size, pairs, scored, columns.days)
    clocks.append(_clocks("groups"))
    wall, processor = (clocks[-1][at] - clocks[0][at] for at in (0, 1))
    p, r = _pairwise(found, gold)
    return {
        "articles": count,
        "seconds": round(wall, 1),
        "processor seconds": round(processor, 1),
        "candidates, processor seconds": round(clocks[1][1] - clocks[0][1], 1),
        "scores, processor seconds": round(clocks[2][1] - clocks[1][1], 1),
        "groups, processor seconds": round(clocks[3][1] - clocks[2][1], 1),
        "articles per processor second": round(count / processor),
        "GB": round(_peak(), 2),
        "GB of signatures": round(held, 2),
        "candidates per article": round(len(pairs) / count, 1),
        "stories": len(np.unique(found)),
        "stories in truth": len(np.unique(gold)),
        "pairwise P": round(p, 3),
        "pairwise R": round(r, 3),
    }


def stream(count: int) -> dict[str, object]:
    """Memory, what is open and seconds as ``count`` articles of :data:`STREAM_DAYS` days go through a stream."""
    told = generated_signatures.stories(count, days=STREAM_DAYS)
    open_stream = Stream()
    spent, seen, sealed = 0.0, 0, 0
    series = []
    for part in generated_signatures.parts(told, BATCH):
        batch = list(generated_signatures.items(part))
        start = time.process_time()
        steps = open_stream.add(batch)
        spent += time.process_time() - start
        seen += len(batch)
        sealed += sum(step.kind == "sealed" for step in steps)
        if seen * POINTS // count > (seen - len(batch)) * POINTS // count:
            series.append(
                {
                    "seen": seen,
                    "GB": round(_held(), 3),
                    "open articles": open_stream.open_articles,
                    "open stories": len(open_stream.open_stories),
                    "sealed stories": sealed,
                    "processor seconds": round(spent, 1),
                }
            )
    return {"articles": count, "days": STREAM_DAYS, "horizon, days": HORIZON, "series": series}


def _held() -> float:
    """The memory that this process holds now, in GB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / (1 << 30)


def _clocks(done: str) -> tuple[float, float]:
    """Seconds on the clock and of the processor, now that this much is done."""
    print(f"{done}: {time.process_time():.0f} processor seconds, {_peak():.2f} GB", file=sys.stderr, flush=True)
    return time.perf_counter(), time.process_time()


def _peak() -> float:
    """The most memory that this process has held, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def _pairwise(found: Sequence[int] | np.ndarray, gold: np.ndarray) -> tuple[float, float]:
    def pairs(labels: Sequence[object]) -> int:
        return sum(size * (size - 1) // 2 for size in Counter(labels).values())

    one, two = [int(label) for label in found], gold.tolist()
    both = pairs(list(zip(one, two, strict=True)))
    return both / max(1, pairs(one)), both / max(1, pairs(two))


def _measured(mode: str, count: int) -> dict[str, Any]:
    """The figures that a process of its own measures and prints."""
    command = [sys.executable, "-m", "bench.curve", "--only", mode, str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--only", choices=("batch", "stream"), help="measure this in this process and print it")
    parser.add_argument("--stream", action="store_true", help=f"measure a stream of {STREAMED:,} articles too")
    parser.add_argument("--pictures", action="store_true", help="draw what was measured last and measure nothing")
    parser.add_argument("--add", type=Path, help="add what --only batch printed into this file, and draw")
    options = parser.parse_args()
    if options.only:
        print(json.dumps({"batch": batch, "stream": stream}[options.only](options.sizes[0])))
        return
    known = results.read(SECTION)
    if options.add:
        found = json.loads(options.add.read_text(encoding="utf-8"))
        known.setdefault("batch", {})[str(found["articles"])] = found
        results.write(SECTION, known)
    for count in [] if options.pictures or options.add else options.sizes:
        known.setdefault("batch", {})[str(count)] = _measured("batch", count)
        print(json.dumps(known["batch"][str(count)], indent=1), flush=True)
        results.write(SECTION, known)
    if options.stream and not (options.pictures or options.add):
        known["stream"] = _measured("stream", STREAMED)
        results.write(SECTION, known)
    draw(known, DOCS)


if __name__ == "__main__":
    main()
