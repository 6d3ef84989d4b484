"""Subjects: the noun phrase that a verb is said of, shared, relative and reported subjects included."""

from __future__ import annotations

from collections.abc import Sequence

from readout.read.events.clauses import Clauses, opens_clause
from readout.read.events.governors import governor_of
from readout.read.events.grammar import QUOTES, STOPS, Range
from readout.read.events.objects import object_of


def stops_left(c: Clauses, i: int) -> bool:
    """Whether a subject cannot reach over word ``i`` to the left."""
    low = c.low(i)
    if low in STOPS or low in QUOTES:
        return True
    return (
        i in c.main_at
        or i in c.in_verb
        or (low in c.g.subordinator and not (low in c.g.preposition and not opens_clause(c, i)))
        or low in ("that", "who", "which", "where")
    )


def subject_of(c: Clauses, k: int, depth: int = 0) -> Range | None:
    """The words of the subject of verb ``k``: shared subjects of joined verbs included, "said it" looked through."""
    found = _told_subject(c, k, depth)
    if found is None or found[1] - found[0] != 1 or c.low(found[0]) not in ("it", "he", "she", "they"):
        return found
    i = found[0] - 1
    i = i - 1 if c.low(i) == "that" else i
    while i >= 0 and (i in c.timed or c.is_adverb(i) or (c.low(i) in ("on", "in") and i + 1 in c.timed)):
        i -= 1
    at = c.main_at.get(i)
    if c.low(i) == "clear" and c.low(i - 1) == "it":
        i -= 2  # "made it clear that he"
        at = c.main_at.get(i)
        return (subject_of(c, at, depth + 1) or found) if at is not None and at < k else found
    if at is None or at >= k or c.verbs[at].lemma not in c.g.speech or c.verbs[at].passive:
        return found
    return subject_of(c, at, depth + 1) or found


def _told_subject(c: Clauses, k: int, depth: int = 0) -> Range | None:
    verb = c.verbs[k]
    if depth > 4:
        return None
    p = c.skip_adverbs_left(verb.first - 1)
    p = _skip_times_left(c, p)
    low = c.low(p)
    if p < 0:
        return None
    if verb.form == "infinitive":
        governor = governor_of(c, k)
        if governor is None:
            return None
        if governor[1] is not None:
            return governor[1]
        return subject_of(c, governor[0], depth + 1) if governor[0] >= 0 else None
    if low in ("who", "which", "that"):
        return antecedent(c, p - 1 if c.low(p - 1) == "," else p)
    if verb.form == "ing":
        return _ing_subject(c, k, p, depth)
    if low in c.g.coordinator or (low == "," and verb.form == "finite"):
        if low == ",":
            held = _before_apposition(c, p)
            told = held is not None and any(held[1] <= v.main < p and v.form == "finite" for v in c.verbs)
            if held is not None and not (told and _in_adverbial(c, held)):
                return held
        earlier_verbs = range(k - 1, -1, -1)
        if low in c.g.coordinator and c.low(p - 1) == "," and verb.form == "finite":
            first = next((e for e in range(k) if c.verbs[e].form == "finite"), None)
            held = subject_of(c, first, depth + 1) if first is not None else None
            if held is not None and held[0] < c.verbs[first or 0].main:
                return held
        if verb.lemma in c.g.speech and verb.form == "finite":
            telling = [e for e in earlier_verbs if c.verbs[e].lemma in c.g.speech and c.verbs[e].form == "finite"]
            if telling:
                return subject_of(c, telling[0], depth + 1)
        for earlier in earlier_verbs:
            other = c.verbs[earlier]
            if other.form == verb.form or (verb.form == "finite" and other.form == "finite"):
                if (
                    other.lemma == "be"
                    and verb.lemma != "be"
                    and not verb.passive
                    and any(c.verbs[e].form == "finite" and c.verbs[e].lemma in c.g.speech for e in range(earlier))
                ):
                    continue  # "said the reports are false and accused ...": the speaker accuses
                return subject_of(c, earlier, depth + 1)
        return None
    if not c.is_noun_end(p):
        return None
    return noun_left(c, p + 1)


