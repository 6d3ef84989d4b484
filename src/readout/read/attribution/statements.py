"""The rules that read one passage: each finds an attribution of one shape around a cue, or abstains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from readout.read.attribution.content_edges import (
    content_before,
    content_stop,
    dateline_end,
    object_stop,
    resumption,
    split_around,
)
from readout.read.attribution.contents import content_after
from readout.read.attribution.cue_verbs import CueVerb, cue_verbs
from readout.read.attribution.cues import Kind, Lexicon
from readout.read.attribution.noun_phrases import Stretch, noun_phrase_after, noun_phrase_before, subject_before
from readout.read.attribution.passages import Passage
from readout.read.attribution.sources import (
    Find,
    describes,
    is_plural,
    is_subordinate,
    main_subject,
    nearest_subject,
    subject_of,
)

_NEAR = 14  # tokens between a cue and the quotation that goes on after it, or between "with" and its verb
_OBJECTS = frozenset(["np", "np_of", "np_as", "np_for", "np_name", "np_inf"])


class _Context(NamedTuple):
    """A cue verb with what is known of its passage so far.

    ``finite`` are the tokens of the passage's finite cues, ``earlier`` the finds before this one, ``taken`` the token
    up to which contents that stand before their cue are used up.
    """

    verb: CueVerb
    finite: tuple[int, ...]
    earlier: Sequence[Find]
    taken: int
    headline: bool

    @property
    def cue(self) -> Stretch:
        return (self.verb.group.start, self.verb.after)


def statements(p: Passage, words: Lexicon, kinds: frozenset[Kind], *, headline: bool) -> list[Find]:
    """The attributions of one passage, in the order of their cues."""
    found: list[Find] = []
    verbs = cue_verbs(p, words, kinds)
    finite = tuple(verb.at for verb in verbs if verb.form != "ing" and not _infinitive(p, verb))
    taken = 0
    for verb in verbs:
        if found and found[-1].cue[0] <= verb.at < found[-1].cue[1]:
            continue  # "point" inside "point out"
        find = _read(p, _Context(verb, finite, found, taken, headline))
        if find is None:
            continue
        found.append(find)
        if find.contents and find.contents[0][1] <= find.cue[0]:
            taken = max(taken, find.cue[1])
    found.extend(_according(p, words))
    found.extend(_noun_cues(p, words, finite))
    if not found:
        found.extend(_named_before_colon(p))
    return sorted((_with_occasion(p, find, words) for find in found), key=lambda find: find.cue)


def _infinitive(p: Passage, verb: CueVerb) -> bool:
    """Whether a base form after "and" goes on with an infinitive or a modal: "could build it and offer it to all"."""
    if verb.form != "base" or verb.group.auxiliaries or p.word(verb.group.start - 1) not in ("and", "or", "but", ","):
        return False
    return any(word == "to" or word in p.known.modals for word in p.words[: verb.at])


def _read(p: Passage, context: _Context) -> Find | None:
    """What the cue verb attributes; its form decides which rules are asked."""
    verb = context.verb
    group = verb.group
    if group.modal or group.negated:
        return None
    if verb.form == "ing":
        return _participial(p, context)
    if verb.form == "participle":
        if group.passive:
            return _announced(p, context) or _passive(p, context)
        helped = p.known.have | p.known.do
        if group.auxiliaries[-1] not in helped and not p.known.have.intersection(group.auxiliaries):
            return None
    return _inverted(p, context) or _active(p, context)


def _active(p: Passage, context: _Context) -> Find | None:
    """A subject before its cue, what is said after it, before it, or around it."""
    verb, cue = context.verb, context.cue
    after, frames = verb.after, verb.frames
    source, before = subject_of(p, verb.group, context.earlier)
    if source is None or not _speaks(p, verb, source):
        return None
    main = not any(start <= verb.at < stop for find in context.earlier for start, stop in find.contents)
    if p.word(before - 1) == "as" and "after" in frames:
        return _as_noted(p, context, source, before - 1)
    around = split_around(p, before, context.taken, after, frames)
    if around is not None:
        return Find(source, cue, around, main)
    left = _left(p, context, before)
    if left is not None and p.word(left[1] - 1) == "<q>":
        more = resumption(p, after, left)
        return Find(source, cue, (left,) if more is None else (left, more), main)
    right = content_after(p, after, frames, context.finite, subordinate=is_subordinate(p, source))
    if left is not None and right is None:
        more = resumption(p, after, left)
        return Find(source, cue, (left,) if more is None else (left, more), main)
    if left is not None and right is not None and right.frame == "quote" and p.word(after) == ",":
        return Find(source, cue, (left, right.content), main)
    if right is not None:
        return Find(source, (cue[0], right.cue_stop), (right.content,), main)
    if p.word(after) == ":" and after + 1 == len(p) and not frames.isdisjoint(("quote", "that")):
        return Find(source, (cue[0], after + 1), (), main)  # what follows is another passage
    return None


def _speaks(p: Passage, verb: CueVerb, source: Stretch) -> bool:
    """Whether a subject can be the source of this cue: not the author, not hypothetical, of the verb's number."""
    if p.words[source[0]] in p.known.authors and source[1] - source[0] == 1:
        return False
    if verb.form == "base" and not verb.group.auxiliaries and not is_plural(p, source):
        return False
    if p.word(source[0] - 1) in p.known.conditions:
        return False
    if verb.form == "third" and source[1] - source[0] == 1 and p.word(source[0]) in ("these", "those"):
        return False  # "these reports": a noun
    return not describes(p, verb.at, source, verb.after)


