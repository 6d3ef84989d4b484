"""Facts about languages as data files, loaded once.

``<language>/<name>.toml`` is read by :func:`table`, ``<language>/<name>.txt`` (an entry a line, ``#`` for comments)
by :func:`words`. Files that hold for every language lie in ``shared/``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from readout.errors import LanguageDataError

KNOWN = frozenset({"en"})
"""Languages with a full set of data; in others the language-bound rules abstain."""


def _text(language: str, name: str) -> str:
    try:
        return files(__package__).joinpath(language, name).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LanguageDataError(f"no data file {language}/{name}") from error


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """The TOML file ``<language>/<name>.toml``. The caller must not change what it is given."""
    try:
        return tomllib.loads(_text(language, f"{name}.toml"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(f"{language}/{name}.toml: {error}") from error


@cache
def words(language: str, name: str) -> tuple[str, ...]:
    """The entries of ``<language>/<name>.txt``, in file order, without comments and blank lines."""
    entries = (line.split("#", 1)[0].strip() for line in _text(language, f"{name}.txt").splitlines())
    return tuple(entry for entry in entries if entry)
