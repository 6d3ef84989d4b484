"""Acts that a verb tells by itself: by its frame, as a duty of another, by a predicate, as a happening."""

from __future__ import annotations

from typing import cast

from readout.read.events.act_details import clause_start, condition_after, settled
from readout.read.events.acts import Frame, Lexicon
from readout.read.events.clauses import Clauses, clause_end
from readout.read.events.found import Found
from readout.read.events.frames import frame_of, head_of, lacks_object, owner_of, recipient_of
from readout.read.events.grammar import Range
from readout.read.events.objects import after_preposition, noun_right
from readout.read.events.subjects import noun_left, subject_of
from readout.types import MoveKind, PloverType, Status

_SPOKEN_TYPES: dict[str, PloverType] = {"promise": "AGREE", "threat": "THREATEN", "demand": "REQUEST"}


def told_by_verb(clauses: Clauses, lex: Lexicon, k: int) -> Found | None:
    """The act of verb ``k`` by its own frame; ``None`` for infinitives, possibilities and acts without an agent."""
    verb = clauses.verbs[k]
    if clauses.low(verb.first - 1) == "nor":
        return None
    if verb.form == "ing" and clauses.low(verb.first - 1) in clauses.g.negation:
        return None
    ruler = clauses.main_at.get(verb.first - 1)
    if verb.form == "ing" and ruler is not None and clauses.verbs[ruler].lemma not in lex.going_on:
        return None  # "advocated sending troops"
    subject = subject_of(clauses, k)
    if verb.passive and verb.form == "participle":
        subject = noun_left(clauses, verb.first) if clauses.is_noun_end(verb.first - 1) else None
    frame = frame_of(clauses, lex, k, subject)
    if frame is not None and frame.move == "reserve" and not frame.near:
        return _kept_open(clauses, k, frame, subject)
    if frame is None:
        refused = _refused_by_predicate(clauses, lex, k, subject)
        if refused is not None:
            return refused
        return _taking_place(clauses, lex, k, subject)
    end = clause_end(clauses, k)
    if verb.passive:
        actor = after_preposition(clauses, k, "by", end)
        recipient = subject if frame.slots and ("obj" in frame.slots or not frame.near) else None
        if recipient is None:
            recipient = recipient_of(clauses, k, frame, end)
        if actor is None and frame.type not in ("CONSULT", "ASSAULT", "COERCE", "YIELD", "PROTEST", "SUPPORT"):
            return None
    else:
        actor = subject
        recipient = recipient_of(clauses, k, frame, end)
        if lacks_object(clauses, k, frame):
            return None
        if frame.then == (("of",),) and not frame.near and frame.slots[:1] == ("obj",) and recipient is None:
            return None  # "Rey accused of theft": who accuses is not told
        if frame.move is not None and _of_the_mind(clauses, lex, k):
            return None
        if frame.move == "threat" and ("_that",) in frame.then and _is_judged(clauses, k, end):
            return None
        if actor is None and frame.type != "CONSULT":
            return None
    return settled(
        clauses,
        lex,
        k,
        kind=frame.type,
        mode=frame.mode,
        move=frame.move,
        actor=actor,
        recipient=recipient,
        theme=frame.theme,
        subject=subject,
        end=_joined_end(clauses, end) if ("_done",) in frame.then else None,
    )


def _joined_end(clauses: Clauses, end: int) -> int:
    """Past "and weighed" in "wants the lorries emptied and weighed"."""
    if clauses.low(end) in clauses.g.coordinator and clauses.low(end + 1).endswith("ed"):
        return end + 2
    return end


def _of_the_mind(clauses: Clauses, lex: Lexicon, k: int) -> bool:
    """Whether somebody only wishes another to know or to be something: "we want them to know that"."""
    if clauses.verbs[k].lemma not in lex.wishing:
        return False
    following = next((v for v in clauses.verbs[k + 1 :] if v.form == "infinitive"), None)
    return following is not None and not following.passive and following.lemma in lex.of_the_mind


