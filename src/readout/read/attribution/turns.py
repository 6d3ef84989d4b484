"""Turns of an interview or a transcript: lines that begin with who speaks ("Marn: ...", "PRESENTER: ...", "Q: ...").

What somebody of whom the news tells says in a turn is a statement; what the newsroom asks and tells is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from readout.languages import table
from readout.read.sentences import ROLES
from readout.spans import trim
from readout.types import Article, Entity, Span

_LABEL = re.compile(r"(?P<name>[^\W\d_][\w.'’-]*(?:[ \u00a0][\w.'’-]+){0,3})[ \u00a0]?:[\s*]")
_LINE = re.compile(r"[^\n]+")
_DASH = re.compile(r"[—–―-]\s*(?=\w)")
_WORD = re.compile(r"[\w'-]+")
_LEAST = 3  # labelled lines that make a conversation
_MOST_ASKED = 0.8  # share of the lines that end in a question mark which stand where a question is due
_MOST_LABELS = 12  # more different ones are a list of entries: "Weather: ...", "Sport: ..."


class Turn(NamedTuple):
    """A turn: what marks it (a label, a dash), what is said in it, whether a statement of a news actor's it is."""

    label: Span
    content: Span
    states: bool
    speaker: str | None


class _Facts(NamedTuple):
    askers: frozenset[str]
    answerers: frozenset[str]
    newsroom: frozenset[str]
    interviews: frozenset[str]


@cache
def _facts(language: str) -> _Facts:
    data = table(language, "conversations")
    return _Facts(*(frozenset(data[name]) for name in _Facts._fields))


def turns(article: Article, entities: Sequence[Entity]) -> list[Turn]:
    """The turns of a conversation, in text order.

    None where fewer than three lines, of two who speak, are labelled, or where dashes do not open question and answer
    in turn. A line without a label between two labelled ones belongs to the turn above it.
    """
    lines = [
        line
        for block in article.blocks
        if block.role in ROLES and block.role != "headline"
        for match in _LINE.finditer(article.text, block.start, block.end)
        if (line := trim(article.text, match.span())) is not None
    ]
    return _labelled(article, lines, entities) or _dashed(article, lines, entities) or _asked(article, lines, entities)


def _labelled(article: Article, lines: Sequence[Span], entities: Sequence[Entity]) -> list[Turn]:
    text, facts = article.text, _facts(str(article.language))
    labels = [_label(text, line) for line in lines]
    names = Counter(_folded(text, label) for label in labels if label is not None)
    if sum(names.values()) < _LEAST or max(names.values()) < 2 or not 2 <= len(names) <= _MOST_LABELS:
        return []
    known = {name: _speaker(name, entities) for name in names}
    before = next(label[0] for label in labels if label is not None)
    known |= {name: _subject(article, entities, before) for name in names if name in facts.answerers}
    acting = {name for name, speaker in known.items() if _acts(article, name, speaker, entities, before)}
    asking = {name for name in names if name.split()[-1] in facts.askers}
    if not any(known[name] or name in asking for name, count in names.items() if count > 1):
        return []
    found: list[Turn] = []
    last = max(at for at, label in enumerate(labels) if label is not None)
    for at, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label is not None:
            name = _folded(text, label)
            said = trim(text, (label[1] + 1, line[1]))
            if said is not None:
                found.append(Turn(label, said, name in acting - asking, known[name]))
        elif found and at < last:
            found[-1] = found[-1]._replace(content=(found[-1].content[0], line[1]))
    return found


def _dashed(article: Article, lines: Sequence[Span], entities: Sequence[Entity]) -> list[Turn]:
    """Question and answer in turn, each opened by a dash: the answers are those of the one whom the headline names."""
    text = article.text
    opened = [line for line in lines if _DASH.match(text, *line)]
    asked, answered = opened[::2], opened[1::2]
    questions = sum("?" in text[slice(*line)] for line in asked)
    back = sum(text[slice(*line)].rstrip().endswith("?") for line in answered)
    if len(answered) < 2 or 2 * questions < len(asked) or 3 * back > len(answered):
        return []
    speaker = _subject(article, entities, opened[0][0])
    found = []
    for at, line in enumerate(opened):
        match = _DASH.match(text, *line)
        if match is not None:
            found.append(
                Turn((line[0], line[0] + 1), (match.end(), line[1]), at % 2 == 1 and speaker is not None, speaker)
            )
    return found