def _left(p: Passage, context: _Context, before: int) -> Stretch | None:
    """The content that stands before a subject, if what follows the cue leaves room for it."""
    frames = context.verb.frames
    if frames.isdisjoint(("after", "quote")) or before <= context.taken or not _closes(p, context.verb.after, frames):
        return None
    after = context.verb.after
    timed = p.word(after) in p.known.times or p.word(after + 1) in p.known.times
    sure = "clause" in frames and (timed or p.word(after) in (".", ""))
    left = content_before(p, before, context.taken, clause=not (context.headline or sure))
    if left is not None and "after" not in frames and p.word(left[1] - 1) != "<q>":
        return None
    return left


def _closes(p: Passage, after: int, frames: frozenset[str]) -> bool:
    """Whether what follows a cue leaves room for a content before it: no object of its own."""
    word = p.word(after)
    known = p.known
    if not p.is_word(after) or "told" in frames:
        return True
    return (
        word in known.times
        or (word in known.prepositions and word not in frames)
        or p.is_adverb(after)
        or word in known.clause_links
        or word.endswith("ing")
    )


def _as_noted(p: Passage, context: _Context, source: Stretch, conjunction: int) -> Find | None:
    """A clause and its source with "as": "As Rey noted, ...", "..., as Rey noted"."""
    after = context.verb.after
    first = conjunction == context.taken or p.word(conjunction - 1) in (".", ";", ":")
    if p.word(after) in (",", ":") and first:
        end = content_stop(p, after + 1, ())
        return Find(source, context.cue, ((after + 1, end),), True) if end > after + 1 else None
    if not _closes(p, after, frozenset()):
        return None
    left = content_before(p, conjunction, context.taken, clause=True)
    return None if left is None else Find(source, context.cue, (left,), True)


