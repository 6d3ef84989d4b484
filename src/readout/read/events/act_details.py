"""Status, clause, theme and condition of an act that was found at a verb."""

from __future__ import annotations

from readout.read.events.acts import Lexicon
from readout.read.events.clauses import Clauses, clause_end, opens_clause
from readout.read.events.found import Found
from readout.read.events.frames import relative_object
from readout.read.events.grammar import Range
from readout.read.events.objects import object_of
from readout.types import MoveKind, PloverType, Status


def settled(
    clauses: Clauses,
    lex: Lexicon,
    k: int,
    *,
    kind: PloverType,
    mode: str | None,
    move: MoveKind | None,
    actor: Range | None,
    recipient: Range | None,
    theme: str | None,
    subject: Range | None,
    trigger: int | None = None,
    end: int | None = None,
) -> Found | None:
    """Status, clause, theme and condition of an act that was found at verb ``k``."""
    verb = clauses.verbs[k]
    end = clause_end(clauses, k) if end is None else end
    start = verb.first
    if (
        subject is not None
        and subject[0] < verb.first
        and not any(
            subject[1] <= other.main < verb.first
            for other in clauses.verbs
            if other.form == "finite" and other is not verb
        )
    ):
        start = subject[0]
    blamed = verb.form == "ing" and clauses.low(verb.first - 1) == "for"  # "slammed Rey for refusing to sign"
    start = verb.first if blamed else clause_start(clauses, start)
    clause = (start, end)
    status: Status = "happened"
    if verb.negated and trigger is None:
        status = "denied"
    first = object_of(clauses, k) if not verb.passive else None
    after = (first[0],) if first is not None else (verb.main + 1, verb.main + 2)
    if any(clauses.low(i) in clauses.g.nothing for i in after):
        status = "denied"
    if verb.progressive and status == "happened" and verb.modal not in clauses.g.future:
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
        elif before == "in" and ruler is not None and ruler.lemma in clauses.g.speech:
            pass  # "said in turning down the draft"
        elif before in clauses.g.preposition and before not in ("by", "after", "while", "since", "despite"):
            return None
    if _in_condition(clauses, k):
        return None  # the condition of another act
    hedged = any(clauses.low(i) in clauses.g.hedge for i in range(verb.first - 1, verb.main + 1))
    if hedged and status == "happened":
        status = "alleged"
    span_theme = _theme(clauses, k, theme, subject, end)
    stranded = clauses.low(verb.main + 1) in clauses.g.preposition  # "the measures that Rey has called for"
    following = clauses.first_at.get(verb.main + 1)
    gap = following is not None and clauses.verbs[following].form == "finite"  # "the deal Rey is offering was refused"
    if theme == "rest" and gap:
        span_theme = None
    empty = theme == "rest" and span_theme is None and trigger is None and (stranded or gap)
    return Found(
        type=kind,
        mode=mode,
        move=None if status == "denied" or empty or _picks_out(clauses, verb.first) else move,
        trigger=verb.main if trigger is None else trigger,
        clause=clause,
        actor=actor,
        recipient=recipient,
        theme=span_theme,
        condition=condition_after(clauses, verb.main + 1, end, kind),
        status=status,
        hedged=hedged,
        verb=verb,
    )


def _theme(clauses: Clauses, k: int, theme: str | None, subject: Range | None, end: int) -> Range | None:
    """The words that say what is demanded, offered or refused, where the frame has them."""
    verb = clauses.verbs[k]
    span_theme: Range | None = None
    if theme == "obj":
        span_theme = subject if verb.passive else object_of(clauses, k)
        if span_theme is None and subject is not None and clauses.low(subject[0] - 1) == "which":
            span_theme = relative_object(clauses, k)
    elif theme == "of":
        at = next((i for i in range(verb.main + 1, end) if clauses.low(i) in ("of", "over", "for")), None)
        span_theme = (at + 1, end) if at is not None and at + 1 < end else None
    elif theme == "rest" and verb.passive and clauses.low(verb.main + 1) in ("by", "on"):
        span_theme = subject
    elif theme in ("rest", "that"):
        span_theme = (verb.main + 1, end) if verb.main + 1 < end else None
        if span_theme is not None and clauses.low(span_theme[0]) in clauses.g.leads_in:
            span_theme = (span_theme[0] + 1, end) if span_theme[0] + 1 < end else None
    if span_theme is not None and not any(clauses.words[i].text[0].isalnum() for i in range(*span_theme)):
        return None
    return span_theme


def _picks_out(clauses: Clauses, first: int) -> bool:
    """Whether the verb stands in a clause that only says which people are meant: "members who oppose the plan"."""
    at = clauses.skip_adverbs_left(first - 1)
    return clauses.low(at) == "who" and clauses.low(at - 1) != ","


def clause_start(clauses: Clauses, start: int) -> int:
    """The clause begins with its leading adverbial ("On Thursday, ") where the sentence or clause begins with it."""
    i = start
    if clauses.low(i - 1) == ",":
        i -= 1
        opening = i
        while (
            opening > 0
            and clauses.low(opening - 1) not in (",", ";", ":", "—", "–", '"', "“", "”")
            and (opening - 1 not in clauses.in_verb)
        ):
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
        if low == "," and any(clauses.low(j) == "," for j in range(max(1, i - 12), i)):
            aside = next(j for j in range(i - 1, 0, -1) if clauses.low(j) == ",")
            return clauses.low(aside - 1) in ("if", "unless", "whether")  # "whether, despite all, he is willing"
        if low in (",", ";") or i in clauses.main_at:
            return False
    return False


def condition_after(clauses: Clauses, start: int, end: int, kind: PloverType) -> Range | None:
    """ "if ...", "unless ...", "until ..." after an act, to the end of that clause."""
    for i in range(start, min(end, len(clauses.words))):
        low = clauses.low(i)
        if low in ("if", "unless") or (
            low in ("until", "should") and kind in ("THREATEN", "REJECT") and opens_clause(clauses, i)
        ):
            stop = i + 1
            while stop < len(clauses.words) and clauses.low(stop) not in (",", ";", "”", '"'):
                if clauses.low(stop) == "." and not clauses.low(stop + 1)[:1].isalnum():
                    break  # the end, and no "Mr. Rey"
                stop += 1
            return (i, stop) if stop > i + 2 else None
    return None
