"""Gathering an account's names by what they name: people, states, bodies, places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from readout.read.entities.aliases import initials, name_words, part_of, same_person
from readout.read.entities.bodies import body_at
from readout.read.entities.clusters import Cluster
from readout.read.entities.families import strangers
from readout.read.entities.kinds import key
from readout.read.entities.metonyms import stands_for_government
from readout.read.entities.names import Name
from readout.read.entities.rows import Row
from readout.types import EntityType


def group(rows: dict[int, Row], found: Sequence[Name]) -> list[Cluster]:
    """The names gathered by what they name."""
    clusters: list[Cluster] = []
    people = [name for name in found if name.type == "person"]
    clusters += _people(rows, people)
    fixed: dict[tuple[EntityType, str], Cluster] = {}
    other: list[Name] = []
    for name in found:
        if name.type == "person":
            continue
        if name.known is None:
            if not _state_body(rows[name.sentence], name):
                other.append(name)
            continue
        canonical = name.known.name
        if name.known.kind == "demonym" and name.known.stands_for:
            canonical = name.known.stands_for
        elif name.known.kind == "demonym":
            continue  # an adjective of nobody knows whom
        elif name.known.kind in {"capital", "seat"} and stands_for_government(rows[name.sentence], name):
            canonical = name.known.stands_for or canonical
        type_: EntityType = "place" if name.known.kind == "demonym" else name.type or "other"
        if canonical == "European Union":
            type_ = "organisation"
        state = name.known.stands_for == canonical and name.known.kind != "international"
        cluster = fixed.setdefault((type_, canonical), Cluster(type_, canonical))
        cluster.state = cluster.state or state
        cluster.members.append(name)
    clusters += fixed.values()
    clusters += _others(rows, other)
    return [cluster for cluster in clusters if cluster.members]


class _Known:
    """The full names met so far, each with its cluster, found by their first word or how their last one begins."""

    def __init__(self) -> None:
        self.clusters: dict[tuple[str, ...], Cluster] = {}
        self._first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._last: dict[str, list[tuple[str, ...]]] = defaultdict(list)

    def add(self, folded: tuple[str, ...], cluster: Cluster) -> None:
        if folded not in self.clusters:
            self._first[folded[0]].append(folded)
            self._last[folded[-1][:4]].append(folded)
        self.clusters[folded] = cluster

    def near(self, folded: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Full names that can share a first or a last word with this one; at most a few hundred."""
        return list(dict.fromkeys([*self._last[folded[-1][:4]][:200], *self._first[folded[0]][:200]]))


def _people(rows: dict[int, Row], people: Sequence[Name]) -> list[Cluster]:
    full = _Known()
    short: list[tuple[tuple[str, ...], Name]] = []
    for name in people:
        folded = name_words(key(rows[name.sentence], name))
        if len(folded) < 2:
            short.append((folded, name))
            continue
        chosen = full.clusters.get(folded)
        if chosen is None:
            fits = (full.clusters[known] for known in full.near(folded) if same_person(known, folded))
            chosen = next(fits, None) or Cluster("person")
        full.add(folded, chosen)
        chosen.members.append(name)
    _merge_partial(full)
    first = {id(cluster): min(name.span for name in cluster.members) for cluster in full.clusters.values()}
    alone: dict[tuple[str, ...], Cluster] = {}
    usual: dict[tuple[str, ...], Cluster] = {}
    left_open: list[Cluster] = []
    uses: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for folded, name in short:
        uses[folded].append(name)
    fitting: dict[tuple[str, ...], list[Cluster]] = {}
    for folded, same in uses.items():
        bearers = _bearers(full, folded)
        others = strangers(rows, same, bearers) if bearers else set()
        fitting[folded] = [bearer for bearer in bearers if id(bearer) not in others]
    for folded, name in short:
        bearers = fitting[folded]
        before = [cluster for cluster in bearers if first[id(cluster)] < name.span]
        if len(before) == 1 or len(bearers) == 1:
            usual.setdefault(folded, (before if len(before) == 1 else bearers)[0]).members.append(name)
        elif folded in usual:
            usual[folded].members.append(name)
        elif not bearers:
            alone.setdefault(folded, Cluster("person")).members.append(name)
        else:  # two people of one family name: nothing says which of them is meant
            left_open.append(Cluster("person", unnamed=True, members=[name]))
    return [*dict.fromkeys(full.clusters.values()), *alone.values(), *left_open]


def _bearers(full: _Known, folded: tuple[str, ...]) -> list[Cluster]:
    """The people whose full name a shorter one can be part of; of father and son, the one without a suffix."""
    near = full.near(folded)
    fits = [known for known in near if part_of(folded, known)] or [known for known in near if known[0] == folded[0]]
    elders = [known for known in fits if "|" not in known[0]]
    return list(dict.fromkeys(full.clusters[known] for known in elders or fits))


def _merge_partial(full: _Known) -> None:
    """Fold "López Obrador" into "Andrés Manuel López Obrador" where only one full name ends so."""
    for folded, cluster in list(full.clusters.items()):
        fits = {
            id(full.clusters[known]): full.clusters[known]
            for known in full.near(folded)
            if full.clusters[known] is not cluster and part_of(folded, known)
        }
        if len(fits) == 1 and cluster.members:
            target = next(iter(fits.values()))
            target.members.extend(cluster.members)
            cluster.members = []
            full.clusters.update({known: target for known, held in full.clusters.items() if held is cluster})


def _state_body(row: Row, name: Name) -> bool:
    """Whether the name is a body of a state, which coreference gives its country."""
    for at in range(name.first, name.last):
        body = body_at(row, at)
        if body is not None and not body.government and body.last >= name.last:
            return (body.country is not None or not body.wide) and name.first in {at, body.first}
    return False


def _others(rows: dict[int, Row], found: Sequence[Name]) -> list[Cluster]:
    """Organisations, places and the rest by their words; an acronym joins the one name whose initials it has."""
    by_words: dict[tuple[str, ...], Cluster] = {}
    spelled: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in found:
        words_of = key(rows[name.sentence], name)
        folded = tuple(word.casefold() for word in words_of)
        if folded not in by_words:
            by_words[folded] = Cluster(name.type or "other")
            if len(words_of) > 1:
                spelled[initials(words_of)].append(folded)
        by_words[folded].members.append(name)
    for folded, cluster in list(by_words.items()):
        acronym = folded[0].upper().replace(".", "")
        if len(folded) == 1 and cluster.type == "organisation" and len(set(spelled.get(acronym, []))) == 1:
            target = by_words[spelled[acronym][0]]
            target.members.extend(cluster.members)
            cluster.members = []
    return [cluster for cluster in by_words.values() if cluster.members]
