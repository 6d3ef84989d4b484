"""Dated clauses that hold no political act: "the old bridge burned down on 2 May", "the run-off of 14 October"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from readout import edtf
from readout.compare.happenings import MOST_TIMES, Happening, keys, shorten
from readout.compare.phases import happening_in
from readout.compare.propositions import LONGEST_SENTENCE, ahead, clauses, negated
from readout.compare.terms import total
from readout.compare.time_places import belongs_to_happening, dates_clause, is_stamp, subjectless
from readout.languages import table
from readout.spans import hull, inside, overlap, trim
from readout.types import Attribution, Event, Reading, Span, Status, Story, Timex

_LONGEST_LEAD = 90
"""Characters before a relative clause that its line may take in."""
_JOINT = re.compile(r",\s(?:and|but)\s")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{1,2000}[”\"]")
_LEAST_TOLD = 4.0
"""Weight of the words below which a dated clause tells nothing."""
_NEAR = 24
_NEAR_DEED = 80
_OPENING = 16
_CLOSERS = "\"'”’»)]"
_STOPS = frozenset(".!?…:;,")
_ROLES = frozenset({"standfirst", "body", "caption"})


def dated_clauses(story: Story, acts: Sequence[Happening]) -> tuple[Happening, ...]:
    """What the accounts tell with its day beside ``acts``, in the order of account and text."""
    lineage = {account: line.id for line in story.lineages for account in line.accounts}
    mine: dict[str, list[Happening]] = {reading.id: [] for reading in story.readings}
    for act in acts:
        mine[act.account].append(act)
    found: list[Happening] = []
    for reading in sorted(story.readings, key=lambda r: r.id):
        prose = [(b.start, b.end) for b in reading.blocks if b.role in _ROLES]
        told = (
            _told(reading, timex, mine[reading.id], prose, lineage.get(reading.id, reading.id))
            for timex in reading.times[:MOST_TIMES]
        )
        found += [item for item in told if item is not None]
    return tuple(found)


def _told(
    reading: Reading, timex: Timex, acts: Sequence[Happening], prose: Sequence[Span], lineage: str
) -> Happening | None:
    """What is told with one time expression; ``None`` where an act covers it, or it dates nothing that is told."""
    date = _begun(timex)
    back = table("en", "clause_words")["points_back"].split()
    if date is None or not _dates(timex) or any(w in back for w in reading.text[slice(*timex.span)].casefold().split()):
        return None
    at = bisect_right(reading.sentences, (timex.span[0], len(reading.text))) - 1
    sentence = reading.sentences[at] if at >= 0 and inside(timex.span, reading.sentences[at]) else None
    if sentence is None or sentence[1] - sentence[0] > LONGEST_SENTENCE:
        return None
    if not any(inside(sentence, block) for block in prose) or _quoted(reading, timex, sentence):
        return None
    if _apart(reading, sentence):
        return None
    coming = _is_coming(reading, timex, date, sentence)
    if _covered(acts, timex, date, sentence, coming=coming):
        return None
    found = (
        _spoken(reading, timex, sentence)
        or _sealed(reading, timex, sentence)
        or _clause(reading, timex, sentence, coming=coming)
    )
    if found is None:
        return None
    clause, status = found
    words = keys(reading, clause)
    if total(words) < _LEAST_TOLD and not (coming and happening_in(reading.text, clause)):
        return None
    return Happening(
        account=reading.id,
        lineage=lineage,
        kind=None,
        status=status,
        date=date.removeprefix("../") if _ends(reading.text, timex, date) else date,
        names=(),
        place=None,
        span=clause,
        line=shorten(reading.text[slice(*_with_antecedent(reading.text, sentence, clause))]),
        keys=words,
        definite=False,
    )


def _apart(reading: Reading, sentence: Span) -> bool:
    """Whether a line of its own amid the body ends as no sentence does: an advertisement."""
    start, end = sentence
    text = reading.text
    line = (text.rfind("\n", 0, start) + 1, end if (stop := text.find("\n", end)) < 0 else stop)
    role = next((b.role for b in reading.blocks if b.start <= start < b.end), None)
    words = text[slice(*line)].strip()
    if role != "body" or words != text[start:end].strip():
        return False
    return words.startswith("[") or words.rstrip(_CLOSERS)[-1:] not in _STOPS


def _ends(text: str, timex: Timex, date: str) -> bool:
    """Whether a limit is the very day or hour on which what lasts is to end: "the truce runs until 3 September"."""
    near = text[max(0, timex.span[0] - _NEAR) : timex.span[1]].casefold()
    words = "|".join(table("en", "phases")["ends"])
    exact = date.startswith("../") and edtf.day(date[3:]) is not None
    return exact and re.search(rf"\b(?:{words})\b", near) is not None


def _sealed(reading: Reading, timex: Timex, sentence: Span) -> tuple[Span, Status] | None:
    """A noun with the deed by which it came about: "under a pact sealed on Sunday with the League, rents will fall"."""
    text, published, date = reading.text, reading.published.value, timex.edtf
    if published is None or date is None or edtf.day(date[:10]) is None or edtf.before(published[:10], date[:10]):
        return None
    match = _deed_of_noun().search(text, max(sentence[0], timex.span[0] - _NEAR_DEED), timex.span[0])
    if match is None or not tells(text, match.span("deed")) or not ahead(text, (timex.span[1], sentence[1])):
        return None
    stop = text.find(",", timex.span[1], sentence[1])
    span = trim(text, (match.start("noun"), stop if stop >= 0 else timex.span[1]))
    return (span, "happened") if span is not None else None


@cache
def _deed_of_noun() -> re.Pattern[str]:
    prepositions = "|".join(table("en", "phases")["before_noun_only"])
    return re.compile(
        rf"\b(?:{prepositions})\s(?P<noun>(?:an?|the|its|his|her|their)\s(?:[^\W\d_]+\s){{1,3}}?(?P<deed>[^\W\d_]+)\s(?:on\s|late\s|last\s)*)$",
        re.IGNORECASE,
    )


def _is_coming(reading: Reading, timex: Timex, date: str, sentence: Span) -> bool:
    """Whether a date lies after the day on which the account was written; of an undated one its words decide."""
    text, published = reading.text, reading.published.value
    if published is None:
        clause = next((c for c in clauses(text, sentence) if inside(timex.span, c)), sentence)
        return ahead(text, (clause[0], timex.span[1])) and not tells(text, (clause[0], timex.span[0]))
    if edtf.before(published[:10], date.removeprefix("../")):
        return True
    last = edtf.latest(date.removeprefix("../"))
    near = text[max(sentence[0], timex.span[0] - 14) : timex.span[1]].casefold()
    return "end of" in near and last is not None and last.date().isoformat() > published[:10]


def _quoted(reading: Reading, timex: Timex, sentence: Span) -> bool:
    """Whether the time stands in somebody's own words."""
    if any(
        item.type == "direct" and any(overlap(timex.span, piece) for piece in item.content)
        for item in reading.attributions
    ):
        return True
    return any(inside(timex.span, match.span()) for match in _QUOTED.finditer(reading.text, *sentence))


