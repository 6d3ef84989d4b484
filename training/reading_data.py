"""What the reader learns from: public data and the project's own text, as windows with marked words.

Public data are read from ``../shared/data`` (or ``READOUT_DATA``) and never copied. Which documents are kept for
measuring follows from their names alone: PolNeAR's own ``dev``, one in five of the other sets, by MD5 of the id.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from bench.attribution import article as polnear_article
from bench.entities import article, trimmed
from bench.events import best_iou
from bench.events import read as found_by_rules
from bench.held_out import held_out
from msgspec import Struct, field

from readout.models.reader_windows import Window, windows
from readout.read.attribution.cues import lexicon
from readout.read.sentences import sentences
from readout.spans import join_pieces
from readout.types import Article, Event, PloverType, Span, Spans, Status
from training.annotated import Attributed, Passage

DATA = Path(os.environ.get("READOUT_DATA", Path(__file__).parents[2] / "shared" / "data"))
LABELS = ("person", "organisation", "place", "group", "agreement", "facility", "other")
KINDS = ("none", "said", "thought", "acted")
ROOTS: tuple[str, ...] = get_args(PloverType)
STATUSES: tuple[str, ...] = get_args(Status)

# which label each set's own label means, which labels it does not mark, and which head learns its habits
SETS: dict[str, tuple[dict[str, str], frozenset[str], int]] = {
    "newswire": (
        {"Person": "person", "Location": "place", "Organization": "organisation", "NORP": "group",
         "Facility": "facility", "Misc": "other", "Product": "other"},
        frozenset({"agreement"}), 0,
    ),
    "uner_pud": (
        {"PER": "person", "LOC": "place", "ORG": "organisation"},
        frozenset({"group", "agreement", "facility", "other"}), 0,
    ),
    "europarl": (
        {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "other"},
        frozenset({"group", "agreement", "facility"}), 0,
    ),
    "gum": (
        {"person": "person", "place": "place", "organization": "organisation", "event": "other", "abstract": "other",
         "object": "other", "animal": "other", "plant": "other", "substance": "other"},
        frozenset({"group", "agreement", "facility"}), 1,
    ),
    "re3d": (
        {"Person": "person", "Location": "place", "Organisation": "organisation", "Nationality": "group",
         "MilitaryPlatform": "other", "Weapon": "other", "Vehicle": "other", "DocumentReference": "agreement"},
        frozenset({"agreement", "facility", "other"}), 2,
    ),
}  # fmt: skip
FREE = "?"
"""A label that stands for: any of those that the set does not mark, or none."""


KEPT = frozenset({"w1-talks", "w2-voices"})
"""Files of the project's own text that are kept for measuring."""


class Link(Struct):
    """A cue or trigger and what hangs on it, in words of the window (``start, end`` half-open).

    ``allowed`` are the numbers of the classes it may have (kinds of cue, roots of act); ``parts`` are spans with label
    0 (source, actor) or 1 (content, recipient); ``status`` is -1 where nobody says.
    """

    start: int
    end: int
    allowed: tuple[int, ...]
    parts: list[tuple[int, int, int]]
    status: int = -1


class Example(Struct):
    """A window and its marks; what is ``None`` nobody has marked there."""

    window: Window
    text: str = ""
    habits: int = 0
    mentions: list[tuple[int, int, str]] | None = None
    unmarked: frozenset[str] = frozenset()
    roles: list[tuple[int, int, int]] | None = None
    cues: list[Link] | None = None
    triggers: list[Link] | None = None
    every_trigger: bool = False
    origin: str = field(default="")


