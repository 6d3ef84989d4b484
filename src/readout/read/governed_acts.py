"""Acts seen through what governs their verb: agreed to, refused, planned, promised, threatened, kept back."""

from __future__ import annotations

from readout.read.act_details import clause_start, settled
from readout.read.acts import Frame, Lexicon
from readout.read.clauses import Clauses, clause_end
from readout.read.found_acts import Found
from readout.read.frames import frame_of, lacks_object, recipient_of
from readout.read.governors import governor_of
from readout.read.grammar import Range
from readout.read.objects import after_preposition, object_of
from readout.read.subjects import noun_left, subject_of
from readout.types import MoveKind, PloverType, Status

_WILLING = (None, "will", "would", "won", "wouldn")


def told_by_governor(clauses: Clauses, lex: Lexicon, k: int, headline: bool) -> Found | None:
    """Acts told by "agreed to ...", "refused to ...", "will ...": the governor decides what the act amounts to."""
    verb = clauses.verbs[k]
    if verb.form in ("infinitive", "ing"):
        governor = (
            governor_of(clauses, k)
            if verb.form == "infinitive" or clauses.main_at.get(verb.first - 1) is not None
            else None
        )
        if verb.form == "ing" and governor is None and clauses.low(verb.first - 1) in ("of", "from", "for"):
            before = clauses.main_at.get(verb.first - 2)
            governor = (before, None, clauses.verbs[before].lemma) if before is not None else None
        if governor is None:
            return _headline_plan(clauses, lex, k) if headline else None
        at, own_subject, word = governor
        effect = lex.governors.get(clauses.low(clauses.verbs[at].main)) or lex.governors.get(word)
        if effect is None:
            return None
        ruler = clauses.verbs[at]
        frame = frame_of(clauses, lex, k, None)
        subject = subject_of(clauses, at)
        if effect == "request":
            return None  # the demanding verb tells it; the act demanded has not come about
        if effect == "fail" and frame is not None and frame.type == "SUPPORT" and frame.near and not ruler.negated:
            return settled(clauses, lex, at, "REJECT", None, None, subject, recipient_of(clauses, k, frame, clause_end(clauses, k)),
                           None, subject, trigger=ruler.main, end=clause_end(clauses, k))  # fmt: skip
        if effect in ("fail", "attempt"):
            return None
        if effect == "aspect":
            if frame is None or subject is None:
                return None
            return settled(
                clauses, lex, k, frame.type, frame.mode, frame.move, subject,
                recipient_of(clauses, k, frame, clause_end(clauses, k)), frame.theme, subject, trigger=verb.main,
            )  # fmt: skip
        if own_subject is not None and effect in ("promise", "plan", "agree", "offer"):
            return None  # "wants the union to ...": not the speaker's own deed
        if effect == "plan" and ruler.passive and ruler.lemma in ("expect", "schedule", "set") and frame is None:
            return None
        if effect == "plan" and frame is None:
            return None
        return _shifted(clauses, lex, k, at, effect, frame, subject)
    kept = _kept_back(clauses, lex, k)
    if kept is not None:
        return kept
    if verb.modal is not None and (verb.modal in clauses.g.future or verb.modal == "would"):
        subject = subject_of(clauses, k)
        frame = frame_of(clauses, lex, k, subject)
        if verb.modal == "would" and not (_after_speech(clauses, k) or (verb.negated and frame is not None)):
            return None
        if frame is None and not (verb.negated and _own_words(clauses, k, subject)):
            return None
        if frame is not None and frame.move == "reserve":
            return None
        return _shifted(clauses, lex, k, k, "plan", frame, subject)
    return None


def _kept_back(clauses: Clauses, lex: Lexicon, k: int) -> Found | None:
    """A judgement kept back by a negation: "did not confirm", "neither accepted nor rejected"."""
    verb = clauses.verbs[k]
    if not verb.negated or verb.form != "finite" or verb.passive or verb.lemma in ("say", "tell"):
        return None
    end = clause_end(clauses, k)
    neither = any(clauses.low(i) == "neither" for i in range(verb.first - 1, verb.main)) and any(
        clauses.low(i) == "nor" for i in range(verb.main + 1, end)
    )
    if not (neither and verb.lemma in lex.verbs) and not (verb.lemma in lex.judging and verb.modal in _WILLING):
        return None
    subject = subject_of(clauses, k)
    if subject is None:
        return None
    return Found(
        type="REJECT", mode=None, move="reserve", trigger=verb.main, clause=(clause_start(clauses, subject[0]), end),
        actor=subject, recipient=None, theme=(verb.main, end), condition=None, status="happened", verb=verb,
    )  # fmt: skip


def _own_words(clauses: Clauses, k: int, subject: Range | None) -> bool:
    """Whether somebody says of himself what he will not do: "said it will not ...", "we will not ..."."""
    if subject is None or clauses.verbs[k].passive or clauses.verbs[k].lemma == "be":
        return False
    if clauses.low(subject[0]) in clauses.g.first_person:
        return True
    return k > 0 and clauses.verbs[k - 1].lemma in clauses.g.speech and subject_of(clauses, k - 1) == subject