def _covered(acts: Sequence[Happening], timex: Timex, date: str, sentence: Span, *, coming: bool) -> bool:
    """Whether an act tells what the time dates: one of its sentence with that date, or one that the time stands in."""
    for act in acts:
        if act.date == date and inside(act.span, sentence):
            return True
        if inside(timex.span, act.span) and act.date is not None and not coming and not _is_for(act, timex):
            return True
    return not coming and any(_is_for(act, timex) for act in acts)


def _is_for(item: Happening, timex: Timex) -> bool:
    """Whether a time is that of what is offered, promised or demanded: "offered to come on Monday"."""
    event = item.event
    if event is None or event.theme is None or event.move not in ("offer", "promise", "demand", "threat"):
        return False
    return inside(timex.span, event.theme) and item.date != timex.edtf


# --------------------------------------------------------------------------------------------- acts of speech


def _spoken(reading: Reading, timex: Timex, sentence: Span) -> tuple[Span, Status] | None:
    """A step of bargaining made by speaking: "warned on Wednesday that", "had said on Tuesday that it would not"."""
    for at, item in enumerate(reading.attributions):
        whole = hull((*item.source, *item.cue, *item.content))
        if whole is None or not item.cue or not inside(item.cue[0], sentence):
            continue
        if any(overlap(timex.span, piece) for piece in item.content) or not inside(timex.span, whole):
            continue
        if not _by_cue(reading.text, timex.span, item):
            continue
        if any(_step(event, at, item) for event in reading.events):
            span = trim(reading.text, (max(whole[0], sentence[0]), min(whole[1], sentence[1])))
            return (span, "happened") if span is not None else None
    return None


