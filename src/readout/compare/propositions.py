"""Clauses of the accounts as comparable propositions.

A clause is a stretch of a sentence, cut at its joints; what stands in the content of an attribution is on its
speaker's word and is compared only with what others report of that speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from readout import languages
from readout.compare.quantities import Quantity, quantities
from readout.compare.terms import key, terms, weight
from readout.compare.thresholds import SHORTEST_CLAUSE
from readout.edtf import day
from readout.languages import table
from readout.spans import Placed, hull, inside, overlap, trim
from readout.types import Attribution, Reading, Span, Story, Timex

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{1,2000}[”\"]")
LONGEST_SENTENCE = 3000
"""Characters; what is longer and has no stop in it is no sentence that could be compared."""
_FRAME = 3
"""Telling words beside source and cue up to which a stretch is nothing but the frame of somebody's words."""
_HARD_JOINT = re.compile(r";\s+|\s[–—-]{1,2}\s|:\s+(?=[A-Z“\"])")


class Proposition(Struct, frozen=True):
    """A clause: where it stands, its telling words, whom it names, its amounts and dates, and on whose word it is.

    ``names`` are readout entity ids in text order, ``around`` those of its whole sentence; ``named`` and
    ``parties_around`` the same with each replaced by whom it acts for, ``parties`` those named and its speakers.
    ``marks`` are names, days and amounts as keys to look up ("@ardovia", "#05-04", "=40-40 prison", "~31000").
    ``shown`` is the stretch to quote: with source and cue where the clause is somebody's statement. ``voice`` is an
    index into the account's attributions, ``None`` for the account's own word; ``speakers`` are that attribution's,
    ``heard_from`` the parties of all on whose word it is, where one reports another. ``wording``: its words in small
    letters, each with a space before and after it, and ``|`` for a name.
    """

    account: str
    lineage: str
    span: Span
    shown: Span
    sentence: Span
    keys: frozenset[str]
    names: tuple[str, ...]
    around: frozenset[str]
    named: frozenset[str]
    parties: frozenset[str]
    parties_around: frozenset[str]
    marks: frozenset[str]
    numbers: tuple[Quantity, ...]
    dates: tuple[str, ...]
    negated: bool
    ahead: bool
    voice: int | None
    speakers: tuple[str, ...]
    heard_from: frozenset[str]
    quoted: bool
    verbatim: bool
    headline: bool
    asked: bool
    wording: str


class _Aspects(Struct, frozen=True):
    negated: re.Pattern[str]
    ahead: re.Pattern[str]
    condition: re.Pattern[str]
    reporting: re.Pattern[str]
    joint: re.Pattern[str]
    lead_in: re.Pattern[str]


def side_of(ids: Iterable[str], party_of: Mapping[str, str]) -> frozenset[str]:
    """Whom the entities act for; an entity that acts for no other stands for itself."""
    return frozenset(party_of.get(name, name) for name in ids)


def _any(entries: Iterable[str]) -> str:
    return "|".join(re.escape(entry) for entry in sorted(entries, key=lambda e: (-len(e), e)))


@cache
def _aspects() -> _Aspects:
    data = table("en", "aspects")
    return _Aspects(
        negated=re.compile(rf"\b(?:{_any(data['negation'])})\b|(?:{_any(data['negation_ending'])})\b", re.IGNORECASE),
        ahead=re.compile(rf"\b(?:{_any(data['ahead'])})\b", re.IGNORECASE),
        reporting=re.compile(rf"\b(?:{_any(data['reporting'])})\b", re.IGNORECASE),
        condition=re.compile(rf"(?<=\w\s)(?:{_any(data['conditions'])})\b", re.IGNORECASE),
        joint=re.compile(
            rf",\s+(?=(?:{_any(data['after_comma'])})\b)|\s(?=(?:and|but)\s+"
            rf"(?:{_any(data['verbs_after_and'])}|[a-z]+ed|(?:{_any(data['adverbs_after_and'])})\s+[a-z]+)\b)"
            rf"|\s(?=(?:{_any(data['before_clause'])})\s(?:[\w’'.-]+\s){{1,6}}?(?:{_any(data['verbs_after_and'])}|[a-z]{{3,}}ed)\b)"
            rf"|\s(?=(?:{_any(data['before_verb'])})\s(?:{_any(data['verbs_after_and'])}|[a-z]{{3,}}ed)\b)"
        ),
        lead_in=re.compile(rf"(?:[\s,;:–—-]|\b(?:{_any(data['lead_ins'])})\b)+", re.IGNORECASE),
    )


