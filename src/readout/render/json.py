"""The document ``readout.json``: its bytes, its JSON Schema, and reading it back with every quotation checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from readout.editions import Changes
from readout.errors import RecordError
from readout.render.evidence import check_readout
from readout.types import Readout

_FORMAT = "readout/1"


def encode(value: Readout | Changes) -> bytes:
    """The readout, or what is new in it, as one line of JSON in UTF-8, fields in the contract's order, no line end."""
    return msgspec.json.encode(value)


def document(readout: Readout) -> bytes:
    """``readout.json``: the same, a line for each value, for people and for ``diff``."""
    return msgspec.json.format(encode(readout), indent=1) + b"\n"


def decode(data: bytes, name: str = "readout.json") -> Readout:
    """The readout in ``data``; raises :class:`RecordError`, which names ``name`` and the place, or another format."""
    try:
        return msgspec.json.decode(data, type=Readout)
    except msgspec.ValidationError as error:
        given = _format(data)
        if given == _FORMAT:
            raise RecordError(f"{name}: {error}") from error
        other = f"its format is {given!r}, not {_FORMAT!r}" if given else f"it is no readout: no format {_FORMAT!r}"
        raise RecordError(f"{name}: {other}; `readout run` writes what can be read here") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"{name}: no whole JSON: {error}") from error


def _format(data: bytes) -> str | None:
    """The format that a JSON document says it has."""
    given: Any = msgspec.json.decode(data)
    named = given.get("format") if isinstance(given, dict) else None
    return named if isinstance(named, str) else None


def _close(node: Any) -> Any:
    """``node`` of a schema with every object closed and complete: unknown is ``null``, never a missing key."""
    if isinstance(node, list):
        return [_close(item) for item in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _close(item) for key, item in node.items() if key != "default"}
    properties = node.get("properties")
    if node.get("type") == "object" and isinstance(properties, dict):
        closed["properties"] = {name: _close(item) for name, item in properties.items()}
        closed["required"] = list(properties)
        closed["additionalProperties"] = False
    return closed


DOCUMENTS: dict[str, tuple[str, type[Any]]] = {
    "readout": (_FORMAT, Readout),
    "changes": ("readout-changes/1", Changes),
}
"""The documents that have a schema: their format and their type, by name."""


def schema(document: str = "readout") -> bytes:
    """JSON Schema (draft 2020-12) of ``readout.json``, generated from the types; a document for people and programs.

    ``document="changes"`` gives that of what ``readout diff --json`` prints. Every field is required, also where it
    may be ``null``, and no other field is allowed.
    """
    title, kind = DOCUMENTS[document]
    generated: dict[str, Any] = _close(msgspec.json.schema(kind))
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **generated}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def load_texts(readout: Readout, directory: Path) -> dict[str, str]:
    """The texts of the readout's accounts from ``directory/accounts/*.txt``, by account id."""
    texts: dict[str, str] = {}
    for account in readout.accounts:
        file = directory / "accounts" / f"{account.id}.txt"
        if file.parent.parent != directory or file.name != f"{account.id}.txt":
            raise RecordError(f"{directory}: {account.id!r} is no safe account id")
        try:
            texts[account.id] = file.read_bytes().decode("utf-8")
        except OSError as error:
            raise RecordError(f"{file}: the account's text cannot be read: {error.strerror or error}") from error
        except UnicodeDecodeError as error:
            raise RecordError(f"{file}: {error}") from error
    return texts


def load(path: Path) -> Readout:
    """The readout in ``path``, a story's directory or its ``readout.json``, checked against the texts beside it.

    Raises :class:`RecordError` where a file is missing or broken and :class:`EvidenceError` where a quotation
    is not at its offsets.
    """
    file = path / "readout.json" if path.is_dir() else path
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RecordError(f"{file}: {error.strerror or error}") from error
    readout = decode(data, str(file))
    check_readout(readout, load_texts(readout, file.parent))
    return readout
