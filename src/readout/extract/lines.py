"""What a line or an element shows of itself, whatever stands around it: measures, the same for every language but for
the phrases of ``shared/boilerplate.toml``.
"""

from __future__ import annotations

import re
from math import log1p

from readout.extract.phrases import line_key, phrase

SENTENCE_ENDS = ".!?…\"'”’»。！？।؟"
KINDS = ("share", "promo", "newsletter", "comment", "source-link", "footer", "navigation", "credit", "widget")
"""The kinds of boilerplate that a line can say it is (:func:`readout.extract.phrases.phrase`)."""
MEASURES = (
    "size", "words", "stop", "quote-end", "goes-on", "digit-end", "upper-start", "lower-start", "digit-start",
    "quote-start", "mark-start", "sentences", "commas", "lower", "upper", "capitals", "digits", "word-length",
    "short-words", "ago", "address", "marks", "copyright", "dated", "quotes", "bullet", "bracket", "question",
    "colon", *(f"says:{kind}" for kind in KINDS),
)  # fmt: skip
"""The names of a line's measures, in the order of :attr:`Line.measures`."""

_STOPS = frozenset(".!?…。！？।؟")
_QUOTES = frozenset("\"'”’»」")
_OPENING = frozenset("\"'“‘«„「")
_BULLETS = frozenset("•-–—*▪●")
_SAID = {"is": 3.0, "starts": 2.0, "has": 1.0}
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"\w+")
_QUOTED = re.compile(r"[“”«»„\"「]")
_SENTENCE = re.compile(r"[.!?][\"'”’»)]?\s+[\"'“‘«(]?[^\W\d_a-z]|[。！？।؟]")
_AGO = re.compile(r"\b\d{1,3}\s?(?:m|h|d|min|mins|minutes?|hours?|hrs?|days?|weeks?|months?)\.?\s+ago\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|(?<!\w)@\w{3,}|(?<!\w)#\w{3,}")
_MARKS = re.compile(r"[|›»→•·©►▶]")
_HEAD = 1200
_PROSE = 60


class Line:
    """One segment: its characters, its words in lower case, its key (:func:`line_key`), what boilerplate it says it is,
    whether it ends as a sentence does, whether it is prose, and its measures."""

    __slots__ = ("key", "long_words", "measures", "prose", "said", "size", "stop", "words")

    def __init__(self, text: str) -> None:
        head = text[:_HEAD]
        self.size = size = len(text)
        self.key = line_key(head)
        self.said = said = phrase(text)
        last = text[-1]
        stop, quote = last in _STOPS, last in _QUOTES
        self.stop = stop or quote
        self.prose = size >= _PROSE and self.stop and said is None
        lower = head.lower()
        self.words = words = _WORDS.findall(lower)
        self.long_words = [word for word in words if len(word) > 3]
        tokens = head.split()
        count = len(tokens)
        firsts = [token[0] for token in tokens]
        first = text[0]
        digits = len(_DIGIT.findall(head))
        short, plain = size < 400, head.isascii()
        commas = head.count(",")
        if not plain:
            commas += head.count("،") + head.count("、") + head.count("，")
        says = [0.0] * len(KINDS)
        if said is not None and said[0] in KINDS:
            says[KINDS.index(said[0])] = _SAID[said[1]]
        self.measures = (
            log1p(size), log1p(len(words)), stop, quote, last in ":;,-–—", last.isdigit(),
            first.isupper(), first.islower(), first.isdigit(), first in _OPENING, not first.isalnum(),
            min(8, len(_SENTENCE.findall(head))) if size >= _PROSE else 0,
            commas / count,
            len([c for c in firsts if c.islower()]) / count, len([c for c in firsts if c.isupper()]) / count,
            head.isupper(), digits / len(head), len(head) / count,
            len([word for word in words if len(word) < 4]) / (len(words) or 1),
            bool(short and digits and _AGO.search(head)),
            bool(short and ("@" in head or "#" in head or "://" in head or "www." in lower) and _ADDRESS.search(head)),
            (head.count("|") if plain else len(_MARKS.findall(head))) if short else 0, "©" in head or "copyright" in
            lower, bool(digits and size < 160 and _DATED.search(head)),
            head.count('"') if plain else len(_QUOTED.findall(head)), first in _BULLETS, "(" in head, "?" in head, ":"
            in head[:40], *says,
        )  # fmt: skip
