"""When an act was done: the time of its own clause, of its saying, or of the verbs joined with it."""

from __future__ import annotations

from readout.read.events.acts import lexicon
from readout.read.events.clauses import Clauses
from readout.read.events.found import Found
from readout.read.events.marks import Marks, points_back, span_of, times_in
from readout.read.events.subjects import subject_of
from readout.spans import inside
from readout.types import Span


def date_of(marks: Marks, act: Found, clauses: Clauses, clause: Span) -> str | None:
    """The date of the nearest time expression of the act's own clause; ``None`` where there is none."""
    trigger = clauses.words[act.trigger].start
    best: tuple[int, str] | None = None
    for timex in marks.times:
        if (
            timex.edtf is None
            or ".." in timex.edtf
            or points_back(marks, timex)
            or timex.type not in ("DATE", "TIME")
            or not inside(timex.span, clause)
        ):
            continue
        between = sorted((timex.span[0], trigger))
        if not _same_clause(marks, act, clauses, timex.span):
            continue
        distance = between[1] - between[0]
        if best is None or distance < best[0]:
            best = (distance, timex.edtf)
    return best[1] if best is not None else None


def shared_date(marks: Marks, act: Found, clauses: Clauses, sentence: Span) -> str | None:
    """The one time before the first of joined verbs holds for all: "on 4 May urged ... and ruled out ..."."""
    if (
        act.actor is None
        or act.status not in ("happened", "under-way")
        or act.verb is None
        or act.verb.form != "finite"
    ):
        return None
    first = next((k for k, v in enumerate(clauses.verbs) if v.form == "finite"), None)
    if first is None or clauses.verbs[first].main >= act.trigger or subject_of(clauses, first) != act.actor:
        return None
    span = span_of(marks, clauses, act.clause)
    if span is None or any(inside(t.span, span) for t in marks.times if t.edtf is None):
        return None  # "... and released it after three weeks"
    dated = [t for t in times_in(marks, sentence) if t.edtf is not None and not points_back(marks, t)]
    verb = clauses.verbs[first]
    if len(dated) != 1 or dated[0].span[0] > clauses.words[verb.first].start:
        return None
    last = max((i for i in clauses.timed if i < verb.first), default=None)
    if last is None or clauses.skip_adverbs_left(verb.first - 1) not in (last, act.actor[1] - 1):
        return None
    return dated[0].edtf


def said_on(
    marks: Marks, act: Found, attribution: int | None, actor_ids: tuple[str, ...], sentence: Span
) -> str | None:
    """When a step made by saying it was said: the time beside the cue, where the speaker is the actor."""
    if attribution is None or act.move is None or act.status != "happened":
        return None
    told = marks.attributions[attribution]
    perfect = act.verb is not None and act.verb.perfect and act.move in ("promise", "accept", "offer", "concede")
    if not told.cue or not (set(told.speakers) & set(actor_ids) or perfect):
        return None
    cue = told.cue[0][0]
    beside = [
        t
        for t in times_in(marks, sentence)
        if t.edtf is not None
        and not any(inside(t.span, piece) for piece in told.content)
        and abs(t.span[0] - cue) < 60
        and day_or_finer(t.edtf)
    ]
    return min(beside, key=lambda t: (abs(t.span[0] - cue), t.span)).edtf if beside else None


def day_or_finer(date: str) -> bool:
    """Whether a date can say when something was said: a year beside a cue is that of something else."""
    return len(date) >= len("2031-05-04") and "/" not in date


def _said_in(clauses: Clauses, last: int) -> bool:
    """Whether the words up to ``last`` name where something was said: "called for calm in a tweet on Sunday"."""
    if clauses.low(last) not in clauses.g.occasion:
        return False
    return any(clauses.low(i) in ("in", "at", "during") for i in range(max(0, last - 4), last))


def _same_clause(marks: Marks, act: Found, clauses: Clauses, span: Span) -> bool:
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
        if (
            prior is not None
            and prior.main != own
            and not any(
                clauses.low(i) in (",", ";", "—", "–", ":") or clauses.low(i) in clauses.g.coordinator
                for i in range(prior.main, at)
            )
        ):
            return False  # "who left in 2019, met": the time of the other verb
    last = at
    while last + 1 in clauses.timed:
        last += 1
    before = clauses.low(at - 1)
    following = clauses.low(last + 1)
    joint = last + 1
    lead = clauses.skip_adverbs_left(at - 1)
    lead = lead - 1 if clauses.low(lead) in ("on", "in", "at") else lead
    if (following in clauses.g.relative and lead != own) or (
        joint in clauses.first_at
        and (clauses.verbs[clauses.first_at[joint]].form in ("ing", "participle"))
        and clauses.verbs[clauses.first_at[joint]].main != own
    ):
        return False  # "remarks on Wednesday that ...": the time of the noun
    if before == "of" or (before == "to" and clauses.low(at - 2) in clauses.g.reaching_back):
        return False  # "dating back to 2006"
    if act.trigger < at and any(clauses.low(i) == "that" for i in range(act.trigger + 1, at)):
        return False  # "alleged that in 2004 ..."
    if _said_in(clauses, lead):
        return True
    if (
        at > act.trigger + 3
        and act.verb is not None
        and act.verb.lemma in lexicon().announcing
        and act.status != "planned"
        and act.move is not None
        and not (act.verb.perfect and clauses.low(act.verb.first) == "had")  # "had called for help on Monday"
    ):
        return False
    describes = before in ("the", "a", "an", "'s", "this", "its", "their") and following[:1].isalnum()
    ends = following in clauses.g.preposition or last + 1 in clauses.first_at or following in clauses.g.coordinator
    return not describes or ends  # "the Friday meeting"
