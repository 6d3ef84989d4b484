"""The fitted models that ship with the package, and what runs them; a card beside each says how it was made."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from readout.types import Model


@cache
def shipped() -> tuple[Model, ...]:
    """Each model file that ships, by name, with the SHA-256 of its bytes in hex.

    >>> [model.name for model in shipped() if "reader" not in model.name]
    ['body-html', 'body-text', 'clauses', 'pairs-second', 'pairs-third', 'pairs', 'roles', 'words']
    """
    found = sorted(
        (f for f in files(__package__).iterdir() if f.name.endswith((".json", ".onnx"))), key=lambda f: f.name
    )
    return tuple(
        Model(name=item.name.rpartition(".")[0], sha256=sha256(item.read_bytes()).hexdigest()) for item in found
    )