def _after_speech(clauses: Clauses, k: int) -> bool:
    """Whether "would" in verb ``k`` is the future of a report: a finite verb and "that", or a subject, stand before."""
    return any(v.form == "finite" and v.lemma in clauses.g.speech for v in clauses.verbs[max(0, k - 2) : k])


def _headline_plan(clauses: Clauses, lex: Lexicon, k: int) -> Found | None:
    """ "Ministers to meet envoy": an infinitive right after the subject of a headline."""
    verb = clauses.verbs[k]
    if verb.first == 0 or not clauses.is_noun_end(verb.first - 1):
        return None
    subject = noun_left(clauses, verb.first)
    frame = frame_of(clauses, lex, k, subject)
    if subject is None or frame is None:
        return None
    return _shifted(clauses, lex, k, k, "plan", frame, subject)


def _shifted(
    clauses: Clauses, lex: Lexicon, k: int, at: int, effect: str, frame: Frame | None, subject: Range | None
) -> Found | None:
    """The act at verb ``k`` seen through its governor ``at``."""
    verb, ruler = clauses.verbs[k], clauses.verbs[at]
    if subject is None and not verb.passive:
        return None
    if effect == "plan" and frame is not None and not verb.passive and lacks_object(clauses, k, frame):
        return None
    end = clause_end(clauses, k)
    recipient = recipient_of(clauses, k, frame, end) if frame is not None else object_of(clauses, k)
    actor = subject
    if verb.passive:
        actor = after_preposition(clauses, k, "by", end)
        recipient = subject
        if frame is not None and actor is None and frame.type not in ("CONSULT", "SUPPORT"):
            return None
    theme = (verb.first if at != k else verb.main, end)
    hostile = (
        frame is not None
        and frame.type in lex.conflict
        and not (effect == "plan" and (frame.type == "ACCUSE" or frame.move == "reject"))
    )
    negated = ruler.negated or (verb.negated and at != k)
    status: Status = "happened"
    mode: str | None = frame.mode if frame is not None else None
    move: MoveKind | None
    kind: PloverType
    if effect == "refuse" or (negated and effect in ("plan", "agree", "offer", "promise")):
        if effect == "refuse" and negated:
            return None
        if negated and hostile:
            return None
        kind, move = "REJECT", "reject"
        if effect == "refuse" and verb.lemma in lex.judging:
            move = "reserve"
    elif negated:
        return None
    elif effect == "threat" or (hostile and effect in ("plan", "promise", "agree", "offer")):
        kind, move = "THREATEN", "threat" if effect in ("threat", "promise") else None
        if frame is not None and frame.move == "show-of-force":
            move = "show-of-force"
        if frame is not None and frame.type == "PROTEST":
            move = None
        status = "planned" if effect == "plan" else "happened"
    elif effect == "plan":
        assert frame is not None
        if frame.type in ("REQUEST", "ACCUSE"):
            kind, move = frame.type, None
        elif frame.move == "reject":
            kind, move = "REJECT", "reject"
        else:
            kind = "AGREE"
            move = (
                "promise"
                if (frame.type in ("AID", "YIELD", "COOPERATE") or frame.lemmas[0] in ("respond", "hand"))
                and not _act_together(clauses, subject)
                else None
            )
        mode = mode or ("meet" if frame.type == "CONSULT" else None)
        status = "planned"
    elif effect == "agree":
        kind, move = "AGREE", "promise"
    elif effect == "offer":
        kind, move = "AGREE", "offer"
    elif effect == "promise":
        kind, move = "AGREE", "promise"
    else:
        return None
    trigger = ruler.main if at != k else verb.main
    if at != k and ruler.lemma == "be":
        trigger = next((i for i in range(ruler.main + 1, verb.first) if clauses.low(i) in lex.governors), ruler.main)
    found = settled(clauses, lex, at, kind, mode, move, actor, recipient, None, subject, trigger=trigger, end=end)
    if found is None:
        return None
    return found._replace(theme=theme, status=status if found.status in ("happened", "planned") else found.status)


def deed_of(clauses: Clauses, lex: Lexicon, k: int, promise: Found) -> Found | None:
    """The act that somebody agreed to or promised, where it is told with a time of its own."""
    verb = clauses.verbs[k]
    if promise.trigger == verb.main or promise.move != "promise" or promise.status != "happened":
        return None
    frame = frame_of(clauses, lex, k, None)
    end = clause_end(clauses, k)
    if frame is None or not any(verb.main < i < end for i in clauses.timed):
        return None
    return Found(
        type=frame.type, mode=frame.mode, move=None, trigger=verb.main, clause=promise.clause, actor=promise.actor,
        recipient=promise.recipient, theme=None, condition=None, status="promised", verb=verb,
    )  # fmt: skip


def _act_together(clauses: Clauses, phrase: Range | None) -> bool:
    """Whether several act together: then what they will do is no promise of one to the other."""
    return phrase is not None and any(clauses.low(i) in ("and", "both", "two") for i in range(*phrase))
