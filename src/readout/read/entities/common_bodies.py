"""Bodies and groups that an account calls by common nouns: "the union", "the growers' association", "the drivers"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from readout import languages
from readout.read.entities.clusters import Cluster
from readout.read.entities.kinds import key
from readout.read.entities.lexicon import words
from readout.read.entities.names import Name
from readout.read.entities.roles import grammar
from readout.read.entities.rows import Row
from readout.types import EntityType

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_MOST_MODIFIERS = 4


class Common(NamedTuple):
    """A body or a group at tokens ``[first, last)``, without article: its head, its other words in a fixed order.

    ``speaks`` says that a verb of speaking has it as its subject.
    """

    first: int
    last: int
    head: str
    described: tuple[str, ...]
    type: EntityType
    speaks: bool


class _Facts(NamedTuple):
    bodies: frozenset[str]
    business: frozenset[str]
    business_heads: frozenset[str]
    business_owns: frozenset[str]
    vague: frozenset[str]
    groups: frozenset[str]


@cache
def _facts(language: str) -> _Facts:
    data = languages.table(language, "offices")["common"]
    return _Facts(*(frozenset(str(data[name]).split()) for name in _Facts._fields))


def common_at(row: Row, at: int) -> Common | None:
    """The body or group whose article stands at ``at``: no word in it has a capital, and its head is a listed one."""
    tokens = row.tokens
    if tokens[at].low != "the":
        return None
    facts = _facts(row.language)
    described: list[str] = []
    place = at + 1
    while place < len(tokens) and place - at <= _MOST_MODIFIERS + 2:
        token = tokens[place]
        if token.text in _POSSESSIVES:
            place += 1
            continue
        if token.cap and place == at + 1 and token.low in facts.bodies:  # "the Court": takes up, but makes nobody
            common = _finished(row, at, place, described, facts)
            return None if common is None or common.last > place + 1 else common._replace(speaks=False)
        if not token.low.isalpha() or token.cap or place in row.barred or token.low in words(row.language).openers:
            return None
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        goes_on = following is not None and (
            following.low in facts.bodies | facts.groups or following.text in _POSSESSIVES
        )
        if token.low in facts.bodies | facts.groups and not goes_on:
            return _finished(row, at, place, described, facts)
        if token.low.endswith("ed") or token.low in words(row.language).speech:
            return None
        described.append(token.low)
        place += 1
    return None


def _finished(row: Row, at: int, head: int, described: list[str], facts: _Facts) -> Common | None:
    tokens = row.tokens
    last = head + 1
    if last + 1 < len(tokens) and tokens[last].low == "of":
        while (
            last + 1 < len(tokens) and last - head < 4 and tokens[last + 1].low.isalpha() and not tokens[last + 1].cap
        ):
            if tokens[last + 1].low in words(row.language).openers | grammar(row.language).prepositions:
                break
            if last > head + 1 and _joins(row, last + 1):
                break
            described.append(tokens[last + 1].low)
            last += 1
        last = last + 1 if last > head + 1 else last
    if last < len(tokens) and tokens[last].text in _POSSESSIVES:
        return None
    if last == head + 1 and last < len(tokens) and tokens[last].low.isalpha() and not _joins(row, last):
        return None  # the word describes what follows: "the union leader"
    told = tuple(sorted(word for word in described if word not in facts.vague))
    type_: EntityType = "group" if tokens[head].low in facts.groups else "organisation"
    return Common(at + 1, last, tokens[head].low, told, type_, _speaks(row, at, last))


def _joins(row: Row, at: int) -> bool:
    """Whether the word goes on with the sentence and not with the noun phrase."""
    token = row.tokens[at]
    facts, classes = words(row.language), grammar(row.language)
    closed = (facts.speech, facts.openers, classes.prepositions, classes.adverbs, classes.being, classes.helping)
    return (
        token.cap
        or token.low in {"and", "or", "which", "who"}
        or token.low.endswith(("ed", "ly"))
        or any(token.low in kind for kind in closed)
    )


def _speaks(row: Row, first: int, last: int) -> bool:
    """Whether a verb of speaking follows or, inverted, stands right before; or "according to"."""
    tokens = row.tokens
    facts, classes = words(row.language), grammar(row.language)
    at = last
    if at + 1 < len(tokens) and tokens[at].low in {"in", "at", "behind", "near"}:  # "the association in Aldan said"
        at += 2
    while (
        at < len(tokens)
        and at - last < 6
        and (
            tokens[at].low in classes.helping
            or tokens[at].low in classes.adverbs
            or tokens[at].low.endswith("ly")
            or tokens[at].low in {"has", "have", "had"}
        )
    ):
        at += 1
    if at < len(tokens) and tokens[at].low in facts.speech and tokens[at].low not in classes.being:
        return first == 0 or tokens[first - 1].low not in classes.prepositions
    if first and tokens[first - 1].low in classes.saying:
        return first > 1 and tokens[first - 2].text in {",", '"', "”", "’", "'", "»"}
    return first > 1 and (tokens[first - 2].low, tokens[first - 1].low) == ("according", "to")


class Bodies:
    """An account's bodies and groups, found by their heads or by their whole names."""

    def __init__(self, clusters: Iterable[Cluster], rows: Mapping[int, Row]) -> None:
        self._rows = rows
        self._by_head: dict[str, dict[int, tuple[Cluster, list[frozenset[str]]]]] = {}
        self._by_name: dict[str, Cluster] = {}
        self._businesses: list[Cluster] = []
        for cluster in clusters:
            self.add(cluster)

    def add(self, cluster: Cluster) -> None:
        """Have an organisation or a group found from now on; others are left out."""
        if cluster.type not in {"organisation", "group"} or cluster.state or cluster.unnamed:
            return
        names = {tuple(word.lower() for word in key(self._rows[name.sentence], name)) for name in cluster.members}
        for words_of in sorted(names):
            self._by_name.setdefault(" ".join(words_of), cluster)
        if cluster.name is not None:
            names.add(tuple(cluster.name.lower().split()))
        for words_of in sorted(names):
            if len(words_of) > 1:
                before_of = {words_of[i] for i in range(len(words_of) - 1) if words_of[i + 1] in {"of", "for"}}
                for head in sorted({words_of[-1]} | before_of):
                    entry = self._by_head.setdefault(head, {}).setdefault(id(cluster), (cluster, []))
                    entry[1].append(frozenset(words_of))
        if cluster.type == "organisation" and any(
            _is_business(self._rows[name.sentence], name) for name in cluster.members
        ):
            self._businesses.append(cluster)

    def called(self, name: str) -> Cluster | None:
        """The organisation that the account names exactly so, in any case."""
        found = self._by_name.get(name.lower())
        return found if found is not None and found.type == "organisation" else None

    def taken_up(self, common: Common, language: str) -> list[Cluster]:
        """Those that a common name can take up.

        Their names end in its head, or have it before "of", and hold all its other words; a business answers to
        "the company", too.
        """
        fits = [
            cluster
            for cluster, names in self._by_head.get(common.head, {}).values()
            if cluster.type == common.type and any(set(common.described) <= words_of for words_of in names)
        ]
        if common.head in _facts(language).business and not common.described:
            fits += [cluster for cluster in self._businesses if cluster not in fits]
        return fits


def _is_business(row: Row, name: Name) -> bool:
    facts, tokens = _facts(row.language), row.tokens
    if name.last - name.first > 1 and tokens[name.last - 1].low in facts.business_heads:
        return True
    if name.first and tokens[name.first - 1].low in facts.business:
        return True
    if [token.low for token in tokens[max(0, name.first - 3) : name.first]] == ["chief", "executive", "of"]:
        return True
    if name.last < len(tokens) and tokens[name.last].text in _POSSESSIVES:
        owned = [token.low for token in tokens[name.last + 1 : name.last + 4]]
        return not facts.business_owns.isdisjoint([*owned, "-".join(owned[:2])])
    return False


def called(row: Row, common: Common) -> str:
    """The common name as the text writes it."""
    tokens = row.tokens[common.first : common.last]
    return "".join(token.text if token.glued else f" {token.text}" for token in tokens).strip()
