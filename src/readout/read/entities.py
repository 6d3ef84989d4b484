"""Entities of one account: who and what it names, under which names and in which roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from readout import languages
from readout.read.aliases import initials, name_words, part_of, same_person
from readout.read.headlines import headline_names
from readout.read.kinds import key, settle
from readout.read.lexicon import slug
from readout.read.metonyms import stands_for_government
from readout.read.names import Name, Row, names, shouted
from readout.read.tokens import tokens
from readout.spans import evidence
from readout.types import Article, Entity, EntityType, Mention, Sourced, Span, Spans, Timex

Found = dict[str, "Cluster"]


class Cluster:
    """The names of one entity while they are gathered."""

    def __init__(self, type_: EntityType, name: str | None = None) -> None:
        self.type = type_
        self.name = name
        self.members: list[Name] = []


def entities(
    article: Article, sentences: Spans, times: tuple[Timex, ...]
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions of an account in text order, and its entities in the order of their first mention.

    A mention's entity is ``None`` where the text leaves open whom it names. In languages without data: nothing.
    """
    language = article.language
    if language not in languages.KNOWN or language is None:
        return (), ()
    rows = rows_of(article.text, sentences, times, language)
    found = find_names(rows)
    clusters = group(rows, found)
    return _values(article, rows, clusters)


def rows_of(text: str, sentences: Spans, times: tuple[Timex, ...], language: str) -> dict[int, Row]:
    """The sentences as tokens, by number; words of a time expression belong to no name."""
    rows: dict[int, Row] = {}
    ordered = sorted(timex.span for timex in times)
    for number, sentence in enumerate(sentences):
        row = tokens(text, sentence)
        inside = [span for span in ordered if span[0] < sentence[1] and sentence[0] < span[1]]
        barred = (
            frozenset(i for i, t in enumerate(row) if any(s <= t.start < e for s, e in inside))
            if inside
            else frozenset()
        )
        rows[number] = Row(number, row, barred, language)
    return rows


def find_names(rows: dict[int, Row]) -> list[Name]:
    """All names with their kinds; headlines are read with what the rest of the text has shown."""
    plain: list[Name] = []
    loud: list[Row] = []
    for row in rows.values():
        if shouted(row):
            loud.append(row)
        else:
            plain.extend(names(row))
    settled = settle(rows, plain)
    seen: dict[tuple[str, ...], EntityType] = {}
    for name in settled:
        if name.known is None and name.type is not None:
            words_of = tuple(word.lower() for word in key(rows[name.sentence], name))
            seen.setdefault(words_of, name.type)
            if name.type == "person" and len(words_of[-1]) > 2:
                seen.setdefault(words_of[-1:], name.type)
    for row in loud:
        settled.extend(headline_names(row, seen))
    return sorted(settled, key=lambda name: name.span)


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
            other.append(name)
            continue
        canonical = name.known.name
        if name.known.kind == "demonym" and name.known.stands_for:
            canonical = name.known.stands_for
        elif name.known.kind in {"capital", "seat"} and stands_for_government(rows[name.sentence], name):
            canonical = name.known.stands_for or canonical
        type_: EntityType = "place" if name.known.kind == "demonym" else name.type or "other"
        if canonical == "European Union":
            type_ = "organisation"
        fixed.setdefault((type_, canonical), Cluster(type_, canonical)).members.append(name)
    clusters += fixed.values()
    clusters += _bodies(rows, other, fixed)
    return [cluster for cluster in clusters if cluster.members]


def _people(rows: dict[int, Row], people: Sequence[Name]) -> list[Cluster]:
    full: list[tuple[tuple[str, ...], Cluster]] = []
    short: list[tuple[tuple[str, ...], Name]] = []
    for name in people:
        folded = name_words(key(rows[name.sentence], name))
        if len(folded) < 2:
            short.append((folded, name))
            continue
        fits = [cluster for known, cluster in full if known == folded or same_person(known, folded)]
        exact = [cluster for known, cluster in full if known == folded]
        chosen = next(iter(exact or fits), None)
        if chosen is None:
            chosen = Cluster("person")
        full.append((folded, chosen))
        chosen.members.append(name)
    clusters = list(dict.fromkeys(cluster for _, cluster in full))
    merged = _merge_partial(full, clusters)
    alone: dict[tuple[str, ...], Cluster] = {}
    for folded, name in short:
        fits = list(dict.fromkeys(merged.get(id(c), c) for known, c in full if part_of(folded, known)))
        if not fits:
            fits = list(dict.fromkeys(merged.get(id(c), c) for known, c in full if known[0] == folded[0]))
        if len(fits) == 1:
            fits[0].members.append(name)
        elif not fits:
            alone.setdefault(folded, Cluster("person")).members.append(name)
        # Two people of one family name: nothing says which of them is meant.
    return [cluster for cluster in clusters if cluster.members] + list(alone.values())


def _merge_partial(full: list[tuple[tuple[str, ...], Cluster]], clusters: list[Cluster]) -> dict[int, Cluster]:
    """Fold "López Obrador" into "Andrés Manuel López Obrador" where only one full name ends so."""
    merged: dict[int, Cluster] = {}
    for folded, cluster in full:
        fits = {id(c): c for known, c in full if c is not cluster and part_of(folded, known)}
        if len(fits) == 1 and cluster.members:
            target = next(iter(fits.values()))
            target.members.extend(cluster.members)
            cluster.members = []
            merged[id(cluster)] = target
    return merged


def _bodies(rows: dict[int, Row], found: Sequence[Name], fixed: dict[tuple[EntityType, str], Cluster]) -> list[Cluster]:
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


def _values(
    article: Article, rows: dict[int, Row], clusters: list[Cluster]
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    mentions: list[Mention] = []
    values: list[Entity] = []
    taken: set[str] = set()
    for cluster in clusters:
        cluster.members.sort(key=lambda name: name.span)
    for cluster in sorted(clusters, key=lambda cluster: cluster.members[0].span):
        named = [name for name in cluster.members if not (name.known and name.known.kind == "demonym")]
        best = cluster.name or _best_name(article.text, rows, named)
        identity = slug(best)
        count = 2
        while identity in taken:
            identity, count = f"{slug(best)}-{count}", count + 1
        taken.add(identity)
        variants: dict[str, Span] = {}
        for name in named:
            variants.setdefault(article.text[name.span[0] : name.span[1]], name.span)
        spelled = tuple(
            Sourced(value=" ".join(words.split()), evidence=(evidence(article.id, article.text, span),))
            for words, span in variants.items()
        )
        values.append(Entity(id=identity, name=best, type=cluster.type, names=spelled))
        for name in cluster.members:
            mentions.append(Mention(span=name.span, type=name.type or cluster.type, entity=identity))
    return tuple(sorted(mentions, key=lambda m: (m.span[0], -m.span[1]))), tuple(values)


def _best_name(text: str, rows: dict[int, Row], members: Sequence[Name]) -> str:
    """The fullest name, of equally full ones the most frequent, then the first."""
    counts: dict[str, int] = defaultdict(int)
    for name in members:
        counts[" ".join(text[name.span[0] : name.span[1]].split())] += 1
    order = list(counts)
    return max(order, key=lambda words: (len(words.split()), counts[words], -order.index(words)))