def _in_adverbial(c: Clauses, phrase: Range) -> bool:
    """Whether a phrase closes what opens with a preposition: "On a trip through Belmar, Rey met allies, called ..."."""
    first = phrase[0]
    while first > 0 and c.low(first - 1) not in STOPS and c.low(first - 1) not in QUOTES:
        first -= 1
    return c.low(first) in c.g.preposition


def antecedent(c: Clauses, end: int) -> Range | None:
    """The noun phrase before a relative pronoun: from its last preposition on, "of" chains and places kept."""
    found = noun_left(c, end)
    if found is None:
        return None
    for i in range(found[1] - 1, found[0], -1):
        if c.low(i) in c.g.preposition and c.low(i) not in ("of", "in", "at", "near"):
            return (i + 1, found[1]) if i + 1 < found[1] else found
    return found


def _ing_subject(c: Clauses, k: int, p: int, depth: int) -> Range | None:
    low = c.low(p)
    if low == "," or low in c.g.preposition or low in c.g.temporal or low in c.g.coordinator:
        for earlier in range(k - 1, -1, -1):
            if c.verbs[earlier].form == "finite":
                if low in ("of", "for", "from") and not c.verbs[earlier].passive:
                    held = object_of(c, earlier)
                    return held if held is not None else subject_of(c, earlier, depth + 1)
                return subject_of(c, earlier, depth + 1)
        for later in range(k + 1, len(c.verbs)):  # "Speaking ahead of the talks, she warned"
            if c.verbs[later].form == "finite":
                return subject_of(c, later, depth + 1)
        return None
    if not c.is_noun_end(p):
        return None
    found = noun_left(c, p + 1)
    at = next((i for i in range(p, max(-1, p - 5), -1) if c.low(i) in ("to", "from")), None)
    if at is not None and c.low(at - 1) in c.g.occasion:
        for earlier in range(k - 1, -1, -1):  # "sent a letter to Rey asking for money"
            if c.verbs[earlier].form == "finite":
                return subject_of(c, earlier, depth + 1)
    return found


def _skip_times_left(c: Clauses, p: int) -> int:
    """Left over "on Tuesday", "last week", "has on 3 May"."""
    start = p
    while p >= 0 and p in c.timed:
        p -= 1
    if p != start and c.low(p) in ("on", "in", "at", "by", "late", "early", "since", "during", "earlier"):
        p -= 1
        while c.low(p) in ("late", "early", "earlier"):
            p -= 1
    if p != start and c.low(p) == "," and p - 1 >= 0 and c.is_noun_end(p - 1) and c.low(p - 1) != ",":
        return p - 1 if start + 1 < len(c.words) and c.low(start + 1) != "," else p
    return c.skip_adverbs_left(p) if p != start else p


def _before_apposition(c: Clauses, comma: int) -> Range | None:
    """The noun phrase before ", the ... of ..., VERB": the subject that an apposition or relative clause follows."""
    opening = None
    for i in range(comma - 1, max(-1, comma - 40), -1):
        if c.low(i) == ",":
            following = c.low(i + 1)
            if following in c.g.coordinator and opening is not None:
                break
            opening = i
            if not any(i < verb.main < comma for verb in c.verbs):
                break
            if following in ("who", "which", "a", "an", "the", "whose", "where") or (
                i + 1 in c.first_at and c.verbs[c.first_at[i + 1]].form in ("ing", "participle")
            ):
                break
        elif c.low(i) in STOPS or c.low(i) in QUOTES:
            break
    if opening is None or opening == 0 or not c.is_noun_end(opening - 1):
        return None
    found = _named_before(c, opening)
    if found is not None and _is_name(c, opening + 1, comma):
        return (found[0], comma)
    return found


def _is_name(c: Clauses, start: int, end: int) -> bool:
    """Whether the aside is a name or title of what stands before it, and no clause."""
    if end - start > 14 or any(start <= verb.main < end for verb in c.verbs):
        return False
    if c.is_adverb(start) or c.low(start) in c.g.opener:
        return False
    return c.low(start) not in c.g.relative and c.low(start) not in c.g.preposition


