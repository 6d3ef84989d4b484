"""Small invented stories, built by naming words instead of counting offsets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from readout.spans import evidence, text_hash
from readout.types import (
    Attribution,
    Block,
    Entity,
    Event,
    Lineage,
    Mention,
    Published,
    Reading,
    Relation,
    Sourced,
    Span,
    Story,
    Timex,
)


def find(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return (start, start + len(words))


def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(m.span() for m in re.finditer(r"[^\s].*?(?:[.!?][\"”]?(?=\s|$)|(?=\n|$))", text))


def build_reading(
    account: str,
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    people: Sequence[str] = (),
    places: Sequence[str] = (),
    organisations: Sequence[str] = (),
    roles: dict[str, str] | None = None,
    said: Sequence[tuple[str, str, str]] = (),
    times: Sequence[tuple[str, str | None, str | None]] = (),
    events: Sequence[dict[str, Any]] = (),
) -> Reading:
    """``said`` holds (source, cue, content) words; "" for a source that is not named.

    A name is "Full Name=Short|Other": mentions are found of each form. ``events`` hold type, trigger, clause and
    whatever else an Event has, spans given as words.
    """
    blocks = []
    at = 0
    if title is not None and text.startswith(title):
        at = min(len(title) + 1, len(text))
        blocks.append(Block(start=0, end=at, role="headline"))
    if at < len(text):
        blocks.append(Block(start=at, end=len(text), role="body"))
    entities, mentions = [], []
    for kind, names in (("person", people), ("place", places), ("organisation", organisations)):
        for entry in names:
            name, _, others = entry.partition("=")
            forms = [name, *[form for form in others.split("|") if form]]
            shown = []
            taken: list[Span] = []
            slug = name.casefold().replace(" ", "-")
            for form in sorted(forms, key=len, reverse=True):
                for hit in re.finditer(rf"\b{re.escape(form)}\b", text):
                    if all(hit.end() <= s or hit.start() >= e for s, e in taken):
                        taken.append(hit.span())
                        shown.append(Sourced(value=form, evidence=(evidence(account, text, hit.span()),)))
            mentions += [Mention(span=span, type=kind, entity=slug) for span in taken]
            role = (roles or {}).get(name)
            entities.append(
                Entity(
                    id=slug,
                    name=name,
                    type=kind,
                    names=tuple(shown),
                    roles=(Sourced(value=role, evidence=(evidence(account, text, find(text, role)),)),) if role else (),
                )
            )
    mentions.sort(key=lambda m: m.span)
    attributions = []
    for source, cue, content in said:
        span = find(text, content)
        marks = text[max(0, span[0] - 1)] + content[0]
        near = [find(text, source, max(0, span[0] - 200))] if source and source in text[max(0, span[0] - 200) :] else []
        speakers = [m.entity for m in mentions if near and near[0][0] <= m.span[0] and m.span[1] <= near[0][1]]
        inner = '"' in content[1:-1] or "“" in content[1:-1]
        kind = "direct" if any(q in marks for q in '"“') else "mixed" if inner else "indirect"
        attributions.append(
            Attribution(
                source=tuple(near),
                cue=(find(text, cue, max(0, span[0] - 120)),),
                content=(span,),
                type=kind,
                speakers=tuple(dict.fromkeys(s for s in speakers if s)),
            )
        )
    built = []
    for given in events:
        spans = {key: find(text, given[key]) for key in ("trigger", "clause", "theme", "place") if key in given}
        built.append(Event(**{**given, **spans}))
    return Reading(
        id=account,
        input=f"{account}.txt",
        text=text,
        text_sha256=text_hash(text),
        language="en",
        title=Sourced(value=title, evidence=(evidence(account, text, (0, len(title))),)) if title else None,
        published=Published(value=published, basis="stated" if published else "unknown"),
        blocks=tuple(blocks),
        sentences=_sentences(text),
        mentions=tuple(mentions),
        entities=tuple(entities),
        attributions=tuple(attributions),
        times=tuple(Timex(span=find(text, w), type="DATE", value=v, edtf=e) for w, v, e in times),
        events=tuple(built),
    )


def build_story(
    *readings: Reading, together: Sequence[Sequence[str]] = (), relations: Sequence[Relation] = ()
) -> Story:
    """A story in which the accounts named ``together`` are of one lineage and all others stand alone."""
    grouped = {account: tuple(group) for group in together for account in group}
    lineages: list[Lineage] = []
    for reading in readings:
        accounts = grouped.get(reading.id, (reading.id,))
        if accounts[0] == reading.id:
            inner = tuple(r for r in relations if r.a in accounts and r.b in accounts)
            lineages.append(Lineage(id=f"l{len(lineages) + 1}", accounts=accounts, relations=inner))
    return Story(id="story", readings=readings, lineages=tuple(lineages))


@pytest.fixture
def reading() -> Callable[..., Reading]:
    return build_reading


@pytest.fixture
def story() -> Callable[..., Story]:
    return build_story