def _is_judged(clauses: Clauses, k: int, end: int) -> bool:
    """Whether a warning says what something would be, and nothing that would be done: "would be a bad idea"."""
    ahead = next((v for v in clauses.verbs[k + 1 :] if v.form == "finite" and v.modal is not None), None)
    if ahead is None or ahead.main >= end or ahead.lemma != "be" or ahead.passive:
        return False
    return clauses.low(ahead.main + 1) in ("a", "an") or clauses.low(ahead.main + 1) in clauses.g.adverb


def told_as_duty(clauses: Clauses, k: int) -> Found | None:
    """A demand told as a duty of somebody else: "said that the other side must ..."."""
    verb = clauses.verbs[k]
    if verb.modal != "must" or k == 0:
        return None
    ruler = clauses.verbs[k - 1]
    if ruler.lemma not in clauses.g.speech or ruler.form != "finite" or ruler.modal is not None:
        return None
    actor, recipient = subject_of(clauses, k - 1), subject_of(clauses, k)
    if (
        actor is None
        or recipient is None
        or recipient[0] <= ruler.main
        or clauses.low(recipient[0]) in clauses.g.pronoun
    ):
        return None
    end = clause_end(clauses, k)
    return Found(
        type="REQUEST",
        mode=None,
        move="demand",
        trigger=verb.first,
        clause=(clause_start(clauses, actor[0]), end),
        actor=actor,
        recipient=recipient,
        theme=(recipient[0], end),
        condition=condition_after(clauses, verb.main + 1, end, "REQUEST"),
        status="happened",
        verb=verb,
    )


def told_inserted(clauses: Clauses, lex: Lexicon, k: int) -> Found | None:
    """A step whose words stand around or before the verb: "If the ban stays, the union warned, it will strike"."""
    verb = clauses.verbs[k]
    if verb.form != "finite" or verb.passive or verb.negated or verb.modal is not None:
        return None
    said = _told_after(clauses, lex, k)
    if said is not None:
        return said
    if not any(frame.move == "threat" and not frame.near for frame in lex.verbs.get(verb.lemma, ())):
        return None
    subject = subject_of(clauses, k)
    comma = verb.main + 1
    while comma in clauses.timed or (clauses.low(comma) == "on" and comma + 1 in clauses.timed):
        comma += 1
    if subject is None or clauses.low(comma) != "," or clauses.low(subject[0] - 1) != ",":
        return None
    start = next((i for i in range(min(3, subject[0])) if clauses.low(i) in clauses.g.conditional), None)
    end = len(clauses.words)
    ahead = any(v.main > comma and v.modal in (*clauses.g.future, "would") for v in clauses.verbs)
    if start is None or not ahead:
        return None
    return Found(
        type="THREATEN",
        mode=None,
        move="threat",
        trigger=verb.main,
        clause=(start, end),
        actor=subject,
        recipient=None,
        theme=(comma + 1, end),
        condition=(start, subject[0] - 1),
        status="happened",
        verb=verb,
    )


def _told_after(clauses: Clauses, lex: Lexicon, k: int) -> Found | None:
    """A step told in the words before its verb of saying: "There will be no list, the minister vowed"."""
    verb = clauses.verbs[k]
    move = next((move for move, lemmas in lex.spoken.items() if verb.lemma in lemmas), None)
    subject = subject_of(clauses, k)
    if move is None or subject is None or subject[1] > verb.first or subject[0] < 3:
        return None
    after = verb.main + 1
    while after in clauses.timed or (clauses.low(after) == "on" and after + 1 in clauses.timed):
        after += 1
    end = subject[0] - 1
    if clauses.low(after) not in (".", ",", "", ";") or clauses.low(end) not in (",", "”", '"', "’", "'"):
        return None
    while end > 0 and not clauses.low(end - 1)[:1].isalnum():
        end -= 1
    held = [v for v in clauses.verbs if v.main < end and v.form == "finite"]
    ahead = any(v.modal in (*clauses.g.future, "would") for v in held)
    owed = any(v.modal in ("must", "should") for v in held)
    if not held or not (owed if move == "demand" else ahead) or any(clauses.low(i) == "?" for i in range(end)):
        return None
    return Found(
        type=_SPOKEN_TYPES[move],
        mode=None,
        move=cast("MoveKind", move),
        trigger=verb.main,
        clause=(0, verb.main + 1),
        actor=subject,
        recipient=None,
        theme=(0, end),
        condition=condition_after(clauses, 0, end, _SPOKEN_TYPES[move]),
        status="happened",
        verb=verb,
    )


