"""Political acts told in an article: verbs and nouns of the lexicon, with who, to whom, what, when and how certain.

Rules over the clauses of each sentence (:mod:`readout.read.events.clauses`) and the frames of ``acts.toml``
(:mod:`readout.read.events.acts`). Root types and modes follow PLOVER (Halterman et al., 2023): an act that is agreed
to, announced or planned counts as AGREE, or as THREATEN where it is hostile; one that is refused as REJECT. Abstains
where no acting name or body is found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from readout import edtf, languages
from readout.models.reader import EventMark
from readout.read.events import marked_acts
from readout.read.events.acts import lexicon
from readout.read.events.clauses import Clauses
from readout.read.events.dates import date_of, said_on, shared_date
from readout.read.events.found import Found
from readout.read.events.frames import head_of
from readout.read.events.governed_acts import deed_of, told_by_governor
from readout.read.events.grammar import Range, Word, grammar, tokens
from readout.read.events.marks import Marks, by_sentence, inner_attribution, span_of, times_in
from readout.read.events.negative_acts import told_by_negation
from readout.read.events.news_day import days_of_news, is_stance, remembered, told_on
from readout.read.events.nominal_acts import dated_nouns, told_by_nouns
from readout.read.events.participants import can_act, entities_of, spans_of
from readout.read.events.spoken_steps import told_in_speech
from readout.read.events.verb_acts import told_as_duty, told_by_verb, told_inserted
from readout.spans import inside
from readout.types import Article, Attribution, Entity, Event, Mention, Span, Spans, Status, Timex

_LONG_ENOUGH, _MOST_NAMES = 4, 200
"""Letters of a surname that is looked for glued to another word, and how many surnames."""
_JOINTLY = 3
"""Actors from which a step told without a day is a position they hold, and no news of the day."""


def events(  # noqa: PLR0917 - the stage's signature
    article: Article,
    sentences: Spans,
    mentions: tuple[Mention, ...],
    entities: tuple[Entity, ...],
    attributions: tuple[Attribution, ...],
    times: tuple[Timex, ...],
    marked: tuple[EventMark, ...] | None = None,
) -> tuple[Event, ...]:
    """The political acts of ``article`` in text order; empty for languages without data.

    With the acts that the reader has ``marked`` what it and the rules find is made one; ``None``: by the rules alone.
    """
    if article.language is not None and article.language not in languages.KNOWN:
        return ()
    starts = sorted((b.start, b.end) for b in article.blocks if b.role in ("headline", "subhead"))
    author = _author(article, entities)
    glued = _glued(entities)
    known = by_sentence(
        article.text, sentences, mentions=mentions, attributions=attributions, times=times, author=author
    )
    read = marked_acts.by_sentence(sentences, marked or ())
    found: list[Event] = []
    news = days_of_news(article, sentences, times)
    for sentence, marks, day, by_reader in zip(sentences, known, news, read, strict=True):
        words = tokens(article.text, sentence)
        if len(words) < 3 or (glued is not None and glued.search(article.text, *sentence)):
            continue
        near_times = times_in(marks, sentence)
        timed = frozenset(
            i for i, word in enumerate(words) if any(t.span[0] <= word.start < t.span[1] for t in near_times)
        )
        clauses = Clauses(words, timed)
        at = bisect_right(starts, (sentence[0], sentence[1] + len(article.text))) - 1
        is_headline = at >= 0 and inside(sentence, starts[at])
        acts = acts_of(clauses, is_headline)
        if marked is not None:
            acts = marked_acts.together(clauses, acts, by_reader)
        told = [
            event
            for whole in acts
            for act in _each(clauses, whole)
            if (event := event_of(marks, act, clauses, sentence, None if is_headline else day)) is not None
            and not (event.move is not None and event.attribution is None and _asks(words))
        ]
        found.extend(told)
        for act in dated_nouns(marks, clauses, article.published.value):
            event = event_of(marks, act, clauses, sentence)
            if event is not None and not any(t.date == event.date and inside(event.clause, t.clause) for t in told):
                found.append(event)
        found.extend(told_in_speech(marks, sentence, told))
    found = [_not_ahead(event, article.published.value) for event in found]
    told_once = sorted(_without_repeats(found), key=lambda e: (e.trigger, e.clause))
    return tuple(_on_whose_word(event, attributions) for event in told_once)


def _author(article: Article, entities: Sequence[Entity]) -> str | None:
    """The one who writes, where the byline names one person whom the article knows by that name."""
    names = {byline.value.casefold() for byline in article.bylines}
    held = [e.id for e in entities if e.type == "person" and e.name.casefold() in names]
    return held[0] if len(names) == 1 and len(held) == 1 else None


def _glued(entities: Sequence[Entity]) -> re.Pattern[str] | None:
    """A person's name run together with the next word, "MarnOvernight": links lost their mark-up in that sentence."""
    names = {e.name.split()[-1] for e in entities if e.type == "person"}
    known = sorted(name for name in names if len(name) >= _LONG_ENOUGH and name.isalpha())[:_MOST_NAMES]
    return re.compile(rf"\b(?:{'|'.join(known)})(?:[A-Z][a-z]|\d)") if known else None


