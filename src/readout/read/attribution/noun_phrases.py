"""Noun phrases and verb groups in a passage, found by their edges.

Stretches are half-open pairs of token numbers. Each function gives None where its edges are not clear.
"""

from __future__ import annotations

from typing import NamedTuple

from readout.read.attribution.passages import Passage

_STOPS = frozenset(
    [
        ",",
        ";",
        ":",
        "-",
        "(",
        ")",
        "[",
        "]",
        ".",
        "!",
        "?",
        "…",
        "...",
        "/",
        "*",
        "•",
        "|",
        '"',
        "“",
        "”",
        "''",
        "„",
        "«",
        "»",
    ]
)
_LONGEST = 40  # tokens; a noun phrase longer than this is none
_SHORT_QUOTATION = 60  # code points: "two-tier" inside a noun phrase

Stretch = tuple[int, int]


class Group(NamedTuple):
    """A verb with its auxiliaries and adverbs: it begins at token ``start``."""

    start: int
    auxiliaries: tuple[str, ...]
    negated: bool
    modal: bool
    passive: bool


def verb_group(p: Passage, at: int) -> Group:
    """The verb group whose main verb is the token ``at``."""
    start = at
    while start > 0 and at - start < 8 and (p.is_adverb(start - 1) or p.is_auxiliary(start - 1)):
        start -= 1
    words = p.words[start:at]
    while start < at and not p.is_auxiliary(start) and p.word(start) in ("all", "both", "so", "long", "since", "then"):
        start += 1
    auxiliaries = tuple(word for number, word in enumerate(words, start) if p.is_auxiliary(number))
    last = auxiliaries[-1] if auxiliaries else ""
    return Group(
        start=start,
        auxiliaries=auxiliaries,
        negated=any(word in p.known.negations for word in words),
        modal=any(word in p.known.modals for word in auxiliaries),
        passive=last in p.known.be,
    )


def subject_before(p: Passage, stop: int) -> tuple[Stretch, int] | None:
    """The noun phrase that is the subject of a verb group starting at ``stop``: its stretch, and where the words of
    its clause before it end.

    An apposition belongs to it with its closing comma ("the minister, Ana Rey,"), a relative clause, an age or an
    adverbial between commas does not.
    """
    at = stop - 1
    if at < 0:
        return None
    word = p.word(at)
    if word in ("who", "which") or (word == "that" and p.is_word(at - 1)):
        return ((at, at + 1), at)
    if word in (",", "-", ")"):
        return _around_parenthesis(p, at)
    if not p.is_word(at) and word != "<q>":
        return None
    found = noun_phrase_before(p, stop)
    return None if found is None else (found, found[0])


def _around_parenthesis(p: Passage, close: int) -> tuple[Stretch, int] | None:
    opening = {",": ",", "-": "-", ")": "("}[p.word(close)]
    inner = close - 1
    while inner >= 0 and close - inner < _LONGEST and p.word(inner) != opening:
        if p.word(inner) in (";", ":") or (p.word(inner) == "." and opening != "("):
            return None
        inner -= 1
    if inner <= 0 or p.word(inner) != opening:
        return None
    if p.word(inner - 1) in ("who", "which"):
        return ((inner - 1, inner), inner - 1)
    stop = inner
    found = noun_phrase_before(p, stop)
    if opening == "," and p.items[inner + 1].upper and (found is None or p.word(found[0]).endswith("ing")):
        # "after winning the vote, President Rey, said"
        return ((inner + 1, close), inner + 1)
    if found is None and opening == ",":
        # "Rey, who met Orban, his guest, said": step over the relative clause
        relative = stop
        while relative > 0 and stop - relative < _LONGEST and p.word(relative) not in ("who", "which", "whose"):
            relative -= 1
        if p.word(relative) in ("who", "which", "whose") and p.word(relative - 1) == ",":
            stop = relative - 1
            found = noun_phrase_before(p, stop)
            if found is not None:
                return (found, found[0])
    if found is None:
        return None
    if opening in ("(", "-"):
        return ((found[0], close + 1), found[0])
    first = inner + 1
    relative = next((at for at in range(first + 1, close) if p.word(at) in ("who", "which", "that", "whose")), close)
    apposed = (
        opening == ","
        and p.word(first) not in p.known.relatives
        and p.word(first) not in p.known.prepositions
        and p.word(first) not in p.known.openers
        and not p.word(first).endswith(("ing", "ed", "ly"))
        and not p.has_verb(first, relative)
        and p.is_word(first)
    )
    start = found[0]
    if apposed and p.word(start) in p.known.determiners and p.word(start - 1) == ",":
        name = noun_phrase_before(p, start - 1)  # "Rey, a driver in Belmar, a port, said"
        start = name[0] if name is not None and p.items[name[0]].upper else start
    return ((start, close + 1) if apposed else found, start)


