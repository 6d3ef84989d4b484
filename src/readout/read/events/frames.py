"""Frames in a sentence: which one the words around a verb satisfy, and who or what fills its slots."""

from __future__ import annotations

from readout.read.events.acts import Frame, Lexicon, lexicon, matches
from readout.read.events.clauses import Clauses, clause_end
from readout.read.events.grammar import Range
from readout.read.events.objects import after_preposition, noun_right, object_of
from readout.read.events.subjects import antecedent, subject_of

_THEM = frozenset({"him", "her", "them", "it", "us", "me"})
_GIVING = ("offer", "promise")
_WINDOW = 12  # words after a verb in which a frame's noun may stand


def frame_of(clauses: Clauses, lex: Lexicon, k: int, subject: Range | None) -> Frame | None:
    """The fullest frame that the words around verb ``k`` satisfy."""
    verb = clauses.verbs[k]
    end = clause_end(clauses, k)
    for frame in lex.verbs.get(verb.lemma, ()):
        at = verb.main + 1
        ok = True
        for alternatives in frame.then:
            if alternatives[0].startswith("_"):
                ok = _follows_object(clauses, k, alternatives[0][1:], at)
                continue
            while at < end and (
                (clauses.is_adverb(at) and not matches(clauses.low(at), alternatives)) or at in clauses.timed
            ):
                at += 1
            if clauses.low(at) == "on" and at + 1 in clauses.timed and not matches("on", alternatives):
                at += 1
                while at in clauses.timed:
                    at += 1
            if not matches(clauses.low(at), alternatives):
                ok = False
                break
            at += 1
        if not ok:
            continue
        if not all(any(matches(clauses.low(i), group) for i in range(at, end)) for group in frame.anywhere):
            continue
        if (verb.passive and verb.form != "participle") or verb.passive:
            held = subject if subject is not None else (verb.main, verb.main)
            window = range(held[0], held[1])
        else:
            window = _object_window(clauses, k, at, end)
        if frame.near and not any(
            matches(clauses.low(i), frame.near) and clauses.low(i + 1) not in ("'s", "'") for i in window
        ):
            continue
        if frame.without and any(matches(clauses.low(i), frame.without) for i in window):
            continue
        if frame.mode == "visit" and at - 1 > verb.main and at - 1 in clauses.in_verb:
            continue  # "was going to announce"
        return None if frame.nothing else frame
    return None


def _follows_object(clauses: Clauses, k: int, word: str, at: int) -> bool:
    """Whether ``word`` follows the object of verb ``k``, or, for "that", the verb itself; "end" stands ``at``."""
    main = clauses.verbs[k].main
    if word == "end":
        while (
            at in clauses.timed
            or clauses.is_adverb(at)
            or (clauses.low(at) in ("on", "in") and at + 1 in clauses.timed)
        ):
            at += 1
        return clauses.low(at) in ("", ".", ",", ";") or at >= clause_end(clauses, k)
    if word == "that" and clauses.low(main + 1) == "that":
        return True
    if clauses.verbs[k].passive:
        return clauses.low(main + 1) == word
    held = object_of(clauses, k)
    if held is None and word != "that":
        return False
    if word == "done":  # "wants the lorries emptied"
        return held is not None and _brought_about(clauses, main, held[1])
    at = held[1] if held is not None else main + 1
    while at in clauses.timed or (clauses.low(at) in ("on", "in") and at + 1 in clauses.timed):
        at += 1
    if word == "to" and (clauses.capital(at + 1) or clauses.low(at + 1) in clauses.g.determiner):
        return False  # "ordered reinforcements to Ardovia"
    return clauses.low(at) == word


def _brought_about(clauses: Clauses, main: int, end: int) -> bool:
    """Whether a participle follows a noun after the verb and closes its phrase: "the lorries emptied and weighed"."""
    at = clauses.first_at.get(end)
    if at is not None and clauses.verbs[at].form == "participle":
        return True
    for i in range(main + 3, min(end, main + _WINDOW)):
        closes = not clauses.low(i + 1)[:1].isalnum() or clauses.low(i + 1) in clauses.g.coordinator
        if clauses.low(i).endswith("ed") and closes and clauses.is_noun_end(i - 1) and not clauses.is_adverb(i - 1):
            return True
    return False


def _object_window(clauses: Clauses, k: int, at: int, end: int) -> range:
    """The words of the object, with what hangs on it by "of"; no further than a preposition or the next verb."""
    i = at
    while i < min(end, at + _WINDOW):
        low = clauses.low(i)
        if i > at and (i in clauses.first_at or low in (";", ":", "that", "to")):
            break
        if (
            i > at
            and low in clauses.g.preposition
            and low not in ("of", "for", "on", "out", "up", "than", "over", "at")
        ):
            break
        i += 1
    return range(at, i)


