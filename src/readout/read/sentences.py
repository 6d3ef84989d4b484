"""Sentences: where they start and end, by punctuation, letter case and a list of abbreviations.

Each stop is a candidate; small rules decide one after the other whether it ends its sentence, and a stop that no rule
speaks for ends it only where the next word can open one. English abbreviations serve English and texts of unknown
language; elsewhere the rules that hold for all scripts decide alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from readout import languages
from readout.spans import trim
from readout.types import Article, Span, Spans

ROLES = frozenset({"headline", "standfirst", "body", "subhead", "caption"})
"""Blocks whose words are the article's own prose."""

_QUOTES = "\"'“”„‟‘’‚‛«»‹›`´″′"
_CLOSERS = _QUOTES + ")]}）】」』》〉"
_OPENERS = _QUOTES + "([{（【「『《〈¿¡—–-*•·"
_WIDE_STOPS = "。！？｡"  # stops of scripts that put no space after them
_STOPS = re.compile(r"[.!?…‼⁇⁈⁉؟।॥۔။።⸮。！？｡]+")
_SPACES = " \t\u00a0\u202f\u2009\u200a\u200b\u3000\ufeff"
SENTENCES_MOST = 5000
PROSE_MOST = 300_000
"""Sentences and characters of one article's prose that are read, six times the longest article of 1,079 pages."""
_LOOK_BACK = 40
_WRAP = range(50, 101)  # widths of lines that were wrapped by a machine


class _Facts(NamedTuple):
    before_name: frozenset[str]
    before_number: frozenset[str]
    calendar: frozenset[str]
    may_end: frozenset[str]
    openers: frozenset[str]
    after_quotation: frozenset[str]


@cache
def _facts(language: str) -> _Facts:
    data = languages.table(language, "abbreviations")
    return _Facts(*(frozenset(data[name].split()) for name in _Facts._fields))


_NO_FACTS = _Facts(*[frozenset()] * 6)


def sentences(article: Article) -> Spans:
    """The sentences of an article's own prose, in text order.

    They are disjoint, each lies inside one block, and none begins or ends with white space. Closing quotation marks
    and brackets after a stop belong to the sentence that they close. Fragments (a headline, a list entry) count.
    Prose beyond any article's measure has none: see :func:`unread`.
    """
    known = article.language in languages.KNOWN or article.language is None
    facts = _facts(article.language or "en") if known else _NO_FACTS
    found: list[Span] = []
    left = PROSE_MOST
    for block in article.blocks:
        if block.role in ROLES:
            end = min(block.end, block.start + left)
            left -= end - block.start
            for piece in _pieces(article.text, (block.start, end)):
                found.extend(_split(article.text, piece, facts))
            if left <= 0 or len(found) > SENTENCES_MOST:
                break
    return tuple(found[:SENTENCES_MOST])


def unread(article: Article, found: Spans) -> int:
    """How many characters of prose follow the last of the sentences ``found`` in ``article``."""
    last = found[-1][1] if found else 0
    later = (block for block in article.blocks if block.end > last and block.role in ROLES)
    return sum(len(article.text[max(block.start, last) : block.end].strip()) for block in later)


def _pieces(text: str, block: Span) -> list[Span]:
    """The block cut at those line breaks that part sentences; lines wrapped by a machine stay together."""
    rows: list[Span] = []
    at = block[0]
    while at <= block[1]:
        end = text.find("\n", at, block[1])
        end = block[1] if end < 0 else end
        rows.append((at, end))
        at = end + 1
    if len(rows) == 1:
        return rows
    wrapped = len(rows) >= 3 and all(len(text[s:e].strip()) in _WRAP for s, e in rows[:-1] if text[s:e].strip())
    pieces: list[Span] = [rows[0]]
    for row in rows[1:]:
        before, after = trim(text, pieces[-1]), trim(text, row)
        if before and after and before[1] >= pieces[-1][1] - 3 and _goes_on(text, before, after, wrapped):
            pieces[-1] = (pieces[-1][0], row[1])
        else:
            pieces.append(row)
    return pieces


def _goes_on(text: str, before: Span, after: Span, wrapped: bool) -> bool:
    last, first = text[before[1] - 1], text[after[0]]
    if last in ".!?…:" or (last in _CLOSERS and text[before[1] - 2 : before[1] - 1] in ".!?…"):
        return False
    return first.islower() or wrapped


def _split(text: str, piece: Span, facts: _Facts) -> list[Span]:
    found: list[Span] = []
    start, end = piece
    at = start
    while match := _STOPS.search(text, at, end):
        at = match.end()
        close = _closers(text, at, end)
        if close < end and _ends(text, piece, match.span(), close, facts):
            sentence = trim(text, (start, close))
            if sentence:
                found.append(sentence)
            start = close
        at = max(at, close)
    last = trim(text, (start, end))
    if last:
        found.append(last)
    return found


def _closers(text: str, at: int, end: int) -> int:
    """Where the closing marks after a stop end; a mark that opens the next sentence is not taken."""
    close = at
    while close < end and text[close] in _CLOSERS:
        follows = text[close + 1] if close + 1 < end else " "
        if text[close] in "“„‚‘«‹" and follows.isalnum():
            return close
        if text[close] in "\"'”’»" and follows.isalpha():
            return close + 1 if _open_before(text, close, text[close]) else close
        close += 1
    if close == at and at + 1 < end and text[at] in _SPACES and text[at + 1] in '»”“’"':
        follows = text[at + 2] if at + 2 < end else " "
        if follows.isspace() or follows in ",;.":
            return at + 2
    return close


