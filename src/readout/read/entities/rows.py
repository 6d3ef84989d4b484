"""Sentences as rows of tokens, and where in them a capital tells nothing."""

from __future__ import annotations

from typing import NamedTuple

from readout.read.entities.lexicon import Known, Phrases, match_in, match_known, match_office, words
from readout.read.entities.tokens import Token

_OPEN_MARKS = frozenset("\"'“”„‘’«»‹›([{—–-:;•*|/…")


class Row(NamedTuple):
    """A sentence as tokens; ``barred`` are the tokens that belong to no name, as those of a time expression.

    ``unlisted`` are names that this account alone makes known, as of states that no list has.
    """

    number: int
    tokens: list[Token]
    barred: frozenset[int]
    language: str
    unlisted: Phrases | None = None


def known_at(row: Row, at: int) -> tuple[int, Known] | None:
    """The longest known name that begins at the token, by the lists or by the account: where it ends, what it is."""
    found = match_known(row.tokens, at)
    return found or (match_in(row.unlisted, row.tokens, at) if row.unlisted else None)


def nameless(row: Row, at: int) -> bool:
    """Whether the capital of a word tells no name: a day, a month, a code such as "GDP"; not "Aud" or "Jan Marn"."""
    token, facts = row.tokens[at], words(row.language)
    if token.low in facts.codes:
        return not (token.text.istitle() and token.text.isalpha() and len(token.text) == 3)
    if token.low not in facts.no_names:
        return False
    following = row.tokens[at + 1] if at + 1 < len(row.tokens) else None
    named = (
        token.text in facts.first_names
        and following is not None
        and following.text.istitle()
        and following.text.isalpha()
    )
    return not named or at in row.barred or following is None or following.low in facts.common


def opening(row: Row, at: int) -> bool:
    """Whether the token at ``at`` stands where any word is written with a capital."""
    return at == 0 or row.tokens[at - 1].text in _OPEN_MARKS or row.tokens[at - 1].text[-1] in ".!?"


def shouted(row: Row) -> bool:
    """Whether capitals tell nothing in this sentence, as in most headlines: nearly all its longer words have one."""
    long = [token for i, token in enumerate(row.tokens) if len(token.text) > 3 and token.text.isalpha() and i]
    if len(long) < 3:
        wide = [token for token in row.tokens if len(token.text) > 4 and token.text.isalpha()]
        return len(wide) > 1 and all(token.text.isupper() for token in wide)
    common = words(row.language).common
    plain = [token for token in long if token.low in common]
    return sum(token.cap for token in long) >= 0.75 * len(long) and sum(t.cap for t in plain) >= max(
        2, 0.6 * len(plain)
    )


def match_office_at(row: Row, at: int) -> bool:
    """Whether an office begins at the token."""
    return match_office(row.tokens, at, row.language) is not None
