"""Whom a source names: the entities at the heads of its noun phrases, by way of the article's mentions."""

from __future__ import annotations

from bisect import bisect_left

from readout.types import Mention, Span


def speakers(text: str, source: Span, mentions: tuple[Mention, ...], speaking_for: tuple[str, ...]) -> tuple[str, ...]:
    """The entity ids of a source's speakers, in text order; empty where none is known.

    A possessor ("Rey's deputy") and what follows a preposition ("the mayor of Port Ilse") are no speakers, except that
    a body speaks through its spokesman ("a spokesman for the ministry") where no person is named.
    """
    starts = [mention.span[0] for mention in mentions]
    first = bisect_left(starts, source[0])
    inner = []
    for mention in mentions[first:]:
        if mention.span[0] >= source[1]:
            break
        if mention.entity is not None and mention.span[1] <= source[1]:
            inner.append(mention)
    if not inner:
        return ()
    heads = [
        mention for mention in inner if not _possessor(text, mention) and not _after_preposition(text, source, mention)
    ]
    persons = [mention for mention in heads if mention.type == "person"]
    chosen = persons or heads
    if not chosen and any(noun in text[source[0] : source[1]].lower() for noun in speaking_for):
        chosen = inner[-1:]
    return tuple(dict.fromkeys(str(mention.entity) for mention in chosen))


def _possessor(text: str, mention: Mention) -> bool:
    return text[mention.span[1] : mention.span[1] + 2] in ("'s", "’s") or text[
        mention.span[1] : mention.span[1] + 2
    ].rstrip() in ("'", "’")


_PREPOSITIONS = (
    " of",
    " for",
    " in",
    " at",
    " from",
    " to",
    " with",
    " on",
    " by",
    " against",
    " under",
    " of the",
    " for the",
    " in the",
    " at the",
    " from the",
    " to the",
    " with the",
    " on the",
    " by the",
    " against the",
)


def _after_preposition(text: str, source: Span, mention: Mention) -> bool:
    before = text[source[0] : mention.span[0]].rstrip().lower()
    return before.endswith(_PREPOSITIONS)