def _not_ahead(event: Event, published: str | None) -> Event:
    """What has happened has no day after that of the telling: such a day is that of something else."""
    ahead = published is not None and event.date is not None and edtf.before(published[:10], event.date)
    return replace(event, date=None) if ahead and event.status == "happened" else event


def _on_whose_word(event: Event, attributions: Sequence[Attribution]) -> Event:
    """A step in bargaining that somebody else says a party has taken is claimed: "the Union has agreed, Marn said"."""
    if event.status != "happened" or event.move not in _COMMITMENTS or event.attribution is None:
        return event
    speakers = attributions[event.attribution].speakers
    if not speakers or not event.actor_ids or set(speakers) & set(event.actor_ids):
        return event
    return replace(event, status="claimed")


_COMMITMENTS = frozenset({"accept", "concede", "offer", "promise"})
"""Steps that bind the one who takes them: on the other side's word alone they are a claim."""


def _each(clauses: Clauses, act: Found) -> list[Found]:
    """An act once for each thing: "demands that both be freed and that the ministry pay" is two demands."""
    if act.theme is None or act.move not in ("demand", "promise", "accuse", "threat"):
        return [act]
    start, end = act.theme
    if "that" not in (clauses.low(start), clauses.low(start - 1)):
        return [act]
    at = next((i for i in range(start + 2, end - 2) if clauses.low(i) == "and" and clauses.low(i + 1) == "that"), None)
    if at is None or act.condition is not None:
        return [act]
    first = act._replace(theme=(start, at), clause=(act.clause[0], at))
    return [first, *_each(clauses, act._replace(theme=(at + 2, end), clause=(at + 2, end), trigger=at + 2))]


def _asks(words: Sequence[Word]) -> bool:
    """Whether a sentence is a question: nobody is said to have done what it asks."""
    return any(word.text == "?" for word in words[-2:])


def _without_repeats(found: Sequence[Event]) -> list[Event]:
    kept: dict[Span, Event] = {}
    for event in found:
        kept.setdefault(event.trigger, event)
    return list(kept.values())


def acts_of(clauses: Clauses, headline: bool = False) -> list[Found]:
    """The acts that one sentence tells, by verb, in text order."""
    lex = lexicon()
    found: list[Found] = []
    for k in range(len(clauses.verbs)):
        act = told_by_negation(clauses, lex, k) or told_by_governor(clauses, lex, k, headline)
        if act is not None:
            found.append(act)
            deed = deed_of(clauses, lex, k, act)
            if deed is not None:
                found.append(deed)
    told = {act.trigger for act in found}
    for k, verb in enumerate(clauses.verbs):
        if verb.main not in told:
            act = told_as_duty(clauses, k) or told_inserted(clauses, lex, k) or told_by_verb(clauses, lex, k)
            if act is not None:
                found.append(act)
    found = _asserted(found)
    for act in told_by_nouns(clauses, lex):
        held = (other.theme for other in found if other.move == act.move and other.theme is not None)
        if not any(start <= act.trigger < end for start, end in held):
            found.append(act)
    return found


