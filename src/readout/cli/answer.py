"""The end that ``run`` and ``compare`` share: readouts written, and said on the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from readout.cli import options


def answer(inputs: tuple[str, ...], out: Path | None, *, as_json: bool, quiet: bool) -> int:
    """Run everything on the inputs, write the report to ``out`` if given, and print JSON lines or the summary."""
    from readout import pipeline, render

    with options.progress_bar(not quiet) as progress:
        outcome = pipeline.run(options.opened(inputs), progress)
        if not outcome.readouts:
            options.say_dropped(outcome.dropped, quiet=False)
            return options.NOTHING_USABLE
        if out is not None:
            render.write(outcome.readouts, outcome.texts, out, outcome.dropped)
    if as_json:
        for readout in outcome.readouts:
            sys.stdout.buffer.write(render.encode(readout) + b"\n")
        sys.stdout.buffer.flush()
    elif not quiet:
        render.summarise(outcome.readouts, outcome.dropped, out)
    return options.DONE
