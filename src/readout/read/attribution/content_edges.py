"""Where what is said begins and ends: before the reporter speaks again, and after a dateline."""

from __future__ import annotations

from readout.read.attribution.noun_phrases import Stretch, subject_before, verb_group
from readout.read.attribution.passages import Passage


def content_stop(p: Passage, start: int, finite_cues: tuple[int, ...]) -> int:
    """Where a content that begins at ``start`` stops: before the reporter's next cue, or at the sentence's end."""
    stop = len(p)
    for number in range(start, len(p)):
        word = p.word(number)
        if (
            word == "<q>"
            and p.ends_in_stop(number)
            and (
                _resumes_at(p, number + 1)
                or (p.word(number + 1) == "while" and _reporter_resumes(p, number, finite_cues))
            )
        ):
            stop = number + 1
            break
        if number == start:
            continue
        if word == "," and _reporter_resumes(p, number, finite_cues):
            stop = number
            break
        if word == "," and p.word(number + 1) == "with" and _says(p, number + 2):
            stop = number
            break
        if word in ("and", "but") and _next_cue(p, number, finite_cues):
            stop = number - 1 if p.word(number - 1) == "," else number
            break
        if word == ";":
            stop = number
            break
    return without_edge(p, start, stop)


def without_edge(p: Passage, start: int, stop: int) -> int:
    """The end of a content without the marks and conjunctions that lead on to what comes after it."""
    while stop > start and p.word(stop - 1) in (".", ",", ";", ":", "-", "...", "and", "but"):
        stop -= 1
    return stop


def object_stop(p: Passage, start: int, stop: int, *, frame: str, subordinate: bool) -> int:
    """Where an object ends within ``[start, stop)``: before what the reporter adds to the clause."""
    known = p.known
    for at in range(start + 1, stop):
        word, after = p.word(at), p.word(at + 1)
        ends = False
        if frame == "np_name" and word == "<q>" and at + 1 < stop and _breaks(p, at + 1):
            return at + 1
        if subordinate and word == "<q>" and p.ends_in_comma(at) and at + 1 < stop:
            return at + 1
        if word == ",":
            ends = (
                subordinate
                or (p.is_verb(at + 1) and not (frame == "for" and _infinitive_after(p, at, stop)))
                or (after in ("and", "but", "yet", "so") and p.has_verb(at + 2, min(at + 12, stop)))
                or after in ("a", "an", "who", "which", "where", "with", "while", "though", "although", "even")
                or (after in known.subject_pronouns and after not in known.determiners)
                or (after == "as" and frame != "np_as")
                or (after.endswith("ing") and len(after) > 4 and after != "including")
            )
        elif word in ("and", "but"):
            verb = at + 2 if p.is_adverb(at + 1) else at + 1
            ends = p.is_verb(verb) and not p.items[verb].upper and verb < stop
        elif word in ("after", "when", "while", "because", "although", "though", "whereas"):
            ends = p.is_word(at - 1) and p.word(at - 1) not in known.prepositions
        if ends:
            return at
    return _before_day(p, start, stop)


def _infinitive_after(p: Passage, comma: int, stop: int) -> bool:
    """Whether what a comma opens is closed before "to": "Belmar, expelled last year, to be readmitted"."""
    close = next((at for at in range(comma + 1, min(comma + 16, stop)) if p.word(at) == ","), None)
    return close is not None and p.word(close + 1) == "to" and not p.starts_noun_phrase(close + 2)


def _before_day(p: Passage, start: int, stop: int) -> int:
    """Where an object ends before "on Monday", "Monday", "last week" at the end of its clause."""
    known = p.known
    end = stop
    while end - 1 > start and p.word(end - 1) in known.times:
        end -= 1
    dropped = p.words[end:stop]
    if not dropped or not any(word.endswith("day") or word in ("week", "month", "year") for word in dropped):
        return stop
    if p.word(end - 1) in ("on", "late", "early", "this") and end - 1 > start:
        return end - 1
    before = p.word(end - 1)
    tied = before in known.prepositions or before in known.determiners or before in known.coordinators or before == "'s"
    return stop if tied else end


def _breaks(p: Passage, at: int) -> bool:
    """Whether a comma or a conjunction stands at ``at``."""
    return p.word(at) in (",", "-") or p.word(at) in p.known.clause_links or p.ends_in_stop(at - 1)


def _says(p: Passage, first: int) -> bool:
    """Whether "with" opens "with the ministry saying"."""
    for number in range(first + 1, min(first + 14, len(p))):
        if p.word(number) in (",", ";", "."):
            return False
        if p.word(number).endswith("ing") and p.word(number) in p.cue_forms:
            return True
    return False


def _next_cue(p: Passage, conjunction: int, finite_cues: tuple[int, ...]) -> bool:
    """Whether a cue verb without a subject of its own follows a conjunction: "said ... and warned ..."."""
    first = conjunction + 1
    while p.word(first) in p.known.times or (p.word(first) in ("on", "in") and p.word(first + 1) in p.known.times):
        first += 1
    pronoun = p.word(first) in ("he", "she", "they", "it")
    for cue in finite_cues:
        if conjunction < cue <= conjunction + 8:
            start = verb_group(p, cue).start
            if start == first or (pronoun and start == first + 1 and p.word(conjunction - 1) == "<q>"):
                return True
    return False