def _asserted(found: Sequence[Found]) -> list[Found]:
    """Acts without those that are only denied, demanded, offered, threatened or promised in the theme of another."""
    open_themes = [
        (act.trigger, act.theme)
        for act in found
        if act.theme is not None and act.move in ("deny", "demand", "offer", "threat", "promise", "reserve", "reject")
    ]
    return [
        act
        for act in found
        if act.status == "promised"
        or not any(start < act.trigger < end and act.trigger != other for other, (start, end) in open_themes)
    ]


def event_of(marks: Marks, act: Found, clauses: Clauses, sentence: Span, news: str | None = None) -> Event | None:
    """The event of an act, or ``None`` where nobody acts; ``news`` is the day the account tells of there."""
    trigger = (clauses.words[act.trigger].start, clauses.words[act.trigger].end)
    end = act.clause[1]
    while end > act.clause[0] and clauses.low(end - 1) in (*clauses.g.coordinator, ",", "."):
        end -= 1
    clause = span_of(marks, clauses, (act.clause[0], act.clause[1] if end <= act.trigger else end))
    if clause is None or not inside(trigger, clause):
        return None
    attribution = inner_attribution(marks, trigger[0])
    own = _own_pronoun(marks, clauses, act)
    if own is not None and entities_of(marks, clauses, own, attribution) != entities_of(
        marks, clauses, act.actor, attribution
    ):
        act = act._replace(actor=own)
    actor_ids = entities_of(marks, clauses, act.actor, attribution)
    recipient_ids = tuple(i for i in entities_of(marks, clauses, act.recipient, attribution) if i not in actor_ids)
    actors = spans_of(marks, clauses, act.actor)
    if act.move is not None and _is_paper(marks, clauses, act):
        return None
    if actors and not actor_ids and not can_act(marks, clauses, act.actor):
        return None
    passive = act.verb is not None and act.verb.passive and act.verb.form == "finite"
    suffered = passive and act.type in ("COERCE", "ASSAULT", "YIELD") and _marked(clauses, act.recipient)
    if not actors and act.type not in ("CONSULT", "PROTEST") and not (recipient_ids and passive) and not suffered:
        return None
    status = _status(marks, act, attribution, actor_ids)
    if status == "denied" and act.type in ("CONSULT", "AGREE", "SUPPORT", "REQUEST"):
        return None  # "did not answer questions"
    if act.mode == "visit" and act.recipient is not None and clauses.low(act.recipient[0]) in clauses.g.possessive:
        return None
    past = remembered(marks, act, clauses, attribution)
    speaks = attribution is not None and bool(set(marks.attributions[attribution].speakers) & set(actor_ids))
    date = (
        date_of(marks, act, clauses, clause)
        or (None if past else said_on(marks, act, attribution, actor_ids, sentence))
        or shared_date(marks, act, clauses, sentence)
        or (news if len(actor_ids) < _JOINTLY and told_on(marks, act, clauses, attribution, speaks) else None)
    )
    if date is None and attribution is not None and is_stance(act, clauses) and status == "happened":
        status = "planned"
    return Event(
        type=act.type,
        mode=act.mode,
        trigger=trigger,
        clause=clause,
        actors=actors,
        recipients=spans_of(marks, clauses, act.recipient) if recipient_ids or _somebody(marks, clauses, act) else (),
        actor_ids=actor_ids,
        recipient_ids=recipient_ids,
        theme=span_of(marks, clauses, _without_lead(marks, clauses, act.theme)),
        condition=span_of(marks, clauses, act.condition),
        status=status,
        date=date,
        place=_place(marks, act, clauses),
        move=act.move if status not in ("denied", "alleged") else None,
        attribution=attribution,
    )


