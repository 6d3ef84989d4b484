"""Whom of a family a family name alone means: "Varga" beside "first lady Ilse Varga" is somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from readout import languages
from readout.read.entities.clusters import Cluster
from readout.read.entities.kinds import key
from readout.read.entities.lexicon import words
from readout.read.entities.names import Name
from readout.read.entities.rows import Row


@cache
def _kin(language: str) -> frozenset[str]:
    return frozenset(languages.table(language, "titles")["nominals"]["kin"])


def strangers(rows: Mapping[int, Row], short: Sequence[Name], bearers: Sequence[Cluster]) -> set[int]:
    """Those of ``bearers``, by ``id``, whom the family name alone does not mean where it stands as ``short``.

    So it is where the account has the name alone before it names the bearer in full, and what it tells of the two does
    not agree: the bearer comes in as somebody's relative or is of the other gender. A relative of one who was named in
    full before is never meant either. Another office tells nothing: who is "the leader" here is "the president" there.
    """
    kin = {id(b) for b in bearers if any(_is_kin(rows[name.sentence], name) for name in b.members)}
    heads = [min(name.span for name in b.members) for b in bearers if b.members and id(b) not in kin]
    first = min(name.span for name in short)
    genders = {name.gender for name in short if name.gender in {"m", "f"}}
    found: set[int] = set()
    for bearer in bearers:
        full = sorted(bearer.members, key=lambda name: name.span)
        if full and id(bearer) in kin and any(head < full[0].span for head in heads):
            found.add(id(bearer))
        if not full or full[0].span < first:
            continue
        gender = _gender(rows, full)
        other_gender = gender is not None and bool(genders) and gender not in genders
        if other_gender or id(bearer) in kin:
            found.add(id(bearer))
    return found


def _gender(rows: Mapping[int, Row], full: Sequence[Name]) -> str | None:
    for name in full:
        row = rows[name.sentence]
        given = words(row.language).first_names.get(key(row, name)[0])
        if given in {"m", "f"}:
            return given
    return None


def _is_kin(row: Row, name: Name) -> bool:
    """Whether a word for a relative stands right before the name, or before its comma."""
    at = name.first - 1
    if at >= 0 and row.tokens[at].text == ",":
        at -= 1
    return at >= 0 and row.tokens[at].low in _kin(row.language)