def _kept_open(clauses: Clauses, k: int, frame: Frame, subject: Range | None) -> Found | None:
    """A judgement kept back: "cannot say whether ...", "we will see if ..."."""
    verb = clauses.verbs[k]
    kept = verb.negated if verb.lemma == "say" else verb.modal in clauses.g.future
    if subject is None or not kept:
        return None
    end = clause_end(clauses, k)
    return Found(
        type=frame.type,
        mode=None,
        move="reserve",
        trigger=verb.main,
        clause=(clause_start(clauses, subject[0]), end),
        actor=subject,
        recipient=None,
        theme=(verb.main + 1, end),
        condition=None,
        status="happened",
        verb=verb,
    )


def _refused_by_predicate(clauses: Clauses, lex: Lexicon, k: int, subject: Range | None) -> Found | None:
    """A refusal told by its predicate: "said that the request is unacceptable"."""
    verb = clauses.verbs[k]
    if verb.lemma != "be" or verb.form != "finite" or verb.negated or k == 0:
        return None
    if verb.modal is not None and verb.modal not in (*clauses.g.future, "would"):
        return None
    at = next((i for i in range(verb.main + 1, verb.main + 5) if clauses.low(i) in lex.predicates), None)
    if at is None:
        return None
    telling = next((j for j in range(k - 1, -1, -1) if clauses.verbs[j].lemma in clauses.g.speech), None)
    actor = subject_of(clauses, telling) if telling is not None and clauses.verbs[telling].form == "finite" else None
    if actor is None or telling is None:
        return None
    begin = next(
        (i + 1 for i in range(clauses.verbs[telling].main + 1, verb.first) if clauses.low(i) == "that"),
        clauses.verbs[telling].main + 1,
    )
    if begin >= verb.first:
        return None
    subject = (begin, verb.first)
    return Found(
        type="REJECT",
        mode=None,
        move="reject",
        trigger=at,
        clause=(actor[0], clause_end(clauses, k)),
        actor=actor,
        recipient=owner_of(clauses, lex, subject),
        theme=subject,
        condition=None,
        status="happened",
        verb=verb,
    )


def _taking_place(clauses: Clauses, lex: Lexicon, k: int, subject: Range | None) -> Found | None:
    """Talks that begin, strikes that end: the noun tells the act."""
    verb = clauses.verbs[k]
    if subject is None or verb.lemma not in lex.happening_verbs or verb.form != "finite":
        return None
    if verb.modal is not None and verb.modal not in clauses.g.future:
        return None
    head = head_of(clauses, subject)
    plover = lex.happenings.get(clauses.low(head)) if head is not None else None
    if plover is None or verb.negated:
        return None
    participants = None
    for i in range(subject[0], subject[1]):
        if clauses.low(i) in ("between", "with", "by"):
            participants = noun_right(clauses, i + 1, subject[1])
            break
    assert head is not None
    status: Status = "planned" if verb.modal in clauses.g.future else "under-way" if verb.progressive else "happened"
    if plover not in ("CONSULT", "PROTEST", "ASSAULT") and participants is None:
        return None
    return Found(
        type=plover,
        mode=None,
        move=None,
        trigger=head,
        clause=(clause_start(clauses, subject[0]), clause_end(clauses, k)),
        actor=participants,
        recipient=None,
        theme=None,
        condition=None,
        status=status,
        verb=verb,
    )
