"""How fast articles are read with every layer on, where the time goes, and how much memory it takes.

One process on one core; two of them share nothing, so two cores read twice as many. ``python -m bench.reading_speed``
"""

from __future__ import annotations

import argparse
import resource
import time
from functools import wraps
from importlib import import_module
from typing import Any

from bench import results
from bench.attribution import article, records

WORDS = 700
LAYERS = ("sentences", "times", "marks", "entities", "attributions", "events")


def main() -> None:
    """Print articles of 700 words a second on two cores, milliseconds a layer, and the highest memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=40, help="number of documents")
    given = parser.parse_args()
    spent: dict[str, float] = {}

    def timed(name: str, function: Any) -> Any:
        @wraps(function)
        def call(*args: Any, **named: Any) -> Any:
            begun = time.process_time()
            found = function(*args, **named)
            spent[name] = spent.get(name, 0.0) + time.process_time() - begun
            return found

        return call

    module: Any = import_module("readout.read")  # the name in readout is the function
    for name in LAYERS:
        setattr(module, name, timed(name, getattr(module, name)))
    pages = [article(record) for record in records("dev", given.sample)]
    module.read(pages[0])
    spent.clear()
    begun = time.process_time()
    for page in pages[1:]:
        module.read(page)
    seconds = time.process_time() - begun
    articles = sum(len(page.text.split()) for page in pages[1:]) / WORDS
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{2 * articles / seconds:.1f} articles of {WORDS} words a second on 2 cores, {memory:.0f} MB a process")
    for name in LAYERS:
        print(f"  {name:13} {1000 * spent[name] / articles:6.1f} ms an article")
    layers = {name: round(1000 * spent[name] / articles, 1) for name in LAYERS}
    figures = {
        "articles a second": round(2 * articles / seconds, 1),
        "memory, MB": round(memory),
        "ms by layer": layers,
    }
    results.write("reading speed", figures)


if __name__ == "__main__":
    main()