@cache
def _relative() -> re.Pattern[str]:
    """The opening of a relative clause: in reported speech it is the reporter's own addition."""
    return re.compile(rf",\s+(?:{_any(table('en', 'aspects')['relative'])})\s+$", re.IGNORECASE)


def negated(text: str, span: Span) -> bool:
    """Whether an English clause holds a word of negation, before any condition or reason that it adds."""
    found = _aspects().negated.search(text, *span)
    turn = _aspects().condition.search(text, *span)
    return found is not None and (turn is None or found.start() < turn.start())


def ahead(text: str, span: Span) -> bool:
    """Whether an English clause speaks of what is yet to come, or may come."""
    return any(match.group() != "May" for match in _aspects().ahead.finditer(text, *span))


def reports(text: str, span: Span) -> bool:
    """Whether an English sentence holds a word by which it passes on what somebody said."""
    return _aspects().reporting.search(text, *span) is not None


def clauses(text: str, span: Span) -> tuple[Span, ...]:
    """``span`` cut at its joints, outside quotation marks; a piece with too few words stays with the one before.

    >>> text = "Ardovia closed the port, and the Union sent two ships to the strait."
    >>> [text[s:e] for s, e in clauses(text, (0, len(text)))]
    ['Ardovia closed the port', 'the Union sent two ships to the strait']
    """
    aspects = _aspects()
    quoted = [match.span() for match in _QUOTED.finditer(text, *span)]
    cuts = sorted(
        match.span()
        for pattern in (_HARD_JOINT, aspects.joint)
        for match in pattern.finditer(text, *span)
        if not any(s < match.end() and match.start() < e for s, e in quoted)
    )
    pieces: list[Span] = []
    start = span[0]
    for cut in [*cuts, (span[1], span[1])]:
        if cut[0] <= start:
            continue
        if cut[0] < span[1] and (
            _words(text, (start, cut[0])) < SHORTEST_CLAUSE or _words(text, (cut[1], span[1])) < 2
        ):
            continue
        pieces.append((start, cut[0]))
        start = cut[1]
    if len(pieces) > 1 and _words(text, pieces[-1]) < SHORTEST_CLAUSE:
        pieces[-2:] = [(pieces[-2][0], pieces[-1][1])]
    bare = (_bare(text, piece) for piece in pieces)
    return tuple(piece for piece in bare if piece)


def _words(text: str, span: Span) -> int:
    return sum(1 for term in terms(text, span) if weight(term.key) > 0)


def _bare(text: str, piece: Span) -> Span | None:
    """The clause without conjunctions before it and stops after it."""
    start, end = piece
    lead = _aspects().lead_in.match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—"):
        end -= 1
    return trim(text, (start, end))


class _Voices:
    """Which attribution's content holds a place, innermost first."""

    def __init__(self, reading: Reading) -> None:
        items = sorted(
            ((piece, index) for index, item in enumerate(reading.attributions) for piece in item.content),
            key=lambda entry: (entry[0][1] - entry[0][0], entry[1]),
        )
        self._items = Placed((piece, (piece, index)) for piece, index in items)

    def within(self, sentence: Span) -> list[tuple[Span, int]]:
        return self._items.overlapping(sentence)