def _by_cue(text: str, time: Span, item: Attribution) -> bool:
    """Whether a time dates the act of saying: nothing but the hearer stands between it and the verb."""
    for cue in item.cue:
        between = text[cue[1] : time[0]] if cue[1] <= time[0] else text[time[1] : cue[0]]
        if len(between.split()) <= 6 and not re.search(r"[.;:“”\"]|\bthat\b", between):
            return True
    return False


def _step(event: Event, at: int, item: Attribution) -> bool:
    """Whether an event is a step of bargaining that the attribution tells."""
    if event.move is None:
        return False
    return event.attribution == at or any(overlap(event.trigger, cue) for cue in item.cue)


# -------------------------------------------------------------------------------------------------- clauses


def _clause(reading: Reading, timex: Timex, sentence: Span, *, coming: bool) -> tuple[Span, Status] | None:
    """The clause that the time dates, and whether it has come about; ``None`` where it dates no clause."""
    text = reading.text
    date = _begun(timex)
    assert date is not None
    tellers = [a for a in reading.attributions if any(overlap(timex.span, piece) for piece in a.content)]
    clause = next((c for c in clauses(text, sentence) if inside(timex.span, c)), None)
    clause = trim(text, clause) if clause is not None else None
    named = clause is not None and belongs_to_happening(text, clause, timex.span)
    if clause is not None and tellers:
        pieces = [p for a in tellers for p in a.content if inside(timex.span, p) and inside(p, clause)]
        piece = min(pieces, key=lambda p: (p[1] - p[0], p)) if pieces else clause
        clause = clause if text[piece[0] :][:3].casefold() == "to " else piece
    if clause is not None:
        clause = _own_part(text, clause, timex.span)
    if clause is None:
        return None
    before = [m.group().lower() for m in _WORD.finditer(text, clause[0], timex.span[0])][-2:]
    if not tellers and not coming and _tells_saying(reading, clause, before):
        return None
    if is_stamp(text, clause) or (not named and not dates_clause(text, clause, timex.span, coming=coming)):
        return None
    status = _status_ahead(reading, timex, clause)
    since = _holds_since(timex, clause)
    if negated(text, _up_to_joint(text, clause, timex.span)) and not since and not (coming and status == "conditional"):
        return None
    if coming:
        plain = edtf.day(date.removeprefix("../")) is not None or _looks_ahead(text, clause) or not tells(text, clause)
        return (clause, status) if plain else None
    published = reading.published.value
    near, looks_ahead = published is not None and date[:10] == published[:10], ahead(text, clause)
    if near and looks_ahead and _tells_plan(text, clause):
        return clause, "planned"
    reached = published is None or edtf.before(date, published) or edtf.compatible(date, published)
    if date.startswith("../") or not reached or looks_ahead or not (named or tells(text, clause) or since):
        return None
    if named and _undone().search(text, timex.span[1], clause[1]):
        return clause, "planned"  # "the march on Friday has been forbidden"
    plain = all(_reports(reading, a) for a in tellers)
    return clause, "happened" if plain else "claimed"


_RELATIVE = re.compile(r"(?<!,)(?<!\band)\s(?:that|which|who)\s", re.IGNORECASE)


@cache
def _undone() -> re.Pattern[str]:
    """What is said of a thing that was to be and will not."""
    words = "|".join(re.escape(word) for word in table("en", "phases")["undone"])
    return re.compile(rf"\s*(?:has|have|had|was|were|is|are)\s(?:been\s)?(?:{words})\b", re.IGNORECASE)


def _holds_since(timex: Timex, clause: Span) -> bool:
    """Whether a time opens its clause as the day since which it holds: "since yesterday no lorry may pass"."""
    begun = timex.edtf is not None and timex.edtf.endswith("/..") and edtf.day(timex.edtf[:-3]) is not None
    return begun and timex.span[0] - clause[0] <= _OPENING


def _tells_saying(reading: Reading, clause: Span, before: Sequence[str]) -> bool:
    """Whether a clause only tells that somebody spoke then."""
    if any(word in _speech() for word in before):
        return True
    return any(
        overlap(clause, piece) and not _decides(reading.text[slice(*piece)])
        for a in reading.attributions
        for piece in a.cue
    )