def _open_before(text: str, at: int, mark: str) -> bool:
    """Whether a quotation stands open before the mark at ``at``, by what the last 400 characters show."""
    stretch = text[max(0, text.rfind("\n", 0, at) + 1, at - 400) : at]
    if mark == '"':
        return stretch.count('"') % 2 == 1
    return any(stretch.rfind(o) > stretch.rfind(mark) for o in "“„‘«" if o in stretch)


def _ends(text: str, piece: Span, stop: Span, close: int, facts: _Facts) -> bool:
    """Whether the stop, with the closing marks up to ``close``, ends its sentence."""
    marks = text[stop[0] : stop[1]]
    if any(mark in _WIDE_STOPS for mark in marks):
        return text[close] not in ",、，；：」』"
    follows = close
    while follows < piece[1] and text[follows].isspace():
        follows += 1
    if follows == piece[1]:
        return True
    if follows == close:
        return _glued(text, piece, stop, close, facts)
    opener = follows
    while opener < piece[1] and (text[opener] in _OPENERS or text[opener] in _SPACES):
        opener += 1
    if opener == piece[1]:
        return False
    following = _word_after(text, opener, piece[1])
    first = text[opener]
    if first.islower() or (first in ",;:.!?…%)" and opener == follows):
        return False
    if marks[-1] in "!?‼⁇⁈⁉؟⸮" or marks[-1] in "।॥۔။።":
        return not (close > stop[1] and _names_speaker(text, opener, piece[1], facts))
    if "…" in marks or len(marks) > 1:
        return _ellipsis_ends(text, stop, first)
    if close > stop[1]:
        return not _names_speaker(text, opener, piece[1], facts)
    return _full_stop_ends(text, piece, stop[0], following, marked=opener > follows, facts=facts)


def _full_stop_ends(text: str, piece: Span, stop: int, following: str, *, marked: bool, facts: _Facts) -> bool:
    before = _word_before(text, stop, piece[0])
    low = before.lower()
    opens = following.lower() in facts.openers or marked
    if low in facts.calendar and following[:1].isdigit():
        return False
    if low in facts.before_number and (low not in facts.before_name or before[:1].islower()):
        if following[:1].isdigit() or (len(low) <= 2 and low not in {"no", "pt"} and not opens):
            return False
        if low in facts.calendar or low in facts.may_end:
            return opens
        return True
    if low in facts.before_name:
        # "St." and the like close a sentence only as ordinary lower-case words ("she sold the v."): too rare to serve.
        return False
    if low in facts.may_end or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", before):
        return opens
    if len(before) == 1 and before.isalpha():
        return before.islower() or (opens and not _initial(text, stop, piece[0]))
    if before.isdigit():
        if _first_in_line(text, stop - len(before), piece[0]):
            return False
        return facts is not _NO_FACTS or len(before) > 2
    return bool(before) or text[stop - 1 : stop] in _CLOSERS or text[stop - 1 : stop] in "%°€$£"


def _initial(text: str, stop: int, floor: int) -> bool:
    """Whether the single capital before the stop stands after a capitalised word: "Ilse B. Marn"."""
    back = text[max(floor, stop - 1 - _LOOK_BACK) : stop - 1].rstrip(_SPACES)
    word = re.search(r"[\w'’.-]+$", back)
    return word is None or (word.group()[-1:] == "." and word.group()[:1].isupper())


def _ellipsis_ends(text: str, stop: Span, first: str) -> bool:
    """Dots between spaces or in brackets stand for words left out; dots on a word may end the sentence."""
    before = text[stop[0] - 1] if stop[0] else " "
    if before.isspace() or before in "([":
        return False
    return first.isupper() or not first.isalpha() or first.upper() == first


def _names_speaker(text: str, at: int, end: int, facts: _Facts) -> bool:
    """Whether at most four capitalised words and then a verb of speech follow: "Why?" Ilse Marn asked."""
    if not facts.after_quotation:
        return False
    found = re.compile(r"((?:[A-Z][\w'’.-]{0,30}\s){1,4})(\w{2,12})\b").match(text, at, min(end, at + 160))
    if found is None or found.group(2) not in facts.after_quotation:
        return False
    return found.group(1).split()[0].lower() not in facts.openers


def _glued(text: str, piece: Span, stop: Span, close: int, facts: _Facts) -> bool:
    """Whether a sentence ends although no space follows: "the border.The army"; never inside an address."""
    found = re.compile(r"[“‘\"«(]?(?:[A-Z][a-z]+|A|I)(?=[\s,’'])").match(text, close, min(piece[1], close + 40))
    if found is None or "…" in text[stop[0] : stop[1]]:
        return False
    low = max(piece[0], stop[0] - _LOOK_BACK)
    token = re.search(r"\S+$", text[low : stop[0]])
    if token is None or re.search(r"[@/\\#_]|www|\w\.\w|:\w", token.group()):
        return False
    word = re.search(r"[^\W\d_]+[\"”’')]*$", token.group())
    if word is None:
        return token.group()[-1].isdigit() and len(found.group()) > 2
    letters = word.group().rstrip("\"”’')")
    return len(letters) >= 3 and letters.lower() not in facts.before_name | facts.may_end | facts.before_number


def _first_in_line(text: str, at: int, floor: int) -> bool:
    return not text[max(floor, at - 3) : at].strip()


def _word_before(text: str, stop: int, floor: int) -> str:
    found = re.search(r"[\w'’.&-]+$", text[max(floor, stop - _LOOK_BACK) : stop])
    return found.group().strip("'’-") if found else ""


def _word_after(text: str, at: int, end: int) -> str:
    found = re.compile(r"[\w'’-]+").match(text, at, min(end, at + _LOOK_BACK))
    return found.group().split("'")[0].split("’")[0] if found else ""