def _pieces(reading: Reading, sentence: Span, held: Sequence[tuple[Span, int]]) -> list[tuple[Span, int | None]]:
    """The stretches of a sentence that are on one voice each: contents, and what lies around them."""
    marks: list[int | None] = [None] * (sentence[1] - sentence[0])
    for piece, index in reversed(held):  # the widest first, so that the innermost wins
        for at in range(max(piece[0], sentence[0]), min(piece[1], sentence[1])):
            marks[at - sentence[0]] = index
    frame = [(s, i) for _, i in held for s in (*reading.attributions[i].source, *reading.attributions[i].cue)]
    stretches: list[tuple[Span, int | None]] = []
    start = 0
    for at in range(1, len(marks) + 1):
        if at == len(marks) or marks[at] != marks[start]:
            span = (sentence[0] + start, sentence[0] + at)
            taken = [piece for piece, i in frame if i != marks[start] and overlap(piece, span)]
            beside = sum(
                1
                for term in terms(reading.text, span)
                if weight(term.key) > 0 and not any(overlap(term.span, piece) for piece in taken)
            )
            if beside > _FRAME or not held or (marks[start] is not None and not taken):
                stretches.append((span, marks[start]))
            start = at
    return stretches


def _shown(item: Attribution, clause: Span, sentence: Span) -> Span:
    """The clause with the source and cue of its attribution where all stand in one sentence."""
    whole = hull((*item.source, *item.cue, clause))
    return whole if whole and inside(whole, sentence) else clause


def propositions(
    story: Story, entity_of: Mapping[tuple[str, str], str], party_of: Mapping[str, str]
) -> tuple[Proposition, ...]:
    """The clauses of all accounts, in their order. In languages without data a sentence is one clause."""
    lineage_of = {account: lineage.id for lineage in story.lineages for account in lineage.accounts}
    found: list[Proposition] = []
    for reading in story.readings:
        found += _of(reading, lineage_of.get(reading.id, reading.id), entity_of, party_of)
    return tuple(found)


def _of(
    reading: Reading, lineage: str, entity_of: Mapping[tuple[str, str], str], party_of: Mapping[str, str]
) -> list[Proposition]:
    text = reading.text
    known = reading.language in languages.KNOWN
    voices = _Voices(reading)
    mentions = sorted((m.span, entity_of.get((reading.id, m.entity or ""))) for m in reading.mentions)
    names_by_stem = _names_by_stem(reading, entity_of)
    titles = Placed((mention.role, mention.role) for mention in reading.mentions if mention.role)
    starts = [span[0] for span, _ in mentions]
    all_dated = Placed((timex.span, timex) for timex in reading.times if timex.type in ("DATE", "TIME"))
    headlines = Placed(
        ((b.start, b.end), b) for b in reading.blocks if b.role in ("headline", "standfirst", "subhead", "caption")
    )
    found = []
    for sentence in reading.sentences:
        if sentence[1] - sentence[0] > LONGEST_SENTENCE:
            continue
        near = mentions[bisect_right(starts, sentence[0] - 1) : bisect_right(starts, sentence[1])]
        around = frozenset(entity for _, entity in near if entity)
        roles = titles.overlapping(sentence)
        dated = all_dated.overlapping(sentence)
        timed = [timex.span for timex in dated if timex.edtf or timex.value]
        headline = bool(headlines.overlapping(sentence))
        held = voices.within(sentence)
        for stretch, voice in _pieces(reading, sentence, held):
            for span in clauses(text, stretch) if known else (stretch,):
                names = tuple(dict.fromkeys(e for s, e in near if e and overlap(s, span)))
                aside = voice is not None and _relative().search(text, max(stretch[0], span[0] - 12), span[0])
                item = reading.attributions[voice] if voice is not None and not aside else None
                numbers = quantities(text, span) if known else ()
                numbers = tuple(n for n in numbers if not any(overlap(n.span, timex) for timex in timed))
                taken = (
                    [s for s, e in near if e]
                    + roles
                    + [s for s in timed if overlap(s, span)]
                    + [n.whole if n.unit == "percent" else n.span for n in numbers]
                )
                keys = frozenset(
                    t.key
                    for piece in (span, *(item.cue if item else ()))
                    for t in terms(text, piece)
                    if weight(t.key) > 0 and not any(overlap(t.span, other) for other in taken)
                )
                hinted = [names_by_stem[name] for name in sorted(keys & names_by_stem.keys())]
                keys -= names_by_stem.keys()
                speakers = (
                    tuple(dict.fromkeys(e for s in item.speakers if (e := entity_of.get((reading.id, s)))))
                    if item
                    else ()
                )
                inner = [timex for timex in dated if overlap(timex.span, span)]
                dates = tuple(dict.fromkeys(timex.edtf for timex in inner if timex.edtf))
                named = side_of((*names, *hinted), party_of)
                sides = named | side_of(speakers, party_of)
                found.append(
                    Proposition(
                        account=reading.id,
                        lineage=lineage,
                        span=span,
                        shown=_shown(item, span, sentence) if item else span,
                        sentence=sentence,
                        keys=keys,
                        names=names,
                        around=around,
                        named=named,
                        parties=sides,
                        parties_around=side_of(tuple(sorted(around)), party_of),
                        marks=_marks(sides, inner, numbers),
                        numbers=numbers,
                        dates=dates,
                        negated=known and negated(text, span),
                        ahead=known and ahead(text, span),
                        voice=voice if item else None,
                        speakers=speakers,
                        heard_from=side_of(_all_speakers(reading, span, held, entity_of), party_of)
                        if item
                        else frozenset(),
                        quoted=item is not None and item.type != "indirect",
                        verbatim=item is not None and item.type == "direct",
                        headline=headline,
                        asked="?" in text[span[1] - 1 : span[1] + 1],
                        wording=_wording(text, span, [s for s, e in near if e]),
                    )
                )
    return found


