"""Acts seen through what governs their verb: agreed to, refused, planned, promised, threatened, kept back."""

from __future__ import annotations

from typing import NamedTuple

from readout.read.events.act_details import clause_start, settled
from readout.read.events.acts import Frame, Lexicon, lexicon
from readout.read.events.clauses import Clauses, clause_end
from readout.read.events.found import Found
from readout.read.events.frames import affected, frame_of, lacks_object, recipient_of
from readout.read.events.governors import governor_of
from readout.read.events.grammar import Range
from readout.read.events.objects import after_preposition, object_of
from readout.read.events.subjects import noun_left, subject_of
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
        ruler = clauses.verbs[at]
        low = clauses.low(ruler.main)
        # "prepared to go", not "was prepared to go"
        deed = ruler.form == "finite" and not ruler.passive and low != word
        effect = (None if deed else lex.governors.get(low)) or lex.governors.get(word)
        if effect is None or (ruler.form == "infinitive" and _only_wished(clauses, lex, at)):
            return None
        frame = frame_of(clauses, lex, k, None)
        subject = subject_of(clauses, at)
        if effect == "request":
            return None  # the demanding verb tells it; the act demanded has not come about
        if effect == "fail" and frame is not None and frame.type == "SUPPORT" and frame.near and not ruler.negated:
            return settled(
                clauses,
                lex,
                at,
                kind="REJECT",
                mode=None,
                move=None,
                actor=subject,
                recipient=recipient_of(clauses, k, frame, clause_end(clauses, k)),
                theme=None,
                subject=subject,
                trigger=ruler.main,
                end=clause_end(clauses, k),
            )
        if effect in ("fail", "attempt"):
            return None
        if effect == "aspect":
            if frame is None or subject is None:
                return None
            return settled(
                clauses,
                lex,
                k,
                kind=frame.type,
                mode=frame.mode,
                move=frame.move,
                actor=subject,
                recipient=recipient_of(clauses, k, frame, clause_end(clauses, k)),
                theme=frame.theme,
                subject=subject,
                trigger=verb.main,
            )
        if own_subject is not None and effect in ("promise", "plan", "agree", "offer"):
            return None  # "wants the union to ...": not the speaker's own deed
        if effect == "plan" and ruler.passive and ruler.lemma in ("expect", "schedule", "set") and frame is None:
            return None
        if effect == "plan" and frame is None:
            return None
        if (
            effect == "offer"
            and (ruler.lemma == "be" or ruler.passive)
            and frame is None
            and object_of(clauses, k) is None
        ):
            return None  # "is ready to stand alone": nobody is offered anything
        return _shifted(clauses, lex, k, at, effect=effect, frame=frame, subject=subject)
    kept = _kept_back(clauses, lex, k)
    if kept is not None:
        return kept
    if verb.modal is not None and (verb.modal in clauses.g.future or verb.modal == "would"):
        subject = subject_of(clauses, k)
        frame = frame_of(clauses, lex, k, subject)
        if verb.modal == "would" and not (_after_speech(clauses, k) or (verb.negated and frame is not None)):
            return None
        own = verb.negated and own_words(clauses, k, subject)
        if not own and (frame is None or (verb.negated and verb.modal == "would")):
            return None
        if frame is not None and frame.move == "reserve":
            return None
        return _shifted(clauses, lex, k, k, effect="plan", frame=frame, subject=subject)
    return None


def _only_wished(clauses: Clauses, lex: Lexicon, at: int) -> bool:
    """Whether an infinitive hangs on nothing that makes it a step: "to get the union to agree to share"."""
    governor = governor_of(clauses, at)
    return governor is None or (
        clauses.low(clauses.verbs[governor[0]].main) not in lex.governors and governor[2] not in lex.governors
    )


def _kept_back(clauses: Clauses, lex: Lexicon, k: int) -> Found | None:
    """A judgement kept back by a negation: "did not confirm", "neither accepted nor rejected"."""
    verb = clauses.verbs[k]
    if not verb.negated or verb.form != "finite" or verb.passive or verb.lemma in ("say", "tell"):
        return None
    if verb.lemma in lex.with_out and clauses.low(verb.main + 1) != "out":
        return None
    end = clause_end(clauses, k)
    neither = any(clauses.low(i) == "neither" for i in range(verb.first - 1, verb.main)) and any(
        clauses.low(i) == "nor" for i in range(verb.main + 1, end + 1)
    )
    if neither and k + 1 < len(clauses.verbs):
        end = clause_end(clauses, k + 1)  # both verbs and their object
    if not (neither and verb.lemma in lex.verbs) and not (verb.lemma in lex.judging and verb.modal in _WILLING):
        return None
    subject = subject_of(clauses, k)
    if subject is None:
        return None
    return Found(
        type="REJECT",
        mode=None,
        move="reserve",
        trigger=verb.main,
        clause=(clause_start(clauses, subject[0]), end),
        actor=subject,
        recipient=None,
        theme=(verb.main, end),
        condition=None,
        status="happened",
        verb=verb,
    )


def own_words(clauses: Clauses, k: int, subject: Range | None) -> bool:
    """Whether somebody says something of himself: "said it will not ...", "we never ..."."""
    if subject is None or clauses.verbs[k].passive or clauses.verbs[k].lemma in lexicon().of_the_mind:
        return False
    if clauses.low(subject[0]) in clauses.g.first_person:
        return True
    own = clauses.skip_adverbs_left(clauses.verbs[k].first - 1)
    if clauses.low(own) in ("it", "he", "she", "they") and not subject[0] <= own < subject[1]:
        return True  # "made it clear that he would not": he is the one who says so
    pronoun = subject[1] - subject[0] == 1 and clauses.low(subject[0]) in clauses.g.subject_pronoun
    if pronoun and any(v.lemma in clauses.g.speech and v.form == "finite" for v in clauses.verbs[:k]):
        return True
    guessed = clauses.verbs[k].modal == "would"  # "analysts say Rey would never sign"
    verb = clauses.verbs[k]
    with_particle = f"{verb.lemma}-{clauses.low(verb.main + 1)}"
    if not guessed and clauses.capital(subject[1] - 1) and {verb.lemma, with_particle} & lexicon().conceding:
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
    return _shifted(clauses, lex, k, k, effect="plan", frame=frame, subject=subject)