def noun_phrase_before(p: Passage, stop: int) -> Stretch | None:
    """The noun phrase that ends where ``stop`` begins; adverbials at the front of its clause are left out."""
    first = _edge(p, stop)
    if first is not None and first > 0:
        whole = _with_relative(p, first)
        if whole is not None:
            return (whole, stop)
    if first is None:
        return None
    first = _with_list(p, first, stop)
    first = _with_label(p, first, stop)
    start = _strip_front(p, first, stop)
    if start is None or start >= stop:
        return None
    if all(word in p.known.times for word in p.words[start:stop]):
        return None
    stop = _without_time(p, start, stop)
    if p.word(stop - 1) in p.known.pronouns and stop - start > 1:
        start = stop - 1  # "a few minutes later they"
    last = p.word(stop - 1)
    if last in p.known.determiners and (last not in p.known.subject_pronouns or stop - start > 1):
        return None
    if last in p.known.prepositions or (last in p.known.object_pronouns and not last.endswith(("self", "selves"))):
        return None
    return (start, stop)


def _with_relative(p: Passage, first: int) -> int | None:
    """Where the noun phrase begins that a relative clause without commas ends: "officials who met Rey", "people briefed
    on the plan"."""
    if p.word(first - 1) in _STOPS or p.word(first - 1) in p.known.coordinators or p.word(first - 1) == "<q>":
        return None
    at = first - 1
    while at > 0 and first - at < 20:
        word = p.word(at)
        if word in _STOPS or word == "<q>" or word in ("and", "but", "because", "while", "when", "as", "if"):
            return None
        if word in ("who", "that") and p.is_word(at - 1):
            break
        participle = word.endswith("ed") and not p.is_adverb(at - 1) and not p.is_auxiliary(at - 1)
        follows = p.word(at + 1) in p.known.prepositions or p.word(at + 1) in ("so", *p.known.times)
        head = p.is_word(at - 1) and not p.items[at - 1].upper and p.word(at - 1) not in p.known.subject_pronouns
        if participle and at == first - 1 and follows and head:
            break
        at -= 1
    else:
        return None
    if at <= 0 or (p.word(at) == "that" and p.word(at - 1) in p.cue_forms):
        return None
    edge = _edge(p, at)
    if edge is None or p.word(edge - 1) not in (*_STOPS, "", "but", "and"):
        return None
    start = _strip_front(p, edge, at)
    return None if start is None or p.word(start) in p.known.subject_pronouns else start


def _without_time(p: Passage, start: int, stop: int) -> int:
    """The end of "the minister on Friday" without its time."""
    end = stop
    while end - 1 > start and (p.word(end - 1) in p.known.times or p.word(end - 1)[:1].isdigit()):
        end -= 1
    if end < stop and end - 1 > start and p.word(end - 1) in ("on", "in", "late", "early", "at", "since"):
        return end - 1
    if end < stop and p.word(end - 1) in ("this", "last", "next") and end - 1 > start:
        return end - 1
    return end if end < stop and p.word(end) in p.known.times and p.items[end].upper else stop


def _edge(p: Passage, stop: int) -> int | None:
    """The token after the last one before ``stop`` that cannot belong to a noun phrase."""
    at = stop
    while at > 0 and stop - at < _LONGEST:
        word = p.word(at - 1)
        if word in _STOPS or word in p.known.relatives or word in ("but", "or", "yet", "nor"):
            break
        if word == "so" and p.word(at) in ("far", "many", "much"):
            at -= 1
            continue
        if word in p.known.subordinators and word not in ("as",):
            break
        if word == "as" and p.word(at - 2) != "such":
            break
        if word == "<q>":
            item = p.items[at - 1]
            if item.end - item.start > _SHORT_QUOTATION or p.ends_in_stop(at - 1):
                break
        elif p.is_verb(at - 1):
            break
        if word == "and" and not _joins_nouns(p, at - 1):
            break
        at -= 1
    if stop - at >= _LONGEST:
        return None
    return at if at < stop else None


def _joins_nouns(p: Passage, at: int) -> bool:
    """Whether "and" at ``at`` joins two nouns and not two clauses."""
    if p.word(at + 1) in ("he", "she", "they", "it", "we", "i"):
        return False
    before = at - 1
    while before >= 0 and at - before < 12:
        word = p.word(before)
        if word in _STOPS or word in p.known.subordinators or word in p.known.relatives:
            break
        if p.is_verb(before):
            return False
        before -= 1
    return at - before > 1


def _with_list(p: Passage, first: int, stop: int) -> int:
    """Steps over "Ardovia, Belmar and the Union": earlier members, each short, without a verb."""
    if "and" not in p.words[first:stop]:
        return first
    while first >= 2 and p.word(first - 1) == ",":
        start = first - 1
        while start > 0 and p.word(start - 1) not in _STOPS and first - start < 7:
            start -= 1
        if start >= first - 1 or first - start >= 7 or p.has_verb(start, first - 1) or not p.starts_noun_phrase(start):
            break
        if p.word(start) in p.known.times or p.word(start) in p.known.openers:
            break
        if start > 0 and p.word(start - 1) not in (",", ";", ":", "-"):
            break
        first = start
    return first


