"""The fitted models that ship with the package, and what runs them; a card beside each says how it was made."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from readout.types import Model


@cache
def shipped() -> tuple[Model, ...]:
    """Each model file that ships, by name, with the SHA-256 of its bytes in hex.

    >>> [model.name for model in shipped()]
    ['body']
    """
    found = sorted((item for item in files(__package__).iterdir() if item.name.endswith(".json")), key=lambda f: f.name)
    return tuple(
        Model(name=item.name.removesuffix(".json"), sha256=sha256(item.read_bytes()).hexdigest()) for item in found
    )
