"""Whom a source names: the entities at the heads of its noun phrases, by way of the article's mentions."""

from __future__ import annotations

import re
from bisect import bisect_left

from readout.languages import table
from readout.read.attribution.cues import lexicon
from readout.read.attribution.passages import classes
from readout.types import Mention, Span

_NEXT_WORD = re.compile(r"[^\S\n]*([\w.'’-]+|\S)?")
_LAST_WORD = re.compile(r"([\w.'’-]+)\s+(?:(?:the|a|an|his|her|its|their)\s+)?$", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|,?\s+and|&)\s+(?:the\s+)?", re.IGNORECASE)
_SAYING = 4  # words of somebody's saying, its adjectives and times: "Rey's short answer"
_NEAR = 60  # code points before a mention in which the preposition that governs it can stand


def speakers(text: str, source: Span, mentions: tuple[Mention, ...], language: str) -> tuple[str, ...]:
    """The entity ids of a source's speakers, in text order; empty where none is known.

    A possessor ("Rey's deputy"), a modifier ("the Ardovian envoy") and what follows a preposition ("the mayor of Port
    Ilse") are no speakers, except that a body speaks through its spokesman ("a spokesman for the ministry") where no
    person is named. A relative pronoun speaks for the name before it.
    """
    known = classes(language)
    words = text[source[0] : source[1]].lower()
    if words in known.relatives:
        return _before(text, source, mentions)
    inner = _outermost(mentions, source)
    if not inner:
        return ()
    heads = _heads(text, source, inner, language)
    if not heads:
        speaks = any(noun in words for noun in lexicon(language).speaking_for)
        heads = [m for m in inner if speaks and not _modifies(text, source, m, language)][-1:]
        heads = heads or [m for m in inner[-1:] if _closes(text, source, m)]
        heads = heads or [m for m in inner[:1] if _owns_what_is_said(text, source, m, language)]
    persons = [mention for mention in heads if mention.type == "person"]
    joined = " and " in words or " & " in words
    chosen = _joined(text, heads, language) if joined else (persons or heads)[:1]
    return tuple(dict.fromkeys(mention.entity for mention in chosen if mention.entity is not None))


def _outermost(mentions: tuple[Mention, ...], source: Span) -> list[Mention]:
    """The mentions inside a source that lie in no other such mention."""
    first = bisect_left(mentions, source[0], key=lambda mention: mention.span[0])
    found: list[Mention] = []
    for mention in mentions[first:]:
        if mention.span[0] >= source[1]:
            break
        if mention.span[1] > source[1]:
            continue
        while found and mention.span[0] <= found[-1].span[0] and found[-1].span[1] <= mention.span[1]:
            found.pop()
        if not found or mention.span[1] > found[-1].span[1]:
            found.append(mention)
    return found


def _heads(text: str, source: Span, inner: list[Mention], language: str) -> list[Mention]:
    """The mentions that neither describe what follows nor hang on a preposition, alone or in a list that does."""
    found: list[Mention] = []
    before: Mention | None = None  # the one before, where that hangs on a preposition
    for mention in inner:
        in_list = (
            before is not None
            and before.type == mention.type
            and _LIST.fullmatch(text, before.span[1], mention.span[0])
        )
        governed = bool(in_list) or _governed(text, source, mention, language)
        before = mention if governed else None
        if not governed and not _modifies(text, source, mention, language):
            found.append(mention)
    return found


def _joined(text: str, heads: list[Mention], language: str) -> list[Mention]:
    """The heads that speak together: a body after a person only where no preposition stands between the two."""
    found: list[Mention] = []
    for mention in heads:
        between = text[found[-1].span[1] : mention.span[0]].lower().split() if found else []
        beside = found and found[-1].type == "person" and mention.type != "person"
        if not (beside and any(word in classes(language).prepositions for word in between)):
            found.append(mention)
    return found


def _modifies(text: str, source: Span, mention: Mention, language: str) -> bool:
    """Whether a mention only describes the noun after it: "Rey's deputy", "the Ardovian envoy"."""
    if text[mention.span[1] - 2 : mention.span[1]] in ("'s", "’s") and mention.span[1] < source[1]:
        return True
    match = _NEXT_WORD.match(text, mention.span[1], source[1])
    word = (match.group(1) or "").lower().replace("’", "'") if match else ""
    if word.startswith("-") and len(word) > 1:
        return True  # "the Aldan-based company"
    if not word or not word[0].isalnum():
        return word in ("'s", "'")
    known = classes(language)
    ends = word in known.prepositions or word in known.coordinators or word in known.relatives
    return not (ends or word in known.object_pronouns or word in lexicon(language).bodies)


def _closes(text: str, source: Span, mention: Mention) -> bool:
    """Whether a person's name after a comma ends the source: "the man in the chair, Ilse Rey"."""
    before = text[source[0] : mention.span[0]].rstrip()
    return mention.type == "person" and not text[mention.span[1] : source[1]].strip(" ,") and before.endswith(",")


def _owns_what_is_said(text: str, source: Span, mention: Mention, language: str) -> bool:
    """Whether a source is somebody's saying and not somebody: "Rey's answer"."""
    rest = text[mention.span[1] : source[1]]
    owner = text[mention.span[1] - 2 : mention.span[1]] in ("'s", "’s") or rest[:2] in ("'s", "’s")
    owner = owner or text[slice(*mention.span)].lower() in ("his", "her", "its", "their")
    words = rest.removeprefix("'s").removeprefix("’s").lower().split()
    return owner and 0 < len(words) < _SAYING and words[-1] in table(language, "conversations")["sayings"]


def _governed(text: str, source: Span, mention: Mention, language: str) -> bool:
    """Whether a preposition stands before the mention: "the mayor of Port Ilse"."""
    start = mention.span[0]
    if mention.role is not None and source[0] <= mention.role[0] < start:
        start = mention.role[0]
    match = _LAST_WORD.search(text[max(source[0], start - _NEAR) : start])
    return match is not None and match.group(1).lower() in classes(language).prepositions


def _before(text: str, source: Span, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The entity named right before a relative pronoun."""
    near = [m for m in mentions if m.span[1] <= source[0] and text[m.span[1] : source[0]].strip() in ("", ",")]
    last = max(near, key=lambda mention: (mention.span[1], -mention.span[0]), default=None)
    return () if last is None or last.entity is None else (last.entity,)
