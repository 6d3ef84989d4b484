"""Which program made a file: its version, and a hash over its code, its data and its models."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def edition(version: str) -> str:
    """``version`` and 8 hex digits of a hash over every file of the package: another program, another edition."""
    return f"{version}-{_hash()}"


def other_edition(asked: str) -> str | None:
    """The hash of the package in this process where it is not the one that the edition ``asked`` for has."""
    return None if asked.endswith(f"-{_hash()}") else _hash()


@cache
def _hash() -> str:
    whole = sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            whole.update(f"{path.relative_to(_PACKAGE).as_posix()}\n{path.stat().st_size}\n".encode())
            whole.update(path.read_bytes())
    return whole.hexdigest()[:8]
