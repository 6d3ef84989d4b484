"""Steps of bargaining made by the very words that somebody is quoted or reported with.

No verb names them: "There will be no list", "Not a chance, in her view", "That would have to be looked into". The lines
are those of ``spoken_steps.toml``; who makes the step is the speaker of the attribution in whose content they stand.
Abstains where a question is asked, where the speaker is unknown, and where an act was read in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

from readout.languages import table
from readout.read.events.dates import day_or_finer
from readout.read.events.marks import Marks, inner_attribution, times_in
from readout.spans import overlap
from readout.types import Event, MoveKind, PloverType, Span

_TYPES: dict[str, PloverType] = {
    "deny": "REJECT", "deflect": "REJECT", "reserve": "REJECT", "threat": "THREATEN", "reject": "REJECT",
    "concede": "YIELD", "offer": "AGREE", "accept": "YIELD", "promise": "AGREE", "demand": "REQUEST",
    "accuse": "ACCUSE",
}  # fmt: skip
_LONGEST = 600
"""Characters of one sentence of speech that are looked at."""
_SHORTEST = 6
_NEAR, _WORDS_BEFORE = 40, 3
"""Characters and words before a step in which a word may take it back."""
_GAP = r"[\s\"“”‘«»]{1,4}"
_BESIDE = 60
"""Characters between a cue and the time of the saying."""
_STOPS = re.compile(r"[;:]\s|[,–—]\s(?=(?:and|but|so|or|yet|because|though|while)\s)")


class _Line(NamedTuple):
    move: MoveKind
    pattern: re.Pattern[str]


def told_in_speech(marks: Marks, sentence: Span, events: Sequence[Event]) -> list[Event]:
    """The steps that the words of speech in ``sentence`` make, besides those of ``events``, in text order."""
    found: list[Event] = []
    for index in marks.near:
        attribution = marks.attributions[index]
        if not attribution.speakers or not attribution.source:
            continue
        for content in attribution.content:
            piece = (max(content[0], sentence[0]), min(content[1], sentence[1]))
            if piece[1] - piece[0] < _SHORTEST:
                continue
            step = _step(marks, index, piece, sentence)
            if step is not None and not _told(step, [*events, *found], piece, attribution.cue):
                found.append(step)
    return found


def _told(step: Event, events: Sequence[Event], piece: Span, cues: Sequence[Span]) -> bool:
    """Whether an act that is a step is told by the same words, or by the verb of saying: "vowed there will be no"."""
    return any(
        event.move is not None
        and (
            overlap(event.trigger, step.clause)
            or any(overlap(event.trigger, cue) for cue in cues)
            or (event.theme is not None and overlap(event.theme, step.trigger))
        )
        for event in events
    )


def _step(marks: Marks, index: int, piece: Span, sentence: Span) -> Event | None:
    text = marks.text[piece[0] : min(piece[1], piece[0] + _LONGEST)]
    low = text.lower().replace("’", "'")
    if len(low) != len(text) or low.rstrip(" \"'”").endswith("?"):
        return None
    for line in _lines():
        match = line.pattern.search(low)
        if match is None:
            continue
        start, end = match.span("words")
        trigger = (piece[0] + start, piece[0] + end)
        if inner_attribution(marks, trigger[0]) != index or _supposed(low, start, line.move):
            continue
        attribution = marks.attributions[index]
        clause = _clause(piece, text, start, end)
        return Event(
            type=_TYPES[line.move],
            trigger=trigger,
            clause=clause,
            actors=attribution.source[:1],
            actor_ids=tuple(dict.fromkeys(attribution.speakers)),
            theme=clause,
            date=_said_on(marks, index, sentence),
            move=line.move,
            attribution=index,
        )
    return None


def _supposed(low: str, start: int, move: MoveKind) -> bool:
    """Whether the words hang on "if" or on somebody's charges: then nobody has made that step."""
    if move == "threat":
        return False
    words = [word.strip("\"“”‘'«(,") for word in low[max(0, start - _NEAR) : start].split()]
    return any(word in _unsaid() for word in words[-_WORDS_BEFORE:])


def _clause(piece: Span, text: str, start: int, end: int) -> Span:
    """The words of the step up to the joints of the sentence around them, without blanks and marks at the ends."""
    first = max((match.end() for match in _STOPS.finditer(text, 0, start)), default=0)
    after = _STOPS.search(text, end)
    last = after.start() if after is not None else len(text)
    while first < start and not text[first].isalnum():
        first += 1
    while last > end and not (text[last - 1].isalnum() or text[last - 1] in "%)"):
        last -= 1
    return (piece[0] + first, piece[0] + last)


def _said_on(marks: Marks, index: int, sentence: Span) -> str | None:
    """The day beside the cue, outside of what is said."""
    told = marks.attributions[index]
    if not told.cue:
        return None
    cue = told.cue[0][0]
    beside = [
        (abs(timex.span[0] - cue), timex.span, timex.edtf)
        for timex in times_in(marks, sentence)
        if timex.edtf is not None
        and day_or_finer(timex.edtf)
        and abs(timex.span[0] - cue) < _BESIDE
        and not any(overlap(timex.span, content) for content in told.content)
    ]
    return min(beside)[2] if beside else None


@cache
def _unsaid() -> frozenset[str]:
    return frozenset(table("en", "spoken_steps")["unsaid"]["before"].split())


@cache
def _lines() -> tuple[_Line, ...]:
    data = table("en", "spoken_steps")
    known: dict[str, str] = data["words"]
    return tuple(
        _Line(cast("MoveKind", move), compiled(line, known))
        for move, entry in data.items()
        if "lines" in entry
        for line in entry["lines"]
    )


def compiled(line: str, known: dict[str, str]) -> re.Pattern[str]:
    """The pattern of a line; its group ``words`` holds the words that matched.

    >>> compiled("<we> <will> see $", {"we": "i|we", "will": "will|'ll"}).search("well, we'll see.")["words"]
    "we'll see"
    """
    parts = line.split()
    start, end = parts[0] == "^", parts[-1] == "$"
    parts = parts[start : len(parts) - end]
    pieces = ""
    for at, part in enumerate(parts):
        # "we'll": a clipped word stands at once after the word before it
        gap = rf"(?:{_GAP}|(?='|n't))" if at else ""
        if part == "...":
            pieces += rf"(?:{_GAP}[\w'’$€%,-]+){{0,6}}?"
        elif part == ",":
            pieces += ","
        else:
            body = re.sub(r"<(\w+)>", lambda held: known[held[1]], part.removesuffix("?"))
            choices = "|".join(_word(choice) for choice in sorted(body.split("|"), key=len, reverse=True))
            pieces += f"(?:{gap}(?:{choices})){'?' if part.endswith('?') else ''}"
    opening = r"^[\s\"“”‘'«(]*(?:(?:no|yes|well|but|and|so|oh),?\s)?" if start else r"(?<![\w'-])"
    closing = r"(?=[\s\"”’'».,!;:)]*$)" if end else r"(?![\w-])"
    return re.compile(rf"{opening}(?P<words>{pieces}){closing}")


def _word(choice: str) -> str:
    """One choice of a line, in which "_" is a space and a "*" at its end any ending."""
    words = _GAP.join(re.escape(word) for word in choice.replace("*", "").split("_") if word)
    return words + (r"\w*" if choice.endswith("*") else "")
