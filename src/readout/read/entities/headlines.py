"""Names in sentences where every word has a capital: only what is known, or what the rest of the text shows."""

from __future__ import annotations

from collections.abc import Mapping

from readout.read.entities.lexicon import Known, gazetteer, words
from readout.read.entities.names import Name
from readout.read.entities.rows import Row, known_at
from readout.types import EntityType


def headline_names(row: Row, seen: Mapping[tuple[str, ...], EntityType]) -> list[Name]:
    """The names of a shouted sentence; ``seen`` are the names of the rest of the text by their words in lower case."""
    facts = words(row.language)
    capitals = all(token.text.isupper() for token in row.tokens if len(token.text) > 4)
    longest = min(8, max((len(words_of) for words_of in seen), default=0))
    found: list[Name] = []
    at = 0
    while at < len(row.tokens):
        token = row.tokens[at]
        end, type_, known = at, None, None
        if token.text[0].isalnum() and (token.cap or not capitals):
            for size in range(longest, 0, -1):
                words_of = tuple(t.low for t in row.tokens[at : at + size])
                if len(words_of) == size and words_of in seen and (size > 1 or token.low not in facts.common):
                    end, type_ = at + size, seen[words_of]
                    break
        matched = known_at(row, at) or (_shouted_known(row, at) if capitals else None)
        if matched and matched[0] >= max(end, at + 1) and not (capitals and token.low in facts.common | {"us", "who"}):
            end, known = matched
            type_ = known.type
        if end == at and not capitals and token.text in facts.first_names and token.low not in facts.common:
            end = _family_name(row, at + 1)
            type_ = "person" if end > at + 1 else None
        if type_ is not None and end > at:
            span = (token.start, row.tokens[end - 1].end)
            found.append(Name(row.number, at, end, span, type_, known))
            at = end
        else:
            at += 1
    return found


def _family_name(row: Row, at: int) -> int:
    """Where up to two words that are no common words end."""
    facts = words(row.language)
    end = at
    while end < len(row.tokens) and end - at < 2:
        token = row.tokens[end]
        if not token.cap or token.low in facts.common or known_at(row, end):
            break
        if token.low in facts.organisation_heads | facts.place_heads | facts.other_heads | facts.speech | facts.openers:
            break
        end += 1
    return end


def _shouted_known(row: Row, at: int) -> tuple[int, Known] | None:
    """A known name written in capitals throughout."""
    word = row.tokens[at].text
    if len(word) < 4 or not word.isupper():
        return None
    for phrase, known in gazetteer().get(word.title(), ()):
        end = at + len(phrase)
        if end <= len(row.tokens) and all(row.tokens[at + i].text == w.upper() for i, w in enumerate(phrase)):
            return end, known
    return None
