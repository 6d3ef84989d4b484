"""What is said: the stretch of words that a cue introduces, or that stands before it.

Stretches are half-open pairs of token numbers of a passage. Each rule gives None where its frame is not there.
"""

from __future__ import annotations

from typing import NamedTuple

from readout.read.attribution.content_edges import content_stop, object_stop, without_edge
from readout.read.attribution.noun_phrases import Stretch
from readout.read.attribution.passages import Passage

_PREPOSITIONS = ("for", "of", "against", "about", "on", "with", "over")
_OBJECTS = frozenset(
    ["np", "np_of", "np_for", "np_as", "np_name", "np_inf", "inf", "as", "to_np", "ing", *_PREPOSITIONS]
)
_FAR = 40  # tokens between a cue and the words it introduces


class Right(NamedTuple):
    """The words after a cue: where the content begins and stops, and where the cue itself ends ("called for")."""

    content: Stretch
    cue_stop: int
    frame: str


def content_after(
    p: Passage, at: int, frames: frozenset[str], finite_cues: tuple[int, ...], *, subordinate: bool = False
) -> Right | None:
    """The content that begins after a cue; ``at`` is the token after the cue's last word.

    ``subordinate`` says that the cue stands in a subordinate clause, whose end a comma marks.
    """
    for rule in (_colon, _quoted, _that, _wh, _infinitive, _told, _of, _for, _object_infinitive, _as, _named,
                 _preposition, _bare, _gerund, _object):  # fmt: skip
        found = rule(p, at, frames)
        if found is not None:
            start, cue_stop, frame = found
            stop = content_stop(p, start, finite_cues)
            if frame in _OBJECTS or subordinate:
                stop = without_edge(p, start, object_stop(p, start, stop, frame=frame, subordinate=subordinate))
            return Right((start, stop), cue_stop, frame) if stop > start else None
    return None


Found = tuple[int, int, str] | None


def _clausal(frames: frozenset[str]) -> bool:
    return not frames.isdisjoint(("that", "quote", "told"))


def _adjuncts_end(p: Passage, at: int, targets: tuple[str, ...]) -> int | None:
    """The first of ``targets`` after ``at`` with only adverbials, times or an addressee between."""
    number = at
    commas = 0
    while number < len(p) and number - at < _FAR:
        word = p.word(number)
        if word in targets:
            return number if commas % 2 == 0 or word == "<q>" or (commas == 1 and p.word(number - 1) == ",") else None
        if word == "<q>" and not p.ends_in_stop(number):
            number += 1  # "told “Morning Call” that"
            continue
        if word in (";", "(", ".", "!", "?", "<q>", ":") or p.is_verb(number):
            return None
        commas += word == ","
        number += 1
    return None


def _is_adjunct(p: Passage, at: int) -> bool:
    word = p.word(at)
    known = p.known
    return word in known.prepositions or word in known.times or p.is_adverb(at) or word == ","


