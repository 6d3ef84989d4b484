"""The timeline: every dated happening of the story, the accounts' tellings of one happening made one entry."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations

from readout import edtf
from readout.compare.dated_clauses import dated_clauses
from readout.compare.entries import Entry, joined_by_meaning, width
from readout.compare.happenings import MOST_TIMES, Happening, happenings, keys, shorten
from readout.compare.same_happening import ANY_KIND, SAME_PARTIES, meets, places_agree, same, share
from readout.compare.terms import total
from readout.compare.time_places import subjectless
from readout.languages import table
from readout.spans import evidence, inside, trim
from readout.types import Event, Reading, Span, Status, Story, TimelineEntry, Timex

_MOST_AN_ACCOUNT = 3
_WIDEST = 366 * 86400.0
_STANDING: tuple[Status, ...] = (
    "happened",
    "under-way",
    "planned",
    "promised",
    "claimed",
    "alleged",
    "conditional",
    "denied",
)
_FIRST = frozenset({"first", "initial", "earlier", "previous", "opening", "last"})
_MEETING = frozenset({"meeting", "talks", "summit", "round", "negotiations", "discussions", "session", "conference"})


def timeline(story: Story, entity_of: Mapping[tuple[str, str], str]) -> tuple[TimelineEntry, ...]:
    """Dated happenings in order of time. A date that only two passages together give is marked ``derived``."""
    texts = {reading.id: reading.text for reading in story.readings}
    acts = happenings(story, entity_of)
    told = (*acts, *dated_clauses(story, acts))
    named = {reading.id: reading for reading in story.readings}
    dated = [h for h in told if h.date is not None and _tellable(h) and _names_its_time(named[h.account], h)]
    entries = _gathered([h for h in dated if not _headless(h, texts[h.account])])
    _take_definite(entries)
    written = [day for r in story.readings if (day := edtf.day((r.published.value or "")[:10])) is not None]
    entries = joined_by_meaning(entries, written)
    main = _main(entries, story)
    if main is not None:
        entries.extend(_derived(story, entries, main))
        _take_undated(entries, [h for h in told if h.date is None])
    finished = [_finished(entry, texts) for entry in entries]
    ordered = sorted(
        finished, key=lambda e: (edtf.order_key(e.date), e.text, e.evidence[0].account, e.evidence[0].start)
    )
    return tuple(
        TimelineEntry(
            id=f"t{number}",
            date=e.date,
            precision=e.precision,
            status=e.status,
            text=e.text,
            place=e.place,
            participants=e.participants,
            derived=e.derived,
            evidence=e.evidence,
        )
        for number, e in enumerate(ordered, 1)
    )


def _headless(item: Happening, text: str) -> bool:
    """Whether a telling is cut from its subject, which nothing else tells: "met with envoys on Sunday"."""
    return subjectless(text, item.span) and (item.event is None or not item.event.actors)


def _names_its_time(reading: Reading, item: Happening) -> bool:
    """Whether the sentence names the time; the day that an account tells of throughout makes no entry."""
    if item.event is None or item.event.move is None:
        return True
    at = bisect_right(reading.sentences, (item.span[0], len(reading.text))) - 1
    sentence = reading.sentences[at] if at >= 0 else item.span
    near = bisect_left(reading.times, sentence[0], key=lambda t: t.span[0])
    return any(
        t.edtf is not None and ".." not in t.edtf and edtf.compatible(t.edtf, item.date or "")
        for t in reading.times[near : near + MOST_TIMES]
        if t.span[0] < max(sentence[1], item.span[1])
        and not reading.text[max(0, t.span[0] - 5) : t.span[0]].endswith(" for ")  # "the march planned for Friday"
    )


def _tellable(item: Happening) -> bool:
    assert item.date is not None
    return (
        edtf.precision(item.date) is not None
        and ".." not in item.date.removeprefix("../")
        and width(item.date.removeprefix("../")) < _WIDEST
        and (item.status not in ("denied", "conditional") or item.event is None)
    )


def _gathered(items: Sequence[Happening]) -> list[Entry]:
    """Tellings grouped, the most telling first, so that a short one finds the entry it belongs to."""
    entries: list[Entry] = []
    beside = _dates_beside(items)
    for item in sorted(items, key=lambda h: (-len(h.names), -total(h.keys), h.account, h.span)):
        fitting = [
            (max(share(item, other) for other in entry.told[:6]), -number)
            for number, entry in enumerate(entries)
            if any(same(item, other) for other in entry.told[:6])
            and not any(other.date in beside.get((item.account, item.span, item.date), ()) for other in entry.told)
            and all(
                other.date is None or item.date is None or edtf.compatible(item.date, other.date)
                for other in entry.told
            )
        ]
        if fitting:
            entries[-max(fitting)[1]].told.append(item)
        else:
            entries.append(Entry(item))
    return entries


def _dates_beside(items: Sequence[Happening]) -> dict[tuple[str, Span, str | None], set[str | None]]:
    """For tellings in one stretch of text the other dates in it: "begins on Monday and has to be over by Friday"."""
    found: dict[tuple[str, Span, str | None], set[str | None]] = defaultdict(set)
    by_account: dict[str, list[Happening]] = defaultdict(list)
    for item in items:
        by_account[item.account].append(item)
    for told in by_account.values():
        for one, other in combinations(sorted(told, key=lambda h: h.span)[:MOST_TIMES], 2):
            if edtf.day(one.date or "") != edtf.day(other.date or "") and inside(one.span, other.span) | inside(
                other.span, one.span
            ):
                found[one.account, one.span, one.date].add(other.date)
                found[other.account, other.span, other.date].add(one.date)
    return found


def _main(entries: Sequence[Entry], story: Story) -> Entry | None:
    """The meeting that the story is about: near the days of publication, told by most; ``None`` where two tie."""
    written = [day for r in story.readings if (day := edtf.day((r.published.value or "")[:10])) is not None]
    ranked = []
    for number, entry in enumerate(entries):
        day = edtf.day(entry.date)
        if day is None or not any(h.kind == "CONSULT" for h in entry.told):
            continue
        near = any(abs((day - other).days) <= 1 for other in written)
        ranked.append((near, len({h.account for h in entry.told}), len(entry.told), -number))
    ranked.sort(reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][:3] == ranked[1][:3]):
        return None
    return entries[-ranked[0][3]]


def _take_definite(entries: list[Entry]) -> None:
    """ "The meeting began at nine" joins the one meeting that is told of that day."""
    for entry in list(entries):
        if not all(h.definite and h.kind == "CONSULT" for h in entry.told):
            continue
        day = edtf.day(entry.date)
        others = [
            other
            for other in entries
            if other is not entry
            and any(h.kind == "CONSULT" and not h.definite for h in other.told)
            and day is not None
            and day == edtf.day(other.date)
            and edtf.compatible(entry.date, other.date)
        ]
        if len(others) == 1:
            others[0].told.extend(entry.told)
            entries.remove(entry)


def _take_undated(entries: Sequence[Entry], undated: Sequence[Happening]) -> None:
    """Tellings without a day join the one entry of the same kind whose parties, or place and words, they share."""
    for item in undated:
        if item.kind != "CONSULT" or item.status in ("denied", "conditional") or len(item.names) < 2:
            continue
        fitting = [
            entry
            for entry in entries
            if any(meets(item, h) and set(item.names) <= set(h.names) and places_agree(item, h) for h in entry.told)
        ]
        if len(fitting) == 1:
            fitting[0].told.append(item)


# -------------------------------------------------------------------------------------------- from two passages


def _derived(story: Story, entries: Sequence[Entry], main: Entry) -> list[Entry]:
    """Entries whose time follows from an offset in one passage and a date in another; known ones get the passage."""
    found: list[Entry] = []
    for reading in sorted(story.readings, key=lambda r: r.id):
        for timex in reading.times[:MOST_TIMES]:
            if timex.offset is None:
                continue
            sentence = next((s for s in reading.sentences if inside(timex.span, s)), None)
            if sentence is None or not inside(timex.offset.event, sentence):
                continue
            entry = _before_main(reading, timex, sentence, main) or _before_the_talks(reading, timex, sentence, main)
            if entry is None:
                continue
            home = next((e for e in (*entries, *found) if _belongs(entry, e)), None)
            if home is None:
                found.append(entry)
            else:
                home.told.extend(entry.told)
                home.anchors.extend(entry.anchors if not home.stated else ())
    return found


def _belongs(entry: Entry, other: Entry) -> bool:
    """Whether a derived time is that of a happening already listed: a meeting of the very day, or the same words."""
    if edtf.day(other.date) is None or edtf.day(other.date) != edtf.day(entry.date):
        return False
    if not edtf.compatible(entry.date, other.date):
        return False
    if not other.stated:
        return entry.date == other.date and any(share(entry.told[0], h) >= SAME_PARTIES for h in other.told)
    return any(meets(entry.told[0], h) and places_agree(entry.told[0], h) for h in other.told) or any(
        share(entry.told[0], h) >= ANY_KIND for h in other.told
    )


def _words(text: str, span: Span) -> list[str]:
    return [word.strip(".,;:“”\"'") for word in text[slice(*span)].casefold().split()]


def _names_main(words: Sequence[str]) -> bool:
    """Whether words such as "the start of the meeting" point to the meeting the story is about."""
    return any(word in _MEETING for word in words) and not any(word in _FIRST for word in words)


def _before_main(reading: Reading, timex: Timex, sentence: Span, main: Entry) -> Entry | None:
    """ "Twenty minutes before the start of the meeting, ..." where some account dates the meeting as exactly."""
    offset = timex.offset
    assert offset is not None
    if not _names_main(_words(reading.text, offset.event)):
        return None
    exact = [h for h in _held(main) if h.date is not None and (("T" in h.date) or "T" not in offset.duration)]
    if not exact:
        return None
    anchor = min(exact, key=lambda h: (width(h.date or ""), h.account, h.span))
    assert anchor.date is not None
    date = edtf.shift(anchor.date, f"-{offset.duration}" if offset.direction == "before" else offset.duration)
    span = _told_beside(reading, timex, sentence)
    if date is None or span is None:
        return None
    event = next((e for e in reading.events if inside(e.trigger, span)), None)
    item = _item(reading, span, event)
    return Entry(item, date, [anchor])


def _held(main: Entry) -> list[Happening]:
    """Those tellings of a meeting that say when it was held, and not when somebody came to its place."""
    return [h for h in main.told if h.event is None or h.event.mode != "visit"]


def _told_beside(reading: Reading, timex: Timex, sentence: Span) -> Span | None:
    """What happened then: the rest of the sentence after the time, or before it where it stands at the end."""
    assert timex.offset is not None
    after = trim(reading.text, (timex.offset.event[1], sentence[1]))
    before = trim(reading.text, (sentence[0], timex.span[0]))
    longest = max((s for s in (after, before) if s is not None), key=lambda s: (s[1] - s[0], -s[0]), default=None)
    if longest is None or longest[1] - longest[0] < 15:
        return None
    start = longest[0]
    while start < longest[1] and reading.text[start] in " ,;:–—-":
        start += 1
    return trim(reading.text, (start, longest[1]))


def _before_the_talks(reading: Reading, timex: Timex, sentence: Span, main: Entry) -> Entry | None:
    """ "The talks come eleven days after the first round ...", where the day of the talks is known."""
    offset = timex.offset
    assert offset is not None
    lead = _words(reading.text, (sentence[0], timex.span[0]))
    if "T" in offset.duration or not _names_main(lead):
        return None
    told_day = [h for h in _held(main) if h.date is not None and edtf.day(h.date) is not None]
    if not told_day:
        return None
    anchor = min(told_day, key=lambda h: (h.account == reading.id, -width(h.date or ""), h.account, h.span))
    held = edtf.day(anchor.date or "")
    assert held is not None
    date = edtf.shift(held.isoformat(), f"-{offset.duration}" if offset.direction == "after" else offset.duration)
    if date is None:
        return None
    event = next((e for e in reading.events if inside(e.trigger, offset.event)), None)
    item = _item(reading, offset.event, event, kind="CONSULT")
    return Entry(item, date, [anchor])


def _item(reading: Reading, span: Span, event: Event | None, *, kind: str | None = None) -> Happening:
    return Happening(
        account=reading.id,
        lineage=reading.id,
        kind=kind if kind is not None else None if event is None else event.type,
        status="happened" if event is None else event.status,
        date=None,
        names=(),
        place=None if event is None or event.place is None else reading.text[slice(*event.place)],
        span=span,
        line=shorten(reading.text[slice(*span)]),
        keys=keys(reading, span),
        definite=False,
    )


# --------------------------------------------------------------------------------------------------- finished


def _finished(entry: Entry, texts: Mapping[str, str]) -> TimelineEntry:
    date = entry.date
    width = edtf.precision(date)
    assert width is not None
    derived = not entry.stated
    told = sorted(entry.told, key=lambda h: (h.account, h.span))
    passages = {(h.account, h.span) for h in (*told, *(entry.anchors if derived else ()))}
    best = min(told, key=lambda h: (*_plainness(h), h.date is None, h.account, h.span))
    places = Counter(h.place for h in told if h.place is not None)
    return TimelineEntry(
        id="",
        date=date,
        precision=width,
        status=min((h.status for h in told), key=_STANDING.index),
        text=best.line,
        place=min(places, key=lambda p: (-places[p], p)) if places else None,
        participants=tuple(sorted({name for h in told for name in h.names})),
        derived=derived,
        evidence=tuple(evidence(account, texts[account], span) for account, span in _one_each(passages)),
    )


@cache
def _pronouns() -> frozenset[str]:
    data = table("en", "clause_words")
    return frozenset(data["subject_pronoun"].split()) | frozenset(data["possessive"].split())


def _plainness(item: Happening) -> tuple[bool, bool, int]:
    """Lines that name their parties and are neither curt nor long come first."""
    pronoun = item.line.split(" ", 1)[0].casefold() in _pronouns()
    return (pronoun or item.line.endswith("…"), not item.names, abs(len(item.line) - 90))


def _one_each(passages: Iterable[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Passages in order, those that lie in another one left out, at most three an account."""
    kept: list[tuple[str, Span]] = []
    for account, span in sorted(passages, key=lambda p: (p[0], p[1][0], -p[1][1])):
        if (
            any(a == account and inside(span, s) for a, s in kept)
            or sum(a == account for a, _ in kept) >= _MOST_AN_ACCOUNT
        ):
            continue
        kept.append((account, span))
    return kept
