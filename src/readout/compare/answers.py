"""Which step answers which: by words that point back, by what a theme is about, by whose demand it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from readout.compare.happenings import Happening
from readout.compare.ledger import COMPARED, LEAST_WEIGHT, Ledger, Step, pointing, points
from readout.compare.terms import key, total, weight
from readout.languages import table
from readout.spans import inside
from readout.types import Reading, Span

ABOUT_IT = 0.34
"""Share of the shorter theme that the other must hold for an answer."""
_LONG_NAME = 20
"""Characters from which a name of a treaty or body is a name and no bare noun."""
_POINTS_BACK = 6
"""Steps told before in the account to which "these demands" may point."""
_ANSWERS: dict[str, tuple[str, ...]] = {
    "reject": ("demand", "offer"),
    "accept": ("demand", "offer"),
    "concede": ("demand",),
    "promise": ("demand",),
    "offer": ("demand",),
    "deflect": ("demand", "offer"),
    "reserve": ("promise", "offer", "demand"),
    "deny": ("accuse",),
}
_BEGINNING = 5
_NEAREST = 40
"""Steps with the heaviest words in common that an answer is compared with, so that cost grows with the steps."""
_DENIED_BY_WORD = ("promise", "accept", "concede", "offer")
"""Steps that somebody may be said to have made and then denies: answered by "it" and "that" only."""
_LONGEST_BARE = 4
"""Words of a theme that holds nothing but "it": "accepted nor rejected it"."""


def link(ledger: Ledger) -> None:
    """Find for each step the steps that it answers."""
    index = _indexed(ledger)
    for step in ledger.steps:
        for item in step.told[:COMPARED]:
            for answered in _answered(ledger, index, step, item):
                if answered is not step and answered not in step.answers:
                    step.answers.append(answered)


class _Index(NamedTuple):
    """Steps by number under each kind and word of their themes, and the parties that made steps of each kind."""

    numbers: Mapping[tuple[str, str], Sequence[int]]
    parties: Mapping[str, frozenset[str]]


def _indexed(ledger: Ledger) -> _Index:
    numbers: dict[tuple[str, str], list[int]] = {}
    parties: dict[str, set[str]] = {}
    for number, step in enumerate(ledger.steps):
        parties.setdefault(step.kind, set()).update(ledger.parties_of(ledger.actors(step.told)))
        words = {_fold(word) for item in step.told[:COMPARED] for word in ledger.themes[ledger.at(item)]}
        for word in sorted(words):
            numbers.setdefault((step.kind, word), []).append(number)
    return _Index(numbers, {kind: frozenset(held) for kind, held in parties.items()})


def _about_it(ledger: Ledger, index: _Index, item: Happening, kinds: Sequence[str]) -> list[int]:
    """The numbers of the steps of some kinds whose themes share most words with a telling's, in their order."""
    shared: dict[int, float] = {}
    for word in sorted({_fold(word) for word in ledger.themes[ledger.at(item)]}):
        for kind in kinds:
            for number in index.numbers.get((kind, word), ()):
                shared[number] = shared.get(number, 0.0) + weight(word)
    ranked = sorted(shared, key=lambda number: (-shared[number], number))
    return sorted(ranked[:_NEAREST])


def merge_what_points(ledger: Ledger) -> None:
    """Take "the company denies it" into the one step of its kind and party that answers the same, or may do so."""
    for step in list(ledger.steps):
        if not all(points(ledger, item) for item in step.told):
            continue
        own = ledger.parties_of(ledger.actors(step.told))
        alike = [
            other
            for other in ledger.steps
            if other is not step
            and other.kind == step.kind
            and own & ledger.parties_of(ledger.actors(other.told))
            and not any(points(ledger, item) for item in other.told)
        ]
        fitting = [other for other in alike if set(map(id, other.answers)) & set(map(id, step.answers))]
        if not fitting and not step.answers:
            fitting = alike
        if len(fitting) == 1:
            ledger.join(fitting[0], step)