def _wording(text: str, span: Span, names: Sequence[Span]) -> str:
    inner = [name for name in names if overlap(name, span)]
    words = (
        "|" if any(s < match.end() and match.start() < e for s, e in inner) else match.group().casefold()
        for match in _WORD.finditer(text, *span)
    )
    return f" {' '.join(words)} "


def _names_by_stem(reading: Reading, entity_of: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Stems that only one of the account's entities has as a name of one word: "Ardovian" speaks of Ardovia."""
    found: dict[str, set[str]] = {}
    for entity in reading.entities:
        shared = entity_of.get((reading.id, entity.id))
        if shared is None or entity.type not in ("place", "person", "organisation"):
            continue
        for name in (entity.name, *(source.value for source in entity.names)):
            if len(name) > 4 and name.isalpha() and name[0].isupper():
                found.setdefault(key(name), set()).add(shared)
    return {stem: ids.pop() for stem, ids in sorted(found.items()) if len(ids) == 1 and not stem.startswith("=")}


def _all_speakers(
    reading: Reading, span: Span, held: Sequence[tuple[Span, int]], entity_of: Mapping[tuple[str, str], str]
) -> tuple[str, ...]:
    """The speakers of every attribution whose content holds the stretch, the innermost first."""
    found = (
        entity_of.get((reading.id, speaker))
        for piece, index in held
        if overlap(piece, span)
        for speaker in reading.attributions[index].speakers
    )
    return tuple(dict.fromkeys(name for name in found if name))


def _marks(sides: Iterable[str], dated: Iterable[Timex], numbers: Iterable[Quantity]) -> frozenset[str]:
    days = (_day(timex) for timex in dated)
    return frozenset(
        (
            *(f"@{name}" for name in sides),
            *(f"#{when}" for when in days if when),
            *(f"={number.low:g}-{number.high:g} {number.unit}" for number in numbers),
            *(f"~{number.low:g}" for number in numbers if number.low == number.high and _odd(number.low)),
        )
    )


def _odd(value: float) -> bool:
    """Whether an amount is one that texts do not hold by chance: 6.5 or 31,000, and not 6, 20 or 100."""
    return value != int(value) or (value > 12 and value % 5 != 0) or value >= 1000


def _day(timex: Timex) -> str | None:
    """Month and day that a time expression names, or of the closed side of an open interval ("since 2 March").

    Without the year: an account without a date tells only those.
    """
    if timex.edtf:
        left, _, right = timex.edtf.partition("/")
        when = day(left if right in ("", "..") else right if left == ".." else timex.edtf)
        return f"{when:%m-%d}" if when else None
    found = _MONTH_DAY.fullmatch(timex.value or "")
    return f"{found[1]}-{found[2]}" if found else None


_MONTH_DAY = re.compile(r"XXXX-([0-9]{2})-([0-9]{2})(?:T.*)?")
