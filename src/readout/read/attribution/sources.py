"""Who says it: the subject of a cue verb, also where it stands further off or is shared with another verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from readout.read.attribution.noun_phrases import Group, Stretch, subject_before, verb_group
from readout.read.attribution.passages import Passage


class Find(NamedTuple):
    """An attribution in token numbers of its passage; ``source`` is None where the text names none.

    ``main`` says that the reporter attributes it, and not a speaker inside what he says.
    """

    source: Stretch | None
    cue: Stretch
    contents: tuple[Stretch, ...]
    main: bool


def subject_of(p: Passage, group: Group, earlier: Sequence[Find]) -> tuple[Stretch | None, int]:
    """The subject of a verb group and where the words before it end; shared subjects are found again."""
    number = group.start
    while p.word(number - 1) in p.known.times or p.word(number - 1) in p.known.time_prepositions:
        number -= 1  # "and on Friday announced"
    before = p.word(number - 1)
    if before in ("and", "but", "or") or (before == "," and number == group.start):
        if before == ",":
            return subject_before(p, number) or (None, 0)
        return (_shared_subject(p, number, earlier), 0)
    found = subject_before(p, number if before == "," else group.start)
    return found if found is not None else (None, 0)


def _shared_subject(p: Passage, stop: int, earlier: Sequence[Find]) -> Stretch | None:
    """The subject that a cue after "and" shares: that of the cue whose content ends there, else of the verb next
    before it."""
    for find in reversed(earlier):
        if find.source is not None and find.contents and stop - 3 <= find.contents[-1][1] <= stop:
            return find.source
    if any(find.main for find in earlier):
        return main_subject(p, stop, earlier)
    return nearest_subject(p, stop)


def nearest_subject(p: Passage, stop: int) -> Stretch | None:
    """The subject of the last verb before ``stop``."""
    for number in range(stop - 1, 0, -1):
        if p.is_verb(number):
            found = subject_before(p, verb_group(p, number).start)
            if found is not None:
                return found[0]
    return None


def main_subject(p: Passage, stop: int, earlier: Sequence[Find]) -> Stretch | None:
    """The subject that a participle shares: that of the last cue of the same level, or the first subject of the
    passage."""
    for find in reversed(earlier):
        if find.main and find.source is not None:
            return find.source
    for number in range(1, stop):
        if p.is_verb(number):
            found = subject_before(p, verb_group(p, number).start)
            return None if found is None or p.word(found[0][0]) in ("that", "which") else found[0]
    return None


def describes(p: Passage, at: int, source: Stretch, after: int) -> bool:
    """Whether a past form only describes: "maximum added value", "a project called X"."""
    word = p.word(source[0])
    single = source[1] - source[0] == 1 and source[1] == at and not p.items[source[0]].upper
    if single and not word.endswith(("s", "one")) and word not in p.known.subject_pronouns | p.known.titles_lower:
        return p.is_word(source[0] - 1)
    named = p.word(after) == "<q>" or (p.word(after) in ("a", "an") and p.word(after + 1) == "<q>")
    return p.word(at) == "called" and named and p.has_verb(0, source[0])


def is_plural(p: Passage, source: Stretch) -> bool:
    """Whether a subject may go with a verb's plural form."""
    words = p.words[slice(*source)]
    if words[-1] in p.known.determiners and len(words) > 1:
        return False
    return (
        "and" in words
        or words[-1] in p.known.plurals
        or any(word.endswith("s") and not word.endswith("'s") for word in words)
    )


def is_subordinate(p: Passage, source: Stretch) -> bool:
    """Whether a source stands in a relative or subordinate clause, which a comma ends."""
    before = p.word(source[0] - 1)
    return p.word(source[0]) in p.known.relatives or (before in p.known.subordinators and before not in ("that", "so"))
