"""Steps told by what is not done: "will sign nothing", "I never offered it", "would not be drawn"."""

from __future__ import annotations

from readout.read.events.act_details import clause_start
from readout.read.events.acts import Lexicon
from readout.read.events.clauses import Clauses, clause_end
from readout.read.events.found import Found
from readout.read.events.governed_acts import own_words
from readout.read.events.grammar import QUOTES, Range
from readout.read.events.subjects import subject_of
from readout.types import MoveKind


def told_by_negation(clauses: Clauses, lex: Lexicon, k: int) -> Found | None:
    """The refusal, the denial or the silence that a finite verb tells by a negation or by "nothing" after it."""
    verb = clauses.verbs[k]
    if verb.form != "finite":
        return None
    subject = subject_of(clauses, k)
    if subject is None:
        return None
    if _says_nothing(clauses, lex, k) or _sends_none(clauses, lex, k):
        return _found(clauses, k, subject, "reserve")
    if verb.passive or verb.progressive:
        return None
    empty = _takes_nothing(clauses, k)
    if verb.modal in (*clauses.g.future, "would"):
        if empty and verb.lemma in lex.judging:
            return _found(clauses, k, subject, "reserve")
        if empty and verb.lemma in lex.conceding and own_words(clauses, k, subject):
            return _found(clauses, k, subject, "reject")
        return None
    if verb.modal is not None or not (verb.negated or empty) or not _of_himself(clauses, k, subject):
        return None
    past = verb.perfect or clauses.low(verb.first) == "did" or clauses.low(verb.main) != verb.lemma
    if past and (verb.lemma in lex.own_steps or (empty and verb.lemma in lex.taken)):
        return _found(clauses, k, subject, "deny")
    return None


def _of_himself(clauses: Clauses, k: int, subject: Range) -> bool:
    """Whether the one who speaks says it of himself: "I never ...", "Rey said he never ..."."""
    if clauses.low(subject[0]) in clauses.g.first_person:
        return True
    own = clauses.skip_adverbs_left(clauses.verbs[k].first - 1)
    while clauses.low(own) in QUOTES or (clauses.low(own) in clauses.g.have and own not in clauses.in_verb):
        own -= 1  # he had "agreed to nothing"
    return clauses.low(own) in ("it", "he", "she", "they") and not subject[0] <= own < subject[1]


def _says_nothing(clauses: Clauses, lex: Lexicon, k: int) -> bool:
    """Whether somebody "would not be drawn" or "had nothing to add"."""
    verb = clauses.verbs[k]
    if verb.passive:
        return verb.negated and verb.modal is not None and verb.lemma in lex.drawn_out
    after = [clauses.low(i) for i in range(verb.main + 1, verb.main + 4)]
    return verb.lemma in clauses.g.have and not verb.negated and after[:1] == ["nothing"] and after[-1] in lex.adding


def _sends_none(clauses: Clauses, lex: Lexicon, k: int) -> bool:
    """Whether somebody "sent no reply" or "will name no price"."""
    verb = clauses.verbs[k]
    if verb.passive or verb.negated or verb.lemma not in lex.sending or clauses.low(verb.main + 1) != "no":
        return False
    return clauses.low(verb.main + 2) in lex.answers or clauses.low(verb.main + 3) in lex.answers


def _takes_nothing(clauses: Clauses, k: int) -> bool:
    """Whether "nothing" or "no ..." is what a verb takes, at once or after "up" and "to"."""
    at = clauses.verbs[k].main + 1
    while clauses.low(at) in ("up", "to"):
        at += 1
    return clauses.low(at) in ("no", "nothing", "none")


def _found(clauses: Clauses, k: int, subject: Range, move: MoveKind) -> Found:
    verb = clauses.verbs[k]
    end = clause_end(clauses, k)
    return Found(
        type="REJECT",
        mode=None,
        move=move,
        trigger=verb.main,
        clause=(clause_start(clauses, subject[0]), end),
        actor=subject,
        recipient=None,
        theme=(verb.main, end),
        condition=None,
        status="happened",
        verb=verb,
    )
