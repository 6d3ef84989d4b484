"""Objects: the noun phrase that begins at a word, after a verb or after a preposition."""

from __future__ import annotations

from readout.read.events.clauses import Clauses
from readout.read.events.grammar import QUOTES, STOPS, Range


def noun_right(
    c: Clauses, start: int, limit: int | None = None, chain: bool = True, begin: int | None = None
) -> Range | None:
    """The noun phrase that begins at or shortly after word ``start``, "of" chains and lists of names included."""
    stop = len(c.words) if limit is None else min(limit, len(c.words))
    while start < stop and (c.is_adverb(start) or c.low(start) in QUOTES):
        start += 1
    i = start
    while i < stop and i - start < 40:
        low = c.low(i)
        if low == "(" and i > start and (closing := _closing(c, i)) is not None:
            i = closing + 1
            continue
        if i in c.first_at:
            break
        if low in STOPS or i in c.timed or (low in c.g.modal and not c.capital(i)):
            break
        if i > start and low in c.g.subject_pronoun and low not in ("it", "you"):
            break  # "told governors he ..."
        if low == ",":
            if not _list_goes_on(c, i, stop):
                break
        elif low in c.g.coordinator:
            if i == start or not _joins_nouns(c, i, stop):
                break
        elif _ends_phrase(c, i, start, chain):
            break
        i += 1
    end = i
    while end > start and (
        (not c.words[end - 1].text[0].isalnum() and c.low(end - 1) != "'s")
        or c.low(end - 1) in c.g.determiner
        or c.low(end - 1) in c.g.preposition
        or c.low(end - 1) in c.g.coordinator
        or c.is_adverb(end - 1)
    ):
        end -= 1
    if end <= start or not c.words[start].text[0].isalnum():
        return None
    return (start if begin is None else begin, end)


def _ends_phrase(c: Clauses, i: int, start: int, chain: bool) -> bool:
    """Whether a preposition or a joint of clauses at word ``i`` ends the phrase; "of" continues a ``chain``."""
    low = c.low(i)
    if low in c.g.preposition or low == "to":
        return i > start and (low != "of" or not chain)
    return (low in c.g.subordinator or low in c.g.relative) and (i > start or low != "that")


def _closing(c: Clauses, opening: int) -> int | None:
    """The index of the bracket that closes a short insertion such as "(WHO)"."""
    return next((i for i in range(opening + 1, min(opening + 8, len(c.words))) if c.low(i) == ")"), None)


def _list_goes_on(c: Clauses, comma: int, stop: int) -> bool:
    if not c.capital(comma + 1) and c.low(comma + 1) not in c.g.determiner:
        return False
    for k in range(comma + 1, min(stop, comma + 9)):
        if k in c.first_at or c.low(k) in c.g.relative or c.low(k) in STOPS:
            return False
        if c.low(k) in ("and", "or", "&"):
            return c.capital(k + 1) or c.low(k + 1) in c.g.determiner
    return False


def _joins_nouns(c: Clauses, joint: int, stop: int) -> bool:
    for k in range(joint + 1, min(stop, joint + 8)):
        at = c.first_at.get(k)
        if at is not None:
            return k > joint + 1 and c.verbs[at].form != "finite"
        if c.low(k) in (",", ";") or (c.low(k) in c.g.preposition and k > joint + 1):
            return True
    return True


def object_of(c: Clauses, k: int) -> Range | None:
    """The object of active verb ``k``: the noun phrase right after it."""
    main = c.verbs[k].main
    at = main + 1
    while at < len(c.words) and (
        c.is_adverb(at)
        or at in c.timed
        or (c.low(at) in ("by", "in", "at", "before", "until") and at + 1 in c.timed)
        or (c.low(at) == "on" and at + 1 in c.timed)
    ):
        at += 1
    low = c.low(at)
    if (low, c.low(at + 1)) in (("at", "least"), ("at", "most"), ("more", "than"), ("up", "to"), ("over", "a")):
        return noun_right(c, at + 2, chain=c.verbs[k].lemma not in c.g.of_complement, begin=at)
    following = c.low(at + 1)
    if low in ("that", "this", "it", "them", "these", "those", "both") and (
        following in c.g.preposition or following in (".", ",", "") or at + 1 in c.timed or c.is_adverb(at + 1)
    ):
        return (at, at + 1)
    if low == "as" and c.verbs[k].lemma in c.g.as_complement:
        at = _after_as(c, at)
        low = c.low(at)
    if not low or low in c.g.preposition or low in ("to", "that", ",") or low in c.g.coordinator:
        return None
    return noun_right(c, at, chain=c.verbs[k].lemma not in c.g.of_complement)


def _after_as(c: Clauses, at: int) -> int:
    """Past 'as "destabilising"', to the noun phrase it is said of."""
    if c.low(at + 1) in QUOTES:
        for i in range(at + 2, min(at + 9, len(c.words))):
            if c.low(i) in QUOTES:
                return i + 1
    return at + 2


def after_preposition(c: Clauses, k: int, preposition: str, end: int) -> Range | None:
    """The noun phrase after ``preposition`` in the clause of verb ``k``, times aside."""
    for i in range(c.verbs[k].main + 1, end):
        if c.low(i) == preposition and i + 1 not in c.timed and i not in c.in_verb:
            if preposition == "to" and not _can_receive(c, i + 1):
                continue
            if preposition == "with" and c.low(i - 1) == ",":
                continue  # ", with the pair expected to"
            if preposition == "by" and i + 1 in c.first_at:
                continue
            found = noun_right(c, i + 1, end)
            if found is not None:
                return found
    return None


def _can_receive(c: Clauses, i: int) -> bool:
    """Whether a noun phrase and no unlisted infinitive follows "to"."""
    return c.opens_noun(i) or c.low(i).endswith("s") or c.low(i + 1) in (",", ".", "") or c.low(i) in "'\"“"
