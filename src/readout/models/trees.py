"""Gradient-boosted trees, as one small ONNX file each, and what runs them.

How the shipped ones were fitted and how good they are stands in ``lines.md``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


class Trees:
    """One ensemble: rows of numbers in, for each row a score for each class out."""

    def __init__(self, data: bytes) -> None:
        import onnxruntime  # noqa: PLC0415 (a fifth of a second, for those who extract)

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])

    def scores(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sums of the leaves that each row comes to: an array of rows by classes."""
        found: NDArray[np.float32] = self._session.run(None, {"rows": rows})[0]
        return found


@cache
def shipped_trees(name: str) -> Trees:
    """The ensemble ``name`` that comes with the package, loaded once a process."""
    return Trees(files(__package__).joinpath(f"{name}.onnx").read_bytes())
