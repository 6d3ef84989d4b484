"""What tells the roles of lines that are no body: the columns of bare text, where the body is, and what the lines
around say that they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from readout.extract.columns import Column, around
from readout.extract.features import TEXT
from readout.extract.lines import KINDS, Line

_FAR = 60.0
_NEAR = 6
ROLE_COLUMNS = (
    *TEXT, "is-body", "before-body", "after-body", "from-first", "from-last", "left", "left-share",
    *(f"since:{kind}" for kind in KINDS), *(f"until:{kind}" for kind in KINDS),
    *(f"{kind}{side}" for kind in KINDS for side in ("-", "+")), "ago-", "ago+",
)  # fmt: skip
"""The names of the columns, those of :data:`readout.extract.features.TEXT` first."""


def role_columns(rows: Column, lines: Sequence[Line], flags: Sequence[bool]) -> Column:
    """A row for each line: of ``rows`` the columns of bare text, and what is seen once the body (``flags``) is
    known."""
    count = len(lines)
    here = np.arange(count, dtype=np.float32)
    body = np.array(flags, dtype=np.float32)
    places = np.flatnonzero(body)
    first, last = (places[0], places[-1]) if len(places) else (count, -1)
    each = np.ones(count, dtype=np.float32)
    said = {kind: np.array([line.said is not None and line.said[0] == kind for line in lines]) for kind in KINDS}
    ago = rows[:, TEXT.index("ago")]
    columns = [
        body,
        here < first,
        here > last,
        np.clip(here - first, -_FAR, _FAR),
        np.clip(here - last, -_FAR, 2 * _FAR),
        count - 1 - here,
        np.clip((here - last) / max(1, count - 1 - last), 0, 1),
        *(_since(said[kind]) for kind in KINDS),
        *(_since(said[kind][::-1])[::-1] for kind in KINDS),
        *(side for kind in KINDS for side in around(said[kind].astype(np.float32), each, _NEAR)),
        *around(ago, each, _NEAR),
    ]
    return np.column_stack([rows[:, : len(TEXT)], np.array(columns, dtype=np.float32).T])


def _since(flags: Column) -> Column:
    """How many lines back the last flag is; a great number where there is none."""
    count = len(flags)
    last = np.maximum.accumulate(np.where(flags, np.arange(count), -1))
    return np.where(last < 0, _FAR, np.minimum(np.arange(count) - last, _FAR)).astype(np.float32)
