"""Coreference inside one account: pronouns, nominals and bodies without a country, each taken up or left open.

One pass in reading order keeps who was spoken of; a word is resolved only where one candidate is clearly the most
salient. Words inside quotation marks are another's and are left open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from readout import languages
from readout.read.entities.bodies import Body, body_at, described_body, state_in_context
from readout.read.entities.clusters import Cluster
from readout.read.entities.common_bodies import Common, called, common_at
from readout.read.entities.lexicon import words
from readout.read.entities.nominals import Nominal, agrees, nominal_at, takes_up
from readout.read.entities.roles import grammar
from readout.read.entities.rows import Row
from readout.read.entities.salience import Seen, choose, seen
from readout.types import Span

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_REACH = 8  # sentences back to the body that "the union" takes up
_HERE = 0.8  # what speaks for a person of the same paragraph
_OWN_GENDER = 0.7  # ... for a person known to be a woman or a man: .3 finds .610 of GUM's pronouns, .7 .633, both P .89
_APART = 2  # sentences that must lie between that body and another union

Named = dict[int, tuple[int, Cluster]]
States = Callable[[str], Cluster]
Bodies = Callable[[str, str | None], Cluster]
Commons = Callable[[Common], list[Cluster]]
Made = Callable[[Common, str], Cluster]


class Pointer(NamedTuple):
    """Words that point to an entity, resolved (``cluster``) or left open."""

    span: Span
    cluster: Cluster | None


class Places(NamedTuple):
    """Where each sentence stands: its paragraph, and which of its tokens are quoted."""

    paragraph: dict[int, int]
    quoted: dict[int, frozenset[int]]


@cache
def _pronouns(language: str) -> dict[str, str]:
    data = languages.table(language, "offices")["pronouns"]
    return {word: gender for gender in ("m", "f", "n") for word in data[gender].split()}


@cache
def _collectives(language: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    data = languages.table(language, "offices")["collectives"]
    return {tuple(phrase.split()): tuple(names) for phrase, names in data.items()}


class Resolver:
    """The pass over an account's sentences: what was seen so far, and what it made of pointing words."""

    def __init__(self, places: Places, state: States, body: Bodies, commons: Commons, made: Made) -> None:
        self._places = places
        self._state = state
        self._body = body
        self._commons = commons
        self._made = made
        self._history: list[Seen] = []
        self._named: Named = {}
        self.pointers: list[Pointer] = []

    def read(self, row: Row, named: Named, people: Sequence[Cluster], taken: frozenset[int]) -> None:
        """Read one sentence; ``named`` maps a name's first token to its end and cluster, ``taken`` are roles."""
        at = 0
        self._named = named
        quoted = self._places.quoted.get(row.number, frozenset())
        while at < len(row.tokens):
            if at in named:
                first = at
                end, cluster = named[at]
                self._see(row, cluster, at, end, at in quoted)
                nominal = nominal_at(row, at) if at not in taken and cluster.type != "person" else None
                at = self._nominal(row, nominal, people, at in quoted) if nominal and nominal.last > end else end
                at = self._described(row, first, end, cluster, first in quoted) if at == end else at
            elif at + 1 in taken and row.tokens[at].low in {"the", "a", "an"}:
                at += 1
            elif at in taken or at in row.barred:
                body = body_at(row, at) if at in taken else None
                at = self._resolve_body(row, body, at in quoted) if body is not None else at + 1
            else:
                at = self._point(row, at, people, at in quoted)

    def _see(self, row: Row, cluster: Cluster, first: int, last: int, quoted: bool) -> None:
        paragraph = self._places.paragraph[row.number]
        self._history.append(seen(row, cluster, first, last, paragraph=paragraph, quoted=quoted))

    def _add(self, row: Row, first: int, last: int, cluster: Cluster | None, *, quoted: bool = False) -> int:
        if cluster is not None and cluster.unnamed:
            cluster = None
        self.pointers.append(Pointer((row.tokens[first].start, row.tokens[last - 1].end), cluster))
        if cluster is not None:
            self._see(row, cluster, first, last, quoted)
        return last

    def _point(self, row: Row, at: int, people: Sequence[Cluster], quoted: bool) -> int:
        """Read the pointing words at ``at``, if there are any; where they end."""
        gender = _pronouns(row.language).get(row.tokens[at].low)
        if gender is not None:
            return self._pronoun(row, at, gender) if not quoted and not row.tokens[at].text.isupper() else at + 1
        body = body_at(row, at)
        if body is None and (after := self._administration(row, at, quoted)) is not None:
            return after
        if body is not None:
            return self._resolve_body(row, body, quoted)
        for phrase, names in _collectives(row.language).items():
            if tuple(token.low for token in row.tokens[at : at + len(phrase)]) == phrase:
                return self._collective(row, at, at + len(phrase), names, quoted)
        nominal = nominal_at(row, at)
        if nominal is not None:
            return self._nominal(row, nominal, people, quoted)
        common = common_at(row, at) if not quoted else None
        return self._common(row, common) if common is not None else at + 1

    # ---------------------------------------------------------------------------------------- pronouns

    def _pronoun(self, row: Row, at: int, gender: str) -> int:
        if gender == "n":
            if not _acts(row, at + 1):
                return at + 1
            chosen = choose(self._history, row.number, self._acting_body(row, at), reach=2)
            return self._add(row, at, at + 1, chosen) if chosen is not None else at + 1
        chosen = self._state_as_he(row, at, near=True) if gender == "m" else None
        chosen = chosen or choose(self._history, row.number, self._person(gender, row, at))
        if chosen is None and gender == "m":
            chosen = self._state_as_he(row, at, near=False)
        if chosen is not None and chosen.type == "person" and chosen.gender is None:
            chosen.gender = gender
        return self._add(row, at, at + 1, chosen)

    def _object(self, row: Row, at: int) -> Cluster | None:
        """What a verb right after ``at`` has as its object: never what the pronoun means."""
        return next((self._named[i][1] for i in range(at + 1, at + 5) if i in self._named), None)

    def _person(self, gender: str, row: Row, at: int) -> Callable[[Seen], float | None]:
        paragraph = self._places.paragraph[row.number]

        def fits(place: Seen) -> float | None:
            cluster = place.cluster
            if cluster.type != "person" or cluster.gender not in {None, "b", gender}:
                return None
            if paragraph - place.paragraph > 2:
                return None
            here = _HERE if place.paragraph == paragraph else 0.0
            beside = 0.6 if place.sentence == row.number and at - place.at <= 4 and not place.owner else 0.0
            return here + beside + (_OWN_GENDER if cluster.gender == gender else 0.0)

        return fits

    def _acting_body(self, row: Row, at: int) -> Callable[[Seen], float | None]:
        paragraph = self._places.paragraph[row.number]

        barred = self._object(row, at)

        def fits(place: Seen) -> float | None:
            cluster = place.cluster
            acting = (cluster.state or cluster.type == "organisation") and cluster is not barred
            if not acting or paragraph - place.paragraph > 1:
                return None
            return 1.5 if place.sentence == row.number and at - place.at <= 5 else 0.0

        return fits

    def _state_as_he(self, row: Row, at: int, *, near: bool) -> Cluster | None:
        """ "He" for a state, as machine translation writes: the last subject was a state, and no man is near.

        With ``near``, only where that subject stands in the sentence before in the same paragraph.
        """
        paragraph = self._places.paragraph[row.number]
        if not _acts(row, at + 1) or row.tokens[min(at + 1, len(row.tokens) - 1)].low in grammar(row.language).saying:
            return None
        if near and (at > 6 or self._places.paragraph.get(row.number - 1) != paragraph):
            return None
        places = [p for p in self._history[-60:] if row.number - p.sentence <= 2 and paragraph - p.paragraph <= 1]
        last = [p for p in places if row.number - p.sentence <= 1]
        if any(p.cluster.type == "person" and (p in last or p.paragraph == paragraph) for p in places):
            return None
        if any(p.quoted for p in last):
            return None
        subjects = list(dict.fromkeys(p.cluster for p in last if p.subject and p.cluster.state))
        return subjects[0] if len(subjects) == 1 else None

    # ------------------------------------------------------------------------------- bodies and nominals

    def _resolve_body(self, row: Row, body: Body, quoted: bool) -> int:
        country = body.country
        if body.government:
            return self._add(row, body.first, body.last, self._state(country), quoted=quoted) if country else body.last
        if body.wide and _describes(row, body.last):
            return body.last
        if country is None:
            owned = body.first > 0 and row.tokens[body.first - 1].low == "its"
            if (body.wide and not owned) or quoted:
                return body.last
            country = state_in_context(self._history, row.number, self._places.paragraph[row.number])
        return self._add(row, body.first, body.last, self._body(body.name, country), quoted=quoted)

    def _administration(self, row: Row, at: int, quoted: bool) -> int | None:
        """ "The Marn administration": the state that Marn is known to hold an office of, else a body of that name."""
        if not self._history or row.tokens[at].low not in {"administration", "government", "cabinet"}:
            return None
        last = self._history[-1]
        end = at - 1 if row.tokens[at - 1].text in _POSSESSIVES else at
        named = self._named.get(last.at)
        if last.sentence != row.number or named is None or named[0] != end or last.cluster.type != "person":
            return None
        held = [role.of for role in last.cluster.roles if role.of]
        own = f"{row.tokens[end - 1].text} {row.tokens[at].low}"
        return self._add(row, last.at, at + 1, self._state(held[0]) if held else self._body(own, None), quoted=quoted)

    def _described(self, row: Row, at: int, end: int, cluster: Cluster, quoted: bool) -> int:
        """Read on after a state's name over a body that it describes."""
        owner = end < len(row.tokens) and row.tokens[end].text in _POSSESSIVES
        start = end + 1 if owner else end
        if not cluster.state or cluster.name is None or start >= len(row.tokens):
            return end
        body = described_body(row, start, cluster.name, first=start if owner else at)
        shorter = body_at(row, start)
        if (
            body is None
            or (shorter is not None and shorter.last >= body.last)
            or _describes(row, body.last)
            or nominal_at(row, at) is not None
        ):
            return end
        return self._add(row, body.first, body.last, self._body(body.name, cluster.name), quoted=quoted)

    def _collective(self, row: Row, first: int, last: int, names: tuple[str, ...], quoted: bool) -> int:
        near = [p for p in self._history[-80:] if row.number - p.sentence <= 6 and p.cluster.name in names]
        cluster = near[-1].cluster if near else None
        return self._add(row, first, last, cluster, quoted=quoted) if cluster is not None else last

    def _common(self, row: Row, common: Common) -> int:
        """Take up a body named lately, or make one of what speaks and is described; where the reading goes on."""
        if any(body_at(row, at) is not None for at in range(common.first, common.last)):
            return common.first
        fits = self._commons(common)
        near = [
            place for place in self._history[-80:] if row.number - place.sentence <= _REACH and place.cluster in fits
        ]
        chosen = near[-1].cluster if near else None
        if any(place.cluster is not chosen and near[-1].sentence - place.sentence <= _APART for place in near):
            return common.first
        if chosen is None and not fits and common.speaks and (common.described or common.type == "group"):
            chosen = self._made(common, called(row, common))
        return self._add(row, common.first, common.last, chosen) if chosen is not None else common.first

    def _nominal(self, row: Row, nominal: Nominal, people: Sequence[Cluster], quoted: bool) -> int:
        fitting = [person for person in people if takes_up(nominal, person, row.language)]
        chosen: Cluster | None = None
        if len(fitting) == 1:
            chosen = fitting[0]
        elif fitting:
            chosen = choose(self._history, row.number, lambda place: 0.0 if place.cluster in fitting else None, reach=4)
        elif not quoted and (nominal.of_whom or (nominal.definite and _says(row, nominal))):
            chosen = self._only_person(row, nominal, people)
        if chosen is None and quoted:
            return nominal.last
        self._add(row, nominal.first, nominal.last, chosen, quoted=quoted)
        if chosen is None:  # someone: whom a pronoun may mean, though the account does not name them
            self._see(row, Cluster("person", unnamed=True), nominal.first, nominal.last, quoted)
        return nominal.last

    def _only_person(self, row: Row, nominal: Nominal, people: Sequence[Cluster]) -> Cluster | None:
        """Whom an office means that the account gives to nobody: the one person just spoken of, of no office told.

        Only for an office that is told whose it is ("the chairwoman of the board") or that speaks, and where nobody
        of the account holds one of that kind.
        """
        head = nominal.office.split()[-1]
        held = [role for person in people for role in person.roles if role.office.split()[-1] == head]
        if head.endswith("s") or any(None in {role.of, nominal.of} or role.of == nominal.of for role in held):
            return None
        paragraph = self._places.paragraph[row.number]
        apart = 1 if nominal.of_whom else 0
        near = [p for p in self._history[-40:] if row.number - p.sentence <= 2 and paragraph - p.paragraph <= apart]
        persons = {id(p.cluster): p.cluster for p in near if p.cluster.type == "person" and not p.quoted}
        chosen = next(iter(persons.values()), None)
        if len(persons) != 1 or chosen is None or chosen.unnamed or chosen.roles:
            return None
        return chosen if agrees(nominal, chosen, row.language) else None


