"""What kind of thing a name names, where its own words do not tell: settled by all places where the text has it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from readout.read.entities.lexicon import Words, titles, words
from readout.read.entities.names import Name
from readout.read.entities.rows import Row, known_at, opening
from readout.read.entities.tokens import Token
from readout.types import EntityType

Scores = dict[EntityType, float]
_AGE = re.compile(r"\d{2}$")
_THRESHOLD = 1.0


def key(row: Row, name: Name) -> tuple[str, ...]:
    """The words of a name, as the text writes them."""
    return tuple(token.text for token in row.tokens[name.first : name.last])


def settle(rows: dict[int, Row], found: Iterable[Name]) -> list[Name]:
    """The names with a kind each; a name whose kind nothing tells is left out unless it has two words or more."""
    everything = _without_pairs(rows, list(found))
    scores: dict[tuple[str, ...], Scores] = defaultdict(lambda: defaultdict(float))
    mid: set[tuple[str, ...]] = set()
    people: set[str] = set()
    for name in everything:
        row = rows[name.sentence]
        words_of = key(row, name)
        if not name.opens:
            mid.add(words_of)
        if name.known is None:
            for kind, value in _evidence(row, name).items():
                scores[words_of][kind] += value
    first_settled: dict[tuple[str, ...], EntityType | None] = {}
    for words_of, found_scores in scores.items():
        first_settled[words_of] = _best(found_scores)
    for name in everything:
        words_of = key(rows[name.sentence], name)
        sure = not name.opens or len(words_of) > 1
        if sure and name.known is None and (name.type or first_settled.get(words_of)) == "person":
            people.update(_parts(words_of))
    settled: list[Name] = []
    for name in everything:
        row = rows[name.sentence]
        words_of = key(row, name)
        facts = words(row.language)
        type_: EntityType | None = name.type
        if name.known is not None:
            settled.append(name)
            continue
        loud = words_of[0].isupper() and len(words_of[0]) > 2  # "MARN: I did not.", as transcripts name who speaks
        if type_ is None and len(words_of) == 1 and (words_of[0] in people or (loud and words_of[0].title() in people)):
            type_ = "person"
        elif type_ is None:
            type_ = first_settled.get(words_of)
        if (
            name.opens
            and words_of not in mid
            and type_ is not None
            and not _opens_soundly(row, name, words_of, people, facts)
        ):
            continue
        if type_ is None and len(words_of) > 1 and not name.opens:
            type_ = "other"
        if type_ is not None:
            settled.append(name._replace(type=type_))
    return settled


def _without_pairs(rows: dict[int, Row], found: list[Name]) -> list[Name]:
    """ "Marn & Tid" as two names where the text has each of them elsewhere, too."""
    keys = [key(rows[name.sentence], name) for name in found]
    elsewhere = {word for words_of in keys if "&" not in words_of for word in words_of}
    result: list[Name] = []
    for name in found:
        words_of = key(rows[name.sentence], name)
        if words_of.count("&") != 1 or name.known is not None or not {words_of[0], words_of[-1]} <= elsewhere:
            result.append(name)
            continue
        at = name.first + words_of.index("&")
        tokens = rows[name.sentence].tokens
        for first, last in ((name.first, at), (at + 1, name.last)):
            span = (tokens[first].start, tokens[last - 1].end)
            result.append(name._replace(first=first, last=last, span=span, type=None))
    return result


def _parts(words_of: tuple[str, ...]) -> list[str]:
    return [word for word in (words_of[0], words_of[-1]) if len(word) > 2]


def _opens_soundly(row: Row, name: Name, words_of: tuple[str, ...], people: set[str], facts: Words) -> bool:
    """Whether a name that only stands at the start of sentences is one: not by its capital alone."""
    if len(words_of) > 1 or words_of[0] in people:
        return not all(word.lower() in facts.common for word in words_of) or name.type is not None
    low = words_of[0].lower()
    plural_of = {low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ies") + "y"} - {low}
    offices = titles(row.language).offices
    if len(low) > 6 and low.endswith(facts.abstract):
        return False
    if low in facts.common or low in offices or any(word in facts.common or word in offices for word in plural_of):
        return False
    following = row.tokens[name.last] if name.last < len(row.tokens) else None
    speaks = following is not None and (following.low in facts.speech or following.text in {"'s", "’s"})
    return speaks or words_of[0].isupper()


def _best(found: Scores) -> EntityType | None:
    order: tuple[EntityType, ...] = ("person", "organisation", "place")
    top = max(order, key=lambda type_: (found.get(type_, 0.0), -order.index(type_)))
    return top if found.get(top, 0.0) >= _THRESHOLD else None


def _evidence(row: Row, name: Name) -> Scores:
    """What one place in the text says for each kind."""
    facts = words(row.language)
    tokens = row.tokens[name.first : name.last]
    before = row.tokens[name.first - 1] if name.first else None
    following = row.tokens[name.last] if name.last < len(row.tokens) else None
    found: Scores = {"person": 0.0, "organisation": 0.0, "place": 0.0}
    if name.type is not None:
        if name.type in found:
            found[name.type] += 4
        return found
    _by_own_words(tokens, facts, found)
    if name.opens and _is_dateline(row, name):
        found["place"] += 5
        found["organisation"] -= 3
    _by_neighbours(row, name, before, following, found)
    return found


def _by_own_words(tokens: list[Token], facts: Words, found: Scores) -> None:
    count = sum(token.text[0].isalnum() for token in tokens)
    first = tokens[0]
    if first.text in facts.first_names:
        found["person"] += 3 if count > 1 else 0.5
    if 2 <= count <= 4:
        found["person"] += 1
    if any(len(token.text) == 2 and token.text[1] == "." for token in tokens) and count > 1:
        found["person"] += 2
    if count > 1 and (any(t.low in facts.particles and not t.cap for t in tokens) or tokens[-1].low in facts.suffixes):
        found["person"] += 2
    if any(any(c.isdigit() for c in token.text) for token in tokens):
        found["person"] -= 3
        found["organisation"] += 0.5
    heads = facts.organisation_heads | facts.place_heads | facts.other_heads | facts.agreement_heads
    if count == 1 and first.low in heads:
        found["person"] -= 4
        found["place"] -= 4
    common = sum(token.low in facts.common for token in tokens)
    found["person"] -= 1.5 * common
    bodily = facts.organisation_openers | facts.organisation_heads | facts.place_heads | facts.compass
    if count > 1:
        found["organisation"] += 0.4 * common
        if any(token.low in bodily for token in tokens):
            found["person"] -= 2
            found["organisation"] += 0.7
    if count == 1 and first.text.isupper() and 2 <= len(first.text) <= 7 and first.low not in facts.common:
        found["organisation"] += 3
        found["person"] -= 3
    if any(token.text == "&" for token in tokens):
        found["organisation"] += 2
    if any(token.text.isupper() and len(token.text) > 2 for token in tokens) and count > 1:
        found["organisation"] += 1


def _by_neighbours(row: Row, name: Name, before: Token | None, following: Token | None, found: Scores) -> None:
    facts = words(row.language)
    single = name.last - name.first == 1
    if before is not None:
        if office_before(row, name.first):
            found["person"] += 3
        if before.low in facts.place_before and not opening(row, name.first):
            found["place"] += 2 if single else 1.5
            found["person"] -= 1.5
        if before.low == "the":
            plain = single and not row.tokens[name.first].text[1:2].isupper()
            found["organisation"] += 0.5 if plain else 1.5
            found["person"] -= 3
        if before.low in facts.compass and not before.cap:
            found["place"] += 2
        if before.low in facts.organisation_heads and not before.cap:
            found["organisation"] += 1.5
        two = row.tokens[name.first - 2] if name.first > 1 else None
        if before.low == "of" and two is not None and two.low in facts.place_heads:
            found["place"] += 3
        elif before.low in {"of", "and"} or before.text == ",":
            found["place"] += 3 if _in_list_of_places(row, name.first) else 0
    if following is None:
        return
    after = row.tokens[name.last + 1] if name.last + 1 < len(row.tokens) else None
    if following.low in facts.speech:
        found["person"] += 1
    if following.low in facts.after_person:
        found["person"] += 2
    if following.text in {",", "("} and after is not None:
        if _AGE.match(after.text):
            found["person"] += 3
        known = known_at(row, name.last + 1) if following.text == "," else None
        if known and known[1].type == "place" and single:
            found["place"] += 1.5
        if following.text == "," and after.low in {"who", "whose", "whom"}:
            found["person"] += 2
    if not following.cap and following.low in facts.place_heads:
        found["place"] += 2.5
        found["person"] -= 2
    if not following.cap and following.low in facts.organisation_heads:
        found["organisation"] += 1.5
        found["person"] -= 1
    if following.low in {"spokesman", "spokeswoman", "spokesperson", "shares", "ceo", "boss"}:
        found["organisation"] += 2


def _is_dateline(row: Row, name: Name) -> bool:
    """Whether a word in capitals opens its sentence as the place that the news comes from: "ALDAN (LPA)"."""
    token = row.tokens[name.first]
    if name.first or name.last != 1 or not token.text.isupper() or len(token.text) < 5:
        return False
    return len(row.tokens) == 1 or row.tokens[1].text in {".", "(", "—", "–"}


def _in_list_of_places(row: Row, at: int) -> bool:
    """Whether the name stands in a list after a word for places: "the districts of Aldan, Brell and Corv"."""
    facts = words(row.language)
    for place in range(at - 1, max(-1, at - 8), -1):
        token = row.tokens[place]
        if token.low == "of":
            head = row.tokens[place - 1].low if place else ""
            singular = {head.removesuffix("s"), head.removesuffix("es"), head.removesuffix("ies") + "y"} - {head}
            return not facts.place_heads.isdisjoint(singular)
        if not (token.cap or token.text == "," or token.low == "and"):
            return False
    return False


def office_before(row: Row, at: int) -> bool:
    """Whether an office stands right before the token at ``at``, with or without a comma: "her deputy, ..."."""
    end = at - 1 if at and row.tokens[at - 1].text == "," else at
    for start in range(max(0, end - 4), end):
        for phrase in titles(row.language).offices.get(row.tokens[start].low, ()):
            if start + len(phrase) == end and all(row.tokens[start + i].low == w for i, w in enumerate(phrase)):
                return True
    return False