def _with_label(p: Passage, first: int, stop: int) -> int:
    """Steps over "another friend, Mariam Emara" after a quotation: a common noun before the name."""
    start = first - 1
    if p.word(start) != "," or p.word(first) in p.known.subject_pronouns:
        return first
    while start > 0 and p.is_word(start - 1) and first - start < 9 and not p.is_verb(start - 1):
        start -= 1
    if start >= first - 1 or p.word(start - 1) != "<q>" or not p.is_word(start):
        return first
    if not p.ends_in_stop(start - 1):
        return first
    return first if p.word(start) in p.known.prepositions or p.word(start) in p.known.openers else start


def _strip_front(p: Passage, first: int, stop: int) -> int | None:
    """Where the noun phrase itself begins after "and", "Meanwhile", "on Friday", "in a call with reporters"."""
    for _ in range(6):
        if first >= stop:
            return None
        word = p.word(first)
        if word in p.known.prepositions and word not in ("like",):
            after = _after_preposition(p, first, stop)
            if after is None:
                return None
            first = after
        elif (
            stop - first > 1 and word in p.known.times and not (p.items[first + 1].upper and p.items[first].upper)
        ) or (
            stop - first > 1 and (word in p.known.openers or (word.endswith("ly") and p.starts_noun_phrase(first + 1)))
        ):
            first += 1
        else:
            return first
    return first


def _after_preposition(p: Passage, at: int, stop: int) -> int | None:
    """Where a new noun phrase starts after the prepositional phrase that begins at ``at``."""
    known = p.known
    number = at + 2
    while number < stop:
        before = p.word(number - 1)
        tied = (
            before in known.prepositions
            or before in known.determiners
            or before in known.coordinators
            or before == "'s"
        )
        if not tied:
            word = p.word(number)
            runs_on = p.items[number].upper and p.items[number - 1].upper and word not in ("mr.", "mrs.", "ms.", "dr.")
            if p.starts_noun_phrase(number) and not runs_on and not word[0].isdigit():
                return number
            if (
                before in known.times
                and word not in known.times
                and word not in known.prepositions
                and word[0].isalpha()
            ):
                return number
        number += 1
    return None


def noun_phrase_after(p: Passage, first: int, *, reduced: bool = False, apposed: bool = True) -> int | None:
    """Where the noun phrase that begins at ``first`` ends, with the apposition that follows it if that is asked for.

    ``reduced`` lets it hold participles: "a letter signed by ...".
    """
    stop: int = _run(p, first)
    if reduced:
        while p.word(stop) == "<q>" or (p.word(stop).endswith("ed") and p.word(stop + 1) in p.known.prepositions):
            stop = max(stop + 1, _run(p, stop + 1))
    if stop == first:
        return None
    while apposed and p.word(stop) == ",":
        word = p.word(stop + 1)
        if not p.is_word(stop + 1) or word in p.known.relatives or word in p.known.openers:
            break
        if word in p.known.prepositions or word in p.known.coordinators:
            break
        if word.endswith(("ing", "ly")) and word not in p.known.titles_lower:
            break
        if word in p.known.subject_pronouns and word not in p.known.determiners:
            break
        end = _run(p, stop + 1)
        if end == stop + 1 or p.has_verb(stop + 1, end) or p.is_verb(end) or p.word(end) not in (",", ".", "", ";"):
            break
        stop = end
        if p.word(end) == "," and p.word(end + 1):
            # the closing comma belongs to the apposition where the sentence goes on
            if p.word(end + 1) == "<q>":
                return end + 1
            break
    return stop


def _run(p: Passage, first: int) -> int:
    at = first
    while at < len(p) and at - first < _LONGEST:
        word = p.word(at)
        if word in _STOPS or word == "<q>" or (word in p.known.subordinators and word not in ("as", "that", "whose")):
            break
        if word in {"that", "as"}:
            break
        if p.is_verb(at) and not _in_relative(p, first, at):
            break
        if at > first and word in ("on", "in", "at", "during", "after") and p.word(at + 1) in p.known.times:
            break
        if at > first and word in ("this", "last", "next") and p.word(at + 1) in p.known.times:
            break
        if at > first and word in p.known.times and p.items[at].upper and p.word(at - 1) not in p.known.prepositions:
            break
        if at > first and word in ("in", "on", "during", "at") and _occasion(p, at):
            break
        at += 1
    return at


def _occasion(p: Passage, at: int) -> bool:
    return p.word(at + 1) in ("a", "an") and p.word(at + 2) in p.known.occasions


def _in_relative(p: Passage, first: int, at: int) -> bool:
    return "who" in p.words[first:at]
