"""Political acts told in an article: verbs and nouns of the lexicon, with who, to whom, what, when and how certain.

Rules over the clauses of each sentence (:mod:`readout.read.clauses`) and the frames of ``acts.toml``
(:mod:`readout.read.acts`). Root types and modes follow PLOVER (Halterman et al., 2023): an act that is agreed to,
announced or planned counts as AGREE, or as THREATEN where it is hostile; one that is refused as REJECT. Abstains
where no acting name or body is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from readout import languages
from readout.read.acts import Frame, Lexicon, lexicon, matches
from readout.read.clauses import Clauses, Range, Verb, tokens
from readout.spans import inside, overlap
from readout.types import (
    Article,
    Attribution,
    Entity,
    Event,
    Mention,
    MoveKind,
    PloverType,
    Span,
    Spans,
    Status,
    Timex,
)

_WINDOW = 12  # words after a verb in which a frame's noun may stand


class Found(NamedTuple):
    """An act in word indices, before names and times are looked up."""

    type: PloverType
    mode: str | None
    move: MoveKind | None
    trigger: int
    clause: Range
    actor: Range | None
    recipient: Range | None
    theme: Range | None
    condition: Range | None
    status: Status
    hedged: bool = False
    verb: Verb | None = None


def events(
    article: Article,
    sentences: Spans,
    mentions: tuple[Mention, ...],
    entities: tuple[Entity, ...],
    attributions: tuple[Attribution, ...],
    times: tuple[Timex, ...],
) -> tuple[Event, ...]:
    """The political acts of ``article`` in text order; empty for languages without data."""
    if article.language is not None and article.language not in languages.KNOWN:
        return ()
    from_text = _Lookup(article.text, mentions, entities, attributions, times)
    headline = [(b.start, b.end) for b in article.blocks if b.role in ("headline", "subhead")]
    found: list[Event] = []
    for sentence in sentences:
        words = tokens(article.text, sentence)
        if len(words) < 3:
            continue
        near_times = from_text.times_in(sentence)
        timed = frozenset(
            i for i, word in enumerate(words) if any(t.span[0] <= word.start < t.span[1] for t in near_times)
        )
        clauses = Clauses(words, timed)
        is_headline = any(inside(sentence, span) for span in headline)
        told = [
            event
            for act in acts_of(clauses, is_headline)
            if (event := from_text.event(act, clauses, sentence)) is not None
        ]
        found.extend(told)
        for act in from_text.dated_nouns(clauses, article.published.value):
            event = from_text.event(act, clauses, sentence)
            if event is not None and not any(t.date == event.date and inside(event.clause, t.clause) for t in told):
                found.append(event)
    return tuple(sorted(_without_repeats(found), key=lambda e: (e.trigger, e.clause)))


def _without_repeats(found: Sequence[Event]) -> list[Event]:
    kept: dict[Span, Event] = {}
    for event in found:
        kept.setdefault(event.trigger, event)
    return list(kept.values())


# -------------------------------------------------------------------------------------------- acts of a sentence


def acts_of(clauses: Clauses, headline: bool = False) -> list[Found]:
    """The acts that one sentence tells, by verb, in text order."""
    lex = lexicon()
    found: list[Found] = []
    for k in range(len(clauses.verbs)):
        act = _governed(clauses, lex, k, headline)
        if act is not None:
            found.append(act)
            deed = _deed(clauses, lex, k, act)
            if deed is not None:
                found.append(deed)
    told = {act.trigger for act in found}
    for k, verb in enumerate(clauses.verbs):
        if verb.main not in told:
            act = _obligation(clauses, k) or _verbal(clauses, lex, k)
            if act is not None:
                found.append(act)
    found = _asserted(found)
    for act in _nominal(clauses, lex):
        held = (other.theme for other in found if other.move == act.move and other.theme is not None)
        if not any(start <= act.trigger < end for start, end in held):
            found.append(act)
    return found


def _asserted(found: Sequence[Found]) -> list[Found]:
    """Acts without those that are only denied, demanded, offered, threatened or promised in the theme of another."""
    open_themes = [
        act.theme
        for act in found
        if act.theme is not None and act.move in ("deny", "demand", "offer", "threat", "promise", "reserve", "reject")
    ]
    return [
        act
        for act in found
        if act.status == "promised" or not any(start < act.trigger < end for start, end in open_themes)
    ]


def _frame(clauses: Clauses, lex: Lexicon, k: int, subject: Range | None) -> Frame | None:
    """The fullest frame that the words around verb ``k`` satisfy."""
    verb = clauses.verbs[k]
    end = clauses.clause_end(k)
    for frame in lex.verbs.get(verb.lemma, ()):
        at = verb.main + 1
        ok = True
        for alternatives in frame.then:
            if alternatives[0].startswith("_"):
                ok = _after_object(clauses, k, alternatives[0][1:])
                continue
            while at < end and (
                clauses.is_adverb(at) and not matches(clauses.low(at), alternatives) or at in clauses.timed
            ):
                at += 1
            if clauses.low(at) == "on" and at + 1 in clauses.timed and not matches("on", alternatives):
                at += 1
                while at in clauses.timed:
                    at += 1
            if not matches(clauses.low(at), alternatives):
                ok = False
                break
            at += 1
        if not ok:
            continue
        if not all(any(matches(clauses.low(i), group) for i in range(at, end)) for group in frame.anywhere):
            continue
        if verb.passive and verb.form != "participle" or verb.passive:
            held = subject if subject is not None else (verb.main, verb.main)
            window = range(held[0], held[1])
        else:
            window = _object_window(clauses, k, at, end)
        if frame.near and not any(
            matches(clauses.low(i), frame.near) and clauses.low(i + 1) not in ("'s", "'") for i in window
        ):
            continue
        if frame.without and any(matches(clauses.low(i), frame.without) for i in window):
            continue
        if frame.mode == "visit" and at - 1 > verb.main and at - 1 in clauses.in_verb:
            continue  # "was going to announce"
        return None if frame.nothing else frame
    return None


def _after_object(clauses: Clauses, k: int, word: str) -> bool:
    """Whether ``word`` follows the object of verb ``k``, or, for "that", the verb itself."""
    main = clauses.verbs[k].main
    if word == "that" and clauses.low(main + 1) == "that":
        return True
    if clauses.verbs[k].passive:
        return clauses.low(main + 1) == word
    held = clauses.object(k)
    if held is None and word != "that":
        return False
    at = held[1] if held is not None else main + 1
    while at in clauses.timed or (clauses.low(at) in ("on", "in") and at + 1 in clauses.timed):
        at += 1
    return clauses.low(at) == word


def _object_window(clauses: Clauses, k: int, at: int, end: int) -> range:
    """The words of the object, with what hangs on it by "of"; no further than a preposition or the next verb."""
    i = at
    while i < min(end, at + _WINDOW):
        low = clauses.low(i)
        if i > at and (i in clauses.first_at or low in (";", ":", "that", "to")):
            break
        if (
            i > at
            and low in clauses.g.preposition
            and low not in ("of", "for", "on", "out", "up", "than", "over", "at")
        ):
            break
        i += 1
    return range(at, i)


def _verbal(clauses: Clauses, lex: Lexicon, k: int) -> Found | None:
    verb = clauses.verbs[k]
    if clauses.low(verb.first - 1) == "nor":
        return None
    if verb.form == "ing" and clauses.low(verb.first - 1) in clauses.g.negation:
        return None
    subject = clauses.subject(k)
    if verb.passive and verb.form == "participle":
        subject = clauses._noun_left(verb.first) if clauses.is_noun_end(verb.first - 1) else None
    frame = _frame(clauses, lex, k, subject)
    if frame is not None and frame.move == "reserve":
        return _reserve(clauses, k, frame, subject)
    if frame is None:
        refused = _predicate(clauses, lex, k, subject)
        if refused is not None:
            return refused
        return _happening(clauses, lex, k, subject)
    end = clauses.clause_end(k)
    if verb.passive:
        actor = clauses.after_preposition(k, "by", end)
        recipient = subject if frame.slots and ("obj" in frame.slots or not frame.near) else None
        if recipient is None:
            recipient = _slot(clauses, k, frame, end)
        if actor is None and frame.type not in ("CONSULT", "ASSAULT", "COERCE", "YIELD", "PROTEST", "SUPPORT"):
            return None
    else:
        actor = subject
        recipient = _slot(clauses, k, frame, end)
        if _lacks_object(clauses, k, frame):
            return None
        if actor is None and frame.type != "CONSULT":
            return None
    return _settle(clauses, lex, k, frame.type, frame.mode, frame.move, actor, recipient, frame.theme, subject)


def _deed(clauses: Clauses, lex: Lexicon, k: int, promise: Found) -> Found | None:
    """The act that somebody agreed to or promised, where it is told with a time of its own."""
    verb = clauses.verbs[k]
    if promise.trigger == verb.main or promise.move != "promise" or promise.status != "happened":
        return None
    frame = _frame(clauses, lex, k, None)
    end = clauses.clause_end(k)
    if frame is None or not any(verb.main < i < end for i in clauses.timed):
        return None
    return Found(
        type=frame.type, mode=frame.mode, move=None, trigger=verb.main, clause=promise.clause, actor=promise.actor,
        recipient=promise.recipient, theme=None, condition=None, status="promised", verb=verb,
    )  # fmt: skip


def _obligation(clauses: Clauses, k: int) -> Found | None:
    """A demand told as a duty of somebody else: "said that the other side must ..."."""
    verb = clauses.verbs[k]
    if verb.modal != "must" or k == 0:
        return None
    ruler = clauses.verbs[k - 1]
    if ruler.lemma not in clauses.g.speech or ruler.form != "finite" or ruler.modal is not None:
        return None
    actor, recipient = clauses.subject(k - 1), clauses.subject(k)
    if (
        actor is None
        or recipient is None
        or recipient[0] <= ruler.main
        or clauses.low(recipient[0]) in clauses.g.pronoun
    ):
        return None
    end = clauses.clause_end(k)
    return Found(
        type="REQUEST", mode=None, move="demand", trigger=verb.first, clause=(_lead(clauses, actor[0]), end), actor=actor,
        recipient=recipient, theme=(recipient[0], end), condition=_condition(clauses, verb.main + 1, end, "REQUEST"),
        status="happened", verb=verb,
    )  # fmt: skip


def _lacks_object(clauses: Clauses, k: int, frame: Frame) -> bool:
    """Whether a frame that needs an object goes without."""
    if frame.slots[:1] != ("obj",) or frame.near or frame.then:
        return False
    return _slot(clauses, k, frame, clauses.clause_end(k)) is None


def _slot(clauses: Clauses, k: int, frame: Frame, end: int) -> Range | None:
    """The recipient: the first slot of the frame that is filled."""
    for slot in frame.slots:
        if slot == "obj":
            held = clauses.object(k) or _relative_object(clauses, k)
        elif slot == "that":
            held = _complement_subject(clauses, k, end)
        elif slot == "for-to":
            held = clauses.after_preposition(k, "for", end)
            if held is not None and clauses.low(held[1]) != "to":
                held = None
        else:
            held = clauses.after_preposition(k, slot, end)
        if held is not None:
            held = _possessor(clauses, lexicon(), held)
        if held is not None and clauses.low(held[0]) != "which":
            return held
    return None


def _reserve(clauses: Clauses, k: int, frame: Frame, subject: Range | None) -> Found | None:
    """A judgement kept back: "cannot say whether ...", "we will see if ..."."""
    verb = clauses.verbs[k]
    kept = verb.negated if verb.lemma == "say" else verb.modal in clauses.g.future
    if subject is None or not kept:
        return None
    end = clauses.clause_end(k)
    return Found(
        type=frame.type, mode=None, move="reserve", trigger=verb.main, clause=(_lead(clauses, subject[0]), end),
        actor=subject, recipient=None, theme=(verb.main + 1, end), condition=None, status="happened", verb=verb,
    )  # fmt: skip


def _predicate(clauses: Clauses, lex: Lexicon, k: int, subject: Range | None) -> Found | None:
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
    actor = clauses.subject(telling) if telling is not None and clauses.verbs[telling].form == "finite" else None
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
        type="REJECT", mode=None, move="reject", trigger=at, clause=(actor[0], clauses.clause_end(k)), actor=actor,
        recipient=_possessor(clauses, lex, subject), theme=subject, condition=None, status="happened", verb=verb,
    )  # fmt: skip


def _relative_object(clauses: Clauses, k: int) -> Range | None:
    """The antecedent of "which it denies": the object that stands before its verb."""
    subject = clauses.subject(k)
    first = clauses.verbs[k].first
    for i in range(first - 1, max(-1, first - 4), -1):
        if i in clauses.in_verb or clauses.low(i) in (",", ";"):
            return None
        if clauses.low(i) in ("which", "that") and subject is not None and i < first - 1:
            held = clauses.antecedent(i - 1 if clauses.low(i - 1) == "," else i)
            return held
    return None


def _complement_subject(clauses: Clauses, k: int, end: int) -> Range | None:
    """Of whom it is said: the subject of the first verb in "that the union should ..."."""
    main = clauses.verbs[k].main
    for later in range(k + 1, len(clauses.verbs)):
        if clauses.verbs[later].main >= end:
            return None
        if clauses.verbs[later].form == "finite":
            held = clauses.subject(later)
            return held if held is not None and held[0] > main else None
    return None


def _possessor(clauses: Clauses, lex: Lexicon, phrase: Range) -> Range:
    """Whose decision, demand or plan it is; the phrase itself where it is about a person or body."""
    head = _head(clauses, phrase)
    if head is None or not matches(clauses.low(head), lex.belongings):
        return phrase
    mark = next((i for i in range(head - 1, phrase[0], -1) if clauses.low(i) in ("'s", "'")), None)
    return (phrase[0], mark) if mark is not None else phrase


def _governed(clauses: Clauses, lex: Lexicon, k: int, headline: bool) -> Found | None:
    """Acts told by "agreed to ...", "refused to ...", "will ...": the governor decides what the act amounts to."""
    verb = clauses.verbs[k]
    if verb.form in ("infinitive", "ing"):
        governor = (
            clauses.governor(k)
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
        frame = _frame(clauses, lex, k, None)
        subject = clauses.subject(at)
        if effect == "request":
            return None  # the demanding verb tells it; the act demanded has not come about
        if effect == "fail" and frame is not None and frame.type == "SUPPORT" and frame.near and not ruler.negated:
            return _settle(clauses, lex, at, "REJECT", None, None, subject, _slot(clauses, k, frame, clauses.clause_end(k)),
                           None, subject, trigger=ruler.main, end=clauses.clause_end(k))  # fmt: skip
        if effect in ("fail", "attempt"):
            return None
        if effect == "aspect":
            if frame is None or subject is None:
                return None
            return _settle(
                clauses, lex, k, frame.type, frame.mode, frame.move, subject,
                _slot(clauses, k, frame, clauses.clause_end(k)), frame.theme, subject, trigger=verb.main,
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
        subject = clauses.subject(k)
        frame = _frame(clauses, lex, k, subject)
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
    end = clauses.clause_end(k)
    neither = any(clauses.low(i) == "neither" for i in range(verb.first - 1, verb.main)) and any(
        clauses.low(i) == "nor" for i in range(verb.main + 1, end)
    )
    if not (neither and verb.lemma in lex.verbs) and not (verb.lemma in lex.judging and verb.modal in _WILLING):
        return None
    subject = clauses.subject(k)
    if subject is None:
        return None
    return Found(
        type="REJECT", mode=None, move="reserve", trigger=verb.main, clause=(_lead(clauses, subject[0]), end),
        actor=subject, recipient=None, theme=(verb.main, end), condition=None, status="happened", verb=verb,
    )  # fmt: skip


_WILLING = (None, "will", "would", "won", "wouldn")


def _own_words(clauses: Clauses, k: int, subject: Range | None) -> bool:
    """Whether somebody says of himself what he will not do: "said it will not ...", "we will not ..."."""
    if subject is None or clauses.verbs[k].passive or clauses.verbs[k].lemma == "be":
        return False
    if clauses.low(subject[0]) in clauses.g.first_person:
        return True
    return k > 0 and clauses.verbs[k - 1].lemma in clauses.g.speech and clauses.subject(k - 1) == subject


def _after_speech(clauses: Clauses, k: int) -> bool:
    """Whether "would" in verb ``k`` is the future of a report: a finite verb and "that", or a subject, stand before."""
    return any(v.form == "finite" and v.lemma in clauses.g.speech for v in clauses.verbs[max(0, k - 2) : k])


def _headline_plan(clauses: Clauses, lex: Lexicon, k: int) -> Found | None:
    """ "Ministers to meet envoy": an infinitive right after the subject of a headline."""
    verb = clauses.verbs[k]
    if verb.first == 0 or not clauses.is_noun_end(verb.first - 1):
        return None
    subject = clauses._noun_left(verb.first)
    frame = _frame(clauses, lex, k, subject)
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
    if effect == "plan" and frame is not None and not verb.passive and _lacks_object(clauses, k, frame):
        return None
    end = clauses.clause_end(k)
    recipient = _slot(clauses, k, frame, end) if frame is not None else clauses.object(k)
    actor = subject
    if verb.passive:
        actor = clauses.after_preposition(k, "by", end)
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
                and not _joint(clauses, subject)
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
    found = _settle(clauses, lex, at, kind, mode, move, actor, recipient, None, subject, trigger=trigger, end=end)
    if found is None:
        return None
    return found._replace(theme=theme, status=status if found.status in ("happened", "planned") else found.status)


def _joint(clauses: Clauses, phrase: Range | None) -> bool:
    """Whether several act together: then what they will do is no promise of one to the other."""
    return phrase is not None and any(clauses.low(i) in ("and", "both", "two") for i in range(*phrase))


def _settle(
    clauses: Clauses, lex: Lexicon, k: int, kind: PloverType, mode: str | None, move: MoveKind | None,
    actor: Range | None, recipient: Range | None, theme: str | None, subject: Range | None, *,
    trigger: int | None = None, end: int | None = None,
) -> Found | None:  # fmt: skip
    """Status, clause, theme and condition of an act that was found at verb ``k``."""
    verb = clauses.verbs[k]
    end = clauses.clause_end(k) if end is None else end
    start = verb.first
    if subject is not None and subject[0] < verb.first and not any(
        subject[1] <= other.main < verb.first for other in clauses.verbs if other.form == "finite" and other is not verb
    ):  # fmt: skip
        start = subject[0]
    start = _lead(clauses, start)
    clause = (start, end)
    status: Status = "happened"
    if kind != "REJECT" or move is None or trigger is None:
        if verb.negated and trigger is None:
            if move in ("reject", "deny", "accept", "demand", "promise", "offer", "threat") or kind in ("REJECT",):
                status = "denied"
            status = "denied"
    first = clauses.object(k) if not verb.passive else None
    if first is not None and clauses.low(first[0]) in clauses.g.nothing:
        status = "denied"
    if verb.progressive and status == "happened":
        status = "under-way"
    if verb.modal is not None and verb.modal not in clauses.g.future and trigger is None:
        return None  # could, may, might, should: nobody says that it came about
    if verb.form == "infinitive" and trigger is None:
        return None
    if verb.form == "ing" and trigger is None:
        before = clauses.low(clauses.skip_adverbs_left(verb.first - 1))
        ruler = next((v for v in reversed(clauses.verbs[:k]) if v.form in ("finite", "ing")), None)
        if before == "of" and ruler is not None and lex.claims.get(ruler.lemma) == "alleged":
            status = "alleged"
            clause = (verb.first, end)
        elif before in clauses.g.preposition and before not in ("by", "after", "while", "since", "despite"):
            return None
    if _in_condition(clauses, k):
        return None  # the condition of another act
    hedged = any(clauses.low(i) in clauses.g.hedge for i in range(verb.first - 1, verb.main + 1))
    if hedged and status == "happened":
        status = "alleged"
    span_theme: Range | None = None
    if theme == "obj":
        span_theme = subject if verb.passive else clauses.object(k)
        if span_theme is None and subject is not None and clauses.low(subject[0] - 1) == "which":
            span_theme = _relative_object(clauses, k)
    elif theme == "of":
        at = next((i for i in range(verb.main + 1, end) if clauses.low(i) in ("of", "over", "for")), None)
        span_theme = (at + 1, end) if at is not None and at + 1 < end else None
    elif theme in ("rest", "that"):
        span_theme = (verb.main + 1, end) if verb.main + 1 < end else None
        if span_theme is not None and clauses.low(span_theme[0]) in (
            "for",
            "on",
            "upon",
            "of",
            "that",
            "forward",
            "out",
            "down",
            "off",
            "again",
            "hard",
        ):
            span_theme = (span_theme[0] + 1, end) if span_theme[0] + 1 < end else None
    return Found(
        type=kind, mode=mode, move=move if status != "denied" else None,
        trigger=verb.main if trigger is None else trigger, clause=clause, actor=actor, recipient=recipient,
        theme=span_theme, condition=_condition(clauses, verb.main + 1, end, kind), status=status, hedged=hedged, verb=verb,
    )  # fmt: skip


def _lead(clauses: Clauses, start: int) -> int:
    """The clause begins with its leading adverbial ("On Thursday, ") where the sentence or clause begins with it."""
    i = start
    if clauses.low(i - 1) == ",":
        i -= 1
        opening = i
        while opening > 0 and clauses.low(opening - 1) not in (",", ";", ":", "—", "–", '"', "“", "”") and (
            opening - 1 not in clauses.in_verb
        ):  # fmt: skip
            opening -= 1
        if clauses.low(opening) in clauses.g.preposition and any(j in clauses.timed for j in range(opening, i)):
            return opening
    while i > 0 and (
        i - 1 in clauses.timed or clauses.low(i - 1) in ("on", "in", "at", "since", "by", "earlier", "late")
    ):
        i -= 1
    return i if i < start and (i == 0 or clauses.low(i - 1) in (",", "and", "but", "that", ";")) else start


def _in_condition(clauses: Clauses, k: int) -> bool:
    """Whether verb ``k`` stands in an "if" or "unless" clause."""
    for i in range(clauses.verbs[k].first - 1, max(-1, clauses.verbs[k].first - 12), -1):
        low = clauses.low(i)
        if low in ("if", "unless", "whether"):
            return True
        if low in (",", ";") or i in clauses.main_at:
            return False
    return False


def _condition(clauses: Clauses, start: int, end: int, kind: PloverType) -> Range | None:
    """ "if ...", "unless ...", "until ..." after an act, to the end of that clause."""
    for i in range(start, min(end, len(clauses.words))):
        low = clauses.low(i)
        if low in ("if", "unless") or (
            low in ("until", "should") and kind in ("THREATEN", "REJECT") and clauses._clausal(i)
        ):
            stop = i + 1
            while stop < len(clauses.words) and clauses.low(stop) not in (",", ";", "”", '"', "."):
                stop += 1
            return (i, stop) if stop > i + 2 else None
    return None


def _happening(clauses: Clauses, lex: Lexicon, k: int, subject: Range | None) -> Found | None:
    """Talks that begin, strikes that end: the noun tells the act."""
    verb = clauses.verbs[k]
    if subject is None or verb.lemma not in lex.happening_verbs or verb.form != "finite":
        return None
    if verb.modal is not None and verb.modal not in clauses.g.future:
        return None
    head = _head(clauses, subject)
    plover = lex.happenings.get(clauses.low(head)) if head is not None else None
    if plover is None or verb.negated:
        return None
    participants = None
    for i in range(subject[0], subject[1]):
        if clauses.low(i) in ("between", "with", "by"):
            participants = clauses.noun_right(i + 1, subject[1])
            break
    assert head is not None
    status: Status = "planned" if verb.modal in clauses.g.future else "under-way" if verb.progressive else "happened"
    if plover not in ("CONSULT", "PROTEST", "ASSAULT") and participants is None:
        return None
    return Found(
        type=plover, mode=None, move=None, trigger=head, clause=(_lead(clauses, subject[0]), clauses.clause_end(k)),
        actor=participants, recipient=None, theme=None, condition=None, status=status, verb=verb,
    )  # fmt: skip


def _head(clauses: Clauses, phrase: Range) -> int | None:
    """The head noun of a phrase: the last word before its first preposition."""
    end = phrase[1]
    for i in range(phrase[0] + 1, phrase[1]):
        if clauses.low(i) in clauses.g.preposition or clauses.low(i) == ",":
            end = i
            break
    return end - 1 if end > phrase[0] else None


def _nominal(clauses: Clauses, lex: Lexicon) -> list[Found]:
    """Nominal acts with a possessive agent: "the union's refusal of the terms"."""
    found: list[Found] = []
    for i in range(2, len(clauses.words)):
        if clauses.low(i - 1) not in ("'s", "'") and clauses.low(i - 2) not in ("'s", "'"):
            continue
        frames = lex.nouns.get(clauses.low(i))
        if not frames or i in clauses.in_verb:
            continue
        mark = i - 1 if clauses.low(i - 1) in ("'s", "'") else i - 2
        start = mark
        while start > 0 and (clauses.capital(start - 1) or clauses.low(start - 1) in ("of", "the")) and not clauses.stops_left(
            start - 1
        ):  # fmt: skip
            start -= 1
        if start == mark or not clauses.capital(mark - 1):
            continue
        while start < mark and clauses.low(start) in ("of",):
            start += 1
        frame = frames[0]
        end = i + 1
        while end < len(clauses.words) and end - i < 25 and not (
            clauses.low(end) in (",", ";", ".", "and", "but", "as", "is", "—", "”", '"') or clauses.low(end) in clauses.g.relative or end in clauses.first_at and (
                clauses.verbs[clauses.first_at[end]].form == "finite")
        ):  # fmt: skip
            end += 1
        if frame.near and not any(matches(clauses.low(j), frame.near) for j in range(i + 1, end)):
            continue
        recipient = None
        for slot in frame.slots:
            at = next((j for j in range(i + 1, end) if clauses.low(j) == slot), None)
            if at is not None:
                recipient = clauses.noun_right(at + 1, end)
                break
        if frame.move is None and (recipient is None or clauses.low(start - 1) not in lex.granted):
            continue
        found.append(
            Found(
                type=frame.type,
                mode=frame.mode,
                move=frame.move,
                trigger=i,
                clause=(start, end),
                actor=(start, mark),
                recipient=recipient,
                theme=(i + 1, end) if frame.theme and i + 1 < end else None,
                condition=None,
                status="happened",
            )  # fmt: skip
        )
    return found


# ------------------------------------------------------------------------------------------------ names and times


class _Lookup:
    """Mentions, attributions and times of one article by place."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], entities: Sequence[Entity],
        attributions: Sequence[Attribution], times: Sequence[Timex],
    ) -> None:  # fmt: skip
        self.text = text
        self.mentions = sorted(mentions, key=lambda m: (m.span[0], -m.span[1]))
        self.types = {entity.id: entity.type for entity in entities}
        self.attributions = attributions
        self.times = sorted(times, key=lambda t: t.span)

    def dated_nouns(self, clauses: Clauses, published: str | None) -> list[Found]:
        """Talks and meetings that a noun tells together with their day: "talks in Oslo on 10 May"."""
        lex = lexicon()
        found: list[Found] = []
        for i, word in enumerate(clauses.words):
            plover = lex.happenings.get(word.low)
            if plover not in ("CONSULT", "MOBILIZE") or i in clauses.in_verb:
                continue
            end = i + 1
            while end < len(clauses.words) and end - i < 22 and end not in clauses.in_verb and (
                clauses.low(end) not in (",", ";", ":", ".", "that", "which", "who", "when", "after", "before", "ahead", "—", "–")
            ):  # fmt: skip
                end += 1
            last = end
            while last > i and last - 1 not in clauses.timed:
                last -= 1
            if last <= i + 1 or clauses.low(last - 1) in ("on", "in"):
                continue
            first = last - 1
            while first - 1 in clauses.timed:
                first -= 1
            if clauses.low(first - 1) not in ("on", "in") and clauses.low(first) not in (
                "on",
                "in",
                "last",
                "earlier",
                "this",
            ):
                continue
            date = next(
                (t.edtf for t in self.times if t.edtf and t.span[0] <= clauses.words[last - 1].start < t.span[1]), None
            )
            if date is None or published is None or not date[:4].isdigit() or date[:10] == published[:10]:
                continue
            coming = date > published[: len(date)]
            if "/" in date or len(date) < (7 if coming and plover == "MOBILIZE" else 10):
                continue
            if plover == "MOBILIZE" and not coming:
                continue
            begin = i
            while begin > 0 and clauses.is_noun_end(begin - 1) and begin - 1 not in clauses.in_verb and i - begin < 5 and (
                clauses.words[begin - 1].text[0].isalnum()
            ):  # fmt: skip
                begin -= 1
            parties = next((j for j in range(i + 1, last) if clauses.low(j) in ("between", "with", "of")), None)
            found.append(
                Found(
                    type=plover,
                    mode="meet" if plover == "CONSULT" else "exercise",
                    move=None,
                    trigger=i,
                    clause=(begin, last),
                    actor=clauses.noun_right(parties + 1, last) if parties is not None else None,
                    recipient=None,
                    theme=None,
                    condition=None,
                    status="happened" if date[:10] < published[:10] else "planned",
                )  # fmt: skip
            )
        return found

    def times_in(self, span: Span) -> list[Timex]:
        """Points in time inside ``span``."""
        return [
            t
            for t in self.times
            if inside(t.span, span) and t.type in ("DATE", "TIME") and not (t.value or "").endswith("_REF")
        ]

    def span(self, clauses: Clauses, words: Range | None) -> Span | None:
        """The text span of a word range, without marks at its ends."""
        if words is None:
            return None
        start, end = words
        while end > start and (
            clauses.low(end - 1) in (",", ".", ";", ":", '"', "“", "”", "-", "–", "—", "'", "’", "!", "?")
        ):
            end -= 1
        while start < end and clauses.low(start) in (",", ".", ";", ":", '"', "“", "”", "-", "–", "—", "'", "’", "*"):
            start += 1
        if end <= start:
            return None
        opened = sum(clauses.low(i) in ("“", '"') for i in range(start, end))
        closed = sum(clauses.low(i) == "”" for i in range(start, end))
        if end < words[1] and clauses.low(end) in ("”", '"') and ((opened - closed) % 2 or opened > closed):
            end += 1
        if start > words[0] and clauses.low(start - 1) in ("“", '"') and (
            closed > opened or (clauses.low(start - 1) == '"' and sum(clauses.low(i) == '"' for i in range(start, end)) % 2)
        ):  # fmt: skip
            start -= 1
        return (clauses.words[start].start, clauses.words[end - 1].end)

    def inner_attribution(self, at: int) -> int | None:
        """The innermost attribution in whose content the character ``at`` stands."""
        best: tuple[int, int] | None = None
        for index, attribution in enumerate(self.attributions):
            for start, end in attribution.content:
                if start <= at < end and (best is None or end - start < best[0]):
                    best = (end - start, index)
        return best[1] if best is not None else None

    def parts(self, clauses: Clauses, phrase: Range) -> list[Range]:
        """The conjuncts of a phrase: "Ardovia, Belmark and the Union" is three."""
        pieces: list[Range] = []
        start = phrase[0]
        for i in range(*phrase):
            if clauses.low(i) in (",", "and", "&", "or", "both"):
                if i > start:
                    pieces.append((start, i))
                start = i + 1
        if phrase[1] > start:
            pieces.append((start, phrase[1]))
        return pieces

    def ids(self, clauses: Clauses, phrase: Range | None, attribution: int | None) -> tuple[str, ...]:
        """The entities that a phrase names as its heads, in text order."""
        if phrase is None:
            return ()
        of_several = self._of_several(clauses, phrase)
        if of_several is not None:
            return of_several
        found: list[str] = []
        for piece in self.parts(clauses, phrase):
            entity = self._head_entity(clauses, piece)
            if entity is not None:
                found.append(entity)
            elif (
                piece[1] - piece[0] == 1 and clauses.low(piece[0]) in clauses.g.first_person and attribution is not None
            ):
                found.extend(self.attributions[attribution].speakers)
        return tuple(dict.fromkeys(found))

    def _of_several(self, clauses: Clauses, phrase: Range) -> tuple[str, ...] | None:
        """ "The ministers of Ardovia and Belmark": the states; ``None`` where the phrase is not of this form."""
        at = next((i for i in range(phrase[0] + 1, phrase[1]) if clauses.low(i) in ("of", "from", "between")), None)
        head = _head(clauses, phrase)
        if at is None or head is None or head >= at:
            return None
        joint = next((i for i in range(at, phrase[1]) if clauses.low(i) in ("and", "&")), None)
        if joint is None or any(clauses.low(i) in clauses.g.coordinator for i in range(phrase[0], at)):
            return None
        if not all(clauses.capital(i) or clauses.low(i) in ("the", ",", "and", "&") for i in range(at + 1, phrase[1])):
            return None
        if clauses.low(head) not in lexicon().heads:
            return ()
        span = (clauses.words[at].end, clauses.words[phrase[1] - 1].end)
        return tuple(dict.fromkeys(m.entity for m in self.mentions if m.entity and inside(m.span, span)))

    def _head_entity(self, clauses: Clauses, piece: Range) -> str | None:
        start, end = clauses.words[piece[0]].start, clauses.words[piece[1] - 1].end
        here = [m for m in self.mentions if m.entity and inside(m.span, (start, end))]
        if not here:
            held = [m for m in self.mentions if m.entity and inside((start, end), m.span)]
            return held[0].entity if held else None
        ending = [m for m in here if m.span[1] == end and self._leads_up(clauses, piece, m)]
        if ending:
            return max(ending, key=lambda m: m.span[1] - m.span[0]).entity
        limit = end
        for i in range(piece[0] + 1, piece[1]):
            word = clauses.words[i]
            if word.low in clauses.g.preposition and not any(inside((word.start, word.end), m.span) for m in here):
                limit = word.start
                break
        heads = [m for m in here if m.span[1] <= limit and not self._modifies(m, limit)]
        if heads:
            return heads[-1].entity
        return self._body_of(clauses, piece, [m for m in here if m.span[1] <= limit])

    def _leads_up(self, clauses: Clauses, piece: Range, mention: Mention) -> bool:
        """Whether all before a name at a phrase's end is its title: "Secretary of State X", and no "envoy to X"."""
        if mention.type == "person":
            return True
        first = next((i for i in range(*piece) if clauses.words[i].end > mention.span[0]), piece[1])
        return not any(clauses.low(i) in clauses.g.preposition for i in range(piece[0], first))

    def _body_of(self, clauses: Clauses, piece: Range, owners: Sequence[Mention]) -> str | None:
        """The state or person a body without a name of its own belongs to: "Ardovia's intelligence service"."""
        head = _head(clauses, piece)
        if head is None or clauses.low(head) not in lexicon().bodies:
            return None
        return owners[-1].entity if owners and owners[-1].type in ("place", "organisation", "person") else None

    def _modifies(self, mention: Mention, limit: int) -> bool:
        """Whether a mention only describes the head after it: "Ardovia's parliament", "the Ardovian envoy"."""
        rest = self.text[mention.span[1] : limit].strip()
        if not rest:
            return False
        return rest[0] in "'’-" or rest[0].isalnum()

    def event(self, act: Found, clauses: Clauses, sentence: Span) -> Event | None:
        """The event of an act, or ``None`` where nobody acts."""
        trigger = (clauses.words[act.trigger].start, clauses.words[act.trigger].end)
        end = act.clause[1]
        while end > act.clause[0] and clauses.low(end - 1) in (*clauses.g.coordinator, ",", '"', "“", "”", "."):
            end -= 1
        clause = self.span(clauses, (act.clause[0], act.clause[1] if end <= act.trigger else end))
        if clause is None or not inside(trigger, clause):
            return None
        attribution = self.inner_attribution(trigger[0])
        actor_ids = self.ids(clauses, act.actor, attribution)
        recipient_ids = tuple(i for i in self.ids(clauses, act.recipient, attribution) if i not in actor_ids)
        actors = self.pieces(clauses, act.actor)
        if actors and not actor_ids and not self._can_act(clauses, act.actor):
            return None
        if (
            not actors
            and act.type not in ("CONSULT", "PROTEST")
            and not (recipient_ids and act.verb and act.verb.passive)
        ):
            return None
        status = self._status(act, attribution, actor_ids)
        if status == "denied" and act.type in ("CONSULT", "AGREE", "SUPPORT", "REQUEST"):
            return None  # "did not answer questions"
        if act.mode == "visit" and act.recipient is not None and clauses.low(act.recipient[0]) in clauses.g.possessive:
            return None
        return Event(
            type=act.type,
            mode=act.mode,
            trigger=trigger,
            clause=clause,
            actors=actors,
            recipients=self.pieces(clauses, act.recipient),
            actor_ids=actor_ids,
            recipient_ids=recipient_ids,
            theme=self.span(clauses, self._without_lead(clauses, act.theme)),
            condition=self.span(clauses, act.condition),
            status=status,
            date=self._date(act, clauses, clause)
            or self._said(act, attribution, actor_ids, sentence)
            or self._shared(act, clauses, sentence),
            place=self._place(act, clauses),
            move=act.move if status not in ("denied", "alleged") else None,
            attribution=attribution,
        )

    def pieces(self, clauses: Clauses, phrase: Range | None) -> Spans:
        """The spans of a phrase's conjuncts; one span where they cannot be told apart."""
        if phrase is None:
            return ()
        whole = self.span(clauses, phrase)
        if whole is None:
            return ()
        parts = [self.span(clauses, part) for part in self.parts(clauses, phrase)]
        named = [p for p in parts if p is not None]
        if len(named) > 1 and all(self.text[p[0]].isupper() or self.text[p[0] :].startswith("the ") for p in named):
            return tuple(named)
        return (whole,)

    def _can_act(self, clauses: Clauses, phrase: Range | None) -> bool:
        if phrase is None:
            return False
        lex = lexicon()
        head = _head(clauses, phrase)
        if head is not None and clauses.low(head) in lex.inert:
            return False
        if any(clauses.low(i) in lex.heads or clauses.low(i) in clauses.g.subject_pronoun for i in range(*phrase)):
            return True
        return any(clauses.capital(i) and (i > 0 or clauses.low(i) not in clauses.g.determiner) for i in range(*phrase))

    def _status(self, act: Found, attribution: int | None, actor_ids: tuple[str, ...]) -> Status:
        if attribution is None or act.status != "happened" or act.move in ("deny", "reject"):
            return act.status  # who denies or refuses is not alleged to do so
        held = self.attributions[attribution]
        if set(held.speakers) & set(actor_ids):
            return act.status
        lex = lexicon()
        for start, end in held.cue:
            for word in tokens(self.text, (start, end)):
                for lemma, _ in _forms(word.low):
                    status = lex.claims.get(lemma)
                    if status is not None:
                        return status  # type: ignore[return-value]
        return act.status

    def _without_lead(self, clauses: Clauses, phrase: Range | None) -> Range | None:
        """A theme without the time and the joint it begins with."""
        if phrase is None:
            return None
        start, end = phrase
        while start < end and (
            start in clauses.timed
            or clauses.low(start) in ("that", ":", ",")
            or (clauses.low(start) == "on" and start + 1 in clauses.timed)
        ):
            start += 1
        while end > start and clauses.low(end - 1) in (".", ",", "and", "but", "or"):
            end -= 1
        return (start, end) if start < end else None

    def _date(self, act: Found, clauses: Clauses, clause: Span) -> str | None:
        """The date of the nearest time expression of the act's own clause; ``None`` where there is none."""
        trigger = clauses.words[act.trigger].start
        best: tuple[int, str] | None = None
        for timex in self.times:
            if (
                timex.edtf is None
                or ".." in timex.edtf
                or timex.type not in ("DATE", "TIME")
                or not inside(timex.span, clause)
            ):
                continue
            between = sorted((timex.span[0], trigger))
            if not self._same_clause(act, clauses, timex.span):
                continue
            distance = between[1] - between[0]
            if best is None or distance < best[0]:
                best = (distance, timex.edtf)
        return best[1] if best is not None else None

    def _shared(self, act: Found, clauses: Clauses, sentence: Span) -> str | None:
        """The one time before the first of joined verbs holds for all: "on 4 May urged ... and ruled out ..."."""
        if (
            act.actor is None
            or act.status not in ("happened", "under-way")
            or act.verb is None
            or act.verb.form != "finite"
        ):
            return None
        first = next((k for k, v in enumerate(clauses.verbs) if v.form == "finite"), None)
        if first is None or clauses.verbs[first].main >= act.trigger or clauses.subject(first) != act.actor:
            return None
        dated = [t for t in self.times_in(sentence) if t.edtf is not None]
        verb = clauses.verbs[first]
        if len(dated) != 1 or dated[0].span[0] > clauses.words[verb.first].start:
            return None
        last = max((i for i in clauses.timed if i < verb.first), default=None)
        if last is None or clauses.skip_adverbs_left(verb.first - 1) not in (last, act.actor[1] - 1):
            return None
        return dated[0].edtf

    def _said(self, act: Found, attribution: int | None, actor_ids: tuple[str, ...], sentence: Span) -> str | None:
        """When a step made by saying it was said: the time beside the cue, where the speaker is the actor."""
        if attribution is None or act.move is None or act.status != "happened":
            return None
        told = self.attributions[attribution]
        perfect = act.verb is not None and act.verb.perfect and act.move in ("promise", "accept", "offer", "concede")
        if not told.cue or not (set(told.speakers) & set(actor_ids) or perfect):
            return None
        cue = told.cue[0][0]
        beside = [
            t
            for t in self.times_in(sentence)
            if t.edtf is not None
            and not any(inside(t.span, piece) for piece in told.content)
            and abs(t.span[0] - cue) < 60
        ]
        return min(beside, key=lambda t: (abs(t.span[0] - cue), t.span)).edtf if beside else None

    def _same_clause(self, act: Found, clauses: Clauses, span: Span) -> bool:
        """No other verb stands between the act and the time, and the time does not describe a noun."""
        at = next((i for i, w in enumerate(clauses.words) if w.start >= span[0]), None)
        if at is None:
            return False
        low, high = sorted((at, act.trigger))
        own = act.verb.main if act.verb is not None else act.trigger
        for verb in clauses.verbs:
            if low < verb.main < high and verb.main not in (own, act.trigger):
                return False
        if at < act.trigger:
            prior = next((v for v in reversed(clauses.verbs) if v.main < at), None)
            if prior is not None and prior.main != own and not any(
                clauses.low(i) in (",", ";", "—", "–", ":") for i in range(prior.main, at)
            ):  # fmt: skip
                return False  # "who left in 2019, met": the time of the other verb
        last = at
        while last + 1 in clauses.timed:
            last += 1
        before = clauses.low(at - 1)
        following = clauses.low(last + 1)
        joint = last + 1
        lead = clauses.skip_adverbs_left(at - 1)
        lead = lead - 1 if clauses.low(lead) in ("on", "in", "at") else lead
        if (following in clauses.g.relative and lead != own) or (joint in clauses.first_at and (
            clauses.verbs[clauses.first_at[joint]].form in ("ing", "participle")
        ) and clauses.verbs[clauses.first_at[joint]].main != own):  # fmt: skip
            return False  # "remarks on Wednesday that ...": the time of the noun
        if before == "of":
            return False
        if (
            at > act.trigger + 3
            and act.verb is not None
            and act.verb.lemma in lexicon().announcing
            and act.status != "planned"
            and act.move is not None
        ):
            return False
        if before in ("the", "a", "an", "'s", "this", "its", "their") and following and following[0].isalnum() and not (
            following in clauses.g.preposition or last + 1 in clauses.first_at or following in clauses.g.coordinator
        ):  # fmt: skip
            return False
        return True

    def _place(self, act: Found, clauses: Clauses) -> Span | None:
        """The place after "in" or "at" in the act's clause."""
        for i in range(act.clause[0], min(act.clause[1], len(clauses.words)) - 1):
            if clauses.low(i) in ("in", "at") and i + 1 not in clauses.timed:
                nxt = i + 2 if clauses.low(i + 1) in clauses.g.determiner else i + 1
                if nxt >= len(clauses.words):
                    break
                for m in self.mentions:
                    if m.type == "place" and m.span[0] <= clauses.words[nxt].start < m.span[1]:
                        return m.span
        return None


def _forms(word: str) -> tuple[tuple[str, str], ...]:
    from readout.read.clauses import grammar

    return tuple((lemma, form) for lemma, form in grammar().forms.get(word, ()))
