"""A page that says what an earlier version of it had wrong, and the account that has it so."""

from __future__ import annotations

from collections.abc import Sequence

from readout.cluster.alignment import EVERYWHERE, Match
from readout.descent import correction_notices
from readout.languages import KNOWN
from readout.languages.stems import common_stems, stem, tokens
from readout.types import Reading


def corrected(a: Reading, b: Reading, alike: Sequence[Match]) -> bool:
    """Whether one corrects what the other says: its notice names a word that the other has in a sentence of both."""
    return _corrects(b, [(m.a.stems, m.b.stems) for m in alike]) or _corrects(
        a, [(m.b.stems, m.a.stems) for m in alike]
    )


def _corrects(later: Reading, pairs: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> bool:
    lost = {word for old, new in pairs for word in set(old) - set(new)}
    if not lost:
        return False
    common = common_stems("en") if later.language in KNOWN else {}
    said = {stem(line[s:e]) for line in correction_notices(later.text) for s, e in tokens(line)}
    return any(common.get(word, 0.0) < EVERYWHERE for word in lost & said)