def _is_paper(marks: Marks, clauses: Clauses, act: Found) -> bool:
    """Whether what acts is a treaty, a law or a book: "the charter guarantees the right"."""
    if act.actor is None:
        return False
    span = span_of(marks, clauses, act.actor)
    held = [m.type for m in marks.mentions if span is not None and inside(m.span, span)]
    return bool(held) and all(kind in ("agreement", "other") for kind in held)


def _somebody(marks: Marks, clauses: Clauses, act: Found) -> bool:
    """Whether a step in bargaining is made to people or a body, and to no thing: "the shootings", "a guarantee"."""
    if act.recipient is None or act.move in (None, "show-of-force"):
        return act.recipient is not None  # a deed is done to things too: "fired on the village"
    head = head_of(clauses, act.recipient)
    return (head is not None and clauses.low(head) in lexicon().people) or can_act(marks, clauses, act.recipient)


def _own_pronoun(marks: Marks, clauses: Clauses, act: Found) -> Range | None:
    """The "she" of the act's own verb where the account shows who that is: not always the one who says so."""
    if act.verb is None or act.verb.form != "finite" or act.verb.passive or act.actor is None:
        return None
    at = clauses.skip_adverbs_left(act.verb.first - 1)
    if clauses.low(at) not in ("he", "she") or act.actor[0] <= at < act.actor[1] or act.actor[0] > at:
        return None
    start = clauses.words[at].start
    return (at, at + 1) if any(m.span[0] == start and m.entity for m in marks.mentions) else None


def _marked(clauses: Clauses, phrase: Range | None) -> bool:
    """Whether a phrase has a name or a number: who is told of, and no abstract thing."""
    return phrase is not None and any(
        clauses.capital(i) or clauses.low(i)[0].isdigit() or clauses.low(i) in clauses.g.number for i in range(*phrase)
    )


def _status(marks: Marks, act: Found, attribution: int | None, actor_ids: tuple[str, ...]) -> Status:
    if attribution is None or act.status != "happened" or act.move in ("deny", "reject"):
        return act.status  # who denies or refuses is not alleged to do so
    held = marks.attributions[attribution]
    if set(held.speakers) & set(actor_ids):
        return act.status
    lex = lexicon()
    for start, end in held.cue:
        for word in tokens(marks.text, (start, end)):
            for lemma, _ in _lemmas(word.low):
                status = lex.claims.get(lemma)
                if status is not None:
                    return status  # type: ignore[return-value]
    return act.status


def _without_lead(marks: Marks, clauses: Clauses, phrase: Range | None) -> Range | None:
    """A theme without the time and the joint it begins with."""
    if phrase is None:
        return None
    start, end = phrase
    while start < end and (
        start in clauses.timed
        or (clauses.low(start) == "that" and end - start > 1)
        or clauses.low(start) in (":", ",")
        or (clauses.low(start) == "on" and start + 1 in clauses.timed)
    ):
        start += 1
    while end > start and clauses.low(end - 1) in (".", ",", "and", "but", "or"):
        end -= 1
    return (start, end) if start < end else None


def _place(marks: Marks, act: Found, clauses: Clauses) -> Span | None:
    """The place after "in" or "at" in the act's clause."""
    for i in range(act.clause[0], min(act.clause[1], len(clauses.words)) - 1):
        if clauses.low(i) in ("in", "at") and i + 1 not in clauses.timed:
            nxt = i + 2 if clauses.low(i + 1) in clauses.g.determiner else i + 1
            if nxt >= len(clauses.words):
                break
            for m in marks.mentions:
                if m.type == "place" and m.span[0] <= clauses.words[nxt].start < m.span[1]:
                    return m.span
    return None


def _lemmas(word: str) -> tuple[tuple[str, str], ...]:
    return tuple((lemma, form) for lemma, form in grammar().forms.get(word, ()))
