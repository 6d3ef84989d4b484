"""States, peoples and capitals that no list knows, as the account itself shows them.

An adjective is known by standing before offices and common nouns and by sharing its stem with a name of the account
("Ardovian officers", "Ardovia"); a state by what only states have ("Ardovia's foreign ministry"); a capital by being
called one ("Aldan, the Ardovian capital"). A word that anything shows to be a person's name is none of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from readout import languages
from readout.read.entities.lexicon import Known, Phrases, gazetteer, match_known, match_office, titles, words
from readout.read.entities.roles import grammar
from readout.read.entities.rows import Row, nameless, opening, shouted

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_OWNED = 5  # words after "X's" among which the thing owned stands
_SHORTEST = 4  # letters of a name that is looked at, and of a stem
_MOST_ROWS = 4_000


class _Facts(NamedTuple):
    institutions: frozenset[str]
    institutions_of: frozenset[str]
    weak: frozenset[str]
    of: frozenset[str]
    endings: frozenset[str]
    telling: frozenset[str]
    replaced: frozenset[str]


@cache
def _facts(language: str) -> _Facts:
    data = languages.table(language, "name_words")["state"]
    return _Facts(*(frozenset(str(data[name]).split()) for name in _Facts._fields))


@dataclass
class _Shown:
    """What the places of an account show of its words: how often each kind of place has them."""

    person: Counter[str] = field(default_factory=Counter)
    before_office: Counter[str] = field(default_factory=Counter)
    before_noun: Counter[str] = field(default_factory=Counter)
    institution: Counter[str] = field(default_factory=Counter)
    weak: Counter[str] = field(default_factory=Counter)
    place: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)


def unlisted(rows: Mapping[int, Row]) -> Phrases:
    """The unlisted states, capitals and adjectives of an account, as known names by their first word."""
    plain = [row for row in list(rows.values())[:_MOST_ROWS] if not shouted(row)]
    if not plain:
        return {}
    language = plain[0].language
    shown = _look(plain)
    found: dict[str, Known] = {}
    adjectives = _adjectives(shown, language)
    made_of: dict[str, list[str]] = defaultdict(list)
    for adjective, base in adjectives.items():
        if base is not None:
            made_of[base].append(adjective)
    for word in sorted(shown.seen):
        own = made_of[word]
        governed = any(shown.before_office[adjective] for adjective in own)
        if _listed(word) is not None or word in adjectives or not _is_place(shown, word, bool(own), governed):
            continue
        rules = governed or bool(shown.institution[word])
        found[word] = Known(word, "state" if rules else "region", "place", word if rules else None)
    for adjective, base in sorted(adjectives.items()):
        listed = _listed(base) if base is not None else None
        of = (listed.stands_for or listed.name) if listed is not None else base if base in found else None
        found[adjective] = Known(adjective, "demonym", "group", of)
        if adjective.endswith(("n", "i")):
            found.setdefault(adjective + "s", Known(adjective + "s", "demonym", "group", of))
    for name, state in sorted(_capitals(plain, found).items()):
        if _listed(name) is None and not shown.person[name]:
            found.setdefault(name, Known(name, "capital", "place", state))
    return {word: (((word,), known),) for word, known in found.items()}


def adjectives_of(phrases: Phrases) -> dict[str, str]:
    """The adjectives of the unlisted states, by state."""
    found: dict[str, str] = {}
    for word, rows in sorted(phrases.items()):
        for _, known in rows:
            if known.kind == "demonym" and known.stands_for:
                found.setdefault(known.stands_for, word)
    return found


@cache
def _listed(word: str) -> Known | None:
    return next((known for phrase, known in gazetteer().get(word, ()) if phrase == (word,)), None)


def _has_adjective(name: str) -> bool:
    """Whether a name is listed as one whose adjectives are listed, too, or that has none of its own."""
    listed = _listed(name)
    return listed is not None and listed.kind != "region"


# ------------------------------------------------------------------------------------------ what places show


def _look(rows: Iterable[Row]) -> _Shown:
    shown = _Shown()
    opener: str | None = None  # the unlisted name that opened the sentence before
    for row in rows:
        first = row.tokens[0].text if row.tokens and _candidate(row, 0) else None
        inside = 0
        for at, token in enumerate(row.tokens):
            if token.cap and (known := match_known(row.tokens, at)) is not None:
                inside = max(inside, known[0] if known[0] > at + 1 else at)
            if token.low == "its" and _owns_institution(row, at + 1):
                owner = first if at else opener
                if owner is not None:
                    shown.institution[owner] += 1
            if at >= inside and _candidate(row, at):
                _look_at(row, at, shown)
        opener = first
    return shown


def _candidate(row: Row, at: int) -> bool:
    token = row.tokens[at]
    if not token.cap or len(token.text) < _SHORTEST or at in row.barred or token.text.isupper():
        return False
    facts = words(row.language)
    if token.low in facts.common or nameless(row, at) or token.low in facts.openers:
        return False
    if token.low in titles(row.language).address:
        return False
    return token.text.isalpha() and match_office(row.tokens, at, row.language) is None


def _look_at(row: Row, at: int, shown: _Shown) -> None:
    word = row.tokens[at].text
    facts, classes = words(row.language), _facts(row.language)
    shown.seen[word] += 1
    before = row.tokens[at - 1] if at else None
    following = row.tokens[at + 1] if at + 1 < len(row.tokens) else None
    if _person_here(row, at):
        shown.person[word] += 1
    if before is not None and before.low in facts.place_before:
        shown.place[word] += 1
    if before is not None and before.low == "of" and at > 1 and not (following is not None and following.cap):
        shown.weak[word] += row.tokens[at - 2].low in classes.of
        shown.institution[word] += row.tokens[at - 2].low in classes.institutions_of
    if following is None:
        return
    if following.text in _POSSESSIVES:
        if before is not None and before.low == "the":
            return
        if _owns_institution(row, at + 2):
            shown.institution[word] += 1
        elif not classes.weak.isdisjoint(_owned(row, at + 2)):
            shown.weak[word] += 1
    elif _office_or_body(row, at + 1):
        shown.before_office[word] += 1
    elif not following.cap and _noun_like(row, at + 1):
        shown.before_noun[word] += 1


def _person_here(row: Row, at: int) -> bool:
    """Whether the word stands here as a person's name, or as a part of a longer name."""
    facts = words(row.language)
    address = titles(row.language).address
    before = row.tokens[at - 1] if at else None
    following = row.tokens[at + 1] if at + 1 < len(row.tokens) else None
    if before is not None and before.cap:
        if before.low in address or before.text in facts.first_names or before.text.endswith("."):
            return before.text[-1] != "." or before.low in address or len(before.text) == 2
        if _office_ends(row, at):
            return True
        usual = before.low in facts.common or before.low in facts.openers or before.low in facts.compass
        if not usual and match_known(row.tokens, at - 1) is None:
            return not opening(row, at)
    if before is not None and not before.cap and _office_ends(row, at):
        return True
    if following is None:
        return False
    if following.cap and row.tokens[at].text in facts.first_names:
        return True
    after = row.tokens[at + 2] if at + 2 < len(row.tokens) else None
    if following.text == "," and after is not None:
        return (after.text.isdigit() and len(after.text) == 2) or after.low in {"who", "whose", "whom"}
    return following.low in facts.after_person