def _named_before(c: Clauses, opening: int) -> Range | None:
    if any(verb.form == "finite" and verb.main < opening for verb in c.verbs) and c.low(opening + 1) not in (
        "who",
        "which",
    ):
        # an earlier finite verb: only when a new clause began after it
        start = noun_left(c, opening)
        if start is not None and c.low(start[0] - 1) in QUOTES:
            return start  # after a quotation
        if start is None or start[0] - 1 in c.main_at or c.low(start[0] - 1) not in c.g.subordinator:
            return None
        return start
    return noun_left(c, opening)


def noun_left(c: Clauses, end: int) -> Range | None:
    """The noun phrase that ends before word ``end``."""
    start = end
    while start > 0:
        if c.low(start - 1) == ")":
            opening = next((i for i in range(start - 2, max(-1, start - 9), -1) if c.low(i) == "("), None)
            if opening is None or opening == 0:
                break
            start = opening
        elif stops_left(c, start - 1):
            break
        else:
            start -= 1
    return _trim_subject(c, start, end)


def _trim_subject(c: Clauses, start: int, end: int) -> Range | None:
    # joint after an earlier verb's object: "X met Y and Z said" keeps Z only
    after_verb = start - 1 in c.main_at
    commas = [i for i in range(start, end) if c.low(i) == ","]
    joints = [i for i in range(start, end) if c.low(i) in c.g.coordinator]
    if after_verb and joints and c.verbs[c.main_at[start - 1]].lemma not in ("say", "announce", "warn", "add"):
        start = joints[-1] + 1
        commas = [i for i in commas if i >= start]
    if commas:
        head = c.low(start)
        listed = (
            joints
            and joints[-1] > commas[-1]
            and commas[0] - start <= 8
            and (head not in c.g.preposition and head not in c.g.opener and start not in c.timed)
        )
        if not listed and _names_place(c, start, commas, end):
            pass
        elif not listed:
            lead = commas[-1] + 1
            # "X, the head of Y, on Monday" is cut before; here the commas close adverbials
            start = lead
        elif any(c.low(i) in c.g.preposition for i in range(start, commas[0])) and len(commas) == 1:
            start = commas[-1] + 1
    while start < end and (
        c.low(start) in c.g.opener
        or c.low(start) in c.g.coordinator
        or c.low(start) == ","
        or start in c.timed
        or c.is_adverb(start)
        or c.low(start) in ("'", "’", "‘", "-", "*", "•")
    ):
        start += 1
    if start < end and c.low(start) in c.g.preposition and (start + 1 in c.timed or not c.low(start + 1)[:1].isdigit()):
        start = _after_prepositional(c, start, end)
    while end > start and (end - 1 in c.timed or c.is_adverb(end - 1) or c.low(end - 1) in (",", "on", "last")):
        end -= 1
    if end - 1 > start and c.low(end - 1) in ("he", "she", "they", "it", "we", "i"):
        start = end - 1
    if start >= end or not any(c.words[i].text[0].isalnum() for i in range(start, end)):
        return None
    return (start, end)


def _names_place(c: Clauses, start: int, commas: Sequence[int], end: int) -> bool:
    """Whether the one comma stands inside a place: "the meeting in Oslo, Norway"."""
    if len(commas) != 1 or c.low(start) in c.g.preposition:
        return False
    comma = commas[0]
    return (
        end - comma <= 3
        and all(c.capital(i) for i in range(comma + 1, end))
        and c.capital(comma - 1)
        and any(c.low(i) in ("in", "at", "near") for i in range(start, comma))
    )


def _after_prepositional(c: Clauses, start: int, end: int) -> int:
    """Past a leading "on Thursday" or "in the capital" without a comma; the whole is given up where unclear."""
    i = start + 1
    while i < end and i in c.timed:
        i += 1
    if i > start + 1:
        return i
    for i in range(end - 1, start, -1):  # the last article or name run
        if c.low(i) in c.g.determiner:
            return i
    i = end
    while i - 1 > start and c.capital(i - 1):
        i -= 1
    return i