def lacks_object(clauses: Clauses, k: int, frame: Frame) -> bool:
    """Whether a frame that needs an object goes without."""
    if frame.slots[:1] != ("obj",) or frame.near or frame.then:
        return False
    return recipient_of(clauses, k, frame, clause_end(clauses, k)) is None


def recipient_of(clauses: Clauses, k: int, frame: Frame, end: int) -> Range | None:
    """The recipient: the first slot of the frame that is filled."""
    for slot in frame.slots:
        if slot == "obj":
            held = _pronoun_before_that(clauses, k) or object_of(clauses, k) or relative_object(clauses, k)
            held = (_given_to(clauses, held) or held) if held is not None and frame.move in _GIVING else held
        elif slot == "that":
            held = _complement_subject(clauses, k, end)
        elif slot == "for-to":
            held = after_preposition(clauses, k, "for", end)
            if held is not None and clauses.low(held[1]) != "to":
                held = None
        else:
            held = after_preposition(clauses, k, slot, end)
        if held is not None:
            held = owner_of(clauses, lexicon(), held)
        if held is not None and clauses.low(held[0]) != "which":
            return held
    return None


def _pronoun_before_that(clauses: Clauses, k: int) -> Range | None:
    """ "Promised her that there would be": the pronoun."""
    at = clauses.verbs[k].main + 1
    return (at, at + 1) if clauses.low(at) in _THEM and clauses.low(at + 1) in ("that", "to") else None


def _given_to(clauses: Clauses, held: Range) -> Range | None:
    """Whom, in "offered Ardovia the post" and "promised her licences": a name or pronoun before the thing given."""
    end = held[0]
    if clauses.low(end) in clauses.g.pronoun:
        end += 1
    while end < held[1] and clauses.capital(end):
        end += 1
    if end == held[0] or end >= held[1] or clauses.low(end) in ("'s", "'", "’", ",", "of", *clauses.g.coordinator):
        return None
    return (held[0], end) if clauses.words[end].text[0].isalnum() else None


def relative_object(clauses: Clauses, k: int) -> Range | None:
    """The antecedent of "which it denies": the object that stands before its verb."""
    subject = subject_of(clauses, k)
    first = clauses.verbs[k].first
    for i in range(first - 1, max(-1, first - 4), -1):
        if i in clauses.in_verb or clauses.low(i) in (",", ";"):
            return None
        if clauses.low(i) in ("which", "that") and subject is not None and i < first - 1:
            return antecedent(clauses, i - 1 if clauses.low(i - 1) == "," else i)
    return None


def _complement_subject(clauses: Clauses, k: int, end: int) -> Range | None:
    """Of whom it is said: the subject of the first verb in "that the union should ..."."""
    main = clauses.verbs[k].main
    if clauses.low(main + 1) == "that" and clauses.capital(main + 2):  # "demanded that Ardovia pay"
        last = main + 3
        while last < end and clauses.capital(last):
            last += 1
        if any(form == "base" for _, form in clauses.g.forms.get(clauses.low(last), ())):
            return (main + 2, last)
    for later in range(k + 1, len(clauses.verbs)):
        if clauses.verbs[later].main >= end:
            return None
        if clauses.verbs[later].form == "finite":
            held = subject_of(clauses, later)
            return held if held is not None and held[0] > main else None
    return None


def owner_of(clauses: Clauses, lex: Lexicon, phrase: Range) -> Range:
    """Whose decision, demand or plan it is; the phrase itself where it is about a person or body."""
    head = head_of(clauses, phrase)
    if head is None or not matches(clauses.low(head), lex.belongings):
        return phrase
    mark = next((i for i in range(head - 1, phrase[0], -1) if clauses.low(i) in ("'s", "'")), None)
    if mark is not None:
        return (phrase[0], mark)
    for at in range(head + 1, min(head + 2, len(clauses.words))):
        if clauses.low(at) in ("from", "by"):  # "a request from the union"
            return noun_right(clauses, at + 1) or phrase
    return phrase


def affected(clauses: Clauses, k: int, end: int) -> Range | None:
    """Whom a deed without a frame concerns: a name after "to", "with", "for" or "in", else the object."""
    for preposition in ("to", "with", "for", "from", "in"):
        held = after_preposition(clauses, k, preposition, end)
        if held is not None and any(clauses.capital(i) for i in range(*held)):
            return held
    return object_of(clauses, k)


def head_of(clauses: Clauses, phrase: Range) -> int | None:
    """The head noun of a phrase: the last word before its first preposition."""
    end = phrase[1]
    for i in range(phrase[0] + 1, phrase[1]):
        if clauses.low(i) in clauses.g.preposition or clauses.low(i) == ",":
            end = i
            break
    return end - 1 if end > phrase[0] else None
