"""Which documents of the public sets are kept for measuring: the reader was trained on the others."""

from __future__ import annotations

from hashlib import md5


def held_out(name: str, share: int = 5) -> bool:
    """Whether a document is one of those kept: one in ``share``, by the MD5 of its id (in PLV of its text).

    >>> [name for name in "abcdefghijklmnop" if held_out(name)]
    ['j', 'n']
    """
    return int(md5(name.encode()).hexdigest(), 16) % share == 0