def _answered(ledger: Ledger, index: _Index, step: Step, item: Happening) -> list[Step]:
    kinds = _ANSWERS.get(step.kind, ())
    if not kinds:
        return []
    back = _pointed_at(ledger, step, item, kinds)
    if back is None and step.kind == "deny":
        back = _said_of_him(ledger, step, item)
    if back is not None:
        return [back]
    own = ledger.parties_of(ledger.actors(step.told))
    asked = ledger.parties_of(ledger.recipients([item])) | _possessors(ledger, item)
    asked &= {name for kind in kinds for name in index.parties.get(kind, ())}
    best: tuple[float, float, int] | None = None
    for number in _about_it(ledger, index, item, kinds):
        other = ledger.steps[number]
        if other is step:
            continue
        theirs = ledger.parties_of(ledger.actors(other.told))
        if not theirs or theirs & own or (asked and not asked & theirs):
            continue
        directed = bool(asked) or not own or bool(ledger.parties_of(other.targets) & own)
        if step.kind == "concede" and not directed:
            continue
        if (
            step.kind == "accept"
            and other.kind == "offer"
            and any(ledger.raised(item, told) for told in other.told[:COMPARED])
        ):
            continue  # another amount was agreed to
        share, heavy, words = max(topic(ledger, item, told) for told in other.told[:COMPARED])
        if step.kind == "offer" and words < 2:
            continue
        if share >= ABOUT_IT and heavy >= (LEAST_WEIGHT if directed else 2 * LEAST_WEIGHT):
            found = (heavy, share, -number)
            best = found if best is None or found > best else best
    if best is not None:
        return [ledger.steps[-best[2]]]
    owned = _owned(ledger, step, item, kinds) or _of_amount(ledger, step, item)
    return [owned] if owned is not None else []


