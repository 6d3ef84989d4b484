"""Which words of a passage are cue verbs, in which form, and which are the nouns that look like them."""

from __future__ import annotations

from typing import NamedTuple

from readout.read.attribution.cues import Cue, Form, Kind, Lexicon
from readout.read.attribution.noun_phrases import Group, subject_before, verb_group
from readout.read.attribution.passages import Passage


class CueVerb(NamedTuple):
    """A cue verb in its place: its token, the token after its particles, its form, verb group and frames."""

    at: int
    after: int
    form: Form
    group: Group
    frames: frozenset[str]


def cue_verbs(p: Passage, words: Lexicon, kinds: frozenset[Kind]) -> list[CueVerb]:
    """The cue verbs of a passage in text order; a verb with particles ("point out") comes before the bare verb."""
    found: list[CueVerb] = []
    for at, word in enumerate(p.words):
        for cue in words.verbs.get(word, ()):
            frames = frozenset[str]().union(*(cue.frames.get(kind, frozenset()) for kind in sorted(kinds)))
            if not frames or any(p.word(at + 1 + number) != part for number, part in enumerate(cue.particles)):
                continue
            group = verb_group(p, at)
            form = _form(p, at, cue, group, words)
            if form is not None:
                found.append(CueVerb(at, at + 1 + len(cue.particles), form, group, frames))
    return found


def _form(p: Passage, at: int, cue: Cue, group: Group, words: Lexicon) -> Form | None:
    """The form of a cue verb in its place; None where it is no verb, or stands after "to"."""
    word = p.word(at)
    before = p.word(group.start - 1)
    if p.items[at].upper and at > 0 and p.items[at - 1].upper and p.is_word(at - 1) and word in words.ambiguous:
        return None
    if before == "to" and not group.auxiliaries:
        return None
    if word in words.ambiguous and not group.auxiliaries and not _proved(p, at, cue, before, words):
        return None
    if "ing" in cue.forms:
        return "past" if group.auxiliaries and group.passive else "ing"
    if not group.auxiliaries:
        if before in p.known.determiners and before not in p.known.subject_pronouns:
            return None
        if before in p.known.prepositions and before != "that":
            return None
        if p.word(at + 1) == "by" and "past" in cue.forms:
            return None  # "a plan proposed by"
        for form in ("past", "third", "base"):
            if form in cue.forms:
                return form
        return None
    return "participle" if cue.forms & {"participle", "past"} else "base"


def _proved(p: Passage, at: int, cue: Cue, before: str, words: Lexicon) -> bool:
    """Whether a word that may be a noun is a verb here."""
    if before in p.known.determiners and before not in p.known.subject_pronouns:
        return False
    if before == "'s" or before in p.known.prepositions:
        return False
    after = at + 1 + len(cue.particles)
    word = p.word(after)
    if before in p.known.subject_pronouns or before in ("who", "which"):
        return True
    if "ing" in cue.forms:
        return before in (",", "with", "") or word in ("that", "<q>")
    if cue.particles:
        return p.is_word(group_before := at - 1) and p.word(group_before) not in p.known.prepositions
    if word in (".", ",", "", ":") or word in p.known.times or p.word(after + 1) in p.known.times:
        # "..., the agency reported."
        found = subject_before(p, at)
        if found is not None and p.word(found[1] - 1) in (",", "<q>", "as"):
            return p.word(at) in words.closing and p.word(found[0][1] - 1) not in p.known.determiners
        if word == ":":
            return found is not None
    if before == ",":
        return word in ("that", "<q>") and subject_before(p, at) is not None
    if word == "that" and not p.starts_noun_phrase(after + 1):
        return False  # "the states that joined"
    shows = word in ("that", "<q>", "whether") or p.starts_object(after) or word in p.known.determiners
    return shows and p.is_word(at - 1) and word != "'s"
