"""Where a content that the reader marks begins and ends, set right by the words at its edges.

What the rules find of the same cue says where it could go on; by itself it moves no edge.
"""

from __future__ import annotations

from bisect import bisect_left

from readout.read.attribution.passages import Passage
from readout.types import Span, Spans

_ADDRESSED = 8  # tokens of those to whom something is told: "the families of the miners that"


def with_edges(p: Passage, content: Spans, ruled: Spans, cue: Span) -> Spans:
    """``content`` with its first and last edge set right; ``p`` is the passage of the ``cue``, ``ruled`` may be empty.

    A content that begins or ends in another passage keeps that edge, one in pieces its end.
    """
    if not content:
        return content
    pieces = list(content)
    pieces[0] = (_start(p, pieces[0], ruled, cue), pieces[0][1])
    if len(pieces) == 1:
        pieces[0] = (pieces[0][0], _end(p, _within_line(p, pieces[0]), ruled, cue))
    return tuple(pieces)


def without_cut_relative(p: Passage, source: Spans) -> Spans:
    """A source without a relative clause whose verb stands outside: "Rey, | to whom his aide, Orm, | gave word"."""
    if len(source) != 1:
        return source
    first, stop = _word_at(p, source[0][0]), _word_at(p, source[0][1])
    for comma in range(first + 1, stop - 1):
        opening = comma + 1 + (p.word(comma + 1) in p.known.prepositions)
        if p.word(comma) == "," and p.word(opening) in p.known.relatives:
            cut = not p.has_verb(opening + 1, stop) and p.is_verb(stop + (p.word(stop) == ","))
            return ((source[0][0], p.items[comma - 1].end),) if cut else source
    return source


def _start(p: Passage, piece: Span, ruled: Spans, cue: Span) -> int:
    first = _word_at(p, piece[0])
    if piece[0] < cue[1] or first == len(p) or p.items[first].start != piece[0]:
        return piece[0]
    if first and p.items[first - 1].end <= cue[1]:
        first = _after_addressee(p, first, ruled, _after_day(p, first))
    if ruled and ruled[0][0] < piece[0] < ruled[0][1]:
        earlier = _word_at(p, ruled[0][0])
        if p.word(earlier) == "it" and p.word(earlier + 1) == ":" and first <= earlier + 2:
            return ruled[0][0]  # "denied it: ..."
    return p.items[first].start if p.items[first].start < piece[1] else piece[0]


def _after_day(p: Passage, first: int) -> int:
    """The word after the day on which something was said: "announced | Thursday | large-scale exercises"."""
    day, at = _day(p, first)
    if not (day < at and p.word(day).endswith("day")):
        return first
    goes_on = p.is_word(at) and p.word(at) != "'s" and not p.is_verb(at) and p.word(at) not in p.known.prepositions
    return at if goes_on and p.word(at) not in p.known.coordinators else first


def _day(p: Passage, first: int) -> tuple[int, int]:
    """Where the words of a time begin and end, after an "on" or "late"; both the same where there are none."""
    begin = end = first + (p.word(first) in ("on", "late", "early"))
    while p.word(end) in p.known.times:
        end += 1
    return begin, end


def _after_addressee(p: Passage, first: int, ruled: Spans, start: int) -> int:
    """The "that" after those to whom something is told: "promised | the families | that"."""
    that = _word_at(p, ruled[0][0]) if ruled else -1
    if not first < that <= first + _ADDRESSED or p.word(that) != "that" or p.has_verb(first, that):
        return start
    return start if {"to", "<q>"}.intersection(p.words[first:that]) else that


def _within_line(p: Passage, piece: Span) -> Span:
    """A content without what stands under its line: "to be freed | 11 April 2031"."""
    end = p.items[-1].end
    below = piece[0] < end < piece[1] and "<q>" not in p.words and p.text[end : end + 1] == "\n"
    return (piece[0], end) if below and p.is_word(len(p) - 1) else piece


def _end(p: Passage, piece: Span, ruled: Spans, cue: Span) -> int:
    """The rules' end where the words show that the phrase goes on, or that the reporter's own clause follows."""
    if not ruled or not (piece[0] < ruled[-1][1] and ruled[-1][0] < piece[1]):
        return piece[1]
    end = ruled[-1][1]
    if piece[1] < end:
        goes_on = _goes_on(p, _word_at(p, piece[1]), _word_at(p, end))
        return end if goes_on or _lacks_verb(p, piece, cue) else piece[1]
    if end < piece[1] and _joined(p, _word_at(p, piece[0]), _word_at(p, end), piece[1]):
        return end
    return piece[1]


def _goes_on(p: Passage, first: int, stop: int) -> bool:
    """Whether the phrase before ``first`` is cut: "words | on Monday that promised", "a vote | , after the one"."""
    if p.word(first) == "," and p.word(first + 1) in ("after", "before"):
        return not p.has_verb(first + 2, stop)
    if p.word(first - 1) == "it" and p.word(first) == ":" and first + 1 < stop:
        return {"<q>"}.issuperset(p.words[first + 1 : stop])  # "denied it | : ..."
    day, at = _day(p, first)
    return day < at < stop and (p.word(at) in p.known.relatives or p.word(at).endswith("ing"))


def _lacks_verb(p: Passage, piece: Span, cue: Span) -> bool:
    """Whether the verb of a clause is cut off: "no to arbitration as the strike | enters its second day"."""
    first, stop = _word_at(p, piece[0]), _word_at(p, piece[1])
    if piece[0] < cue[1] or p.word(first) == "to" or p.has_verb(first, stop):
        return False
    return p.is_verb(stop) and p.word(stop - 1) != ","


def _joined(p: Passage, first: int, stop: int, end: int) -> bool:
    """Whether a clause with the cue's own subject follows an object: "accused Belmar of theft | and closed it"."""
    at = stop + (p.word(stop) == ",")
    if p.word(at) not in ("and", "but") or p.has_verb(first, stop):
        return False
    at += 1
    while p.is_adverb(at):
        at += 1
    if not p.is_verb(at) or p.is_auxiliary(at) or not p.items[at].start < end:
        return False
    word = p.word(at)  # a base form may go on with an infinitive: "to stop and go"
    return word.endswith("ed") or (word.endswith("s") and not word.endswith("ss"))


def _word_at(p: Passage, at: int) -> int:
    """The number of the first word that begins at or after a character; their count where none does."""
    return bisect_left(p.items, at, key=lambda item: item.start)
