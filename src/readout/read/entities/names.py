"""Names in running text: where they stand, and of what kind they are as far as their own words tell.

A run of capitalised words is cut into names by what is known of its words: offices and forms of address stand before
people, head words ("Ministry", "Treaty", "River") end bodies, agreements and places, and known names are known. What
no word decides stays a guess, to be settled by everything that the text shows of it.
"""

from __future__ import annotations

from typing import NamedTuple

from readout.read.entities.lexicon import Known, Words, match_office, titles, words
from readout.read.entities.rows import Row, known_at, match_office_at, nameless, opening
from readout.read.entities.runs import HYPHENS, run_end
from readout.types import EntityType, Span


class Name(NamedTuple):
    """Tokens ``[first, last)`` of sentence ``sentence`` that name something.

    ``type`` is ``None`` where only the rest of the text can tell. ``titled`` says that an office or a form of address
    stands before it, ``gender`` what that form tells; ``opens`` that its capital may be due to its place alone.
    """

    sentence: int
    first: int
    last: int
    span: Span
    type: EntityType | None
    known: Known | None = None
    titled: bool = False
    gender: str | None = None
    opens: bool = False


def names(row: Row) -> list[Name]:
    """The names of a sentence in which capitals tell something, in text order and apart from one another."""
    found: list[Name] = []
    at = 0
    while at < len(row.tokens):
        token = row.tokens[at]
        known = known_at(row, at) if at not in row.barred else None
        if known and not token.cap and not (known[0] < len(row.tokens) and row.tokens[known[0]].cap):
            found.append(_name(row, at, known[0], known[1].type, known[1]))
            at = known[0]
        elif known and known[1].kind == "demonym" and _is_language(row, at, known[0]):
            at = known[0]
        elif (
            not token.cap
            or at in row.barred
            or _sum(row, at)
            or _for_an_office(row, at)
            or (nameless(row, at) and known is None)
        ):
            at += 1
        else:
            end = run_end(row, at)
            found.extend(_cut(row, at, end))
            if found and found[-1].last == end:
                found[-1], end = _as_agreement(row, found[-1])
            at = end
    return found


def _sum(row: Row, at: int) -> bool:
    """Whether the token is a currency with its amount, or a numbered point: "USD105", "HK$", "Q8"."""
    text = row.tokens[at].text
    letters = text.rstrip("0123456789")
    following = row.tokens[at + 1] if at + 1 < len(row.tokens) else None
    if len(text) == 1 and at and row.tokens[at - 1].text == "(" and following is not None and following.text in HYPHENS:
        return True
    if following is not None and following.text in {"$", "€", "£"} and following.glued:
        return True
    if letters == text or known_at(row, at):
        return False
    amount = following is not None and following.glued and following.text in {",", "."} and len(letters) <= 3
    return len(letters) == 1 or letters.lower() in words(row.language).codes or amount


def _as_agreement(row: Row, name: Name) -> tuple[Name, int]:
    """A name that runs on to a word for an agreement in lower case: "Aldan Forces (ALF) disarmament treaty".

    A state's treaty is no name; after a city only the bare word or "climate" makes one ("the Aldan climate accord").
    """
    tokens = row.tokens
    heads = words(row.language).agreement_heads
    at = name.last
    if name.titled or name.opens or name.type in {"person", "agreement", "group"}:
        return name, at
    if name.known is not None and name.known.kind not in {"capital", "region"}:
        return name, at
    if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 1].text.isupper() and tokens[at + 2].text == ")":
        at += 3
    words_between = 0
    while at < len(tokens) and tokens[at].low.isalpha() and not tokens[at].cap and words_between < 3:
        if tokens[at].low in heads:
            loose = tokens[at].low in {"deal", "plan", "pact", "declaration"} or words_between > 1
            vague = name.known is not None and loose
            if vague or (name.last - name.first == 1 and name.known is None and words_between == 0):
                return name, name.last
            made = _name(row, name.first, at + 1, "agreement")
            return made._replace(opens=False), at + 1
        if tokens[at].low in words(row.language).speech | words(row.language).openers:
            break
        at += 1
        words_between += 1
    return name, name.last


def _name(row: Row, first: int, last: int, type_: EntityType | None, known: Known | None = None) -> Name:
    while last > first + 1 and row.tokens[last - 1].text in HYPHENS:
        last -= 1
    span = (row.tokens[first].start, row.tokens[last - 1].end)
    opens = opening(row, first) and known is None
    return Name(row.number, first, last, span, type_, known, opens=opens)


