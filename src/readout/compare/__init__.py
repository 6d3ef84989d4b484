"""Story -> Readout."""
