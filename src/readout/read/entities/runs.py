"""Runs: stretches of capitalised words and the small words that join them into one name, or several."""

from __future__ import annotations

from readout.read.entities.lexicon import Words, match_office, words
from readout.read.entities.rows import Row, known_at, match_office_at, nameless, opening

HYPHENS = frozenset("-‐‑–")
_LONGEST = 24  # words in a run: no name is longer


def run_end(row: Row, first: int) -> int:
    """Where the run of capitalised words and what joins them ends."""
    facts = words(row.language)
    at = first + 1
    while True:
        for start in range(max(first, at - 4), at):
            known = known_at(row, start)
            if known and known[0] > at:
                at = known[0]
            office = match_office(row.tokens, start, row.language)
            if office and office > at and row.tokens[office - 1].cap:
                at = office
        step = _step(row, first, at, facts)
        if step == at or step - first > _LONGEST:
            return at
        at = step


def _step(row: Row, first: int, at: int, facts: Words) -> int:
    """The end of the run with one more word, or ``at`` where nothing joins."""
    row_tokens = row.tokens
    if at >= len(row_tokens) or at in row.barred:
        return at
    token, before = row_tokens[at], row_tokens[at - 1]
    following = row_tokens[at + 1] if at + 1 < len(row_tokens) and at + 1 not in row.barred else None
    if token.cap:
        ended = before.text[-1] == "." and len(before.text) > 2 and known_at(row, at) is None
        return at if nameless(row, at) or (ended and before.low in facts.suffixes) else at + 1
    if following is None:
        return at
    if token.text in HYPHENS and token.glued and following.glued:
        if following.cap:
            return at + 2
        if _given_name_goes_on(row, first, at, facts):
            return at + 2
        more = at + 2 < len(row_tokens) and row_tokens[at + 2].cap
        return at + 2 if more and following.low.isalpha() and known_at(row, at - 1) is None else at
    if token.low in facts.glued and following.text in HYPHENS and following.glued and not token.glued:
        return at + 3 if at + 2 < len(row_tokens) and row_tokens[at + 2].cap and row_tokens[at + 2].glued else at
    if token.low in facts.particles and not token.glued:
        second = following.low in facts.particles and at + 2 < len(row_tokens) and row_tokens[at + 2].cap
        if following.cap or second:
            return at + 2 if following.cap else at + 1
    if token.text in {"'s", "’s", "'", "’"} and following.cap:
        many = (before.low + token.text).replace("'", "’").endswith(facts.owner_endings)
        bodies = many and following.low in facts.organisation_heads and known_at(row, at - 1) is None
        owner = (before.low in facts.owners or bodies) and known_at(row, at + 1) is None
        return at + 2 if owner and match_office(row_tokens, at + 1, row.language) is None else at
    if token.text == "&" and following.cap and known_at(row, at - 1) is None:
        return at + 2
    return _connect(row, first, at, facts)


def _given_name_goes_on(row: Row, first: int, at: int, facts: Words) -> bool:
    """Whether a hyphen and a lower-case part end an East Asian given name: "Tan Mei-yu", not "York-based"."""
    before, part = row.tokens[at - 1], row.tokens[at + 1]
    if at - first < 2 or len(before.text) > 6 or not 2 <= len(part.text) <= 6 or not part.text.isalpha():
        return False
    known = any((found := known_at(row, start)) and found[0] >= at for start in range(max(first, at - 3), at))
    return not known and (part.low not in facts.common or part.low in facts.syllables)


def _connect(row: Row, first: int, at: int, facts: Words) -> int:
    """The end of the run over "of", "for", "on" or "and" inside a body's name: "Ministry of Health and Trade"."""
    run = row.tokens[first:at]
    low = row.tokens[at].low
    follows = at + 1
    if low == ",":
        return _list_goes_on(row, first, at, facts)
    if low != "and" and follows < len(row.tokens) and row.tokens[follows].low == "the":
        follows += 1
    if follows >= len(row.tokens) or not row.tokens[follows].cap or follows in row.barred:
        return at
    if nameless(row, follows):
        return at
    last = run[-1].low
    opened = any(token.low in facts.organisation_openers for token in run)
    joined = any(token.low in {"of", "for", "on"} for token in run)
    if low == "of":
        heads = facts.organisation_heads | facts.organisation_openers | facts.agreement_heads | facts.other_heads
        places = {"republic", "sea", "gulf", "bay", "strait", "city", "state", "isle", "province", "islands", "kingdom"}
        return follows + 1 if last in heads | places or (opened and joined) else at
    if low in {"for", "on", "against"}:
        heads = facts.organisation_openers | facts.agreement_heads | {"conference", "act", "fund", "party"}
        return follows + 1 if last in heads and (low != "for" or not opening(row, first) or opened) else at
    if low == "and" and joined and opened:
        one = known_at(row, follows) is None and row.tokens[follows].text not in facts.first_names
        of_subjects = any(token.low in facts.organisation_openers - {"bank"} for token in run)
        topical = row.tokens[follows].low in facts.common or (of_subjects and not match_office_at(row, follows))
        return follows + 1 if one and topical else at
    return at


def _list_goes_on(row: Row, first: int, at: int, facts: Words) -> int:
    """ "Ministry of Farming, Fisheries and Food": over a comma where a list of subjects goes on."""
    tokens = row.tokens
    run = tokens[first:at]
    joined = any(token.low in {"of", "for"} for token in run)
    opened = any(token.low in facts.organisation_openers for token in run)
    if not (joined and opened and at + 2 < len(tokens) and tokens[at + 1].cap):
        return at
    subject = tokens[at + 1].low in facts.common and known_at(row, at + 1) is None
    return at + 2 if subject and tokens[at + 2].low in {"and", ","} else at
