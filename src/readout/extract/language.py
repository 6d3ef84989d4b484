"""Which language a text is written in, by its script and its most frequent words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from readout.languages import table

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FAR = re.compile("[^\\x00-\u036f\u2000-\u2bff]")
_SAMPLE = 20_000
_FEWEST = 12
_SHORT = 40
_SHARE = 0.12
_LEAD = 1.25
_OWN = 4


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """For each listed word the languages on whose list it is."""
    data = table("shared", "stopwords")
    found: dict[str, list[str]] = {}
    for script in ("latin", "cyrillic", "arabic"):
        for code, words in data[script].items():
            for word in words.split():
                found.setdefault(word.casefold(), []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of ``text`` is in; ``None`` for a close race.

    Of texts of a few sentences only English ones are told with so little proof.

    >>> language("The ministers met in the capital and said that they would meet again when the talks were over.")
    'en'
    >>> language("Rolnek 4") is None
    True
    """
    sample = text[:_SAMPLE]
    by_script = _script(sample)
    if by_script is not None:
        return by_script
    words = Counter(word.casefold().replace("’", "'") for word in _WORD.findall(sample))
    total = words.total()
    listed = _languages_of()
    sums: Counter[str] = Counter()
    for word, times in words.items():
        for code in listed.get(word, ()):
            sums[code] += times
    scores = sorted(((times / total, code) for code, times in sums.items()), key=lambda s: (-s[0], s[1]))
    if not scores:
        return None
    (best, code), second = scores[0], scores[1][0] if len(scores) > 1 else 0.0
    if best >= _SHARE and total >= _FEWEST:
        if best >= second * _LEAD:
            return code
        near = _nearer(words, code, scores[1][1])
        if near is not None:
            return near
    return _short(sample, sums) if total < _SHORT else None


def _nearer(words: Counter[str], one: str, other: str) -> str | None:
    """Of two languages that share most of their frequent words, as Danish and Norwegian do, the one whose own words
    the text has."""
    own = Counter(
        code
        for word, times in words.items()
        if (one in (codes := _languages_of().get(word, ()))) != (other in codes)
        for code in (one if one in codes else other,) * times
    )
    ahead, behind = (one, other) if own[one] >= own[other] else (other, one)
    return ahead if own[ahead] >= _OWN and own[ahead] >= 3 * own[behind] else None


def _short(sample: str, sums: Counter[str]) -> str | None:
    """A few sentences at most: English where its letters are plain and no other language holds more of its words."""
    return "en" if sample.isascii() and sums["en"] and sums["en"] == max(sums.values()) else None


def _script(sample: str) -> str | None:
    """A language whose script is its own, or Japanese or Chinese, where most letters are of that script."""
    letters = [ord(c) for c in _FAR.findall(sample) if c.isalpha()]
    if len(letters) < 20:
        return None
    latin = sum(1 for c in sample if c.isascii() and c.isalpha())
    if len(letters) < latin:
        return None
    kana = sum(1 for c in letters if 0x3040 <= c <= 0x30FF)
    han = sum(1 for c in letters if 0x4E00 <= c <= 0x9FFF)
    if kana > len(letters) * 0.15:
        return "ja"
    if han > len(letters) * 0.6:
        return "zh"
    for code, (first, last) in table("shared", "stopwords")["scripts"].items():
        if sum(1 for c in letters if first <= c <= last) > len(letters) * 0.6:
            return str(code)
    return None
