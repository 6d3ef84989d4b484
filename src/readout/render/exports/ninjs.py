"""ninjs 3.3 (IPTC, News in JSON): the readout as one composite news item, its accounts and what is planned beside it.

One line of JSON for each story. Dates go in where ninjs can hold them as they are known: a year, a month or a day as
an expected date, a clock time with its zone as a date-time. What it cannot hold stands in the editor's note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from readout.render.dates import human
from readout.render.exports.cells import json_line
from readout.render.exports.formats import Answer, Format
from readout.render.exports.icalendar import upcoming
from readout.render.exports.moments import iso, moment
from readout.render.exports.names import iri, passage_iri, story_iri, text_iri
from readout.render.names import Label, account_name, joined, labels, lineages_of, role_of, squeeze
from readout.types import Account, Evidence, Readout, TimelineEntry

VERSION = "3.3"
_SCHEMA = f"http://www.iptc.org/std/ninjs/ninjs-schema_{VERSION}.json#"

Node = dict[str, Any]


def write(answers: Sequence[Answer], base: str) -> bytes:
    """JSON lines, an item each."""
    return b"".join(json_line(_item(answer, base)).encode() + b"\n" for answer in answers)


def _item(answer: Answer, base: str) -> Node:
    readout = answer.readout
    known = labels(readout)
    lines = list(_lines(readout))
    body = "\n".join(f"{said} ({_who(evidence, known)})" for said, evidence in lines)
    title = squeeze(readout.story.title.value) if readout.story.title else readout.story.id
    item: Node = {
        "uri": story_iri(base, readout),
        "type": "composite",
        "representationType": "full",
        "profile": "readout",
        "language": "en",
        "title": title,
        "headlines": [{"value": title, "contentType": "text/plain"}],
        "edNote": f"Made by {readout.made_by.name} {readout.made_by.version} from {len(readout.accounts)} accounts, "
        f"{readout.independent_texts} of them independent texts. Every line has its evidence in the readout.",
        "altIds": [{"role": "readout-story", "value": readout.story.id}],
        "infoSources": list(_sources(readout)),
        "associations": [
            *(_account(answer, account, base) for account in readout.accounts),
            *(_event(readout, entry, known, base) for entry in upcoming(readout)),
        ],
        "standard": {"name": "ninjs", "version": VERSION, "schema": _SCHEMA},
    }
    if body:
        item["bodies"] = [
            {"contentType": "text/plain", "charCount": len(body), "wordCount": len(body.split()), "value": body},
            {"contentType": "text/html", "value": _html(readout, lines, known, base)},
        ]
    if readout.story.place:
        item["located"] = squeeze(readout.story.place.value)
    for field, kinds in (("people", ("person",)), ("organisations", ("organisation", "group")), ("places", ("place",))):
        named = [
            {
                "name": squeeze(entity.name),
                "rel": _rel(role_of(entity)),
                "uri": iri(base, readout, "entities", entity.id),
                "literal": entity.wikidata or entity.id,
            }
            for entity in readout.entities
            if entity.type in kinds
        ]
        if named:
            item[field] = named
    return item


def _rel(role: str | None) -> str:
    return f"mentioned as {role}" if role else "mentioned"


def _lines(readout: Readout) -> Iterator[tuple[str, Sequence[Evidence]]]:
    """The moves, then the facts of more than one text: what a desk reads, each with the words behind it."""
    for move in readout.moves:
        date = f"{human(move.date)}: " if move.date else ""
        yield date + squeeze(move.text), move.evidence
    for fact in readout.facts:
        if fact.independent > 1:
            yield squeeze(fact.text), fact.evidence


def _html(readout: Readout, lines: Sequence[tuple[str, Sequence[Evidence]]], known: dict[str, Label], base: str) -> str:
    """The same lines with a link to the exact words in each account."""
    items = []
    for said, evidence in lines:
        links = (
            f'<a href="{escape(passage_iri(base, readout, one))}" title="{escape(squeeze(one.quote))}">'
            f"{escape(known[one.account].name if one.account in known else one.account)}</a>"
            for one in evidence
        )
        items.append(f"<li>{escape(said)} ({', '.join(links)})</li>")
    return f"<ul>{''.join(items)}</ul>"


def _who(evidence: Sequence[Evidence], known: dict[str, Label]) -> str:
    outlets = joined(dict.fromkeys(known[item.account].name for item in evidence if item.account in known))
    texts = len(lineages_of(evidence, known))
    return f"{outlets}; {texts} independent text{'s' if texts != 1 else ''}"


def _sources(readout: Readout) -> Iterator[Node]:
    seen = set()
    for account in readout.accounts:
        for role, found in (("outlet", (account.outlet,) if account.outlet else ()), ("agency", account.agencies)):
            for source in found:
                name = squeeze(source.value)
                if (role, name) not in seen:
                    seen.add((role, name))
                    yield {"name": name, "role": role}


def _account(answer: Answer, account: Account, base: str) -> Node:
    text = answer.texts[account.id].encode("utf-8", "replace")
    item: Node = {
        "uri": iri(base, answer.readout, "accounts", account.id),
        "type": "text",
        "representationType": "partial",
        "name": account_name(account),
        "rel": "account",
        "altIds": [{"role": "sha256", "value": account.text_sha256}],
        "renditions": [
            {
                "name": "text",
                "href": text_iri(base, answer.readout, account.id),
                "contentType": "text/plain",
                "sizeInBytes": len(text),
            }
        ],
    }
    if account.title:
        item["headlines"] = [{"value": squeeze(account.title.value), "contentType": "text/plain"}]
    if account.standfirst:
        item["descriptions"] = [{"value": squeeze(account.standfirst.value), "contentType": "text/plain"}]
    if account.language:
        item["language"] = account.language
    if account.bylines:
        item["by"] = joined(squeeze(one.value) for one in account.bylines)
    if account.published.value:
        how = "stated on the page" if account.published.basis == "stated" else "inferred"
        item["edNote"] = f"Published {human(account.published.value)} ({how}); EDTF {account.published.value}."
        stated = moment(account.published.value) if account.published.basis == "stated" else None
        if stated:
            item["versionCreated"] = stated
    return item


def _event(readout: Readout, entry: TimelineEntry, known: dict[str, Label], base: str) -> Node:
    words = "; ".join(f"“{squeeze(one.quote)}” [{one.account} {one.start}–{one.end}]" for one in entry.evidence)
    item: Node = {
        "uri": iri(base, readout, "timeline", entry.id),
        "type": "event",
        "representationType": "partial",
        "name": squeeze(entry.text),
        "rel": entry.status,
        "headlines": [{"value": squeeze(entry.text), "contentType": "text/plain"}],
        "edNote": f"{human(entry.date)} (EDTF {entry.date}), {entry.status}. {_who(entry.evidence, known)}: {words}",
    }
    if entry.place:
        item["located"] = squeeze(entry.place)
    stated, plain = moment(entry.date), iso(entry.date)
    if stated:
        item["eventDetails"] = {"dates": {"startDate": stated}}
    elif plain:
        seconds = ":00" if "T" in plain and plain.count(":") == 1 else ""
        item["eventDetails"] = {"dates": {"expectedStartDate": plain + seconds}}
    return item


FORMAT = Format(
    name="ninjs",
    title="ninjs 3.3 (IPTC News in JSON)",
    suffix=".json",
    readers="newsroom systems that take ninjs from agencies",
    holds="one composite item a story: lines with their sources, accounts, and what is planned as events",
    write=write,
)