def _colon(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if not _clausal(frames):
        return None
    colon = at + 1 if p.is_adverb(at) or p.word(at) in p.known.times else at
    if p.word(colon) == ":" and colon + 1 < len(p):
        return (colon + 1, colon + 1, "colon")
    if _is_adjunct(p, at) or "told" in frames:
        later = _adjuncts_end(p, at, (":",))
        if later is not None and p.word(later + 1) == "<q>":
            return (later + 1, at, "colon")
    return None


def _quoted(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if not _clausal(frames):
        return None
    number = at
    if p.word(number) == "," or p.word(number) == "-":
        number += 1
    if p.word(number) == "<q>":
        return (number, at, "quote")
    if _is_adjunct(p, at) or "told" in frames:
        quotation = _adjuncts_end(p, at, ("<q>",))
        if quotation is not None and p.word(quotation - 1) == ",":
            return (quotation, at, "quote")
    return None


def _is_complementizer(p: Passage, at: int) -> bool:
    return p.word(at) == "that" and not p.is_verb(at + 1) and p.word(at + 1) not in ("", ".", ",", "<q>x")


def _that(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if "that" not in frames and "told" not in frames:
        return None
    if (
        p.word(at) == "that"
        and p.word(at + 1) not in ("", ".", ",", ";")
        and (not p.is_verb(at + 1) or "told" not in frames)
    ):
        return (at, at, "that")
    if _is_adjunct(p, at):
        that = _adjuncts_end(p, at, ("that",))
        if that is not None and _is_complementizer(p, that) and not p.is_auxiliary(that + 1):
            return (that, at, "that")
    return None


def _told(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if "told" not in frames:
        return None
    that = _adjuncts_end(p, at, ("that",))
    if that is not None and _is_complementizer(p, that):
        return (that, at, "that")
    stop = _addressee_end(p, at)
    if stop is None:
        return None
    if p.word(stop) in p.known.wh and p.word(stop) not in ("who", "which"):
        return (stop, at, "wh")
    if p.word(stop) == "to" and "np_inf" in frames:
        negated = p.word(stop - 1) == "not" and stop - 1 > at  # "told its citizens not to travel"
        return (stop - negated, at, "np_inf")
    if p.starts_noun_phrase(stop) and p.has_verb(stop + 1, _clause_stop(p, stop)):
        return (stop, at, "bare")
    return None


def _addressee_end(p: Passage, at: int) -> int | None:
    """Where the person told ends: a pronoun, "reporters", a name, "the BBC", with times and places after it."""
    known = p.known
    number = at
    if p.word(number) in known.object_pronouns or p.word(number) in ("her", "you", "it"):
        number += 1
    else:
        while p.is_word(number) and not p.is_verb(number) and p.word(number) not in known.wh and number - at < 12:
            if number > at and p.word(number) in ("to", "that"):
                break
            if number > at and p.starts_noun_phrase(number) and not _tied(p, number):
                break
            number += 1
    return number if number > at else None


def _tied(p: Passage, at: int) -> bool:
    """Whether a noun phrase start at ``at`` still belongs to what is before it."""
    before = p.word(at - 1)
    known = p.known
    return (
        before in known.prepositions
        or before in known.determiners
        or before in known.coordinators
        or before == "'s"
        or (p.items[at].upper and p.items[at - 1].upper)
        or p.word(at) in known.times
        or p.word(at)[:1].isdigit()
    )


def _wh(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if "wh" in frames and p.word(at) in p.known.wh:
        return (at, at, "wh")
    return None


def _infinitive(p: Passage, at: int, frames: frozenset[str]) -> Found:
    number = at + 1 if p.word(at) == "not" else at
    if "inf" in frames and p.word(number) == "to" and p.is_word(number + 1) and not p.starts_noun_phrase(number + 1):
        return (at, at, "inf")
    return None


def _of(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if "np_of" not in frames or not _starts_object(p, at):
        return None
    of = _adjuncts_end(p, at, ("of",))
    # "accused the head of the bank of lying": the "of" that counts may be a later one; the content is the same
    return None if of is None or of == at else (at, at, "np_of")


def _for(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if "np_for" not in frames or not _starts_object(p, at):
        return None
    reason = _adjuncts_end(p, at, ("for",))
    return None if reason is None or reason == at else (at, at, "np_for")


def _object_infinitive(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if "np_inf" not in frames or not _starts_object(p, at):
        return None
    to = _adjuncts_end(p, at, ("to",))
    return None if to is None or to == at or p.starts_noun_phrase(to + 1) else (at, at, "np_inf")


def _as(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if "np_as" not in frames:
        return None
    if p.word(at) == "as":
        return (at, at, "as")
    if _starts_object(p, at) and _adjuncts_end(p, at, ("as",)) is not None:
        return (at, at, "np_as")
    return None


def _named(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if "np_name" not in frames or not _starts_object(p, at):
        return None
    stop = _clause_stop(p, at)
    if "<q>" in p.words[at:stop]:
        return (at, at, "np_name")
    if p.word(at) in ("it", "him", "her", "them", "himself", "herself", "itself", "this") and stop - at > 1:
        return (at, at, "np_name")
    number = at + 1
    while number < stop and (not p.starts_noun_phrase(number) or _tied(p, number)):
        number += 1
    return (at, at, "np_name") if number < stop and p.word(number) in ("a", "an", "the") else None


def _preposition(p: Passage, at: int, frames: frozenset[str]) -> Found:
    word = p.word(at)
    if word == "to" and "to_np" in frames and p.starts_noun_phrase(at + 1):
        return (at + 1, at + 1, "to_np")
    if word not in _PREPOSITIONS or word not in frames or not p.word(at + 1) or p.word(at + 1) in p.known.times:
        return None
    if not p.is_word(at + 1) and p.word(at + 1) != "<q>":
        return None
    return (at + 1, at + 1, word)


def _bare(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if "bare" not in frames:
        return None
    start = _skip_adjuncts(p, at)
    stop = _clause_stop(p, start)
    if start >= stop or not (p.is_word(start) or p.word(start) == "<q>"):
        return None
    if p.word(start) in p.known.prepositions or p.word(start) in p.known.coordinators or p.word(start) in p.known.times:
        opening = p.word(start) in (
            "if",
            "after",
            "in",
            "with",
            "under",
            "despite",
            "without",
            "for",
            "by",
            "before",
            "from",
        )
        if not opening or "," not in p.words[start:stop] or start != at:
            return None
    if p.word(start) in p.known.relatives and (p.word(start) != "that" or p.is_auxiliary(start + 1)):
        return None
    if p.is_auxiliary(start) or (p.is_adverb(start) and p.is_verb(start + 1)):
        return None  # "Belmar, which officials say actively sought to sway the vote"
    verb = next((number for number in range(start + 1, stop) if p.is_verb(number)), stop)
    while p.is_adverb(verb - 1):
        verb -= 1
    if p.word(verb - 1) in ("and", "but", "or", ",") and verb - 1 > start:
        return None  # "recalled its envoy and closed the border"
    whole = p.has_verb(start + 1, stop) or (p.starts_noun_phrase(start) and "<q>" in p.words[start + 1 : stop])
    sure = "clause" in frames and start == at and p.starts_noun_phrase(start) and stop - start > 4
    return (start, at, "bare") if whole or sure else None


def _skip_adjuncts(p: Passage, at: int) -> int:
    """The first token after times, adverbs and "in a statement" that follow a cue."""
    number = at
    known = p.known
    for _ in range(6):
        word = p.word(number)
        if word in ("on", "late", "early", "last", "this", "at", "in", "since") and p.word(number + 1) in known.times:
            number += 2
            while p.word(number) in known.times or (p.word(number)[:1].isdigit() and p.word(number - 1) in known.times):
                number += 1
        elif (word in known.times and p.items[number].upper) or word in (
            "yesterday",
            "today",
            "earlier",
            "later",
            "recently",
            "again",
        ):
            number += 1
        elif word in ("in", "on", "at", "during", "to", "after", "from", "before", "through", "by"):
            if word == "to" and not (p.starts_noun_phrase(number + 1) or p.word(number + 1).endswith("s")):
                return at
            stop = number + 2
            while (
                stop < len(p)
                and p.is_word(stop)
                and (_tied(p, stop) or not p.starts_noun_phrase(stop))
                and not p.is_verb(stop)
            ):
                stop += 1
            if stop >= len(p) or p.is_verb(stop) or not p.starts_noun_phrase(stop) or stop - number > 14:
                return at
            number = stop
        else:
            break
    return number


def _gerund(p: Passage, at: int, frames: frozenset[str]) -> Found:
    word = p.word(at)
    if "ing" in frames and word.endswith("ing") and len(word) > 4 and not p.items[at].upper:
        return (at, at, "ing")
    return None


def _object(p: Passage, at: int, frames: frozenset[str]) -> Found:
    if "np" not in frames:
        return None
    start = at
    if p.word(start) == "on" and p.word(start + 1) in p.known.times:
        start += 1
    while p.word(start) in p.known.times and p.items[start].upper and p.word(start + 1) != "'s":
        start += 1
    return (start, at, "np") if _starts_object(p, start) else None


def _starts_object(p: Passage, at: int) -> bool:
    word = p.word(at)
    known = p.known
    if word == "<q>":
        return True
    if not p.is_word(at) or word in known.prepositions or word in known.coordinators or word in known.subordinators:
        return word == "that" and p.is_word(at + 1)
    return (
        word not in known.times
        and not p.is_verb(at)
        and word not in ("he", "she", "they", "we", "i", "who", "n't", "not")
    )


def _clause_stop(p: Passage, at: int) -> int:
    """The end of the clause at its next strong mark: a sentence's stop, a semicolon."""
    number = at
    while (
        number < len(p)
        and p.word(number) not in (";", "?", "!")
        and not (p.word(number) == "." and number + 1 == len(p))
    ):
        number += 1
    return number
