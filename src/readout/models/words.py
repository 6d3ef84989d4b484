"""What single words and pairs of words say of a line: that it is an article's, or that it is not.

The numbers are in ``words.json``; how they were fitted stands in ``lines.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import sqrt

import msgspec
from msgspec import Struct

_MOST = 60


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``weights``: how much a word, or two in a row with a space between, speaks for an article, in hundredths.

    A word stands among them when many outlets use it, whatever its weight. ``^`` and ``$`` are a line's ends, ``0`` is
    any number.
    """

    weights: dict[str, int]

    def say(self, words: Sequence[str]) -> tuple[float, float]:
        """How much the first words of a line speak for an article, and the share of them that is known.

        >>> Words(weights={"subscribe": -150, "the": 10, "^ the": 40}).say(["the", "minister"])
        (0.354, 0.5)
        """
        if not words:
            return 0.0, 0.0
        get = self.weights.get
        total = known = found = 0
        before = "^"
        for word in words[:_MOST]:
            token = "0" if word.isdigit() else word
            own, pair = get(token), get(f"{before} {token}")
            if own is not None:
                total += own
                known += 1
            if pair is not None:
                total += pair
                found += 1
            before = token
        pair = get(f"{before} $") if len(words) <= _MOST else None
        if pair is not None:
            total += pair
            found += 1
        return round(total / 100 / sqrt(known + found or 1), 3), round(known / min(_MOST, len(words)), 3)


@cache
def shipped_words() -> Words:
    """The weights that come with the package, loaded once."""
    return msgspec.json.decode(files(__package__).joinpath("words.json").read_bytes(), type=Words)
