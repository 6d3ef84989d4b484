"""Entities of one account: who and what it names, under which names and in which roles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from readout import languages
from readout.models.reader import Marks
from readout.read.entities.bodies import listed_body
from readout.read.entities.clusters import Cluster
from readout.read.entities.common_bodies import Bodies, Common
from readout.read.entities.coreference import Places, Resolver
from readout.read.entities.gathering import group
from readout.read.entities.headlines import headline_names
from readout.read.entities.kinds import key, settle
from readout.read.entities.lexicon import adjective, slug, titles, words
from readout.read.entities.marked_names import with_marks
from readout.read.entities.names import Name, names
from readout.read.entities.roles import Role, paired_roles, role_after, role_before
from readout.read.entities.rows import Row, opening, shouted
from readout.read.entities.tokens import tokens
from readout.read.entities.unlisted import adjectives_of, unlisted
from readout.read.quotations import quotations
from readout.read.sentences import ROLES
from readout.spans import evidence
from readout.types import Article, Entity, EntityType, Mention, Sourced, Span, Spans, Timex

_LONGEST_SENTENCE = 200_000
_MOST_PROSE = 2_000_000
_ROLE_WORDS = 24  # a role lies within so many words of its name
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}|[\w.-]{1,80}@[\w.-]{1,80}")


def entities(
    article: Article, sentences: Spans, times: tuple[Timex, ...], marks: Marks | None = None
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions of an account in text order, and its entities in the order of their first mention.

    With the reader's ``marks`` what it and the rules find is made one; ``None``: by the rules alone.

    A mention's entity is ``None`` where the text leaves open whom it names. In languages without data: nothing.
    """
    language = article.language
    if language not in languages.KNOWN or language is None:
        return (), ()
    rows = rows_of(article.text, sentences, times, language)
    found = find_names(rows, marks)
    clusters = group(rows, found)
    give_roles(rows, clusters)
    open_pointers = point(article, sentences, rows, clusters)
    return _values(article, rows, clusters, open_pointers)


def rows_of(text: str, sentences: Spans, times: tuple[Timex, ...], language: str) -> dict[int, Row]:
    """The sentences as tokens, by number; words of a time expression belong to no name.

    What no person would write is left out: a sentence of more than 200,000 characters, and all after two million.
    """
    rows: dict[int, Row] = {}
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    ordered = sorted([timex.span for timex in times] + addresses)
    first = 0
    total = 0
    for number, sentence in enumerate(sentences):
        total += sentence[1] - sentence[0]
        if sentence[1] - sentence[0] > _LONGEST_SENTENCE or total > _MOST_PROSE:
            continue
        row = tokens(text, sentence)
        while first < len(ordered) and ordered[first][1] <= sentence[0]:
            first += 1
        last = bisect_left(ordered, (sentence[1], 0), lo=first)
        inside = ordered[first:last]
        barred = (
            frozenset(i for i, t in enumerate(row) if any(s <= t.start < e for s, e in inside))
            if inside
            else frozenset()
        )
        rows[number] = Row(number, row, barred, language)
    phrases = unlisted(rows)
    return {number: row._replace(unlisted=phrases) for number, row in rows.items()} if phrases else rows


def find_names(rows: dict[int, Row], marks: Marks | None = None) -> list[Name]:
    """All names with their kinds; headlines are read with what the rest of the text has shown."""
    plain: list[Name] = []
    loud: list[Row] = []
    for row in rows.values():
        if shouted(row):
            loud.append(row)
        else:
            plain.extend(names(row))
    settled = settle(rows, plain)
    settled += _family_names_that_are_words(rows, settled)
    if marks is not None:
        settled = with_marks(rows, settled, marks.mentions)
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


def _family_names_that_are_words(rows: dict[int, Row], settled: Sequence[Name]) -> list[Name]:
    """Family names that are also common words, at the start of a sentence before a verb: "Rice said"."""
    bearers = {rows[n.sentence].tokens[n.last - 1].text for n in settled if n.type == "person" and n.last - n.first > 1}
    named = {(name.sentence, at) for name in settled for at in range(name.first, name.last)}
    found: list[Name] = []
    for number, row in rows.items():
        facts = words(row.language)
        for at in range(len(row.tokens) - 1):
            token, following = row.tokens[at], row.tokens[at + 1]
            if token.text not in bearers or (number, at) in named or at in row.barred or not opening(row, at):
                continue
            acts = following.low in facts.speech or (following.low.endswith("ed") and not following.cap)
            if acts or following.text in {"'s", "’s"}:
                found.append(Name(number, at, at + 1, (token.start, token.end), "person"))
    return found