def _inverted(p: Passage, context: _Context) -> Find | None:
    """The subject after its verb: "...," said Rey."""
    verb = context.verb
    start, after = context.cue
    if verb.frames.isdisjoint(("after", "quote")) or verb.group.auxiliaries:
        return None
    if start == 0 or p.word(start - 1) not in (",", "<q>", "?", "!", "-"):
        return None
    quoted = "<q>" in (p.word(start - 1), p.word(start - 2))
    if not quoted:
        if context.earlier or p.word(start - 1) != ",":
            return None
        apposed = subject_before(p, start)
        named = p.items[after].upper and p.word(after) not in p.known.times if after < len(p) else False
        if apposed is not None and p.word(apposed[1] - 1) in ("<q>", ",") and (not named or p.has_verb(after, len(p))):
            return None  # the subject stands before its verb, unless only a name follows: ", which is shut, said Rey."
    if not p.is_word(after) or p.word(after) in p.known.prepositions or p.word(after) in ("that", "so"):
        return None
    if p.word(after) in p.known.times and not p.items[after].upper:
        return None
    stop = noun_phrase_after(p, after)
    if stop is None or p.is_verb(stop):
        return None
    left = content_before(p, start, context.taken, clause=True)
    ends = p.word(stop) in (".", ",", "", ";") or p.word(stop) in p.known.time_prepositions | p.known.times
    ends = ends or p.word(stop + 1) in p.known.times
    if left is None or not (quoted or ends):
        return None
    contents = [left]
    number = stop
    while number < len(p) and p.word(number) not in ("<q>", ".", ";", ":"):
        number += 1
    if p.word(number) == "<q>" and number - stop < _NEAR and quoted and not p.has_verb(stop, number):
        contents.append((number, number + 1))
    return Find((after, stop), context.cue, tuple(contents), True)


def _announced(p: Passage, context: _Context) -> Find | None:
    """A passive without a source: "It was announced that ..."."""
    subject, _ = subject_of(p, context.verb.group, ())
    if subject is None or p.words[slice(*subject)] != ["it"]:
        return None
    right = content_after(p, context.verb.after, context.verb.frames & {"that", "wh"}, context.finite)
    return None if right is None else Find(None, context.cue, (right.content,), True)


def _passive(p: Passage, context: _Context) -> Find | None:
    """A passive with its source: "Ardovia is accused by Belmar of ..."."""
    after, frames = context.verb.after, context.verb.frames
    subject, _ = subject_of(p, context.verb.group, context.earlier)
    if subject is None or p.word(after) != "by" or frames.isdisjoint(_OBJECTS):
        return None
    stop = noun_phrase_after(p, after + 1)
    if stop is None:
        return None
    cue = (context.cue[0], after + 1)
    if frames.isdisjoint(("np_of", "np_as", "np_inf")):
        return Find((after + 1, stop), cue, (subject,), True)
    for number in range(after + 2, min(stop + 1, len(p))):
        word = p.word(number)
        if word == "as" and _quoted_as(p, number + 1):
            return None  # "was quoted by the agency as saying": what is said comes later
        if word in ("as", "to") or (word == "of" and p.word(number + 1).endswith("ing")):
            stop = object_stop(p, number, content_stop(p, number, context.finite), frame="np_of", subordinate=False)
            return Find((after + 1, number), cue, ((number, stop),), True)
    return None


def _participial(p: Passage, context: _Context) -> Find | None:
    """A participle: ", adding that ...", "with the ministry saying ...". The subject is its clause's, or next to it."""
    start = context.cue[0]
    if not p.known.privatives.isdisjoint(p.words[max(0, start - 2) : start]):
        return None  # "without mentioning", "instead of saying"
    right = content_after(p, context.verb.after, context.verb.frames, context.finite)
    if right is None:
        return None
    before = p.word(start - 1)
    source: Stretch | None = None
    if before == "by":
        source = nearest_subject(p, start)
    elif before in (",", "-") or before in p.known.participle_links or _quoted_as(p, start):
        source = main_subject(p, start, context.earlier)
    elif p.is_word(start - 1) and noun_phrase_before(p, start) is None:
        number = start - 1
        while number > 0 and start - number < _NEAR and p.word(number) not in ("with", ",", ";"):
            number -= 1
        if p.word(number) == "with" and number + 1 < start:
            source = (number + 1, start)
    if source is None or p.words[source[0]] in p.known.authors:
        return None
    return Find(source, (start, right.cue_stop), (right.content,), before == ",")


def _quoted_as(p: Passage, at: int) -> bool:
    """Whether "quoted as" stands before ``at``, with "by the agency" between or not."""
    return p.word(at - 1) == "as" and not p.known.quoting.isdisjoint(p.words[max(0, at - _NEAR) : at - 1])