def _says(row: Row, nominal: Nominal) -> bool:
    """Whether a verb of saying stands right before or after an office: "...", says the minister; the minister says."""
    saying, tokens = grammar(row.language).saying, row.tokens
    speaks = nominal.last < len(tokens) and tokens[nominal.last].low in saying | words(row.language).speech
    return speaks or (nominal.first > 0 and tokens[nominal.first - 1].low in saying)


def _acts(row: Row, at: int) -> bool:
    """Whether the verb after a pronoun is one of speaking or acting, in the active voice."""
    facts, classes = words(row.language), grammar(row.language)
    for token in row.tokens[at : at + 4]:
        if token.low in classes.being:
            return False
        if token.low in facts.speech and token.low not in classes.helping:
            return True
        if not (token.low in classes.helping or token.low.endswith("ly") or token.low in classes.adverbs):
            return False
    return False


def _describes(row: Row, at: int) -> bool:
    """Whether a body's name only describes the noun that follows: "Ardovian army trucks"."""
    if at >= len(row.tokens) or not row.tokens[at].text.isalpha():
        return False
    facts, classes = words(row.language), grammar(row.language)
    low = row.tokens[at].low
    joins = low in facts.speech | classes.prepositions | classes.being | classes.helping | classes.adverbs
    return not joins and low not in facts.openers and not low.endswith("ed")
