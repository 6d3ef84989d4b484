"""Where work runs. Today: this machine (:mod:`readout.engine.local`)."""

from readout.engine.local import over

__all__ = ["over"]
