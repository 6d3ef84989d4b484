"""Readout -> bytes."""
