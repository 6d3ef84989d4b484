"""Written when: before, during or after the happening that an account is about."""

from __future__ import annotations

import re
from functools import cache

from readout import languages
from readout.compare.propositions import ahead
from readout.compare.thresholds import PAST_SHARE, PHASE_CLEAR
from readout.languages import table
from readout.spans import overlap
from readout.types import Phase, Reading, Span

_HEADLINE, _LEAD, _REST = 3, 2, 1
_LEAD_SENTENCES = 2
_READ = 40
_BETWEEN = 16
_OPENING = 8
_SHORT = 40


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = table("en", "phases")
    noun = rf"(?:{'|'.join(map(re.escape, data['happenings']))})"
    phrase = rf"(?:[\w’'-]+\s){{0,4}}?{noun}"

    def any_of(entries: list[str]) -> re.Pattern[str]:
        parts, verbs = [], []
        for entry in entries:
            if entry.startswith("{happening} "):
                verbs.append(re.escape(entry.removeprefix("{happening} ")).replace(r"\ ", r"\s"))
            else:
                parts.append(re.escape(entry).replace(r"\ ", r"\s").replace(r"\{happening\}", phrase))
        if verbs:  # "the meeting between the ministers of A and B in C ended": words may stand between
            parts.append(rf"{noun}(?:\s[\w’'.-]+){{0,{_BETWEEN}}}?\s(?:{'|'.join(verbs)})")
        return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)

    found = {
        name: any_of(data[name]) for name in ("before", "during", "not_over", "not_over_if", "after", "looking_back")
    }
    past = "|".join(map(re.escape, data["past"]))
    found["past"] = re.compile(rf"\b(?:{past}|[a-z]{{2,}}ed)\b")
    found["happening"] = any_of([*data["happenings"], *data["happening_verbs"]])
    return found


def weights(reading: Reading) -> dict[str, float]:
    """How much of the account speaks for each phase: its headline most, then its first sentences."""
    found = {"before": 0.0, "during": 0.0, "after": 0.0}
    if reading.language not in languages.KNOWN:
        return found
    headlines = [(b.start, b.end) for b in reading.blocks if b.role == "headline"]
    body = 0
    seen: set[str] = set()
    for sentence in reading.sentences[:_READ]:
        text = reading.text[sentence[0] : min(sentence[1], sentence[0] + 1000)]
        if text in seen:
            continue
        seen.add(text)
        if any(overlap(block, sentence) for block in headlines):
            weight = _HEADLINE
        else:
            weight = _LEAD if body < _LEAD_SENTENCES else _REST
            body += 1
        for phase in phases_of(text):
            found[phase] += weight
    return found


def phases_of(text: str) -> tuple[str, ...]:
    """The phases that one sentence speaks for.

    >>> phases_of("Both will face the press after their talks."), phases_of("The talks ended late.")
    (('during',), ('after',))
    """
    patterns = _patterns()
    if patterns["not_over"].search(text) and patterns["not_over_if"].search(text):
        return ("during",)
    found = tuple(phase for phase in ("before", "during", "after") if patterns[phase].search(text))
    return tuple(phase for phase in found if phase == "after") if patterns["looking_back"].search(text) else found


def phase(reading: Reading) -> Phase | None:
    """The account's phase, ``mixed`` where it speaks for two, ``None`` where nothing tells."""
    found = weights(reading)
    early, after = found["before"] + found["during"], found["after"]
    if not early and not after:
        return _by_tense(reading)
    if after >= PHASE_CLEAR * early:
        return "after"
    if early >= PHASE_CLEAR * after:
        return "before" if found["before"] > found["during"] else "during"
    return "mixed"


def _by_tense(reading: Reading) -> Phase | None:
    """Where no happening with a set hour is named: after, if the account opens almost wholly in the past tense."""
    if reading.language not in languages.KNOWN:
        return None
    opening = [s for s in reading.sentences if s[1] - s[0] > _SHORT][:_OPENING]
    told = sum(1 for s in opening if _patterns()["past"].search(reading.text, s[0], min(s[1], s[0] + 1000)))
    yet = sum(1 for s in opening if ahead(reading.text, (s[0], min(s[1], s[0] + 1000))))
    enough = len(opening) >= 3 and told >= PAST_SHARE * len(opening) and yet <= (1 - PAST_SHARE) * len(opening)
    return "after" if enough else None


def telling(reading: Reading, wanted: str) -> Span | None:
    """The first words among the account's sentences that speak for a phase; ``None`` where none do."""
    patterns = _patterns()
    for start, end in reading.sentences[:_READ]:
        text = reading.text[start : min(end, start + 1000)]
        if wanted not in phases_of(text):
            continue
        found = patterns[wanted].search(text) or patterns["not_over"].search(text)
        if found:
            return (start + found.start(), start + found.end())
    return None


def happening_in(text: str, span: Span) -> bool:
    """Whether the sentence speaks of a happening that has a set day: talks, a vote, a strike."""
    return _patterns()["happening"].search(text, *span) is not None
