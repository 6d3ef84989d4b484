"""The engines by their names."""

from __future__ import annotations

import os

from readout.engine import ENGINES
from readout.engine.machine import Machine
from readout.engine.on_daft import OnDaft
from readout.engine.stages import Engine
from readout.errors import UsageError


def engine_named(name: str, workers: int | None) -> Engine:
    """``local``, ``daft`` or ``ray``, with so many processes; ``None`` for all cores of the machine or the cluster.

    The Ray cluster is the one that ``RAY_ADDRESS`` names, as for every program of Ray's; without it one is started.
    """
    if name == "local":
        return Machine(workers=workers or os.cpu_count() or 1)
    if name == "daft":
        return OnDaft(workers=workers)
    if name == "ray":
        return OnDaft(workers=workers, ray=True, address=os.environ.get("RAY_ADDRESS", "local"))
    raise UsageError(f"no engine {name!r}: there are {', '.join(ENGINES)}")
