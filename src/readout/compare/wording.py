"""Two wordings of one quotation, word by word, whatever marks and spaces they are printed with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from readout.compare.terms import key
from readout.compare.thresholds import CLOSE_CORE, LONGEST_CHANGE, SAME_CORE, SHORTEST_CORE
from readout.types import Span

_WORD = re.compile(r"(?:\[[^\W_]\])?[^\W_]+(?:['’.\-‐‑,][^\W_]+)*")
_BRACKETS = re.compile(r"\[[^\[\]\n]{2,60}\]")
_LONGEST = 400
_SHOWN = 6


class Word(NamedTuple):
    """A word without case and kind of apostrophe, and where it stands."""

    form: str
    span: Span


class Change(NamedTuple):
    """Words of the one wording (indices) that stand for words of the other; one side may be empty."""

    a: tuple[int, int]
    b: tuple[int, int]


def words(text: str, span: Span) -> tuple[Word, ...]:
    """The words in ``span``, at most 400 of them."""
    found = []
    bracketed = [match.span() for match in _BRACKETS.finditer(text, *span)]
    for match in _WORD.finditer(text, *span):
        if any(s <= match.start() < e for s, e in bracketed):
            continue  # the reporter's own insertion
        form = (
            match.group()
            .casefold()
            .replace("[", "")
            .replace("]", "")
            .replace("’", "'")
            .replace("‐", "-")
            .replace("‑", "-")
        )
        found.append(Word(form, match.span()))
        if len(found) == _LONGEST:
            break
    return tuple(found)


@lru_cache(maxsize=4096)
def _matcher(a: tuple[str, ...], b: tuple[str, ...]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, a, b, autojunk=False)


def likeness(a: Sequence[Word], b: Sequence[Word]) -> float:
    """Share of words in common, in order, of the shorter wording: 1 where one is a clipping of the other."""
    if not a or not b:
        return 0.0
    matcher = _matcher(tuple(w.form for w in a), tuple(w.form for w in b))
    return sum(block.size for block in matcher.get_matching_blocks()) / min(len(a), len(b))


def changes(a: Sequence[Word], b: Sequence[Word]) -> tuple[Change, ...]:
    """Where the wordings differ, in order. Two spellings of one word ("defence", "defense") are no change."""
    matcher = _matcher(tuple(w.form for w in a), tuple(w.form for w in b))
    found = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal" or _respelt(a[a1:a2], b[b1:b2]):
            continue
        found.append(Change((a1, a2), (b1, b2)))
    return tuple(found)


def core_changes(a: Sequence[Word], b: Sequence[Word]) -> tuple[Change, ...] | None:
    """The changes between the first and the last words in common; ``None`` where that is no one passage put otherwise.

    Two quotations may each begin and end elsewhere in what was said, and one may leave sentences out: that rewords
    nothing.
    """
    matcher = _matcher(tuple(w.form for w in a), tuple(w.form for w in b))
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    inner = []
    for change in changes(a, b):
        edge = change.a[1] <= first.a or change.b[1] <= first.b or change.a[0] >= last.a + last.size
        edge = edge or change.b[0] >= last.b + last.size
        sizes = (change.a[1] - change.a[0], change.b[1] - change.b[0])
        if not edge or (min(sizes) > 0 and max(sizes) <= LONGEST_CHANGE):  # "border" for "frontier" at the very end
            inner.append(change)
    common = sum(block.size for block in blocks)
    longest = max(last.a + last.size - first.a, last.b + last.size - first.b)
    shorter = min(len(a), len(b))
    least = SHORTEST_CORE if common < CLOSE_CORE * longest else SHORTEST_CORE - 1
    if common < SAME_CORE * longest or common < min(least, shorter - 1) or 2 * longest < shorter:
        return None
    if any(max(c.a[1] - c.a[0], c.b[1] - c.b[0]) > LONGEST_CHANGE for c in inner):
        return None
    return tuple(inner)


def _respelt(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """British against American spelling, or a hyphen: the same letters but for a few."""
    one, two = ("".join(re.sub(r"[-'.]", "", w.form) for w in side) for side in (a, b))
    if one == two:
        return True
    if len(a) != len(b) or not a:
        return False
    return all(
        x.form[:3] == y.form[:3]
        and abs(len(x.form) - len(y.form)) <= 2
        and key(x.form) == key(y.form)
        and _level(x.form) == _level(y.form)
        for x, y in zip(a, b, strict=True)
    )


def _level(form: str) -> str:
    return form.replace("z", "s").replace("our", "or").replace("c", "s").replace("oe", "e").replace("re", "er")


def _quote(text: str, found: Sequence[Word], ends: tuple[int, int]) -> str:
    chosen = found[ends[0] : ends[1]]
    whole = " ".join(text[chosen[0].span[0] : chosen[-1].span[1]].split())
    if len(chosen) > _SHOWN:
        left = " ".join(text[chosen[0].span[0] : chosen[1].span[1]].split())
        right = " ".join(text[chosen[-2].span[0] : chosen[-1].span[1]].split())
        whole = f"{left} … {right}"
    return f"“{whole}”"


def describe(text_a: str, a: Sequence[Word], text_b: str, b: Sequence[Word]) -> str:
    """How ``b`` departs from ``a``, as one line; empty where it does not.

    >>> one, two = "I do not expect any deal", "I don't await any deal"
    >>> describe(one, words(one, (0, 24)), two, words(two, (0, 22)))
    "“don't await” for “do not expect”"
    """
    return told(text_a, a, text_b, b, changes(a, b))


def told(text_a: str, a: Sequence[Word], text_b: str, b: Sequence[Word], found: Sequence[Change]) -> str:
    """The changes as one line."""
    parts = []
    for change in found:
        at_edge = change.a[0] == 0 or change.a[1] == len(a)
        if change.a[0] == change.a[1]:
            parts.append(f"adds {_quote(text_b, b, change.b)}")
        elif change.b[0] == change.b[1]:
            parts.append(f"{'stops short of' if at_edge else 'leaves out'} {_quote(text_a, a, change.a)}")
        else:
            parts.append(f"{_quote(text_b, b, change.b)} for {_quote(text_a, a, change.a)}")
    if len(parts) > 5:
        return f"{len(parts)} changes, among them " + "; ".join(parts[:3])
    return "; ".join(parts)