def _according(p: Passage, words: Lexicon) -> list[Find]:
    """A source named by a phrase: "According to Rey, ...", "..., according to Rey"."""
    found = []
    for phrase in words.source_after:
        size = len(phrase)
        for at in range(len(p) - size):
            if tuple(p.words[at : at + size]) != phrase:
                continue
            stop = noun_phrase_after(p, at + size, reduced=True)
            if stop is not None and at < 3 and p.word(stop) != ",":
                stop = noun_phrase_after(p, at + size, reduced=True, apposed=False)
            if stop is None or (size == 1 and not p.items[at + size].upper):
                continue
            contents = _around_phrase(p, at, stop)
            if contents:
                found.append(Find((at + size, stop), (at, at + size), contents, True))
    return found


def _noun_cues(p: Passage, words: Lexicon, finite: tuple[int, ...]) -> list[Find]:
    """A noun that holds a saying, with whose it is: "Rey's claim that the port was closed"."""
    found = []
    for at in range(2, len(p) - 2):
        if p.word(at) not in words.nouns or p.word(at + 1) != "that" or not p.is_word(at + 2):
            continue
        if p.is_verb(at + 2):
            continue  # "the claim that shook the bank"
        owner = next((number for number in range(at - 1, max(at - 4, 0), -1) if p.word(number) == "'s"), None)
        source = None if owner is None else noun_phrase_before(p, owner)
        if owner is None or source is None:
            continue
        stop = _second_verb(p, at + 2, content_stop(p, at + 1, finite))
        found.append(Find(source, (owner + 1, at + 1), ((at + 1, stop),), False))
    return found


def _second_verb(p: Passage, first: int, stop: int) -> int:
    """Where a clause inside a subject ends: "Rey's claim that the port was closed | was rejected"."""
    verbs = 0
    for at in range(first, stop):
        word = p.word(at)
        if word == "," or word in p.known.clause_links or word in p.known.relatives or word == "<q>":
            return stop
        if p.is_auxiliary(at) and not p.is_auxiliary(at - 1):
            verbs += 1
            if verbs == 2:
                return at
    return stop


def _around_phrase(p: Passage, at: int, stop: int) -> tuple[Stretch, ...]:
    end = len(p)
    while end > 0 and p.word(end - 1) in (".", ",", ";", "?", "!"):
        end -= 1
    first = at
    while first > 0 and (p.word(first - 1) in p.known.openers or (p.word(first - 1) == "," and first <= 2)):
        first -= 1
    if first == 0 or p.word(first - 1) in (":", ";"):
        return ((stop + 1, end),) if p.word(stop) == "," and stop + 1 < end else ()
    left = (dateline_end(p), first - 1 if p.word(first - 1) in (",", "-") else first)
    if left[1] <= left[0]:
        return ()
    if p.word(stop) == "," and p.has_verb(stop + 1, end):
        if not p.has_verb(*left):
            return (left, (stop + 1, end))
        if p.starts_noun_phrase(stop + 1) and p.word(first - 1) == ",":
            return ((stop + 1, end),)  # "he hinted that, according to Rey, the port was closed"
    return (left,)


def _named_before_colon(p: Passage) -> list[Find]:
    """A name and a quotation: 'Rey: "..."'."""
    if len(p) < 3 or ":" not in p.words[1:_NEAR]:
        return []
    colon = p.words.index(":", 1)
    if p.word(colon + 1) != "<q>" or p.has_verb(0, colon) or not p.items[0].upper:
        return []
    if p.word(0) in p.known.prepositions or p.word(0) in p.known.openers:
        return []
    end = colon + 2
    while end < len(p) and p.word(end) == "<q>":
        end += 1
    return [Find((0, colon), (colon, colon + 1), ((colon + 1, end),), True)]


def _with_occasion(p: Passage, find: Find, words: Lexicon) -> Find:
    """The cue with where the words were uttered, if that follows at once: "said in a statement", "wrote on X"."""
    stop = find.cue[1]
    for phrase in words.said_in:
        end = stop + len(phrase)
        if tuple(p.words[stop:end]) != phrase:
            continue
        closed = p.word(end) in (".", ",", "", ":", "that", "<q>") or p.word(end) in p.known.times
        if closed and not any(start < end and stop < last for start, last in find.contents):
            return find._replace(cue=(find.cue[0], end))
    return find