def _office_ends(row: Row, at: int) -> bool:
    """Whether an office stands right before the token: "President Marn"."""
    return any(match_office(row.tokens, start, row.language) == at for start in range(max(0, at - 3), at))


def _owned(row: Row, at: int) -> list[str]:
    """The words from ``at`` on that can name the thing owned, in lower case; two that follow each other also joined."""
    found: list[str] = []
    for token in row.tokens[at : at + _OWNED]:
        if not token.text[0].isalpha() or token.low in words(row.language).openers:
            break
        if found:
            found.append(f"{found[-1].rpartition('-')[2]}-{token.low}")
        found.append(token.low)
    return found


def _owns_institution(row: Row, at: int) -> bool:
    return not _facts(row.language).institutions.isdisjoint(_owned(row, at))


def _office_or_body(row: Row, at: int) -> bool:
    """Whether an office begins at the token, over what goes before offices, or the name of a ministry."""
    modifiers = titles(row.language).modifiers
    for place in range(at, min(at + 3, len(row.tokens))):
        token = row.tokens[place]
        if match_office(row.tokens, place, row.language) or token.low in _facts(row.language).weak:
            return True
        if token.low in {"ministry", "embassy", "parliament"}:
            return True
        if token.low not in modifiers and not (token.cap and token.low in words(row.language).common):
            return False
    return False


