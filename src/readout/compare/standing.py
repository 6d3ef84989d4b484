"""Where each step stands on the last day covered, and for whom it is in a quarrel of two."""

from __future__ import annotations

from collections import Counter

from readout import edtf
from readout.compare.answers import ABOUT_IT, topic
from readout.compare.happenings import Happening
from readout.compare.ledger import LEAST_WEIGHT, Ledger, Step, pointing
from readout.compare.terms import key

_FEW_STEPS = 3
_MOSTLY = 0.6
"""Share of the directed steps that must go between two parties before the quarrel is taken to be theirs."""


def _two_sides(ledger: Ledger) -> frozenset[str]:
    """The two parties between whom most directed steps go; empty where there are not just two."""
    pairs: Counter[frozenset[str]] = Counter()
    for step in ledger.steps:
        own, other = ledger.parties_of(ledger.actors(step.told)), ledger.parties_of(step.targets)
        if len(own) == 1 and len(other) == 1 and own != other:
            pairs[frozenset(own | other)] += 1
    if not pairs:
        return _two_states(ledger)
    best = min(pairs, key=lambda pair: (-pairs[pair], sorted(pair)))
    most = pairs[best]
    return best if most >= _FEW_STEPS and most >= _MOSTLY * sum(pairs.values()) else _two_states(ledger)


def _two_states(ledger: Ledger) -> frozenset[str]:
    """The two states that make nearly all steps of states; empty where a third makes more than one."""
    made: Counter[str] = Counter()
    for step in ledger.steps:
        made.update(name for name in ledger.parties_of(ledger.actors(step.told)) if name in ledger.states)
    ranked = sorted(made, key=lambda name: (-made[name], name))
    if len(ranked) < 2 or made[ranked[1]] < _FEW_STEPS or any(made[name] > 1 for name in ranked[2:]):
        return frozenset()
    return frozenset(ranked[:2])


def to_the_other_side(ledger: Ledger) -> None:
    """In a quarrel of two, what one demands, offers, refuses or threatens is for the other."""
    sides = _two_sides(ledger)
    for step in ledger.steps:
        own = ledger.parties_of(ledger.actors(step.told))
        if step.targets or len(own) != 1 or not own <= sides:
            continue
        if step.kind in ("demand", "offer", "reject", "threat", "deny", "accept", "concede"):
            step.targets = tuple(sorted(sides - own))


def settle(ledger: Ledger) -> None:
    """Give each step its status and, where it answers one, those who made that one as targets."""
    for step in ledger.steps:
        step.status = "open" if step.kind in ("demand", "offer") else "stands"
        if not step.targets:
            answered = {name for other in step.answers for name in ledger.actors(other.told)}
            step.targets = tuple(sorted(answered - set(ledger.actors(step.told))))
    for step in ledger.steps:
        if any(_overtakes(ledger, other, step) for other in ledger.steps):
            step.status = "superseded"
    for step in ledger.steps:
        if step.kind not in ("demand", "offer") or step.status == "superseded":
            continue
        answers = [other for other in ledger.steps if step in other.answers]
        kinds = {other.kind for other in answers if other.status != "superseded"}
        if kinds & {"accept", "concede"}:
            step.status = "accepted"
        elif "reject" in kinds:
            step.status = "rejected"
        elif answers:
            step.status = "answered"


def _overtakes(ledger: Ledger, later: Step, earlier: Step) -> bool:
    """Whether one party's promise overtakes its refusal, or its refusal its promise, of the same thing."""
    pairs = {
        ("promise", "reject"),
        ("accept", "reject"),
        ("concede", "reject"),
        ("reject", "promise"),
        ("reject", "accept"),
    }
    if later is not earlier and later.kind == earlier.kind and later.kind in ("demand", "offer"):
        same = ledger.parties_of(ledger.actors(later.told)) & ledger.parties_of(ledger.actors(earlier.told))
        amended = any(ledger.raised(a, b) for a in later.told for b in earlier.told)
        return bool(same) and amended and (_after(ledger, later, earlier) or _told_after(ledger, later, earlier))
    if (later.kind, earlier.kind) not in pairs:
        return False
    mine = ledger.parties_of(ledger.actors(later.told))
    if not mine or not mine & ledger.parties_of(ledger.actors(earlier.told)):
        return False
    if not any(_same_thing(ledger, a, b) for a in later.told for b in earlier.told):
        return False
    return _after(ledger, later, earlier)


def _same_thing(ledger: Ledger, a: Happening, b: Happening) -> bool:
    share, weight, _ = topic(ledger, a, b)
    if share >= ABOUT_IT and weight >= LEAST_WEIGHT:
        return True
    answer = pointing()["answer"]
    one, two = ({key(word) for word in answer} & ledger.themes[ledger.at(h)] for h in (a, b))
    return bool(one and two) and weight > 0


def _told_after(ledger: Ledger, later: Step, earlier: Step) -> bool:
    """Whether every account of the one is younger than every account of the other."""
    one, two = ([ledger.readings[h.account].published.value for h in step.told] for step in (later, earlier))
    return all(a is not None and b is not None and edtf.before(b[:10], a[:10]) for a in one for b in two)


def _after(ledger: Ledger, later: Step, earlier: Step) -> bool:
    """Whether the first step came after the other: by their days, else by the days on which it is told."""
    done = [h.date for h in earlier.told if h.date is not None]
    if not done:
        return False
    held = min(done, key=edtf.order_key)
    stated = [h.date for h in later.told if h.date is not None and h.status != "planned"]
    if stated:
        return all(edtf.before(held, date) for date in stated)
    reported = [ledger.readings[h.account].published.value for h in later.told]
    return all(date is not None and edtf.before(held, date[:10]) for date in reported)
