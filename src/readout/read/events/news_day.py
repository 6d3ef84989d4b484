"""The day that an account tells of where a clause names none: that of its opening, until another time is named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from readout import edtf
from readout.read.events.acts import lexicon
from readout.read.events.clauses import Clauses
from readout.read.events.found import Found
from readout.read.events.grammar import grammar, tokens
from readout.read.events.marks import Marks
from readout.spans import inside
from readout.types import Article, Span, Spans, Timex

_OPENING = 2
"""Sentences of the body in which the day of the news is named."""
_ASIDE = 200
"""Characters of an aside before its time."""
_BEFORE_CUE = 30
"""Characters before a word of saying in which its "had" may stand."""
_NOW = frozenset({"PRESENT_REF"})
_SPOKEN = ("reject", "promise", "threat", "offer", "accept", "demand")


def days_of_news(article: Article, sentences: Spans, times: Sequence[Timex]) -> tuple[str | None, ...]:
    """For each sentence the day that a plain past tense in it tells of; ``None`` where the account leaves it open.

    The day must be named in the opening and be that of publication, or the one before where nothing is told of the
    day of publication. A sentence that names another past time takes the rest of its paragraph with it, and a
    next one that goes on with "he" or "they".
    """
    found: list[str | None] = [None] * len(sentences)
    published = edtf.day((article.published.value or "")[:10])
    if published is None:
        return tuple(found)
    eve = published - timedelta(days=1)
    on_the_day = any(edtf.day(timex.edtf or "") == published for timex in times)
    body = sorted((b.start, b.end) for b in article.blocks if b.role == "body")
    starts = [start for start, _ in body]
    held: list[list[Timex]] = _held(sentences, times)
    news = None
    seen = 0
    open_here = True
    before: Span | None = None
    for at, sentence in enumerate(sentences):
        block = bisect_right(starts, sentence[0]) - 1
        if block < 0 or not inside(sentence, body[block]):
            continue
        seen += 1
        if before is None or ("\n" in article.text[before[1] : sentence[0]] and not _goes_on(article.text, sentence)):
            open_here = True
        before = sentence
        past = [t for t in held[at] if _shifts(t, published, article.text, sentence)]
        days = {edtf.day(t.edtf or "") for t in past}
        if news is None and seen <= _OPENING and len(days) == 1:
            (day,) = days
            news = day if day == published or (day == eve and not on_the_day) else None
        if news is None:
            continue
        if any(day != news for day in days):
            open_here = False
        elif open_here:
            found[at] = news.isoformat()
    return tuple(found)


def told_on(marks: Marks, act: Found, clauses: Clauses, attribution: int | None, speaks: bool) -> bool:
    """Whether a step is told in the plain past, or in words that somebody said in the plain past.

    ``speaks`` says that the one who makes the step is the one who is quoted.
    """
    verb = act.verb
    if act.move is None or act.status != "happened" or verb is None or verb.form != "finite":
        return False
    if remembered(marks, act, clauses, attribution) or (attribution is not None and _said_before(marks, attribution)):
        return False
    if any(clauses.low(i) in clauses.g.setting_apart for i in range(act.trigger + 1, act.clause[1])):
        return False  # "opposed the plan during the campaign"
    if attribution is not None and not speaks:
        return verb.modal is not None and act.move in _SPOKEN and _said_plainly(marks, attribution)
    if verb.lemma in lexicon().again:
        return False
    if is_stance(act, clauses):
        return False
    if verb.perfect or verb.modal is not None or verb.progressive:
        return attribution is not None and act.move in _SPOKEN and _said_plainly(marks, attribution)
    if _shares_a_perfect(clauses, verb.first):
        return False
    if clauses.low(0) in clauses.g.setting:
        return False
    lead = clauses.skip_adverbs_left((act.actor[0] if act.actor is not None else verb.first) - 1)
    if clauses.low(lead) in clauses.g.temporal or clauses.low(lead) in clauses.g.subordinator:
        return False
    if any(clauses.low(verb.first - back) in clauses.g.relative for back in (1, 2)):
        return False
    return _plain_past(clauses.low(verb.first))


def is_stance(act: Found, clauses: Clauses) -> bool:
    """Whether a refusal is only said of what is to come, on no one day: "he will not hand over a letter".

    Who will "never" do it has refused.
    """
    verb = act.verb
    if act.move != "reject" or verb is None or verb.modal not in clauses.g.future:
        return False
    return not any(clauses.low(i) == "never" for i in range(verb.first, verb.main))


def remembered(marks: Marks, act: Found, clauses: Clauses, attribution: int | None) -> bool:
    """Whether somebody is quoted who tells in the past what was done before: "we are doing what we promised"."""
    verb = act.verb
    if attribution is None or verb is None or marks.attributions[attribution].type != "direct":
        return False
    return verb.form == "finite" and verb.modal is None and not verb.perfect and _plain_past(clauses.low(verb.first))


def _said_before(marks: Marks, attribution: int) -> bool:
    """Whether it was said before the news: "had previously said"."""
    cue = marks.attributions[attribution].cue
    words = tokens(marks.text, (max(0, cue[0][0] - _BEFORE_CUE), cue[0][1])) if cue else ()
    return any(word.low == "had" for word in words[-4:])


def _goes_on(text: str, sentence: Span) -> bool:
    """Whether a sentence takes up who was spoken of in the paragraph before."""
    first = next(iter(tokens(text, sentence)), None)
    return first is not None and first.low in grammar().subject_pronoun


def _shares_a_perfect(clauses: Clauses, at: int) -> bool:
    """Whether the verb at ``at`` is the second one of "has declared ... and accused": no plain past."""
    before = clauses.skip_adverbs_left(at - 1)
    return clauses.low(before) in grammar().coordinator and any(v.perfect and v.first < at for v in clauses.verbs)


def _plain_past(word: str) -> bool:
    return word in ("was", "were", "did") or any(form == "past" for _, form in grammar().forms.get(word, ()))


def _said_plainly(marks: Marks, attribution: int) -> bool:
    words = [w.low for piece in marks.attributions[attribution].cue for w in tokens(marks.text, piece)]
    return bool(words) and _plain_past(words[-1]) and not any(w in grammar().have for w in words)


def _held(sentences: Spans, times: Sequence[Timex]) -> list[list[Timex]]:
    """Points in time by the sentence that holds them."""
    found: list[list[Timex]] = [[] for _ in sentences]
    at = 0
    for timex in sorted(times, key=lambda t: t.span):
        while at < len(sentences) and sentences[at][1] <= timex.span[0]:
            at += 1
        if at < len(sentences) and inside(timex.span, sentences[at]) and timex.type in ("DATE", "TIME"):
            found[at].append(timex)
    return found


def _shifts(timex: Timex, published: date, text: str, sentence: Span) -> bool:
    """Whether a time takes the telling to another day: past, and of no aside such as ", which closed on 3 May"."""
    if timex.edtf is None:
        return timex.value is not None and not timex.value.startswith("XXXX-XX-XXT") and timex.value not in _NOW
    if ".." in timex.edtf:
        return False  # "since March", "by Monday"
    day = edtf.day(timex.edtf)
    if day is None and not edtf.before(timex.edtf, published.isoformat()):
        return False  # "in June", told in June
    if day is not None and day > published:
        return False
    lead = text[sentence[0] : timex.span[0]][-_ASIDE:]
    aside = lead.rsplit(",", 1)[-1].split(maxsplit=1) if "," in lead else []
    return not (aside and aside[0].casefold() in grammar().relative)