def _asked(article: Article, lines: Sequence[Span], entities: Sequence[Entity]) -> list[Turn]:
    """Question and answer in turn, a line each, where the text says that it is an interview.

    From the first question to the answer of the last one; a question may be a reproach ("You said that in May").
    """
    text, facts = article.text, _facts(str(article.language))
    asking = [at for at, line in enumerate(lines) if text[slice(*line)].endswith("?")]
    if len(asking) < _LEAST or not any(
        phrase in text[slice(*line)].casefold() for line in lines[: asking[0]] for phrase in facts.interviews
    ):
        return []
    talk = [line for line in lines[asking[0] : asking[-1] + 2] if text[line[0]] not in "[(►▶"]
    asked = [line for line in talk[::2] if text[slice(*line)].endswith("?")]
    speaker = _subject(article, entities, lines[asking[0]][0])
    if speaker is None or len(talk) % 2 or len(asked) < _MOST_ASKED * len(asking) or 2 * len(asked) < len(talk) / 2:
        return []
    return [Turn((line[0], line[0]), line, at % 2 == 1, speaker) for at, line in enumerate(talk)]


def _label(text: str, line: Span) -> Span | None:
    """The label that opens a line: a name of up to four words before a colon."""
    match = _LABEL.match(text, *line)
    if match is None:
        return None
    named = all(word[0].isupper() for word in match["name"].split() if len(word) > 3)
    return match.span("name") if match["name"][0].isupper() and named else None


def _folded(text: str, label: Span) -> str:
    return " ".join(text[label[0] : label[1]].casefold().split())


def _speaker(name: str, entities: Sequence[Entity]) -> str | None:
    """The one person whose name a label is, or begins or ends."""
    words = name.split()
    fits = [
        entity.id
        for entity in entities
        if entity.type == "person"
        and any(
            written[-len(words) :] == words or written[: len(words)] == words
            for written in (source.value.casefold().split() for source in entity.names)
        )
    ]
    return fits[0] if len(fits) == 1 else None


def _acts(article: Article, name: str, speaker: str | None, entities: Sequence[Entity], before: int) -> bool:
    """Whether a label is that of someone the news is about, and not of the newsroom: the headline names them, or the
    text gives them an office that is none of a newsroom's."""
    facts = _facts(str(article.language))
    if name in facts.answerers:
        return True
    credits_ = [credit.value for credit in article.bylines] + ([article.outlet.value] if article.outlet else [])
    if any(set(name.split()) <= {part.strip(".,").casefold() for part in credit.split()} for credit in credits_):
        return False
    entity = next((entity for entity in entities if entity.id == speaker), None)
    if entity is None:
        return False
    offices = [word.casefold() for role in entity.roles for word in role.value.split()]
    if facts.newsroom.intersection(offices):
        return False
    return bool(offices) or _named_in(article, entity, _above(article, before)[0])


def _above(article: Article, before: int) -> tuple[list[Span], list[Span]]:
    """The headlines, and what stands before the conversation begins."""
    blocks = [(block.role, (block.start, min(block.end, before))) for block in article.blocks if block.start < before]
    headlines = [span for role, span in blocks if role in ("headline", "standfirst")]
    return headlines, [span for role, span in blocks if role in ROLES]


def _named_in(article: Article, entity: Entity, spans: Sequence[Span]) -> bool:
    words = {word.casefold() for source in entity.names for word in source.value.split()[-1:]}
    return any(words.intersection(_WORD.findall(article.text[start:end].casefold())) for start, end in spans)


def _subject(article: Article, entities: Sequence[Entity], before: int) -> str | None:
    """Who is interviewed: the one person whom the headlines name, or else what stands before the conversation."""
    for spans in _above(article, before):
        people = [entity.id for entity in entities if entity.type == "person" and _named_in(article, entity, spans)]
        if people:
            return people[0] if len(people) == 1 else None
    return None