def _cut(row: Row, first: int, last: int) -> list[Name]:
    """The names in a run."""
    facts = words(row.language)
    tokens = row.tokens
    while first < last and (
        tokens[first].text in HYPHENS or (not tokens[first].cap and _loose(row, first, last, facts))
    ):
        first += 1
    if first >= last:
        return []
    known = known_at(row, first)
    if known is None and tokens[first].low == "the" and last - first > 1:
        return _cut(row, first + 1, last)
    if known and known[0] >= last:
        return [_name(row, first, last, known[1].type, known[1])]
    if opening(row, first) and known is None and _only_opens(row, first, last, facts):
        return _cut(row, first + 1, last)
    if last - first > 1 and _is_place_name(row, first, facts) and tokens[first].text not in facts.first_names:
        return [_name(row, first, last, "place")]
    found = _cut_at_title(row, first, last, facts)
    if found is not None:
        return found
    type_ = _type_by_words(row, first, last, facts)
    if type_ is not None:
        return [_name(row, first, last, type_)]
    if known:
        found = _cut_after_known(row, first, known, last, facts)
        if found is not None:
            return found
    for at in range(first + 1, last):
        inner = known_at(row, at)
        if inner and not _surname_here(row, first, at, inner, facts):
            return _cut(row, first, at) + _cut(row, at, last)
    if _only_office(row, first, last):
        return []
    return [_name(row, first, last, None)]


def _loose(row: Row, first: int, last: int, facts: Words) -> bool:
    return row.tokens[first].low not in facts.particles or first + 1 >= last


def _only_opens(row: Row, first: int, last: int, facts: Words) -> bool:
    """Whether the first word has its capital from the sentence alone."""
    low = row.tokens[first].low
    if low in facts.openers:
        return True
    heads = facts.organisation_heads | facts.agreement_heads | facts.other_heads | facts.place_heads
    if last - first == 1 and low in heads and low not in facts.organisation_alone:
        return True
    if low not in facts.common or match_office(row.tokens, first, row.language) is not None:
        return False
    if last - first == 1:
        return True
    if row.tokens[first].text in facts.first_names and row.tokens[first + 1].cap:
        return False
    return row.tokens[last - 1].low not in heads


def _cut_at_title(row: Row, first: int, last: int, facts: Words) -> list[Name] | None:
    """A run with an office or a form of address in it: what stands before, and the person after."""
    best: tuple[int, int, str | None] | None = None
    at = first
    while at < last:
        address = titles(row.language).address.get(row.tokens[at].low)
        office = match_office(row.tokens, at, row.language)
        inside = at > first and _given_name(row, first) and best is None
        if office and office < last and not inside:
            best = (best[0] if best and best[1] == at else at, office, best[2] if best and best[1] == at else None)
            at = office
        elif address and at + 1 < last and _begins_title(row, first, at, best[1] if best else first):
            best = (best[0] if best and best[1] == at else at, at + 1, address if address != "b" else None)
            at += 1
        else:
            at += 1
    if best is None:
        return None
    start, rest, gender = best
    if not _may_be_person(row, rest, last, facts, address=gender is not None):
        return None
    before = _cut_before_office(row, first, start, facts)
    person = _name(row, rest, last, "person")._replace(titled=True, gender=gender, opens=False)
    return [*before, person]


def _cut_before_office(row: Row, first: int, office: int, facts: Words) -> list[Name]:
    """What a run has before an office, without the words that say what the office is for: "Fisheries Minister"."""
    end = office
    modifiers = titles(row.language).modifiers
    while end > first and row.tokens[end - 1].low in modifiers:
        end -= 1
    alone = end == first or row.tokens[office].low in {"minister", "ministers", "secretary"}
    end = end if alone else office
    return _cut(row, first, end) if end > first else []


def _for_an_office(row: Row, at: int) -> bool:
    """Whether the word says what a ministry or an office in lower case is for: "the ministry of Defence"."""
    if at < 2 or row.tokens[at - 1].low != "of" or row.tokens[at].low not in titles(row.language).modifiers:
        return False
    body = row.tokens[at - 2]
    return not body.cap and body.low in {"ministry", "minister", "ministers", "department", "secretary"}


def _given_name(row: Row, at: int) -> bool:
    """Whether a given name stands here that is no known place's: what follows is its family name."""
    return row.tokens[at].text in words(row.language).first_names and known_at(row, at) is None


def _begins_title(row: Row, first: int, at: int, since: int) -> bool:
    """Whether a form of address may stand here: first, after an office, or after a known name; never inside a name."""
    if at in {first, since}:
        return not (at == first and _is_place_name(row, at, words(row.language)))
    return any((known := known_at(row, start)) and known[0] == at for start in range(first, at))