def _said_of_him(ledger: Ledger, step: Step, item: Happening) -> Step | None:
    """The one step that others say a party took, and that it says it did not take: "I never offered it"."""
    assert item.event is not None
    text = ledger.readings[item.account].text
    verb = key(text[slice(*item.event.trigger)])
    denied = table("en", "move_lines")["denied"]
    kinds = {kind for kind in denied if any(key(word) == verb for word in denied[kind].split())}
    own = ledger.parties_of(ledger.actors(step.told))
    fitting = [
        other
        for other in ledger.steps
        if other.kind in kinds
        and own & ledger.parties_of(ledger.actors(other.told))
        and any(_on_word(ledger, told) for told in other.told)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _of_amount(ledger: Ledger, step: Step, item: Happening) -> Step | None:
    """The one demand of another party that an offer of "six percent" or "150 million" can be an answer to."""
    if step.kind not in ("offer", "concede", "promise"):
        return None
    units = {amount.unit for amount in ledger.amounts(item)} - {""}
    own = ledger.parties_of(ledger.actors(step.told))
    fitting = [
        other
        for other in ledger.steps
        if other.kind == "demand"
        and not ledger.parties_of(ledger.actors(other.told)) & own
        and (not other.targets or other.guessed or ledger.parties_of(other.targets) & own)
        and any(amount.unit in units for told in other.told[:COMPARED] for amount in ledger.amounts(told))
    ]
    return fitting[0] if len(fitting) == 1 else None


def topic(ledger: Ledger, a: Happening, b: Happening) -> tuple[float, float, int]:
    """Share of the shorter theme in the other, names left out, its weight and the number of shared words."""
    one, two = (ledger.themes[ledger.at(h)] - _named(ledger, h) for h in (a, b))
    least = min(total(one), total(two))
    other = {_fold(k) for k in two}
    shared = frozenset(k for k in one if _fold(k) in other)
    return (min(1.0, total(shared) / least) if least else 0.0, total(shared), len(shared))


def _fold(word: str) -> str:
    """The beginning of a key, so that "crown" and "crowns", "weighed" and "weighing" meet."""
    return word if word.startswith("=") else word.rstrip("s")[:_BEGINNING]


def _named(ledger: Ledger, item: Happening) -> frozenset[str]:
    """Keys of the names in a theme: a shared place does not make an answer."""
    reading = ledger.readings[item.account]
    span = ledger.theme_span(item)
    return frozenset(
        key(word)
        for mention in reading.mentions
        if inside(mention.span, span)
        and (mention.type in ("place", "person") or mention.span[1] - mention.span[0] > _LONG_NAME)
        for word in reading.text[slice(*mention.span)].split()
    )


def _on_word(ledger: Ledger, item: Happening) -> bool:
    """Whether a step is told on the word of somebody who does not make it."""
    if item.event is None or item.event.attribution is None:
        return False
    told = ledger.readings[item.account].attributions[item.event.attribution]
    return not set(told.speakers) & set(item.event.actor_ids)


def _possessors(ledger: Ledger, item: Happening) -> set[str]:
    """Parties named inside the theme as owners: "the union's demand"."""
    reading = ledger.readings[item.account]
    span = ledger.theme_span(item)
    found: set[str] = set()
    for mention in reading.mentions:
        if mention.entity is None or not inside(mention.span, span):
            continue
        after = reading.text[mention.span[1] : mention.span[1] + 2]
        inner = reading.text[mention.span[0] : mention.span[1]]
        owns = after.startswith(("'s", "’s", "' ", "’ ")) or inner.endswith(("'s", "’s"))
        if owns or _describes(reading, mention.span):
            shared = ledger.entity_of.get((item.account, mention.entity))
            if shared is not None:
                found |= ledger.parties_of([shared])
    return found


def _describes(reading: Reading, span: Span) -> bool:
    """Whether a name stands as an adjective right before such a word: "the Ardovian demands"."""
    following = reading.text[span[1] : span[1] + 30].split()[:1]
    word = following[0].strip(".,;:“”\"'").casefold() if following else ""
    return word in pointing()["demand"] | pointing()["offer"]


def _owned(ledger: Ledger, step: Step, item: Happening, kinds: Sequence[str]) -> Step | None:
    """What "the union's proposals" are: the one step of that party, or the one that most accounts tell."""
    reading = ledger.readings[item.account]
    span = ledger.theme_span(item)
    tokens = {word.strip(".,;:“”\"'").casefold() for word in reading.text[span[0] : span[1]].split()[:8]}
    words_back = pointing()
    wanted = {kind for kind in ("demand", "offer") if tokens & words_back[kind]} & set(kinds)
    owners = _possessors(ledger, item) - ledger.parties_of(ledger.actors(step.told))
    if not wanted or not owners:
        return None
    fitting = [
        (len({h.account for h in other.told}), -number)
        for number, other in enumerate(ledger.steps)
        if other.kind in wanted and other is not step and ledger.parties_of(ledger.actors(other.told)) & owners
    ]
    fitting.sort(reverse=True)
    if len(fitting) != 1:
        return None
    return ledger.steps[-fitting[0][1]]


def _pointed_at(ledger: Ledger, step: Step, item: Happening, kinds: Sequence[str]) -> Step | None:
    """The step that "this demand" or "these proposals" points back to in the same account."""
    reading = ledger.readings[item.account]
    span = ledger.theme_span(item)
    tokens = [word.strip(".,;:“”\"'").casefold() for word in reading.text[span[0] : span[1]].split()[:6]]
    words_back = pointing()
    wanted = {
        kind
        for at, word in enumerate(tokens[1:], 1)
        for kind in ("demand", "offer", "accuse", "promise")
        if word in words_back[kind]
        and any(before in words_back["determiners"] for before in tokens[max(0, at - 3) : at])
    }
    bare = item.event is not None and item.event.theme is None and not item.event.recipients
    bare = bare or (len(tokens) <= 2 and bool(tokens) and tokens[0] in words_back["pronouns"])
    bare = bare or (
        step.kind == "reserve" and 1 < len(tokens) <= _LONGEST_BARE and tokens[-1] in words_back["pronouns"]
    )
    bare = bare or any(pair in (["do", "so"], ["do", "that"]) for pair in (tokens[at : at + 2] for at in range(3)))
    if bare:  # "the union has refused", "refused it", "promised to do so"
        kinds = (*kinds, *_DENIED_BY_WORD) if step.kind == "deny" else kinds
        wanted = set(kinds)
    if not wanted & set(kinds):
        return None
    own = ledger.parties_of(ledger.actors(step.told))
    owners = _possessors(ledger, item)
    before = [h for h in ledger.told if h.account == item.account and h.span[0] < item.span[0]]
    for other in sorted(before, key=lambda h: -h.span[0])[:_POINTS_BACK]:
        target = ledger.step_of[ledger.at(other)]
        theirs = ledger.parties_of(ledger.actors([other]))
        others = not theirs & own or (
            target.kind in _DENIED_BY_WORD and step.kind == "deny" and _on_word(ledger, other)
        )
        if target.kind in wanted & set(kinds) and others and (not owners or owners & theirs):
            return target
        if bare:
            return None  # only what was told right before
    return None