def give_roles(rows: dict[int, Row], clusters: Sequence[Cluster]) -> None:
    """Give people the offices that stand beside their names, and the gender that names and offices tell."""
    for person in clusters:
        if person.type != "person":
            continue
        told: set[tuple[str, str | None, int]] = set()  # an office told twice in as many words is one role
        for name in person.members:
            row = rows[name.sentence]
            for role in (role_before(row, name), role_after(row, name)):
                if role is not None:
                    same = (role.office, role.of, role.span[1] - role.span[0])
                    if same not in told:
                        told.add(same)
                        person.roles.append(role)
                    person.role_at.setdefault(name.span, role.span)
        person.gender = _gender(rows, person)
    holders = {name.span: person for person in clusters if person.type == "person" for name in person.members}
    by_row: dict[int, list[Name]] = defaultdict(list)
    for person in clusters:
        for name in person.members if person.type == "person" else ():
            by_row[name.sentence].append(name)
    for number, members in sorted(by_row.items()):
        members.sort(key=lambda name: name.span)
        for name, role in paired_roles(rows[number], members):
            holders[name.span].roles.append(role)
        for before, name in pairwise(members):
            _counterpart(holders[before.span], holders[name.span], name)


def _counterpart(holder: Cluster, counterpart: Cluster, name: Name) -> None:
    """A counterpart holds, for another state, the office of the person named before."""
    for role in list(counterpart.roles):
        if role.office.split()[-1] == "counterpart" and role.of and counterpart.role_at.get(name.span) == role.span:
            offices = [held.office for held in holder.roles if held.told and not held.office.endswith("counterpart")]
            counterpart.roles += [Role(role.span, office, role.of, former=False, told=False) for office in offices[:1]]


def _gender(rows: dict[int, Row], person: Cluster) -> str | None:
    told = [name.gender for name in person.members if name.gender]
    for role in person.roles:
        gendered = titles(rows[person.members[0].sentence].language).gendered
        gender = gendered.get(role.office) or gendered.get(role.office.split()[-1])
        if gender:
            told.append(gender)
    for name in person.members:
        words_of = key(rows[name.sentence], name)
        given = words(rows[name.sentence].language).first_names.get(words_of[0])
        if len(words_of) > 1 and given in {"m", "f"}:
            told.append(given)
    return told[0] if told else None


def point(article: Article, sentences: Spans, rows: dict[int, Row], clusters: list[Cluster]) -> list[Span]:
    """Resolve what points to entities, adding bodies and states that only such words name; the spans left open."""
    states = {cluster.name: cluster for cluster in clusters if cluster.state}
    adjectives = adjectives_of(next((row.unlisted for row in rows.values() if row.unlisted), {}))
    bodies: dict[str, Cluster] = {}
    known = Bodies(clusters, rows)
    language = article.language or ""

    def state(name: str) -> Cluster:
        if name not in states:
            international = name == "European Union"
            states[name] = Cluster("organisation" if international else "place", name, state=True)
            clusters.append(states[name])
        return states[name]

    def body(name: str, country: str | None) -> Cluster:
        full = f"{adjectives.get(country) or adjective(country)} {name}" if country else name
        if full not in bodies:
            same = known.called(name) if not listed_body(name, language) else None
            if same is not None:
                return same
            bodies[full] = Cluster("organisation", full, of=country, body=True)
            clusters.append(bodies[full])
            known.add(bodies[full])
        return bodies[full]

    common: dict[tuple[str, ...], Cluster] = {}

    def made(what: Common, name: str) -> Cluster:
        words_of = (what.type, what.head, *what.described)
        if words_of not in common:
            common[words_of] = Cluster(what.type, name, body=True)
            clusters.append(common[words_of])
            known.add(common[words_of])
        return common[words_of]

    def commons(what: Common) -> list[Cluster]:
        return known.taken_up(what, language)

    resolver = Resolver(_places(article, sentences, rows), state, body, commons, made)
    named: dict[int, dict[int, tuple[int, Cluster]]] = defaultdict(dict)
    roles: dict[int, set[int]] = defaultdict(set)
    for cluster in clusters:
        for name in cluster.members:
            named[name.sentence][name.first] = (name.last, cluster)
            role = cluster.role_at.get(name.span)
            if role is not None:
                row = rows[name.sentence]
                near = range(max(0, name.first - _ROLE_WORDS), min(len(row.tokens), name.last + _ROLE_WORDS))
                roles[name.sentence].update(i for i in near if role[0] <= row.tokens[i].start < role[1])
    people = [cluster for cluster in clusters if cluster.type == "person" and not cluster.unnamed]
    for number, row in rows.items():
        resolver.read(row, named[number], people, frozenset(roles[number]))
    for pointer in resolver.pointers:
        if pointer.cluster is not None:
            pointer.cluster.pointers.append(pointer.span)
    return [pointer.span for pointer in resolver.pointers if pointer.cluster is None]


