"""Where work runs: this process, this machine, or a cluster.

:mod:`readout.engine.local` maps a function over a stream of items. :mod:`readout.engine.bulk` carries any number of
pages through all stages, over files in shards, on one of the ``ENGINES``.
"""

ENGINES = ("local", "daft", "ray")
"""This machine's processes; Daft on this machine; Daft on a Ray cluster."""

__all__ = ["ENGINES"]