def _is_language(row: Row, at: int, end: int) -> bool:
    """Whether an adjective names a language: "in broken English", "said in French"."""
    before = row.tokens[at - 1].low if at else ""
    if before not in {"in", "broken", "fluent", "speak", "speaks", "spoke", "speaking"}:
        return False
    following = row.tokens[end] if end < len(row.tokens) else None
    return following is None or not following.text.isalpha() or following.low in words(row.language).openers


def _is_place_name(row: Row, at: int, facts: Words) -> bool:
    return row.tokens[at].low in facts.place_openers


def _may_be_person(row: Row, first: int, last: int, facts: Words, address: bool) -> bool:
    tokens = row.tokens
    if last - first > 6 or not (tokens[first].cap or tokens[first].low in facts.particles):
        return False
    low = tokens[last - 1].low
    if last - first == 1 and match_office_at(row, first):
        return False
    if low in facts.organisation_heads | facts.place_heads | facts.agreement_heads | facts.other_heads:
        return (address and last - first == 1) or (last - first > 1 and tokens[first].text in facts.first_names)
    if last - first == 1 and low in facts.common and tokens[first].text not in facts.first_names:
        return address
    known = known_at(row, first)
    if known and known[1].kind in {"state", "demonym", "community", "international", "seat"}:
        return tokens[first].text in facts.first_names and last - first > 1
    return not any(token.low in {"of", "for", "&"} for token in tokens[first:last])


def _type_by_words(row: Row, first: int, last: int, facts: Words) -> EntityType | None:
    """The kind that head words tell."""
    tokens = row.tokens
    low, head = tokens[first].low, tokens[last - 1].low
    connector = next((i for i in range(first + 1, last) if tokens[i].low in {"of", "for", "on", "against"}), None)
    if connector is not None:
        head = tokens[connector - 1].low
        if head not in facts.agreement_heads | facts.place_heads | facts.other_heads | {"sea", "republic"}:
            return "organisation"
    if last - first == 1:
        return "organisation" if head in facts.organisation_alone else None
    if head in facts.agreement_heads:
        return "agreement"
    named = tokens[first].text in facts.first_names and last - first == 2 and known_at(row, first) is None
    if head in facts.organisation_heads and not (named and head not in facts.organisation_openers):
        return "organisation"
    if head in facts.place_heads:
        return "place"
    if head in facts.other_heads and not named:
        return "other"
    if low in facts.other_openers:
        return "other"
    if low in facts.organisation_firsts and known_at(row, first) is None and not named:
        return "organisation"
    if low in facts.place_openers and not named:
        return "place"
    return None


def _cut_after_known(row: Row, first: int, known: tuple[int, Known], last: int, facts: Words) -> list[Name] | None:
    """A run that begins with a known name: that name and the rest, or ``None`` where a person bears the name."""
    tokens = row.tokens
    end, what = known
    rest_known = known_at(row, end)
    surname = rest_known is None and tokens[end].cap and tokens[end].low not in facts.common
    if tokens[first].text in facts.first_names and surname and match_office(tokens, end, row.language) is None:
        return None
    rest = tokens[end:last]
    if tokens[end].text in HYPHENS or rest_known:
        return [_name(row, first, end, what.type, what), *_cut(row, end, last)]
    whole = all(token.low in facts.common or not token.cap for token in rest)
    if whole and len(rest) <= 2 and what.kind not in {"demonym", "community"} and not _only_office(row, end, last):
        return [_name(row, first, last, "organisation" if what.kind != "seat" else "other")]
    return [_name(row, first, end, what.type, what), *_cut(row, end, last)]


def _surname_here(row: Row, first: int, at: int, inner: tuple[int, Known], facts: Words) -> bool:
    """Whether the known name at ``at`` is part of a person's name: "Boris Jordan"."""
    if inner[1].kind in {"demonym", "community", "international"} and inner[0] - at > 1:
        return False
    return row.tokens[first].text in facts.first_names and row.tokens[at - 1].text not in HYPHENS


def _only_office(row: Row, first: int, last: int) -> bool:
    """Whether the run is an office without a name: "Foreign Minister"."""
    at = first
    modifiers = titles(row.language).modifiers
    seen = False
    while at < last:
        office = match_office(row.tokens, at, row.language)
        if office:
            at, seen = office, True
        elif row.tokens[at].low in modifiers or row.tokens[at].text in HYPHENS or row.tokens[at].low in {"of", "for"}:
            at += 1
        else:
            return False
    return seen