class _Amounts(NamedTuple):
    """What an act amounts to under its governor."""

    type: PloverType
    move: MoveKind | None
    status: Status = "happened"


def _amounts_to(
    clauses: Clauses,
    lex: Lexicon,
    k: int,
    *,
    effect: str,
    frame: Frame | None,
    negated: bool,
    said: bool,
    foreseen: bool = False,
) -> _Amounts | None:
    """The root and step that act ``k`` becomes when it is refused, threatened, planned or promised.

    ``said`` is whether one party says that it will, and does not only hope or plan to; ``foreseen`` whether others
    expect it of that party.
    """
    hostile = (
        frame is not None
        and frame.type in lex.conflict
        and not (effect == "plan" and (frame.type == "ACCUSE" or frame.move == "reject"))
        and clauses.low(clauses.verbs[k].main + 1) not in clauses.g.nothing  # "promised to hold no rallies"
    )
    if negated and effect == "plan" and foreseen:
        return None  # "are not expected to return"
    if effect == "refuse" or (negated and effect in ("plan", "agree", "offer", "promise")):
        if negated and (effect == "refuse" or hostile):
            return None
        kept = effect == "refuse" and clauses.verbs[k].lemma in lex.judging
        return _Amounts("REJECT", "reserve" if kept else "reject")
    if negated:
        return None
    if effect == "threat" or (hostile and effect in ("plan", "promise", "agree", "offer")):
        move: MoveKind | None = "threat" if effect in ("threat", "promise") else None
        if frame is not None and frame.move == "show-of-force" and (said or effect != "plan"):
            move = "show-of-force"
        if frame is not None and frame.type == "PROTEST":
            move = None
        return _Amounts("THREATEN", move, "planned" if effect == "plan" else "happened")
    if effect == "plan" and frame is not None:
        if frame.type in ("REQUEST", "ACCUSE"):
            return _Amounts(frame.type, frame.move if frame.type == "REQUEST" else None, "planned")
        if frame.move == "reject":
            return _Amounts("REJECT", "reject", "planned")
        promised = frame.type in lex.promised or clauses.verbs[k].lemma in lex.answering
        return _Amounts("AGREE", "promise" if promised and said else None, "planned")
    steps: dict[str, MoveKind] = {"agree": "promise", "offer": "offer", "promise": "promise"}
    return _Amounts("AGREE", steps[effect]) if effect in steps else None


def _shifted(
    clauses: Clauses, lex: Lexicon, k: int, at: int, *, effect: str, frame: Frame | None, subject: Range | None
) -> Found | None:
    """The act at verb ``k`` seen through its governor ``at``."""
    verb, ruler = clauses.verbs[k], clauses.verbs[at]
    if subject is None and not verb.passive:
        return None
    if effect == "plan" and frame is not None and not verb.passive and lacks_object(clauses, k, frame):
        return None
    end = clause_end(clauses, k)
    recipient = recipient_of(clauses, k, frame, end) if frame is not None else affected(clauses, k, end)
    actor = subject
    if verb.passive:
        actor = after_preposition(clauses, k, "by", end)
        recipient = subject
        if frame is not None and actor is None and frame.type not in ("CONSULT", "SUPPORT"):
            return None
    amounts = _amounts_to(
        clauses,
        lex,
        k,
        effect=effect,
        frame=frame,
        negated=ruler.negated or (verb.negated and at != k),
        said=not _act_together(clauses, subject) and ruler.lemma not in lex.hoping,
        foreseen=at != k and (ruler.passive or ruler.lemma == "be"),
    )
    if amounts is None:
        return None
    mode = frame.mode if frame is not None else None
    if effect == "plan" and frame is not None and frame.type == "CONSULT":
        mode = mode or "meet"
    trigger = ruler.main if at != k else verb.main
    if at != k and ruler.lemma == "be":
        trigger = next((i for i in range(ruler.main + 1, verb.first) if clauses.low(i) in lex.governors), ruler.main)
    found = settled(
        clauses,
        lex,
        at,
        kind=amounts.type,
        mode=mode,
        move=amounts.move,
        actor=actor,
        recipient=recipient,
        theme=None,
        subject=subject,
        trigger=trigger,
        end=end,
    )
    if found is None:
        return None
    status = amounts.status if found.status in ("happened", "planned") else found.status
    refuses = amounts.move == "reject" and at == k and verb.modal in clauses.g.future
    if refuses and status == "happened" and not own_words(clauses, k, subject):
        status = "planned"  # "Rey will not hand over a letter": a plan, told by others
    return found._replace(theme=(verb.first if at != k else verb.main, end), status=status)


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
        type=frame.type,
        mode=frame.mode,
        move=None,
        trigger=verb.main,
        clause=promise.clause,
        actor=promise.actor,
        recipient=promise.recipient,
        theme=None,
        condition=None,
        status="promised",
        verb=verb,
    )


def _act_together(clauses: Clauses, phrase: Range | None) -> bool:
    """Whether several act together: then what they will do is no promise of one to the other."""
    return phrase is not None and any(clauses.low(i) in ("and", "both", "two") for i in range(*phrase))