def read(path: str) -> list[dict[str, Any]]:
    with gzip.open(DATA / f"{path}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def words_in(window: Window, span: Span) -> tuple[int, int] | None:
    """The words of a window that a span touches."""
    starts = [s for s, _ in window.spans]
    first = bisect_left([e for _, e in window.spans], span[0] + 1)
    last = bisect_left(starts, span[1])
    return (first, last) if first < last else None


# ------------------------------------------------------------------------------------------------ attribution


def _kinds_of(cue: str) -> tuple[int, ...]:
    """Which kinds a cue can be, by the lexicon's word for its verb; any but none where it knows no verb in it."""
    verbs = lexicon("en").verbs
    found: set[str] = set()
    for word in cue.lower().split():
        for entry in verbs.get(word.strip(".,:;"), ()):
            found |= set(entry.frames)
    known = tuple(sorted(KINDS.index(kind) for kind in found if kind in KINDS))
    if cue.strip() == ":" or "according" in cue.lower():
        return (1,)
    return (1,) if 1 in known else known or (1, 2, 3)


def attribution_links(
    window: Window, text: str, marked: Iterable[tuple[Spans, Spans, Spans, tuple[int, ...]]]
) -> list[Link]:
    links: list[Link] = []
    for source, cue, content, allowed in marked:
        whole = (cue[0][0], cue[-1][1]) if cue else None
        place = words_in(window, whole) if whole else None
        if whole is None or place is None or whole[0] < window.spans[0][0] or whole[1] > window.spans[-1][1]:
            continue
        parts = [
            (*at, label) for label, spans in ((0, source), (1, content)) for s in spans if (at := words_in(window, s))
        ]
        links.append(Link(place[0], place[1], allowed, parts))
    return links


def polnear(split: str, tokenizer: Any, most: int) -> Iterator[Example]:
    """PolNeAR's ``train``, ``tune`` (one in twenty of its train) or ``dev``."""
    for record in read("attribution/polnear"):
        part = record["split"]
        if part == "train" and held_out(record["id"], 20):
            part = "tune"
        if part != split:
            continue
        page = polnear_article(record)
        text = record["text"]
        marked = []
        for item in record["attributions"]:
            source, cue, content = (
                join_pieces(text, [(s, e) for s, e in item[p]]) for p in ("source", "cue", "content")
            )
            words = " ".join(text[s:e] for s, e in cue)
            marked.append((source, cue, content, _kinds_of(words)))
        for window in windows(text, sentences(page), tokenizer, most):
            yield Example(window, text, cues=attribution_links(window, text, marked), origin="polnear")


# --------------------------------------------------------------------------------------------------- entities


def _outermost(found: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    kept: list[tuple[Span, str]] = []
    for span, label in sorted(found, key=lambda item: (item[0][0] - item[0][1], item[0][0], item[1])):
        if all(span[1] <= s or e <= span[0] for (s, e), _ in kept):
            kept.append((span, label))
    return kept


def entities(name: str, split: str, tokenizer: Any, most: int) -> Iterator[Example]:
    """A set of names, ``train`` or ``dev``; of names within names the outermost of the four kinds that are scored."""
    labels, unmarked, habits = SETS[name]
    scored = {"person", "organisation", "place", "group"}
    for record in read(f"entities/{name}"):
        if held_out(record["id"]) != (split == "dev"):
            continue
        text = record["text"]
        found = [
            (trimmed(text, item["start"], item["end"]), labels[item["label"]])
            for item in record["entities"]
            if item["label"] in labels
        ]
        first = _outermost(item for item in found if item[1] in scored)
        rest = _outermost(item for item in found if item[1] not in scored)
        taken = [*first]
        for (start, end), label in rest:
            inner = sorted(s for s, _ in first if s[0] < end and start < s[1])
            if not inner:
                taken.append(((start, end), label))
                continue
            at = start
            for s, e in [*inner, (end, end)]:
                if at < s:
                    taken.append(((at, s), FREE))
                at = max(at, e)
        page = article(text)
        for window in windows(text, sentences(page), tokenizer, most):
            marks = [(*at, label) for span, label in taken if (at := words_in(window, span))]
            yield Example(window, text, habits, mentions=marks, unmarked=unmarked, origin=name)


# --------------------------------------------------------------------------------------------- the project's own


def plain_article(text: str) -> Article:
    return article(text)


def kept(passage: Passage) -> bool:
    """Whether a passage of the project's own is not learnt from but measured on."""
    return Path(passage.file).stem in KEPT


def closed(text: str, item: Attributed) -> Spans:
    """The source with the comma that ends its apposition before the cue, as PolNeAR has it."""
    if not item.source:
        return ()
    start, end = item.source[-1]
    apposed = "," in text[start:end] and text.startswith(", ", end) and item.cue[0][0] == end + 2
    return (*item.source[:-1], (start, end + 1)) if apposed else item.source


def own(passages: Sequence[Passage], tokenizer: Any, most: int) -> Iterator[Example]:
    """The project's own annotated text: all layers, all of each. Files that are kept for measuring are left out."""
    for passage in passages:
        if kept(passage):
            continue
        text = passage.text
        page = plain_article(text)
        said = [(closed(text, a), a.cue, a.content, (KINDS.index(a.kind),)) for a in passage.attributions]
        for window in windows(text, sentences(page), tokenizer, most):
            mentions = [(*at, m.label) for m in passage.mentions if (at := words_in(window, m.span))]
            roles = [(*at, 0) for r in passage.roles if (at := words_in(window, r.span))]
            triggers = []
            for act in passage.acts:
                place = words_in(window, act.trigger)
                if place is None:
                    continue
                parts = [
                    (*at, label)
                    for label, spans in ((0, act.actors), (1, act.recipients))
                    for s in spans
                    if (at := words_in(window, s))
                ]
                triggers.append(
                    Link(place[0], place[1], (1 + ROOTS.index(act.type),), parts, STATUSES.index(act.status))
                )
            yield Example(
                window, text, 0, mentions, frozenset({"facility", "other"}), roles,
                attribution_links(window, text, said), triggers, True, origin="own",
            )  # fmt: skip


# ------------------------------------------------------------------------------------------------------ events


def acts(split: str, tokenizer: Any, triggers: dict[str, Span]) -> Iterator[Example]:
    """PLV's sentences with their acts, mostly one; all other words count as no act. ``triggers`` gives the words of
    those acts that were found, by record."""
    records: dict[str, list[dict[str, Any]]] = {}
    for record in read("events/plv"):
        if held_out(record["text"]) == (split == "dev") and record["id"] in triggers:
            records.setdefault(record["text"], []).append(record)
    for text, same in records.items():
        for window in windows(text, sentences(plain_article(text)), tokenizer):
            links: list[Link] = []
            for record in same:
                place = words_in(window, triggers[record["id"]])
                if place is None or any(place[0] < link.end and link.start < place[1] for link in links):
                    continue
                parts = [
                    (*at, label)
                    for label, span in ((0, record["source"]), (1, record["target"]))
                    if span and (at := words_in(window, (span[0], span[1])))
                ]
                links.append(Link(place[0], place[1], (1 + ROOTS.index(record["label"]),), parts))
            yield Example(window, text, triggers=links, every_trigger=True, origin="plv")


# ------------------------------------------------------------------------------------------------------- pairs

VERDICTS = {"entailment": 0, "contradiction": 1, "neutral": 2, "entails": 0, "contradicts": 1, "neither": 2}


def pairs(name: str, split: str) -> list[tuple[str, str, int]]:
    """Premise, hypothesis and verdict: 0 entails, 1 contradicts, 2 neither."""
    return [
        (row["premise"], row["hypothesis"], VERDICTS[row["label"]])
        for row in read(f"contradiction/{name}")
        if held_out(row["premise"], 10) == (split == "dev") and row["label"] in VERDICTS
    ]


def weak_triggers() -> dict[str, Span]:
    """Where the rules for events see the act of a PLV sentence: at best one of the right root, with its parties; else
    one of another root; else the first word after the actor that is no auxiliary or adverb."""
    found: dict[str, Span] = {}
    for record in read("events/plv"):
        text, source, target = record["text"], record["source"], record["target"]
        golds = [tuple(span) if span else None for span in (source, target)]
        events = found_by_rules(text)
        if events:
            best = max(
                events,
                key=lambda e: (e.type == record["label"], _fit(e, golds), -e.trigger[0]),
            )
            found[record["id"]] = best.trigger
            continue
        at = source[1] if source else 0
        for match in _WORD.finditer(text, at):
            if not _AUXILIARIES.fullmatch(match[0].lower()):
                found[record["id"]] = match.span()
                break
    return found


_WORD = re.compile(r"[A-Za-z]+")
_AUXILIARIES = re.compile(
    "a|also|an|and|are|be|been|can|could|had|has|have|her|his|is|its?|may|might|not|on|should|[st]|the|to|was|were|which"
    "|who|will|would|[a-z]+ly"
)


def _fit(event: Event, golds: list[Span | None]) -> float:
    return best_iou(event.actors, golds[0]) + best_iou(event.recipients, golds[1])
