"""Readout: what happened, who said what, and how many independent texts say so."""