def _noun_like(row: Row, at: int) -> bool:
    """Whether the word can be a noun: it neither joins nor tells an act."""
    low = row.tokens[at].low
    facts, classes = words(row.language), grammar(row.language)
    if not low.isalpha() or len(low) < 3 or low.endswith(("ed", "ly")) or low in {"and", "but", "nor"}:
        return False
    if low in facts.openers and not (len(low) > 4 and low.endswith("s")):
        return False
    closed = (facts.speech, facts.particles, classes.prepositions, classes.adverbs, classes.being, classes.helping)
    return not any(low in kind for kind in closed)


# ------------------------------------------------------------------------------------------ what follows from it


def _adjectives(shown: _Shown, language: str) -> dict[str, str | None]:
    """The account's adjectives, each with the name that it is made from, where the account has it."""
    facts = _facts(language)
    found: dict[str, str | None] = {}
    for word in sorted(shown.seen):
        describes = shown.before_office[word] + shown.before_noun[word]
        if not describes or shown.person[word] or _listed(word) or not stems(word, facts.endings):
            continue
        bases = [
            name
            for name in bases_of(word, facts.endings, facts.replaced)
            if name != word and shown.seen[name] and not shown.person[name] and not _has_adjective(name)
        ]
        if bases:
            found[word] = max(bases, key=lambda name: (shown.seen[name], name))
        elif word.endswith(tuple(facts.telling)) and describes == shown.seen[word]:
            found[word] = None
    return found


def stems(adjective: str, endings: Iterable[str]) -> list[str]:
    """What is left of an adjective without each ending it has; at least four letters.

    >>> stems("Corvish", ("ish", "ian")), stems("Finish", ("ish",))
    (['Corv'], [])
    """
    cut = [adjective.removesuffix(ending) for ending in sorted(endings) if adjective.endswith(ending)]
    return [stem for stem in cut if len(stem) >= _SHORTEST]


def bases_of(adjective: str, endings: Iterable[str], replaced: Iterable[str]) -> list[str]:
    """The names that an adjective can be made from by an ending, which may take the place of the name's own.

    >>> bases_of("Corvish", ("ish",), ("ia", "ow"))
    ['Corv', 'Corvia', 'Corvow']
    """
    ends = ("", *sorted(replaced))
    return list(dict.fromkeys(stem + end for stem in stems(adjective, endings) for end in ends))


def _is_place(shown: _Shown, word: str, described: bool, governed: bool) -> bool:
    """Whether what the account shows of a name is enough to take it for a state or a region.

    ``described`` says that the account has an adjective of it, ``governed`` that an office or a government has that.
    """
    if shown.person[word]:
        return False
    held = 3 * shown.institution[word] + min(shown.weak[word], 2) + 2 * described + governed
    return held + bool(shown.place[word]) >= 3


def _capitals(rows: Iterable[Row], found: Mapping[str, Known]) -> dict[str, str]:
    """Names that the account calls a state's capital: "Aldan, the Ardovian capital", "Ardovia's capital, Aldan"."""
    capitals: dict[str, str] = {}
    for row in rows:
        tokens = row.tokens
        for at, token in enumerate(tokens):
            if token.low != "capital" or at < 1:
                continue
            owner = tokens[at - 2] if tokens[at - 1].text in _POSSESSIVES and at > 1 else tokens[at - 1]
            known = found.get(owner.text) or _listed(owner.text)
            if known is None or not known.stands_for or known.kind not in {"state", "demonym"}:
                continue
            first = at - 1 if owner is tokens[at - 1] else at - 2
            if first > 1 and tokens[first - 1].low == "the" and tokens[first - 2].text == ",":
                place = first - 3
            else:
                place = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text == "," else at + 1
            if 0 <= place < len(tokens) and _candidate(row, place):
                alone = place + 1 >= len(tokens) or not tokens[place + 1].cap
                if alone and (place == 0 or not tokens[place - 1].cap or opening(row, place - 1)):
                    capitals.setdefault(tokens[place].text, known.stands_for)
    return capitals
