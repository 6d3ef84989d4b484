"""Which names of one account are names of one person, body or place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

_TRANSLITERATIONS = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("iy", "i"), ("yi", "i"),
    ("ii", "i"), ("yy", "i"), ("iu", "yu"), ("ij", "i"), ("ey", "ei"), ("ay", "ai"), ("oy", "oi"), ("ye", "e"),
    ("ie", "e"), ("yo", "e"), ("y", "i"), ("j", "i"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("q", "k"),
    ("c", "k"), ("x", "ks"), ("'", ""), ("’", ""),
)  # fmt: skip
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@cache
def skeleton(word: str) -> str:
    """A word with the letters folded that transliterations into English write now one way, now another.

    >>> skeleton("Zelenskyy") == skeleton("Zelenskiy") == skeleton("Zelensky")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
    for written, folded in _TRANSLITERATIONS:
        plain = plain.replace(written, folded)
    plain = re.sub(r"(.)\1+", r"\1", plain)
    return plain.rstrip(".")


def name_words(name: Sequence[str]) -> tuple[str, ...]:
    """The folded words of a person's name, without marks; a generation suffix goes before the given name.

    >>> name_words(["Ole", "Tid", "Jr."])
    ('ir|ole', 'tid')
    """
    folded = tuple(skeleton(word) for word in name if word[0].isalnum())
    suffix = next((word for raw, word in zip(name, folded, strict=False) if raw.lower().rstrip(".") in _SUFFIXES), None)
    plain = tuple(word for word in folded if word != suffix) or folded
    return (f"{suffix}|{plain[0]}", *plain[1:]) if suffix and len(plain) > 1 else plain


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names can be names of one person: same family name, and given names that agree.

    Initials agree with what they begin, a middle name may be missing, and one letter may differ in a longer name.

    >>> same_person(("anthony", "marn"), ("antony", "marn")), same_person(("ilse", "marn"), ("ole", "marn"))
    (True, False)
    """
    if len(a) < 2 or len(b) < 2 or not _close(a[-1], b[-1]):
        return len(a) >= 2 and len(b) >= 2 and (tuple(a[: len(b)]) == tuple(b) or tuple(b[: len(a)]) == tuple(a))
    return _given_agree(a[0], b[0]) and (len(a) == 2 or len(b) == 2 or _given_agree(a[1], b[1]))


def _given_agree(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return _close(a, b) or (min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)))


def _close(a: str, b: str) -> bool:
    """Whether two folded words are equal, or differ by one letter and are long enough for that to be a spelling."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1 or len(short) < 5 or short[0] != long[0]:
        return False
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])


def part_of(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a shorter name is the end of a full one ("López Obrador"), or its family name alone."""
    if len(short) >= len(full):
        return False
    return all(_close(x, y) for x, y in zip(short, full[len(full) - len(short) :], strict=True))


def initials(name: Sequence[str]) -> str:
    """The first letters of the words with a capital: "Organization of Marn States" gives "OMS"."""
    return "".join(word[0] for word in name if word[0].isupper())
