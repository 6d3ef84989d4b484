"""Readout: what happened, who said what, and how many independent texts say so."""

__version__ = "0.1.0"
