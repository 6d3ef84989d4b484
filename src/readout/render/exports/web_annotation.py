"""W3C Web Annotation: every line of the answer, hung on the exact words that carry it.

One annotation for each statement, move, timeline entry, fact, side of a discrepancy and shared passage; its targets are
all its evidence, each by position (code points, as the recommendation counts) and by quotation with the words around.
The texts are identified by their SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from readout.render.exports.formats import Answer, Format
from readout.render.exports.names import iri, story_iri, text_iri, web_address
from readout.render.names import entity_names, joined, squeeze
from readout.types import Account, Evidence

_AROUND = 32  # characters before and after, for a text that has moved
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"sha256": "https://schema.org/sha256"},
]

Node = dict[str, Any]
Name = tuple[str, str]
"""The noun that holds a thing, and its id there."""


def write(answers: Sequence[Answer], base: str) -> bytes:
    """One AnnotationCollection with one page for each story."""
    pages = [_page(answer, base) for answer in answers]
    total = sum(len(page["items"]) for page in pages)
    name = story_iri(base, answers[0].readout) if len(answers) == 1 else base.rstrip(":/")
    for at, page in enumerate(pages):
        page["partOf"] = f"{name}/annotations"
        page["startIndex"] = sum(len(other["items"]) for other in pages[:at])
        if at + 1 < len(pages):
            page["next"] = pages[at + 1]["id"]
    document: Node = {
        "@context": _CONTEXT,
        "id": f"{name}/annotations",
        "type": "AnnotationCollection",
        "label": joined(dict.fromkeys(_title(answer) for answer in answers)),
        "total": total,
    }
    if len(pages) == 1:
        document |= {"first": pages[0]}
    elif pages:
        document |= {"first": pages[0]["id"], "last": pages[-1]["id"]}
        document = {"@context": _CONTEXT, "@graph": [{k: v for k, v in document.items() if k != "@context"}, *pages]}
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _title(answer: Answer) -> str:
    title = answer.readout.story.title
    return squeeze(title.value) if title else answer.readout.story.id


def _page(answer: Answer, base: str) -> Node:
    return {
        "id": f"{story_iri(base, answer.readout)}/annotations/page",
        "type": "AnnotationPage",
        "items": list(_annotations(answer, base)),
    }


class _Writer:
    """Annotations on the texts of one answer."""

    def __init__(self, answer: Answer, base: str) -> None:
        self.answer, self.base = answer, base
        self.accounts = {account.id: account for account in answer.readout.accounts}

    def _source(self, account: Account) -> Node:
        source: Node = {
            "id": text_iri(self.base, self.answer.readout, account.id),
            "type": "Text",
            "format": "text/plain",
            "sha256": account.text_sha256,
        }
        if account.language:
            source["language"] = account.language
        return source

    def target(self, item: Evidence) -> Node:
        """The words as a target: where they stand, and what stands around them."""
        text = self.answer.texts[item.account]
        quotation: Node = {"type": "TextQuoteSelector", "exact": item.quote}
        if before := text[max(0, item.start - _AROUND) : item.start]:
            quotation["prefix"] = before
        if behind := text[item.end : item.end + _AROUND]:
            quotation["suffix"] = behind
        target: Node = {
            "type": "SpecificResource",
            "source": self._source(self.accounts[item.account]),
            "selector": [{"type": "TextPositionSelector", "start": item.start, "end": item.end}, quotation],
        }
        if url := web_address(self.accounts[item.account].url):
            target["scope"] = url
        return target

    def annotation(self, name: Name, tag: str, said: str, items: Iterable[Evidence], why: str) -> Node | None:
        """One annotation; ``None`` where there is nothing to hang it on."""
        targets = [self.target(item) for item in items]
        if not targets:
            return None
        body = [
            {"type": "TextualBody", "value": tag, "format": "text/plain", "purpose": "tagging"},
            {"type": "TextualBody", "value": said, "format": "text/plain", "language": "en", "purpose": "describing"},
        ]
        return {
            "id": iri(self.base, self.answer.readout, *name) + "/annotation",
            "type": "Annotation",
            "motivation": why,
            "body": body if said else body[:1],
            "target": targets if len(targets) > 1 else targets[0],
        }


def _annotations(answer: Answer, base: str) -> Iterator[Node]:
    readout, hang = answer.readout, _Writer(answer, base).annotation
    names = entity_names(readout)
    made: list[Node | None] = []
    for item in readout.statements:
        who = joined(names.get(name, name) for name in item.speakers)
        said = f"said by {who}" if who else "said; the text does not say by whom"
        made.append(hang(("statements", item.id), f"statement: {item.type}", said, [item.content], "identifying"))
    for move in readout.moves:
        made.append(hang(("moves", move.id), f"move: {move.kind}", move.text, move.evidence, "describing"))
    for entry in readout.timeline:
        said = f"{entry.date}: {entry.text}"
        made.append(hang(("timeline", entry.id), f"timeline: {entry.status}", said, entry.evidence, "describing"))
    for fact in readout.facts:
        tag = f"fact: {fact.independent} independent text{'s' if fact.independent != 1 else ''}"
        made.append(hang(("facts", fact.id), tag, fact.text, fact.evidence, "describing"))
    for differing in readout.discrepancies:
        for at, side in enumerate(differing.sides):
            tag = f"discrepancy: {differing.about} {differing.relation}"
            said = f"{differing.text}: {side.value}"
            made.append(hang(("discrepancies", f"{differing.id}.{at + 1}"), tag, said, side.evidence, "assessing"))
    for lineage in readout.lineages:
        for relation in lineage.relations:
            for at, pair in enumerate(relation.pairs):
                name = f"{relation.a}~{relation.b}~{at + 1}"
                both = (pair.a, pair.b)
                made.append(hang(("lineages", name), f"shared passage: {relation.kind}", "", both, "linking"))
    yield from (node for node in made if node is not None)


FORMAT = Format(
    name="web-annotation",
    title="W3C Web Annotation (JSON-LD)",
    suffix=".jsonld",
    readers="annotation tools and viewers; whoever wants offsets and quotations in a standard form",
    holds="statements, moves, timeline, facts, discrepancies and shared passages, each on its exact words",
    write=write,
)
