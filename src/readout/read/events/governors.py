"""Governors: what an infinitive or a gerund hangs on ("agreed to ...", "urged the union to ...")."""

from __future__ import annotations

from readout.read.events.clauses import Clauses
from readout.read.events.grammar import Range
from readout.read.events.objects import noun_right, object_of


def governor_of(c: Clauses, k: int) -> tuple[int, Range | None, str] | None:
    """What an infinitive or gerund hangs on: (verb index or -1, its own subject if another's, the word)."""
    verb = c.verbs[k]
    p = verb.first - 1
    while p >= 0 and (c.is_adverb(p) or c.low(p) in c.g.negation):
        p -= 1
    if c.low(p) in c.g.between and c.low(p - 1) == "in":
        p -= 2  # "agreed in return to"
    if p < 0:
        return None
    if verb.form == "infinitive" and c.low(p) in c.g.coordinator and k > 0:
        for earlier in range(k - 1, -1, -1):
            if c.verbs[earlier].form == "infinitive":
                return governor_of(c, earlier)
        return None
    at = c.main_at.get(p)
    if at is not None:
        return (at, None, c.verbs[at].lemma)
    # "is ready to", "urged Putin to", "promise to"
    for back in range(k - 1, -1, -1):
        other = c.verbs[back]
        if other.form in ("finite", "ing", "infinitive", "participle"):
            if other.main < p and p - other.main <= 12:
                between = (other.main + 1, p + 1)
                if any(c.low(i) in (",", ";", ":") for i in range(*between)) and p - other.main > 6:
                    return None
                if other.lemma == "be":
                    if any(c.low(i) in c.g.preposition or c.low(i) in ("'s", "'") for i in range(other.main + 1, p)):
                        return None  # "is angry at the ministry's refusal to sign": another's
                    return (back, None, c.low(p))
                held = object_of(c, back)
                if held is None and c.low(other.main + 1) in ("on", "upon", "for", "with"):
                    held = noun_right(c, other.main + 2, p + 1)
                if held is not None and held[1] >= p + 1:
                    return (back, held, other.lemma)
            return None
    return None
