"""Where each step stands on the last day covered, and for whom it is in a quarrel of two."""

from __future__ import annotations

from readout import edtf
from readout.compare.answers import ABOUT_IT, topic
from readout.compare.happenings import Happening
from readout.compare.ledger import COMPARED, LEAST_WEIGHT, Ledger, Step, pointing
from readout.compare.quarrel import told_of_both
from readout.compare.terms import key
from readout.languages import table


def to_the_other_side(ledger: Ledger) -> None:
    """In a quarrel of two, what one demands, offers, refuses or threatens is for the other."""
    sides = ledger.sides
    for step in ledger.steps:
        own = ledger.parties_of(ledger.actors(step.told))
        if sides and not step.targets and not own & sides and any(_to_both(ledger, h) for h in step.told):
            step.targets = tuple(sorted(sides))
        if step.targets or len(own) != 1 or not own <= sides:
            continue
        if step.kind in ("demand", "offer", "reject", "threat", "deny", "accept", "concede"):
            step.targets = tuple(sorted(sides - own))
            step.guessed = True


def _to_both(ledger: Ledger, item: Happening) -> bool:
    assert item.event is not None
    text = ledger.readings[item.account].text
    return any(told_of_both(text[slice(*span)]) for span in (*item.event.recipients, ledger.theme_span(item)))


def _answered_by(ledger: Ledger, step: Step) -> tuple[str, ...]:
    """For whom those act who make the steps that this one answers; of a denial those who say it was so."""
    found: set[str] = set()
    for other in step.answers:
        if step.kind == "deny" and other.kind != "accuse":
            found |= {name for told in other.told for name in _teller(ledger, told)}
        else:
            found |= {ledger.party.get(name, name) for name in ledger.actors(other.told)}
    own = set(ledger.actors(step.told))
    return tuple(sorted(found - own - ledger.parties_of(own)))


def _teller(ledger: Ledger, item: Happening) -> set[str]:
    if item.event is None or item.event.attribution is None:
        return set()
    speakers = ledger.readings[item.account].attributions[item.event.attribution].speakers
    return {ledger.entity_of[item.account, s] for s in speakers if (item.account, s) in ledger.entity_of}


def settle(ledger: Ledger) -> None:
    """Give each step its status and, where it answers one, those who made that one as targets."""
    for step in ledger.steps:
        step.status = "open" if step.kind in ("demand", "offer") else "stands"
        if not step.targets or (step.guessed and step.answers):
            step.targets = _answered_by(ledger, step)
    answered_by: dict[int, list[Step]] = {}
    made_by: dict[str, list[Step]] = {}
    for step in ledger.steps:
        for other in step.answers:
            answered_by.setdefault(id(other), []).append(step)
        for party in sorted(ledger.parties_of(ledger.actors(step.told))):
            made_by.setdefault(party, []).append(step)
    for step in ledger.steps:
        told_to = any(h.event is not None and h.event.recipients for h in step.told)
        if not step.targets and not told_to and step.kind in ("demand", "offer"):  # who answers it is asked
            own = ledger.parties_of(ledger.actors(step.told))
            answering = {n for other in answered_by.get(id(step), ()) for n in ledger.actors(other.told)}
            step.targets = tuple(sorted(ledger.parties_of(answering) - own))
    for steps in made_by.values():
        for step in steps:
            if step.status != "superseded" and any(_overtakes(ledger, other, step) for other in steps):
                step.status = "superseded"
    for step in ledger.steps:
        if step.kind not in ("demand", "offer") or step.status == "superseded":
            continue
        answers = answered_by.get(id(step), [])
        final = [o for o in answers if o.status != "superseded" and any(h.status != "planned" for h in o.told)]
        kinds = {o.kind for o in final if not _of_another_amount(ledger, o, step)}
        if kinds & {"accept", "concede"}:
            step.status = "accepted"
        elif "reject" in kinds:
            step.status = "rejected"
        elif answers:
            step.status = "answered"


def _of_another_amount(ledger: Ledger, answer: Step, asked: Step) -> bool:
    """Whether what is agreed to is not the amount that was demanded: an answer, but not its acceptance."""
    return any(ledger.raised(a, b) for a in answer.told[:COMPARED] for b in asked.told[:COMPARED])


def _overtakes(ledger: Ledger, later: Step, earlier: Step) -> bool:
    """Whether one party's promise overtakes its refusal, or its refusal its promise, of the same thing."""
    pairs = {
        ("promise", "reject"),
        ("accept", "reject"),
        ("concede", "reject"),
        ("reject", "promise"),
        ("reject", "accept"),
        ("concede", "deny"),
    }
    if later is not earlier and later.kind == earlier.kind and later.kind in ("demand", "offer"):
        same = ledger.parties_of(ledger.actors(later.told)) & ledger.parties_of(ledger.actors(earlier.told))
        amended = any(ledger.raised(a, b) for a in later.told[:COMPARED] for b in earlier.told[:COMPARED])
        return (
            bool(same)
            and amended
            and (
                _amends(ledger, later) > _amends(ledger, earlier)
                or _after(ledger, later, earlier)
                or _told_after(ledger, later, earlier)
            )
        )
    if (later.kind, earlier.kind) not in pairs:
        return False
    mine = ledger.parties_of(ledger.actors(later.told))
    if not mine or not mine & ledger.parties_of(ledger.actors(earlier.told)):
        return False
    if not any(_same_thing(ledger, a, b) for a in later.told[:COMPARED] for b in earlier.told[:COMPARED]):
        return False
    return _after(ledger, later, earlier)


def _same_thing(ledger: Ledger, a: Happening, b: Happening) -> bool:
    share, weight, _ = topic(ledger, a, b)
    if share >= ABOUT_IT and weight >= LEAST_WEIGHT:
        return True
    answer = pointing()["answer"]
    one, two = ({key(word) for word in answer} & ledger.themes[ledger.at(h)] for h in (a, b))
    return bool(one and two) and weight > 0


def _amends(ledger: Ledger, step: Step) -> bool:
    """Whether it is told as the change of an earlier offer: "raised its offer"."""
    verbs = table("en", "move_lines")["amending"]["verbs"].split()
    return any(
        ledger.readings[h.account].text[slice(*h.event.trigger)].casefold() in verbs
        for h in step.told
        if h.event is not None
    )


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