def _status_ahead(reading: Reading, timex: Timex, clause: Span) -> Status:
    """What a coming day is told for: a plan, what somebody has promised, or what something else depends on."""
    text = reading.text
    if re.search(r"\b(?:if|unless)\b", text[clause[0] : timex.span[0]], re.IGNORECASE):
        return "conditional"
    promised = any(
        event.move in ("promise", "offer")
        and event.theme is not None
        and inside(timex.span, event.theme)
        and not _RELATIVE.search(text, event.theme[0], timex.span[0])  # "boats for the season that opens on July 1"
        for event in reading.events
    )
    return "promised" if promised else "planned"


def _looks_ahead(text: str, clause: Span) -> bool:
    """Whether a clause speaks of what is to come: else a coming month or year in it is only part of a name."""
    return ahead(text, clause) or re.search(r"\bby\b", text[slice(*clause)]) is not None


def _tells_plan(text: str, clause: Span) -> bool:
    """Whether a clause tells what is to come, and not what might."""
    return re.search(r"\b(?:will|is to|are to|is due|are due|is set|are set)\b", text[slice(*clause)]) is not None


def _up_to_joint(text: str, clause: Span, time: Span) -> Span:
    """The clause without what is only joined to it after the time: "leaked in 2009, and nobody was hurt"."""
    joint = _JOINT.search(text, time[1], clause[1])
    return (clause[0], joint.start()) if joint else clause


def _with_antecedent(text: str, sentence: Span, clause: Span) -> Span:
    """A part such as "which on Tuesday gave him a majority" with the words before "which", for the line."""
    lead = text[max(sentence[0], clause[0] - _LONGEST_LEAD) : clause[0]]
    before = _WORD.findall(lead.lower())[-1:]
    if not before or before[0] not in table("en", "clause_words")["relative"].split():
        return clause
    at = lead.rstrip()[: -len(before[0])].rstrip(" ,").rfind(",")
    start = clause[0] - len(lead) + at + 1 if at >= 0 else sentence[0]
    return (start, clause[1]) if clause[0] - start < _LONGEST_LEAD else clause


def _own_part(text: str, clause: Span, time: Span) -> Span | None:
    """The part of a clause with its own subject that holds the time."""
    joints = list(_JOINT.finditer(text, clause[0], time[0]))
    if not joints or not subjectless(text, (clause[0], joints[0].start())):
        return clause
    return trim(text, (joints[-1].end(), clause[1]))


# ---------------------------------------------------------------------------------------------------- words


@cache
def _pasts() -> frozenset[str]:
    irregular = table("en", "inflections")["irregular"].values()
    return frozenset(word for entry in irregular for word in entry.split()) | {"was", "were", "had"}


@cache
def _speech() -> frozenset[str]:
    """Past forms of verbs of speech, after which a time says when it was said."""
    irregular = table("en", "inflections")["irregular"]
    found = set()
    for lemma in table("en", "clause_words")["speech"].split():
        found.add(irregular[lemma].split()[0] if lemma in irregular else lemma.rstrip("e") + "ed")
    return frozenset(found)


def tells(text: str, span: Span) -> bool:
    """Whether a stretch holds a past form that no "to" makes an infinitive: a clause that tells something."""
    before = ""
    for match in _WORD.finditer(text, *span):
        word = match.group().lower()
        if before != "to" and (word in _pasts() or (word.endswith("ed") and len(word) > 4)):
            return True
        before = word
    return False


def _reports(reading: Reading, told: Attribution) -> bool:
    """Whether somebody is reported to say it in plain words: no quotation, no claim, charge or denial."""
    cue = {m.group().lower() for piece in told.cue for m in _WORD.finditer(reading.text, *piece)}
    return told.type == "indirect" and bool(cue & _plainly())


@cache
def _plainly() -> frozenset[str]:
    return frozenset(table("en", "clause_words")["plainly"].split())


def _decides(cue: str) -> bool:
    """Whether words of saying tell a deed by themselves: "ruled on Thursday that", "ordered"."""
    return any(word in table("en", "clause_words")["decides"].split() for word in cue.casefold().split())


def _begun(timex: Timex) -> str | None:
    """The date of an expression; of "since 2 March" the day on which it began."""
    if timex.edtf is not None and timex.edtf.endswith("/..") and edtf.day(timex.edtf[:-3]) is not None:
        return timex.edtf[:-3]
    return timex.edtf


def _dates(timex: Timex) -> bool:
    """Whether an expression tells when: a date of its own, closed on both sides, no wider than a year."""
    date = _begun(timex)
    if date is None or timex.type not in ("DATE", "TIME") or ".." in date.removeprefix("../"):
        return False
    return edtf.precision(date.removeprefix("../")) not in (None, "decade", "interval")