def _reporter_resumes(p: Passage, comma: int, finite_cues: tuple[int, ...]) -> bool:
    """Whether the reporter speaks again after a comma: ", adding", ", according to", ", while Rey said"."""
    number = comma + 1
    word = p.word(number)
    if _resumes_at(p, number):
        return True
    conjunction = word in ("and", "but", "while", "as", "although", "though", "whereas", "yet")
    if conjunction:
        number += 1
    while p.is_adverb(number):
        number += 1
    if p.word(number).endswith("ing") and p.word(number) in p.cue_forms:
        return True
    if not conjunction and p.word(comma - 1) != "<q>":
        # ", X said" closes a content that stands before its cue
        return any(
            comma < cue <= comma + 14 and _closes(p, cue) and _subject_from(p, cue) == comma + 1 for cue in finite_cues
        )
    return any(comma < cue <= comma + 14 and _subject_from(p, cue) == number for cue in finite_cues)


def _resumes_at(p: Passage, at: int) -> bool:
    """Whether "adding", "according to" or the like stands at ``at``."""
    if p.word(at) == "according" and p.word(at + 1) == "to":
        return True
    while p.is_adverb(at):
        at += 1
    return p.word(at).endswith("ing") and p.word(at) in p.cue_forms


def _closes(p: Passage, cue: int) -> bool:
    if p.word(cue + 1) in ("in", "on") and p.word(cue + 2) in ("a", "an") and p.word(cue + 3) in p.known.occasions:
        return True  # ", Rey said in a statement"
    number = cue + 1 + (p.word(cue + 1) in ("out", "back", "on", "up", "in"))
    word = p.word(number)
    return word in (".", ",", "") or word in p.known.times or word in p.known.time_prepositions


def _subject_from(p: Passage, cue: int) -> int | None:
    found = subject_before(p, verb_group(p, cue).start)
    return None if found is None else found[0][0]


def content_before(p: Passage, stop: int, floor: int, *, clause: bool) -> Stretch | None:
    """The content that ends before token ``stop``, where a subject and its cue follow: "..., Rey said".

    ``floor`` is the first token that may belong to it; ``clause`` asks for a verb where it is no quotation.
    """
    last = stop - 1
    if last < floor or p.word(last) not in (",", "<q>", "-", "?", "!"):
        return None
    end = stop
    while end > floor and p.word(end - 1) in (",", "-"):
        end -= 1
    if end <= floor:
        return None
    start = max(floor, dateline_end(p))
    if p.word(end - 1) == "<q>":
        quotation = end - 1
        if quotation == floor or p.word(quotation - 1) in (":", ",", "-", ".", "<q>"):
            while quotation > floor and p.word(quotation - 1) == "<q>":
                quotation -= 1
            return (quotation, end)
    else:
        colons = [at for at in range(start + 1, end - 2) if p.word(at) == ":"]
        if colons and p.has_verb(colons[-1], end):
            start = colons[-1] + 1
        if (
            clause
            and not p.has_verb(start, end)
            and "to" not in p.words[start + 1 : end]
            and "<q>" not in p.words[start:end]
        ):
            return None
        if p.word(start) in p.known.prepositions and not p.has_verb(start, end):
            return None
    while start < end and p.word(start) in (",", ";", "-", ".", ":"):
        start += 1
    return (start, end) if start < end else None


def dateline_end(p: Passage) -> int:
    """Where the sentence proper begins after a dateline: "PORT ILSE (AP) —"."""
    for number in range(1, min(12, len(p))):
        if p.word(number) == "-":
            place = p.text[p.items[0].start : p.items[0].end]
            dated = (place.isupper() and len(place) > 2) or p.word(number - 1) == ")"
            return number + 1 if dated and p.items[0].upper and not p.has_verb(0, number) else 0
    return 0


def resumption(p: Passage, after: int, left: Stretch) -> Stretch | None:
    """The quotation that goes on after the cue: "...," Rey said, "..."."""
    number = after
    while number < len(p) and number - after < 14 and p.word(number) not in ("<q>", ".", ";", ":"):
        number += 1
    if p.word(number) == "<q>" and p.word(number - 1) in (",", "-", ".", ":") and not p.has_verb(after, number):
        stop = number + 1
        while stop < len(p) and p.word(stop) in ("<q>",):
            stop += 1
        return (number, stop)
    if p.word(after) == "," and p.word(after + 1) in ("and", "but", "or", "because") and p.word(left[1] - 1) != "<q>":
        end = len(p)
        while end > after + 1 and p.word(end - 1) in (".", ",", ";"):
            end -= 1
        return (after + 1, end) if p.has_verb(after + 2, end) else None
    return None


def split_around(p: Passage, before: int, taken: int, after: int, frames: frozenset[str]) -> tuple[Stretch, ...] | None:
    """ "The port, Rey said, was closed": a clause around its cue."""
    if "after" not in frames or p.word(after) != "," or p.word(before - 1) != ",":
        return None
    start, stop = max(taken, dateline_end(p)), before - 1
    if start >= stop or not p.is_word(start) or after + 1 >= len(p):
        return None
    goes_on = p.is_verb(after + 1) or p.word(start) in p.known.conditions
    if p.has_verb(start, stop) and not goes_on:
        return None
    end = len(p)
    while end > after + 1 and p.word(end - 1) in (".", ",", ";"):
        end -= 1
    if end <= after + 1 or not p.has_verb(after + 1, end):
        return None
    return ((start, stop), (after + 1, end))