def _places(article: Article, sentences: Spans, rows: dict[int, Row]) -> Places:
    text = article.text
    paragraph: dict[int, int] = {}
    count = 0
    for number, (start, _) in enumerate(sentences):
        if number and "\n" in text[sentences[number - 1][1] : start]:
            count += 1
        paragraph[number] = count
    stretches = tuple((block.start, block.end) for block in article.blocks if block.role in ROLES)
    quoted: dict[int, frozenset[int]] = {}
    marks = [quotation.span for quotation in quotations(text, stretches)]
    at = 0
    for number, (start, end) in enumerate(sentences):
        while at < len(marks) and marks[at][1] <= start:
            at += 1
        near = [mark for mark in marks[at : at + 40] if mark[0] < end]
        if near and number in rows:
            tokens_of = rows[number].tokens
            quoted[number] = frozenset(i for i, t in enumerate(tokens_of) if any(s <= t.start < e for s, e in near))
    return Places(paragraph, quoted)


def _values(
    article: Article, rows: dict[int, Row], clusters: list[Cluster], left_open: list[Span]
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    text = article.text
    mentions = [Mention(span=span, type="person") for span in left_open]
    values: list[Entity] = []
    taken: set[str] = set()
    mentions += [Mention(span=name.span, type="person") for c in clusters if c.unnamed for name in c.members]
    clusters = [c for c in clusters if (c.members or c.pointers) and not c.unnamed]
    for cluster in sorted(clusters, key=lambda c: min([name.span for name in c.members] + c.pointers)):
        cluster.members.sort(key=lambda name: name.span)
        named = [name for name in cluster.members if not (name.known and name.known.kind == "demonym")]
        best = cluster.name or _best_name(text, named)
        identity, count = slug(best), 2
        while identity in taken:
            identity, count = f"{slug(best)}-{count}", count + 1
        taken.add(identity)
        spans = [name.span for name in named] + (sorted(cluster.pointers) if cluster.body else [])
        values.append(
            Entity(
                id=identity,
                name=best,
                type=cluster.type,
                roles=_sourced(article, _told(cluster)),
                names=_sourced(article, [_without_article(text, span) for span in spans]),
            )
        )
        for name in cluster.members:
            role = cluster.role_at.get(name.span)
            mentions.append(Mention(span=name.span, type=name.type or cluster.type, entity=identity, role=role))
        mentions += [Mention(span=span, type=cluster.type, entity=identity) for span in cluster.pointers]
    return tuple(sorted(mentions, key=lambda m: (m.span[0], -m.span[1]))), tuple(values)


def _told(cluster: Cluster) -> list[Span]:
    return [role.span for role in cluster.roles if role.told and role.office.split()[-1] != "counterpart"]


def _sourced(article: Article, spans: Sequence[Span]) -> tuple[Sourced, ...]:
    """The different words at these spans, each with the first place that has them."""
    variants: dict[str, Span] = {}
    for span in sorted(spans):
        variants.setdefault(" ".join(article.text[span[0] : span[1]].split()), span)
    return tuple(
        Sourced(value=value, evidence=(evidence(article.id, article.text, span),)) for value, span in variants.items()
    )


def _without_article(text: str, span: Span) -> Span:
    start, end = span
    lead = text[start : start + 4].lower()
    return (start + 4, end) if lead == "the " and end - start > 4 and text[start + 4].isalpha() else span


def _best_name(text: str, members: Sequence[Name]) -> str:
    """The fullest name, of equally full ones the most frequent, then the first."""
    counts: dict[str, int] = defaultdict(int)
    for name in members:
        counts[" ".join(text[name.span[0] : name.span[1]].split())] += 1
    order = list(counts)
    return max(order, key=lambda words_of: (len(words_of.split()), counts[words_of], -order.index(words_of)))
