"""Two wordings of one thing, word by word: what they share and where they part."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from msgspec import Struct

_LONGEST = 400  # words; beyond it nothing is marked, for matching costs the square of the length
_WORD = re.compile(r"\S+\s*")
_EDGES = re.compile(r"^\W+|\W+$")
_DASHES = str.maketrans("–—−", "---")
_APOSTROPHES = str.maketrans("’‘", "''")


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of one wording, and whether the other has it differently."""

    text: str
    differs: bool


def _same(word: str) -> str:
    """The word as it is compared: marks at its edges and shapes of dashes and apostrophes tell no wordings apart."""
    return _EDGES.sub("", word.strip().translate(_APOSTROPHES)) or word.strip().translate(_DASHES)


def _pieces(words: list[str], differing: set[int]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for place, word in enumerate(words):
        differs = place in differing
        if pieces and pieces[-1].differs == differs:
            pieces[-1] = Piece(text=pieces[-1].text + word, differs=differs)
        else:
            pieces.append(Piece(text=word, differs=differs))
    return tuple(pieces)


def apart(a: str, b: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both wordings in pieces, those marked in which they differ.

    >>> [piece.text for piece in apart("we came for metres", "we come for metres")[0] if piece.differs]
    ['came ']
    """
    one, two = _WORD.findall(a), _WORD.findall(b)
    if max(len(one), len(two)) > _LONGEST:
        return (Piece(text=a, differs=False),), (Piece(text=b, differs=False),)
    matcher = SequenceMatcher(None, [_same(word) for word in one], [_same(word) for word in two], autojunk=False)
    left: set[int] = set()
    right: set[int] = set()
    for tag, start, end, start_b, end_b in matcher.get_opcodes():
        if tag != "equal":
            left.update(range(start, end))
            right.update(range(start_b, end_b))
    return _pieces(one, left), _pieces(two, right)
