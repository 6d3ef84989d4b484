"""One article of the reading test set beside its reading: names, chains, who speaks in a source.

The annotation's own parser sorts a chain by place; which name it begins with, the canonical one, is read here again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.annotated import Passage, parse

from bench.entities import trimmed
from bench.matching import iou as span_iou
from readout.extract import extract
from readout.read import read
from readout.read.attribution import attributions
from readout.read.entities import entities
from readout.read.events import events
from readout.read.sentences import sentences
from readout.read.times import times
from readout.spans import hull, overlap
from readout.types import Article, Page, Reading, Span, Spans

GOLD = Path(__file__).parent / "reading_gold"
THIRD_PERSON = frozenset({
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself",
    "they", "them", "their", "theirs", "themselves",
})  # fmt: skip
FIRST_OR_SECOND = frozenset({
    "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself",
})  # fmt: skip
_BEFORE_OTHERS = re.compile(r"\b(?:of|for|from|in|on|at|by|to|with|against|over)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
_ENDS_A_NAME = re.compile(r"$|,|\.| [—–(-]| (?:and|or|nor|of|in)\b")
_RELATIVE = re.compile(r",? (?:who|whom|whose|which)\b")
_SAME_ROW = re.compile(r"same(?:\t\s*|\s{2,})(.*?)\s=\s")


def articles(folder: Path = GOLD) -> list[tuple[Passage, tuple[str, ...]]]:
    """Every passage with the canonical name of each of its chains, in the order of file names.

    Raises :class:`ValueError` where an annotation does not fit its text.
    """
    return [item for path in sorted(folder.glob("*.txt")) for item in parsed(path.read_text("utf-8"), path.name)]


def parsed(source: str, name: str = "text") -> list[tuple[Passage, tuple[str, ...]]]:
    """The passages of one file, as :func:`articles`."""
    passages, faults = parse(source, name)
    if faults:
        raise ValueError("\n".join(faults))
    firsts: dict[str, list[str]] = {}
    current = ""
    for row in source.splitlines():
        if row.startswith("## "):
            current = row.split()[1]
        elif first := _SAME_ROW.match(row):
            firsts.setdefault(current, []).append(re.sub(r"#\d+$", "", first[1]))
    return [(passage, tuple(firsts.get(passage.id, ()))) for passage in passages]


def reading(passage: Passage, rules: bool = False) -> Reading:
    """What is read in the bare text; with ``rules``, by the rules alone, without the trained reader."""
    article = extract(Page(id=passage.id, input=passage.id, text=passage.text, body_only=True))
    assert isinstance(article, Article), article
    if not rules:
        return read(article)
    cut = sentences(article)
    dated = times(article, cut)
    mentions, known = entities(article, cut, dated)
    said = attributions(article, cut, mentions, known)
    return Reading(
        **{name: getattr(article, name) for name in Article.__struct_fields__},
        sentences=cut,
        mentions=mentions,
        entities=known,
        attributions=said,
        times=dated,
        events=events(article, cut, mentions, known, said, dated),
    )


class Chain:
    """The mentions of one person, state or body, and where its canonical name stands; ``named`` if that is a name."""

    def __init__(self, name: str, spans: Iterable[Span], canonical: Iterable[Span], named: bool) -> None:
        self.name, self.spans, self.canonical, self.named = name, tuple(spans), frozenset(canonical), named


class View:
    """One article's gold beside its reading."""

    def __init__(self, passage: Passage, firsts: tuple[str, ...], reading: Reading) -> None:
        self.passage, self.text, self.reading = passage, passage.text, reading
        self.labels = {self.bare(m.span): m.label for m in passage.mentions}
        self.chains = self._chains(firsts)
        self.entities = {entity.id: entity for entity in self.reading.entities}
        self.of_entity = self._of_entity()

    def bare(self, span: Span) -> Span:
        """A span without its article and possessive."""
        return trimmed(self.text, *span)

    def words(self, span: Span) -> str:
        return self.text[slice(*span)].replace("\n", "¶")

    def around(self, span: Span) -> str:
        start, end = span
        cut = f"{self.text[max(0, start - 30) : start]}[{self.text[start:end]}]{self.text[end : end + 30]}"
        return f"{self.passage.id}: {cut}".replace("\n", "¶")

    def pronoun(self, span: Span) -> bool:
        return self.words(span).lower() in THIRD_PERSON

    def named(self, span: Span) -> bool:
        """Whether a mention of the reading is meant as a name: capitals at its ends, and no title or pronoun."""
        bare = self.bare(span)
        if bare in self.labels:
            return True
        words = self.text[slice(*bare)].split()
        if not words or words[0][0].islower() or words[-1][0].islower():
            return False
        if re.split("['’]", words[0])[0].lower() in THIRD_PERSON | FIRST_OR_SECOND:
            return False
        persons = (name for name, label in self.labels.items() if label == "person")
        if any(overlap(bare, role.span) for role in self.passage.roles):
            return any(overlap(bare, name) for name in persons)
        return all(bare != self.bare(span) for chain in self.passage.same for span in chain)

    def _chains(self, firsts: tuple[str, ...]) -> list[Chain]:
        found = []
        names = set(self.labels)
        taken: set[Span] = set()
        for spans, first in zip(self.passage.same, firsts, strict=True):
            bare = {self.bare(span) for span in spans}
            inside = {name for name in names if any(span_iou(name, span) >= 0.5 for span in bare)}
            canonical = {span for span in bare if self.text[slice(*span)] == self._bare_words(first)}
            canonical |= {name for name in inside if any(span_iou(name, span) >= 0.5 for span in canonical)}
            taken |= inside
            found.append(Chain(first, sorted(bare | inside), canonical, bool(canonical & names)))
        alone: dict[str, list[Span]] = {}
        for span in sorted(names - taken):
            alone.setdefault(self.text[slice(*span)], []).append(span)
        return found + [Chain(name, spans, spans, True) for name, spans in alone.items()]

    def _bare_words(self, words: str) -> str:
        at = self.text.find(words)
        return self.text[slice(*self.bare((at, at + len(words))))]

    def chain_at(self, span: Span) -> Chain | None:
        """The chain that has a mention where ``span`` stands."""
        bare = self.bare(span)
        scored = [(span_iou(bare, s), -n, c) for n, c in enumerate(self.chains) for s in c.spans]
        best = max(scored, key=lambda item: item[:2], default=None)
        return best[2] if best and best[0] >= 0.5 else None

    def _of_entity(self) -> dict[str, tuple[Chain, bool]]:
        """For each entity the chain most of its names are in, and whether it holds a place of its canonical name."""
        votes: dict[str, Counter[int]] = {}
        canonical: set[tuple[str, int]] = set()
        ordered = sorted(self.reading.mentions, key=lambda m: not self.named(m.span))
        for mention in ordered:
            chain = self.chain_at(mention.span) if mention.entity else None
            if chain is None or mention.entity is None:
                continue
            number = self.chains.index(chain)
            state_word = self.labels.get(self.bare(mention.span)) == "group"
            weight = 100 if self.named(mention.span) and not state_word else 1
            votes.setdefault(mention.entity, Counter())[number] += weight
            if any(span_iou(self.bare(mention.span), span) >= 0.5 for span in chain.canonical):
                canonical.add((mention.entity, number))
        best = {entity: max(tally, key=lambda n: (tally[n], -n)) for entity, tally in votes.items()}
        return {entity: (self.chains[n], (entity, n) in canonical) for entity, n in best.items()}

    def names_somebody(self, entity: str | None) -> bool:
        """Whether an entity of the reading is one that the gold knows by a name."""
        return entity in self.of_entity and self.of_entity[entity][0].named

    def verdict(self, entity: str | None, wanted: Chain) -> str:
        """``right``, ``wrong`` or ``missing``."""
        if entity is None:
            return "missing"
        chain, whole = self.of_entity.get(entity, (None, False))
        if chain is not wanted:
            return "wrong"
        return "right" if whole else "missing"

    def speakers(self, source: Spans) -> list[Chain]:
        """The chains of those who speak in a source; empty where the text does not say who that is."""
        whole = hull(source)
        if whole is None:
            return []
        for chain in self.chains:
            for span in chain.spans:
                if (
                    span not in self.labels
                    and " and " not in self.words(span)
                    and span_iou(span, self.bare(whole)) >= 0.9
                ):
                    return [chain]
        if aside := _RELATIVE.search(self.text, whole[0] + 1, whole[1]):
            whole = (whole[0], aside.start())
        heads = []
        for chain in self.chains:
            for span in chain.spans:
                if overlap(span, whole) < span[1] - span[0]:
                    continue
                before, after = self.text[whole[0] : span[0]], self.text[span[1] : whole[1]]
                covers = span_iou(span, self.bare(whole)) >= 0.9
                if covers or not (
                    after.startswith(("'", "’"))
                    or _BEFORE_OTHERS.search(before)
                    or self.pronoun(span)
                    or not (self.labels.get(span) == "person" or _ENDS_A_NAME.match(after))
                ):
                    label = self.labels.get(span)
                    heads.append((0 if label == "person" else 1 if label else 2, chain))
        first = min((rank for rank, _ in heads), default=0)
        return list(dict.fromkeys(chain for rank, chain in heads if rank == first))
